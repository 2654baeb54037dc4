/* Escaping, numbers and dates, and every file format over an answer made by hand with hostile cells. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "report/escape.h"
#include "report/fmt.h"
#include "report/sheet.h"
#include "report/term.h"
#include "report/words.h"
#include "report/writer.h"
#include "tests/tests.h"

static const column columns[] = {
    {"code", COL_CODE, "کد", "Code"},
    {"label", COL_TEXT, "برچسب", "Label"},
    {"authors", COL_COUNT, "نفر", "People"},
    {"share", COL_SHARE, "سهم", "Share"},
    {"confidence", COL_WORD, "اطمینان", "Confidence"},
    {"last", COL_DATE, "روز", "Day"},
    {"url", COL_URL, "نشانی", "Address"},
};
enum { N_COLUMNS = sizeof columns / sizeof columns[0] };
static const answer_def things = {
    "things", 1, "چیزها", "Things", "هر سطر یک چیز است.", "A row is a thing.", columns, N_COLUMNS};

static const char hostile[] =
    "=cmd|' /C calc'!A0,\"<script>alert(1)</script>\"\n\x1b[31mred\x1b[0m "
    "\xE2\x80\xAEoverride | `x` **b** \xFF end";

static const answer_base base = {.offset_min = 210,
    .run_id = 9,
    .generated_at = 1795228200000,
    .from_at = 1790109000000,
    .to_at = 1795228200000,
    .sources = 5,
    .pages = 1284,
    .comments = 6412,
    .authors = 2318,
    .k = 5,
    .retention_days = 90,
    .title = SV_INIT("لوازم کمپینگ"),
    .purpose = SV_INIT("پژوهش بازار"),
    .contact = SV_INIT("https://example.org/contact"),
    .model = SV_INIT("fa-1")};

static void fill(cell *c, sv label, int64_t authors)
{
    memset(c, 0, N_COLUMNS * sizeof *c);
    c[0].s = SV("need.x");
    c[1].s = label;
    c[2].i = authors;
    c[3].d = 0.1779;
    c[4].s = SV("strong");
    c[5].i = 1795228200000;
    c[6].s = SV("https://a.example/?x=1&y=2");
    if (authors < 5) c[2] = c[3] = (cell){.null = true, .suppressed = true};
}

static sv written(const char *format, lang l, bool bom, char *ret, size_t cap)
{
    FILE *f = tmpfile();
    ck_assert_ptr_nonnull(f);
    writer_opts o = {.lang = l, .bom = bom, .base = &base, .program = "bazarkav test"};
    writer w;
    cell c[N_COLUMNS];
    writer_begin(&w, writer_find(sv_c(format)), &o, f);
    writer_open(&w, &things);
    fill(c, SV("چادر ضدآب"), 412);
    ck_assert_int_eq(writer_row(&w, c), ERR_OK);
    fill(c, (sv){hostile, sizeof hostile /* its NUL, too */}, 3);
    ck_assert_int_eq(writer_row(&w, c), ERR_OK);
    ck_assert_int_eq(writer_end(&w), ERR_OK);
    rewind(f);
    size_t n = fread(ret, 1, cap - 1, f);
    ret[n] = 0;
    (void)fclose(f);
    return (sv){ret, n};
}

static void check_clean(sv s)
{
    ck_assert_ptr_null(memchr(s.p, 0, s.n));
    ck_assert_ptr_null(memchr(s.p, 0x1b, s.n));
    ck_assert_uint_eq(sv_find(s, SV("\xE2\x80\xAE")), SV_NPOS);
}

START_TEST(csv_is_rfc_4180_without_formulas)
{
    char text[8192];
    sv s = written("csv", LANG_EN, false, text, sizeof text);
    sv head =
        SV("code,label,authors,share,confidence,last,url,suppressed\r\n"
           "need.x,چادر ضدآب,412,0.1779,strong,2026-11-21,https://a.example/?x=1&y=2,false\r\n");
    ck_assert_msg(sv_starts(s, head), "%s", text);
    check_clean(s);
    ck_assert_uint_ne(sv_find(s, SV("\"'=cmd|")), SV_NPOS);
    ck_assert_uint_ne(sv_find(s, SV("\"\"<script>")), SV_NPOS);
    ck_assert(sv_ends(s, SV(",,,strong,2026-11-21,https://a.example/?x=1&y=2,true\r\n")));
    ck_assert(sv_starts(written("csv", LANG_EN, true, text, sizeof text), SV("\xEF\xBB\xBF"
                                                                             "code,")));
}
END_TEST

