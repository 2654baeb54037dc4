/* The loop thread: starts requests when host, address and slot allow it, takes answers, hands them on. It sleeps
 * in curl_multi_poll only. */
#include "cli/crawl.h"
#include "crawler/url.h"
#include "util/clock.h"

enum { TICK_MS = 250, STARTS = 64, JUDGED = 256 };
#define DAY_MS INT64_C(86400000)

slot *loop_spare(crawl *c) { return c->n_free ? c->spare[--c->n_free] : NULL; }

static void give_back(crawl *c, slot *sl)
{
    atomic_fetch_sub(&c->held, sl->held);
    sl->held = 0;
    arena_reset(&sl->a);
    transfer_trim(sl->t);
    rules_drop(sl->obeyed);
    sl->obeyed = NULL;
    sl->n_refused = 0;
    sl->n_cand = sl->n_fresh = sl->n_added = 0;
    sl->cand = NULL;
    sl->fresh = NULL;
    sl->site = sl->rules = NULL;
    c->spare[c->n_free++] = sl;
}

static void hand_on(crawl *c, slot *sl)
{
    if (!chan_send(c->fetched, sl)) give_back(c, sl);
}

/* Leaving out --------------------------------------------------------------------------------------- */

static void send_refusals(crawl *c)
{
    if (!c->refusing) return;
    slot *sl = c->refusing;
    c->refusing = NULL;
    hand_on(c, sl);
}

err loop_refuse(crawl *c, site *s, const frontier_url *u, const char *why, sv rule, bool hide)
{
    if (!c->refusing) {
        c->refusing = loop_spare(c);
        if (!c->refusing) return ERR_NOMEM;
        c->refusing->kind = SLOT_REFUSALS;
    }
    slot *sl = c->refusing;
    refusal *r = &sl->refused[sl->n_refused++];
    *r = (refusal){.site = s,
        .host_id = s->host_id,
        .url_id = u->url_id,
        .source_id = u->source_id,
        .depth = u->depth,
        .hops = u->hops,
        .why = why,
        .hide = hide,
        .rule = arena_sv(&sl->a, rule),
        .url = arena_sv(&sl->a, u->url)};
    s->refused++;
    atomic_fetch_add(&c->st->refused, 1);
    if (sl->n_refused == SLOT_REFUSALS_MAX) send_refusals(c);
    return ERR_OK;
}

/* Starting ------------------------------------------------------------------------------------------ */

err loop_start(crawl *c, slot *sl, site *s, const fetch_want *w)
{
    int64_t mono = clock_mono_ms();
    sl->site = s;
    sl->started_at = clock_now_ms();
    sl->started_mono = mono;
    sl->page = (page){.source_id = s->source_id,
        .host_id = sl->job.host_id,
        .url_id = sl->job.url_id,
        .url = sl->job.url,
        .depth = sl->job.depth};
    err e = fetch_start(c->net, sl->t, w, sl);
    if (e) {
        give_back(c, sl);
        return e;
    }
    polite_start(&s->pace->p, mono);
    sl->gap_ms = s->pace->p.gap_ms;
    if (s->pace->ip) polite_ip_start(&s->pace->ip->pace, mono);
    sl->running = true;
    c->in_flight++;
    atomic_fetch_add(&c->st->requests, 1);
    site_schedule_all(c, s->pace);
    return ERR_OK;
}

static err start_page(crawl *c, site *s, const job *j)
{
    slot *sl = loop_spare(c);
    const source *src = site_source(c, j->u.source_id);
    if (!sl) return ERR_NOMEM;
    sl->kind = SLOT_PAGE;
    sl->job = j->u;
    sl->job.url = arena_sv(&sl->a, j->u.url);
    sl->job.etag = arena_sv(&sl->a, j->u.etag);
    sl->job.last_modified = arena_sv(&sl->a, j->u.last_modified);
    sl->wanted_ms = src ? src->every_ms : -1;
    sl->obeyed = s->gate == GATE_RULES ? rules_take(s->rules) : NULL;
    if (!sl->job.url.p) return ERR_NOMEM;
    bool list = j->u.kind == KIND_SITEMAP || j->u.kind == KIND_FEED;
    fetch_want w = {.url = sl->job.url.p,
        .etag = sl->job.etag,
        .last_modified = sl->job.last_modified,
        .since_ms = j->u.body_hash ? j->u.fetched_at : 0,
        .body_max = list ? FETCH_SITEMAP_BYTES : FETCH_BODY_BYTES};
    return loop_start(c, sl, s, &w);
}

/* Budgets of the source and of the day. */
static bool within_budget(crawl *c, site *s, int64_t source_id)
{
    int64_t day = clock_now_ms() / DAY_MS;
    int64_t daily = c->o->seeds->daily_pages > 0 ? c->o->seeds->daily_pages : POLITE_DAILY_PAGES;
    if (s->day != day) s->day = day, s->day_pages = 0;
    bool bound = !s->pace->test_net || c->o->seeds->daily_pages > 0;
    if (s->day_pages >= daily && bound) {
        site_leave(c, s, "daily_cap");
        return false;
    }
    for (size_t i = 0; i < c->n_sources; i++) {
        if (c->source[i].id != source_id) continue;
        if (c->source[i].pages >= c->source[i].max_pages) {
            site_leave(c, s, "budget");
            return false;
        }
        c->source[i].pages++;
    }
    s->day_pages++;
    s->pages++;
    return true;
}

