#include "parsers/when.h"

#include "parsers/when_in.h"
#include "text/jalali.h"

enum { DAY_S = 86400, TEHRAN_MIN = 210, TEHRAN_SUMMER_MIN = 270 };
enum { BRIEF = 14 }; /* pieces of a text in which «دیروز» or a day without year can be its date */

static bool is_jalali_year(int64_t y) { return y >= 1250 && y <= 1499; }
static bool is_gregorian_year(int64_t y) { return y >= 1900 && y <= 2100; }

/* Day, month and year in the calendar that the year tells; month or day 0: not told. */
static bool set_day(found *f, int64_t y, int64_t m, int64_t d, bool jalali)
{
    if (m < 0 || m > 12 || d < 0 || d > 31 || y < 1 || y > 9999) return false;
    f->precision = d ? WHEN_DAY : m ? WHEN_MONTH : WHEN_YEAR;
    f->jalali = jalali;
    int month = m ? (int)m : 1, day = d ? (int)d : 1;
    if (jalali) {
        jdate j = {(int)y, month, day};
        if (!jalali_valid(j) && !(day == 30 && month == 12)) return false; /* leap years differ */
        f->days = jalali_to_days(j);
        return true;
    }
    static const int len[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (day > len[month - 1]) return false;
    f->days = gregorian_to_days((int)y, month, day);
    return true;
}

static bool set_year_first(found *f, int64_t y, int64_t m, int64_t d)
{
    if (is_jalali_year(y)) return set_day(f, y, m, d, true);
    return is_gregorian_year(y) && set_day(f, y, m, d, false);
}

/* A year of two digits. */
static int64_t whole_year(const piece *p, const when_base *base, bool *ret_jalali)
{
    int64_t y = p->value;
    *ret_jalali = is_jalali_year(y);
    if (p->digits == 4) return y;
    if (base->persian) {
        *ret_jalali = true;
        return y >= 50 ? 1300 + y : 1400 + y;
    }
    return y >= 70 ? 1900 + y : 2000 + y;
}

/* 2020-05-10, 1399/02/21, 10.05.2020, 5/10/20, 99/02/21, 2019年12月5日 */
static bool by_numbers(const pieces *s, size_t i, const when_base *base, found *f)
{
    const piece *p = &s->at[i];
    if (i + 4 >= s->n + 1 || !is_number(p, 1, 4) || p[1].kind == PIECE_END) return false;
    bool cjk = p[1].kind == PIECE_WORD && strcmp(p[1].word, "年") == 0;
    bool same = p[1].kind == PIECE_MARK && p[3].kind == PIECE_MARK && p[1].mark == p[3].mark &&
                strchr("-/._", p[1].mark);
    if (!(cjk || same) || !is_number(&p[2], 1, 2) || !is_number(&p[4], 1, 4)) return false;
    f->first = i;
    f->last = i + 4 + (cjk && p[5].kind == PIECE_WORD);
    if (p->digits == 4)
        return p[4].digits <= 2 && set_year_first(f, p->value, p[2].value, p[4].value);
    if (p->digits > 2) return false;
    if (p[4].digits == 2 && (p->value > 31 || (base->persian && p[4].value <= 31))) {
        bool j;
        int64_t y = whole_year(p, base, &j);
        if (!j && y < 2000) y -= 600, j = true; /* 99/02/21 on a page in another language */
        return set_day(f, y, p[2].value, p[4].value, j);
    }
    if (p[4].digits != 4 && p[4].digits != 2) return false;
    bool j;
    int64_t y = whole_year(&p[4], base, &j), a = p->value, b = p[2].value;
    if (!j && !is_gregorian_year(y)) return false;
    bool day_first = a > 12 || (b <= 12 && (j || p[1].mark != '/' || base->day_first));
    return day_first ? set_day(f, y, b, a, j) : set_day(f, y, a, b, j);
}

/* 20200510, 20200510T1859 */
static bool by_run(const pieces *s, size_t i, found *f)
{
    const piece *p = &s->at[i];
    if (!is_number(p, 8, 8)) return false;
    f->first = f->last = i;
    return set_year_first(f, p->value / 10000, p->value / 100 % 100, p->value % 100) &&
           f->precision == WHEN_DAY;
}

/* Over commas, points, "of", "de", "th", ماه, سال between the parts of a date in words. */
static size_t over_glue(const pieces *s, size_t i)
{
    for (size_t n = 0; n < 4; n++, i++) {
        const piece *p = &s->at[i];
        if (p->kind == PIECE_MARK && strchr(",.'-/", p->mark)) continue;
        if (p->kind != PIECE_WORD) break;
        if (!p->known || !when_glue(p->word)) break;
    }
    return i;
}

/* A month told by its name. */
typedef struct month_day {
    int month;
    bool jalali;
    int64_t day; /* 0: not told */
} month_day;

/* The latest year in which that day is not in the future. */
static bool without_year(found *f, month_day m, const when_base *base, size_t n_pieces)
{
    if (!base->now_ms || n_pieces > BRIEF) return false;
    int64_t today = base->now_ms / 1000 / DAY_S;
    int year, month, day;
    gregorian_of_days(today, &year, &month, &day);
    if (m.jalali) year = jalali_of_days(today).year;
    return (set_day(f, year, m.month, m.day, m.jalali) && f->days <= today + 1) ||
           set_day(f, (int64_t)year - 1, m.month, m.day, m.jalali);
}

/* The year after a month's name, or none; *last is the piece it ended with. */
static bool close_month(const pieces *s, size_t i, found *f, month_day m, const when_base *base)
{
    size_t y = over_glue(s, i + 1);
    const piece *p = &s->at[y];
    if (is_number(p, 4, 4) && (is_jalali_year(p->value) || is_gregorian_year(p->value))) {
        f->last = y;
        return set_day(f, p->value, m.month, m.day, is_jalali_year(p->value) && m.jalali);
    }
    bool colon = is_mark(&s->at[y + (y < s->n)], ':');
    if (is_number(p, 2, 2) && m.day && !colon) {
        bool j;
        int64_t year = whole_year(p, &(when_base){.persian = m.jalali}, &j);
        f->last = y;
        if (set_day(f, year, m.month, m.day, m.jalali)) return true;
    }
    f->last = i;
    return m.day && without_year(f, m, base, s->n);
}

/* «۲ مهر ۱۴۰۵», "10 May 2020", "May 10, 2020", "May 2020" */
static bool by_month(const pieces *s, size_t i, const when_base *base, found *f)
{
    const piece *p = &s->at[i];
    bool jalali;
    if (p->kind == PIECE_NUMBER && p->digits <= 2 && p->value >= 1 && p->value <= 31) {
        size_t m = over_glue(s, i + 1);
        int month = s->at[m].kind == PIECE_WORD ? when_month(s->at[m].word, &jalali) : 0;
        f->first = i;
        return month && close_month(s, m, f, (month_day){month, jalali, p->value}, base);
    }
    if (is_number(p, 4, 4)) { /* «1402 مهر 5», "2020 May 10" */
        size_t m = over_glue(s, i + 1);
        int month = s->at[m].kind == PIECE_WORD ? when_month(s->at[m].word, &jalali) : 0;
        size_t d = over_glue(s, m + (m < s->n));
        f->first = i;
        f->last = d;
        return month && is_number(&s->at[d], 1, 2) &&
               set_day(f, p->value, month, s->at[d].value, is_jalali_year(p->value));
    }
    bool may = p->kind == PIECE_WORD && p->known; /* many words are months as well */
    if (!may || s->at[over_glue(s, i + 1)].kind != PIECE_NUMBER) return false;
    int month = when_month(p->word, &jalali);
    if (!month) return false;
    f->first = i;
    size_t d = over_glue(s, i + 1);
    const piece *day = &s->at[d];
    bool clock = d < s->n && is_mark(&s->at[d + 1], ':');
    if (is_number(day, 1, 2) && day->value >= 1 && day->value <= 31 && !clock)
        return close_month(s, d, f, (month_day){month, jalali, day->value}, base);
    return close_month(s, i, f, (month_day){month, jalali, 0}, base);
}

static int number_of(const piece *p)
{
    if (is_number(p, 1, 3)) return (int)p->value;
    return p->kind == PIECE_WORD && p->known ? when_number(p->word) : 0;
}

static bool set_before(found *f, const when_base *base, int64_t minutes, when_precision precision)
{
    int64_t now_min = base->now_ms / 60000 + base->zone_min, at = now_min - minutes;
    f->days = at / 1440;
    f->precision = precision;
    if (precision >= WHEN_MINUTE) {
        f->hour = (int)(at % 1440 / 60);
        f->minute = (int)(at % 60);
        f->precision = WHEN_DAY; /* the clock makes it WHEN_MINUTE */
    }
    return true;
}

/* «۳ روز پیش», "2 hours ago", "vor 3 Tagen", «دیروز», «همین الان» */
static bool by_distance(const pieces *s, size_t i, const when_base *base, found *f)
{
    if (!base->now_ms) return false;
    const piece *p = &s->at[i];
    f->first = f->last = i;
    if (p->kind == PIECE_WORD && p->known) {
        int back = when_day_word(p->word);
        if (back >= 0 && s->n <= BRIEF) return set_before(f, base, (int64_t)back * 1440, WHEN_DAY);
        bool now = when_now(p->word);
        if (now && (p->word[0] != 'j' || strcmp(p[1].word, "now") == 0))
            return set_before(f, base, 0, WHEN_MINUTE);
    }
    int n = number_of(p);
    if (!n || p[1].kind != PIECE_WORD || !p[1].known) return false;
    when_precision precision;
    int64_t unit = when_unit(p[1].word, &precision);
    if (!unit) return false;
    bool after = p[2].kind == PIECE_WORD && when_ago_after(p[2].word);
    bool before =
        i && s->at[i - 1].kind == PIECE_WORD &&
        (when_ago_before(s->at[i - 1].word) ||
            (i > 2 && strcmp(s->at[i - 1].word, "a") == 0 && strcmp(s->at[i - 2].word, "y") == 0));
    if (!after && !before) return false;
    f->last = i + 1 + after;
    return set_before(f, base, unit < 0 ? 0 : n * unit, precision);
}

/* Iran's summer time: +04:30 from 1387 to 1401 and 1370 to 1384, 2 Farvardin to 31 Shahrivar. */
static int tehran_offset(int64_t days)
{
    jdate j = jalali_of_days(days);
    bool years = (j.year >= 1387 && j.year <= 1401) || (j.year >= 1370 && j.year <= 1384);
    bool summer = j.month <= 6 && !(j.month == 1 && j.day == 1) && !(j.month == 6 && j.day == 31);
    return years && summer ? TEHRAN_SUMMER_MIN : TEHRAN_MIN;
}

int when_tehran_offset(int64_t at_ms)
{
    int64_t s = at_ms / 1000 + TEHRAN_MIN * 60;
    return tehran_offset(s / DAY_S - (s % DAY_S < 0));
}

static void finish(const found *f, sv text, const pieces *s, const when_base *base, when *ret)
{
    *ret = (when){.precision = f->precision, .zoned = f->zoned};
    bool clock = f->precision == WHEN_DAY && f->hour >= 0;
    if (clock) ret->precision = f->second >= 0 ? WHEN_SECOND : WHEN_MINUTE;
    bool disbelieved = f->jalali && f->zoned && f->zone_min == 0;
    if (disbelieved) ret->zoned = false;
    ret->offset_min = ret->zoned ? f->zone_min : disbelieved ? TEHRAN_MIN : base->zone_min;
    if (!ret->zoned && ret->offset_min == TEHRAN_MIN) ret->offset_min = tehran_offset(f->days);
    int64_t sec = f->days * DAY_S;
    if (clock) sec += f->hour * 3600 + f->minute * 60 + (f->second > 0 ? f->second : 0);
    ret->at_ms = (sec - ret->offset_min * 60) * 1000;
    size_t from = s->at[f->first].at, to = s->at[f->last < s->n ? f->last : s->n - 1].end;
    ret->raw = sv_sub(text, from, to > from ? to - from : 0);
}

/* A quick look: whether there are at least LEAST_DIGITS, which the shortest date without a "now" has (5 مهر 99). */
enum { LEAST_DIGITS = 3 };
static bool has_digits(sv s)
{
    unsigned digits = 0;
    for (size_t i = 0; i < s.n && digits < LEAST_DIGITS; i++) {
        unsigned c = (unsigned char)s.p[i], d = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        digits += (c - '0' < 10U) | (((c == 0xD9) | (c == 0xDB)) & (d - 0xA0 <= 0x19U));
    }
    return digits >= LEAST_DIGITS;
}

bool when_parse(sv text, const when_base *base, when *ret)
{
    *ret = (when){.precision = WHEN_NONE};
    if (!base->now_ms && !has_digits(sv_sub(text, 0, WHEN_TEXT))) return false;
    pieces s;
    pieces_of(text, &s);
    bool numbers = false;
    for (size_t i = 0; i < s.n && !numbers; i++) numbers = s.at[i].kind == PIECE_NUMBER;
    if (!numbers && !base->now_ms) return false;
    for (size_t i = 0; i < s.n; i++) {
        found f = {.hour = -1, .second = -1};
        bool any = numbers &&
                   (by_numbers(&s, i, base, &f) || by_month(&s, i, base, &f) || by_run(&s, i, &f));
        if (!any && !by_distance(&s, i, base, &f)) continue;
        when_find_clock(&s, &f);
        finish(&f, text, &s, base, ret);
        return true;
    }
    return false;
}

bool when_parse_machine(sv text, const when_base *base, when *ret)
{
    pieces s;
    pieces_of(text, &s);
    const piece *p = &s.at[0];
    bool ms = p->digits == 13;
    if (s.n == 1 && (p->digits == 10 || ms) && p->kind == PIECE_NUMBER) {
        int64_t at = ms ? p->value : p->value * 1000;
        *ret = (when){.at_ms = at, .precision = WHEN_SECOND, .zoned = true, .raw = sv_trim(text)};
        return true;
    }
    when_base b = *base;
    b.now_ms = 0;
    if (!when_parse(text, &b, ret)) return false;
    return true;
}

sv when_iso(arena *a, const when *w)
{
    if (w->precision == WHEN_NONE) return (sv){NULL, 0};
    int64_t s = w->at_ms / 1000 + w->offset_min * 60, days = s / DAY_S - (s % DAY_S < 0);
    int y, m, d, left = (int)(s - days * DAY_S),
                 off = w->offset_min < 0 ? -w->offset_min : w->offset_min;
    gregorian_of_days(days, &y, &m, &d);
    if (w->precision == WHEN_YEAR) return arena_printf(a, "%04d", y);
    if (w->precision == WHEN_MONTH) return arena_printf(a, "%04d-%02d", y, m);
    if (w->precision == WHEN_DAY) return arena_printf(a, "%04d-%02d-%02d", y, m, d);
    char zone[24] = "";
    if (w->zoned)
        (void)snprintf(zone, sizeof zone, "%c%02d:%02d", w->offset_min < 0 ? '-' : '+',
            off / 60 % 100, off % 60);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d%s", y, m, d, left / 3600, left / 60 % 60,
        left % 60, zone);
}
