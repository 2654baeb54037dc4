#include "report/fmt.h"

#include <inttypes.h>
#include <math.h>
#include <time.h>

typedef struct day {
    int y, m, d, weekday; /* weekday 0: Saturday */
    int minute;           /* of the day */
} day;

static const char *const month_fa[] = {"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"};
static const char *const month_en[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void fmt_digits(buf *b, lang l, sv s)
{
    static const char fa[10][3] = {"۰", "۱", "۲", "۳", "۴", "۵", "۶", "۷", "۸", "۹"};
    for (size_t i = 0; i < s.n; i++)
        if (l == LANG_FA && s.p[i] >= '0' && s.p[i] <= '9')
            buf_put(b, (sv){fa[s.p[i] - '0'], 2});
        else
            buf_putc(b, s.p[i]);
}

static void put_number(buf *b, lang l, const char *ascii)
{
    size_t whole = strspn(ascii, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0) buf_puts(b, l == LANG_FA ? "٬" : ",");
        fmt_digits(b, l, (sv){ascii + i, 1});
    }
    if (!ascii[whole]) return;
    buf_puts(b, l == LANG_FA ? "٫" : ".");
    fmt_digits(b, l, sv_c(ascii + whole + 1));
}

static void put_minus(buf *b, bool negative)
{
    if (negative) buf_puts(b, "−");
}

/* A number with nothing of ASCII beside it but punctuation around or one point inside. */
static bool is_plain_number(sv word)
{
    int digits = 0, points = 0;
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i];
        bool inside = digits && i + 1 < word.n && word.p[i + 1] >= '0' && word.p[i + 1] <= '9';
        if (c >= '0' && c <= '9')
            digits++;
        else if (c == '.' && inside)
            points++;
        else if (c < 0x80 && (inside || !strchr(".,:%()", c)))
            return false;
    }
    return digits && points <= 1;
}

static void put_in_prose(buf *b, sv word)
{
    for (size_t i = 0; i < word.n; i++) {
        bool point =
            word.p[i] == '.' && i + 1 < word.n && word.p[i + 1] >= '0' && word.p[i + 1] <= '9';
        if (point)
            buf_puts(b, "٫");
        else
            fmt_digits(b, LANG_FA, sv_sub(word, i, 1));
    }
}

void fmt_prose(buf *b, lang l, sv s)
{
    bool typed =
        false; /* after the name of the program, or an option: what is typed as it stands */
    while (s.n) {
        size_t n = 0;
        while (n < s.n && s.p[n] != ' ' && s.p[n] != '\n') n++;
        sv word = sv_sub(s, 0, n);
        if (l == LANG_FA && !typed && is_plain_number(word))
            put_in_prose(b, word);
        else
            buf_put(b, word);
        typed = typed || sv_starts(word, SV("bazarkav")) || sv_starts(word, SV("-"));
        if (n < s.n) {
            typed = typed && s.p[n] != '\n';
            buf_putc(b, s.p[n++]);
        }
        s = sv_sub(s, n, s.n);
    }
}

