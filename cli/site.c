/* The loop's hosts: which are there, which is next, what each still has to do. */
#include "cli/crawl.h"
#include "crawler/url.h"
#include "util/clock.h"
#include "util/hash.h"

/* The heap: smallest ready_at on top --------------------------------------------------------------- */

static void heap_put(crawl *c, size_t i, site *s)
{
    c->heap[i] = s;
    s->heap = i + 1;
}

static void sift(crawl *c, size_t i, site *s)
{
    for (; i && c->heap[(i - 1) / 2]->ready_at > s->ready_at; i = (i - 1) / 2)
        heap_put(c, i, c->heap[(i - 1) / 2]);
    for (size_t k; (k = 2 * i + 1) < c->n_heap; i = k) {
        if (k + 1 < c->n_heap && c->heap[k + 1]->ready_at < c->heap[k]->ready_at) k++;
        if (c->heap[k]->ready_at >= s->ready_at) break;
        heap_put(c, i, c->heap[k]);
    }
    heap_put(c, i, s);
}

static void heap_remove(crawl *c, site *s)
{
    if (!s->heap) return;
    size_t i = s->heap - 1;
    site *last = c->heap[--c->n_heap];
    s->heap = 0;
    if (last != s) sift(c, i, last);
}

static void heap_set(crawl *c, site *s, int64_t at)
{
    heap_remove(c, s);
    s->ready_at = at;
    if (c->n_heap == c->cap_heap) {
        size_t cap = c->cap_heap ? c->cap_heap * 2 : 64;
        site **more = reallocarray(c->heap, cap, sizeof *more);
        if (!more) {
            c->failed = ERR_NOMEM;
            return;
        }
        c->heap = more;
        c->cap_heap = cap;
    }
    c->n_heap++;
    sift(c, c->n_heap - 1, s);
}

site *heap_top(const crawl *c) { return c->n_heap ? c->heap[0] : NULL; }

/* Sites -------------------------------------------------------------------------------------------- */

static pace *pace_get(crawl *c, sv host)
{
    pace *p = map_get(&c->paces, host);
    if (p) return p;
    p = ARENA_NEW(&c->a, pace, 1);
    if (!p) return NULL;
    p->host = arena_sv(&c->a, host);
    polite_init(&p->p, POLITE_FLOOR_MS);
    return p->host.p && !map_put(&c->paces, p->host, p) ? p : NULL;
}

site *site_get(crawl *c, int64_t host_id, int64_t source_id, sv origin)
{
    char text[600];
    url u;
    site *s = map_get(&c->sites, origin);
    if (s) {
        if (!s->source_id && source_id) {
            s->source_id = source_id;
            site_set_delay(c, s);
        }
        return s;
    }
    int n = snprintf(text, sizeof text, "%.*s/", SV_FMT(origin));
    if (n < 0 || (size_t)n >= sizeof text || !url_split((sv){text, (size_t)n}, &u)) return NULL;
    s = ARENA_NEW(&c->a, site, 1);
    if (!s) return NULL;
    *s = (site){.host_id = host_id,
        .source_id = source_id,
        .origin = arena_sv(&c->a, origin),
        .later_at = INT64_MAX,
        .may_refill = source_id != 0};
    s->pace = pace_get(c, u.host);
    if (!s->pace || !s->origin.p || map_put(&c->sites, s->origin, s)) return NULL;
    s->next_sibling = s->pace->first;
    s->pace->first = s;
    s->next = c->first;
    c->first = s;
    site_set_delay(c, s);
    atomic_fetch_add(&c->st->hosts, 1);
    return s;
}

const source *site_source(const crawl *c, int64_t source_id)
{
    for (size_t i = 0; i < c->n_sources; i++)
        if (c->source[i].id == source_id) return &c->source[i];
    return NULL;
}

/* Our own pace: what the source or the command line says, never below the floor but on a test net. */
void site_set_delay(crawl *c, site *s)
{
    const source *src = site_source(c, s->source_id);
    int64_t want = c->o->delay_ms >= 0         ? c->o->delay_ms
                   : src && src->delay_ms >= 0 ? src->delay_ms
                                               : POLITE_FLOOR_MS;
    if (want < POLITE_FLOOR_MS && !s->pace->test_net) want = POLITE_FLOOR_MS;
    s->pace->p.delay_ms = want;
}

/* When the site itself has something to do; the host's pace comes on top. */
static int64_t wanted_at(const site *s)
{
    if (s->left) return INT64_MAX;
    if (s->hop) return 0;
    bool work = s->head || s->may_refill;
    int64_t later = work ? 0 : s->later_at;
    switch (s->gate) {
    case GATE_ASKING: return INT64_MAX;
    case GATE_SHUT: return s->robots_tries ? s->retry_at : INT64_MAX;
    case GATE_UNKNOWN:
    case GATE_STORED:
    case GATE_RULES:
    case GATE_OPEN: break;
    }
    return later;
}

