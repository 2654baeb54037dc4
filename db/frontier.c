#include "db/frontier.h"

#include "db/erase.h"
#include "db/lite.h"
#include "util/hash.h"

enum { BUCKETS = 1024 };

static int64_t bucket(int64_t host_id) { return host_id % BUCKETS; }
static sv text_or_null(const char *s) { return sv_c(s); }
static sv not_empty(sv s) { return s.n ? s : (sv){NULL, 0}; }

err frontier_resumes(store *s, bool *ret)
{
    int64_t open = 0;
    err e = lite_int(s, &open,
        "SELECT status IN ('running','interrupted') FROM runs WHERE verb IN "
        "('crawl','run','monitor','demo') "
        "ORDER BY run_id DESC LIMIT 1",
        "");
    if (!e) e = lite_run(s, "UPDATE runs SET status='interrupted' WHERE status='running'", "");
    *ret = open != 0;
    return e;
}

err frontier_reopen(store *s, int64_t now, bool all)
{
    err e = lite_run(s,
        "UPDATE urls SET state=0, tries=0, prio=CASE WHEN depth=0 THEN 0 WHEN kind=2 THEN 1 ELSE 6 "
        "END "
        "WHERE (state=1 AND (?2 OR due<=?1 OR depth=0 OR kind IN (2,3))) OR (state IN (2,4) AND due<=?1)",
        "ii", now, (int64_t)all);
    if (!e) e = lite_run(s, "UPDATE urls SET due=?1 WHERE state=0 AND due>?1", "i", now);
    if (!e)
        e = lite_run(s,
            "UPDATE urls SET state=0, why=NULL WHERE state=3 AND why IN ('budget','depth','robots')",
            "");
    return e;
}

err frontier_host_add(store *s, int64_t host_id, sv origin)
{
    return lite_run(s, "INSERT OR IGNORE INTO hosts(bucket,host_id,name) VALUES(?1,?2,?3)", "iis",
        bucket(host_id), host_id, origin);
}

#define HOST_COLUMNS                                                                               \
    "host_id,name,robots_body,ifnull(robots_status,0),ifnull(robots_at,0),ifnull(robots_until,0)," \
    "ifnull(crawl_delay_ms,-1),delay_ms,backoff,next_due,day,day_pages,fails,note"

static err each_host(store *s, sqlite3_stmt *q, err e, frontier_host_fn *fn, void *ctx)
{
    while (lite_step(s, q, &e)) {
        const char *body = sqlite3_column_blob(q, 2);
        frontier_host h = {.host_id = sqlite3_column_int64(q, 0),
            .name = lite_text(q, 1),
            .robots_body = {body, body ? (size_t)sqlite3_column_bytes(q, 2) : 0},
            .robots_status = sqlite3_column_int(q, 3),
            .robots_at = sqlite3_column_int64(q, 4),
            .robots_until = sqlite3_column_int64(q, 5),
            .crawl_delay_ms = sqlite3_column_int64(q, 6),
            .delay_ms = sqlite3_column_int64(q, 7),
            .penalty_ms = sqlite3_column_int64(q, 8),
            .next_due = sqlite3_column_int64(q, 9),
            .day = sqlite3_column_int64(q, 10),
            .day_pages = sqlite3_column_int64(q, 11),
            .fails = sqlite3_column_int(q, 12),
            .note = lite_text(q, 13)};
        e = fn(ctx, &h);
        if (!e) continue;
        lite_end(q);
        break;
    }
    return e;
}

err frontier_hosts(store *s, frontier_host_fn *fn, void *ctx)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT " HOST_COLUMNS
        " FROM hosts h WHERE robots_at IS NOT NULL OR EXISTS (SELECT 1 FROM urls u "
        "WHERE u.bucket=h.bucket AND u.host_id=h.host_id AND u.state=0)",
        "");
    return each_host(s, q, e, fn, ctx);
}

err frontier_host_get(store *s, int64_t host_id, frontier_host_fn *fn, void *ctx)
{
    err e = ERR_OK;
    sqlite3_stmt *q =
        lite_bind(s, &e, "SELECT " HOST_COLUMNS " FROM hosts WHERE bucket=?1 AND host_id=?2", "ii",
            bucket(host_id), host_id);
    return each_host(s, q, e, fn, ctx);
}

err frontier_host_pace(store *s, const frontier_host *h)
{
    return lite_run(s,
        "UPDATE hosts SET delay_ms=?3, backoff=?4, fails=?5, next_due=?6, day=?7, day_pages=?8, "
        "note=?9 "
        "WHERE bucket=?1 AND host_id=?2",
        "iiiiiiiis", bucket(h->host_id), h->host_id, h->delay_ms, h->penalty_ms, (int64_t)h->fails,
        h->next_due, h->day, h->day_pages, not_empty(h->note));
}

