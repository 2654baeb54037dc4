/* A worker: parses a page, makes its links into candidates, decides what the answer means for the address. It
 * owns the slot while it works and touches nothing else. What parsing takes lives in an arena of the worker; only what
 * the writer needs goes along with the slot. */
#include "cli/crawl.h"
#include "crawler/refresh.h"
#include "crawler/revisit.h"
#include "crawler/url.h"
#include "db/warc.h"
#include "parsers/doc_keep.h"
#include "util/hash.h"

enum { ARENA_PER_BYTE = 24, ARENA_BASE = 8 << 20, ARENA_MOST = 72 << 20, CANDIDATES = 8 };

bool candidate_make(arena *a, sv href, candidate *ret)
{
    url u;
    *ret = (candidate){0};
    if (url_canonical(a, href, &ret->u.url) || !url_split(ret->u.url, &u)) return false;
    ret->origin = u.origin;
    ret->scope = (sv){u.host.p, (size_t)(u.path.p - u.host.p)}; /* host and port */
    if (sv_starts(ret->scope, SV("www."))) ret->scope = sv_sub(ret->scope, 4, ret->scope.n);
    ret->u.host_id = hash_id(u.origin);
    ret->u.url_id = url_key(ret->u.url);
    ret->u.prio = PRIO_PAGE;
    ret->useless = url_useless(ret->u.url);
    return true;
}

/* ERR_ABSENT: no address that could be asked for. */
static err add_candidate(slot *sl, sv href, candidate **ret)
{
    size_t n = sl->n_cand;
    if (n == 0 || (n >= CANDIDATES && (n & (n - 1)) == 0)) { /* full at 8, 16, 32 ... */
        candidate *more = arena_grow(&sl->a, sl->cand, n, n ? 2 * n : CANDIDATES, sizeof *more);
        if (!more) return ERR_NOMEM;
        sl->cand = more;
    }
    candidate *cand = &sl->cand[n];
    if (!candidate_make(&sl->a, href, cand)) return ERR_ABSENT;
    cand->u.source_id = sl->job.source_id;
    cand->u.found_on = sl->job.url_id;
    cand->u.depth = sl->job.depth + 1;
    sl->n_cand++;
    *ret = cand;
    return ERR_OK;
}

/* Links of a kind that would only repeat what the page said are not followed. */
static bool wanted(const slot *sl, const doc_link *l)
{
    const doc *d = &sl->doc;
    if (l->nofollow || d->nofollow) return false;
    if (l->kind == LINK_FEED) return sl->job.depth == 0;
    if (l->kind == LINK_API)
        return d->comments_external || d->claimed > (int64_t)d->n_comments ||
               sl->job.kind == KIND_API;
    return true;
}

static void set_kind(candidate *cand, const doc_link *l)
{
    static const struct {
        url_kind kind;
        int prio;
    } of[] = {[LINK_PAGE] = {KIND_PAGE, PRIO_PAGE},
        [LINK_NEXT] = {KIND_PAGE, PRIO_NEXT},
        [LINK_FEED] = {KIND_FEED, PRIO_FEED},
        [LINK_SITEMAP] = {KIND_SITEMAP, PRIO_SITEMAP},
        [LINK_API] = {KIND_API, PRIO_API},
        [LINK_CANONICAL] = {KIND_PAGE, PRIO_NEXT}};
    cand->u.kind = of[l->kind].kind;
    cand->u.prio = of[l->kind].prio;
    cand->lastmod_ms = l->lastmod_ms;
}

/* True when a worker has handed on this link of this host before; a miss is made up for by the writer, who looks again. */
static bool met(crawl *c, int64_t host_id, const doc_link *l)
{
    uint64_t key = hash64(l->href) + l->kind + (uint64_t)host_id * UINT64_C(0x9E3779B97F4A7C15);
    atomic_ullong *place = &c->met[key % CRAWL_MET];
    if (atomic_load_explicit(place, memory_order_relaxed) == key) return true;
    atomic_store_explicit(place, key, memory_order_relaxed);
    return false;
}

/* Where the page itself sends its readers on to: followed like a redirect, a chain of them ends like one. */
static err add_refresh(slot *sl)
{
    candidate *cand;
    sv to;
    if (sl->doc.nofollow || sl->job.hops >= REVISIT_HOPS) return ERR_OK;
    err e = refresh_target(&sl->a, sl->page.url, sl->page.body, &to);
    if (e) return e == ERR_NOMEM ? e : ERR_OK;
    if (!add_candidate(sl, to, &cand) || cand->u.url_id == sl->job.url_id) return ERR_OK;
    cand->u.depth = sl->job.depth;
    cand->u.hops = sl->job.hops + 1;
    cand->u.prio = PRIO_NEXT;
    cand->redirect = true;
    return ERR_OK;
}

