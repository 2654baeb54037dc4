#include "analyzers/market.h"

#include <math.h>

#include "analyzers/climate.h"
#include "analyzers/stats.h"
#include "tests/tests.h"

static arena a;

static void setup(void) { a = ARENA_INIT(1 << 28); }
static void teardown(void) { arena_clear(&a); }

START_TEST(wilson_is_as_published)
{
    /* Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29 */
    static const struct {
        int64_t n, base;
        double low, high;
    } row[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0, 0.1611},
        {1, 29, 0.0061, 0.1718}};
    interval i = stats_wilson(row[_i].n, row[_i].base);
    ck_assert_double_eq_tol(i.low, row[_i].low, 0.00006);
    ck_assert_double_eq_tol(i.high, row[_i].high, 0.00006);
}
END_TEST

START_TEST(index_and_g2)
{
    ck_assert_double_eq_tol(stats_index(15, 50, 20, 100), 150, 1e-9);
    ck_assert(isnan(stats_index(1, 0, 1, 1)));
    ck_assert_double_eq_tol(stats_g2(25, 50, 50, 100), 0, 1e-9);
    ck_assert_double_gt(stats_g2(45, 50, 50, 100), 60);
}
END_TEST

START_TEST(trend_needs_eight_weeks)
{
    const int64_t up[10] = {1, 1, 2, 1, 2, 9, 12, 11, 10, 13},
                  flat[10] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
    const int64_t base[10] = {50, 50, 50, 50, 50, 50, 50, 50, 50, 50}, few[10] = {50, 50, 50};
    ck_assert_str_eq(stats_trend(up, base, 10), "rising");
    ck_assert_str_eq(stats_trend(flat, base, 10), "steady");
    ck_assert_str_eq(stats_trend(up, few, 10), "too_short");
}
END_TEST

enum { PEOPLE = 400, CATS = 6 };
static const char *const codes[CATS] = {"life.busy_convenience", "need.delivery_speed",
    "value.security", "motive.harmony", "attitude.trust", "obs.group"};
static const market_category *categories(void)
{
    market_category *k = ARENA_NEW(&a, market_category, CATS);
    for (int i = 0; i < CATS; i++) {
        sv axis = sv_c(codes[i]), code = axis;
        k[i] = (market_category){code, sv_cut(&axis, '.'), code, code, false};
    }
    return k;
}

static uint32_t random_next(uint32_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 17;
    return *x ^= *x << 5;
}

/* has[p][c]: person p says c. Planted: categories 0 and 1 go together; the others are independent. */
static void plant(bool has[PEOPLE][CATS], uint32_t *seed)
{
    for (int p = 0; p < PEOPLE; p++) {
        bool busy = random_next(seed) % 4 == 0;
        for (int c = 0; c < CATS; c++)
            has[p][c] = c < 2 ? busy && random_next(seed) % 10 < 6 : random_next(seed) % 5 == 0;
    }
}

/* Every category is given to other people: what was together is not any more. */
static void shuffle(bool has[PEOPLE][CATS], uint32_t *seed)
{
    for (int c = 0; c < CATS; c++)
        for (int p = PEOPLE - 1; p > 0; p--) {
            int q = (int)(random_next(seed) % (uint32_t)(p + 1));
            bool keep = has[p][c];
            has[p][c] = has[q][c];
            has[q][c] = keep;
        }
}

static int clusters(bool has[PEOPLE][CATS], market **ret)
{
    static const sv source[] = {SV_INIT("x")};
    market_setup *s = ARENA_NEW(&a, market_setup, 1);
    *s = (market_setup){categories(), CATS, source, 1, 5};
    ck_assert_int_eq(market_new(&a, s, ret), ERR_OK);
    for (int p = 0; p < PEOPLE; p++)
        for (int c = -1; c < CATS; c++) {
            market_voice v = {.author = p + 1,
                .comment = 1000 + p * 10 + c + 1,
                .category = c,
                .from = (uint32_t)(c + 1) * 10,
                .to = (uint32_t)(c + 1) * 10 + 3,
                .score = 1};
            if (c < 0 || has[p][c]) ck_assert_int_eq(market_add(*ret, &v), ERR_OK);
        }
    ck_assert_int_eq(market_end(*ret), ERR_OK);
    int n, found = 0;
    const market_group *g = market_groups(*ret, &n);
    for (int i = 0; i < n; i++) found += g[i].cluster;
    return found;
}

START_TEST(a_planted_group_is_found)
{
    static bool has[PEOPLE][CATS];
    uint32_t seed = 2463534242u;
    market *m;
    plant(has, &seed);
    ck_assert_int_eq(clusters(has, &m), 1);
    int n;
    const market_group *g = market_groups(m, &n);
    ck_assert(g[n - 1].cluster);
    ck_assert_int_eq(g[n - 1].n_cats, 2);
    int sum = g[n - 1].cat[0] + g[n - 1].cat[1];
    ck_assert_int_eq(sum, 1);
}
END_TEST

