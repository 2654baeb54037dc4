#include "cli/filter.h"
#include "text/normal.h"

static int run(session *s) { return filter_run(s, normal_formal); }

const inspector inspector_formal = {
    .what = "formal",
    .fa = "متن محاوره‌ای به نوشتاری",
    .en = "colloquial text in its written form",
    .run = run,
};
