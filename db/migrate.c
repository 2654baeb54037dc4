/* Numbered steps from one version of the schema to the next: step[i] brings version i to i + 1. */
#include "db/lite.h"

static const char schema[] = {
#include "schema.inc"
};

static const char *const step[MIGRATE_VERSION] = {schema};

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
