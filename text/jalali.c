#include "text/jalali.h"

#include "text/digits.h"

/* Days from 1970-01-01 to 1 Farvardin 1 of the arithmetic calendar. */
enum { JALALI_EPOCH = -492268, CYCLE_YEARS = 33, CYCLE_DAYS = 12053 };

static const sv months[12] = {SV_INIT("فروردین"), SV_INIT("اردیبهشت"), SV_INIT("خرداد"),
    SV_INIT("تیر"), SV_INIT("مرداد"), SV_INIT("شهریور"), SV_INIT("مهر"), SV_INIT("آبان"),
    SV_INIT("آذر"), SV_INIT("دی"), SV_INIT("بهمن"), SV_INIT("اسفند")};

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/* Leap days in the years 1..year: years 1, 5, 9, 13, 17, 22, 26, 30 of each 33. */
static int64_t leaps(int64_t year)
{
    static const int8_t upto[CYCLE_YEARS] = {0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5,
        5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8};
    return floor_div(year, CYCLE_YEARS) * 8 + upto[year - floor_div(year, CYCLE_YEARS) * 33];
}

bool jalali_leap(int year) { return leaps(year) != leaps((int64_t)year - 1); }

static int days_before(int month) { return month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30; }

int64_t jalali_to_days(jdate d)
{
    int64_t y = (int64_t)d.year - 1;
    return JALALI_EPOCH + y * 365 + leaps(y) + days_before(d.month) + d.day - 1;
}

jdate jalali_of_days(int64_t days)
{
    int64_t n = days - JALALI_EPOCH;
    int64_t y = floor_div(n * CYCLE_YEARS, CYCLE_DAYS); /* off by one at most */
    while (y * 365 + leaps(y) > n) y--;
    while ((y + 1) * 365 + leaps(y + 1) <= n) y++;
    int day = (int)(n - y * 365 - leaps(y));
    int month = day < 186 ? day / 31 + 1 : (day - 186) / 30 + 7;
    return (jdate){(int)y + 1, month, day - days_before(month) + 1};
}

int64_t gregorian_to_days(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2), era = floor_div(y, 400), of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void gregorian_of_days(int64_t days, int *ret_year, int *ret_month, int *ret_day)
{
    int64_t z = days + 719468, era = floor_div(z, 146097), d = z - era * 146097;
    int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    int64_t of_year = d - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
    *ret_day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *ret_month = (int)(m < 10 ? m + 3 : m - 9);
    *ret_year = (int)(y + era * 400 + (*ret_month <= 2));
}

jdate jalali_of_time(int64_t at) { return jalali_of_days(floor_div(at + IRAN_OFFSET_S, 86400)); }
int64_t jalali_to_time(jdate d) { return jalali_to_days(d) * 86400 - IRAN_OFFSET_S; }

bool jalali_valid(jdate d)
{
    if (d.year < 1 || d.year > 9999 || d.month < 1 || d.month > 12 || d.day < 1) return false;
    return d.day <= (d.month <= 6 ? 31 : d.month < 12 || jalali_leap(d.year) ? 30 : 29);
}

sv jalali_month(int month) { return month >= 1 && month <= 12 ? months[month - 1] : (sv){NULL, 0}; }

sv jalali_weekday(int64_t days)
{
    static const sv names[7] = {SV_INIT("پنجشنبه"), SV_INIT("جمعه"), SV_INIT("شنبه"),
        SV_INIT("یکشنبه"), SV_INIT("دوشنبه"), SV_INIT("سه‌شنبه"), SV_INIT("چهارشنبه")};
    return names[days - floor_div(days, 7) * 7];
}

err jalali_short(arena *a, jdate d, sv *ret)
{
    sv s = arena_printf(a, "%04d/%02d/%02d", d.year, d.month, d.day);
    return s.p ? digits_persian(a, s, ret) : ERR_NOMEM;
}

err jalali_long(arena *a, jdate d, sv *ret)
{
    sv s = arena_printf(a, "%d %.*s %d", d.day, SV_FMT(jalali_month(d.month)), d.year);
    return s.p ? digits_persian(a, s, ret) : ERR_NOMEM;
}
