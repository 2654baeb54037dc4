#include <arpa/inet.h>
#include <netinet/in.h>

#include "crawler/archive.h"
#include "crawler/guard.h"
#include "crawler/headers.h"
#include "crawler/polite.h"
#include "crawler/revisit.h"
#include "crawler/trap.h"
#include "tests/tests.h"

enum { MARGIN = 50 };

/* One request from `at` that takes `took`; returns when the next may start. */
static int64_t ask(polite *p, int64_t at, int64_t took, polite_result r, int64_t retry_after)
{
    polite_start(p, at);
    ck_assert_int_eq(polite_ready_at(p), INT64_MAX);
    polite_end(p, &(polite_answer){
                      .sent_at = at, .now = at + took, .retry_after_ms = retry_after, .result = r});
    return polite_ready_at(p);
}

START_TEST(own_pace)
{
    polite p;
    polite_init(&p, 1000);
    ck_assert_int_eq(polite_ready_at(&p), 0);
    ck_assert_int_eq(ask(&p, 5000, 100, POLITE_GOOD, -1), 6000 + MARGIN);
    ck_assert_int_eq(p.gap_ms, -1);
    (void)ask(&p, 6100, 100, POLITE_GOOD, -1);
    ck_assert_int_eq(p.gap_ms, 1100);
}
END_TEST

START_TEST(crawl_delay_and_slow_answers)
{
    polite p;
    polite_init(&p, 1000);
    polite_crawl_delay(&p, 3000);
    ck_assert_int_eq(ask(&p, 0, 10, POLITE_GOOD, -1), 3000 + MARGIN);
    polite_crawl_delay(&p, INT64_C(86400000));
    ck_assert_int_eq(polite_gap(&p), POLITE_CRAWL_DELAY_MAX_MS);
    polite_crawl_delay(&p, -1);
    for (int i = 0; i < 20; i++) (void)ask(&p, 0, 4000, POLITE_GOOD, -1);
    ck_assert_int_ge(polite_gap(&p), 3900);
}
END_TEST

START_TEST(no_pace_on_a_test_net)
{
    polite p;
    polite_init(&p, 0);
    ck_assert_int_eq(ask(&p, 100, 50, POLITE_GOOD, -1), 150);
}
END_TEST

START_TEST(shared_hosting)
{
    polite_ip ip = {0};
    int64_t at = 1000;
    for (int i = 0; i < POLITE_IP_ACTIVE; i++) {
        ck_assert_int_eq(polite_ip_at(&ip, at), at);
        polite_ip_start(&ip, at);
        ck_assert_int_eq(polite_ip_at(&ip, at), at + POLITE_IP_GAP_MS);
        at += POLITE_IP_GAP_MS;
    }
    at += 5000; /* the gap is over, but all are still under way */
    ck_assert_int_gt(polite_ip_at(&ip, at), at);
    polite_ip_end(&ip);
    ck_assert_int_eq(polite_ip_at(&ip, at), at);
    for (int i = 0; i < POLITE_IP_ACTIVE + 3; i++) polite_ip_end(&ip);
    ck_assert_int_eq(ip.active, 0);
}
END_TEST

START_TEST(told_to_slow_down)
{
    polite p;
    polite_init(&p, 1000);
    ck_assert_int_ge(ask(&p, 0, 10, POLITE_SLOWER, 4000), 4010);
    int64_t slow = polite_gap(&p);
    ck_assert_int_ge(slow, 2000);
    for (int i = 0; i < 200; i++) (void)ask(&p, 0, 10, POLITE_GOOD, -1);
    ck_assert_int_eq(polite_gap(&p), 1000);
}
END_TEST

START_TEST(breaker)
{
    polite p;
    polite_init(&p, 1000);
    int64_t last = 0;
    for (int i = 0; i < POLITE_BREAK_FAILS; i++) {
        int64_t next = ask(&p, 0, 10, POLITE_FAIL, -1);
        ck_assert_int_ge(next, last);
        last = next;
    }
    ck_assert(polite_broken(&p));
    ck_assert_int_ge(last, 60000);
    (void)ask(&p, 0, 10, POLITE_ODD, -1);
    ck_assert(polite_broken(&p));
    (void)ask(&p, 0, 10, POLITE_GOOD, -1);
    ck_assert(!polite_broken(&p));
}
END_TEST