START_TEST(tsv_keeps_one_line_a_row)
{
    char text[8192];
    sv s = written("tsv", LANG_EN, false, text, sizeof text), rest = s;
    check_clean(s);
    for (int line = 0; line < 3; line++) {
        sv one = sv_cut(&rest, '\n');
        int tabs = 0;
        for (size_t i = 0; i < one.n; i++) tabs += one.p[i] == '\t';
        ck_assert_int_eq(tabs, N_COLUMNS);
    }
    ck_assert_uint_eq(rest.n, 0);
}
END_TEST

START_TEST(json_says_what_it_is)
{
    char text[16384];
    (void)written("json", LANG_EN, false, text, sizeof text);
    json_error_t why;
    json_t *doc = json_loads(text, JSON_ALLOW_NUL, &why);
    ck_assert_msg(doc != NULL, "%s", why.text);
    ck_assert_str_eq(json_string_value(json_object_get(doc, "schema")), "bazarkav/things/1");
    ck_assert_int_eq(json_integer_value(json_object_get(doc, "run")), 9);
    ck_assert_int_eq(json_integer_value(json_object_get(doc, "k")), 5);
    ck_assert_int_eq(
        json_integer_value(json_object_get(json_object_get(doc, "base"), "authors")), 2318);
    json_t *rows = json_object_get(doc, "rows"), *hidden = json_array_get(rows, 1);
    ck_assert_uint_eq(json_array_size(rows), 2);
    ck_assert(json_is_null(json_object_get(hidden, "authors")));
    ck_assert(json_is_true(json_object_get(hidden, "suppressed")));
    ck_assert_ptr_null(strstr(text, "<script>"));
    json_decref(doc);
    sv s = written("jsonl", LANG_EN, false, text, sizeof text), rest = s;
    for (int i = 0; i < 2; i++) {
        sv line = sv_cut(&rest, '\n');
        doc = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &why);
        ck_assert_msg(doc != NULL, "%s", why.text);
        json_decref(doc);
    }
    ck_assert_uint_eq(rest.n, 0);
}
END_TEST

START_TEST(markdown_is_a_table)
{
    char text[8192];
    sv s = written("md", LANG_FA, false, text, sizeof text);
    check_clean(s);
    ck_assert(sv_starts(s, SV("# چیزها\n")));
    ck_assert_uint_ne(sv_find(s, SV("| ۴۱۲ | ۱۸٪ | قوی | ۳۰ آبان ۱۴۰۵ |")), SV_NPOS);
    ck_assert_uint_ne(sv_find(s, SV("کمتر از ۵")), SV_NPOS);
    ck_assert_uint_eq(sv_find(s, SV("<script>")), SV_NPOS);
    ck_assert_uint_ne(sv_find(s, SV("\\`x\\`")), SV_NPOS);
}
END_TEST

START_TEST(workbook_is_written)
{
    char path[] = "/tmp/bazarkav-test-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    (void)close(fd);
    writer_opts o = {.lang = LANG_FA, .base = &base, .program = "bazarkav test"};
    sheet *book;
    cell c[N_COLUMNS];
    note why = {0};
    ck_assert_int_eq(sheet_open(path, &o, &book, &why), ERR_OK);
    ck_assert_int_eq(sheet_add(book, &things), ERR_OK);
    fill(c, (sv){hostile, sizeof hostile}, 3);
    ck_assert_int_eq(sheet_row(book, c), ERR_OK);
    ck_assert_int_eq(sheet_add(book, &things), ERR_OK); /* same title: falls back to the name */
    static char longest[70000];
    memset(longest, 'x', sizeof longest);
    fill(c, (sv){longest, sizeof longest}, 30);
    ck_assert_int_eq(sheet_row(book, c), ERR_OK);
    ck_assert_int_eq(sheet_close(book, &why), ERR_OK);
    FILE *f = fopen(path, "re");
    char magic[2];
    ck_assert_uint_eq(fread(magic, 1, 2, f), 2);
    ck_assert(magic[0] == 'P' && magic[1] == 'K');
    (void)fclose(f);
    (void)remove(path);
}
END_TEST

