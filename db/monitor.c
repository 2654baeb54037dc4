#include "db/monitor.h"

#include <math.h>

#include "db/monitor_in.h"
#include "util/hash.h"

enum { SCRATCH_BYTES = 64 << 20, COMPLAINERS_MIN = 3 };

/* Every query yields source, kind, key, before, after, amount, url. ?1 run, ?2 its start. A fact that ended in this
 * run and has one of the same key on the same page that lives since this run has changed. */
#define TOMAN(f)                                                                                   \
    "CASE WHEN o.kind=0 AND " f ".amount>0 THEN CAST(CAST(" f                                      \
    ".amount AS INTEGER) AS TEXT) ELSE " f ".value END"
static const char replaced_sql[] =
    "SELECT o.source_id,CASE o.kind WHEN 0 THEN 'price' WHEN 1 THEN 'discount' WHEN 4 THEN "
    "'delivery' WHEN 5 THEN 'returns' WHEN 6 THEN 'address' ELSE 'hours' END,o.key," TOMAN(
        "o") "," TOMAN("n") ","
                            "CASE WHEN o.amount>0 THEN (n.amount-o.amount)*100.0/o.amount END,u.url"
                            " FROM facts o JOIN facts n ON n.bucket=o.bucket AND "
                            "n.host_id=o.host_id AND n.url_id=o.url_id"
                            " AND n.kind=o.kind AND n.key=o.key AND n.ended_at IS NULL AND "
                            "n.first_run=?1 AND "
                            "n.value<>o.value"
                            " JOIN urls u ON u.bucket=o.bucket AND u.host_id=o.host_id AND "
                            "u.url_id=o.url_id"
                            " WHERE o.ended_at>=?2 AND o.last_run<?1 AND o.kind IN (0,1,4,5,6,7)"
                            " AND NOT (o.kind IN (0,1) AND n.amount IS o.amount)"
                            " AND (o.kind<>0 OR o.amount>0 AND n.amount>0)" /* 0: sold out */
                            " ORDER BY o.source_id,o.kind,o.key,o.last_seen DESC,n.fact_id";

/* A key never seen before at a source that was read before. */
static const char new_key_sql[] =
    "SELECT n.source_id,CASE n.kind WHEN 2 THEN 'category' WHEN 8 THEN 'handle' ELSE 'phone' END,"
    "n.key,NULL,n.value,NULL,u.url FROM facts n"
    " JOIN urls u ON u.bucket=n.bucket AND u.host_id=n.host_id AND u.url_id=n.url_id"
    " WHERE n.kind IN (2,8,9) AND n.first_run=?1 AND n.first_seen>=?2 AND n.ended_at IS NULL"
    " AND EXISTS(SELECT 1 FROM facts f WHERE f.source_id=n.source_id AND f.kind=n.kind AND "
    "f.first_seen<?2)"
    " AND NOT EXISTS(SELECT 1 FROM facts f WHERE f.source_id=n.source_id AND f.kind=n.kind AND"
    " f.key=n.key AND f.first_seen<?2)"
    " ORDER BY n.source_id,n.kind,n.key,length(u.url)";

/* A price taken down for a while is told by its price; here is what a shop says to take off besides. */
static const char new_discount_sql[] =
    "SELECT n.source_id,'discount',n.key,NULL,n.value,n.amount,u.url FROM facts n"
    " JOIN urls u ON u.bucket=n.bucket AND u.host_id=n.host_id AND u.url_id=n.url_id"
    " WHERE n.kind=1 AND n.first_run=?1 AND n.ended_at IS NULL AND n.amount>0"
    " AND EXISTS(SELECT 1 FROM facts p WHERE p.source_id=n.source_id AND p.kind=0 AND p.key=n.key"
    " AND p.first_seen<?2)"
    " AND NOT EXISTS(SELECT 1 FROM facts d WHERE d.source_id=n.source_id AND d.kind=1 AND "
    "d.key=n.key AND d.fact_id<>n.fact_id AND (d.ended_at IS NULL OR d.ended_at>=?2))"
    " ORDER BY n.source_id,n.key,length(u.url)";