static err add_links(crawl *c, slot *sl)
{
    const doc *d = &sl->doc;
    for (size_t i = 0; i < d->n_links; i++) {
        candidate *cand;
        if (!wanted(sl, &d->link[i])) continue;
        if (sl->job.kind == KIND_PAGE && met(c, sl->job.host_id, &d->link[i])) continue;
        err e = add_candidate(sl, d->link[i].href, &cand);
        if (e == ERR_NOMEM) return e;
        if (!e) set_kind(cand, &d->link[i]);
    }
    return sl->job.kind == KIND_PAGE && parse_kind_of(&sl->page) == PARSE_HTML ? add_refresh(sl)
                                                                               : ERR_OK;
}

/* The target of a redirect is a link like any other, checked in full; a chain has an end. */
static const char *add_redirect(slot *sl)
{
    candidate *cand;
    if (!sl->page.location.n) return "redirect_nowhere";
    if (sl->job.hops >= REVISIT_HOPS) return "redirect_limit";
    if (add_candidate(sl, sl->page.location, &cand)) return "redirect_nowhere";
    cand->u.depth = sl->job.depth;
    cand->u.hops = sl->job.hops + 1;
    cand->u.kind = sl->job.kind;
    cand->u.prio = sl->job.prio < PRIO_REVISIT ? sl->job.prio : PRIO_NEXT;
    cand->redirect = true;
    return "redirect";
}

/* The page says that another address is the right one, and that differs only in what follows the path, or in the
 * scheme: the other one will be read. Pages that say "the home page is canonical" everywhere are not believed. */
static bool is_variant(slot *sl)
{
    url own, other;
    sv canon;
    if (!sl->doc.canonical.n || sl->doc.n_comments ||
        url_canonical(&sl->a, sl->doc.canonical, &canon))
        return false;
    if (sv_eq(canon, sl->page.url) || !url_split(canon, &other) || !url_split(sl->page.url, &own))
        return false;
    return url_same_host(own.host, other.host) && sv_eq(own.path, other.path) && !other.query.n &&
           own.query.n;
}

/* What the page says, digits of its text apart. */
static uint64_t gist_of(const doc *d)
{
    uint64_t gist = trap_gist(d->text);
    for (size_t i = 0; i < d->n_facts; i++)
        gist = (uint64_t)hash_id2(
            hash_id2((int64_t)(gist & INT64_MAX), d->fact[i].key), d->fact[i].value);
    return gist;
}

/* What was read, as why it is not kept; NULL: it is kept. `a`: for all that parsing takes. */
static const char *read_page(crawl *c, slot *sl, arena *a)
{
    page *p = &sl->page;
    const robots *obeyed = sl->obeyed ? &sl->obeyed->r : NULL;
    const source *src = site_source(c, sl->job.source_id);
    sl->fetch.body_hash = hash_id(p->body);
    sl->same = sl->job.fetched_at && sl->fetch.body_hash == sl->job.body_hash;
    if (sl->same) {
        sl->fetch.text_hash = sl->job.text_hash;
        return "same";
    }
    size_t most = p->body.n > (ARENA_MOST - ARENA_BASE) / ARENA_PER_BYTE
                      ? ARENA_MOST
                      : ARENA_BASE + ARENA_PER_BYTE * p->body.n;
    a->limit = sl->a.limit = most;
    parse_opts o = {.recipes = c->o->recipes,
        .recipe = src ? src->recipe : (sv){NULL, 0},
        .zone_min = PARSE_ZONE_AUTO};
    if (parse_kind_of(p) == PARSE_NOTHING) return "type";
    err e = parse_page(a, p, &o, &sl->doc);
    if (e) {
        sl->doc = (doc){0};
        return "parse_limit";
    }
    if (parse_breaks_off(p, &sl->doc)) {
        /* "not modified" would be said of the whole page, which is not here: ask for it without conditions */
        sl->fetch.etag = sl->fetch.last_modified = (sv){NULL, 0};
        sl->fetch.body_hash = 0;
    }
    if (place_comments(a, p->url, obeyed, &sl->doc, &sl->placed)) return "parse_limit";
    if (c->o->seen) c->o->seen(c->o->seen_ctx, p, &sl->doc);
    sl->fetch.text_hash = sl->doc.text.n ? hash_id(sl->doc.text) : 0;
    sl->gist = gist_of(&sl->doc);
    if (sl->job.kind == KIND_SITEMAP && parse_kind_of(p) != PARSE_XML) return "no_sitemap";
    if (add_links(c, sl)) return "parse_limit";
    if (sl->job.kind == KIND_SITEMAP) return "sitemap";
    if (sl->doc.noindex) return "noindex";
    if (is_variant(sl)) return "canonical";
    bool says = sl->doc.n_comments || (sl->job.kind == KIND_PAGE &&
                                          (sl->doc.text.n || sl->doc.title.n || sl->doc.n_facts));
    sl->store_doc = says;
    return says ? NULL : "empty";
}

