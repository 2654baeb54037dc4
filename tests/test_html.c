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
    {"style and comment", "a<!-- <p>no --> b<style>p{content:'</p>'}</style> c", "a b c"},
    {"comment of two letters", "<p>a<!-->b<!--->c", "abc"},
    {"comment without end", "a<p>b<!-- c <p>d", "a\nb"},
    {"end of comment", "a<!-- x --!>b", "ab"},
    {"script in an attribute", "<p title='<script>'>a</p><p>b</p><p title=\"</script>\">c",
        "a\nb\nc"},
    {"script in a script", "a<script><!-- <script> </script> --></script> b", "a b"},
    {"style that never ends", "a<style>p{} <p>b", "a"},
    {"tag that never ends", "a<p>b<p title='c <p>d", "a\nb"},
    {"tags in a textarea", "a<textarea><!-- <p></textarea><p>b", "a\nb"},
    {"quote that is none", "<p a'b>x<p c=d'e>y", "x\ny"},
    {"indented blocks", "<div>\n  <p>a</p>\n  <p>b</p>\n</div>\n", "a\nb"},
    {"white space between words", "<b>a</b> <i>b</i>\n<u>c</u>", "a b c"},
    {"white space beside tags of no effect", "a\n</div>\n<td>b</td></section> <b>c</b>", "a b c"},
    {"white space beside a script", "a <script>x()</script> b<script>y()</script> c", "a b c"},
    {"white space beside a remark", "a<!-- x --> b <!-- y --><b>c</b>", "a b c"},
    {"white space in pre", "<pre>a\n<b>b</b>\n  <i>c</i>\n</pre>\n<p>d", "a\nb\nc\nd"},
    {"no white space", "<b>a</b><i>b</i><!-- x -->c</section>d", "abcd"},
    {"ZWNJ beside a block", "<p>\n\xE2\x80\x8C\n</p>", "\xE2\x80\x8C"},
    {"drawing", "a<svg><path d='M0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 10 11 11'/></svg> b",
        "a b"},
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

static const struct {
    const char *why, *html, *want; /* of the first <p>: name=value, in order */
} lists[] = {
    {"both quotes, none, empty", "<p id=\"one\" class='a b' hidden data-x=\"\">",
        "id=one class=a b hidden= data-x= "},
    {"the first of two counts", "<p id=\"one\" class=\"a\" id=\"two\">", "id=one class=a "},
    {"capitals, no blank between", "<P ID=\"one\"CLASS=\"a b c\">", "id=one class=a b c "},
    {"a reference", "<p title=\"a &amp; b\" class=\"of some length\">",
        "title=a & b class=of some length "},
    {"white space and a slash", "<p\n  title=\"some words\"\n\tid=\"one\" />",
        "title=some words id=one "},
    {"an attribute that looks like a number", "<p title=\"some words\" \xEF\xA3\xBC@@@ id=\"one\">",
        "title=some words \xEF\xA3\xBC@@@= id=one "},
    {"pictures of many sizes",
        "<p srcset=\"/a/b.jpg 1x, /a/c.jpg 2x, /a/d.jpg 3x, /a/e.jpg 4x\" id=\"one\">",
        "srcset= id=one "},
    {"the same ones again", "<b id=\"one\" title=\"x\"></b><p id=\"one\" title=\"x\">",
        "id=one title=x "},
    {"no tag at all", "<svg><![CDATA[<b id=\"one\" title=\"x\">]]></svg><p id=\"two\" title=\"y\">",
        "id=two title=y "},
};

START_TEST(list_of_attributes)
{
    tree *t;
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    ck_assert_int_eq(html_parse(&a, sv_c(lists[_i].html), &t), ERR_OK);
    xmlNode *p = html_first(t->root, GUMBO_TAG_P);
    ck_assert_ptr_nonnull(p);
    for (const xmlAttr *at = p->properties; at; at = at->next)
        buf_printf(&b, "%s=%.*s ", (const char *)at->name, SV_FMT(html_value(at)));
    ck_assert_msg(
        sv_eq(buf_sv(&b), sv_c(lists[_i].want)), "%s: %.*s", lists[_i].why, SV_FMT(buf_sv(&b)));
    const xmlNode *svg = html_first(t->root, GUMBO_TAG_SVG);
    if (svg) ck_assert(sv_eq(html_data(svg->children), SV("<b id=\"one\" title=\"x\">")));
}
END_TEST

