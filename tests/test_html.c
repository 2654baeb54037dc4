#include "parsers/charset.h"
#include "parsers/html.h"
#include "tests/tests.h"
#include "util/buf.h"

static arena a;

static void up(void) { a = ARENA_INIT(64 << 20); }
static void down(void) { arena_clear(&a); }

static const struct {
    const char *why, *in, *want;
} cases[] = {
    {"blocks and inline", "<p>hi <b>there</b></p><p>you", "hi there\nyou"},
    {"white space", "<div> a\n\n b <span> c</span></div>", "a b c"},
    {"br", "a<br>b<br><br>c", "a\nb\nc"},
    {"ZWNJ stays", "<p>می‌خواهم خانه‌ها</p>", "می‌خواهم خانه‌ها"},
    {"hidden", "a<script>x()</script><style>p{}</style> b", "a b"},
    {"pre keeps lines", "<pre>one\ntwo</pre>", "one\ntwo"},
    {"entities", "<p>&laquo;a&nbsp;b&raquo;", "«a b»"},
    {"empty", "", ""},
    {"only text", "سلام", "سلام"},
};

START_TEST(text)
{
    tree *t;
    sv got;
    ck_assert_int_eq(html_parse(&a, sv_c(cases[_i].in), &t), ERR_OK);
    ck_assert_int_eq(html_text(&a, t->body, &got), ERR_OK);
    ck_assert_msg(sv_eq(got, sv_c(cases[_i].want)), "%s: %.*s", cases[_i].why, SV_FMT(got));
}
END_TEST

START_TEST(attributes)
{
    tree *t;
    ck_assert_int_eq(
        html_parse(&a, SV("<div id=x class='one  two-b' data-n=''><a href=/q?a&amp;b>t"), &t),
        ERR_OK);
    xmlNode *d = html_first(t->root, GUMBO_TAG_DIV);
    ck_assert(sv_eq(html_attr(d, "id"), SV("x")));
    ck_assert(html_has_class(d, SV("one")) && html_has_class(d, SV("two-b")));
    ck_assert(!html_has_class(d, SV("two")));
    ck_assert(html_attr(d, "data-n").p && !html_attr(d, "data-n").n);
    ck_assert_ptr_null(html_attr(d, "title").p);
    ck_assert(sv_eq(html_attr(html_first(d, GUMBO_TAG_A), "href"), SV("/q?a&b")));
}
END_TEST

START_TEST(marks)
{
    tree *t;
    ck_assert_int_eq(html_parse(&a, SV("<div><p>x</p></div>"), &t), ERR_OK);
    xmlNode *d = html_first(t->root, GUMBO_TAG_DIV), *p = html_first(d, GUMBO_TAG_P);
    html_set_mark(d, MARK_COMMENT);
    ck_assert(html_marked(d, MARK_COMMENT) && !html_marked(p, MARK_COMMENT));
    ck_assert(html_inside(p, MARK_COMMENT) && !html_inside(p, MARK_DROP));
    ck_assert(html_is(d, GUMBO_TAG_DIV));
    html_clear_mark(d, MARK_COMMENT);
    ck_assert(!html_inside(p, MARK_COMMENT));
}
END_TEST

/* Depth and open formatting that would cost Gumbo seconds and hundreds of megabytes. */
START_TEST(hostile)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    if (_i == 0)
        for (int i = 0; i < 100000; i++) buf_puts(&b, "<div>");
    else
        for (int i = 0; i < 3000; i++) buf_puts(&b, "<p>w<b><i><a>");
    buf_puts(&b, "<p>needle");
    tree *t;
    sv got;
    ck_assert_int_eq(html_parse(&a, buf_sv(&b), &t), ERR_OK);
    ck_assert(t->fallback);
    ck_assert_uint_lt(a.used, 32 << 20);
    ck_assert_int_eq(html_text(&a, t->body, &got), ERR_OK);
    ck_assert(sv_ends(got, SV("needle")));
}
END_TEST

START_TEST(no_memory)
{
    for (size_t limit = 16; limit < 40000; limit += 997) {
        arena small = ARENA_INIT(limit);
        tree *t;
        err e = html_parse(&small, SV("<div class=a><p>some text<p>more</div>"), &t);
        ck_assert(e == ERR_OK || e == ERR_NOMEM || e == ERR_LIMIT);
        arena_clear(&small);
    }
}
END_TEST

static const struct {
    const char *why, *type;
    sv in, want;
} sets[] = {
    {"utf-8", "", SV_INIT("سلام"), SV_INIT("سلام")},
    {"BOM", "", SV_INIT("\xEF\xBB\xBFx"), SV_INIT("x")},
    {"windows-1256 by header", "text/html; charset=windows-1256", SV_INIT("\xD3\xE1\xC7\xE3"),
        SV_INIT("سلام")},
    {"windows-1252 by meta", "", SV_INIT("<meta charset=iso-8859-1>caf\xE9 \x80"),
        SV_INIT("<meta charset=iso-8859-1>café €")},
    {"UTF-8 that claims to be something else", "text/html; charset=windows-1256", SV_INIT("سلام"),
        SV_INIT("سلام")},
    {"one broken byte", "", SV_INIT("سلام به همه‌ی شما\xFF!"),
        SV_INIT("سلام به همه‌ی شما\xEF\xBF\xBD!")},
    {"NUL", "", SV_INIT("a\0b"), SV_INIT("ab")},
    {"UTF-16", "", SV_INIT("\xFF\xFE\x33\x06\x44\x06"), SV_INIT("سل")},
};

START_TEST(charsets)
{
    sv got;
    ck_assert_int_eq(charset_to_utf8(&a, sets[_i].in, sv_c(sets[_i].type), &got), ERR_OK);
    ck_assert_msg(sv_eq(got, sets[_i].want), "%s: %.*s", sets[_i].why, SV_FMT(got));
}
END_TEST

Suite *html_suite(void)
{
    Suite *s = suite_create("html");
    TCase *t = tcase_create("html");
    tcase_add_checked_fixture(t, up, down);
    tcase_add_loop_test(t, text, 0, sizeof cases / sizeof *cases);
    tcase_add_test(t, attributes);
    tcase_add_test(t, marks);
    tcase_add_loop_test(t, hostile, 0, 2);
    tcase_add_test(t, no_memory);
    tcase_add_loop_test(t, charsets, 0, sizeof sets / sizeof *sets);
    suite_add_tcase(s, t);
    return s;
}
