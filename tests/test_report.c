/* The page over an invented market read from a text file, over nothing, and over hostile cells. With
 * BAZARKAV_TEST_HTML=DIR the pages are left there to be looked at. */
#include <math.h>
#include <stddef.h>

#include "report/view.h"
#include "tests/tests.h"
#include "util/file.h"

static const struct {
    const char *name;
    size_t at;
} tables[] = {
    {"needs", offsetof(view, needs)},
    {"complaints", offsetof(view, complaints)},
    {"interests", offsetof(view, interests)},
    {"signals", offsetof(view, signals)},
    {"segments", offsetof(view, segments)},
    {"personas", offsetof(view, personas)},
    {"scores", offsetof(view, scores)},
    {"competitors", offsetof(view, competitors)},
    {"coverage", offsetof(view, coverage)},
    {"aspects", offsetof(view, aspects)},
    {"facts", offsetof(view, facts)},
    {"weekly", offsetof(view, weekly)},
    {"places", offsetof(view, places)},
    {"hours", offsetof(view, hours)},
    {"words", offsetof(view, words)},
    {"changes", offsetof(view, changes)},
    {"evidence", offsetof(view, evidence)},
    {"sources", offsetof(view, sources)},
    {"skips", offsetof(view, skips)},
};

static column_kind kind_of(sv name)
{
    static const char *const names[] = {
        "text", "code", "url", "count", "real", "share", "index", "money", "time", "date", "word"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (sv_eq(sv_c(names[i]), name)) return (column_kind)i;
    ck_abort_msg("no kind %.*s", SV_FMT(name));
    return COL_TEXT;
}

static answer_def *def_of(arena *a, sv line)
{
    answer_def *d = ARENA_NEW(a, answer_def, 1);
    column *c = ARENA_NEW(a, column, 32);
    while (line.n) {
        sv kind = sv_cut(&line, '\t'), name = sv_cut(&kind, ':');
        c[d->n_cols].name = arena_sv(a, name).p;
        c[d->n_cols++].kind = kind_of(kind);
    }
    d->col = c;
    return d;
}

static void add_row(arena *a, table *t, sv line)
{
    cell c[32] = {{0}};
    table_loader l = {.a = a, .t = t, .cap = t->n_rows < 16 ? (t->n_rows ? 16 : 0) : 0};
    for (l.cap = t->n_rows ? 16 : 0; l.cap && l.cap < t->n_rows; l.cap *= 2) continue;
    for (int i = 0; i < t->def->n_cols; i++) {
        sv s = sv_cut(&line, '\t');
        if (sv_eq(s, SV("-"))) c[i].null = true;
        if (sv_eq(s, SV("<"))) c[i].null = c[i].suppressed = true;
        c[i].s = s;
        if (c[i].null || !s.n) continue;
        c[i].d = strtod(s.p, NULL);
        c[i].i = (int64_t)c[i].d;
    }
    ck_assert_int_eq(table_add(&l, c), ERR_OK);
}

static void read_market(arena *a, view *v)
{
    sv text;
    note why = {0};
    ck_assert_msg(file_load(a, "tests/data/report/market.txt", 1 << 20, &text, &why) == ERR_OK,
        "%s", why.text);
    *v = (view){.program = "bazarkav test",
        .base = {.run_id = 9,
            .generated_at = 1795228200000,
            .from_at = 1790109000000,
            .to_at = 1795228200000,
            .sources = 4,
            .pages = 763,
            .documents = 700,
            .comments = 4337,
            .authors = 1840,
            .robots_refused = 12,
            .skipped = 33,
            .k = 5,
            .retention_days = 90,
            .title = SV("گیاه آپارتمانی"),
            .purpose = SV("پژوهش بازار"),
            .contact = SV("https://ourshop.example/contact"),
            .model = SV("fa-2026.11")}};
    table *t = NULL;
    while (text.n) {
        sv line = sv_cut(&text, '\n');
        if (!line.n || line.p[0] == '#') continue;
        if (!sv_starts(line, SV("= "))) {
            ck_assert_ptr_nonnull(t);
            add_row(a, t, line);
            continue;
        }
        t = NULL;
        for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
            if (sv_eq(sv_sub(line, 2, line.n), sv_c(tables[i].name)))
                t = (table *)(void *)((char *)v + tables[i].at);
        ck_assert_ptr_nonnull(t);
        t->def = def_of(a, sv_cut(&text, '\n'));
    }
}

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

/* Every element that is opened is closed, in order. */
static void check_nesting(const html *h)
{
    static const char *const single[] = {
        "meta", "!doctype", "rect", "path", "polyline", "circle", "link", "br"};
    char stack[64][16];
    int n = 0;
    for (const char *p = strchr(h->b.p, '<'); p; p = strchr(p, '<')) {
        bool close = *++p == '/';
        p += close;
        size_t len = strcspn(p, " >/");
        bool one = false;
        for (size_t i = 0; i < sizeof single / sizeof single[0]; i++)
            one |= strlen(single[i]) == len && strncmp(single[i], p, len) == 0;
        if (one) continue;
        ck_assert_uint_lt(len, sizeof stack[0]);
        if (!close) {
            ck_assert_int_lt(n, 64);
            memcpy(stack[n], p, len);
            stack[n++][len] = 0;
            continue;
        }
        ck_assert_int_gt(n, 0);
        n--;
        ck_assert_msg(strlen(stack[n]) == len && strncmp(stack[n], p, len) == 0,
            "</%.*s> closes <%s>", (int)len, p, stack[n]);
    }
    ck_assert_int_eq(n, 0);
}

START_TEST(page_of_a_market)
{
    arena a = ARENA_INIT(64 << 20);
    view v;
    html fa, en;
    read_market(&a, &v);
    make(&fa, LANG_FA, &v);
    make(&en, LANG_EN, &v);
    for (int i = 0; i < 2; i++) {
        const html *h = i ? &en : &fa;
        check_safe(h);
        check_nesting(h);
        ck_assert_uint_lt(h->b.n, 300 * 1024);
    }
    ck_assert_ptr_nonnull(strstr(fa.b.p, "<h1>بازار هدف «گیاه آپارتمانی» چه کسانی هستند؟</h1>"));
    ck_assert_ptr_nonnull(strstr(fa.b.p, "۱٬۸۴۰"));
    ck_assert_ptr_nonnull(strstr(fa.b.p, "آپارتمان‌نشینان کم‌وقت"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "Busy flat dwellers"));
    ck_assert_ptr_nonnull(
        strstr(en.b.p, "none of the listed competitors answers <b>“Safe for cats”</b>"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "One more has fewer than 5 people"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "Complaints about “<bdi>Late delivery</bdi>” at"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "rose from 11% to 19%"));
    ck_assert_ptr_nonnull(strstr(en.b.p, "<s>485,000</s> → 429,000 toman"));
    ck_assert_ptr_nonnull(strstr(fa.b.p, "<s>۴۸۵٬۰۰۰</s> ← ۴۲۹٬۰۰۰ تومان"));
    ck_assert_ptr_null(strstr(fa.b.p, "قدیمی")); /* of an earlier run */
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
        check_nesting(&h);
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
    read_market(&a, &v);
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

Suite *report_suite(void)
{
    Suite *s = suite_create("report");
    TCase *t = tcase_create("report");
    tcase_add_test(t, page_of_a_market);
    tcase_add_test(t, page_of_nothing_says_so);
    tcase_add_test(t, thin_data_is_no_answer);
    suite_add_tcase(s, t);
    return s;
}
