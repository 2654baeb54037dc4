/* Puts a crawl together, runs it, takes it apart. */
#include "cli/pipeline.h"

#include "cli/crawl.h"
#include "cli/left_out.h"
#include "cli/version.h"
#include "crawler/url.h"
#include "db/corpus.h"
#include "util/clock.h"
#include "util/hash.h"
#include "util/heap.h"

enum {
    ARENA_BYTES = 1 << 30,
    SLOT_ARENA_BYTES = 8 << 20,
    SPARE_SLOTS = 8,
    READ_KIB = 2 << 10,
    WRITE_KIB = 6 << 10,
    AFTER_KIB = 64 << 10,
    BLOCK_BYTES = 2 << 20,
    KEPT_BYTES = 4 << 20
};

static bool chosen(const pipeline_opts *o, const seeds_source *src)
{
    return !o->only || sv_eq(src->name, sv_c(o->only));
}

static err put_seed(crawl *c, int64_t source_id, sv address, note *reterr)
{
    arena a = ARENA_INIT(1 << 20);
    sv abs = {NULL, 0};
    candidate cand = {0};
    bool fresh = false;
    err e = url_resolve(&a, (sv){NULL, 0}, address, &abs);
    if (!e && !candidate_make(&a, abs, &cand)) e = ERR_FORMAT;
    if (e) e = note_set(reterr, ERR_FORMAT, "%.*s: no http address", SV_FMT(address));
    const avoid_rule *avoided = e ? NULL : avoid_find(&c->avoid, cand.u.url);
    if (avoided) {
        left_out_say(c->s, address, avoided);
        atomic_fetch_add(&c->st->refused, 1);
        e = frontier_skip(c->o->store, c->run_id,
            &(frontier_left_out){.host_id = cand.u.host_id,
                .why = sv_c(avoid_reason(avoided)),
                .rule = avoided->text,
                .example = cand.origin,
                .n = 1});
    } else if (!e) {
        cand.u.source_id = source_id;
        cand.u.prio = PRIO_SEED;
        e = frontier_host_add(c->o->store, cand.u.host_id, cand.origin);
        if (!e) e = frontier_add(c->o->store, &cand.u, &fresh);
        if (!e && fresh) atomic_fetch_add(&c->st->links, 1);
    }
    arena_clear(&a);
    return e;
}

static err put_sources(crawl *c, note *reterr)
{
    const pipeline_opts *o = c->o;
    const seeds *sd = o->seeds;
    int64_t now = clock_now_ms();
    int64_t *ids = ARENA_NEW(&c->a, int64_t, sd->n_sources + 1);
    c->source = ARENA_NEW(&c->a, source, sd->n_sources + 1);
    if (!c->source || !ids) return ERR_NOMEM;
    err e = corpus_put_project(o->store, sd);
    if (!e) e = left_out_rules(&c->a, sd, &c->avoid);
    for (size_t i = 0; i < sd->n_sources && !e; i++) {
        const seeds_source *in = &sd->source[i];
        source *src = &c->source[c->n_sources];
        e = corpus_put_source(o->store, in, now, &ids[i]);
        if (e || !chosen(o, in)) continue;
        *src = (source){.id = ids[i],
            .name = in->name,
            .recipe = in->recipe,
            .max_pages = o->max_pages >= 0    ? o->max_pages
                         : in->max_pages >= 0 ? in->max_pages
                         : sd->plain          ? CRAWL_LIST_PAGES
                                              : CRAWL_SOURCE_PAGES,
            .delay_ms = in->delay_ms,
            .every_ms = in->every_ms,
            .depth = o->depth >= 0    ? o->depth
                     : in->depth >= 0 ? in->depth
                                      : CRAWL_DEPTH};
        bool known = false;
        for (size_t k = 0; k < c->n_sources; k++) known = known || c->source[k].id == src->id;
        if (!known) c->n_sources++;
        for (size_t k = 0; k < in->url.n && !e; k++) e = put_seed(c, ids[i], in->url.at[k], reterr);
    }
    if (!e) e = corpus_keep_sources(o->store, ids, sd->n_sources);
    return e;
}