/* Long bodies are taken out before the tree is built, and found in it. */
START_TEST(scripts)
{
    tree *t;
    sv body = SV("{\"long\": \"<p>0123456789 0123456789 0123456789 0123456789</p>\"}"), all;
    all = arena_printf(&a,
        "<script>short()</script><script type='application/json'>%.*s</script>"
        "<script>/* <!-- */ and a body that is long enough to be taken out of it</script><p>x",
        SV_FMT(body));
    ck_assert_int_eq(html_parse(&a, all, &t), ERR_OK);
    xmlNode *s = html_first(t->root, GUMBO_TAG_SCRIPT);
    ck_assert(sv_eq(html_data(s->children), SV("short()")));
    s = html_after(s, t->root, GUMBO_TAG_SCRIPT);
    ck_assert(sv_eq(html_data(s->children), body));
    ck_assert(sv_eq(html_attr(s, "type"), SV("application/json")) && !s->properties->next);
    s = html_after(s, t->root, GUMBO_TAG_SCRIPT);
    ck_assert(sv_starts(html_data(s->children), SV("/* <!-- */ and a body")));
    ck_assert_ptr_nonnull(html_after(s, t->root, GUMBO_TAG_P));
    sv foreign = SV("<script lifted-body=7>a</script><script lifted-body=x>b</script>");
    ck_assert_int_eq(html_parse(&a, foreign, &t), ERR_OK);
    s = html_first(t->root, GUMBO_TAG_SCRIPT);
    ck_assert(sv_eq(html_data(s->children), SV("a")));
}
END_TEST

/* Long values and texts are taken out before the tree is built and put back: the tree is the one of the whole page. */
static const struct {
    const char *html, *text, *title; /* title: that attribute of the first element that has it */
} whole[] = {
    {"<p title='long enough to go'>and words that go, too</p>", "and words that go, too",
        "long enough to go"},
    {"<p title='with &amp; in it is kept'>salt &amp; pepper, so it is</p>",
        "salt & pepper, so it is", "with & in it is kept"},
    {"<p title='سلام، نیم‌فاصله'>می‌رود و می‌آید</p>",
        "می‌رود و می‌آید", "سلام، نیم‌فاصله"},
    {"<p title='one and the same'>first of two</p><p title='one and the same'>second of two</p>",
        "first of two\nsecond of two", "one and the same"},
    {"<pre>\n  two  blanks\n  and a line</pre>", "two blanks\nand a line", NULL},
    {"<table>text in a table<tr><td>cell of a table</table>", "text in a table\ncell of a table",
        NULL},
    {"<p>part one <!-- remark --> part two of it</p>", "part one part two of it", NULL},
    {"<p>some words<br>more words < than that <b>and bold ones</b></p>",
        "some words\nmore words < than that and bold ones", NULL},
    {"<p title='\xEF\xA3\xBE@@@ is its own'>\xEF\xA3\xBD@@@ too, and long</p>",
        "\xEF\xA3\xBD@@@ too, and long", "\xEF\xA3\xBE@@@ is its own"},
    {"<p title='in nobody&#39;s stead'>not to be said twice</p><b>&#xF8FD;@@@ &#063741;@@@</b>",
        "not to be said twice\n\xEF\xA3\xBD@@@ \xEF\xA3\xBD@@@", "in nobody's stead"},
    {"<p>not to be said twice<b> &#xF8<!-- -->FD;@@@</b>", "not to be said twice \xEF\xA3\xBD@@@",
        NULL},
    {"<p title='&#Xf8fe;@@@' class='of a longer name'>and a longer text</p>", "and a longer text",
        "\xEF\xA3\xBE@@@"},
    {"<svg><![CDATA[ <a title='in no tag at all'>text in no tag ]]></svg><p>but here is one",
        "but here is one", NULL},
    {"</p x='y>words behind'>an end tag with more<p>the end of it",
        "an end tag with more\nthe end of it", NULL},
    {"</p x='y <b>words behind'>an end tag with a tag<p title='which it ends'>the end",
        "an end tag with a tag\nthe end", "which it ends"},
    {"less <<!-- remark -->than more of it, </<!-- remark -->p>and more",
        "less <than more of it, p>and more", NULL},
    {"<title/><b title='is text of a title'></title><p>words of the page", "words of the page",
        NULL},
    {"<p title=unquoted_and_long>plain words<p title=\"x\ny is long\">and others",
        "plain words\nand others", "unquoted_and_long"},
    {"<p>0123456\xC2\x85 next line mark</p>", "0123456\xEF\xBF\xBD next line mark", NULL},
};

START_TEST(taken_out_and_put_back)
{
    tree *t;
    ck_assert_int_eq(html_parse(&a, sv_c(whole[_i].html), &t), ERR_OK);
    sv got, title = {NULL, 0};
    ck_assert_int_eq(html_text(&a, t->body, &got), ERR_OK);
    ck_assert_msg(sv_eq(got, sv_c(whole[_i].text)), "%s: %.*s", whole[_i].html, SV_FMT(got));
    for (xmlNode *n = t->root; n && !title.n; n = html_next(n, t->root))
        title = html_attr(n, "title");
    ck_assert_msg(sv_eq(title, sv_c(whole[_i].title)), "%s: %.*s", whole[_i].html, SV_FMT(title));
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
    tcase_add_loop_test(t, list_of_attributes, 0, sizeof lists / sizeof *lists);
    tcase_add_test(t, scripts);
    tcase_add_loop_test(t, taken_out_and_put_back, 0, sizeof whole / sizeof *whole);
    tcase_add_test(t, marks);
    tcase_add_loop_test(t, hostile, 0, 2);
    tcase_add_test(t, no_memory);
    tcase_add_loop_test(t, charsets, 0, sizeof sets / sizeof *sets);
    suite_add_tcase(s, t);
    return s;
}
