/* analysis.c - one thread reads batches and writes findings, the others analyse. A comment's findings depend on its
 * text alone and rows are keyed by comment, so the result is the same with any number of threads. */
#include "cli/analysis.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "analyzers/values.h"
#include "cli/version.h"
#include "db/corpus.h"
#include "db/tally.h"
#include "util/chan.h"
#include "util/clock.h"

enum {
    JOBS_A_THREAD = 3,
    THREADS_MAX = 64,
    JOB_BYTES = 256 << 20,
    COMMIT_EVERY = 64 /* batches */
};

typedef struct job {
    arena a;
    corpus_comment *comment;
    findings *found;
    size_t n;
    err e;
} job;

typedef struct pool {
    const analysis_rules *r;
    chan *todo, *done;
    pthread_t thread[THREADS_MAX];
    int n_threads;
    job *job; /* THREADS_MAX * JOBS_A_THREAD at most */
    size_t n_jobs;
} pool;

static void analyse_job(const analysis_rules *r, analyze_cache *k, job *j)
{
    j->found = ARENA_NEW(&j->a, findings, j->n ? j->n : 1);
    if (!j->found) j->e = ERR_NOMEM;
    for (size_t i = 0; i < j->n && !j->e; i++) {
        if (j->comment[i].owner) continue;
        j->e = analyze_cached(&j->a, r->z, k, j->comment[i].text, &j->found[i]);
        if (!j->e) j->e = values_fill(&j->a, r->lx, j->comment[i].text, &j->found[i]);
    }
}

static void *worker(void *arg)
{
    const pool *p = arg;
    analyze_cache *k = analyze_cache_new(); /* NULL: slower, the same findings */
    for (job *j; (j = chan_recv(p->todo));) {
        analyse_job(p->r, k, j);
        if (!chan_send(p->done, j)) break;
    }
    analyze_cache_free(k);
    return NULL;
}

static void pool_stop(pool *p)
{
    if (p->todo) chan_close(p->todo);
    for (int i = 0; i < p->n_threads; i++) (void)pthread_join(p->thread[i], NULL);
    chan_free(p->todo);
    chan_free(p->done);
    for (size_t i = 0; i < p->n_jobs && p->job; i++) arena_clear(&p->job[i].a);
    free(p->job);
}

static err pool_start(pool *p, const analysis_rules *r, int threads)
{
    *p = (pool){.r = r, .n_jobs = (size_t)threads * JOBS_A_THREAD};
    p->job = calloc(p->n_jobs, sizeof *p->job);
    p->todo = chan_new(p->n_jobs);
    p->done = chan_new(p->n_jobs);
    if (!p->job || !p->todo || !p->done) return ERR_NOMEM;
    for (size_t i = 0; i < p->n_jobs; i++) p->job[i].a = ARENA_INIT(JOB_BYTES);
    for (; p->n_threads < threads; p->n_threads++)
        if (pthread_create(&p->thread[p->n_threads], NULL, worker, p) != 0) break;
    return p->n_threads ? ERR_OK : ERR_NOMEM;
}

static err store_job(store *db, const job *j, int64_t model_id, analysis *ret)
{
    err e = j->e;
    for (size_t i = 0; i < j->n && !e; i++) {
        e = corpus_put_findings(db, &j->comment[i], &j->found[i], model_id);
        ret->findings += (int64_t)j->found[i].n;
    }
    ret->read += (int64_t)j->n;
    return e;
}

typedef struct feed {
    store *db;
    pool *p;
    analysis *told;
    int64_t model_id, after;
    bool all, more;
    size_t in_work, stored;
} feed;

/* The next batch goes to the workers. */
static err give(feed *f, job *j)
{
    arena_reset(&j->a);
    j->e = ERR_OK;
    corpus_comments c = {NULL, 0};
    int64_t t = clock_mono_ms();
    err e = corpus_batch(f->db, &j->a, f->all ? 0 : f->model_id, f->after, &c);
    f->told->read_ms += clock_mono_ms() - t;
    j->comment = c.at;
    j->n = c.n;
    if (e) return e;
    f->more = j->n > 0;
    if (!f->more) return ERR_OK;
    f->after = j->comment[j->n - 1].id;
    f->in_work++;
    return chan_send(f->p->todo, j) ? ERR_OK : ERR_IO;
}