/* Everything before the first request, in one transaction. */
static err prepare(crawl *c, note *reterr)
{
    store *s = c->o->store;
    err e = store_begin(s);
    if (!e) e = frontier_resumes(s, &c->st->resumed);
    char digest[24];
    (void)snprintf(digest, sizeof digest, "%016llx", (unsigned long long)hash64(c->o->seeds->path));
    if (!e)
        e = corpus_run_begin(s, sv_c(c->o->verb), SV("bazarkav/" BAZARKAV_VERSION), sv_c(digest),
            clock_now_ms(), &c->run_id);
    if (!e) e = put_sources(c, reterr);
    if (!e && (!c->st->resumed || c->o->refresh))
        e = frontier_reopen(s, clock_now_ms(), c->o->refresh);
    if (!e) e = store_commit(s);
    if (e) store_rollback(s);
    c->st->run_id = c->run_id;
    return e;
}

/* Stored hosts: their pace, their robots.txt. Which source they belong to, the waiting addresses say. */
static err load_host(void *ctx, const frontier_host *h)
{
    crawl *c = ctx;
    site *s = site_get(c, h->host_id, 0, h->name);
    return s ? gate_restore(c, s, h) : ERR_NOMEM;
}

static err first_url(void *ctx, const frontier_url *u)
{
    crawl *c = ctx;
    candidate cand;
    arena a = ARENA_INIT(1 << 16);
    site *s = NULL;
    bool ok = candidate_make(&a, u->url, &cand);
    if (ok && site_source(c, u->source_id)) s = map_get(&c->sites, cand.origin);
    if (s && !s->source_id) {
        s->source_id = u->source_id;
        s->may_refill = true;
        site_set_delay(c, s);
    }
    arena_clear(&a);
    return ERR_OK;
}

static err load_hosts(crawl *c)
{
    err e = frontier_hosts(c->read, load_host, c);
    for (site *s = c->first; s && !e; s = s->next) {
        e = frontier_due(c->read, s->host_id, INT64_MAX, 1, first_url, c);
        site_schedule(c, s);
    }
    return e;
}

static err make_slots(crawl *c)
{
    c->n_slots = c->o->connections + 2 * c->o->workers + SPARE_SLOTS;
    size_t n = (size_t)c->n_slots;
    c->slot = calloc(n, sizeof *c->slot);
    c->spare = calloc(n, sizeof(slot *));
    c->fetched = chan_new(n);
    c->parsed = chan_new(n);
    c->returned = chan_new(n);
    if (!c->slot || !c->spare || !c->fetched || !c->parsed || !c->returned) return ERR_NOMEM;
    for (int i = 0; i < c->n_slots; i++) {
        slot *sl = &c->slot[i];
        sl->a = ARENA_INIT(SLOT_ARENA_BYTES);
        sl->t = transfer_new(c->net);
        if (!sl->t) return ERR_NOMEM;
        c->spare[c->n_free++] = sl;
    }
    return ERR_OK;
}

static err open_all(crawl *c, note *reterr)
{
    const char *contact = c->o->contact;
    (void)snprintf(c->agent, sizeof c->agent, "bazarkav/%s (+%s)", BAZARKAV_VERSION, contact);
    if (strchr(contact, '@') && !strstr(contact, "://"))
        (void)snprintf(c->from, sizeof c->from, "%s",
            strncmp(contact, "mailto:", 7) == 0 ? contact + 7 : contact);
    fetch_opts fo = {.agent = c->agent,
        .from = c->from[0] ? c->from : NULL,
        .ca_file = c->o->ca_file,
        .guard = &c->o->guard,
        .connections = c->o->connections};
    err e = fetch_open(&fo, &c->net, reterr);
    if (!e) e = make_slots(c);
    if (!e) e = store_open(store_path(c->o->store), STORE_READ, c->o->lx, &c->read, reterr);
    if (!e) e = store_memory(c->read, READ_KIB);
    if (!e) e = store_memory(c->o->store, WRITE_KIB);
    if (!e) e = load_hosts(c);
    sv dir = arena_printf(&c->a, "%s.warc", store_path(c->o->store));
    c->warc_dir = dir.p;
    return e ? e : dir.p ? ERR_OK : ERR_NOMEM;
}

