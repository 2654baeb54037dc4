#include "cli/import_table.h"
#include "tests/tests.h"

static const when_base base = {.now_ms = 1764000000000,
    .zone_min = 210,
    .day_first = true,
    .persian = true};

/* What each file is taken for: number of comments, first author, text and day. */
static const struct {
    const char *why, *path, *text;
    size_t n;
    const char *author, *said, *day;
    double rating;
} files[] = {
    {"Persian names", "a.csv", "نام,دیدگاه,تاریخ,امتیاز\nمینا,خوب بود,۱۲ مهر ۱۴۰۴,۴\n", 1, "مینا",
        "خوب بود", "2025-10-04", 4},
    {"Arabic letters in names, semicolons", "a.csv", "تاريخ;متن;کاربر\n1404/07/12;دیر رسید;رضا\n",
        1, "رضا", "دیر رسید", "2025-10-04", 0},
    {"no names at all", "a.tsv",
        "زود رسید و سالم بود\t2025-01-02\t5\nبد نبود ولی گران بود\t2025-01-03\t3\n", 2, "",
        "زود رسید و سالم بود", "2025-01-02", 5},
    {"a list in an object", "a.json",
        "{\"data\":{\"reviews\":[{\"user\":{\"name\":\"ا\"},\"body\":\"خوب\",\"rate\":3}]}}", 1,
        "ا", "خوب", "", 3},
    {"lines, a broken one among them", "a.ndjson",
        "{\"text\":\"یک\"}\n{broken\n{\"text\":\"دو\",\"author\":\"ب\"}\n", 2, "", "یک", "", 0},
    {"one record alone", "a.ndjson", "{\"text\":\"یک\",\"author\":\"ب\"}\n", 1, "ب", "یک", "", 0},
    {"a value that is no record", "a.json", "[1,2,3]", 0, "", "", "", 0},
    {"quoted line feeds", "a.csv", "text,author\n\"a\nb\",X\n", 1, "X", "a\nb", "", 0},
    {"a title of the product is not the comment's", "a.json",
        "[{\"product\":{\"title\":\"چادر\"},\"text\":\"سبک\"}]", 1, "", "سبک", "", 0},
    {"windows-1256 of an old Excel", "a.csv",
        "\xE4\xC7\xE3;\xE4\xD9\xD1\n\xE3\xED\xE4\xC7;\xCE\xE6\xC8 \xC8\xE6\xCF\n", 1, "مينا",
        "خوب بود", "", 0},
    {"windows-1252", "a.csv", "name,text\nJ\xFCrgen,Sch\xF6n und g\xFCnstig gekauft\n", 1, "Jürgen",
        "Schön und günstig gekauft", "", 0},
    {"the separator line of Excel", "a.csv", "sep=;\r\nname;text\r\nA;fine, really\r\n", 1, "A",
        "fine, really", "", 0},
    {"nothing", "a.csv", "", 0, "", "", "", 0},
    {"names alone", "a.csv", "text,date\n", 0, "", "", "", 0},
};

START_TEST(tables_become_comments)
{
    arena a = ARENA_INIT(8 << 20);
    import_table t;
    doc d = {.n_comments = 0};
    err e = import_read(&a, sv_c(files[_i].text), sv_c(files[_i].path), &t, NULL);
    if (!e) {
        import_guess(&t, &base);
        e = import_doc(&a, &t, &base, &d);
    }
    ck_assert_msg(e == (files[_i].n ? ERR_OK : ERR_FORMAT), "%s: %d", files[_i].why, e);
    ck_assert_msg(d.n_comments == files[_i].n, "%s: %zu", files[_i].why, d.n_comments);
    if (d.n_comments) {
        const doc_comment *c = &d.comment[0];
        sv iso = when_iso(&a, &c->date);
        ck_assert_msg(
            sv_eq(c->author, sv_c(files[_i].author)), "%s: %.*s", files[_i].why, SV_FMT(c->author));
        ck_assert_msg(
            sv_eq(c->text, sv_c(files[_i].said)), "%s: %.*s", files[_i].why, SV_FMT(c->text));
        ck_assert_msg(sv_starts(iso, sv_c(files[_i].day)), "%s: %.*s", files[_i].why, SV_FMT(iso));
        ck_assert_double_eq_tol(c->rating, files[_i].rating, 0.01);
        ck_assert_uint_gt(c->id.n, 0);
    }
    arena_clear(&a);
}
END_TEST