static err take(feed *f, analysis *ret)
{
    job *j = chan_recv(f->p->done);
    if (!j) return ERR_IO;
    f->in_work--;
    int64_t t = clock_mono_ms();
    err e = store_job(f->db, j, f->model_id, ret);
    if (!e && ++f->stored % COMMIT_EVERY == 0) {
        e = store_commit(f->db);
        if (!e) e = store_begin(f->db);
    }
    ret->write_ms += clock_mono_ms() - t;
    return e || !f->more ? e : give(f, j);
}

static err read_all(feed *f, analysis *ret)
{
    err e = store_begin(f->db);
    for (size_t i = 0; i < f->p->n_jobs && f->more && !e; i++) e = give(f, &f->p->job[i]);
    while (f->in_work && !e) e = take(f, ret);
    if (!e) return store_commit(f->db);
    while (f->in_work-- && chan_recv(f->p->done)) continue;
    store_rollback(f->db);
    return e;
}

static bool sensitive(sv code)
{
    static const sv list[] = {SV_INIT("demo.age_child_teen"), SV_INIT("demo.income_low"),
        SV_INIT("demo.income_high"), SV_INIT("demo.social_class"),
        SV_INIT("interest.religion_spiritual"), SV_INIT("interest.health_diet"),
        SV_INIT("life.health_conscious"), SV_INIT("moral.purity")};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (sv_eq(code, list[i])) return true;
    return false;
}

static err put_aspects(store *db)
{
    static const struct {
        sv code, fa, en;
    } aspect[] = {
        {SV_INIT("aspect.taste"), SV_INIT("طعم"), SV_INIT("taste")},
        {SV_INIT("aspect.quality"), SV_INIT("کیفیت"), SV_INIT("quality")},
        {SV_INIT("aspect.price"), SV_INIT("قیمت"), SV_INIT("price")},
        {SV_INIT("aspect.delivery"), SV_INIT("ارسال"), SV_INIT("delivery")},
        {SV_INIT("aspect.packaging"), SV_INIT("بسته‌بندی"), SV_INIT("packaging")},
        {SV_INIT("aspect.portion"), SV_INIT("حجم و اندازه"), SV_INIT("portion and size")},
        {SV_INIT("aspect.staff"), SV_INIT("رفتار و خدمات"), SV_INIT("staff and service")},
        {SV_INIT("aspect.accuracy"), SV_INIT("درستی سفارش"), SV_INIT("accuracy of the order")},
        {SV_INIT("aspect.appearance"), SV_INIT("ظاهر"), SV_INIT("appearance")},
        {SV_INIT("aspect.performance"), SV_INIT("کارکرد"), SV_INIT("performance")},
        {SV_INIT("aspect.durability"), SV_INIT("دوام"), SV_INIT("durability")},
        {SV_INIT("aspect.usability"), SV_INIT("راحتی کاربرد"), SV_INIT("ease of use")},
        {SV_INIT("aspect.content"), SV_INIT("محتوا"), SV_INIT("content")},
        {SV_INIT("aspect.craft"), SV_INIT("ساخت و اجرا"), SV_INIT("craft")},
        {SV_INIT("aspect.place"), SV_INIT("فضا"), SV_INIT("place")},
        {SV_INIT("aspect.hygiene"), SV_INIT("تازگی و بهداشت"), SV_INIT("freshness and hygiene")},
        {SV_INIT("aspect.variety"), SV_INIT("تنوع و موجودی"), SV_INIT("variety and stock")},
        {SV_INIT("aspect.authenticity"), SV_INIT("اصالت"), SV_INIT("authenticity")},
    };
    err e = ERR_OK;
    for (size_t i = 0; i < sizeof aspect / sizeof aspect[0] && !e; i++) {
        corpus_category c = {
            SV("aspect"), aspect[i].code, aspect[i].fa, aspect[i].en, SV("E1"), 1, false};
        e = corpus_put_category(db, &c);
    }
    static const struct {
        sv code, fa, en;
    } barrier[] = {
        {SV_INIT("barrier.price"), SV_INIT("گران است یا پولش نیست"), SV_INIT("price or budget")},
        {SV_INIT("barrier.trust"), SV_INIT("اعتماد ندارند"), SV_INIT("no trust")},
        {SV_INIT("barrier.delivery"), SV_INIT("دیر، ناقص یا بد رسیدن"),
            SV_INIT("late, wrong or badly packed")},
        {SV_INIT("barrier.availability"), SV_INIT("موجود نیست"), SV_INIT("not available")},
        {SV_INIT("barrier.fit"), SV_INIT("کیفیت یا اندازه‌اش نمی‌خواند"),
            SV_INIT("quality or size does not fit")},
        {SV_INIT("barrier.effort"), SV_INIT("سخت است یا راهنمایی نیست"),
            SV_INIT("effort, no help")},
        {SV_INIT("barrier.habit"), SV_INIT("جای دیگری می‌خرند"),
            SV_INIT("buy somewhere else")},
        {SV_INIT("barrier.other_person"), SV_INIT("کس دیگری تصمیم می‌گیرد"),
            SV_INIT("somebody else decides")},
    };
    for (size_t i = 0; i < sizeof barrier / sizeof barrier[0] && !e; i++) {
        corpus_category c = {
            SV("barrier"), barrier[i].code, barrier[i].fa, barrier[i].en, SV("E1"), 1, i == 0};
        e = corpus_put_category(db, &c);
    }
    const corpus_category opinion = {
        SV("opinion"), SV("opinion"), SV("نظر کلی"), SV("opinion"), SV("E1"), 1, false};
    return e ? e : corpus_put_category(db, &opinion);
}

