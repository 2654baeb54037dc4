#include "parsers/when.h"
#include "tests/tests.h"

enum { TEHRAN = 210 };
static const int64_t now = 1728000000000; /* 2024-10-04T00:00:00Z, 13 Mehr 1403 */

static const struct {
    const char *why, *in, *want;
} cases[] = {
    {"ISO with zone", "2020-05-10T18:59:00+04:30", "2020-05-10T18:59:00+04:30"},
    {"ISO in UTC", "2020-05-10T18:59:07.123Z", "2020-05-10T18:59:07+00:00"},
    {"ISO day", "2020-05-10", "2020-05-10"},
    {"compact", "20200510T185900", "2020-05-10T18:59:00"},
    {"RFC 2822", "Wed, 19 May 2021 18:49:15 +0000", "2021-05-19T18:49:15+00:00"},
    {"named zone", "May 10, 2020, 6:59 PM EST", "2020-05-10T18:59:00-05:00"},
    {"Jalali in a machine field", "۱۳۹۹/۰۲/۲۱ - ۱۸:۵۹", "2020-05-10T18:59:00"},
    {"Jalali day", "1399-02-21", "2020-05-10"},
    {"Jalali with Arabic yeh", "2 تير 1399", "2020-06-22"},
    {"Jalali with weekday and clock", "یکشنبه ۲۱ اردیبهشت ۱۳۹۹ ساعت ۱۸:۵۹", "2020-05-10T18:59:00"},
    {"month with ماه", "۲ مهر ماه ۱۴۰۵", "2026-09-24"},
    {"two-digit Jalali year", "99/02/21", "2020-05-10"},
    {"day first, Jalali", "21/02/1399", "2020-05-10"},
    {"after noon", "۲۱ اردیبهشت ۱۳۹۹ ۶:۵۹ ب.ظ", "2020-05-10T18:59:00"},
    {"midnight before noon", "۲۱ اردیبهشت ۱۳۹۹، ۱۲:۰۵ ق.ظ", "2020-05-10T00:05:00"},
    {"after noon in words", "۲۱ اردیبهشت ۱۳۹۹ ساعت ۴:۱۰ بعد از ظهر", "2020-05-10T16:10:00"},
    {"wall time marked as UTC", "1399-02-21T18:59:00+00:00", "2020-05-10T18:59:00"},
    {"Gregorian in Persian words", "۱۰ مه ۲۰۲۰", "2020-05-10"},
    {"days ago", "۳ روز پیش", "2024-10-01"},
    {"hours ago", "۵ ساعت قبل", "2024-10-03T22:30:00"},
    {"in words", "دو هفته پیش", "2024-09-20"},
    {"yesterday", "دیروز", "2024-10-03"},
    {"English ago", "2 days ago", "2024-10-02"},
    {"German", "Veröffentlicht am 3. März 2021 um 14:05 Uhr", "2021-03-03T14:05:00"},
    {"French", "le 14 juillet 2019", "2019-07-14"},
    {"Spanish", "5 de mayo de 2022", "2022-05-05"},
    {"Polish", "12 września 2020", "2020-09-12"},
    {"Russian", "4 декабря 2019", "2019-12-04"},
    {"Chinese", "2019年12月5日", "2019-12-05"},
    {"points", "27.1.2022", "2022-01-27"},
    {"month only", "May 2020", "2020-05"},
    {"no such day", "31 February 2020", "2020-02"},
    {"no date", "نسخه ۲.۵ با ۱۲ امکان", NULL},
    {"phone", "021-88776655", NULL},
    {"price", "۲۵۰٬۰۰۰ تومان", NULL},
    {"empty", "", NULL},
};

START_TEST(reads)
{
    arena a = ARENA_INIT(1 << 16);
    when_base base = {.now_ms = now, .zone_min = TEHRAN, .day_first = true, .persian = true};
    when w;
    bool is = when_parse(sv_c(cases[_i].in), &base, &w);
    sv iso = when_iso(&a, &w);
    ck_assert_msg(is == (cases[_i].want != NULL), "%s: %s", cases[_i].why, cases[_i].in);
    if (is) ck_assert_msg(sv_eq(iso, sv_c(cases[_i].want)), "%s: %.*s", cases[_i].why, SV_FMT(iso));
    arena_clear(&a);
}
END_TEST

START_TEST(machine_numbers)
{
    when_base base = {0};
    when w;
    ck_assert(when_parse_machine(SV("1589137140"), &base, &w));
    ck_assert_int_eq(w.at_ms, 1589137140000);
    ck_assert(when_parse_machine(SV("1589137140123"), &base, &w));
    ck_assert_int_eq(w.at_ms, 1589137140123);
    ck_assert(!when_parse_machine(SV("3 days ago"), &base, &w));
}
END_TEST

START_TEST(tehran_summer)
{
    when_base base = {.zone_min = TEHRAN, .persian = true};
    when w;
    ck_assert(when_parse(SV("1399/02/21 18:59"), &base, &w));
    ck_assert_int_eq(w.offset_min, 270);
    ck_assert_int_eq(w.at_ms, 1589120940000);
    ck_assert(when_parse(SV("1402/02/21 18:59"), &base, &w));
    ck_assert_int_eq(w.offset_min, 210);
    ck_assert(!w.zoned);
}
END_TEST

START_TEST(american_order)
{
    when_base base = {0};
    when w;
    arena a = ARENA_INIT(1 << 12);
    ck_assert(when_parse(SV("3/4/2020"), &base, &w));
    ck_assert(sv_eq(when_iso(&a, &w), SV("2020-03-04")));
    base.day_first = true;
    ck_assert(when_parse(SV("3/4/2020"), &base, &w));
    ck_assert(sv_eq(when_iso(&a, &w), SV("2020-04-03")));
    arena_clear(&a);
}
END_TEST

Suite *when_suite(void)
{
    Suite *s = suite_create("when");
    TCase *t = tcase_create("when");
    tcase_add_loop_test(t, reads, 0, sizeof cases / sizeof *cases);
    tcase_add_test(t, machine_numbers);
    tcase_add_test(t, tehran_summer);
    tcase_add_test(t, american_order);
    suite_add_tcase(s, t);
    return s;
}
