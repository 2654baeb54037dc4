/* health.c - a source that is ill has not changed. It answers nothing, or one page for every address, or its comments
 * are not found any more: the first run keeps quiet, the second tells it, once. */
#include "db/monitor_in.h"

/* The run before ?1 that asked this source for something. */
#define RUN_BEFORE(source, run)                                                                    \
    "(SELECT max(b.run_id) FROM fetches b JOIN urls v ON " PAGE(                                   \
        "v", "b") " WHERE v.source_id=" source " AND b.run_id<" run ")"
static const char silent_sql[] =
    "WITH t AS (SELECT u.source_id,group_concat(DISTINCT f.why) why,count(*) n,max(u.url) url,"
    "sum(f.why IN ('ok','not_modified','redirect')) fine,sum(f.why='gone') gone FROM fetches f"
    " JOIN urls u ON " PAGE("u",
        "f") " WHERE f.run_id=?1 GROUP BY u.source_id)"
             " SELECT t.source_id,'silent','',NULL,t.why,t.n,t.url FROM t WHERE fine=0 AND (gone<n OR n>=3)"
             " AND EXISTS(SELECT 1 FROM documents d WHERE d.source_id=t.source_id AND d.first_seen<?2)";

/* Pages that were different and are all the same now: under repair, or a wall. ?1 as in silent_sql. */
static const char same_sql[] =
    "WITH d AS (SELECT d.source_id,d.url_id,d.text_hash,d.version FROM documents d JOIN fetches f ON " PAGE(
        "f",
        "d") " WHERE f.run_id=?1 AND f.why IN ('ok','not_modified') AND NOT EXISTS(SELECT 1 FROM "
             "documents x WHERE " PAGE("x",
                 "d") " AND x.version>d.version)),"
                      " g AS (SELECT source_id,text_hash,count(*) n,sum(version>1) fresh FROM d GROUP BY 1,2)"
                      " SELECT g.source_id,'silent','',NULL,'same_page',g.n,(SELECT seed_url FROM sources s WHERE"
                      " s.source_id=g.source_id) FROM g WHERE g.n>=3 AND g.fresh*10>=g.n*8 AND g.n*10>="
                      "8*(SELECT count(*) FROM d WHERE d.source_id=g.source_id) AND ?2>0";

/* Pages with comments were read again, their bytes are others, and on none of them was a comment found. */
static const char layout_sql[] =
    "WITH p AS (SELECT c.source_id,c.bucket,c.host_id,c.url_id,count(*) n,max(c.last_seen) seen"
    " FROM comments c WHERE c.gone_at IS NULL AND c.first_seen<?2 AND EXISTS(SELECT 1 FROM fetches f"
    " WHERE " PAGE("f",
        "c") " AND f.run_id=?1 AND f.why IN ('ok','not_modified')) GROUP BY 1,2,3,4),"
             " g AS (SELECT p.*,(SELECT f.body_hash FROM fetches f WHERE " PAGE("f",
                 "p") " AND f.why='ok' AND f.fetched_at<=p.seen ORDER BY f.fetched_at DESC LIMIT 1) good,"
                      "(SELECT f.body_hash FROM fetches f WHERE " PAGE("f",
                          "p") " AND f.why='ok' ORDER BY f.fetched_at DESC LIMIT 1) latest FROM p),"
                               " x AS (SELECT g.*,(SELECT min(f.fetched_at) FROM fetches f WHERE " PAGE(
                                   "f",
                                   "g") " AND f.why='ok' AND f.fetched_at>g.seen AND f.body_hash<>g.good) bad FROM g),"
                                        " y AS (SELECT source_id,sum(n) n,min(bad) bad,sum(latest=good) fine FROM x GROUP BY source_id)"
                                        " SELECT y.source_id,'layout','',NULL,NULL,y.n,(SELECT seed_url FROM sources s WHERE"
                                        " s.source_id=y.source_id) FROM y WHERE y.n>=5 AND y.fine=0 AND (SELECT count(DISTINCT f.run_id)"
                                        " FROM fetches f JOIN p ON " PAGE("p",
                                            "f") " WHERE p.source_id=y.source_id AND f.fetched_at>=y.bad AND f.why IN ('ok','not_modified'))=2";

/* Facts of an ill source are those of its error page. */
static void drop_facts(work *w, int64_t source_id)
{
    for (size_t i = 0; i < w->all.n; i++) {
        found *f = &w->all.at[i];
        if (f->source_id == source_id && !sv_eq(f->kind, SV("silent"))) f->dropped = true;
    }
}

/* Ill in the run before as well, and not in the one before that: now it is told. */
static err is_second(work *w, const found *f, bool *ret)
{
    int64_t before[2] = {0, 0}, run = w->run_id;
    err e = ERR_OK;
    for (int i = 0; i < 2 && !e; i++) {
        int64_t last = 0;
        e = lite_int(w->s, &last, "SELECT " RUN_BEFORE("?1", "?2"), "ii", f->source_id, run);
        run = last;
        if (!e && run)
            e = lite_int(w->s, &before[i],
                "SELECT EXISTS(SELECT 1 FROM changes WHERE source_id=?1 AND run_id=?2 AND "
                "kind='silent')",
                "ii", f->source_id, run);
    }
    *ret = before[0] && !before[1];
    return e;
}

err health_collect(work *w)
{
    size_t from = w->all.n;
    err e = monitor_collect(w, silent_sql, false);
    if (!e) e = monitor_collect(w, same_sql, false);
    for (size_t i = from; i < w->all.n && !e; i++) {
        found *f = &w->all.at[i];
        bool second = false;
        e = is_second(w, f, &second);
        f->muted = !second;
        drop_facts(w, f->source_id);
    }
    size_t layout = w->all.n;
    if (!e) e = monitor_collect(w, layout_sql, false);
    for (size_t i = layout; i < w->all.n; i++)
        for (size_t k = from; k < layout; k++)
            if (w->all.at[i].source_id == w->all.at[k].source_id) w->all.at[i].dropped = true;
    return e;
}
