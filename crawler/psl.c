#include "crawler/psl.h"

#include <pthread.h>

#include "sonames.inc"

psl_calls psl_late;

static err result;
static note why;

static void load(void)
{
    static const char *const names[] = {PSL_CALLS(LATE_NAME)};
    result = late_load(SONAME_PSL, names, sizeof names / sizeof *names, &psl_late, &why);
}

err psl_load(note *reterr)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    return result ? note_set(reterr, result, "%s", why.text) : ERR_OK;
}