/* With its title now at another address of the source, the page has moved; a title that many pages have tells nothing. */
static const char gone_sql[] =
    "SELECT u.source_id,'gone',u.url,d.title,NULL,NULL,u.url FROM fetches f"
    " JOIN urls u ON u.bucket=f.bucket AND u.host_id=f.host_id AND u.url_id=f.url_id"
    " JOIN documents d ON d.bucket=f.bucket AND d.host_id=f.host_id AND d.url_id=f.url_id AND "
    "d.version=1"
    " WHERE f.run_id=?1 AND f.status IN (404,410) AND d.first_seen<?2"
    " AND (SELECT g.status FROM fetches g WHERE g.bucket=f.bucket AND g.host_id=f.host_id AND"
    " g.url_id=f.url_id AND g.fetched_at<f.fetched_at ORDER BY g.fetched_at DESC LIMIT 1)"
    " NOT IN (404,410)"
    " AND NOT ((SELECT count(DISTINCT m.url_id) FROM documents m WHERE m.source_id=d.source_id AND "
    "m.title=d.title)=2 AND EXISTS(SELECT 1 FROM documents m JOIN fetches h ON " PAGE(
        "h", "m") " WHERE m.source_id=d.source_id AND m.title=d.title AND m.url_id<>d.url_id AND "
                  "h.run_id=?1 AND h.status IN (200,304)))";

/* The bytes differ from those of the last full answer before. */
#define BYTES_CHANGED                                                                                                  \
    "f.run_id=?1 AND f.status=200 AND f.body_hash<>(SELECT g.body_hash FROM fetches g "                                \
    "WHERE " PAGE("g",                                                                                                 \
        "f") " AND g.fetched_at<f.fetched_at AND g.status=200 AND g.body_hash IS NOT NULL ORDER BY g.fetched_at DESC " \
             "LIMIT 1)"

static const char noise_sql[] =
    "SELECT u.source_id,'noise',u.url,NULL,NULL,NULL,u.url FROM fetches f JOIN urls u ON " PAGE("u",
        "f") " WHERE " BYTES_CHANGED " AND NOT EXISTS(SELECT 1 FROM comments c WHERE " PAGE("c",
        "f") " AND c.first_seen>=?2)"
             " AND NOT EXISTS(SELECT 1 FROM facts x WHERE " PAGE(
                 "x", "f") " AND (x.first_run=?1 OR x.ended_at>=?2))";

/* Authors, and authors with a complaint about one need, before and since; only pages that were known before, so that
 * old comments found late are not taken for new ones. Replies of the shop are no voices. */
static const char complaints_sql[] =
    "WITH c AS (SELECT m.comment_id,m.source_id,coalesce(m.author,-m.comment_id) who,"
    " m.first_seen>=?2 fresh FROM comments m WHERE m.gone_at IS NULL AND m.kind<>5 AND"
    " (m.first_seen<?2 OR EXISTS(SELECT 1 FROM documents d WHERE " PAGE("d",
        "m") " AND d.first_seen<?2))),"
             " base AS (SELECT source_id,count(DISTINCT CASE WHEN fresh THEN who END) n_new,"
             " count(DISTINCT CASE WHEN NOT fresh THEN who END) n_old FROM c GROUP BY source_id)"
             " SELECT c.source_id,k.code,n_new,n_old,count(DISTINCT CASE WHEN fresh THEN who END),"
             " count(DISTINCT CASE WHEN NOT fresh THEN who END)"
             " FROM c JOIN base USING(source_id) JOIN signals g ON g.comment_id=c.comment_id AND "
             "g.kind=1 "
             "AND g.need=1 JOIN categories k USING(category_id)"
             " WHERE n_new>=?1 GROUP BY c.source_id,k.code";

sv monitor_keep(work *w, sv s) { return s.p ? arena_sv(&w->a, s) : s; }

err monitor_collect(work *w, const char *sql, bool muted)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(w->s, &e, sql, "ii", w->run_id, w->started_at);
    while (lite_step(w->s, q, &e)) {
        found *f = VEC_PUSH(&w->a, &w->all);
        if (!f) {
            lite_end(q);
            return ERR_NOMEM;
        }
        *f = (found){.source_id = sqlite3_column_int64(q, 0),
            .kind = monitor_keep(w, lite_text(q, 1)),
            .key = monitor_keep(w, lite_text(q, 2)),
            .before = monitor_keep(w, lite_text(q, 3)),
            .after = monitor_keep(w, lite_text(q, 4)),
            .amount = sqlite3_column_type(q, 5) == SQLITE_NULL ? (double)NAN
                                                               : sqlite3_column_double(q, 5),
            .url = monitor_keep(w, lite_text(q, 6)),
            .muted = muted};
    }
    return e;
}

