/* Numbered steps from one version of the schema to the next. Step i brings version i + 1 to i + 2. */
#include "db/lite.h"

static const char schema[] = {
#include "schema.inc"
};

static const char *const step[] = {NULL}; /* none yet: version 1 is the first */

static err run_steps(store *s, int64_t have)
{
    err e = have == 0 ? lite_exec(s, schema) : ERR_OK;
    for (int64_t v = have ? have : MIGRATE_VERSION; v > 0 && v < MIGRATE_VERSION && !e; v++)
        if (step[v - 1]) e = lite_exec(s, step[v - 1]);
    return e ? e : lite_exec(s, "PRAGMA user_version=1");
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
    if (!s->writable) return note_set(reterr, ERR_ABSENT, "empty data base");
    e = lite_exec(s, "BEGIN IMMEDIATE");
    if (!e) e = lite_int(s, &have, "PRAGMA user_version", ""); /* another one may have been first */
    if (!e && have < MIGRATE_VERSION) e = run_steps(s, have);
    if (!e) e = lite_exec(s, "COMMIT");
    if (!e) return ERR_OK;
    (void)note_set(reterr, e, "%s", s->detail);
    (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return e;
}
