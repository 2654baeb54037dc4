#include "db/fts.h"
#include "tests/tests.h"
#include "text/digits.h"
#include "text/emoji.h"
#include "text/jalali.h"
#include "text/mask.h"
#include "text/normal.h"

static const struct {
    const char *why, *in, *want;
} masked[] = {
    {"mobile, Persian digits", "زنگ بزن ۰۹۱۲۱۱۱۲۲۳۳ ممنون", "زنگ بزن [تلفن] ممنون"},
    {"mobile in groups", "0912 111 22 33", "[تلفن]"},
    {"mobile, Arabic digits", "٠٩١٢١١١٢٢٣٣", "[تلفن]"},
    {"international", "+98 912 111 2233!", "[تلفن]!"},
    {"land line", "۰۲۱-۸۸۱۱۲۲۳۳", "[تلفن]"},
    {"short number after a hint", "تلفن: ۸۸۱۱۲۲۳۳", "تلفن: [تلفن]"},
    {"e-mail", "به ali.b@post.example.ir بفرست", "به [ایمیل] بفرست"},
    {"mention", "@ali_2 سلام", "[کاربر] سلام"},
    {"card", "6037-9900-0000-0006", "[کارت]"},
    {"national ID", "0012345679", "[کدملی]"},
    {"IBAN", "IR 12 0170 0000 0012 3456 7890 12", "[شبا]"},
    {"price stays", "۲٬۵۰۰٬۰۰۰ تومان", "۲٬۵۰۰٬۰۰۰ تومان"},
    {"plain price stays", "8500000 ریال", "8500000 ریال"},
    {"date stays", "۱۴۰۳/۰۵/۰۱ و A52", "۱۴۰۳/۰۵/۰۱ و A52"},
    {"link stays", "https://a.example/p/0012345679", "https://a.example/p/0012345679"},
};

START_TEST(masks)
{
    arena a = ARENA_INIT(1 << 20);
    sv got = {NULL, 0}, again = {NULL, 0};
    ck_assert_int_eq(mask_private(&a, sv_c(masked[_i].in), &got), ERR_OK);
    ck_assert_msg(sv_eq(got, sv_c(masked[_i].want)), "%s: %.*s", masked[_i].why, SV_FMT(got));
    ck_assert_int_eq(mask_private(&a, got, &again), ERR_OK);
    ck_assert(sv_eq(got, again));
    arena_clear(&a);
}
END_TEST

static const struct {
    const char *why, *in, *want;
} folded[] = {
    {"Arabic letters and digits", "كيفيت ١٢", "کیفیت 12"},
    {"presentation forms", "ﮐﺘﺎﺏ", "کتاب"},
    {"marks and tatweel", "کِتـاب", "کتاب"},
    {"madda composes", "ا\u0653ب", "آب"},
    {"blanks", "  a \t b ", "a b"},
    {"half-space only between letters", "\u200cکتاب\u200cها\u200c .", "کتاب\u200cها ."},
    {"bad bytes", "\xffکتاب", "کتاب"},
};

START_TEST(folds)
{
    arena a = ARENA_INIT(1 << 20);
    sv got = {NULL, 0}, again = {NULL, 0};
    ck_assert_int_eq(normal_form(&a, sv_c(folded[_i].in), &got), ERR_OK);
    ck_assert_msg(sv_eq(got, sv_c(folded[_i].want)), "%s: %.*s", folded[_i].why, SV_FMT(got));
    ck_assert_int_eq(normal_form(&a, got, &again), ERR_OK);
    ck_assert(sv_eq(got, again));
    arena_clear(&a);
}
END_TEST

START_TEST(keys)
{
    arena a = ARENA_INIT(1 << 20);
    sv got;
    ck_assert_int_eq(normal_key(&a, SV("عاليييی\u200cها OFF"), &got), ERR_OK);
    ck_assert(sv_eq(got, SV("عالیها off")));
    arena_clear(&a);
}
END_TEST

