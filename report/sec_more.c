/* Small tables that several sections end with: gaps with who asks and who comes nearest, the value of our customers, ours
 * beside the others, the next market, segments over the runs. */
#include <math.h>

#include "report/fmt.h"
#include "report/mini.h"

static const double CHANGED = 1e9;

static double rank_gap(const table *t, int64_t r)
{
    return sv_eq(table_sv(t, r, "gap"), SV("yes")) && !table_hidden(t, r) ? 0 : (double)NAN;
}

void view_gaps(html *h, const view *v)
{
    static const mini m = {.answer = "gaps",
        .fa = "جاهای خالی: چه کسی می‌خواهد، چه کسی نزدیک است",
        .en = "Gaps: who asks, who comes nearest",
        .row_fa = "نیاز",
        .row_en = "Need",
        .col = {{"نفر", "People", MINI_PEOPLE, NULL, NULL},
            {"بخش‌هایی که بیش از میانگین می‌خواهند",
                "Segments that ask more than all do", MINI_TEXT, "asked", NULL},
            {"نزدیک‌ترین رقیب", "Nearest rival", MINI_TEXT, "nearly", NULL},
            {"از ما برمی‌آید", "We can", MINI_WORD, "ours", NULL}},
        .rank = rank_gap};
    (void)mini_put(h, &v->gaps, &m);
}

static double rank_keyword(const table *t, int64_t r)
{
    (void)t, (void)r;
    return 0; /* also those that nobody writes: they were asked for */
}

void view_keywords(html *h, const view *v)
{
    static const mini m = {.answer = "keywords",
        .fa = "واژه‌هایی که دنبال می‌کنید",
        .en = "Words you follow",
        .about_fa =
            "از بخش [کلیدواژه] فایل بذر، با هر املایی (برچسب بی «#» هم)؛ در دیدگاه‌هایی که متنشان هنوز نگه داشته شده است.",
        .about_en =
            "From [keywords] of the seeds file, in any spelling (a tag without its # too); in comments whose text is still kept.",
        .row_fa = "واژه",
        .row_en = "Word",
        .col = {{"نفر", "People", MINI_PEOPLE, NULL, NULL},
            {"گونه", "Kind", MINI_WORD, "kind", NULL}},
        .rank = rank_keyword};
    (void)mini_put(h, &v->keywords, &m);
}

static double rank_value(const table *t, int64_t r)
{
    return table_hidden(t, r) || !isfinite(table_num(t, r, "median")) ? (double)NAN : 0;
}

static void value(html *h, const view *v)
{
    static const mini m = {.answer = "value",
        .fa = "ارزش مشتریان خودمان",
        .en = "Value of our customers",
        .about_fa =
            "تنها از ستون‌های «مبلغ» و «دفعات» جدول خودتان؛ پرداخت است، نه سود.",
        .about_en =
            "Only from the columns “amount” and “times” of your own table; paid, not profit.",
        .row_fa = "بخش",
        .row_en = "Segment",
        .group = true,
        .col = {{"مشتری ما (سهم از بخش)", "Our customers (part of the segment)", MINI_PEOPLE, NULL,
                    NULL},
            {"میانهٔ پرداخت", "Median paid", MINI_MONEY, "median", NULL},
            {"میانگین دفعات", "Mean purchases", MINI_REAL, "times", NULL},
            {"جمع", "Sum", MINI_MONEY, "sum", NULL}},
        .rank = rank_value};
    (void)mini_put(h, &v->value, &m);
}

static double rank_own(const table *t, int64_t r)
{
    double index = table_num(t, r, "index");
    return !table_hidden(t, r) && index > 100 ? index : (double)NAN;
}

static double rank_own_certain(const table *t, int64_t r)
{
    return sv_eq(table_sv(t, r, "certainty"), SV("certain")) ? rank_own(t, r) : (double)NAN;
}

