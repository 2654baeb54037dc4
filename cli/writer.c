/* The writer: the only thread that changes the store. One transaction holds a batch of slots: WARC bytes are on
 * the disk before the rows that point at them; a slot goes back as soon as its rows are written, its addresses
 * are let go of when the batch is committed. */
#include <unistd.h>

#include "cli/version.h"
#include "cli/writer.h"
#include "crawler/url.h"
#include "db/corpus.h"
#include "db/warc.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/hash.h"

enum {
    BATCH_SLOTS = 400,
    BATCH_MS = 1000,
    WAKE_SLOTS = 4, /* so many went back: the loop may start more */
    QUIET_MS = 15,  /* the loop has nothing to start: commit after this */
    SCRATCH_BYTES = 96 << 20,
    NEIGHBOURS = 3 /* closed comment pages in a row */
};
#define DAY_MS INT64_C(86400000)

/* Skips ----------------------------------------------------------------------------------------------- */

err writer_tally(writer *w, int64_t host_id, int64_t n, sv why, sv rule, sv example)
{
    sv key = arena_printf(
        &w->batch_mem, "%lld %.*s %.*s", (long long)host_id, SV_FMT(why), SV_FMT(rule));
    if (!key.p) return ERR_NOMEM;
    struct tally *t = map_get(&w->tallies, key);
    if (t) {
        t->n += n;
        return ERR_OK;
    }
    t = ARENA_NEW(&w->batch_mem, struct tally, 1);
    if (!t) return ERR_NOMEM;
    *t = (struct tally){.host_id = host_id,
        .n = n,
        .why = arena_sv(&w->batch_mem, why),
        .rule = arena_sv(&w->batch_mem, rule),
        .example = arena_sv(&w->batch_mem, example),
        .next = w->first};
    w->first = t;
    return map_put(&w->tallies, key, t);
}

uint64_t writer_key(int64_t host_id, int64_t url_id)
{
    return (uint64_t)url_id + (uint64_t)host_id * UINT64_C(0x9E3779B97F4A7C15);
}

err writer_leave_out(writer *w, int64_t host_id, int64_t url_id, sv why, sv rule, sv example)
{
    bool fresh = idset_add(&w->left_out, writer_key(host_id, url_id));
    return fresh ? writer_tally(w, host_id, 1, why, rule, example) : ERR_OK;
}

/* Slots ----------------------------------------------------------------------------------------------- */

