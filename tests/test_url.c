#include "crawler/url.h"
#include "tests/tests.h"

enum { ARENA_BYTES = 1 << 20 };

static const struct {
    const char *why, *base, *href, *want;
} resolved[] = {
    {"absolute", "", "http://a.ir", "http://a.ir/"},
    {"other scheme", "http://a.ir/", "mailto:x@a.ir", NULL},
    {"script", "http://a.ir/", "javascript:void(0)", NULL},
    {"no base", "", "/x", NULL},
    {"Persian path", "http://a.ir/", "کفش زنانه",
        "http://a.ir/%DA%A9%D9%81%D8%B4%20%D8%B2%D9%86%D8%A7%D9%86%D9%87"},
    {"Persian host keeps ZWNJ", "", "http://خانه‌ی.ایران/",
        "http://xn--mgbn7ee97d552j.xn--mgba3a4f16a/"},
    {"emoji host", "", "http://☕.example/", "http://xn--53h.example/"},
    {"query only", "http://a.ir/b/c?d#e", "?f", "http://a.ir/b/c?f"},
    {"fragment only", "http://a.ir/b/c?d#e", "#f", "http://a.ir/b/c?d#f"},
    {"empty", "http://a.ir/b/c?d#e", "", "http://a.ir/b/c?d"},
    {"sibling", "http://a.ir/b/c", "d", "http://a.ir/b/d"},
    {"parent past the root", "http://a.ir/b/c", "../../../d", "http://a.ir/d"},
    {"encoded dots", "http://a.ir/b/c/", "%2E%2e/d", "http://a.ir/b/d"},
    {"backslashes", "http://a.ir/b", "\\\\b.ir\\c", "http://b.ir/c"},
    {"backslash of a query", "", "http://a.ir\\b?c\\d#e\\f", "http://a.ir/b?c\\d#e\\f"},
    {"backslash of the base's query", "http://a.ir/b?c\\d", "#e\\f", "http://a.ir/b?c\\d#e\\f"},
    {"same scheme, no slashes", "http://a.ir/b/", "http:c", "http://a.ir/b/c"},
    {"default port", "", "https://a.ir:443/", "https://a.ir/"},
    {"empty port of the base", "http://a.ir:/b/c", "d", "http://a.ir/b/d"},
    {"usual port of the base", "http://a.ir:80/b/c", "d", "http://a.ir/b/d"},
    {"odd port of the base", "http://a.ir:008080/b/c", "d", "http://a.ir:8080/b/d"},
    {"empty password of the base", "http://u:@a.ir/b/c", "d", "http://u@a.ir/b/d"},
    {"empty user of the base", "http://@a.ir/b/c", "d", "http://a.ir/b/d"},
    {"raw path of the base", "http://a.ir/%>%", "", "http://a.ir/%%3E%"},
    {"steps in the base", "http://a.ir/b/../c", "", "http://a.ir/c"},
    {"port too large", "", "http://a.ir:70000/", NULL},
    {"number is an address", "", "http://2130706433/", "http://127.0.0.1/"},
    {"octal and hex", "", "http://0177.0x1/", "http://127.0.0.1/"},
    {"mapped v6", "", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"},
    {"two gaps", "", "http://[1::2::3]/", NULL},
    {"user", "", "http://u:p@a.ir/", "http://u:p@a.ir/"},
    {"tab inside", "http://a.ir/", "b\tc", "http://a.ir/bc"},
    {"bad UTF-8", "http://a.ir/", "\xD8/\xFF", "http://a.ir/%EF%BF%BD/%EF%BF%BD"},
    {"blank host", "", "http://a b/", NULL},
};

START_TEST(resolves)
{
    arena a = ARENA_INIT(ARENA_BYTES);
    sv got = {NULL, 0};
    err e = url_resolve(&a, sv_c(resolved[_i].base), sv_c(resolved[_i].href), &got);
    ck_assert_msg((e == ERR_OK) == (resolved[_i].want != NULL), "%s: %d", resolved[_i].why, e);
    if (!e) ck_assert_msg(sv_eq(got, sv_c(resolved[_i].want)), "%s: %s", resolved[_i].why, got.p);
    arena_clear(&a);
}
END_TEST

static const struct {
    const char *why, *in, *want;
} canonical[] = {
    {"nothing to do", "http://a.ir/b?c=d", "http://a.ir/b?c=d"},
    {"fragment", "http://a.ir/#top", "http://a.ir/"},
    {"user", "http://u:p@a.ir/", "http://a.ir/"},
    {"tracking", "http://a.ir/?utm_source=x&p=7&fbclid=y", "http://a.ir/?p=7"},
    {"only tracking", "http://a.ir/b?utm_medium=x", "http://a.ir/b"},
    {"session in the path", "http://a.ir/b;jsessionid=12AB/c", "http://a.ir/b/c"},
    {"other path parameter stays", "http://a.ir/b;v=1", "http://a.ir/b;v=1"},
    {"session in the query", "http://a.ir/b?PHPSESSID=1", "http://a.ir/b"},
    {"random sid", "http://a.ir/b?sid=0123456789abcdef", "http://a.ir/b"},
    {"short sid is a key", "http://a.ir/b?sid=12", "http://a.ir/b?sid=12"},
    {"sorting", "http://a.ir/b?orderby=price&paged=2", "http://a.ir/b?paged=2"},
    {"reply form", "http://a.ir/b?replytocom=5", "http://a.ir/b"},
    {"escaped ampersand", "http://a.ir/?a=1&amp;b=2", "http://a.ir/?a=1&b=2"},
    {"escapes", "http://a.ir/%7eb%d8%a7%41", "http://a.ir/~b%D8%A7A"},
    {"dot after host", "http://a.ir./", "http://a.ir/"},
};

START_TEST(one_form)
{
    arena a = ARENA_INIT(ARENA_BYTES);
    sv got = {NULL, 0};
    ck_assert_int_eq(url_canonical(&a, sv_c(canonical[_i].in), &got), ERR_OK);
    ck_assert_msg(sv_eq(got, sv_c(canonical[_i].want)), "%s: %.*s", canonical[_i].why, SV_FMT(got));
    arena_clear(&a);
}
END_TEST

static const struct {
    const char *in, *want;
} useless[] = {
    {"http://a.ir/b", NULL},
    {"http://a.ir/b.html", NULL},
    {"http://a.ir/b.JPG", "file"},
    {"http://a.ir/v1.2/b", NULL},
    {"http://a.ir/wp-login.php", "action"},
    {"http://a.ir/cartoon", NULL},
    {"http://a.ir/cart/", "action"},
    {"http://a.ir/p?add-to-cart=5", "action"},
    {"http://a.ir/x/y/x/y/x", "trap path"},
    {"http://a.ir/?a=1&a=2&a=3", "trap query"},
    {"http://a.ir/?a[]=1&a[]=2&a[]=3", NULL},
};

START_TEST(not_worth_it)
{
    const char *got = url_useless(sv_c(useless[_i].in));
    ck_assert_pstr_eq(got, useless[_i].want);
}
END_TEST

START_TEST(parts)
{
    url u;
    ck_assert(url_split(SV("https://u@[::1]:81/a/b?c#d"), &u));
    ck_assert(
        sv_eq(u.host, SV("[::1]")) && sv_eq(u.port, SV("81")) && sv_eq(u.target, SV("/a/b?c")));
    ck_assert(sv_eq(u.userinfo, SV("u")) && sv_eq(u.query, SV("c")) && sv_eq(u.fragment, SV("d")));
    ck_assert(!url_split(SV("http://a.ir"), &u) && !url_split(SV("ftp://a.ir/"), &u));
    ck_assert(!url_split(SV("http:///"), &u) && !url_split(SV(""), &u));
}
END_TEST

START_TEST(owners)
{
    ck_assert(sv_eq(url_site(SV("a.b.co.ir")), SV("b.co.ir")));
    ck_assert(sv_eq(url_site(SV("127.0.0.1")), SV("127.0.0.1")));
    ck_assert(
        url_same_host(SV("www.a.ir"), SV("a.ir")) && !url_same_host(SV("b.a.ir"), SV("a.ir")));
}
END_TEST

START_TEST(next_comment_page)
{
    arena a = ARENA_INIT(ARENA_BYTES);
    sv next;
    ck_assert_int_eq(url_next_comment_page(&a, SV("http://a.ir/?p=4&cpage=9"), &next), ERR_OK);
    ck_assert(sv_eq(next, SV("http://a.ir/?p=4&cpage=10")));
    ck_assert_int_eq(url_next_comment_page(&a, SV("http://a.ir/x/comment-page-2/"), &next), ERR_OK);
    ck_assert(sv_eq(next, SV("http://a.ir/x/comment-page-3/")));
    ck_assert_int_eq(url_next_comment_page(&a, SV("http://a.ir/?cpage=x"), &next), ERR_ABSENT);
    arena_clear(&a);
}
END_TEST

static const struct {
    const char *in, *want;
} homes[] = {{"http://a.ir/x/comment-page-2/", "http://a.ir/x/"},
    {"http://a.ir/x/comment-page-2", "http://a.ir/x/"},
    {"http://a.ir/?p=4&cpage=9", "http://a.ir/?p=4"},
    {"http://a.ir/?cpage=9&p=4", "http://a.ir/?p=4"}, {"http://a.ir/x?cpage=9", "http://a.ir/x"},
    {"http://a.ir/x?mycpage=9", "http://a.ir/x?mycpage=9"}, {"http://a.ir/x", "http://a.ir/x"}};

START_TEST(home_of_comments)
{
    arena a = ARENA_INIT(ARENA_BYTES);
    sv got;
    ck_assert_int_eq(url_comment_home(&a, sv_c(homes[_i].in), &got), ERR_OK);
    ck_assert_msg(sv_eq(got, sv_c(homes[_i].want)), "%s: %s", homes[_i].in, got.p);
    arena_clear(&a);
}
END_TEST

START_TEST(out_of_memory)
{
    arena a = ARENA_INIT(8);
    sv got;
    ck_assert_int_eq(url_resolve(&a, SV("http://a.ir/"), SV("b"), &got), ERR_NOMEM);
    arena_clear(&a);
}
END_TEST

Suite *url_suite(void)
{
    Suite *s = suite_create("url");
    TCase *t = tcase_create("url");
    tcase_add_loop_test(t, resolves, 0, (int)(sizeof resolved / sizeof resolved[0]));
    tcase_add_loop_test(t, one_form, 0, (int)(sizeof canonical / sizeof canonical[0]));
    tcase_add_loop_test(t, not_worth_it, 0, (int)(sizeof useless / sizeof useless[0]));
    tcase_add_test(t, parts);
    tcase_add_test(t, owners);
    tcase_add_test(t, next_comment_page);
    tcase_add_loop_test(t, home_of_comments, 0, (int)(sizeof homes / sizeof homes[0]));
    tcase_add_test(t, out_of_memory);
    suite_add_tcase(s, t);
    return s;
}