static void own(html *h, const view *v)
{
    mini m = {.answer = "own",
        .fa = "مشتریان خودمان در کنار دیگران",
        .en = "Our customers beside the others",
        .about_fa =
            "آنچه نزد ما بیش از دیگران گفته می‌شود؛ شاخص ۱۰۰ یعنی به اندازهٔ دیگران.",
        .about_en = "What is said at ours more than at the others; index 100 = as much as there.",
        .row_fa = "نشانه",
        .row_en = "Sign",
        .col = {{"نزد ما", "At ours", MINI_PEOPLE, NULL, NULL},
            {"نزد دیگران", "At the others", MINI_SHARE, "others_share", NULL},
            {"شاخص", "Index", MINI_INDEX, "index", NULL}},
        .rank = rank_own_certain};
    if (mini_put(h, &v->own, &m)) return;
    m.rank = rank_own; /* none is beyond chance: said so beside each */
    (void)mini_put(h, &v->own, &m);
}

static double rank_adjacent(const table *t, int64_t r)
{
    double similar = table_num(t, r, "similar");
    return !table_hidden(t, r) && similar > 0 ? similar : (double)NAN;
}

static void adjacent(html *h, const view *v)
{
    static const mini m = {.answer = "adjacent",
        .fa = "بازار بعدی",
        .en = "The next market",
        .about_fa =
            "بخش‌هایی که همان نیازهای بزرگ‌ترین بخش را دارند؛ شباهت: اشتراک سهم نیازها.",
        .about_en =
            "Segments that need what the first one needs; likeness: how far the shares of needs overlap.",
        .row_fa = "بخش",
        .row_en = "Segment",
        .group = true,
        .col = {{"نفر", "People", MINI_PEOPLE, NULL, NULL},
            {"شباهت", "Likeness", MINI_SHARE, "similar", NULL},
            {"نیازهای مشترک", "Shared needs", MINI_LIST, "shared", NULL}},
        .rank = rank_adjacent};
    (void)mini_put(h, &v->adjacent, &m);
}

void view_segments_more(html *h, const view *v)
{
    value(h, v);
    own(h, v);
    adjacent(h, v);
}

/* The same segment in the run before; -1: it is new, or was hidden. Rows are sorted by run, the latest first. */
static int64_t run_before(const table *t, int64_t row)
{
    int64_t r = view_next(t, "segment", table_sv(t, row, "segment"), row + 1);
    return r >= 0 && !table_hidden(t, r) ? r : -1;
}

static double rank_run(const table *t, int64_t r)
{
    sv change = table_sv(t, r, "change");
    if (table_hidden(t, r) || table_int(t, r, "run") != table_int(t, 0, "run")) return (double)NAN;
    bool changed = sv_eq(change, SV("rising")) || sv_eq(change, SV("falling"));
    return (changed ? CHANGED : 0) + table_num(t, r, "authors|n");
}

static void put_before(html *h, const table *t, int64_t r)
{
    int64_t old = run_before(t, r);
    if (old < 0)
        html_put(h, "—");
    else
        html_both(h, "%p <small>(%n نفر، اجرای %n)</small>",
            "%p <small>(%n people, run %n)</small>", table_num(t, old, "share"),
            table_int(t, old, "authors|n"), table_int(t, old, "run"));
}

static void put_change(html *h, const table *t, int64_t r)
{
    sv change = table_sv(t, r, "change");
    if (sv_eq(change, SV("new")))
        html_both(h, "تازه", "new");
    else
        html_trend(h, change);
}

void view_segment_runs(html *h, const view *v)
{
    static const mini m = {.answer = "segment_runs",
        .fa = "بخش‌ها از اجرا به اجرا",
        .en = "Segments from run to run",
        .about_fa =
            "رشد یا کاهش تنها جایی گفته می‌شود که از بخت بیشتر باشد (سطح ۹۵٪).",
        .about_en = "Rising or falling is said only where it is more than chance (95% level).",
        .row_fa = "بخش",
        .row_en = "Segment",
        .group = true,
        .col = {{"اجرای آخر", "Last run", MINI_PEOPLE, NULL, NULL},
            {"پیش از آن", "Before", MINI_PUT, NULL, put_before},
            {"تغییر", "Change", MINI_PUT, NULL, put_change}},
        .rank = rank_run};
    const table *t = &v->segment_runs;
    if (t->n_rows && table_int(t, 0, "run") != table_int(t, t->n_rows - 1, "run"))
        (void)mini_put(h, t, &m);
}
