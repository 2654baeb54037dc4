#include "db/politeness.h"

#include <stdlib.h>

#include "db/lite.h"
#include "util/hash.h"
#include "util/vec.h"

enum { HOST_BYTES = 512 << 20 };

/* One request. */
struct asked {
    int64_t at, ms, gap, url_id, bytes;
    int status;
    bool ok, unchanged;
};
typedef VEC(struct asked) requests;

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static err gaps(arena *a, const requests *r, politeness *p)
{
    int64_t *gap = ARENA_NEW(a, int64_t, r->n + 1);
    size_t n = 0;
    p->gap_min_ms = p->gap_median_ms = -1;
    if (!gap) return ERR_NOMEM;
    for (size_t i = 0; i < r->n; i++)
        if (r->at[i].gap >= 0) gap[n++] = r->at[i].gap;
    if (!n) return ERR_OK;
    qsort(gap, n, sizeof *gap, by_size);
    p->gap_min_ms = gap[0];
    p->gap_median_ms = gap[n / 2];
    return ERR_OK;
}

/* Requests are in order of their start. */
static void overlap(const requests *r, politeness *p)
{
    int64_t most = 0;
    for (size_t i = 0; i < r->n; i++) {
        int64_t open = 1;
        for (size_t k = i; k > 0 && i - k < 64; k--)
            open += r->at[k - 1].at + r->at[k - 1].ms > r->at[i].at + 1;
        if (open > most) most = open;
    }
    p->concurrency = most;
}

static err judge(arena *a, const requests *r, politeness *p)
{
    sv robots = arena_printf(a, "%.*s/robots.txt", SV_FMT(p->host));
    if (!robots.p) return ERR_NOMEM;
    int64_t robots_id = hash_id(robots);
    p->busy_wait_min_ms = -1;
    for (size_t i = 0; i < r->n; i++) {
        const struct asked *q = &r->at[i];
        p->requests++;
        p->bytes += q->bytes;
        if (q->url_id == robots_id)
            p->robots_requests++;
        else if (q->ok)
            p->pages++;
        p->not_modified += q->unchanged;
        p->failed += q->status == 0 || q->status >= 500;
        if (q->status != 429 && q->status != 503) continue;
        p->busy++;
        int64_t wait = i + 1 < r->n ? r->at[i + 1].at - q->at - q->ms : -1;
        if (wait >= 0 && (p->busy_wait_min_ms < 0 || wait < p->busy_wait_min_ms))
            p->busy_wait_min_ms = wait;
    }
    overlap(r, p);
    return gaps(a, r, p);
}

static err read_requests(store *s, arena *a, int64_t host_id, int64_t run_id, requests *ret)
{
    err e = ERR_OK;
    *ret = (requests){0};
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT fetched_at,ms,ifnull(gap_ms,-1),url_id,bytes,status,why FROM fetches WHERE "
        "bucket=?1 AND "
        "host_id=?2 AND (?3=0 OR run_id=?3) ORDER BY fetched_at",
        "iii", host_id % 1024, host_id, run_id);
    while (lite_step(s, q, &e)) {
        struct asked *r = VEC_PUSH(a, ret);
        if (r)
            *r = (struct asked){.at = sqlite3_column_int64(q, 0),
                .ms = sqlite3_column_int64(q, 1),
                .gap = sqlite3_column_int64(q, 2),
                .url_id = sqlite3_column_int64(q, 3),
                .bytes = sqlite3_column_int64(q, 4),
                .status = sqlite3_column_int(q, 5),
                .ok = sv_eq(lite_text(q, 6), SV("ok")),
                .unchanged = sv_eq(lite_text(q, 6), SV("not_modified"))};
        if (r) continue;
        lite_end(q);
        return ERR_NOMEM;
    }
    return e;
}

err politeness_each(store *s, int64_t run_id, politeness_fn *fn, void *ctx)
{
    arena a = ARENA_INIT(HOST_BYTES); /* of one host */
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT h.host_id,h.name,h.delay_ms,ifnull(h.crawl_delay_ms,-1),ifnull(h.robots_status,0),"
        "ifnull(h.note,''),(SELECT ifnull(sum(n),0) FROM skips k WHERE k.host_id=h.host_id AND "
        "k.why='robots' AND "
        "(?1=0 OR k.run_id=?1)) FROM hosts h ORDER BY h.name",
        "i", run_id);
    while (lite_step(s, q, &e)) {
        requests r;
        politeness p = {.host = lite_text(q, 1),
            .delay_ms = sqlite3_column_int64(q, 2),
            .crawl_delay_ms = sqlite3_column_int64(q, 3),
            .robots_status = sqlite3_column_int(q, 4),
            .note = lite_text(q, 5),
            .refused = sqlite3_column_int64(q, 6)};
        arena_reset(&a);
        e = read_requests(s, &a, sqlite3_column_int64(q, 0), run_id, &r);
        if (!e && r.n) e = judge(&a, &r, &p);
        if (!e && r.n) e = fn(ctx, &p);
        if (!e) continue;
        lite_end(q);
        break;
    }
    arena_clear(&a);
    return e;
}

err politeness_rules(store *s, int64_t run_id, politeness_rule_fn *fn, void *ctx)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT ifnull(h.name,''),k.why,k.rule,min(k.example),sum(k.n) FROM skips k LEFT JOIN "
        "hosts h ON "
        "h.bucket=k.host_id%1024 AND h.host_id=k.host_id WHERE ?1=0 OR k.run_id=?1 GROUP BY 1,2,3 "
        "ORDER BY 5 DESC",
        "i", run_id);
    while (lite_step(s, q, &e)) {
        politeness_rule r = {.host = lite_text(q, 0),
            .why = lite_text(q, 1),
            .rule = lite_text(q, 2),
            .example = lite_text(q, 3),
            .n = sqlite3_column_int64(q, 4)};
        e = fn(ctx, &r);
        if (!e) continue;
        lite_end(q);
        break;
    }
    return e;
}
