/* Whose pace holds at a host (PRIVACY duty 3). */
#include "cli/crawl.h"
#include "tests/tests.h"

static const struct {
    int64_t option_ms, source_ms; /* -1: not given */
    bool test_net;
    int64_t want;
} paces[] = {
    {-1, -1, false, 1000},
    {-1, 5000, false, 5000},
    {-1, 200, false, 1000}, /* the floor */
    {0, -1, false, 1000},
    {50, 5000, false, 1000},
    {3000, 200, false, 3000},
    {0, -1, true, 0}, /* a test net alone may be faster */
    {50, 5000, true, 50},
};

START_TEST(nobody_goes_below_one_second)
{
    pipeline_opts o = {.delay_ms = paces[_i].option_ms};
    source src = {.id = 7, .delay_ms = paces[_i].source_ms};
    pace p = {.test_net = paces[_i].test_net};
    site s = {.source_id = 7, .pace = &p};
    crawl *c = calloc(1, sizeof *c);
    ck_assert_ptr_nonnull(c);
    c->o = &o;
    c->source = &src;
    c->n_sources = 1;
    site_set_delay(c, &s);
    ck_assert_int_eq(p.p.delay_ms, paces[_i].want);
    free(c);
}
END_TEST

Suite *site_suite(void)
{
    Suite *s = suite_create("site");
    TCase *t = tcase_create("site");
    tcase_add_loop_test(t, nobody_goes_below_one_second, 0, sizeof paces / sizeof paces[0]);
    suite_add_tcase(s, t);
    return s;
}
