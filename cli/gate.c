/* robots.txt at work (RFC 9309 2.3): asked for before anything else of a host, followed through five redirects,
 * kept for a day. 4xx: everything is allowed. 5xx, no answer: nothing is, and it is asked again soon. */
#include "cli/crawl.h"
#include "crawler/url.h"
#include "util/clock.h"
#include "util/hash.h"

enum {
    HOPS = 5,
    BODY_BYTES = 640 * 1024, /* a little more than robots_parse reads */
    RETRY_MS = 5000,         /* 5 s, then 15 s */
    LONG_MS = 20000          /* a host that asks for a longer rest is left for this run */
};
#define KEEP_MS      INT64_C(86400000)
#define SHUT_KEEP_MS INT64_C(600000) /* in the store: the next run asks again after this */

static void let_go(crawl *c, site *s)
{
    if (s->rules) c->rules_bytes -= s->rules->bytes;
    rules_drop(
        s->rules); /* a worker may still hold those that were in force when its request began */
    s->rules = NULL;
}

void gate_let_go(crawl *c, site *s)
{
    let_go(c, s);
    if (s->gate == GATE_RULES) s->gate = GATE_STORED;
}

/* Too many rules in memory: those of other hosts go, they are in the store. */
static void make_room(crawl *c, const site *but)
{
    for (site *s = c->first; s && c->rules_bytes > RULES_BYTES; s = s->next) {
        if (s != but) gate_let_go(c, s);
    }
}

static err use_rules(crawl *c, site *s, sv body)
{
    ruleset *own = NULL;
    err e = rules_make(body, &own);
    if (e) return e;
    let_go(c, s);
    s->rules = own;
    s->gate = GATE_RULES;
    c->rules_bytes += own->bytes;
    polite_crawl_delay(&s->pace->p, own->r.crawl_delay_ms);
    make_room(c, s);
    return ERR_OK;
}

struct recall {
    crawl *c;
    site *s;
};

/* Only what this run knew: the answer may still be on its way into the store. */
static err take_back(void *ctx, const frontier_host *h)
{
    const struct recall *r = ctx;
    return h->robots_at == r->s->robots_at ? use_rules(r->c, r->s, h->robots_body) : ERR_OK;
}

err gate_recall(crawl *c, site *s)
{
    bool known = s->gate == GATE_RULES || s->gate == GATE_STORED || s->gate == GATE_OPEN;
    if (known && s->robots_until <= clock_now_ms()) s->gate = GATE_UNKNOWN;
    if (s->gate != GATE_STORED) return ERR_OK;
    s->gate = GATE_UNKNOWN;
    return frontier_host_get(c->read, s->host_id, take_back, &(struct recall){c, s});
}

err gate_restore(crawl *c, site *s, const frontier_host *h)
{
    int64_t wall = clock_now_ms(), mono = clock_mono_ms();
    s->robots_at = h->robots_at;
    s->robots_until = h->robots_until;
    s->robots_status = h->robots_status;
    s->day = h->day;
    s->day_pages = h->day_pages;
    s->pace->p.penalty_ms = h->penalty_ms;
    s->pace->p.fails = h->fails > POLITE_BREAK_FAILS ? POLITE_BREAK_FAILS : h->fails;
    if (h->next_due > wall && h->next_due - wall <= POLITE_REST_DAYS * KEEP_MS)
        s->pace->p.next_at = mono + (h->next_due - wall);
    if (h->robots_until <= wall) return ERR_OK;
    if (h->robots_status >= 200 && h->robots_status < 300) return use_rules(c, s, h->robots_body);
    if (h->robots_status >= 300 && h->robots_status < 500 && h->robots_status != 429)
        s->gate = GATE_OPEN;
    return ERR_OK;
}

err gate_ask(crawl *c, site *at, site *rules, sv address, int hops)
{
    char text[4096];
    slot *sl = loop_spare(c);
    int n = snprintf(text, sizeof text, "%.*s", SV_FMT(address));
    if (!sl || n < 0 || (size_t)n >= sizeof text) return ERR_NOMEM;
    sl->kind = SLOT_ROBOTS;
    sl->rules = rules;
    sl->hops = hops;
    sl->decided = false;
    sl->job = (frontier_url){.host_id = at->host_id,
        .url_id = url_key(address),
        .source_id = at->source_id,
        .url = arena_sv(&sl->a, address),
        .kind = KIND_ROBOTS};
    rules->gate = GATE_ASKING;
    fetch_want w = {.url = text, .body_max = BODY_BYTES, .rules = true};
    return loop_start(c, sl, at, &w);
}