/* One bound of the Wilson 95 % interval of `c` of `n`; side -1 or +1. */
static double wilson(double c, double n, double side)
{
    const double z = 1.96;
    double p = c / n, zz = z * z / n;
    return (p + zz / 2 + side * z * sqrt(p * (1 - p) / n + zz / (4 * n))) / (1 + zz);
}

static err put_rise(work *w, sqlite3_stmt *q)
{
    double n_new = sqlite3_column_double(q, 2), n_old = sqlite3_column_double(q, 3);
    double c_new = sqlite3_column_double(q, 4), c_old = sqlite3_column_double(q, 5);
    if (n_old < w->k || c_new < COMPLAINERS_MIN) return ERR_OK;
    if (wilson(c_new, n_new, -1) <= wilson(c_old, n_old, +1)) return ERR_OK; /* could be chance */
    double before = 100 * c_old / n_old, after = 100 * c_new / n_new;
    found *f = VEC_PUSH(&w->a, &w->all);
    if (!f) return ERR_NOMEM;
    *f = (found){.source_id = sqlite3_column_int64(q, 0),
        .kind = SV("complaints"),
        .key = monitor_keep(w, lite_text(q, 1)),
        .before = arena_printf(&w->a, "%.0f", before),
        .after = arena_printf(&w->a, "%.0f", after),
        .amount = after - before};
    return ERR_OK;
}

static err collect_complaints(work *w)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(w->s, &e, complaints_sql, "ii", (int64_t)w->k, w->started_at);
    while (lite_step(w->s, q, &e)) {
        err bad = put_rise(w, q);
        if (bad) {
            lite_end(q);
            return bad;
        }
    }
    return e;
}

static err put_change(work *w, const found *f)
{
    int64_t id = hash_id2(hash_id2(hash_id2(hash_id(f->kind), f->key),
                              (sv){(const char *)&f->source_id, sizeof f->source_id}),
        (sv){(const char *)&w->run_id, sizeof w->run_id});
    return lite_run(w->s,
        "INSERT OR IGNORE INTO changes(change_id,run_id,source_id,kind,key,before,after,amount,url,"
        "muted,found_at) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
        "iiissssdsii", id, w->run_id, f->source_id, f->kind, f->key.p ? f->key : SV(""), f->before,
        f->after, f->amount, f->url, (int64_t)f->muted, w->now);
}

static err collect_all(work *w)
{
    static const char *const sql[] = {replaced_sql, new_key_sql, new_discount_sql, gone_sql};
    err e = ERR_OK;
    for (size_t i = 0; i < sizeof sql / sizeof sql[0] && !e; i++)
        e = monitor_collect(w, sql[i], false);
    if (!e) e = noise_settle(w);
    if (!e) e = health_collect(w);
    if (!e) e = collect_complaints(w);
    return e ? e : monitor_collect(w, noise_sql, true);
}

static err put_all(work *w)
{
    err e = store_begin(w->s);
    if (e) return e;
    for (size_t i = 0; i < w->all.n && !e; i++)
        if (!w->all.at[i].dropped) e = put_change(w, &w->all.at[i]);
    if (!e) return store_commit(w->s);
    store_rollback(w->s);
    return e;
}

err monitor_diff(store *s, int64_t run_id, const monitor_limits *limits, int64_t now)
{
    work w = {.s = s,
        .a = ARENA_INIT(SCRATCH_BYTES),
        .run_id = run_id,
        .now = now,
        .k = limits->k > 0 ? limits->k : 5};
    err e = lite_int(s, &w.started_at, "SELECT started_at FROM runs WHERE run_id=?1", "i", run_id);
    if (!e && !w.started_at) e = ERR_ABSENT;
    if (!e) e = collect_all(&w);
    if (!e) e = put_all(&w);
    arena_clear(&w.a);
    return e;
}