err frontier_host_robots(store *s, const frontier_host *h)
{
    int64_t same = 1;
    err e = lite_int(s, &same, "SELECT robots_body IS ?3 FROM hosts WHERE bucket=?1 AND host_id=?2",
        "iib", bucket(h->host_id), h->host_id, h->robots_body);
    if (!e)
        e = lite_run(s,
            "UPDATE hosts SET robots_body=?3, robots_status=?4, robots_at=?5, robots_until=?6, "
            "crawl_delay_ms=?7 WHERE bucket=?1 AND host_id=?2",
            "iibiiii", bucket(h->host_id), h->host_id, h->robots_body, (int64_t)h->robots_status,
            h->robots_at, h->robots_until, h->crawl_delay_ms);
    if (!e && !same)
        e = lite_run(s,
            "UPDATE urls SET state=0, why=NULL WHERE bucket=?1 AND host_id=?2 AND state=3 AND "
            "why='robots'",
            "ii", bucket(h->host_id), h->host_id);
    return e;
}

err frontier_add(store *s, const frontier_url *u, bool *ret_new)
{
    bool forgotten;
    *ret_new = false;
    err e = erase_forgotten(s, erase_host(u->url), u->url, &forgotten);
    if (e || forgotten) return e; /* what was erased on request is not asked for again */
    e = lite_run(s,
        "INSERT OR IGNORE INTO "
        "urls(bucket,host_id,url_id,source_id,url,kind,prio,due,depth,found_on,hops) "
        "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
        "iiiisiiiiIi", bucket(u->host_id), u->host_id, u->url_id, u->source_id, u->url,
        (int64_t)u->kind, (int64_t)u->prio, u->due, (int64_t)u->depth, u->found_on,
        (int64_t)u->hops);
    *ret_new = !e && sqlite3_changes(s->db) > 0;
    return e;
}

err frontier_hint(store *s, int64_t host_id, int64_t url_id, int64_t lastmod_ms)
{
    return lite_run(s,
        "UPDATE urls SET state=0, prio=6, tries=0 WHERE bucket=?1 AND host_id=?2 AND url_id=?3 AND "
        "state=1 "
        "AND fetched_at<?4",
        "iiii", bucket(host_id), host_id, url_id, lastmod_ms);
}

static err each_url(store *s, sqlite3_stmt *q, err e, frontier_url_fn *fn, void *ctx)
{
    while (lite_step(s, q, &e)) {
        frontier_url u = {.host_id = sqlite3_column_int64(q, 0),
            .url_id = sqlite3_column_int64(q, 1),
            .source_id = sqlite3_column_int64(q, 2),
            .url = lite_text(q, 3),
            .kind = (url_kind)sqlite3_column_int(q, 4),
            .prio = sqlite3_column_int(q, 5),
            .depth = sqlite3_column_int(q, 6),
            .tries = sqlite3_column_int(q, 7),
            .due = sqlite3_column_int64(q, 8),
            .etag = lite_text(q, 9),
            .last_modified = lite_text(q, 10),
            .fetched_at = sqlite3_column_int64(q, 11),
            .body_hash = sqlite3_column_int64(q, 12),
            .text_hash = sqlite3_column_int64(q, 13),
            .every_ms = sqlite3_column_int64(q, 14),
            .hops = sqlite3_column_int(q, 15)};
        e = fn(ctx, &u);
        if (!e) continue;
        lite_end(q);
        break;
    }
    return e;
}

#define URL_COLUMNS                                                                                \
    "host_id,url_id,source_id,url,kind,prio,depth,tries,due,etag,last_modified,fetched_at,"        \
    "body_hash,text_hash,every_ms,hops"

err frontier_due(store *s, int64_t host_id, int64_t now, int limit, frontier_url_fn *fn, void *ctx)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT " URL_COLUMNS " FROM urls WHERE bucket=?1 AND host_id=?2 AND state=0 AND due<=?3 "
        "ORDER BY prio, due LIMIT ?4",
        "iiii", bucket(host_id), host_id, now, (int64_t)limit);
    return each_url(s, q, e, fn, ctx);
}

err frontier_next_due(store *s, int64_t host_id, int64_t *ret)
{
    *ret = INT64_MAX;
    return lite_int(s, ret, "SELECT min(due) FROM urls WHERE bucket=?1 AND host_id=?2 AND state=0",
        "ii", bucket(host_id), host_id);
}

err frontier_scope(store *s, frontier_url_fn *fn, void *ctx)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT " URL_COLUMNS
        " FROM urls WHERE depth=0 AND source_id IN (SELECT source_id FROM sources "
        "WHERE active)",
        "");
    return each_url(s, q, e, fn, ctx);
}

err frontier_waiting(store *s, int64_t host_id, int64_t *ret)
{
    *ret = 0;
    return lite_int(s, ret, "SELECT count(*) FROM urls WHERE bucket=?1 AND host_id=?2 AND state=0",
        "ii", bucket(host_id), host_id);
}