static const struct {
    const char *addr;
    guard_verdict want;
} addresses[] = {
    {"8.8.8.8", GUARD_PUBLIC},
    {"127.0.0.1", GUARD_REFUSED},
    {"127.0.2.9", GUARD_TEST_NET},
    {"127.0.3.1", GUARD_REFUSED},
    {"10.1.2.3", GUARD_REFUSED},
    {"169.254.169.254", GUARD_REFUSED},
    {"100.64.0.1", GUARD_REFUSED},
    {"0.0.0.0", GUARD_REFUSED},
    {"224.0.0.1", GUARD_REFUSED},
    {"::1", GUARD_REFUSED},
    {"::", GUARD_REFUSED},
    {"fe80::1", GUARD_REFUSED},
    {"fd12::1", GUARD_REFUSED},
    {"2a00:1450::1", GUARD_PUBLIC},
    {"::ffff:127.0.3.1", GUARD_REFUSED},
    {"::ffff:127.0.2.1", GUARD_TEST_NET},
    {"::ffff:8.8.8.8", GUARD_PUBLIC},
    {"64:ff9b::10.0.0.1", GUARD_REFUSED},
    {"2002:7f00:1::", GUARD_REFUSED},
};

START_TEST(guarded)
{
    guard g = {.n = 0};
    ck_assert_int_eq(guard_allow(&g, "127.0.2.0/24"), ERR_OK);
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    const char *text = addresses[_i].addr;
    guard_verdict got;
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
        got = guard_check(&g, (const struct sockaddr *)(const void *)&v4);
    } else {
        ck_assert_int_eq(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
        got = guard_check(&g, (const struct sockaddr *)(const void *)&v6);
    }
    ck_assert_msg(got == addresses[_i].want, "%s", text);
}
END_TEST

START_TEST(nets)
{
    guard g = {.n = 0};
    ck_assert_int_eq(guard_allow(&g, "127.0.0.0/33"), ERR_FORMAT);
    ck_assert_int_eq(guard_allow(&g, "here"), ERR_FORMAT);
    ck_assert_int_eq(guard_allow(&g, "127.0.0.1/"), ERR_FORMAT);
    ck_assert_int_eq(guard_allow(&g, "fd00::/8"), ERR_OK);
    for (int i = g.n; i < GUARD_NETS; i++) ck_assert_int_eq(guard_allow(&g, "10.0.0.1"), ERR_OK);
    ck_assert_int_eq(guard_allow(&g, "10.0.0.1"), ERR_LIMIT);
}
END_TEST

START_TEST(response_head)
{
    arena a = ARENA_INIT(1 << 16);
    headers h;
    sv head = SV(
        "HTTP/2 503\r\nContent-Type: text/html\r\nRetry-After: 120\r\nX-Robots-Tag: noarchive\r\n"
        "x-robots-tag: bazarkav: nofollow\r\nETag: W/\"a\"\r\nLocation:  /b \r\n\r\n");
    ck_assert_int_eq(headers_parse(&a, head, 0, &h), ERR_OK);
    ck_assert_int_eq(h.status, 503);
    ck_assert_int_eq(h.retry_after_s, 120);
    ck_assert(sv_eq(h.robots_tag, SV("noarchive, bazarkav: nofollow")));
    ck_assert(sv_eq(h.location, SV("/b")) && sv_eq(h.etag, SV("W/\"a\"")));
    ck_assert_int_eq(
        headers_parse(&a, SV("HTTP/1.1 429 X\nRetry-After: Thu, 01 Jan 1970 00:01:40 GMT"), 40, &h),
        ERR_OK);
    ck_assert_int_eq(h.retry_after_s, 60);
    ck_assert_int_eq(headers_parse(&a,
                         SV("HTTP/1.1 429 X\nRetry-After: Thu, 01 Jan 1970 00:01:40 GMT"), 400, &h),
        ERR_OK);
    ck_assert_int_eq(h.retry_after_s, 0);
    ck_assert_int_eq(
        headers_parse(
            &a, SV("HTTP/1.1 200 OK\nContent-Encoding: deflate\ncontent-encoding: gzip"), 0, &h),
        ERR_OK);
    ck_assert(sv_eq(h.content_encoding, SV("deflate, gzip")));
    ck_assert_int_eq(headers_parse(&a, SV("garbage\nRetry-After: soon"), 0, &h), ERR_OK);
    ck_assert_int_eq(h.retry_after_s, -1);
    ck_assert_int_eq(h.status, 0);
    arena_clear(&a);
}
END_TEST

#define DAY INT64_C(86400000)

START_TEST(looks_again)
{
    revisit_in in = {.why = PAGE_OK, .now = 1000, .wanted_ms = -1};
    revisit_out first = revisit(&in);
    ck_assert_int_eq(first.every_ms, DAY);
    in.known = true;
    in.every_ms = DAY;
    in.why = PAGE_NOT_MODIFIED;
    ck_assert_int_gt(revisit(&in).every_ms, DAY);
    in.why = PAGE_OK;
    in.changed = true;
    ck_assert_int_lt(revisit(&in).every_ms, DAY);
    in.wanted_ms = 7 * DAY;
    ck_assert_int_eq(revisit(&in).due, 1000 + 7 * DAY);
    in.why = PAGE_TIMEOUT;
    ck_assert_int_eq(revisit(&in).state, REVISIT_WAIT);
    in.tries = 1;
    ck_assert_int_eq(revisit(&in).state, REVISIT_FAILED);
    in.why = PAGE_BUSY;
    ck_assert_int_eq(revisit(&in).state, REVISIT_WAIT);
    in.why = PAGE_GONE;
    ck_assert_int_eq(revisit(&in).state, REVISIT_GONE);
    in.why = PAGE_TOO_BIG;
    ck_assert_int_eq(revisit(&in).state, REVISIT_REFUSED);
}
END_TEST