/* The next host on the way of a moved robots.txt gets it as its next task. */
static err follow(crawl *c, slot *sl)
{
    url u;
    sv to;
    err e = url_canonical(&sl->a, sl->page.location, &to);
    if (e || !url_split(to, &u)) return ERR_FORMAT;
    site *at = site_get(c, hash_id(u.origin), 0, u.origin);
    hop *h = ARENA_NEW(&c->a, hop, 1);
    if (!at || !h) return ERR_NOMEM;
    *h = (hop){
        .rules = sl->rules, .url = arena_sv(&c->a, to), .hops = sl->hops + 1, .next = at->hop};
    if (!h->url.p) return ERR_NOMEM;
    at->hop = h;
    at->left = NULL;
    site_schedule(c, at);
    return ERR_OK;
}

/* Sitemaps that robots.txt names, or the usual place, become addresses like any other. */
static err tell_sitemaps(slot *sl, site *s)
{
    size_t n = s->gate == GATE_RULES ? s->rules->r.n_sitemaps : 0;
    if (s->maps_told || !s->source_id) return ERR_OK;
    s->maps_told = true;
    sl->cand = ARENA_NEW(&sl->a, candidate, n ? n : 1);
    if (!sl->cand) return ERR_NOMEM;
    for (size_t i = 0; i < (n ? n : 1); i++) {
        sv base = arena_printf(&sl->a, "%.*s/", SV_FMT(s->origin)), abs;
        candidate *cand = &sl->cand[sl->n_cand];
        if (url_resolve(&sl->a, base, n ? s->rules->r.sitemap[i] : SV("/sitemap.xml"), &abs))
            continue;
        if (!candidate_make(&sl->a, abs, cand)) continue;
        cand->u.kind = KIND_SITEMAP;
        cand->u.prio = PRIO_SITEMAP;
        cand->u.depth = 1;
        cand->u.source_id = s->source_id;
        sl->n_cand++;
    }
    return ERR_OK;
}

/* Too often without an answer, or one that hung, or a long rest asked for: the host is left for this run. */
static void shut(crawl *c, site *s, const slot *sl, int64_t wall, int64_t mono)
{
    bool hung = sl->page.why == PAGE_TIMEOUT && sl->net.sent_ms > 0;
    s->gate = GATE_SHUT;
    s->robots_until = wall + SHUT_KEEP_MS;
    s->retry_at = mono + RETRY_MS * (s->robots_tries ? 3 : 1);
    bool rests = s->pace->p.next_at - mono > LONG_MS;
    if (sl->net.untrusted) { /* it will not be better in a minute */
        sv why = arena_printf(&c->a, "bad_certificate: %.*s", SV_FMT(sl->page.detail));
        site_leave(c, s, why.p ? why.p : "bad_certificate");
    } else if (++s->robots_tries >= SITE_ROBOTS_TRIES || hung || rests) {
        site_leave(c, s, "robots_unreachable");
    }
}

err gate_answer(crawl *c, slot *sl)
{
    site *s = sl->rules;
    const page *p = &sl->page;
    int64_t wall = clock_now_ms(), mono = clock_mono_ms();
    err e = ERR_OK;
    page_why why = p->why;
    if (why == PAGE_TOO_BIG && p->body.n >= BODY_BYTES / 2 && p->status < 300) why = PAGE_OK;
    s->gate = GATE_OPEN;
    s->robots_status = p->status;
    s->robots_at = wall;
    s->robots_until = wall + KEEP_MS;
    if (why == PAGE_REDIRECT && p->location.n && sl->hops < HOPS) {
        e = follow(c, sl);
        s->gate = e == ERR_OK ? GATE_ASKING : GATE_OPEN;
        if (e == ERR_OK || e == ERR_NOMEM) return e;
    }
    e = ERR_OK;
    bool failing = why == PAGE_BUSY || why == PAGE_SERVER_ERROR || why == PAGE_NETWORK ||
                   why == PAGE_TIMEOUT || why == PAGE_CUT_SHORT || why == PAGE_FORBIDDEN ||
                   why == PAGE_TOO_BIG || why == PAGE_NOT_MODIFIED; /* of what? */
    if (why != PAGE_OK) let_go(c, s); /* rules of a day ago, which hold no more */
    if (failing)
        shut(c, s, sl, wall, mono);
    else if (why == PAGE_OK)
        e = use_rules(c, s, p->body);
    if (e) return e;
    sl->decided = true;
    sl->robots = (frontier_host){.host_id = s->host_id,
        .name = s->origin,
        .robots_body = why == PAGE_OK ? sv_sub(p->body, 0, 512 * 1024) : (sv){NULL, 0},
        .robots_status = failing ? 0 : p->status,
        .robots_at = wall,
        .robots_until = s->robots_until,
        .crawl_delay_ms = why == PAGE_OK ? s->rules->r.crawl_delay_ms : -1};
    if (!failing) e = tell_sitemaps(sl, s);
    site_schedule(c, s);
    return e;
}
