#include "cli/filter.h"
#include "text/normal.h"

static int run(session *s) { return filter_run(s, normal_text); }

const inspector inspector_normal = {
    .what = "normal",
    .fa = "متن به نگارش ویراسته",
    .en = "the text as an editor would write it",
    .run = run,
};
