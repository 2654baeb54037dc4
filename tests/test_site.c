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

static const struct {
    const char *why_text;
    page_why why;
    int status;
    gate want;
} answers[] = {
    {"there is none any more: open", PAGE_GONE, 404, GATE_OPEN},
    {"no answer any more: shut", PAGE_SERVER_ERROR, 500, GATE_SHUT},
    {"cut short", PAGE_CUT_SHORT, 200, GATE_SHUT},
    {"new rules", PAGE_OK, 200, GATE_RULES},
};

/* Rules in memory are those that hold: a host whose gate opens or shuts gives them back. */
START_TEST(rules_go_with_their_gate)
{
    pipeline_opts o = {.delay_ms = -1};
    pipeline_stats st = {0};
    crawl *c = calloc(1, sizeof *c);
    slot *sl = calloc(1, sizeof *sl);
    ck_assert(c && sl);
    c->o = &o;
    c->st = &st;
    c->a = ARENA_INIT(1 << 20);
    sl->a = ARENA_INIT(1 << 20);
    c->sites = MAP_INIT(&c->a);
    c->paces = MAP_INIT(&c->a);
    site *s = site_get(c, 1, 0, SV("http://a.test"));
    ck_assert_ptr_nonnull(s);
    frontier_host known = {.host_id = 1,
        .robots_body = SV("User-agent: *\nDisallow: /a\n"),
        .robots_status = 200,
        .robots_until = INT64_MAX};
    ck_assert_int_eq(gate_restore(c, s, &known), ERR_OK);
    ck_assert_uint_gt(c->rules_bytes, 0);
    sl->rules = s;
    sl->page = (page){.why = answers[_i].why,
        .status = answers[_i].status,
        .body = answers[_i].why == PAGE_OK ? SV("User-agent: *\nDisallow: /b\n") : SV("")};
    ck_assert_int_eq(gate_answer(c, sl), ERR_OK);
    ck_assert_msg(s->gate == answers[_i].want, "%s: %d", answers[_i].why_text, (int)s->gate);
    bool holds = s->gate == GATE_RULES;
    ck_assert_msg((s->rules != NULL) == holds, "%s", answers[_i].why_text);
    ck_assert_msg((c->rules_bytes > 0) == holds, "%s", answers[_i].why_text);
    if (holds) { /* a host that is left keeps nothing, and says how it may be known again */
        site_leave(c, s, "budget");
        ck_assert_uint_eq(c->rules_bytes, 0);
        ck_assert_int_eq(s->gate, GATE_STORED);
    }
    sites_free(c);
    arena_clear(&sl->a);
    arena_clear(&c->a);
    free(sl);
    free(c);
}
END_TEST

Suite *site_suite(void)
{
    Suite *s = suite_create("site");
    TCase *t = tcase_create("site");
    tcase_add_loop_test(t, nobody_goes_below_one_second, 0, sizeof paces / sizeof paces[0]);
    tcase_add_loop_test(t, rules_go_with_their_gate, 0, sizeof answers / sizeof answers[0]);
    suite_add_tcase(s, t);
    return s;
}
