#include "db/nettle.h"

#include <pthread.h>

#include "sonames.inc"

nettle_calls nettle_late;

static err result;
static note why;

static void load(void)
{
    static const char *const names[] = {NETTLE_CALLS(LATE_NAME)};
    result = late_load(SONAME_NETTLE, names, sizeof names / sizeof *names, &nettle_late, &why);
}

err nettle_load(note *reterr)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    return result ? note_set(reterr, result, "%s", why.text) : ERR_OK;
}
