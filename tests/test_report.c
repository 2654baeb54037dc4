/* The page over an invented market read from a text file, over nothing, and over hostile cells. With
 * BAZARKAV_TEST_HTML=DIR the pages are left there to be looked at. */
#include <math.h>

#include "tests/report_market.h"
#include "tests/tests.h"
#include "util/file.h"

static void make(html *h, lang l, const view *v)
{
    *h = (html){.b = BUF_INIT(0), .l = l, .k = 5, .offset = 210};
    page_put(h, v);
    ck_assert_int_eq(h->b.e, ERR_OK);
    const char *dir = getenv("BAZARKAV_TEST_HTML");
    char path[256];
    if (!dir) return;
    (void)snprintf(path, sizeof path, "%s/%s%s.html", dir, v->base.comments ? "report" : "empty",
        l == LANG_FA ? "" : ".en");
    ck_assert_int_eq(file_save(path, buf_sv(&h->b), 0644, NULL), ERR_OK);
}

static void check_safe(const html *h)
{
    ck_assert_ptr_null(strstr(h->b.p, "<script"));
    ck_assert_ptr_null(strstr(h->b.p, "<img"));
    ck_assert_ptr_null(strstr(h->b.p, "href=\"javascript"));
    ck_assert_ptr_null(strstr(h->b.p, "\xE2\x80\xAE"));
    ck_assert_ptr_null(memchr(h->b.p, 0x1b, h->b.n));
    ck_assert_ptr_null(memchr(h->b.p, 0, h->b.n));
    ck_assert_ptr_nonnull(strstr(h->b.p, "default-src 'none'; style-src 'unsafe-inline'"));
}

START_TEST(page_of_a_market)
{
    arena a = ARENA_INIT(64 << 20);
    view v;
    html fa, en;
    report_market(&a, &v);
    make(&fa, LANG_FA, &v);
    make(&en, LANG_EN, &v);
    for (int i = 0; i < 2; i++) {
        const html *h = i ? &en : &fa;
        check_safe(h);
        report_check_nesting(h);
        ck_assert_uint_lt(h->b.n, 300 * 1024);
    }
    ck_assert_ptr_nonnull(strstr(fa.b.p, "<h1>بازار هدف «گیاه آپارتمانی» چه کسانی هستند؟</h1>"));
    ck_assert_ptr_nonnull(strstr(fa.b.p, "۱٬۸۴۰"));
    ck_assert_ptr_nonnull(strstr(fa.b.p, "آپارتمان‌نشینان کم‌وقت"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "busy flat dwellers"));
    ck_assert_ptr_nonnull(
        strstr(en.b.p, "none of the listed competitors answers <b>“Safe for cats”</b>"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "One more has fewer than 5 people"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "Complaints about “<bdi>Late delivery</bdi>” at"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "rose from 11% to 19%"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "<s>485,000</s> → 429,000 toman"));
    ck_assert_ptr_nonnull(strstr(fa.b.p, "<s>۴۸۵٬۰۰۰</s> ← ۴۲۹٬۰۰۰ تومان"));
    ck_assert_ptr_null(strstr(fa.b.p, "قدیمی")); /* of an earlier run */
    ck_assert_ptr_nonnull(strstr(fa.b.p,
        "از خواهندگانِ «گیاه کم‌نور برای آپارتمان» که شهری نام برده‌اند، ۶۱٪"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "61% are in a wet climate (81 people)"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "discount: <bdi lang=\"en\" dir=\"ltr\">15</bdi>%"));
    buf_clear(&fa.b);
    buf_clear(&en.b);
    arena_clear(&a);
}
END_TEST

static void check_has(const html *h, const char *text)
{
    ck_assert_msg(strstr(h->b.p, text) != NULL, "the page lacks: %s", text);
}

START_TEST(method_says_how_hosts_were_treated)
{
    static const politeness manners[] = {{.host = SV_INIT("https://shop.example"),
        .requests = 200,
        .not_modified = 50,
        .bytes = 3 * 1024 * 1024,
        .gap_min_ms = 1000,
        .gap_median_ms = 1500,
        .concurrency = 1,
        .busy = 2,
        .busy_wait_min_ms = 61000,
        .refused = 7}};
    arena a = ARENA_INIT(64 << 20);
    view v;
    html fa, en;
    report_market(&a, &v);
    v.manners = manners;
    v.n_manners = 1;
    make(&fa, LANG_FA, &v);
    make(&en, LANG_EN, &v);
    check_has(&en,
        "https://shop.example</bdi></th><td>200</td><td>1</td><td>1.5</td><td>1</td><td>7</td>"
        "<td>2 <small>(waited 61 s or more)</small></td><td>25%</td><td>3,072</td>");
    check_has(&fa,
        "<td>۲ <small>(دستِ‌کم ۶۱ ثانیه صبر)</small></td><td>۲۵٪</td><td>۳٬۰۷۲</td>");
    report_check_nesting(&fa);
    buf_clear(&fa.b);
    buf_clear(&en.b);
    arena_clear(&a);
}
END_TEST

