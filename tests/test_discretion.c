/* What is told of people. Each test is named after the duty of docs/PRIVACY.md that it holds. */
#include <math.h>

#include "analyzers/market.h"
#include "db/answer.h"
#include "db/corpus.h"
#include "db/tally.h"
#include "tests/private_store.h"
#include "tests/tests.h"

START_TEST(duty_10_no_answer_joins_a_signal_with_an_author)
{
    int n;
    const answer_def *d = answer_list(&n);
    for (int i = 0; i < n; i++)
        for (int c = 0; c < d[i].n_cols; c++) {
            bool author = strcmp(d[i].col[c].name, "author") == 0 ||
                          strcmp(d[i].col[c].name, "pseudonym") == 0;
            ck_assert_msg(!author || strcmp(d[i].name, "comments") == 0, "%s has a column %s",
                d[i].name, d[i].col[c].name);
            if (strcmp(d[i].name, "comments") == 0)
                ck_assert_str_ne(d[i].col[c].name, "code"); /* and the comments carry no signal */
        }
}
END_TEST

static void put_cell(sv topic, sv x, sv y, int64_t n, sv part)
{
    tally_cell c = {.topic = topic,
        .a = x,
        .b = y,
        .n = n,
        .base = 100,
        .c = n,
        .sources = 1,
        .x = NAN,
        .y = NAN,
        .part = part};
    ck_assert_int_eq(tally_put(private_db, &c), ERR_OK);
}

static err look(void *ctx, const cell *c)
{
    *(int *)ctx += c[4].suppressed && c[4].null; /* column 4 of the funnel: authors */
    return ERR_OK;
}

START_TEST(duty_11_small_cells_are_hidden_and_so_is_the_one_that_gives_them_away)
{
    corpus_category k = {SV("funnel"), SV("funnel.intent"), SV("الف"), SV("A"), SV("E1"), 1, false};
    ck_assert_int_eq(corpus_put_category(private_db, &k), ERR_OK);
    const sv code = SV("funnel.intent");
    const int64_t n[] = {4, 7, 30, 40};
    for (int i = 0; i < 4; i++)
        put_cell(SV("cat_source"), code, arena_printf(&private_arena, "s%d", i), n[i], code);
    ck_assert_int_eq(tally_derive(private_db), ERR_OK);
    int z = 0;
    const answer_def *d = answer_find(SV("funnel"));
    const answer_args k5 = {.k = 5}, k1 = {.k = 1};
    /* columns: code, label_fa, label_en, source, authors */
    ck_assert_str_eq(d->col[4].name, "authors");
    ck_assert_int_eq(answer_each(private_db, d, &k5, look, &z), ERR_OK);
    ck_assert_int_eq(z, 2);
    ck_assert_int_eq(
        private_count("SELECT count(*) FROM safe WHERE topic='cat_source' AND n IS NOT NULL"), 2);
    ck_assert_int_eq(private_count("SELECT min(n) FROM safe WHERE topic='cat_source'"), 30);
    ck_assert_int_eq(
        private_count("SELECT count(*) FROM safe WHERE topic='cat_source' AND hidden AND "
                      "(share IS NOT NULL OR low"
                      " IS NOT NULL OR c IS NOT NULL)"),
        0);
    /* nobody gets below 3 by asking */
    put_cell(SV("cat_source"), SV("funnel.intent"), SV("tiny"), 2, SV(""));
    ck_assert_int_eq(answer_each(private_db, d, &k1, look, &z), ERR_OK);
    ck_assert_int_eq(private_count("SELECT count(*) FROM safe WHERE n<3 AND n>0"), 0);
}
END_TEST

START_TEST(duty_11_sensitive_cells_need_ten)
{
    tally_cell c = {.topic = SV("cat"),
        .a = SV("demo.income_low"),
        .n = 9,
        .base = 100,
        .sources = 1,
        .x = NAN,
        .y = NAN,
        .least = 10};
    int z = 0;
    ck_assert_int_eq(tally_put(private_db, &c), ERR_OK);
    ck_assert_int_eq(answer_each(private_db, answer_find(SV("needs")), NULL, look, &z), ERR_OK);
    ck_assert_int_eq(private_count("SELECT count(*) FROM safe WHERE n IS NOT NULL"), 0);
}
END_TEST

/* A market of `n` authors who say all of `codes`. */
static market *market_of(const sv *codes, const sv *axes, int n_codes, int n, market_setup *setup)
{
    static const sv source[] = {SV_INIT("x")};
    market_category *k = ARENA_NEW(&private_arena, market_category, (size_t)n_codes);
    market *m = NULL;
    for (int i = 0; i < n_codes; i++)
        k[i] = (market_category){codes[i], axes[i], codes[i], codes[i], false};
    *setup = (market_setup){k, n_codes, source, 1, 5};
    ck_assert_int_eq(market_new(&private_arena, setup, &m), ERR_OK);
    for (int p = 0; p < n; p++)
        for (int i = 0; i < n_codes; i++) {
            market_voice v = {
                .author = p + 1, .comment = p + 1, .category = i, .to = 5, .score = 1};
            ck_assert_int_eq(market_add(m, &v), ERR_OK);
        }
    ck_assert_int_eq(market_end(m), ERR_OK);
    return m;
}

