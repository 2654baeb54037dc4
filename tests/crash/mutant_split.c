/* A broken variant for the crash test: a page and the state of its address are two transactions. */
#include <dlfcn.h>
#include <sqlite3.h>
#include <string.h>

int sqlite3_step(sqlite3_stmt *q)
{
    int (*real)(sqlite3_stmt *);
    *(void **)&real = dlsym(RTLD_NEXT, "sqlite3_step");
    const char *sql = sqlite3_sql(q);
    if (sql && strncmp(sql, "UPDATE urls SET state=?4", 24) == 0) {
        sqlite3 *db = sqlite3_db_handle(q);
        if (!sqlite3_get_autocommit(db))
            (void)sqlite3_exec(db, "COMMIT; BEGIN IMMEDIATE", NULL, NULL, NULL);
    }
    return real(q);
}
