/* The small tables and lines that sections of the report end with, over the invented market and over nothing. */
#include "report/mini.h"

#include <math.h>

#include "tests/report_market.h"
#include "tests/tests.h"

/* How the small tables end a section: its text from `heading` to the end of the table. */
static void check_table(const html *h, const char *heading, const char *const *want, const char *no)
{
    const char *p = strstr(h->b.p, heading), *end = p ? strstr(p, "</table>") : NULL;
    ck_assert_msg(end != NULL, "no table %s", heading);
    for (; *want; want++) {
        const char *at = strstr(p, *want);
        ck_assert_msg(at && at < end, "%s: no %s in %.*s", heading, *want, (int)(end - p), p);
    }
    const char *at = no ? strstr(p, no) : NULL;
    ck_assert_msg(!at || at > end, "%s: %s", heading, no);
}

START_TEST(sections_end_with_what_to_do_next)
{
    static const struct {
        const char *heading, *want[5], *no;
    } tables_en[] = {
        {"Gaps: who asks",
            {"Safe for cats", "cat owners, gift givers (uncertain)", "برگ‌نو", NULL},
            "dim flats"},
        {"Value of our customers", {"<b>41%</b>", "1.2 million toman", ">3.1<", NULL}, "at owners"},
        {"Our customers beside", {"Watering guide", "(25–41%)", "13%", "<b>240</b>", NULL}, "Pets"},
        {"The next market", {"at owners", "61%", ">Watering guide, Safe packaging<", NULL}, "flat"},
        {"Segments from run", {"at owners", "3% <small>(50 people, run 8)", "rising", ">—<", NULL},
            "▼"},
    };
    arena a = ARENA_INIT(64 << 20);
    view v;
    html h = {.b = BUF_INIT(0), .l = LANG_EN, .k = 5, .offset = 210};
    report_market(&a, &v);
    page_put(&h, &v);
    for (size_t i = 0; i < sizeof tables_en / sizeof tables_en[0]; i++)
        check_table(&h, tables_en[i].heading, tables_en[i].want, tables_en[i].no);
    ck_assert_ptr_nonnull(strstr(h.b.p, "<h3>Why do they not buy?</h3>"));
    ck_assert_ptr_nonnull(strstr(h.b.p, "(in comments: no trust, 11%)"));
    ck_assert_ptr_nonnull(strstr(h.b.p, "<dt>Product</dt>"));
    ck_assert_ptr_nonnull(
        strstr(h.b.p, "quality-led: <small>62 authors praise &quot;quality&quot;; index 148"));
    ck_assert_ptr_nonnull(strstr(h.b.p, "solved 52% <small>(47–57% · 210 people)</small>"));
    ck_assert_ptr_nonnull(strstr(h.b.p, "the rest are too small to show"));
    ck_assert_ptr_nonnull(strstr(h.b.p, "attract: discount (6) <small>"));
    ck_assert_ptr_nonnull(strstr(h.b.p, ", 2 ended</small><br>interest: price (14)"));
    ck_assert_ptr_null(strstr(h.b.p, "contact: "));
    ck_assert_ptr_nonnull(strstr(h.b.p, "<b>109</b> <small>66 people · uncertain"));
    buf_clear(&h.b);
    arena_clear(&a);
}
END_TEST

START_TEST(empty_answers_show_nothing)
{
    static const char *const headings[] = {"Gaps: who asks", "Value of our customers",
        "Our customers beside", "The next market", "Segments from run", "Why do they not buy?",
        "Tactics, stage", "class=\"mini\""};
    arena a = ARENA_INIT(64 << 20);
    view v;
    html h = {.b = BUF_INIT(0), .l = LANG_EN, .k = 5, .offset = 210};
    report_market(&a, &v);
    table *none[] = {&v.gaps, &v.value, &v.own, &v.adjacent, &v.barriers, &v.replies, &v.tactics};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) none[i]->n_rows = 0;
    v.segment_runs.n_rows = 3; /* one run only */
    page_put(&h, &v);
    report_check_nesting(&h);
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        ck_assert_msg(!strstr(h.b.p, headings[i]), "%s", headings[i]);
    buf_clear(&h.b);
    h = (html){.b = BUF_INIT(0), .l = LANG_EN, .k = 5, .offset = 210};
    report_market(&a, &v);
    v.own.cells += v.own.def->n_cols; /* without the certain row */
    v.own.n_rows = 1;
    sec_seg(&h, &v);
    ck_assert_ptr_nonnull(strstr(h.b.p, "<b>103</b> <small>uncertain</small>"));
    buf_clear(&h.b);
    arena_clear(&a);
}
END_TEST

