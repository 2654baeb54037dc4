#include "db/sqlite3.h"

#include <pthread.h>

#include "sonames.inc"

sqlite3_calls sqlite3_late;

static err result;
static note why;

static void load(void)
{
    static const char *const names[] = {SQLITE3_CALLS(LATE_NAME)};
    result = late_load(SONAME_SQLITE3, names, sizeof names / sizeof *names, &sqlite3_late, &why);
}

err sqlite3_load(note *reterr)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    return result ? note_set(reterr, result, "%s", why.text) : ERR_OK;
}
