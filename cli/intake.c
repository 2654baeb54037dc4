/* What becomes of the links of a page: which source they belong to, which are new and worth waiting for. */
#include "cli/writer.h"
#include "crawler/revisit.h"
#include "crawler/url.h"

enum {
    WAITING_PER_PAGE =
        4, /* addresses taken in a run for each page of the budget: more would not be read in it, so
                             those refused need not be offered again before the next run */
    WAITING_LEAST = 2000
};

/* Scope ----------------------------------------------------------------------------------------------- */

static err add_scope(struct writer *w, sv key, int64_t source_id)
{
    source *src = NULL;
    for (size_t i = 0; i < w->c->n_sources; i++)
        if (w->c->source[i].id == source_id) src = &w->c->source[i];
    if (!src || map_get(&w->scope, key)) return ERR_OK;
    sv own = arena_sv(&w->scope_mem, key);
    return own.p ? map_put(&w->scope, own, src) : ERR_NOMEM;
}

err intake_scope(void *ctx, const frontier_url *u)
{
    struct writer *w = ctx;
    candidate cand;
    arena a = ARENA_INIT(1 << 16);
    err e = candidate_make(&a, u->url, &cand) ? add_scope(w, cand.scope, u->source_id) : ERR_OK;
    arena_clear(&a);
    return e;
}

/* Candidates ------------------------------------------------------------------------------------------ */

/* True when the host has named the address lately; remembers it. */
static bool met(struct writer *w, int64_t host_id, int64_t url_id)
{
    uint64_t key = writer_key(host_id, url_id), *place = &w->seen[key % WRITER_SEEN];
    bool yes = *place == key;
    *place = key;
    return yes;
}

/* The source a candidate belongs to, or NULL: out of scope. */
static source *source_of(struct writer *w, const slot *sl, const candidate *cand)
{
    source *src = map_get(&w->scope, cand->scope);
    if (src || !cand->redirect || sl->job.depth != 0) return src;
    url from, to; /* a start address that has moved within its site takes the scope along */
    if (!url_split(sl->page.url, &from) || !url_split(cand->u.url, &to)) return NULL;
    if (!sv_eq(url_site(from.host), url_site(to.host))) return NULL;
    if (add_scope(w, cand->scope, sl->job.source_id)) return NULL;
    return map_get(&w->scope, cand->scope);
}

static err add_fresh(struct writer *w, slot *sl, const candidate *cand, int64_t source_id)
{
    for (size_t i = 0; i < sl->n_fresh; i++)
        if (sl->fresh[i].host_id == cand->u.host_id) return ERR_OK;
    err e = frontier_host_add(w->s, cand->u.host_id, cand->origin);
    if (e) return e;
    fresh_host *more = arena_grow(&sl->a, sl->fresh, sl->n_fresh, sl->n_fresh + 1, sizeof *more);
    if (!more) return ERR_NOMEM;
    sl->fresh = more;
    sl->fresh[sl->n_fresh++] = (fresh_host){cand->u.host_id, source_id, cand->origin};
    return ERR_OK;
}

bool intake_stale(writer *w, const slot *sl)
{
    const doc *d = &sl->doc;
    bool said = trap_said(w->said, sl->job.host_id, sl->job.url_id, sl->gist);
    return (said || !sl->gist) && !d->n_comments;
}

err intake_put(writer *w, slot *sl, candidate *cand)
{
    bool hints = sl->job.kind == KIND_SITEMAP || sl->job.kind == KIND_FEED;
    if (cand->lastmod_ms && hints) {
        err e = frontier_hint(w->s, cand->u.host_id, cand->u.url_id, cand->lastmod_ms);
        if (e) return e;
    }
    if (sl->stale && sl->gist && !cand->redirect && sl->job.kind == KIND_PAGE)
        cand->u.hops = sl->job.hops + TRAP_STALE_HOPS;
    if (cand->u.hops > REVISIT_HOPS) cand->useless = "trap";
    if (met(w, sl->job.host_id, cand->u.url_id)) return ERR_OK;
    const source *src = source_of(w, sl, cand);
    const char *why = cand->useless ? cand->useless : src ? NULL : "scope";
    int64_t *waiting = src ? &w->waiting[src - w->c->source] : NULL;
    if (cand->u.kind == KIND_SITEMAP && why && strcmp(why, "file") == 0) why = NULL;
    const avoid_rule *avoided = why ? NULL : avoid_find(&w->c->avoid, cand->u.url);
    if (avoided) /* of the address only the host is kept: it may be a person's page */
        return writer_leave_out(w, sl->job.host_id, cand->u.url_id, sv_c(avoid_reason(avoided)),
            avoided->text, cand->origin);
    if (!why && *waiting > src->max_pages * WAITING_PER_PAGE + WAITING_LEAST) why = "budget";
    /* pages elsewhere, and places of members, may be a person's, too */
    bool hide = why && (strcmp(why, "scope") == 0 || strcmp(why, "action") == 0);
    if (why)
        return writer_leave_out(w, sl->job.host_id, cand->u.url_id, sv_c(why), (sv){NULL, 0},
            hide ? cand->origin : cand->u.url);
    bool fresh = false;
    cand->u.source_id = src->id;
    err e = frontier_add(w->s, &cand->u, &fresh);
    if (e || !fresh) return e;
    ++*waiting;
    if (!archive_kind_of(cand->u.url)) sl->n_added++;
    atomic_fetch_add(&w->c->st->links, 1);
    return add_fresh(w, sl, cand, src->id);
}