static err put_categories(store *db, const taxonomy *t)
{
    err e = store_begin(db);
    for (int i = 0; i < taxonomy_count(t) && !e; i++) {
        const category *k = taxonomy_at(t, i);
        corpus_category c = {
            k->dimension, k->id, k->name_fa, k->name_en, k->evidence, k->tier, sensitive(k->id)};
        e = corpus_put_category(db, &c);
    }
    if (!e) e = put_aspects(db);
    if (!e) return store_commit(db);
    store_rollback(db);
    return e;
}

static int thread_count(int asked)
{
    long n = asked > 0 ? asked : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (int)n;
}

err analysis_run(store *db, const analysis_rules *r, int threads, bool all, analysis *ret)
{
    pool p = {0};
    *ret = (analysis){0};
    const corpus_model m = {SV("rules"), sv_c(BAZARKAV_VERSION), analyzer_version(r->z),
        SV("cues and rules of seeds/taxonomy; no personal data; docs/METHOD.md"), {NULL, 0}};
    int64_t start = clock_mono_ms();
    feed f = {.db = db, .p = &p, .told = ret, .all = all, .more = true, .after = -1};
    err e = put_categories(db, analyzer_taxonomy(r->z));
    if (!e) e = corpus_put_model(db, &m, clock_now_ms(), &f.model_id);
    if (!e) e = store_set(db, SV("model"), analyzer_version(r->z));
    if (!e) e = corpus_index(db);
    if (!e) e = pool_start(&p, r, thread_count(threads));
    if (!e) e = read_all(&f, ret);
    pool_stop(&p);
    ret->find_ms = clock_mono_ms() - start;
    start += ret->find_ms;
    if (!e) e = corpus_drop_stale(db, ret->read > 0, &ret->dropped);
    bool fresh = false;
    if (!e) e = tally_fresh(db, &fresh);
    fresh = fresh && !ret->read && !ret->dropped;
    ret->counted = !fresh;
    if (!e && !fresh) e = analysis_count(db, r->z, &ret->segments);
    ret->count_ms = clock_mono_ms() - start;
    return e;
}