START_TEST(worksheet_and_gatekeepers_speak_the_language_of_the_page)
{
    arena a = ARENA_INIT(64 << 20);
    view v;
    html fa, en;
    report_market(&a, &v);
    make(&fa, LANG_FA, &v);
    make(&en, LANG_EN, &v);
    check_has(&en,
        "What is ordered most?</th><td class=\"w\"><bdi>ZZ plant (61)</bdi>; <bdi>pot (18)</bdi></td>");
    check_has(&fa, "<bdi>زامیا (۶۱)</bdi>؛ <bdi>گلدان (۱۸)</bdi></td>");
    check_has(&en, "needs: <bdi>safe packaging</bdi>; <bdi>a greeting card</bdi></p>");
    check_has(&fa,
        "نیازها: <bdi>بسته‌بندی سالم</bdi>؛ <bdi>کارت تبریک</bdi></p>");
    buf_clear(&fa.b);
    buf_clear(&en.b);
    arena_clear(&a);
}
END_TEST

START_TEST(page_of_nothing_says_so)
{
    for (int i = 0; i < 2; i++) {
        view v = {.program = "bazarkav test", .base = {.k = 5, .generated_at = 1795228200000}};
        html h;
        make(&h, i ? LANG_FA : LANG_EN, &v);
        check_safe(&h);
        report_check_nesting(&h);
        ck_assert_ptr_nonnull(
            strstr(h.b.p, i ? "هنوز هیچ دیدگاهی خوانده نشده است" : "No comment has been read yet"));
        buf_clear(&h.b);
    }
}
END_TEST

START_TEST(thin_data_is_no_answer)
{
    arena a = ARENA_INIT(64 << 20);
    view v;
    html h;
    report_market(&a, &v);
    v.base.authors = 22;
    v.base.comments = 40;
    v.quotes = QUOTES_NONE;
    h = (html){.b = BUF_INIT(0), .l = LANG_EN, .k = 5};
    page_put(&h, &v);
    ck_assert_ptr_nonnull(strstr(h.b.p, "It is too early to say: only 40 comments of 22 authors"));
    ck_assert_ptr_null(strstr(h.b.p, "<blockquote"));
    buf_clear(&h.b);
    arena_clear(&a);
}
END_TEST

/* The sentences of the first paragraph, without markup. */
static void first_paragraph(const view *v, lang l, char *ret, size_t cap)
{
    html h = {.b = BUF_INIT(0), .l = l, .k = 5};
    size_t n = 0;
    sec_sum(&h, v);
    report_check_nesting(&h);
    const char *p = strstr(h.b.p, "<div class=\"lead\">"), *end = strstr(p, "</div>");
    for (bool tag = false; p < end; p++) {
        if (*p == '<') tag = true;
        if (!tag && n + 1 < cap) ret[n++] = *p;
        if (*p == '>') tag = false;
    }
    ret[n] = 0;
    buf_clear(&h.b);
}

static int sentences(const char *text)
{
    int n = 0;
    for (const char *p = text; *p; p++) n += *p == '.' && (p[1] == ' ' || !p[1]);
    return n;
}

