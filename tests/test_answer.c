#include "db/answer.h"

#include "cli/analysis.h"
#include "db/lite.h"
#include "db/tally_in.h"
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

/* A column is told by its place: one with a language in its name must not stand where the other is promised. */
static void check_names(const answer_def *d, sqlite3_stmt *q)
{
    for (int i = 0; i < d->n_cols; i++) {
        sv has = sv_c(sqlite3_column_name(q, i)), want = sv_c(d->col[i].name);
        bool lingual = sv_ends(has, SV("_fa")) || sv_ends(has, SV("_en"));
        if (!lingual || sv_starts(has, SV("label_"))) continue;
        ck_assert_msg(sv_eq(has, want), "%s: column %d is %.*s, not %.*s", d->name, i, SV_FMT(has),
            SV_FMT(want));
    }
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
        check_names(&d[i], q);
        (void)sqlite3_finalize(q);
    }
}
END_TEST

static err note_certainty(void *ctx, const cell *cells)
{
    const answer_def *d = answer_find(SV("traits"));
    sv *ret = ctx;
    for (int i = 0; i < d->n_cols; i++)
        if (strcmp(d->col[i].name, "certainty") == 0 && !cells[i].null)
            ret[cells[2].s.p[cells[2].s.n - 1] - 'a'] =
                sv_eq(cells[i].s, SV("certain")) ? SV("certain") : SV("uncertain");
    return ERR_OK;
}

/* The same index of 140 is chance in a group of 50 and none in one of 1,000; small cells have no certainty. */
START_TEST(few_authors_make_no_certain_index)
{
    static const struct {
        const char *code;
        int64_t n, base;
        double index;
        const char *want;
    } trait[] = {{"need.a", 7, 50, 140, "uncertain"}, {"need.b", 140, 1000, 140, "certain"},
        {"need.c", 20, 1000, 20, "certain"}, {"need.d", 5, 200, 90, "uncertain"},
        {"need.e", 4, 50, 800, ""}};
    sv got[sizeof trait / sizeof trait[0]] = {{NULL, 0}};
    ck_assert_int_eq(
        lite_run(s, "INSERT INTO segments VALUES('g','rule','g','g','','',50,2000,1,1)", ""),
        ERR_OK);
    for (size_t i = 0; i < sizeof trait / sizeof trait[0]; i++) {
        ck_assert_int_eq(
            lite_run(s,
                "INSERT INTO categories(axis,code,label_fa,label_en) VALUES('need',?1,?1,?1)", "s",
                sv_c(trait[i].code)),
            ERR_OK);
        ck_assert_int_eq(
            lite_run(s, "INSERT INTO tally(topic,a,b,n,base,y) VALUES('seg','g',?1,?2,?3,?4)",
                "siid", sv_c(trait[i].code), trait[i].n, trait[i].base, trait[i].index),
            ERR_OK);
    }
    ck_assert_int_eq(answer_each(s, answer_find(SV("traits")), NULL, note_certainty, got), ERR_OK);
    for (size_t i = 0; i < sizeof trait / sizeof trait[0]; i++)
        ck_assert_msg(
            sv_eq(got[i], sv_c(trait[i].want)), "%s: %.*s", trait[i].code, SV_FMT(got[i]));
}
END_TEST

/* Of 1,000 authors of a shop. Few complaints alone are no good service: more must praise than complain. */
START_TEST(coverage_weighs_praise_against_complaints)
{
    static const struct {
        int64_t source, blame, praise;
        const char *want;
    } shop[] = {{1, 20, 60, "good"}, {2, 90, 60, "partly"}, {3, 60, 60, "partly"},
        {4, 90, 40, "poor"}, {5, 300, 900, "poor"}, {6, 3, 4, "partly"}, {7, 0, 0, "none"},
        {8, 150, 400, "partly"}};
    ck_assert_int_eq(
        lite_exec(s, "INSERT INTO categories(axis,code,label_fa,label_en) VALUES"
                     "('need','need.packaging','x','x');"
                     "INSERT INTO tally(topic,a,n) VALUES('cat','need.packaging',900)"),
        ERR_OK);
    for (size_t i = 0; i < sizeof shop / sizeof shop[0]; i++) {
        ck_assert_int_eq(lite_run(s,
                             "INSERT INTO sources(source_id,name,kind,seed_url,added_at)"
                             " VALUES(?1,'s'||?1,'auto','',0)",
                             "i", shop[i].source),
            ERR_OK);
        ck_assert_int_eq(lite_run(s,
                             "INSERT INTO tally(topic,a,b,n) VALUES"
                             "('base_source','s'||?1,'',1000),"
                             "('complaint_source','need.packaging','s'||?1,?2),"
                             "('praise_source','aspect.packaging','s'||?1,?3)",
                             "iii", shop[i].source, shop[i].blame, shop[i].praise),
            ERR_OK);
    }
    ck_assert_int_eq(tally_derive_sql(s), ERR_OK);
    for (size_t i = 0; i < sizeof shop / sizeof shop[0]; i++) {
        int64_t same = 0;
        ck_assert_int_eq(
            lite_int(s, &same, "SELECT word=?2 FROM tally WHERE topic='coverage' AND b='s'||?1",
                "is", shop[i].source, sv_c(shop[i].want)),
            ERR_OK);
        ck_assert_msg(same, "shop %d is not %s", (int)shop[i].source, shop[i].want);
    }
}
END_TEST