START_TEST(terminal_table_has_words_last)
{
    cell c[2 * N_COLUMNS];
    fill(c, SV("چادر ضدآب"), 412);
    fill(c + N_COLUMNS, (sv){hostile, sizeof hostile}, 3);
    table t = {.def = &things, .cells = c, .n_rows = 2};
    buf b = BUF_INIT(0);
    term_table(&b, &t, &(term_opts){.lang = LANG_FA, .k = 5, .offset_min = 210, .width = 160});
    check_clean(buf_sv(&b));
    sv rest = buf_sv(&b), head = sv_cut(&rest, '\n'), first = sv_cut(&rest, '\n');
    ck_assert(sv_ends(head, SV("برچسب")));
    ck_assert(sv_ends(first, SV("چادر ضدآب")));
    sv second = sv_cut(&rest, '\n');
    ck_assert_uint_ne(sv_find(second, SV("زیر ۵")), SV_NPOS);
    ck_assert_uint_eq(rest.n, 0);
    ck_assert_int_le(term_width(second), 160);
    buf_reset(&b);
    term_table(&b, &t, &(term_opts){.plain = true});
    ck_assert(sv_starts(buf_sv(&b), SV("need.x\tچادر ضدآب\t412\t0.1779\t")));
    buf_clear(&b);
}
END_TEST

static const struct {
    const char *cell;
    bool formula;
} starts[] = {{"=1", true}, {"+1", true}, {"-1", true}, {"@SUM(1)", true}, {"|cmd", true},
    {"\t=1", true}, {"\r=1", true}, {"  =1", true}, {"\xE2\x80\x8F=1", true},
    {"\xEF\xBC\x9D"
     "1",
        true},
    {"a=1", false}, {"قیمت = ۲", false}, {"", false}};

START_TEST(formulas_are_known_by_their_start)
{
    ck_assert_msg(
        escape_formula(sv_c(starts[_i].cell)) == starts[_i].formula, "%s", starts[_i].cell);
}
END_TEST

START_TEST(html_is_escaped)
{
    buf b = BUF_INIT(0);
    escape_html(&b, (sv){hostile, sizeof hostile});
    check_clean(buf_sv(&b));
    ck_assert_ptr_null(strchr(b.p, '<'));
    ck_assert_ptr_nonnull(strstr(b.p, "&lt;script&gt;alert"));
    ck_assert_ptr_nonnull(strstr(b.p, "&#39; /C calc&#39;"));
    ck_assert_ptr_nonnull(strstr(b.p, "\xEF\xBF\xBD end"));
    buf_reset(&b);
    escape_html(&b, SV("می‌خوام"));
    ck_assert_str_eq(b.p, "می‌خوام");
    buf_clear(&b);
}
END_TEST

/* What is stacked on one letter would cover the lines above; two marks of Persian stay. */
START_TEST(stacked_marks_are_cut)
{
    buf b = BUF_INIT(0);
    for (int i = 0; i < 40; i++) buf_puts(&b, i ? "\xCC\xB7" : "x");
    buf in = b;
    b = BUF_INIT(0);
    escape_html(&b, buf_sv(&in));
    ck_assert_str_eq(b.p, "x\xCC\xB7\xCC\xB7\xCC\xB7");
    buf_reset(&b);
    escape_html(&b, SV("مُحَمَّد"));
    ck_assert_str_eq(b.p, "مُحَمَّد");
    buf_clear(&in);
    buf_clear(&b);
}
END_TEST

static const struct {
    lang l;
    double d;
    const char *want;
} shares[] = {
    {LANG_FA, 0.1779, "۱۸٪"},
    {LANG_EN, 0.1779, "18%"},
    {LANG_EN, 0.0042, "0.4%"},
    {LANG_FA, 0.0042, "۰٫۴٪"},
    {LANG_EN, 0.0001, "<0.1%"},
    {LANG_EN, 0, "0%"},
    {LANG_EN, 1, "100%"},
};

START_TEST(shares_read_well)
{
    buf b = BUF_INIT(0);
    fmt_share(&b, shares[_i].l, shares[_i].d);
    ck_assert_str_eq(b.p, shares[_i].want);
    buf_clear(&b);
}
END_TEST

static const struct {
    int64_t s;
    const char *fa, *en, *iso;
} days[] = {
    {1795228200, "شنبه ۳۰ آبان ۱۴۰۵، ۰۶:۰۰", "Sat 21 Nov 2026, 06:00", "2026-11-21T02:30:00Z"},
    {1742416200, "پنجشنبه ۳۰ اسفند ۱۴۰۳، ۰۰:۰۰", "Thu 20 Mar 2025, 00:00", "2025-03-19T20:30:00Z"},
    {1742502600, "جمعه ۱ فروردین ۱۴۰۴، ۰۰:۰۰", "Fri 21 Mar 2025, 00:00", "2025-03-20T20:30:00Z"},
    {0, "پنجشنبه ۱۱ دی ۱۳۴۸، ۰۳:۳۰", "Thu 1 Jan 1970, 03:30", "1970-01-01T00:00:00Z"},
};

