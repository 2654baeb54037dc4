/* Numbered steps from one version of the schema to the next: step[i] brings version i to i + 1. */
#include "db/lite.h"

static const char schema[] = {
#include "schema.inc"
};

/* 2: no question asks findings by category, so that index was written for nothing; the counts read who wrote when
 * from an index alone, in the order in which they fold; what is gone is found without a scan. */
#define VOICES                                                                                     \
    "comments_source ON comments(source_id, author, comment_id, written_at, written_precision, "   \
    "written_offset, kind, gone_at);"
static const char indexes[] =
    "DROP INDEX signals_category; DROP INDEX comments_source; CREATE INDEX " VOICES
    "CREATE INDEX comments_gone ON comments(gone_at) WHERE gone_at IS NOT NULL";

/* 3: a comment that came by a feed or an end point has the page where people read it. */
static const char homes[] = "ALTER TABLE comments ADD COLUMN home_id INTEGER";

/* 4: what own customers paid; the size of each segment at each run, so that a corner can be watched while it grows. */
static const char history[] =
    "CREATE INDEX comments_paid ON comments(amount) WHERE amount IS NOT NULL;"
    "CREATE TABLE segment_history(run_id INTEGER NOT NULL, segment TEXT NOT NULL, label_fa TEXT NOT"
    " NULL, label_en TEXT NOT NULL, n INTEGER NOT NULL, base INTEGER NOT NULL,"
    " PRIMARY KEY(run_id, segment)) STRICT, WITHOUT ROWID";

/* 5: identifiers of one page begin alike (db/ids), where there are none yet. */
static const char nearness[] =
    "INSERT OR REPLACE INTO project(key,value) SELECT 'ids',iif(EXISTS(SELECT 1 FROM comments) OR "
    "EXISTS(SELECT 1 FROM facts) OR EXISTS(SELECT 1 FROM tombstones),'spread','near')";

static const char *const step[MIGRATE_VERSION] = {schema, indexes, homes, history, nearness};

err migrate_voices(store *s) { return lite_exec(s, "CREATE INDEX IF NOT EXISTS " VOICES); }

err migrate_no_voices(store *s)
{
    int64_t any = 0;
    err e = lite_int(s, &any, "SELECT 1 FROM comments LIMIT 1", "");
    return e || any ? e : lite_exec(s, "DROP INDEX IF EXISTS comments_source");
}

static err run_steps(store *s, int64_t have)
{
    err e = ERR_OK;
    for (int64_t v = have; v < MIGRATE_VERSION && !e; v++) e = lite_exec(s, step[v]);
    char version[48];
    (void)snprintf(version, sizeof version, "PRAGMA user_version=%d", (int)MIGRATE_VERSION);
    return e ? e : lite_exec(s, version);
}

err migrate_up(store *s, note *reterr)
{
    int64_t have = 0, n_tables = 0;
    err e = lite_int(s, &have, "PRAGMA user_version", "");
    if (!e) e = lite_int(s, &n_tables, "SELECT count(*) FROM sqlite_schema", "");
    if (e) return note_set(reterr, e, "%s", s->detail);
    if (have > MIGRATE_VERSION)
        return note_set(reterr, ERR_NEWER, "schema version %lld, this program knows %d",
            (long long)have, MIGRATE_VERSION);
    if (have == MIGRATE_VERSION) return ERR_OK;
    if (have == 0 && n_tables)
        return note_set(reterr, ERR_CORRUPT, "not a bazarkav data base, or a half-made one");
    if (!s->writable)
        return note_set(reterr, ERR_ABSENT, "%s",
            have ? "made by an older program: \"bazarkav analyze\" brings it up to date"
                 : "empty data base");
    e = lite_exec(s, "BEGIN IMMEDIATE");
    if (!e) e = lite_int(s, &have, "PRAGMA user_version", ""); /* another one may have been first */
    if (!e && have < MIGRATE_VERSION) e = run_steps(s, have);
    if (!e) e = lite_exec(s, "COMMIT");
    if (!e) return ERR_OK;
    (void)note_set(reterr, e, "%s", s->detail);
    (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return e;
}
