#include "crawler/curl.h"

#include <pthread.h>

#include "sonames.inc"

curl_calls curl_late;

static err result;
static note why;

static void load(void)
{
    static const char *const names[] = {CURL_CALLS(LATE_NAME)};
    result = late_load(SONAME_CURL, names, sizeof names / sizeof *names, &curl_late, &why);
}

err curl_load(note *reterr)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    return result ? note_set(reterr, result, "%s", why.text) : ERR_OK;
}