/* Days and times are those of the project's zone: at 20:30 UTC it is already the next day in Tehran and Kabul. */
static const struct {
    int offset_min;
    const char *day, *shown, *moment;
} zones[] = {
    {210, "2025-03-20", "20 Mar 2025", "Thu 20 Mar 2025, 00:00"},
    {270, "2025-03-20", "20 Mar 2025", "Thu 20 Mar 2025, 01:00"},
    {0, "2025-03-19", "19 Mar 2025", "Wed 19 Mar 2025, 20:30"},
    {-300, "2025-03-19", "19 Mar 2025", "Wed 19 Mar 2025, 15:30"},
};

START_TEST(cells_are_of_the_zone)
{
    cell c = {.i = INT64_C(1742416200000)};
    buf b = BUF_INIT(0);
    int at = zones[_i].offset_min;
    writer_cell(&b, at, COL_DATE, &c);
    ck_assert_str_eq(b.p, zones[_i].day);
    buf_reset(&b);
    writer_cell(&b, at, COL_TIME, &c); /* of machines: UTC whatever the zone */
    ck_assert_str_eq(b.p, "2025-03-19T20:30:00Z");
    buf_reset(&b);
    writer_cell_shown(&b, LANG_EN, 5, at, COL_DATE, &c);
    ck_assert_str_eq(b.p, zones[_i].shown);
    buf_reset(&b);
    writer_cell_shown(&b, LANG_EN, 5, at, COL_TIME, &c);
    ck_assert_str_eq(b.p, zones[_i].moment);
    buf_clear(&b);
}
END_TEST

START_TEST(dates_read_well)
{
    buf b = BUF_INIT(0);
    fmt_moment(&b, LANG_FA, days[_i].s * 1000, FMT_TEHRAN_MIN);
    ck_assert_str_eq(b.p, days[_i].fa);
    buf_reset(&b);
    fmt_moment(&b, LANG_EN, days[_i].s * 1000, FMT_TEHRAN_MIN);
    ck_assert_str_eq(b.p, days[_i].en);
    buf_reset(&b);
    fmt_iso(&b, days[_i].s * 1000, 0);
    ck_assert_str_eq(b.p, days[_i].iso);
    buf_clear(&b);
}
END_TEST

START_TEST(numbers_read_well)
{
    buf b = BUF_INIT(0);
    fmt_int(&b, LANG_FA, 1234567);
    fmt_real(&b, LANG_EN, -0.5, 2);
    fmt_real(&b, LANG_EN, (double)NAN, 2);
    fmt_money(&b, LANG_FA, 3200000);
    ck_assert_str_eq(b.p, "۱٬۲۳۴٬۵۶۷−0.5—۳٫۲ میلیون تومان");
    buf_reset(&b);
    fmt_fixed(&b, LANG_FA, 3, 1);
    fmt_money(&b, LANG_EN, 6400000);
    ck_assert_str_eq(b.p, "۳٫۰6.4 million toman");
    ck_assert_str_eq(words_confidence(412, 5, 5), "strong");
    ck_assert_str_eq(words_confidence(412, 2, 5), "medium");
    ck_assert_str_eq(words_confidence(412, 1, 5), "weak");
    ck_assert_str_eq(words_confidence(4, 5, 5), "");
    buf_clear(&b);
}
END_TEST

Suite *writer_suite(void)
{
    Suite *s = suite_create("writer");
    TCase *t = tcase_create("writer");
    tcase_add_test(t, csv_is_rfc_4180_without_formulas);
    tcase_add_test(t, tsv_keeps_one_line_a_row);
    tcase_add_test(t, json_says_what_it_is);
    tcase_add_test(t, markdown_is_a_table);
    tcase_add_test(t, workbook_is_written);
    tcase_add_test(t, terminal_table_has_words_last);
    tcase_add_test(t, html_is_escaped);
    tcase_add_test(t, stacked_marks_are_cut);
    tcase_add_loop_test(t, shares_read_well, 0, sizeof shares / sizeof shares[0]);
    tcase_add_loop_test(t, formulas_are_known_by_their_start, 0, sizeof starts / sizeof starts[0]);
    tcase_add_loop_test(t, cells_are_of_the_zone, 0, sizeof zones / sizeof zones[0]);
    tcase_add_loop_test(t, dates_read_well, 0, sizeof days / sizeof days[0]);
    tcase_add_test(t, numbers_read_well);
    suite_add_tcase(s, t);
    return s;
}
