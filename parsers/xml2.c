#include "parsers/xml2.h"

#include <pthread.h>

#include "sonames.inc"

xml2_calls xml2_late;

static err result;
static note why;

static void load(void)
{
    static const char *const names[] = {XML2_CALLS(LATE_NAME)};
    result = late_load(SONAME_XML2, names, sizeof names / sizeof *names, &xml2_late, &why);
    if (!result) xmlInitParser();
}

err xml2_load(note *reterr)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    return result ? note_set(reterr, result, "%s", why.text) : ERR_OK;
}