/* Of 240 authors 40 say the first two of four codes, 40 the last two, the others something else: neighbours stand out. */
static int groups_of(const sv codes[4], const sv axes[4])
{
    static const sv source[] = {SV_INIT("x")};
    market_category k[5] = {[4] = {SV("aspect.price"), SV("aspect"), SV("x"), SV("x"), false}};
    market *m = NULL;
    int n;
    for (int i = 0; i < 4; i++)
        k[i] = (market_category){codes[i], axes[i], codes[i], codes[i], false};
    market_setup setup = {k, 5, source, 1, 5};
    ck_assert_int_eq(market_new(&private_arena, &setup, &m), ERR_OK);
    for (int p = 0; p < 240; p++)
        for (uint32_t i = 0; i < 2 && (i == 0 || p % 6 < 2); i++) {
            market_voice v = {.author = p + 1,
                .comment = p + 1,
                .category = p % 6 < 2 ? p % 6 * 2 + (int)i : 4,
                .from = i * 10,
                .to = i * 10 + 5,
                .score = 1};
            ck_assert_int_eq(market_add(m, &v), ERR_OK);
        }
    ck_assert_int_eq(market_end(m), ERR_OK);
    (void)market_groups(m, &n);
    return n;
}

START_TEST(duty_12_no_group_of_religion_health_or_class)
{
    const sv axes[] = {SV("interest"), SV("life"), SV("interest"), SV("demo")};
    const sv never[] = {SV("interest.religion_spiritual"), SV("life.health_conscious"),
        SV("interest.health_diet"), SV("demo.social_class")};
    const sv others[] = {
        SV("interest.music"), SV("life.minimalist"), SV("interest.travel"), SV("demo.student")};
    ck_assert_int_gt(groups_of(others, axes), 0); /* so the next line can fail */
    ck_assert_int_eq(groups_of(never, axes), 0);
}
END_TEST

typedef struct cells {
    int64_t interest, gate, quotes;
} cells;

static err keep(void *ctx, const market_cell *c)
{
    cells *k = ctx;
    if (strcmp(c->topic, "cat") == 0 && sv_eq(c->a, SV("interest.books"))) k->interest += c->n;
    if (strcmp(c->topic, "cat") == 0 && sv_eq(c->a, SV("gate.child"))) k->gate += c->n;
    ck_assert(!sv_eq(c->a, SV("demo.age_child_teen")) && !sv_eq(c->b, SV("demo.age_child_teen")));
    if (strcmp(c->topic, "quote") == 0 && sv_eq(c->a, SV("interest.books"))) k->quotes++;
    return ERR_OK;
}

START_TEST(duty_13_of_minors_only_the_household_role_counts)
{
    const sv codes[] = {SV("demo.age_child_teen"), SV("gate.child"), SV("interest.books")};
    const sv axes[] = {SV("demo"), SV("gate"), SV("interest")};
    market_setup setup;
    cells k = {0, 0, 0};
    ck_assert_int_eq(market_each(market_of(codes, axes, 3, 20, &setup), keep, &k), ERR_OK);
    ck_assert_int_eq(k.interest, 0);
    ck_assert_int_eq(k.quotes, 0);
    ck_assert_int_eq(k.gate, 20);
}
END_TEST

START_TEST(duty_14_quotes_have_no_author_and_a_day)
{
    const answer_def *d = answer_find(SV("evidence"));
    bool day = false;
    for (int c = 0; c < d->n_cols; c++) {
        ck_assert(strstr(d->col[c].name, "author") == NULL);
        ck_assert_int_ne(d->col[c].kind, COL_TIME);
        day |= d->col[c].kind == COL_DATE;
    }
    ck_assert(day);
}
END_TEST

Suite *discretion_suite(void)
{
    Suite *suite = suite_create("discretion");
    TCase *t = tcase_create("discretion");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, private_open, private_close);
    tcase_add_test(t, duty_10_no_answer_joins_a_signal_with_an_author);
    tcase_add_test(t, duty_11_small_cells_are_hidden_and_so_is_the_one_that_gives_them_away);
    tcase_add_test(t, duty_11_sensitive_cells_need_ten);
    tcase_add_test(t, duty_12_no_group_of_religion_health_or_class);
    tcase_add_test(t, duty_13_of_minors_only_the_household_role_counts);
    tcase_add_test(t, duty_14_quotes_have_no_author_and_a_day);
    suite_add_tcase(suite, t);
    return suite;
}
