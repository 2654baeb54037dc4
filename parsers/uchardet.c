#include "parsers/uchardet.h"

#include <pthread.h>

#include "sonames.inc"

uchardet_calls uchardet_late;

static err result;
static note why;

static void load(void)
{
    static const char *const names[] = {UCHARDET_CALLS(LATE_NAME)};
    result = late_load(SONAME_UCHARDET, names, sizeof names / sizeof *names, &uchardet_late, &why);
}

err uchardet_load(note *reterr)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    return result ? note_set(reterr, result, "%s", why.text) : ERR_OK;
}