START_TEST(shuffled_authors_make_no_group)
{
    static bool has[PEOPLE][CATS];
    static const uint32_t seeds[] = {88172645u, 2463534242u, 521288629u, 362436069u, 123456789u};
    uint32_t seed = seeds[_i];
    market *m;
    plant(has, &seed);
    ck_assert_int_ge(clusters(has, &m), 1); /* before it is shuffled it is there */
    for (int round = 0; round < 50; round++) {
        shuffle(has, &seed);
        ck_assert_int_eq(clusters(has, &m), 0);
    }
}
END_TEST

static err total(void *ctx, const market_cell *c)
{
    int64_t *n = ctx;
    if (strcmp(c->topic, "cat") == 0 && sv_eq(c->a, SV("obs.group"))) n[0] = c->n, n[1] = c->c;
    if (strcmp(c->topic, "base") == 0) n[2] = c->n;
    return ERR_OK;
}

START_TEST(authors_are_counted_not_mentions)
{
    static const sv source[] = {SV_INIT("x")};
    market_setup s = {categories(), CATS, source, 1, 5};
    market *m;
    int64_t n[3] = {0, 0, 0};
    ck_assert_int_eq(market_new(&a, &s, &m), ERR_OK);
    for (int i = 0; i < 100; i++) {
        market_voice v = {.author = 7, .comment = i + 1, .category = 5, .to = 2};
        ck_assert_int_eq(market_add(m, &v), ERR_OK);
    }
    for (int i = 0; i < 3; i++) { /* nameless: an author each */
        market_voice v = {.author = 0, .comment = 1000 + i, .category = 5, .to = 2};
        ck_assert_int_eq(market_add(m, &v), ERR_OK);
    }
    ck_assert_int_eq(market_end(m), ERR_OK);
    ck_assert_int_eq(market_each(m, total, n), ERR_OK);
    ck_assert_int_eq(n[0], 4);
    ck_assert_int_eq(n[1], 103);
    ck_assert_int_eq(n[2], 4);
}
END_TEST

static err barriers(void *ctx, const market_cell *c)
{
    int64_t *n = ctx;
    if (strcmp(c->topic, "barrier") == 0 && sv_eq(c->a, SV("barrier.delivery"))) n[0] = c->n;
    if (strcmp(c->topic, "paid") == 0 && !c->a.n) n[1] = (int64_t)c->x, n[2] = isnan(c->y);
    return ERR_OK;
}

/* A complaint is a barrier, a question about the same need is none; what customers paid is added up by author. */
START_TEST(barriers_and_payments_count_authors)
{
    static const sv source[] = {SV_INIT("x")};
    market_setup s = {categories(), CATS, source, 1, 5};
    market *m;
    int64_t n[3] = {0, 0, 0};
    ck_assert_int_eq(market_new(&a, &s, &m), ERR_OK);
    for (int i = 0; i < 20; i++) {
        market_voice v = {.author = 1 + i / 2,
            .comment = i + 1,
            .category = 1,
            .kind = FINDING_NEED,
            .need = i < 12 ? NEED_COMPLAINT : NEED_QUESTION,
            .paid = 100 * (i / 2 + 1),
            .to = 2};
        ck_assert_int_eq(market_add(m, &v), ERR_OK);
    }
    ck_assert_int_eq(market_end(m), ERR_OK);
    ck_assert_int_eq(market_each(m, barriers, n), ERR_OK);
    ck_assert_int_eq(n[0], 6);
    ck_assert_int_eq(n[1], 1200); /* 10 authors, 200 to 2000 */
    ck_assert_int_eq(n[2], 0);
}
END_TEST

static err barrier_people(void *ctx, const market_cell *c)
{
    int64_t *n = ctx;
    if (strcmp(c->topic, "barrier") != 0) return ERR_OK;
    if (sv_eq(c->a, SV("barrier.price"))) n[0] = c->n;
    if (sv_eq(c->a, SV("barrier.trust"))) n[1] = c->n;
    if (sv_eq(c->a, SV("barrier.delivery"))) n[2] = c->n;
    return ERR_OK;
}

/* Who praises a price is not kept away by it; a forgotten sauce is a matter of delivery, not of trust. */
START_TEST(a_barrier_is_what_keeps_away)
{
    static const sv source[] = {SV_INIT("x")};
    const sv need = SV("need"), life = SV("life"), x = SV("x");
    const market_category kind[] = {{SV("life.frugal"), life, x, x, false},
        {SV("need.order_accuracy"), need, x, x, false},
        {SV("need.price_value"), need, x, x, false}};
    market_setup s = {kind, 3, source, 1, 5};
    market *m;
    int64_t n[3] = {0, 0, 0};
    ck_assert_int_eq(market_new(&a, &s, &m), ERR_OK);
    for (int i = 0; i < 30; i++) {
        market_voice v = {.author = 1 + i, .comment = i + 1, .category = 0, .to = 2};
        if (i >= 12) v.category = i < 22 ? 1 : 2;
        if (i >= 12) v.kind = FINDING_NEED, v.need = NEED_COMPLAINT;
        ck_assert_int_eq(market_add(m, &v), ERR_OK);
    }
    ck_assert_int_eq(market_end(m), ERR_OK);
    ck_assert_int_eq(market_each(m, barrier_people, n), ERR_OK);
    ck_assert_int_eq(n[0], 8);
    ck_assert_int_eq(n[1], 0);
    ck_assert_int_eq(n[2], 10);
}
END_TEST