static void decide(slot *sl, const char *kept_why)
{
    const page *p = &sl->page;
    frontier_fetch *f = &sl->fetch;
    const char *why = kept_why;
    revisit_in in = {.why = p->why,
        .tries = sl->job.tries,
        .now = p->fetched_at,
        .every_ms = sl->job.every_ms,
        .wanted_ms = sl->wanted_ms,
        .known = sl->job.fetched_at > 0,
        .changed = p->why == PAGE_OK && !sl->same && f->text_hash != sl->job.text_hash};
    revisit_out out = revisit(&in);
    if (p->why == PAGE_REDIRECT) why = add_redirect(sl);
    if (p->why != PAGE_OK && p->why != PAGE_REDIRECT && p->why != PAGE_NOT_MODIFIED)
        why = page_why_str(p->why);
    f->state = (url_state)out.state;
    f->state_why = sl->same || p->why == PAGE_NOT_MODIFIED ? NULL : why;
    f->tries = out.tries;
    f->due = out.due;
    f->every_ms = out.every_ms;
    f->prio = out.state == REVISIT_WAIT && p->why != PAGE_BUSY ? PRIO_RETRY : sl->job.prio;
}

/* Moves what the writer needs to the slot. */
static err pack(slot *sl)
{
    err e = doc_keep(&sl->a, &sl->doc, &sl->doc);
    if (!e && sl->placed.closed.p) {
        sl->placed.closed = arena_sv(&sl->a, sl->placed.closed);
        if (!sl->placed.closed.p) e = ERR_NOMEM;
    }
    if (!e) return ERR_OK;
    sl->doc = (doc){0};
    sl->placed = (placed){0};
    sl->store_doc = false;
    return e;
}

static void process(crawl *c, slot *sl, arena *a)
{
    const page *p = &sl->page;
    const char *why = NULL;
    sl->doc = (doc){0};
    sl->same = sl->stale = false;
    sl->store_doc = false;
    sl->gist = 0;
    sl->placed = (placed){0};
    buf_reset(&sl->warc);
    if (sl->kind == SLOT_REFUSALS) return;
    sl->fetch = (frontier_fetch){.run_id = c->run_id,
        .host_id = sl->job.host_id,
        .url_id = sl->job.url_id,
        .fetched_at = sl->started_at,
        .why = p->why,
        .status = p->status,
        .bytes = (int64_t)p->body.n,
        .ms = p->took_ms,
        .gap_ms = sl->gap_ms,
        .detail = p->detail,
        .etag = p->etag,
        .last_modified = p->last_modified,
        .no_url = sl->kind == SLOT_ROBOTS};
    if (sl->kind == SLOT_ROBOTS) return;
    if (p->why == PAGE_OK) why = read_page(c, sl, a);
    if (pack(sl)) why = "parse_limit";
    decide(sl, why);
    bool raw = c->o->keep_raw && p->why == PAGE_OK && !sl->same && !sl->doc.noindex;
    if (raw && warc_record(p, &sl->warc)) buf_reset(&sl->warc);
    sl->page.body = (sv){NULL, 0}; /* nobody asks for it any more */
    transfer_trim_body(sl->t);
}

void *worker_main(void *ctx)
{
    crawl *c = ctx;
    arena a = ARENA_INIT(ARENA_BASE);
    for (slot *sl; (sl = chan_recv(c->fetched));) {
        process(c, sl, &a);
        arena_reset(&a);
        sl->held = (int64_t)(sl->a.used + sl->warc.n);
        atomic_fetch_add(&c->held, sl->held);
        if (!chan_send(c->parsed, sl)) break;
    }
    arena_clear(&a);
    return NULL;
}
