#include "parsers/parse.h"
#include "tests/tests.h"

static arena a;

static void up(void) { a = ARENA_INIT(64 << 20); }
static void down(void) { arena_clear(&a); }

static const struct {
    const char *why, *html, *want; /* want: NULL for none */
} cases[] = {
    {"a bare word, then the name", "<p>von <em>Greta Ahlers</em></p>", "Greta Ahlers"},
    {"behind a bar", "<span>| By </span><span>Nora Quist</span> | <time>May</time>", "Nora Quist"},
    {"a link after the word", "<div class=wrote>By&nbsp;<a href=/staff/7>tinker</a></div>", NULL},
    {"a link with a capital", "<div class=wrote>By&nbsp;<a href=/staff/7>Tinker</a></div>",
        "Tinker"},
    {"behind a date", "<div>Posted on March 3, 2021 by\n Ida Moss</div>", "Ida Moss"},
    {"behind a date and a time", "<h2>Leute <span>06.03.2021 13:30 von Irma</span></h2>", "Irma"},
    {"two words of a lead and one name", "<p>Posted by Ansgar @ 12:00</p>", "Ansgar"},
    {"one word of a lead and one name", "<p>by Ansgar in the garden of all places, today</p>",
        NULL},
    {"an agency behind", "<byline>Von Lutz Ende, dpa</byline>", "Lutz Ende"},
    {"several stay", "<p class=author>Lutz Ende, Ida Moss</p>", "Lutz Ende, Ida Moss"},
    {"the part of a box that is named so",
        "<div class=entry-author><a class=author-name href=/author/ida>Ida</a> <a>mossgreen</a></div>",
        "Ida"},
    {"about", "<p><a rel=author href=/author/ida>Über Ida Moss</a>", "Ida Moss"},
    {"who comments", "<ul><li><span class=comment-author-link>flabby</span> on <a>x</a></ul>",
        NULL},
    {"the byline and not the links of a list",
        "<span class=byline>By <a href=/w/1>Ida Moss</a></span><a href=/author/x>Lutz Ende</a>",
        "Ida Moss"},
    {"two sources with a slash", "<meta name=author content='ABC/The Paper'><p>x", "ABC/The Paper"},
    {"an address", "<meta name=author content='/people/ida'><p>x", NULL},
    {"an account elsewhere", "<meta name=twitter:creator content='@idamoss'><p>x", NULL},
    {"«نویسنده» و نام کنارش", "<p><span>نویسنده</span><span>مینا سرمدی</span></p>", "مینا سرمدی"},
    {"«نویسنده:» در همان متن", "<p>نویسنده: مینا سرمدی</p>", "مینا سرمدی"},
    {"«توسط» پس از تاریخ", "<p>۱۲ خرداد ۱۴۰۱ توسط مینا سرمدی</p>", "مینا سرمدی"},
    {"«نوشته» در فهرست", "<ul><li>نوشته</li><li>دربارهٔ ما</li></ul>", NULL},
    {"«نوشته» در جمله", "<p>نوشته های دیگر وبلاگ</p>", NULL},
};

START_TEST(who_wrote)
{
    doc d;
    sv body = arena_printf(&a, "<html><body>%s</body></html>", cases[_i].html);
    page p = {.body = body, .url = SV("https://site.example/1"), .content_type = SV("text/html")};
    ck_assert_int_eq(parse_page(&a, &p, NULL, &d), ERR_OK);
    ck_assert_msg(
        sv_eq(d.author, sv_c(cases[_i].want)), "%s: %.*s", cases[_i].why, SV_FMT(d.author));
}
END_TEST

Suite *author_suite(void)
{
    Suite *s = suite_create("author");
    TCase *t = tcase_create("author");
    tcase_add_checked_fixture(t, up, down);
    tcase_add_loop_test(t, who_wrote, 0, sizeof cases / sizeof *cases);
    suite_add_tcase(s, t);
    return s;
}