static err start_next_page(crawl *c, site *s)
{
    for (int n = 0; n < JUDGED; n++) {
        job *j = site_next_job(c, s);
        if (!j || c->failed) {
            free(j);
            break;
        }
        bool go = judge_open(c, s, &j->u);
        err e = ERR_OK;
        if (go && within_budget(c, s, j->u.source_id)) e = start_page(c, s, j);
        free(j);
        if (e) return e;
        if (go) return ERR_OK;
        if (c->n_free < 2) break;
    }
    site_schedule(c, s);
    return c->failed;
}

static err start_at(crawl *c, site *s)
{
    if (s->hop) {
        hop *h = s->hop;
        s->hop = h->next;
        return gate_ask(c, s, h->rules, h->url, h->hops);
    }
    err e = gate_recall(c, s);
    if (e) return e;
    if (s->gate == GATE_UNKNOWN || s->gate == GATE_SHUT) {
        char text[700];
        int n = snprintf(text, sizeof text, "%.*s/robots.txt", SV_FMT(s->origin));
        return gate_ask(c, s, s, (sv){text, (size_t)n}, 0);
    }
    return start_next_page(c, s);
}

/* Shared hosting: hosts on one address wait for each other. */
static bool address_free(crawl *c, site *s, int64_t now)
{
    shared_ip *ip = s->pace->ip;
    int64_t at = ip && !s->pace->test_net ? polite_ip_at(&ip->pace, now) : now;
    if (at <= now) return true;
    s->pace->p.next_at = at;
    site_schedule(c, s);
    return false;
}

/* A free slot, a free connection, and workers and writer keep up: what is fetched long before it is read only fills
 * the memory. */
static bool can_start(const crawl *c)
{
    int waiting = c->n_slots - c->n_free - c->in_flight;
    return c->n_free >= 2 && waiting < CRAWL_WAITING + 2 * c->o->workers &&
           c->in_flight < c->o->connections && atomic_load(&c->held) < CRAWL_HELD_BYTES;
}

static err start_all(crawl *c)
{
    for (int n = 0; n < STARTS && can_start(c); n++) {
        int64_t now = clock_mono_ms();
        site *s = heap_top(c);
        if (!s) break;
        const pace *p = s->pace;
        int64_t ready = polite_ready_at(&p->p);
        bool worn = p->failing_at && ready > p->failing_at + CRAWL_FAILING_MS;
        if (worn || s->ready_at > now + CRAWL_PATIENCE_MS) {
            bool known = s->gate == GATE_RULES || s->gate == GATE_STORED || s->gate == GATE_OPEN;
            if (!worn && known && ready <= now + CRAWL_PATIENCE_MS)
                site_rest(c, s); /* only its addresses are due later: nothing is left unfinished */
            else
                site_leave(c, s, worn || polite_broken(&p->p) ? "host_failing" : "resting");
            continue;
        }
        if (s->ready_at > now) break;
        if (!address_free(c, s, now)) continue;
        err e = start_at(c, s);
        if (e) return e;
    }
    return ERR_OK;
}

/* Answers ------------------------------------------------------------------------------------------- */

static polite_result manners(const slot *sl)
{
    switch (sl->page.why) {
    case PAGE_BUSY: return sl->page.status != 503 ? POLITE_SLOWER : POLITE_BUSY;
    case PAGE_SERVER_ERROR: return POLITE_FAIL;
    case PAGE_NETWORK:
    case PAGE_TIMEOUT:
    case PAGE_CUT_SHORT: return sl->net.answered ? POLITE_ODD : POLITE_FAIL;
    case PAGE_TOO_BIG:
    case PAGE_BAD_TYPE:
    case PAGE_FORBIDDEN: return POLITE_ODD;
    case PAGE_OK:
    case PAGE_NOT_MODIFIED:
    case PAGE_REDIRECT:
    case PAGE_GONE:
    case PAGE_CLIENT_ERROR:
    case PAGE_WHY_MAX: break;
    }
    return POLITE_GOOD;
}

static void know_address(crawl *c, pace *p, const fetch_result *net)
{
    if (p->ip) polite_ip_end(&p->ip->pace);
    /* a kept connection opens no socket, so the guard was not asked again: the same address is the same net */
    bool same = !net->ip[0] || (p->ip && strcmp(p->ip->text, net->ip) == 0);
    p->test_net = net->test_net || (p->test_net && same);
    if (!net->ip[0]) return;
    sv text = sv_c(net->ip);
    shared_ip *ip = map_get(&c->ips, text);
    if (!ip && (ip = ARENA_NEW(&c->a, shared_ip, 1))) {
        memcpy(ip->text, net->ip, sizeof ip->text);
        if (map_put(&c->ips, sv_c(ip->text), ip)) ip = NULL;
    }
    p->ip = ip;
}

