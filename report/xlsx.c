#include "report/xlsx.h"

#include <pthread.h>

#include "sonames.inc"

xlsx_calls xlsx_late;

static err result;
static note why;

static void load(void)
{
    static const char *const names[] = {XLSX_CALLS(LATE_NAME)};
    result = late_load(SONAME_XLSXWRITER, names, sizeof names / sizeof *names, &xlsx_late, &why);
}

err xlsx_load(note *reterr)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    return result ? note_set(reterr, result, "%s", why.text) : ERR_OK;
}
