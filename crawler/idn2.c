#include "crawler/idn2.h"

#include <pthread.h>

#include "sonames.inc"

idn2_calls idn2_late;

static err result;
static note why;

static void load(void)
{
    static const char *const names[] = {IDN2_CALLS(LATE_NAME)};
    result = late_load(SONAME_IDN2, names, sizeof names / sizeof *names, &idn2_late, &why);
}

err idn2_load(note *reterr)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    return result ? note_set(reterr, result, "%s", why.text) : ERR_OK;
}
