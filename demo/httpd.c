#include "demo/httpd.h"

#include <pthread.h>

#include "sonames.inc"

httpd_calls httpd_late;

static err result;
static note why;

static void load(void)
{
    static const char *const names[] = {HTTPD_CALLS(LATE_NAME)};
    result = late_load(SONAME_MICROHTTPD, names, sizeof names / sizeof *names, &httpd_late, &why);
}

err httpd_load(note *reterr)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    return result ? note_set(reterr, result, "%s", why.text) : ERR_OK;
}