static void say(int64_t id, int64_t author, int64_t parent, int kind, const char *text)
{
    ck_assert_int_eq(
        lite_run(s,
            "INSERT INTO comments(comment_id,bucket,host_id,url_id,source_id,author,"
            "parent_id,kind,layer,confidence,written_at,written_precision,first_seen,"
            "last_seen,text,text_hash,erase_after) VALUES(?1,0,0,0,1,?2,?3,?4,0,1,?5,4,"
            "0,0,?6,?7,9000000000000000000)",
            "iIIiisi", id, author, parent, (int64_t)kind, id * 3600000, sv_c(text),
            (int64_t)(kind == 5 && strstr(text, "دایرکت") ? 7 : id)),
        ERR_OK);
}

static err note_kind(void *ctx, const cell *cells)
{
    int64_t *n = ctx;
    static const sv kinds[] = {
        SV_INIT("apology"), SV_INIT("private"), SV_INIT("solved"), SV_INIT("unanswered")};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (sv_eq(cells[1].s, kinds[i]) && !cells[2].null) n[i] = cells[2].i;
    return ERR_OK;
}

/* Who asked, by the kind of answer: of 24 questions a quarter each has an apology, is moved to private, is solved and
 * is left alone. */
START_TEST(answers_of_shops_have_a_kind)
{
    static const char *const reply[] = {
        "ببخشید، حق با شماست", "لطفاً دایرکت بدهید", "کالا جایگزین شد"};
    int64_t n[4] = {0};
    int segments = 0;
    ck_assert_int_eq(lite_exec(s, "INSERT INTO sources(source_id,name,kind,seed_url,added_at)"
                                  " VALUES(1,'shop','auto','',0)"),
        ERR_OK);
    for (int64_t i = 0; i < 24; i++) {
        say(100 + i, 1 + i, 0, 2, "کی می‌رسد؟");
        if (i % 4 < 3) say(200 + i, 0, 100 + i, 5, reply[i % 4]);
    }
    ck_assert_int_eq(analysis_count(s, NULL, &segments), ERR_OK);
    ck_assert_int_eq(answer_each(s, answer_find(SV("replies")), NULL, note_kind, n), ERR_OK);
    for (int i = 0; i < 4; i++) ck_assert_int_eq(n[i], 6);
}
END_TEST

/* The zone of the project, Tehran where it says none or nonsense. */
START_TEST(base_has_the_zone)
{
    static const struct {
        const char *set;
        int want;
    } zones[] = {{NULL, 210}, {"270", 270}, {"0", 0}, {"-300", -300}, {"99999", 210}};
    arena a = ARENA_INIT(1 << 16);
    answer_base base;
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        if (zones[i].set)
            ck_assert_int_eq(store_set(s, SV("timezone_min"), sv_c(zones[i].set)), ERR_OK);
        ck_assert_int_eq(answer_base_get(s, &a, NULL, &base), ERR_OK);
        ck_assert_int_eq(base.offset_min, zones[i].want);
    }
    arena_clear(&a);
}
END_TEST

Suite *answer_suite(void)
{
    Suite *suite = suite_create("answer");
    TCase *t = tcase_create("answer");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, every_view_has_the_columns_of_its_answer);
    tcase_add_test(t, few_authors_make_no_certain_index);
    tcase_add_test(t, coverage_weighs_praise_against_complaints);
    tcase_add_test(t, answers_of_shops_have_a_kind);
    tcase_add_test(t, base_has_the_zone);
    suite_add_tcase(suite, t);
    return suite;
}
