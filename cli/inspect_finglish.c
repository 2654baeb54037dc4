#include "cli/filter.h"
#include "text/finglish.h"

static int run(session *s) { return filter_run(s, finglish_text); }

const inspector inspector_finglish = {
    .what = "finglish",
    .fa = "فارسی با حروف لاتین به فارسی",
    .en = "Persian in Latin letters to Persian letters",
    .run = run,
};