err monitor_each(store *s, int64_t after_run, int64_t run_id, monitor_row *row, void *ctx)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT c.run_id,c.source_id,c.found_at,coalesce(s.name,''),c.kind,c.key,c.before,c.after,"
        "c.url,c.amount,c.muted,k.label_fa,k.label_en FROM changes c"
        " LEFT JOIN sources s USING(source_id) LEFT JOIN categories k ON k.code=c.key"
        " WHERE c.run_id<=?2 AND (c.run_id>?1 AND ?1>0 OR c.run_id=?2)"
        " ORDER BY c.run_id,s.name,c.kind,c.key",
        "ii", after_run, run_id);
    while (lite_step(s, q, &e)) {
        monitor_change c = {.run_id = sqlite3_column_int64(q, 0),
            .source_id = sqlite3_column_int64(q, 1),
            .found_at = sqlite3_column_int64(q, 2),
            .source = lite_text(q, 3),
            .kind = lite_text(q, 4),
            .key = lite_text(q, 5),
            .before = lite_text(q, 6),
            .after = lite_text(q, 7),
            .url = lite_text(q, 8),
            .amount = sqlite3_column_type(q, 9) == SQLITE_NULL ? (double)NAN
                                                               : sqlite3_column_double(q, 9),
            .muted = sqlite3_column_int(q, 10) != 0,
            .label_fa = lite_text(q, 11),
            .label_en = lite_text(q, 12)};
        err stop = row(ctx, &c);
        if (stop) {
            lite_end(q);
            return stop;
        }
    }
    return e;
}

err monitor_run_get(store *s, arena *a, int64_t run_id, monitor_run *ret)
{
    *ret = (monitor_run){.run_id = 0};
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT run_id,started_at,verb,status,"
        "(SELECT count(*) FROM fetches f WHERE f.run_id=r.run_id),"
        "(SELECT count(*) FROM fetches f WHERE f.run_id=r.run_id AND f.status=304),"
        "(SELECT count(*) FROM fetches f WHERE f.run_id=r.run_id AND f.why NOT IN"
        " ('ok','not_modified','redirect','gone')),"
        "(SELECT count(*) FROM comments c WHERE c.first_seen>=r.started_at AND c.first_seen<="
        "coalesce(r.ended_at,9e18)),"
        "(SELECT count(*) FROM changes c WHERE c.run_id=r.run_id AND NOT muted),"
        "(SELECT count(*) FROM changes c WHERE c.run_id=r.run_id AND muted)"
        " FROM runs r WHERE run_id=?1",
        "i", run_id);
    if (!lite_step(s, q, &e)) return e;
    *ret = (monitor_run){.run_id = sqlite3_column_int64(q, 0),
        .started_at = sqlite3_column_int64(q, 1),
        .verb = arena_sv(a, lite_text(q, 2)),
        .status = arena_sv(a, lite_text(q, 3)),
        .fetched = sqlite3_column_int64(q, 4),
        .not_modified = sqlite3_column_int64(q, 5),
        .failed = sqlite3_column_int64(q, 6),
        .new_comments = sqlite3_column_int64(q, 7),
        .changes = sqlite3_column_int64(q, 8),
        .muted = sqlite3_column_int64(q, 9)};
    lite_end(q);
    return ERR_OK;
}

err monitor_run_at(store *s, arena *a, int64_t back, monitor_run *ret)
{
    int64_t id = 0;
    err e = lite_int(s, &id,
        "SELECT run_id FROM runs WHERE verb IN ('run','crawl','monitor','demo') ORDER BY run_id "
        "DESC LIMIT 1 OFFSET ?1",
        "i", back);
    *ret = (monitor_run){.run_id = 0};
    return e || !id ? e : monitor_run_get(s, a, id, ret);
}

err monitor_alert(store *s, const monitor_alarm *a, int64_t cooldown_ms, bool *ret_fire)
{
    int64_t last = 0;
    *ret_fire = false;
    err e = lite_int(
        s, &last, "SELECT fired_at FROM alerts WHERE rule=?1 AND key=?2", "ss", a->rule, a->key);
    if (e || (last && a->now - last < cooldown_ms)) return e;
    *ret_fire = true;
    return lite_run(s,
        "INSERT INTO alerts(rule,key,fired_at,run_id) VALUES(?1,?2,?3,?4) ON CONFLICT(rule,key) DO"
        " UPDATE SET fired_at=excluded.fired_at,run_id=excluded.run_id",
        "ssii", a->rule, a->key, a->now, a->run_id);
}
