/* What may be asked for: robots.txt, depth, endless and barren places; and what an answer teaches about them. */
#include "cli/crawl.h"
#include "crawler/url.h"

enum { NEAR_DEPTH = 3, SITEMAP_DEPTH = 5 };

/* A long way, or one through pages that said nothing new. */
static bool far(const frontier_url *u, const url *parts)
{
    if (u->kind == KIND_SITEMAP) return u->depth > 2;
    return u->kind == KIND_PAGE &&
           (u->depth > NEAR_DEPTH || u->hops >= TRAP_STALE_HOPS || parts->query.n);
}

/* True when the address may be asked for; else it was refused. */
bool judge_open(crawl *c, site *s, const frontier_url *u)
{
    char rule[300] = "";
    const char *why = NULL;
    const source *src = site_source(c, u->source_id);
    url parts;
    const avoid_rule *avoided = avoid_find(&c->avoid, u->url);
    if (!url_split(u->url, &parts)) {
        why = "invalid";
    } else if (avoided) {
        why = avoid_reason(avoided);
        (void)snprintf(rule, sizeof rule, "%.*s", SV_FMT(avoided->text));
    } else if (src && u->depth > (u->kind == KIND_SITEMAP ? SITEMAP_DEPTH : src->depth)) {
        why = "depth";
    } else if (s->gate == GATE_RULES) {
        robots_verdict v = robots_check(&s->rules->r, parts.target);
        if (!v.allow) {
            why = "robots";
            (void)snprintf(rule, sizeof rule, "%d: Disallow: %.*s", v.rule->line,
                (int)(v.rule->text.n < 200 ? v.rule->text.n : 200), v.rule->text.p);
        }
    }
    bool unread = !u->fetched_at; /* what was read before may be looked at again */
    if (!why && unread && s->trap && trap_closed(s->trap, trap_shape_of(u->url))) why = "trap";
    if (!why && unread && trap_lost(&s->trail) && far(u, &parts)) why = "trap";
    if (!why && unread && archive_closed(&s->archive, archive_kind_of(u->url))) why = "barren";
    if (!why) return true;
    err e = loop_refuse(c, s, u, why, sv_c(rule), avoided != NULL);
    if (e) c->failed = e;
    return false;
}

static bool sells(const doc *d)
{
    bool any = false;
    for (size_t i = 0; i < d->n_facts && !any; i++)
        any = d->fact[i].kind == FACT_PRODUCT || d->fact[i].kind == FACT_PRICE;
    return any;
}

static bool brought(const slot *sl)
{
    return sl->n_added > 0 || sl->doc.n_comments > 0 || sells(&sl->doc);
}

/* What tells a page from those before it: the print of its text; where that is too short for one, what it sells. */
static uint64_t print_of(const slot *sl)
{
    if (sl->doc.simhash) return sl->doc.simhash;
    return !sl->stale && sells(&sl->doc) ? sl->gist : 0;
}

/* A sitemap is worth it when it names pages, a page when it says something new; an error never is. */
void judge_learn(site *s, const slot *sl)
{
    const doc *d = &sl->doc;
    page_why why = sl->page.why;
    bool list = sl->job.kind == KIND_SITEMAP, useful = d->n_comments > 0;
    archive_kind dated =
        why == PAGE_OK && !sl->job.fetched_at ? archive_kind_of(sl->job.url) : ARCHIVE_NONE;
    if (dated) archive_learn(&s->archive, dated, brought(sl));
    if (sl->same || (!list && sl->job.kind != KIND_PAGE)) return;
    if (why != PAGE_OK && why != PAGE_GONE && why != PAGE_CLIENT_ERROR) return;
    for (size_t i = 0; i < d->n_links && list && !useful; i++)
        useful = d->link[i].kind == LINK_PAGE;
    trap_walk(&s->trail, why != PAGE_OK || (list ? !useful : sl->stale));
    int64_t shape = trap_shape_of(sl->job.url);
    if (!shape) return;
    if (!s->trap && !s->left) s->trap = calloc(1, sizeof *s->trap);
    if (s->trap) trap_learn(s->trap, shape, print_of(sl), list ? 0 : sl->gist, useful);
}