static void count(crawl *c, const slot *sl)
{
    pipeline_stats *st = c->st;
    atomic_fetch_add(&st->bytes, (long long)sl->page.body.n);
    if (sl->kind != SLOT_PAGE) return;
    if (sl->page.why == PAGE_OK) atomic_fetch_add(&st->pages, 1);
    if (sl->page.why == PAGE_NOT_MODIFIED) atomic_fetch_add(&st->not_modified, 1);
}

static err on_answer(crawl *c, slot *sl)
{
    site *s = sl->site;
    pace *p = s->pace;
    int64_t mono = clock_mono_ms();
    sl->running = false;
    c->in_flight--;
    sl->page.fetched_at = sl->started_at;
    err e = fetch_take(sl->t, &sl->a, &sl->page, &sl->net);
    if (e) return e;
    know_address(c, p, &sl->net);
    for (site *each = p->first; each; each = each->next_sibling)
        if (each->source_id) site_set_delay(c, each);
    polite_end(&p->p, &(polite_answer){.sent_at = sl->started_mono + sl->net.sent_ms,
                          .seen_at = sl->started_mono + sl->net.seen_ms,
                          .now = mono,
                          .retry_after_ms = sl->net.retry_after_ms,
                          .result = manners(sl)});
    if (!p->p.fails)
        p->failing_at = 0;
    else if (!p->failing_at)
        p->failing_at = mono ? mono : 1;
    count(c, sl);
    if (sl->kind == SLOT_ROBOTS) e = gate_answer(c, sl);
    sl->pace = site_stored(s, clock_now_ms(), mono);
    site_schedule_all(c, p);
    hand_on(c, sl);
    return e;
}

/* What the writer gives back ------------------------------------------------------------------------ */

static void on_return(crawl *c, slot *sl)
{
    for (int i = 0; i < sl->n_refused; i++)
        site_leased(sl->refused[i].site, sl->refused[i].url_id, sl->batch);
    for (size_t i = 0; i < sl->n_fresh; i++) {
        const fresh_host *f = &sl->fresh[i];
        site *s = site_get(c, f->host_id, f->source_id, f->origin);
        if (!s)
            c->failed = ERR_NOMEM;
        else if (s->fresh_batch < sl->batch)
            s->fresh_batch = sl->batch;
    }
    if (sl->kind == SLOT_PAGE && sl->site) {
        site_leased(sl->site, sl->job.url_id, sl->batch);
        if (sl->site->fresh_batch < sl->batch) sl->site->fresh_batch = sl->batch;
        judge_learn(sl->site, sl);
    }
    give_back(c, sl);
}

/* New addresses can be seen once their batch is committed. */
static bool see_commits(crawl *c)
{
    int64_t now = atomic_load(&c->committed);
    bool pending = false, news = now != c->committed_seen;
    c->committed_seen = now;
    for (site *s = c->first; s; s = s->next) {
        if (s->fresh_batch > now) pending = true;
        if (!news || !s->fresh_batch || s->fresh_batch > now) continue;
        s->fresh_batch = 0;
        s->may_refill = s->source_id != 0;
        site_release(c, s);
        site_schedule(c, s);
    }
    return pending;
}

static void take_returned(crawl *c)
{
    for (slot *sl; (sl = chan_poll(c->returned));) on_return(c, sl);
}

static int wait_ms(const crawl *c)
{
    const site *s = heap_top(c);
    bool can = can_start(c);
    int64_t left = s && can ? s->ready_at - clock_mono_ms() : TICK_MS;
    return left < 0 ? 0 : left > TICK_MS ? TICK_MS : (int)left;
}

static void abort_all(crawl *c)
{
    for (int i = 0; i < c->n_slots; i++)
        if (c->slot[i].running) fetch_stop(c->net, c->slot[i].t);
}

err loop_run(crawl *c)
{
    err e = ERR_OK;
    while (!e && !c->failed && !atomic_load(&c->writer_err)) {
        take_returned(c);
        bool pending = see_commits(c);
        if (stop_asked()) break;
        e = start_all(c);
        bool idle = !c->in_flight && !heap_top(c);
        if (c->refusing && (idle || c->n_free < 4 || !wait_ms(c))) send_refusals(c);
        atomic_store(&c->hungry, idle || (c->in_flight < c->o->connections / 2 && can_start(c)));
        if (idle && !pending && c->n_free == c->n_slots) {
            if (!see_commits(c) && !heap_top(c)) break;
            continue;
        }
        if (!e) e = fetch_work(c->net, wait_ms(c));
        for (slot *sl; !e && (sl = fetch_next(c->net));) e = on_answer(c, sl);
        progress_tick(c, clock_mono_ms());
    }
    send_refusals(c);
    if (c->in_flight) abort_all(c);
    return e ? e : c->failed ? c->failed : (err)atomic_load(&c->writer_err);
}