static double rank_of_authors(const table *t, int64_t r)
{
    return table_int(t, r, "authors") ? table_num(t, r, "authors") : (double)NAN;
}

START_TEST(the_best_five_rows_are_shown)
{
    column columns[] = {
        {.name = "label_en", .kind = COL_TEXT}, {.name = "authors", .kind = COL_COUNT}};
    answer_def def = {.name = "x", .col = columns, .n_cols = 2};
    cell cells[8][2] = {{{0}}};
    for (int i = 0; i < 8; i++) {
        cells[i][0].s = sv_c((const char *[]){"a", "b", "c", "d", "e", "f", "g", "h"}[i]);
        cells[i][1].i = (int64_t[]){3, 9, 3, 0, 7, 3, 3, 8}[i];
    }
    table t = {.def = &def, .cells = cells[0], .n_rows = 8};
    mini m = {.answer = "x",
        .fa = "x",
        .en = "Rows",
        .row_fa = "x",
        .row_en = "Row",
        .col = {{"x", "People", MINI_PEOPLE, NULL, NULL},
            {"x", "Nothing", MINI_TEXT, "none", NULL}},
        .rank = rank_of_authors};
    html h = {.b = BUF_INIT(0), .l = LANG_EN, .k = 3};
    ck_assert(mini_put(&h, &t, &m));
    report_check_nesting(&h);
    const char *p = h.b.p;
    for (int i = 0; i < 5; i++) { /* of the same rank in their order, and none of 0 */
        p = strstr(p, (const char *[]){">b</th>", ">h</th>", ">e</th>", ">a</th>", ">c</th>"}[i]);
        ck_assert_ptr_nonnull(p);
    }
    ck_assert_ptr_null(strstr(h.b.p, ">f</th>"));
    ck_assert_ptr_null(strstr(h.b.p, "Nothing"));
    ck_assert_ptr_nonnull(strstr(h.b.p, "2 more in <code>bazarkav export x</code>"));
    buf_clear(&h.b);
    t.n_rows = 0;
    ck_assert(!mini_put(&h, &t, &m));
    ck_assert_uint_eq(h.b.n, 0);
}
END_TEST

static const struct {
    const char *in, *want;
} lists[] = {
    {"Need: a, Need: b/c", "a, b or c"},
    {"نیاز: موجودی، تنوع، نیاز: نو", "موجودی، تنوع، نو"},
    {"Interest: a", "Interest: a"},
    {"Need: ", ""},
    {"", ""},
};

START_TEST(lists_of_labels_lose_their_axis)
{
    html h = {.b = BUF_INIT(0), .l = LANG_EN};
    mini_list(&h, sv_c(lists[_i].in));
    ck_assert_str_eq(h.b.p ? h.b.p : "", lists[_i].want);
    buf_clear(&h.b);
}
END_TEST

Suite *mini_suite(void)
{
    Suite *s = suite_create("mini");
    TCase *t = tcase_create("mini");
    tcase_add_test(t, sections_end_with_what_to_do_next);
    tcase_add_test(t, empty_answers_show_nothing);
    tcase_add_test(t, the_best_five_rows_are_shown);
    tcase_add_loop_test(t, lists_of_labels_lose_their_axis, 0, sizeof lists / sizeof lists[0]);
    suite_add_tcase(s, t);
    return s;
}
