#include "db/fts.h"
#include "tests/tests.h"
#include "text/digits.h"
#include "text/emoji.h"
#include "text/jalali.h"
#include "text/mask.h"
#include "text/money.h"
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

/* Seen from 2026-11-24 12:00 UTC = 3 آذر 1405, 15:30 in Iran. */
static const struct {
    const char *in;
    int date; /* yyyymmdd of the Jalali day in Iran, 0: none */
    bool day_only;
} dates[] = {
    {"۱۴۰۳/۰۵/۰۱", 14030501, true},
    {"انتشار: 1403-5-1", 14030501, true},
    {"۱ مرداد ۱۴۰۳", 14030501, true},
    {"دوشنبه ۳ مهر ۱۴۰۲ ساعت ۱۸:۳۰", 14020703, false},
    {"2024-03-20", 14030101, true},
    {"2024-03-20T21:00:00Z", 14030101, false},
    {"۲۰ فروردين", 14050120, true},
    {"۱۰ اسفند", 14041210, true},
    {"دیروز", 14050902, true},
    {"۳ روز پیش", 14050830, true},
    {"دو هفته‌ی پیش", 0, true},
    {"دو هفته پیش", 14050819, true},
    {"۵ دقیقه قبل", 14050903, false},
    {"تلفن ۰۹۱۲۱۱۱۲۲۳۳", 0, true},
    {"", 0, true},
    {"۱۴۰۳/۱۳/۰۱", 0, true},
    {"کتاب خوب", 0, true},
};

START_TEST(finds_dates)
{
    int64_t now = gregorian_to_days(2026, 11, 24) * 86400 + 43200, at = 0;
    bool day_only = true;
    bool found = jalali_find(sv_c(dates[_i].in), now, &at, &day_only);
    jdate d = jalali_of_time(at);
    int got = found ? d.year * 10000 + d.month * 100 + d.day : 0;
    ck_assert_msg(got == dates[_i].date, "%s: %d", dates[_i].in, got);
    ck_assert_msg(!found || day_only == dates[_i].day_only, "%s", dates[_i].in);
}
END_TEST

static const struct {
    const char *in;
    double lo, hi;
    money_unit unit;
} prices[] = {
    {"فقط ۲۵۰ تومن", 250000, 250000, MONEY_TOMAN},
    {"دو و نیم میلیون تومان", 2500000, 2500000, MONEY_TOMAN},
    {"۳۵هزارتومن", 35000, 35000, MONEY_TOMAN},
    {"٧٠٬٠٠٠ ریال", 7000, 7000, MONEY_TOMAN},
    {"از ۱۰ تا ۱۵ هزار تومان", 10000, 15000, MONEY_TOMAN},
    {"سه میلیون و هفتصد تومن", 3700000, 3700000, MONEY_TOMAN},
    {"٪۱۵ تخفیف", 15, 15, MONEY_PERCENT},
    {"چهارتا خریدم", 4, 4, MONEY_COUNT},
};

START_TEST(finds_prices)
{
    arena a = ARENA_INIT(1 << 20);
    lexicon *lx = NULL;
    note why = {""};
    ck_assert_msg(!lexicon_open(NULL, &lx, &why), "%s", why.text);
    moneys m;
    ck_assert_int_eq(money_find(&a, lx, sv_c(prices[_i].in), &m), ERR_OK);
    ck_assert_msg(m.n == 1, "%s: %zu", prices[_i].in, m.n);
    ck_assert_msg(m.at[0].lo == prices[_i].lo && m.at[0].hi == prices[_i].hi, "%s: %f",
        prices[_i].in, m.at[0].lo);
    ck_assert_int_eq(m.at[0].unit, prices[_i].unit);
    ck_assert(m.at[0].to <= strlen(prices[_i].in) && m.at[0].from < m.at[0].to);
    ck_assert_int_eq(money_find(&a, lx, SV("۰۹۱۲۱۱۱۲۲۳۳ در ۱۴۰۳/۰۱/۰۲"), &m), ERR_OK);
    ck_assert_uint_eq(m.n, 0);
    lexicon_close(lx);
    arena_clear(&a);
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
    ck_assert_msg(!sqlite3_load(&why), "%s", why.text);
    ck_assert_int_eq(sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
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
    tcase_add_loop_test(t, finds_dates, 0, sizeof dates / sizeof dates[0]);
    tcase_add_loop_test(t, finds_prices, 0, sizeof prices / sizeof prices[0]);
    tcase_add_test(t, numbers);
    tcase_add_test(t, full_text);
    suite_add_tcase(s, t);
    return s;
}
