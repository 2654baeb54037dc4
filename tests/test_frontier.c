/* The waiting addresses: order, what is never asked for twice, what brings an address back; identifiers that lie
 * next to each other. */
#include "db/frontier.h"
#include "db/ids.h"
#include "tests/tests.h"
#include "util/hash.h"

enum { HOST = 4711, DAY = 86400000 };
static store *s;

static void setup(void)
{
    ck_assert_int_eq(store_open(":memory:", STORE_WRITE, NULL, &s, NULL), ERR_OK);
    ck_assert_int_eq(frontier_host_add(s, HOST, SV("http://a.test")), ERR_OK);
}

static void teardown(void) { store_close(s); }

static bool add(int64_t id, int prio, url_kind kind)
{
    char text[64];
    int n = snprintf(text, sizeof text, "http://a.test/%lld", (long long)id);
    frontier_url u = {.host_id = HOST,
        .url_id = id,
        .source_id = 1,
        .url = {text, (size_t)n},
        .kind = kind,
        .prio = prio,
        .depth = 2};
    bool fresh = false;
    ck_assert_int_eq(frontier_add(s, &u, &fresh), ERR_OK);
    return fresh;
}

static void fetched(int64_t id, int64_t at, int64_t due)
{
    frontier_fetch f = {.run_id = 1,
        .host_id = HOST,
        .url_id = id,
        .fetched_at = at,
        .why = PAGE_OK,
        .status = 200,
        .state = URL_DONE,
        .due = due,
        .body_hash = 5,
        .text_hash = 6};
    ck_assert_int_eq(frontier_fetched(s, &f), ERR_OK);
}

struct list {
    int64_t id[8];
    size_t n;
};

static err one(void *ctx, const frontier_url *u)
{
    struct list *l = ctx;
    l->id[l->n++] = u->url_id;
    return ERR_OK;
}

static struct list waiting(int64_t now)
{
    struct list l = {.n = 0};
    ck_assert_int_eq(frontier_due(s, HOST, now, 8, one, &l), ERR_OK);
    return l;
}

START_TEST(order_and_once)
{
    ck_assert(add(1, 5, KIND_PAGE));
    ck_assert(add(2, 1, KIND_SITEMAP));
    ck_assert(!add(1, 0, KIND_PAGE));
    struct list l = waiting(10);
    ck_assert_uint_eq(l.n, 2);
    ck_assert_int_eq(l.id[0], 2);
    fetched(2, 10, 10 + DAY);
    ck_assert(!add(2, 0, KIND_SITEMAP));
    l = waiting(20);
    ck_assert_uint_eq(l.n, 1);
    ck_assert_int_eq(l.id[0], 1);
}
END_TEST

START_TEST(a_later_date_brings_a_page_back)
{
    ck_assert(add(1, 5, KIND_PAGE));
    ck_assert_int_eq(frontier_hint(s, HOST, 1, 10), ERR_OK); /* waits already */
    ck_assert_uint_eq(waiting(10).n, 1);
    fetched(1, 1000, 1000 + DAY);
    ck_assert_int_eq(frontier_hint(s, HOST, 1, 1000), ERR_OK); /* that is what was read */
    ck_assert_uint_eq(waiting(DAY / 2).n, 0);
    ck_assert_int_eq(frontier_hint(s, HOST, 1, 1001), ERR_OK);
    ck_assert_uint_eq(waiting(DAY * 2).n, 1);
    fetched(1, 2000, 2000 + DAY);
    ck_assert_int_eq(frontier_refuse(s, HOST, 1, "robots"), ERR_OK);
    ck_assert_int_eq(
        frontier_hint(s, HOST, 1, DAY), ERR_OK); /* a hint opens nothing that is closed */
    ck_assert_uint_eq(waiting(DAY * 3).n, 0);
}
END_TEST

START_TEST(a_new_run_looks_at_lists_first)
{
    ck_assert(add(1, 5, KIND_PAGE));
    ck_assert(add(2, 5, KIND_SITEMAP));
    ck_assert(add(3, 5, KIND_FEED));
    for (int64_t id = 1; id <= 3; id++) fetched(id, 1000, 1000 + DAY);
    ck_assert_uint_eq(waiting(2000).n, 0);
    ck_assert_int_eq(frontier_reopen(s, 2000, false), ERR_OK);
    struct list l = waiting(2000 + DAY);
    ck_assert_uint_eq(l.n, 2);
    ck_assert_int_eq(l.id[0], 2);
    ck_assert_int_eq(l.id[1], 3);
    ck_assert_int_eq(frontier_reopen(s, 1000 + DAY, false), ERR_OK);
    ck_assert_uint_eq(waiting(2000 + DAY).n, 3);
}
END_TEST

START_TEST(neighbours)
{
    int64_t a, b, c, d;
    ck_assert_int_eq(ids_at(s, hash_id(SV("page")), hash_id(SV("x")), &a), ERR_OK);
    ck_assert_int_eq(ids_at(s, hash_id(SV("page")), hash_id(SV("y")), &b), ERR_OK);
    ck_assert_int_eq(ids_at(s, hash_id(SV("other")), hash_id(SV("x")), &c), ERR_OK);
    ck_assert(a > 0 && b > 0 && c > 0);
    ck_assert_int_ne(a, b);
    ck_assert_int_ne(a, c);
    ck_assert_int_lt(a > b ? a - b : b - a, INT64_C(1) << 36);
    ck_assert_int_gt(a > c ? a - c : c - a, INT64_C(1) << 36);
    ck_assert_int_eq(ids_of_native(s, SV("a.test"), SV("1024"), &a), ERR_OK);
    ck_assert_int_eq(ids_of_native(s, SV("a.test"), SV("1025"), &b), ERR_OK);
    ck_assert_int_eq(ids_of_native(s, SV("a.test"), SV("1023"), &c), ERR_OK);
    ck_assert_int_eq(ids_of_native(s, SV("b.test"), SV("1024"), &d), ERR_OK);
    ck_assert_int_lt(a > b ? a - b : b - a, INT64_C(1) << 36);
    ck_assert(a >> 36 != c >> 36 && a >> 36 != d >> 36 && a != b);
}
END_TEST

/* A store of before keeps the identifiers it has. */
START_TEST(old_identifiers)
{
    int64_t a;
    ck_assert_int_eq(store_set(s, SV("ids"), SV("spread")), ERR_OK);
    ck_assert_int_eq(ids_at(s, 1, 12345, &a), ERR_OK);
    ck_assert_int_eq(a, 12345);
    ck_assert_int_eq(ids_of_native(s, SV("a.test"), SV("7"), &a), ERR_OK);
    ck_assert_int_eq(a, hash_id2(hash_id2(hash_id(SV("comment")), SV("a.test")), SV("7")));
}
END_TEST

Suite *frontier_suite(void)
{
    Suite *suite = suite_create("frontier");
    TCase *t = tcase_create("frontier");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, order_and_once);
    tcase_add_test(t, a_later_date_brings_a_page_back);
    tcase_add_test(t, a_new_run_looks_at_lists_first);
    tcase_add_test(t, neighbours);
    tcase_add_test(t, old_identifiers);
    suite_add_tcase(suite, t);
    return suite;
}