err frontier_refuse(store *s, int64_t host_id, int64_t url_id, const char *why)
{
    return lite_run(s,
        "UPDATE urls SET state=3, why=?4 WHERE bucket=?1 AND host_id=?2 AND url_id=?3", "iiis",
        bucket(host_id), host_id, url_id, sv_c(why));
}

err frontier_hide(store *s, int64_t host_id, int64_t url_id)
{
    return lite_run(s,
        "DELETE FROM urls WHERE bucket=?1 AND host_id=?2 AND url_id=?3 AND state=3 AND fetched_at "
        "IS NULL",
        "iii", bucket(host_id), host_id, url_id);
}

static err put_fetch(store *s, const frontier_fetch *f)
{
    return lite_run(s,
        "INSERT OR REPLACE INTO fetches VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)",
        f->gap_ms < 0 ? "iiiiisiiiIIIIIs" : "iiiiisiiiiIIIIs", bucket(f->host_id), f->host_id,
        f->url_id, f->fetched_at, f->run_id, sv_c(page_why_str(f->why)), (int64_t)f->status,
        f->bytes, f->ms, f->gap_ms < 0 ? (int64_t)0 : f->gap_ms, f->body_hash, f->warc_file,
        f->warc_off + 0, f->warc_len, not_empty(f->detail));
}

err frontier_fetched(store *s, const frontier_fetch *f)
{
    err e = put_fetch(s, f);
    if (e || f->no_url) return e;
    bool seen = f->why == PAGE_OK || f->why == PAGE_NOT_MODIFIED || f->why == PAGE_REDIRECT;
    return lite_run(s,
        "UPDATE urls SET state=?4, why=?5, prio=?6, tries=?7, due=?8, every_ms=?9, "
        "etag=CASE ?10 WHEN 1 THEN ?11 ELSE etag END, "
        "last_modified=CASE ?10 WHEN 1 THEN ?12 ELSE last_modified END, "
        "body_hash=CASE ?10 WHEN 1 THEN ?13 ELSE body_hash END, "
        "text_hash=CASE ?10 WHEN 1 THEN ?14 ELSE text_hash END, "
        "fetched_at=CASE ?15 WHEN 1 THEN ?16 ELSE fetched_at END "
        "WHERE bucket=?1 AND host_id=?2 AND url_id=?3",
        "iiiisiiiIissIIii", bucket(f->host_id), f->host_id, f->url_id, (int64_t)f->state,
        text_or_null(f->state_why), (int64_t)f->prio, (int64_t)f->tries, f->due, f->every_ms,
        (int64_t)(f->why == PAGE_OK), not_empty(f->etag), not_empty(f->last_modified), f->body_hash,
        f->text_hash, (int64_t)seen, f->fetched_at);
}

err frontier_skip(store *s, int64_t run_id, const frontier_left_out *x)
{
    return lite_run(s,
        "INSERT INTO skips VALUES(?1,?2,?3,?4,?5,?6) ON CONFLICT DO UPDATE SET n=n+excluded.n",
        "iissis", run_id, x->host_id, x->why, x->rule.n ? x->rule : SV(""), x->n,
        x->example.n ? x->example : SV(""));
}

err frontier_warc_open(store *s, sv path, int64_t now, int64_t *ret_file, int64_t *ret_committed)
{
    *ret_file = hash_id(path);
    *ret_committed = 0;
    err e = lite_run(
        s, "INSERT OR IGNORE INTO warc_files VALUES(?1,?2,0,NULL,?3)", "isi", *ret_file, path, now);
    if (!e)
        e = lite_int(
            s, ret_committed, "SELECT committed FROM warc_files WHERE file_id=?1", "i", *ret_file);
    return e;
}

err frontier_warc_commit(store *s, int64_t file, int64_t committed)
{
    return lite_run(
        s, "UPDATE warc_files SET committed=?2 WHERE file_id=?1", "ii", file, committed);
}

err frontier_raws(store *s, frontier_raw_fn *fn, void *ctx)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT "
        "u.source_id,f.host_id,f.url_id,max(f.fetched_at),f.warc_off,f.warc_len,u.url,w.path FROM "
        "fetches f "
        "JOIN urls u USING(bucket,host_id,url_id) JOIN warc_files w ON w.file_id=f.warc_file "
        "WHERE f.warc_file IS NOT NULL GROUP BY f.bucket,f.host_id,f.url_id ORDER BY "
        "w.path,f.warc_off",
        "");
    while (lite_step(s, q, &e)) {
        frontier_raw r = {.source_id = sqlite3_column_int64(q, 0),
            .host_id = sqlite3_column_int64(q, 1),
            .url_id = sqlite3_column_int64(q, 2),
            .fetched_at = sqlite3_column_int64(q, 3),
            .offset = sqlite3_column_int64(q, 4),
            .length = sqlite3_column_int64(q, 5),
            .url = lite_text(q, 6),
            .path = lite_text(q, 7)};
        e = fn(ctx, &r);
        if (!e) continue;
        lite_end(q);
        break;
    }
    return e;
}
