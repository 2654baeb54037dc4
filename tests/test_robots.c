#include "crawler/robots.h"
#include "tests/tests.h"

enum { ARENA_BYTES = 64 << 20 };

static const struct {
    const char *why, *body, *target;
    bool allow;
} cases[] = {
    {"empty file", "", "/x", true},
    {"prefix", "User-agent: *\nDisallow: /a", "/ab", false},
    {"longest wins", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
    {"allow on a tie", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
    {"own group only", "User-agent: *\nDisallow: /\nUser-agent: bazarkav\nDisallow: /x", "/y",
        true},
    {"own groups are one",
        "User-agent: bazarkav\nDisallow: /x\nUser-agent: *\nUser-agent: bazarkav\nDisallow: /y",
        "/y", false},
    {"other crawler", "User-agent: other\nDisallow: /", "/", true},
    {"wildcard", "User-agent: *\nDisallow: /*?sort=", "/a?sort=1", false},
    {"end", "User-agent: *\nDisallow: /*.php$", "/a.php?x", true},
    {"end reached", "User-agent: *\nDisallow: /*.php$", "/a.php", false},
    {"encoded rule, raw path", "User-agent: *\nDisallow: /%da%a9", "/ک", false},
    {"raw rule, encoded path", "User-agent: *\nDisallow: /ک", "/%DA%A9", false},
    {"BOM and CR", "\xEF\xBB\xBFUser-agent: *\rDisallow: /x\r", "/x", false},
    {"comment", "User-agent: * # all\nDisallow: /x # why", "/x", false},
    {"HTML", "<!DOCTYPE html>\n<p>Disallow: no", "/x", true},
    {"rules before an agent", "Disallow: /\nUser-agent: *\n", "/x", true},
    {"empty rule", "User-agent: *\nDisallow:", "/x", true},
    {"itself", "User-agent: *\nDisallow: /", "/robots.txt", true},
    {"literal star in the path", "User-agent: *\nDisallow: /a%2Ab", "/a*b", false},
};

START_TEST(verdicts)
{
    arena a = ARENA_INIT(ARENA_BYTES);
    robots r;
    ck_assert_int_eq(robots_parse(&a, sv_c(cases[_i].body), SV("bazarkav"), &r), ERR_OK);
    ck_assert_msg(
        robots_check(&r, sv_c(cases[_i].target)).allow == cases[_i].allow, "%s", cases[_i].why);
    arena_clear(&a);
}
END_TEST

START_TEST(the_rest)
{
    arena a = ARENA_INIT(ARENA_BYTES);
    robots r;
    sv body = SV("Sitemap: http://a.ir/s.xml\nUser-agent: *\nCrawl-delay: 2.5\n\nDisallow: "
                 "/x\nCrawl-delay: x");
    ck_assert_int_eq(robots_parse(&a, body, SV("Bazarkav/1.0 (+http://b.ir)"), &r), ERR_OK);
    ck_assert_int_eq(r.crawl_delay_ms, 2500);
    ck_assert_uint_eq(r.n_sitemaps, 1);
    ck_assert(sv_eq(r.sitemap[0], SV("http://a.ir/s.xml")));
    robots_verdict v = robots_check(&r, SV("/x"));
    ck_assert(v.rule && v.rule->line == 5 && sv_eq(v.rule->text, SV("/x")));
    arena_clear(&a);
}
END_TEST

START_TEST(past_the_limit)
{
    arena a = ARENA_INIT(ARENA_BYTES);
    enum { PAD = 512 * 1024 };
    char *body = malloc(PAD + 64);
    ck_assert_ptr_nonnull(body);
    memset(body, '\n', PAD);
    static const char early[] = "User-agent: *\nDisallow: /a\n", late[] = "Disallow: /b\n";
    memcpy(body, early, sizeof early - 1);
    memcpy(body + PAD, late, sizeof late - 1);
    robots r;
    ck_assert_int_eq(robots_parse(&a, (sv){body, PAD + sizeof late - 1}, SV("b"), &r), ERR_OK);
    ck_assert(!robots_check(&r, SV("/a")).allow && robots_check(&r, SV("/b")).allow);
    free(body);
    arena_clear(&a);
}
END_TEST

START_TEST(out_of_memory)
{
    arena a = ARENA_INIT(16);
    robots r;
    ck_assert_int_eq(robots_parse(&a, SV("User-agent: *\nDisallow: /a"), SV("b"), &r), ERR_NOMEM);
    arena_clear(&a);
}
END_TEST

Suite *robots_suite(void)
{
    Suite *s = suite_create("robots");
    TCase *t = tcase_create("robots");
    tcase_add_loop_test(t, verdicts, 0, (int)(sizeof cases / sizeof cases[0]));
    tcase_add_test(t, the_rest);
    tcase_add_test(t, past_the_limit);
    tcase_add_test(t, out_of_memory);
    suite_add_tcase(s, t);
    return s;
}