START_TEST(columns_can_be_named)
{
    arena a = ARENA_INIT(1 << 20);
    import_table t;
    ck_assert_int_eq(import_read(&a, SV("text,other\nyes,no\n"), SV("x.csv"), &t, NULL), ERR_OK);
    ck_assert(import_map(&t, SV("text = other")));
    ck_assert(import_map(&t, SV("author=1")));
    ck_assert(!import_map(&t, SV("text=third")));
    ck_assert(!import_map(&t, SV("colour=1")));
    import_guess(&t, &base);
    ck_assert_int_eq(t.role[ROLE_TEXT], 1);
    arena_clear(&a);
}
END_TEST

/* Ten thousand quoted rows in an arena of a few times their size: no field keeps more than itself. */
START_TEST(large_tables_fit)
{
    enum { ROWS = 10000 };
    arena a = ARENA_INIT(8 << 20);
    buf b = BUF_INIT(2 << 20);
    import_table t;
    buf_puts(&b, "id,text\n");
    for (int i = 0; i < ROWS; i++) buf_printf(&b, "%d,\"number %d, \"\"quoted\"\"\"\n", i, i);
    ck_assert_int_eq(import_read(&a, buf_sv(&b), SV("x.csv"), &t, NULL), ERR_OK);
    ck_assert_uint_eq(t.n_rows, ROWS);
    ck_assert(sv_eq(t.cell[ROWS * 2 - 1], SV("number 9999, \"quoted\"")));
    buf_clear(&b);
    arena_clear(&a);
}
END_TEST

START_TEST(own_customers_tell_what_they_paid)
{
    static const struct {
        const char *table;
        double amount, times;
    } row[] = {
        {"نظر,مبلغ (ریال),دفعات\nخوب,۲٬۵۰۰٬۰۰۰,3\n", 250000, 3},
        {"نظر,مبلغ,تعداد خرید\nخوب,1.250.000 تومان,\n", 1250000, 0},
        {"text,amount,orders\nok,12.5,2\n", 12, 2},
        {"text,price\nok,900\n", 0, 0}, /* a price is nothing that was paid */
    };
    arena a = ARENA_INIT(1 << 20);
    import_table t;
    doc d;
    ck_assert_int_eq(import_read(&a, sv_c(row[_i].table), SV("x.csv"), &t, NULL), ERR_OK);
    import_guess(&t, &base);
    ck_assert_int_eq(import_doc(&a, &t, &base, &d), ERR_OK);
    ck_assert_uint_eq(d.n_comments, 1);
    ck_assert_double_eq_tol(d.comment[0].amount, row[_i].amount, 1e-6);
    ck_assert_double_eq_tol(d.comment[0].times, row[_i].times, 1e-6);
    arena_clear(&a);
}
END_TEST

START_TEST(nameless_people_may_say_the_same)
{
    arena a = ARENA_INIT(1 << 20);
    import_table t;
    doc d, again;
    const sv text = SV("text,author\nok,\nok,\nok,X\nok,X\n");
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(import_read(&a, text, SV("x.csv"), &t, NULL), ERR_OK);
        import_guess(&t, &base);
        ck_assert_int_eq(import_doc(&a, &t, &base, i ? &again : &d), ERR_OK);
    }
    ck_assert(!sv_eq(d.comment[0].id, d.comment[1].id));
    ck_assert(sv_eq(d.comment[2].id, d.comment[3].id)); /* one person twice: one row */
    for (int i = 0; i < 4; i++) ck_assert(sv_eq(d.comment[i].id, again.comment[i].id));
    arena_clear(&a);
}
END_TEST

Suite *import_suite(void)
{
    Suite *s = suite_create("import");
    TCase *tc = tcase_create("import");
    tcase_add_loop_test(tc, tables_become_comments, 0, (int)(sizeof files / sizeof *files));
    tcase_add_test(tc, columns_can_be_named);
    tcase_add_test(tc, large_tables_fit);
    tcase_add_test(tc, nameless_people_may_say_the_same);
    tcase_add_loop_test(tc, own_customers_tell_what_they_paid, 0, 4);
    suite_add_tcase(s, tc);
    return s;
}