void site_schedule(crawl *c, site *s)
{
    int64_t want = wanted_at(s), ready = polite_ready_at(&s->pace->p);
    if (ready > want) want = ready;
    if (want == INT64_MAX)
        heap_remove(c, s);
    else
        heap_set(c, s, want);
}

void site_schedule_all(crawl *c, pace *p)
{
    for (site *s = p->first; s; s = s->next_sibling) site_schedule(c, s);
}

void site_rest(crawl *c, site *s) { heap_remove(c, s); }

void site_leave(crawl *c, site *s, const char *why)
{
    if (!s->left) atomic_fetch_add(&c->st->hosts_left, 1);
    s->left = why;
    heap_remove(c, s);
    gate_let_go(c, s); /* nothing more is asked of it in this run */
    free(s->trap);
    s->trap = NULL;
}

/* Addresses on their way --------------------------------------------------------------------------- */

void site_leased(site *s, int64_t url_id, int64_t batch)
{
    for (size_t i = 0; i < s->n_lease; i++)
        if (s->lease[i].url_id == url_id && !s->lease[i].batch) s->lease[i].batch = batch;
}

void site_release(crawl *c, site *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_lease; i++)
        if (!s->lease[i].batch || s->lease[i].batch > c->committed_seen)
            s->lease[n++] = s->lease[i];
    s->n_lease = n;
    if (n) return;
    free(s->lease); /* most hosts of many are at rest */
    s->lease = NULL;
    s->cap_lease = 0;
}

static bool is_leased(const site *s, int64_t url_id)
{
    for (size_t i = 0; i < s->n_lease; i++)
        if (s->lease[i].url_id == url_id) return true;
    return false;
}

static err add_lease(site *s, int64_t url_id)
{
    if (s->n_lease == s->cap_lease) {
        size_t cap = s->cap_lease ? s->cap_lease * 2 : 32;
        lease *more = reallocarray(s->lease, cap, sizeof *more);
        if (!more) return ERR_NOMEM;
        s->lease = more;
        s->cap_lease = cap;
    }
    s->lease[s->n_lease++] = (lease){url_id, 0};
    return ERR_OK;
}

static char *keep(char *at, sv *s)
{
    if (s->n) memcpy(at, s->p, s->n);
    at[s->n] = 0;
    s->p = at;
    return at + s->n + 1;
}

static err take_job(void *ctx, const frontier_url *u)
{
    site *s = ctx;
    if (s->n_jobs >= SITE_JOBS || is_leased(s, u->url_id)) return ERR_OK;
    job *j = malloc(sizeof *j + u->url.n + u->etag.n + u->last_modified.n + 3);
    if (!j) return ERR_NOMEM;
    j->u = *u;
    j->next = NULL;
    char *at = keep((char *)(j + 1), &j->u.url);
    at = keep(at, &j->u.etag);
    (void)keep(at, &j->u.last_modified);
    if (s->tail)
        s->tail->next = j;
    else
        s->head = j;
    s->tail = j;
    s->n_jobs++;
    return add_lease(s, u->url_id);
}

static err refill(crawl *c, site *s)
{
    int64_t now = clock_now_ms(), next = INT64_MAX;
    site_release(c, s);
    s->may_refill = false;
    err e = frontier_due(c->read, s->host_id, now, SITE_JOBS + (int)s->n_lease, take_job, s);
    if (e || s->n_jobs) {
        s->may_refill = s->n_jobs == SITE_JOBS;
        return e;
    }
    s->later_at = INT64_MAX;
    if (s->n_lease) return ERR_OK; /* their return will look again */
    e = frontier_next_due(c->read, s->host_id, &next);
    if (!e && next != INT64_MAX) s->later_at = clock_mono_ms() + (next > now ? next - now : 0) + 1;
    return e;
}

job *site_next_job(crawl *c, site *s)
{
    if (!s->head && s->later_at <= clock_mono_ms()) {
        s->may_refill = true;
        s->later_at = INT64_MAX;
    }
    if (!s->head && s->may_refill) {
        err e = refill(c, s);
        if (e) c->failed = e;
    }
    job *j = s->head;
    if (!j) return NULL;
    s->head = j->next;
    if (!s->head) {
        s->tail = NULL;
        s->may_refill = true;
    }
    s->n_jobs--;
    return j;
}

frontier_host site_stored(const site *s, int64_t now_wall, int64_t now_mono)
{
    const polite *p = &s->pace->p;
    return (frontier_host){.host_id = s->host_id,
        .name = s->origin,
        .delay_ms = polite_gap(p),
        .penalty_ms = p->penalty_ms,
        .fails = p->fails,
        .next_due = p->next_at > now_mono ? now_wall + (p->next_at - now_mono) : now_wall,
        .day = s->day,
        .day_pages = s->day_pages,
        .note = sv_c(s->left)};
}

void sites_free(crawl *c)
{
    for (site *s = c->first; s; s = s->next) {
        for (job *j = s->head, *next; j; j = next) {
            next = j->next;
            free(j);
        }
        rules_drop(s->rules);
        free(s->lease);
        free(s->trap);
    }
    free(c->heap);
}