START_TEST(first_paragraph_says_who_in_five_sentences)
{
    arena a = ARENA_INIT(64 << 20);
    view v;
    char text[4096];
    report_market(&a, &v);
    for (int i = 0; i < 2; i++) {
        first_paragraph(&v, i ? LANG_EN : LANG_FA, text, sizeof text);
        ck_assert_msg(sentences(text) >= 3 && sentences(text) <= 5, "%s", text);
        for (int s = 0; s < 3; s++) /* three groups by name */
            ck_assert_ptr_nonnull(
                strstr(text, (const char *[]){"آپارتمان‌نشینان کم‌وقت",
                                 "صاحبان گربه", "هدیه‌دهندگان", "busy flat dwellers",
                                 "cat owners", "gift givers"}[3 * i + s]));
        ck_assert_ptr_nonnull(strstr(text, i ? "19%" : "۱۹٪"));
        ck_assert_ptr_nonnull(strstr(text, i ? "(3.5 of 5)" : "(۳٫۵ از ۵)"));
        ck_assert_ptr_null(strstr(text, "small sample"));
    }
    v.base.authors = 60;
    v.competitors.n_rows = 1;
    v.scores.n_rows = 0; /* no [us] in the seeds file */
    first_paragraph(&v, LANG_EN, text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, "In this small sample (60 authors) "));
    ck_assert_ptr_nonnull(strstr(text, "the only listed competitor does not answer"));
    ck_assert_ptr_null(strstr(text, "of 5)"));
    v.segments.n_rows = 0;
    first_paragraph(&v, LANG_EN, text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, "no group of customers with enough people is known"));
    ck_assert_int_le(sentences(text), 5);
    v.needs.n_rows = v.complaints.n_rows = 0; /* many comments, in a language we do not read */
    first_paragraph(&v, LANG_EN, text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, "Perhaps they are not in Persian"));
    ck_assert_ptr_null(strstr(text, "only"));
    v.base.comments = v.base.authors = 1;
    first_paragraph(&v, LANG_EN, text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, "only 1 comment of 1 author was read"));
    v.base.comments = v.base.authors = 0;
    first_paragraph(&v, LANG_EN, text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, "the listed sites gave no answer or had no comments"));
    arena_clear(&a);
}
END_TEST

static const struct {
    const char *fmt, *in, *want;
} labels[] = {
    {"%l", "Better taste/quality", "Better taste or quality"},
    {"%l", "a/b/c", "a or b or c"},
    {"%l", "1/2 off <b>", "1/2 off &lt;b&gt;"},
    {"%l", "/a/", "/a/"},
    {"%t", "a/b", "a/b"},
};

START_TEST(labels_are_read_as_words)
{
    html h = {.b = BUF_INIT(0), .l = LANG_EN};
    html_put(&h, labels[_i].fmt, sv_c(labels[_i].in));
    ck_assert_str_eq(h.b.p, labels[_i].want);
    buf_clear(&h.b);
}
END_TEST

/* A week that is hidden is not zero: no line is drawn through it. */
START_TEST(hidden_weeks_draw_no_line)
{
    html h = {.b = BUF_INIT(0), .l = LANG_EN};
    double known[] = {0, 0.1, 0.2, 0.1}, hidden[] = {0, 0.1, (double)NAN, 0.1};
    html_spark(&h, hidden, 4);
    ck_assert_uint_eq(h.b.n, 0);
    html_spark(&h, known, 4);
    ck_assert_ptr_nonnull(strstr(h.b.p, "d=\"M0.0 17.0L20.0 10.0L40.0 3.0L60.0 10.0\""));
    buf_clear(&h.b);
}
END_TEST

/* Quotes carry the language they are written in, and the invented market is called so. */
START_TEST(languages_and_sample_are_marked)
{
    arena a = ARENA_INIT(64 << 20);
    view v;
    html h = {.b = BUF_INIT(0), .l = LANG_FA, .k = 5};
    ck_assert_str_eq(html_speech(SV("Great jacket")), " lang=\"en\" dir=\"ltr\"");
    ck_assert_str_eq(html_speech(SV("OK ولی گران")), " lang=\"fa\" dir=\"rtl\"");
    report_market(&a, &v);
    sec_top(&h, &v);
    ck_assert_ptr_null(strstr(h.b.p, "ساختگی"));
    v.sample = true;
    sec_top(&h, &v);
    ck_assert_ptr_nonnull(strstr(h.b.p, "ساختگی"));
    buf_clear(&h.b);
    arena_clear(&a);
}
END_TEST

Suite *report_suite(void)
{
    Suite *s = suite_create("report");
    TCase *t = tcase_create("report");
    tcase_add_test(t, page_of_a_market);
    tcase_add_test(t, method_says_how_hosts_were_treated);
    tcase_add_test(t, worksheet_and_gatekeepers_speak_the_language_of_the_page);
    tcase_add_test(t, page_of_nothing_says_so);
    tcase_add_test(t, thin_data_is_no_answer);
    tcase_add_test(t, first_paragraph_says_who_in_five_sentences);
    tcase_add_loop_test(t, labels_are_read_as_words, 0, sizeof labels / sizeof labels[0]);
    tcase_add_test(t, hidden_weeks_draw_no_line);
    tcase_add_test(t, languages_and_sample_are_marked);
    suite_add_tcase(s, t);
    return s;
}