void fmt_int(buf *b, lang l, int64_t n)
{
    char ascii[32];
    (void)snprintf(ascii, sizeof ascii, "%" PRIu64, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
    put_minus(b, n < 0);
    put_number(b, l, ascii);
}

static void put_real(buf *b, lang l, double d, int digits, bool zeros)
{
    char ascii[64];
    if (!isfinite(d) || fabs(d) > 1e18) {
        buf_puts(b, "—");
        return;
    }
    (void)snprintf(ascii, sizeof ascii, "%.*f", digits, fabs(d));
    char *end = ascii + strlen(ascii);
    while (!zeros && digits && end[-1] == '0') *--end = 0;
    if (!zeros && digits && end[-1] == '.') *--end = 0;
    put_minus(b, d < 0 && strspn(ascii, "0.") != strlen(ascii));
    put_number(b, l, ascii);
}

void fmt_real(buf *b, lang l, double d, int digits) { put_real(b, l, d, digits, false); }

void fmt_fixed(buf *b, lang l, double d, int digits) { put_real(b, l, d, digits, true); }

static void put_percent_sign(buf *b, lang l) { buf_puts(b, l == LANG_FA ? "٪" : "%"); }

static void put_share(buf *b, lang l, double share)
{
    double p = 100 * share;
    if (p > 0 && p < 0.1) {
        buf_puts(b, l == LANG_FA ? "کمتر از ۰٫۱" : "<0.1");
        return;
    }
    fmt_real(b, l, p, p < 0.95 ? 1 : 0);
}

void fmt_share(buf *b, lang l, double share)
{
    if (!isfinite(share)) {
        buf_puts(b, "—");
        return;
    }
    put_share(b, l, share);
    put_percent_sign(b, l);
}

void fmt_share_range(buf *b, lang l, double low, double high)
{
    put_share(b, l, low);
    buf_puts(b, "–");
    put_share(b, l, high);
    put_percent_sign(b, l);
}

void fmt_money(buf *b, lang l, double toman)
{
    const char *unit = l == LANG_FA ? "تومان" : "toman";
    double size = fabs(toman);
    if (size >= 1e9) {
        fmt_real(b, l, toman / 1e9, 1);
        buf_puts(b, l == LANG_FA ? " میلیارد " : " billion ");
    } else if (size >= 1e6) {
        fmt_real(b, l, toman / 1e6, 1);
        buf_puts(b, l == LANG_FA ? " میلیون " : " million ");
    } else {
        fmt_real(b, l, toman, 0);
        buf_putc(b, ' ');
    }
    buf_puts(b, unit);
}

enum { DAY_MS = 86400000, NOWRUZ_1349 = 79 /* 21 March 1970 */ };

static bool is_leap(int jalali_year)
{
    int r = jalali_year % 33;
    return r == 1 || r == 5 || r == 9 || r == 13 || r == 17 || r == 22 || r == 26 || r == 30;
}

static void to_jalali(int64_t days, day *ret)
{
    int64_t left = days - NOWRUZ_1349;
    int y = 1349;
    while (left < 0) left += is_leap(--y) ? 366 : 365;
    while (left >= (is_leap(y) ? 366 : 365)) left -= is_leap(y++) ? 366 : 365;
    ret->y = y;
    ret->m = (int)(left < 186 ? left / 31 : 6 + (left - 186) / 30);
    ret->d = (int)(left < 186 ? left % 31 : (left - 186) % 30) + 1;
}

static day day_of(lang l, int64_t at_ms, int offset_min)
{
    int64_t ms = at_ms + (int64_t)offset_min * 60000;
    int64_t days = ms / DAY_MS - (ms % DAY_MS < 0);
    day ret = {.minute = (int)((ms - days * DAY_MS) / 60000)};
    ret.weekday = (int)(((days + 5) % 7 + 7) % 7); /* 1 January 1970 was a Thursday */
    if (days < -50000 || days > 200000) return ret;
    if (l == LANG_FA) {
        to_jalali(days, &ret);
        return ret;
    }
    time_t t = (time_t)(days * 86400);
    struct tm tm;
    (void)gmtime_r(&t, &tm);
    ret.y = tm.tm_year + 1900;
    ret.m = tm.tm_mon;
    ret.d = tm.tm_mday;
    return ret;
}

static void put_day(buf *b, lang l, day d, bool year)
{
    char n[16];
    (void)snprintf(n, sizeof n, "%d", d.d);
    fmt_digits(b, l, sv_c(n));
    buf_putc(b, ' ');
    buf_puts(b, l == LANG_FA ? month_fa[d.m] : month_en[d.m]);
    if (!year) return;
    (void)snprintf(n, sizeof n, " %d", d.y);
    fmt_digits(b, l, sv_c(n));
}

void fmt_day(buf *b, lang l, int64_t at_ms, int offset_min)
{
    put_day(b, l, day_of(l, at_ms, offset_min), true);
}

void fmt_day_short(buf *b, lang l, int64_t at_ms, int offset_min)
{
    put_day(b, l, day_of(l, at_ms, offset_min), false);
}

void fmt_day_range(buf *b, lang l, int64_t from_ms, int64_t to_ms, int offset_min)
{
    day from = day_of(l, from_ms, offset_min), to = day_of(l, to_ms, offset_min);
    if (from.y == to.y && from.m == to.m && from.d == to.d) {
        put_day(b, l, to, true);
        return;
    }
    put_day(b, l, from, from.y != to.y);
    buf_puts(b, l == LANG_FA ? " تا " : " – ");
    put_day(b, l, to, true);
}

const char *fmt_weekday(lang l, int weekday, bool brief)
{
    static const char *const fa[] = {
        "شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه"};
    static const char *const fa1[] = {"ش", "ی", "د", "س", "چ", "پ", "ج"};
    static const char *const en[] = {
        "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};
    static const char *const en1[] = {"Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"};
    if (weekday < 0 || weekday > 6) return "";
    if (l == LANG_FA) return brief ? fa1[weekday] : fa[weekday];
    return brief ? en1[weekday] : en[weekday];
}

void fmt_moment(buf *b, lang l, int64_t at_ms, int offset_min)
{
    day d = day_of(l, at_ms, offset_min);
    char clock[16];
    (void)snprintf(clock, sizeof clock, "%02d:%02d", d.minute / 60, d.minute % 60);
    buf_puts(b, l == LANG_FA ? fmt_weekday(l, d.weekday, false) : fmt_weekday(l, d.weekday, true));
    buf_putc(b, ' ');
    put_day(b, l, d, true);
    buf_puts(b, l == LANG_FA ? "، " : ", ");
    fmt_digits(b, l, sv_c(clock));
}

void fmt_iso_day(buf *b, int64_t at_ms, int offset_min)
{
    day d = day_of(LANG_EN, at_ms, offset_min);
    buf_printf(b, "%04d-%02d-%02d", d.y, d.m + 1, d.d);
}

void fmt_iso(buf *b, int64_t at_ms, int offset_min)
{
    day d = day_of(LANG_EN, at_ms, offset_min);
    int64_t ms = at_ms % 60000;
    fmt_iso_day(b, at_ms, offset_min);
    buf_printf(b, "T%02d:%02d:%02d", d.minute / 60, d.minute % 60,
        (int)((ms < 0 ? ms + 60000 : ms) / 1000));
    int size = offset_min < 0 ? -offset_min : offset_min;
    if (size)
        buf_printf(b, "%c%02d:%02d", offset_min < 0 ? '-' : '+', size / 60, size % 60);
    else
        buf_putc(b, 'Z');
}
