#include "db/answer.h"

#include "db/lite.h"
#include "tests/tests.h"

static store *s;

static void setup(void)
{
    note why = {""};
    ck_assert_msg(store_open(":memory:", STORE_WRITE, NULL, &s, &why) == ERR_OK, "%s", why.text);
}
static void teardown(void) { store_close(s); }

static err nothing(void *ctx, const cell *cells)
{
    (void)cells;
    ++*(int *)ctx;
    return ERR_OK;
}

START_TEST(every_view_has_the_columns_of_its_answer)
{
    int n, rows = 0;
    const answer_def *d = answer_list(&n);
    ck_assert_int_gt(n, 30);
    for (int i = 0; i < n; i++) {
        err e = answer_each(s, answer_find(sv_c(d[i].name)), NULL, nothing, &rows);
        ck_assert_msg(e == ERR_OK, "%s: %s", d[i].name, store_detail(s));
        char sql[100];
        sqlite3_stmt *q = NULL;
        (void)snprintf(sql, sizeof sql, "SELECT * FROM v_%s", d[i].name);
        ck_assert_msg(sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) == SQLITE_OK, "%s", d[i].name);
        ck_assert_msg(sqlite3_column_count(q) == d[i].n_cols + 1,
            "%s: view has %d columns, answer %d", d[i].name, sqlite3_column_count(q), d[i].n_cols);
        (void)sqlite3_finalize(q);
    }
}
END_TEST

Suite *answer_suite(void)
{
    Suite *suite = suite_create("answer");
    TCase *t = tcase_create("answer");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, every_view_has_the_columns_of_its_answer);
    suite_add_tcase(suite, t);
    return suite;
}