START_TEST(traps)
{
    static trap t;
    int64_t shape = trap_shape_of(SV("http://a.ir/cal?y=1403&m=2"));
    ck_assert_int_ne(shape, 0);
    ck_assert_int_eq(shape, trap_shape_of(SV("http://b.ir/cal?y=1&m=12")));
    ck_assert_int_eq(trap_shape_of(SV("http://a.ir/about")), 0);
    ck_assert_uint_eq(trap_gist(SV("تقویم ۱۴۰۳/2")), trap_gist(SV("تقویم ۱۳۹۹/11")));
    for (int i = 0; i < TRAP_MIN; i++) {
        ck_assert(!trap_closed(&t, shape));
        trap_learn(&t, shape, 0x1234567890abcdef + (uint64_t)i * 0x9e3779b97f4a7c15, 77, false);
    }
    ck_assert(trap_closed(&t, shape));
    int64_t shop = trap_shape_of(SV("http://a.ir/product/12"));
    for (int i = 0; i < 2 * TRAP_MIN; i++)
        trap_learn(&t, shop, 0x9e3779b97f4a7c15 * (uint64_t)(i + 1), (uint64_t)i + 1, false);
    ck_assert(!trap_closed(&t, shop));
}
END_TEST

static const struct {
    const char *url;
    archive_kind kind;
} lists[] = {{"http://a.ir/2024/12/", ARCHIVE_DATE}, {"http://a.ir/1403/05/page/2", ARCHIVE_DATE},
    {"http://a.ir/2024/12/a-cup-of-tea/", ARCHIVE_NONE},
    {"http://a.ir/2024/12/05/48213", ARCHIVE_NONE}, {"http://a.ir/tag/x", ARCHIVE_TAG},
    {"http://a.ir/tag/x/page/3/", ARCHIVE_TAG},
    {"http://a.ir/category/x/a-cup-of-tea", ARCHIVE_NONE}, {"http://a.ir/author/", ARCHIVE_NONE},
    {"http://a.ir/page/12", ARCHIVE_PAGED}, {"http://a.ir/page/about", ARCHIVE_NONE},
    {"http://a.ir/?cat=3&paged=2", ARCHIVE_CATEGORY}, {"http://a.ir/?p=3", ARCHIVE_NONE},
    {"http://a.ir/?cat=3&p=2", ARCHIVE_NONE}, {"http://a.ir/shop?cat=3", ARCHIVE_NONE},
    {"http://a.ir/%D8%A8%D8%B1%DA%86%D8%B3%D8%A8/x/", ARCHIVE_TAG}, {"http://a.ir/", ARCHIVE_NONE}};

START_TEST(lists_of_pages)
{
    ck_assert_msg(archive_kind_of(sv_c(lists[_i].url)) == lists[_i].kind, "%s", lists[_i].url);
}
END_TEST

START_TEST(barren_lists_are_left)
{
    archive a = {0};
    for (int i = 0; i < 3 * ARCHIVE_BARREN; i++) archive_learn(&a, ARCHIVE_TAG, i % 2 == 0);
    ck_assert(!archive_closed(&a, ARCHIVE_TAG));
    for (int i = 0; i < ARCHIVE_BARREN; i++) archive_learn(&a, ARCHIVE_TAG, false);
    ck_assert(archive_closed(&a, ARCHIVE_TAG));
    ck_assert(!archive_closed(&a, ARCHIVE_DATE));
    ck_assert(!archive_closed(&a, ARCHIVE_NONE));
}
END_TEST

Suite *polite_suite(void)
{
    Suite *s = suite_create("polite");
    TCase *t = tcase_create("polite");
    tcase_add_test(t, own_pace);
    tcase_add_loop_test(t, lists_of_pages, 0, sizeof lists / sizeof *lists);
    tcase_add_test(t, barren_lists_are_left);
    tcase_add_test(t, crawl_delay_and_slow_answers);
    tcase_add_test(t, no_pace_on_a_test_net);
    tcase_add_test(t, shared_hosting);
    tcase_add_test(t, told_to_slow_down);
    tcase_add_test(t, breaker);
    tcase_add_loop_test(t, guarded, 0, (int)(sizeof addresses / sizeof addresses[0]));
    tcase_add_test(t, nets);
    tcase_add_test(t, response_head);
    tcase_add_test(t, looks_again);
    tcase_add_test(t, traps);
    suite_add_tcase(s, t);
    return s;
}