static err open_warc(struct writer *w)
{
    int64_t now = clock_now_ms(), committed = 0;
    char path[4096];
    time_t s = (time_t)(now / 1000);
    struct tm tm = {0};
    note n;
    if (w->warc && w->warc_day == now / DAY_MS) return ERR_OK;
    if (w->warc) {
        err e = warc_sync(w->warc);
        if (!e) e = frontier_warc_commit(w->s, w->warc_file, warc_size(w->warc));
        if (e) return e;
    }
    warc_close(w->warc);
    w->warc = NULL;
    w->warc_day = now / DAY_MS;
    (void)gmtime_r(&s, &tm);
    int len = snprintf(path, sizeof path, "%s/bazarkav-%04d%02d%02d.warc.gz", w->c->warc_dir,
        tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
    err e = file_mkdirs(w->c->warc_dir, 0700, &n);
    if (!e) e = frontier_warc_open(w->s, (sv){path, (size_t)len}, now, &w->warc_file, &committed);
    if (!e)
        e = warc_open(
            path, committed, "bazarkav/" BAZARKAV_VERSION, w->c->o->contact, &w->warc, &n);
    return e;
}

static err put_raw(struct writer *w, slot *sl)
{
    if (!sl->warc.n) return ERR_OK;
    err e = open_warc(w);
    if (!e) e = warc_append(w->warc, buf_sv(&sl->warc), &sl->fetch.warc_off);
    sl->fetch.warc_file = w->warc_file;
    sl->fetch.warc_len = (int64_t)sl->warc.n;
    return e;
}

static err put_doc(struct writer *w, slot *sl)
{
    corpus_in in = {.run_id = w->c->run_id,
        .now = sl->page.fetched_at,
        .retention_ms = w->c->o->seeds->retention_days * DAY_MS,
        .twins = w->twins};
    corpus_put put = {0};
    err e = ERR_OK;
    if (sl->store_doc)
        e = corpus_put_doc(w->s, &w->scratch, &sl->page, &sl->doc, &in, &put);
    else if (sl->page.why == PAGE_GONE && sl->job.fetched_at)
        e = corpus_put_gone(w->s, &sl->page, &in, &put);
    arena_reset(&w->scratch);
    if (put.refused || put.forgotten) buf_reset(&sl->warc); /* nor in the raw answer */
    if (!e && sl->store_doc && !put.refused) atomic_fetch_add(&w->c->st->stored, 1);
    atomic_fetch_add(&w->c->st->comments, put.comments_new);
    return e;
}

static err keep_pace(struct writer *w, const frontier_host *h)
{
    sv key = {(const char *)&h->host_id, sizeof h->host_id};
    frontier_host *own = map_get(&w->paces, key);
    if (own) {
        *own = *h;
        return ERR_OK;
    }
    frontier_host **more =
        arena_grow(&w->batch_mem, w->pace, w->n_paces, w->n_paces + 1, sizeof *more);
    own = ARENA_NEW(&w->batch_mem, frontier_host, 1);
    if (!own || !more) return ERR_NOMEM;
    *own = *h;
    w->pace = more;
    w->pace[w->n_paces++] = own;
    return map_put(&w->paces, (sv){(const char *)&own->host_id, sizeof own->host_id}, own);
}

static err put_page(struct writer *w, slot *sl)
{
    const frontier_fetch *f = &sl->fetch;
    err e = put_doc(w, sl);
    if (!e) e = put_raw(w, sl);
    if (!e) e = frontier_fetched(w->s, f);
    if (!e && f->state_why && f->state != URL_DONE)
        e = writer_leave_out(
            w, f->host_id, f->url_id, sv_c(f->state_why), sl->page.detail, sl->page.url);
    if (!e && sl->placed.n_closed)
        e = writer_tally(w, f->host_id, sl->placed.n_closed, SV("robots_comments"), (sv){NULL, 0},
            sl->placed.closed);
    sl->stale = sl->page.why == PAGE_OK && !sl->same && intake_stale(w, sl);
    if (f->state == URL_FAILED) atomic_fetch_add(&w->c->st->failed, 1);
    for (size_t i = 0; i < sl->n_cand && !e; i++) e = intake_put(w, sl, &sl->cand[i]);
    return e ? e : keep_pace(w, &sl->pace);
}

static err put_robots(struct writer *w, slot *sl)
{
    err e = frontier_host_add(w->s, sl->pace.host_id, sl->pace.name);
    if (!e) e = frontier_fetched(w->s, &sl->fetch);
    if (!e && sl->decided) e = frontier_host_robots(w->s, &sl->robots);
    for (size_t i = 0; i < sl->n_cand && !e; i++) e = intake_put(w, sl, &sl->cand[i]);
    return e ? e : keep_pace(w, &sl->pace);
}

/* robots.txt closes one page of a comment list: the next one may be open, and only this one would lead there. */
static err put_neighbour(struct writer *w, slot *sl, const refusal *r)
{
    candidate cand;
    sv next;
    if (strcmp(r->why, "robots") != 0 || r->hops >= NEIGHBOURS) return ERR_OK;
    err e = url_next_comment_page(&sl->a, r->url, &next);
    if (e) return e == ERR_ABSENT ? ERR_OK : e;
    if (!candidate_make(&sl->a, next, &cand)) return ERR_OK;
    cand.u.source_id = r->source_id;
    cand.u.prio = PRIO_NEXT;
    cand.u.depth = r->depth;
    cand.u.hops = r->hops + 1; /* so that a list that is closed as a whole is left soon */
    sl->job.host_id = r->host_id;
    return intake_put(w, sl, &cand);
}

static err put_refusals(struct writer *w, slot *sl)
{
    err e = ERR_OK;
    for (int i = 0; i < sl->n_refused && !e; i++) {
        const refusal *r = &sl->refused[i];
        e = frontier_refuse(w->s, r->host_id, r->url_id, r->why);
        if (!e && r->hide) e = frontier_hide(w->s, r->host_id, r->url_id);
        sv shown = r->hide ? r->site->origin : r->url;
        if (!e) e = writer_leave_out(w, r->host_id, r->url_id, sv_c(r->why), r->rule, shown);
        if (!e) e = put_neighbour(w, sl, r);
    }
    return e;
}

/* Batches --------------------------------------------------------------------------------------------- */

static err begin(struct writer *w)
{
    if (w->open) return ERR_OK;
    err e = store_begin(w->s);
    if (e) return e;
    w->open = true;
    w->batch++;
    w->begun_mono = clock_mono_ms();
    w->n = 0;
    return ERR_OK;
}

static err commit(struct writer *w)
{
    err e = w->warc ? warc_sync(w->warc) : ERR_OK;
    if (!e && w->warc) e = frontier_warc_commit(w->s, w->warc_file, warc_size(w->warc));
    for (const struct tally *t = w->first; t && !e; t = t->next)
        e = frontier_skip(w->s, w->c->run_id,
            &(frontier_left_out){t->host_id, t->n, t->why, t->rule, t->example});
    for (size_t i = 0; i < w->n_paces && !e; i++) e = frontier_host_pace(w->s, w->pace[i]);
    if (!e) e = store_commit(w->s);
    w->first = NULL;
    w->pace = NULL;
    w->n_paces = 0;
    arena_reset(&w->batch_mem);
    w->tallies = MAP_INIT(&w->batch_mem);
    w->paces = MAP_INIT(&w->batch_mem);
    w->open = false;
    if (e) return e;
    atomic_store(&w->c->committed, w->batch);
    fetch_wake(w->c->net);
    return ERR_OK;
}

static err write_slot(struct writer *w, slot *sl)
{
    static err (*const put[])(struct writer *, slot *) = {
        [SLOT_PAGE] = put_page, [SLOT_ROBOTS] = put_robots, [SLOT_REFUSALS] = put_refusals};
    err e = begin(w);
    sl->batch = w->batch;
    if (!e) e = put[sl->kind](w, sl);
    w->n++;
    return e;
}

static err writer_open(struct writer *w, crawl *c)
{
    *w = (struct writer){.c = c,
        .s = c->o->store,
        .scope_mem = ARENA_INIT(64 << 20),
        .batch_mem = ARENA_INIT(64 << 20),
        .scratch = ARENA_INIT(SCRATCH_BYTES),
        .left_out = IDSET_INIT(WRITER_LEFT_OUT)};
    w->scope = MAP_INIT(&w->scope_mem);
    w->tallies = MAP_INIT(&w->batch_mem);
    w->paces = MAP_INIT(&w->batch_mem);
    w->seen = calloc(WRITER_SEEN, sizeof *w->seen);
    w->waiting = calloc(c->n_sources + 1, sizeof *w->waiting);
    w->said = calloc(1, sizeof *w->said);
    if (!w->seen || !w->waiting || !w->said) return ERR_NOMEM;
    err e = twin_open(w->s, &w->twins);
    return e ? e : frontier_scope(w->s, intake_scope, w);
}

static void writer_close(struct writer *w)
{
    if (w->open) store_rollback(w->s);
    warc_close(w->warc);
    free(w->seen);
    free(w->waiting);
    free(w->said);
    idset_clear(&w->left_out);
    twin_close(w->twins);
    arena_clear(&w->scope_mem);
    arena_clear(&w->batch_mem);
    arena_clear(&w->scratch);
}

static err turn(struct writer *w, bool *ret_done)
{
    crawl *c = w->c;
    err e = ERR_OK;
    int64_t age = w->open ? clock_mono_ms() - w->begun_mono : 0;
    int left = w->open ? (int)(age >= BATCH_MS ? 0 : BATCH_MS - age) : BATCH_MS;
    bool hungry = atomic_load(&c->hungry);
    slot *sl = chan_recv_for(c->parsed, w->open && hungry && left > QUIET_MS ? QUIET_MS : left);
    if (sl) {
        e = write_slot(w, sl);
        if (!chan_send(c->returned, sl)) e = ERR_IO;
        if (!e && w->n % WAKE_SLOTS == 0) fetch_wake(c->net);
    } else {
        *ret_done = chan_done(c->parsed);
        if (w->n % WAKE_SLOTS) fetch_wake(c->net);
    }
    bool due = w->open && (w->n >= BATCH_SLOTS || clock_mono_ms() - w->begun_mono >= BATCH_MS ||
                              (!sl && atomic_load(&c->hungry)) || *ret_done);
    return e ? e : due ? commit(w) : ERR_OK;
}

void *writer_main(void *ctx)
{
    crawl *c = ctx;
    struct writer w;
    bool done = false;
    err e = writer_open(&w, c);
    while (!e && !done) e = turn(&w, &done);
    if (e) {
        atomic_store(&c->writer_err, (int)e);
        fetch_wake(c->net);
        for (slot *sl; (sl = chan_recv(c->parsed));)
            if (!chan_send(c->returned, sl)) break;
    }
    writer_close(&w);
    return NULL;
}