START_TEST(calendar)
{
    jdate d = jalali_of_days(gregorian_to_days(2024, 3, 20));
    ck_assert_int_eq(d.year * 10000 + d.month * 100 + d.day, 14030101);
    d = jalali_of_days(gregorian_to_days(2025, 3, 20));
    ck_assert_int_eq(d.year * 10000 + d.month * 100 + d.day, 14031230);
    for (int64_t day = gregorian_to_days(1900, 1, 1); day < gregorian_to_days(2100, 1, 1); day++) {
        int y, m, dd;
        jdate j = jalali_of_days(day);
        ck_assert(jalali_valid(j));
        ck_assert_int_eq(jalali_to_days(j), day);
        gregorian_of_days(day, &y, &m, &dd);
        ck_assert_int_eq(gregorian_to_days(y, m, dd), day);
    }
    ck_assert(sv_eq(jalali_weekday(gregorian_to_days(2024, 3, 20)), SV("چهارشنبه")));
}
END_TEST

START_TEST(numbers)
{
    arena a = ARENA_INIT(1 << 16);
    sv s;
    ck_assert_int_eq(number_persian(&a, 250000, &s), ERR_OK);
    ck_assert(sv_eq(s, SV("۲۵۰٬۰۰۰")));
    ck_assert_int_eq(decimal_persian(&a, 3.5, 1, &s), ERR_OK);
    ck_assert(sv_eq(s, SV("۳٫۵")));
    ck_assert_int_eq(number_english(&a, INT64_MIN, &s), ERR_OK);
    ck_assert(sv_eq(s, SV("-9,223,372,036,854,775,808")));
    ck_assert_int_eq(jalali_long(&a, (jdate){1403, 5, 1}, &s), ERR_OK);
    ck_assert(sv_eq(s, SV("۱ مرداد ۱۴۰۳")));
    ck_assert_int_eq(emoji_polarity(SV("خوب 😍")), EMOJI_POSITIVE);
    ck_assert_int_eq(emoji_polarity(SV("😡")), EMOJI_NEGATIVE);
    ck_assert_int_eq(emoji_polarity(SV("خوب")), EMOJI_NONE);
    arena_clear(&a);
}
END_TEST

START_TEST(full_text)
{
    sqlite3 *db = NULL;
    lexicon *lx = NULL;
    note why = {""};
    ck_assert_msg(!lexicon_open(NULL, &lx, &why), "%s", why.text);
    ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    ck_assert_int_eq(fts_register(db, lx), ERR_OK);
    static const char sql[] =
        "CREATE VIRTUAL TABLE t USING fts5(body, tokenize='persian');"
        "INSERT INTO t VALUES('كيفيت كتابهاي شما'),('می خواهم بخرم #کتاب_خوب'),('هیچ');";
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    static const struct {
        const char *query;
        int hits;
    } ask[] = {{"کیفیت", 1}, {"کتاب", 1}, {"کتاب‌ها", 1}, {"میخوام", 1},
        {"\"کیفیت کتاب\"", 1}, {"نبود", 0}};
    for (size_t i = 0; i < sizeof ask / sizeof ask[0]; i++) {
        sqlite3_stmt *st;
        ck_assert_int_eq(
            sqlite3_prepare_v2(db, "SELECT count(*) FROM t WHERE t MATCH ?1", -1, &st, NULL), 0);
        sqlite3_bind_text(st, 1, ask[i].query, -1, SQLITE_STATIC);
        ck_assert_int_eq(sqlite3_step(st), SQLITE_ROW);
        ck_assert_msg(sqlite3_column_int(st, 0) == ask[i].hits, "%s", ask[i].query);
        sqlite3_finalize(st);
    }
    sqlite3_close(db);
    lexicon_close(lx);
}
END_TEST

Suite *text_suite(void)
{
    Suite *s = suite_create("text");
    TCase *t = tcase_create("text");
    tcase_add_loop_test(t, masks, 0, sizeof masked / sizeof masked[0]);
    tcase_add_loop_test(t, folds, 0, sizeof folded / sizeof folded[0]);
    tcase_add_test(t, keys);
    tcase_add_test(t, calendar);
    tcase_add_test(t, numbers);
    tcase_add_test(t, full_text);
    suite_add_tcase(s, t);
    return s;
}