static void close_all(crawl *c)
{
    for (int i = 0; i < c->n_slots && c->slot; i++) {
        rules_drop(c->slot[i].obeyed);
        transfer_free(c->slot[i].t);
        buf_clear(&c->slot[i].warc);
        arena_clear(&c->slot[i].a);
    }
    free(c->slot);
    free(c->spare);
    chan_free(c->fetched);
    chan_free(c->parsed);
    chan_free(c->returned);
    sites_free(c);
    store_close(c->read);
    fetch_close(c->net);
    arena_clear(&c->a);
}

/* Threads run until the loop ends; then they drain what is on its way and leave one after the other. */
static err run_threads(crawl *c)
{
    pthread_t worker[CRAWL_WORKERS_MAX], writer;
    int n = 0;
    if (pthread_create(&writer, NULL, writer_main, c) != 0) return ERR_NOMEM;
    while (n < c->o->workers && n < CRAWL_WORKERS_MAX &&
           pthread_create(&worker[n], NULL, worker_main, c) == 0)
        n++;
    err e = n ? loop_run(c) : ERR_NOMEM;
    chan_close(c->fetched);
    for (int i = 0; i < n; i++) (void)pthread_join(worker[i], NULL);
    chan_close(c->parsed);
    (void)pthread_join(writer, NULL);
    if (!e) e = (err)atomic_load(&c->writer_err);
    return e;
}

/* What still waits, by the reason why it was not asked for. */
static err tell_left(crawl *c)
{
    bool refused = c->n_sources > 0, any = false;
    err e = store_begin(c->o->store);
    for (site *s = c->first; s && !e; s = s->next) {
        if (s->pages) refused = false;
        if (!s->source_id) continue;
        any = true;
        bool ruled = s->gate == GATE_RULES || s->gate == GATE_STORED;
        if (!ruled || s->left) refused = false;
        if (!s->left) continue;
        int64_t n = 0;
        e = frontier_waiting(c->o->store, s->host_id, &n);
        atomic_fetch_add(&c->st->waiting, n);
        sv detail = sv_c(s->left), why = sv_cut(&detail, ':');
        if (!e)
            e = frontier_skip(c->o->store, c->run_id,
                &(frontier_left_out){.host_id = s->host_id,
                    .n = n,
                    .why = why,
                    .rule = sv_trim(detail),
                    .example = s->origin});
        frontier_host h = site_stored(s, clock_now_ms(), clock_mono_ms());
        if (!e) e = frontier_host_pace(c->o->store, &h);
    }
    c->st->all_refused = refused && any;
    c->st->all_left_out = refused && !any;
    const char *status = c->st->interrupted                ? "interrupted"
                         : atomic_load(&c->st->hosts_left) ? "partly"
                                                           : "done";
    if (!e) e = corpus_run_end(c->o->store, c->run_id, sv_c(status), clock_now_ms());
    if (!e) e = store_commit(c->o->store);
    if (e) store_rollback(c->o->store);
    return e;
}

err pipeline_run(session *s, const pipeline_opts *o, pipeline_stats *ret, note *reterr)
{
    if (!o->contact || !*o->contact) return note_set(reterr, ERR_POLICY, "no contact");
    crawl *c = calloc(1, sizeof *c);
    if (!c) return ERR_NOMEM;
    c->o = o;
    c->s = s;
    c->st = ret;
    c->a = ARENA_INIT(ARENA_BYTES);
    c->sites = MAP_INIT(&c->a);
    c->paces = MAP_INIT(&c->a);
    c->ips = MAP_INIT(&c->a);
    heap_keep(BLOCK_BYTES, KEPT_BYTES); /* less than other verbs: pages come and go all the time */
    err e = prepare(c, reterr);
    if (!e) e = open_all(c, reterr);
    if (!e) {
        stop_watch();
        e = run_threads(c);
        ret->interrupted = stop_asked();
        stop_unwatch();
        progress_end(c);
        if (e) (void)note_set(reterr, e, "%s", store_detail(o->store));
        if (!e) e = tell_left(c);
    }
    close_all(c);
    heap_trim();
    if (!e) e = store_memory(o->store, AFTER_KIB);
    free(c);
    return e;
}
