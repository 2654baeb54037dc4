/* The invented market: its data files load, every page is made, the two states differ where planted. */
#include <stdlib.h>

#include "demo/market.h"
#include "tests/tests.h"

static market m;

static void open_market(void)
{
    note n;
    ck_assert_msg(market_open(&m, &n) == ERR_OK, "%s", n.text);
}
static void close_market(void) { market_close(&m); }

static server_reply get(int host, const char *path)
{
    server_reply r = {.status = 200, .body = BUF_INIT(0)};
    server_request q = {
        .host = host, .path = sv_c(path), .target = sv_c(path), .base = SV("http://127.0.0.1:80")};
    market_serve(&m, &q, &r);
    return r;
}

static bool shows(int host, const char *path, const char *text)
{
    server_reply r = get(host, path);
    bool found = sv_find(buf_sv(&r.body), sv_c(text)) != SV_NPOS;
    buf_clear(&r.body);
    return found;
}

static int status(int host, const char *path)
{
    server_reply r = get(host, path);
    buf_clear(&r.body);
    return r.status;
}

START_TEST(size_is_as_promised)
{
    size_t n = 0;
    for (int i = 0; i < MARKET_SITES; i++) n += market_public(&m, i, 1);
    ck_assert_uint_ge(n, 430);
    ck_assert_uint_ge(m.n_pages, 48);
}
END_TEST

START_TEST(every_page_is_made)
{
    for (size_t i = 0; i < m.n_pages; i++) {
        const market_page *p = &m.page[i];
        char path[300];
        (void)snprintf(path, sizeof path, "%.*s", SV_FMT(p->path));
        ck_assert_int_eq(status(p->site, path), p->state == 1 ? 200 : 404);
    }
}
END_TEST

START_TEST(every_comment_is_shown_somewhere)
{
    for (size_t i = 0; i < m.n_comments; i++) {
        const market_comment *c = &m.comment[i];
        if (c->state > 1 || c->page->site == 0) continue; /* the first site divides its pages */
        char path[300], text[4000];
        (void)snprintf(path, sizeof path, "%.*s", SV_FMT(c->page->path));
        (void)snprintf(text, sizeof text, "%.*s",
            (int)sv_find(c->text, SV("\"")) < 0 ? (int)c->text.n : 20, c->text.p);
        ck_assert_msg(shows(c->page->site, path, text), "%s", text);
    }
}
END_TEST

START_TEST(second_state)
{
    ck_assert_int_eq(status(3, "/product/cup-set/"), 200);
    ck_assert_int_eq(status(3, "/category/chay/"), 404);
    ck_assert(shows(3, "/product/asiab-dasti/", "18500000"));
    m.state = 2;
    ck_assert_int_eq(status(3, "/product/cup-set/"), 410);
    ck_assert_int_eq(status(3, "/category/chay/"), 200);
    ck_assert(shows(3, "/product/asiab-dasti/", "21800000"));
    ck_assert(!shows(3, "/", "cup-set"));
}
END_TEST

START_TEST(machine_files)
{
    ck_assert(shows(0, "/robots.txt", "Disallow: /پیش‌نویس/"));
    ck_assert(shows(0, "/sitemap_index.xml", "post-sitemap.xml.gz"));
    ck_assert(shows(0, "/post-sitemap.xml.gz", "\x1f\x8b"));
    ck_assert(shows(0, "/comments/feed/", "<dc:creator>"));
    ck_assert(shows(1, "/feed/atom/", "<entry>"));
    ck_assert(!shows(0, "/comments/feed/", "نهنگ"));
    ck_assert(shows(0, "/طبقه-بالا-برای-درس-خواندن/comment-page-1/", "پایان‌نامه"));
}
END_TEST

START_TEST(labels)
{
    market_comment c = {.labels = SV("neg complaint:need.price_value demo.job")};
    ck_assert(market_has(&c, SV("need.price_value")));
    ck_assert(market_has(&c, SV("demo.job")));
    ck_assert(!market_has(&c, SV("need.price")));
    ck_assert(!market_has(&c, SV("job")));
}
END_TEST

Suite *market_suite(void)
{
    Suite *s = suite_create("market");
    TCase *t = tcase_create("invented");
    tcase_add_checked_fixture(t, open_market, close_market);
    tcase_add_test(t, size_is_as_promised);
    tcase_add_test(t, every_page_is_made);
    tcase_add_test(t, every_comment_is_shown_somewhere);
    tcase_add_test(t, second_state);
    tcase_add_test(t, machine_files);
    tcase_add_test(t, labels);
    suite_add_tcase(s, t);
    return s;
}