static err paid_least(void *ctx, const market_cell *c)
{
    int *least = ctx;
    if (strcmp(c->topic, "paid") == 0 && c->a.n) *least = c->least;
    return ERR_OK;
}

/* What a group pays is shown from as many authors on as whatever else is said of it. */
START_TEST(payments_of_a_sensitive_group_need_more_authors)
{
    static const sv source[] = {SV_INIT("x")};
    const market_category k[] = {
        {SV_INIT("demo.income_low"), SV_INIT("demo"), SV_INIT("x"), SV_INIT("x"), _i == 1}};
    market_setup s = {k, 1, source, 1, 5};
    market *m;
    int least = -1;
    ck_assert_int_eq(market_new(&a, &s, &m), ERR_OK);
    for (int i = 0; i < 40; i++) {
        market_voice v = {.author = i + 1,
            .comment = i + 1,
            .category = i < 20 ? 0 : -1,
            .paid = i < 7 ? 1000 : 0,
            .to = 2};
        ck_assert_int_eq(market_add(m, &v), ERR_OK);
    }
    ck_assert_int_eq(market_end(m), ERR_OK);
    ck_assert_int_eq(market_each(m, paid_least, &least), ERR_OK);
    ck_assert_int_eq(least, _i == 1 ? 10 : 0);
}
END_TEST

static err odd_things(void *ctx, const market_cell *c)
{
    int64_t *n = ctx;
    if (strcmp(c->topic, "climate_thing") != 0) return ERR_OK;
    ck_assert(sv_eq(c->a, SV("کولر")));
    if (sv_eq(c->b, climate_en(CLIMATE_COLD)) && sv_eq(c->word, SV("odd"))) n[0] = c->n;
    if (sv_eq(c->b, climate_en(CLIMATE_HOT_WET)) && sv_eq(c->word, SV("fits"))) n[1] = c->n;
    return ERR_OK;
}

/* A cooler that is asked for in cold places does not fit; a kettle says nothing about the weather. */
START_TEST(things_are_held_against_the_climate)
{
    static const sv source[] = {SV_INIT("x")};
    static const market_category k[] = {
        {SV_INIT("geo.city"), SV_INIT("geo"), SV_INIT("x"), SV_INIT("x"), false},
        {SV_INIT("obs.item_ordered"), SV_INIT("obs"), SV_INIT("x"), SV_INIT("x"), false}};
    market_setup s = {k, 2, source, 1, 5};
    market *m;
    int64_t n[2] = {0, 0};
    ck_assert_int_eq(market_new(&a, &s, &m), ERR_OK);
    for (int i = 0; i < 30; i++) {
        market_voice place = {.author = i + 1, .comment = i + 1, .category = 0, .to = 2};
        market_voice thing = {.author = i + 1, .comment = i + 1, .category = 1, .from = 5, .to = 9};
        place.label = i < 12 ? SV("اردبیل") : SV("اهواز");
        thing.label = i % 3 ? SV("کولر") : SV("کتری");
        ck_assert_int_eq(market_add(m, &place), ERR_OK);
        ck_assert_int_eq(market_add(m, &thing), ERR_OK);
    }
    ck_assert_int_eq(market_end(m), ERR_OK);
    ck_assert_int_eq(market_each(m, odd_things, n), ERR_OK);
    ck_assert_int_eq(n[0], 8);
    ck_assert_int_eq(n[1], 12);
}
END_TEST

Suite *market_suite(void)
{
    Suite *suite = suite_create("market");
    TCase *t = tcase_create("market");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, wilson_is_as_published, 0, 4);
    tcase_add_test(t, index_and_g2);
    tcase_add_test(t, trend_needs_eight_weeks);
    tcase_add_test(t, a_planted_group_is_found);
    tcase_add_loop_test(t, shuffled_authors_make_no_group, 0, 5);
    tcase_add_test(t, authors_are_counted_not_mentions);
    tcase_add_test(t, barriers_and_payments_count_authors);
    tcase_add_test(t, a_barrier_is_what_keeps_away);
    tcase_add_loop_test(t, payments_of_a_sensitive_group_need_more_authors, 0, 2);
    tcase_add_test(t, things_are_held_against_the_climate);
    suite_add_tcase(suite, t);
    return suite;
}
