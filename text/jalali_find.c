#include "text/chars.h"
#include "text/digits.h"
#include "text/jalali.h"
#include "text/utf8.h"

enum { WORDS_MAX = 512, WORD_BYTES = 32, DAY = 86400 };

/* A number or a word of the text, folded. */
typedef struct piece {
    int number; /* -1: a word, or another character in `mark` */
    int digits;
    char mark; /* '/', '-', ':', 'T' or 0 */
    char word[WORD_BYTES];
    size_t n;
} piece;

typedef struct pieces {
    piece at[WORDS_MAX];
    int n;
} pieces;

static void letter(piece *w, uint32_t cp)
{
    char c[UTF8_MAX];
    size_t n = utf8_put(c, cp);
    if (w->n + n >= WORD_BYTES) return;
    memcpy(w->word + w->n, c, n);
    w->n += n;
}

static void cut(sv s, pieces *ps)
{
    ps->n = 0;
    int open = 0; /* what the last piece is: 0 closed, 1 number, 2 word */
    for (const char *p = s.p, *end = s.p + s.n; s.n && p < end;) {
        uint32_t cp = utf8_next(&p, end);
        char_class c = cp == UTF8_BAD ? CH_SPACE : char_class_of(cp);
        int d = cp == UTF8_BAD ? -1 : digit_value(cp);
        int kind = d >= 0 ? 1 : c == CH_PERSIAN || c == CH_LATIN ? 2 : 0;
        if (c == CH_MARK || c == CH_DROP || c == CH_ZWNJ) continue;
        bool mark = cp == '/' || cp == '-' || cp == ':' || cp == 0x2F;
        if (kind == 0 && !mark) {
            open = 0;
            continue;
        }
        if (kind != open || kind == 0) {
            if (ps->n == WORDS_MAX) return;
            ps->at[ps->n++] = (piece){.number = kind == 1 ? 0 : -1, .mark = mark ? (char)cp : 0};
            open = kind;
        }
        piece *w = &ps->at[ps->n - 1];
        if (kind == 1 && w->digits < 9)
            w->number = w->number * 10 + d, w->digits++;
        else if (kind == 2)
            letter(w, char_fold(cp));
    }
}

static bool word_is(const pieces *ps, int i, const char *w)
{
    return i >= 0 && i < ps->n && ps->at[i].n && sv_eq((sv){ps->at[i].word, ps->at[i].n}, sv_c(w));
}

static bool mark_is(const pieces *ps, int i, char m) { return i < ps->n && ps->at[i].mark == m; }
static int number_at(const pieces *ps, int i)
{
    return i >= 0 && i < ps->n && ps->at[i].digits ? ps->at[i].number : -1;
}

int jalali_month_of(sv s)
{
    static const struct {
        const char *name;
        int month;
    } more[] = {{"امرداد", 5}, {"اردی‌بهشت", 2}};
    char folded[64];
    size_t n = 0;
    for (const char *p = s.p, *end = s.p + s.n; s.n && p < end && n + UTF8_MAX < sizeof folded;) {
        uint32_t cp = utf8_next(&p, end);
        if (cp == UTF8_BAD) break;
        n += utf8_put(folded + n, char_fold(cp));
    }
    sv f = {folded, n};
    for (int m = 1; m <= 12; m++)
        if (sv_starts(f, jalali_month(m))) return m;
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
        if (sv_starts(f, sv_c(more[i].name))) return more[i].month;
    return 0;
}

static int month_word(const pieces *ps, int i)
{
    if (i < 0 || i >= ps->n || !ps->at[i].n) return 0;
    sv w = {ps->at[i].word, ps->at[i].n};
    int m = jalali_month_of(w);
    return m && (sv_eq(w, jalali_month(m)) || sv_eq(w, SV("امرداد"))) ? m : 0;
}

/* «ساعت ۱۸:۳۰», "T18:30": seconds of the day from piece `i` on, or -1. */
static int time_of_day(const pieces *ps, int i)
{
    for (int end = i + 8; i < end && i + 2 < ps->n; i++) {
        int h = number_at(ps, i), m = number_at(ps, i + 2);
        if (h < 0 || h > 23 || m < 0 || m > 59 || !mark_is(ps, i + 1, ':')) continue;
        int s = mark_is(ps, i + 3, ':') ? number_at(ps, i + 4) : 0;
        return h * 3600 + m * 60 + (s > 0 && s < 60 ? s : 0);
    }
    return -1;
}

static bool done(const pieces *ps, int after, int64_t midnight, int64_t *ret, bool *day_only)
{
    int s = time_of_day(ps, after);
    *day_only = s < 0;
    *ret = midnight + (s < 0 ? 0 : s);
    return true;
}

static int full_year(int y, int digits)
{
    if (digits > 2) return y;
    return y < 50 ? 1400 + y : 1300 + y;
}

/* Year, month, day by numbers, either calendar; year first or last. */
static bool numeric(const pieces *ps, int i, int64_t *ret, bool *day_only)
{
    int a = number_at(ps, i), b = number_at(ps, i + 2), c = number_at(ps, i + 4);
    if (a < 0 || b < 1 || c < 1 || i + 4 >= ps->n) return false;
    char sep = ps->at[i + 1].mark;
    if ((sep != '/' && sep != '-') || !mark_is(ps, i + 3, sep)) return false;
    int da = ps->at[i].digits, dc = ps->at[i + 4].digits, y = a, d = c, dy = da;
    if (dc == 4 && da <= 2)
        y = c, d = a, dy = dc;
    else if (da != 4 && da != 2)
        return false;
    if (dy == 4 && y >= 1900 && y <= 2200 && b <= 12 && d <= 31)
        return done(ps, i + 5, gregorian_to_days(y, b, d) * DAY - IRAN_OFFSET_S, ret, day_only);
    jdate j = {full_year(y, dy), b, d};
    if (j.year < 1200 || j.year > 1600 || !jalali_valid(j)) return false;
    return done(ps, i + 5, jalali_to_time(j), ret, day_only);
}

/* «۱ مرداد ۱۴۰۳», «اول مهر», «۳ مهر»: without a year the last such day. */
static bool named(const pieces *ps, int i, int64_t now, int64_t *ret, bool *day_only)
{
    int m = month_word(ps, i), d = number_at(ps, i - 1);
    if (!m) return false;
    if (d < 0 && word_is(ps, i - 1, "اول")) d = 1;
    int next = i + 1;
    while (word_is(ps, next, "ماه") || word_is(ps, next, "سال")) next++;
    int y = number_at(ps, next);
    bool year = y >= 0 && !mark_is(ps, next + 1, ':') && (y > 1200 || (y >= 50 && y < 100));
    if (d < 1 && !year) return false;
    jdate today = jalali_of_time(now);
    jdate j = {year ? full_year(y, ps->at[next].digits) : today.year, m, d < 1 ? 1 : d};
    if (!jalali_valid(j) || j.year > 1600) return false;
    if (!year && jalali_to_time(j) > now) j.year--;
    return done(ps, next, jalali_to_time(j), ret, day_only);
}

static const struct {
    const char *word;
    int64_t seconds;
} spans[] = {{"ثانیه", 1}, {"دقیقه", 60}, {"ساعت", 3600}, {"روز", DAY}, {"هفته", 7 * DAY},
    {"ماه", 30 * DAY}, {"سال", 365 * DAY}};

static int amount_before(const pieces *ps, int i)
{
    static const char *const words[] = {
        "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"};
    int n = number_at(ps, i);
    if (n >= 0) return n;
    for (int k = 0; k < 10; k++)
        if (word_is(ps, i, words[k])) return k + 1;
    return word_is(ps, i, "یه") ? 1 : word_is(ps, i, "چند") ? 3 : -1;
}

/* «۳ روز پیش», «دو هفته قبل», «هفته‌ی پیش», «ماه گذشته». */
static bool ago(const pieces *ps, int i, int64_t now, int64_t *ret, bool *day_only)
{
    for (size_t k = 0; k < sizeof spans / sizeof spans[0]; k++) {
        if (!word_is(ps, i, spans[k].word)) continue;
        if (!word_is(ps, i + 1, "پیش") && !word_is(ps, i + 1, "قبل") &&
            !word_is(ps, i + 1, "گذشته"))
            return false;
        int n = amount_before(ps, i - 1);
        if (n < 0) n = 1;
        if (n > 100000) return false;
        *ret = now - n * spans[k].seconds;
        *day_only = spans[k].seconds >= DAY;
        return true;
    }
    return false;
}

static bool relative(const pieces *ps, int i, int64_t now, int64_t *ret, bool *day_only)
{
    static const struct {
        const char *word;
        int days;
    } days[] = {{"امروز", 0}, {"دیروز", 1}, {"پریروز", 2}, {"امشب", 0}, {"دیشب", 1},
        {"پارسال", 365}, {"پیرارسال", 730}};
    if (word_is(ps, i, "لحظاتی") || (word_is(ps, i, "همین") && word_is(ps, i + 1, "الان"))) {
        *ret = now;
        *day_only = false;
        return true;
    }
    for (size_t k = 0; k < sizeof days / sizeof days[0]; k++)
        if (word_is(ps, i, days[k].word)) {
            int64_t midnight = jalali_to_time(jalali_of_time(now)) - (int64_t)days[k].days * DAY;
            return done(ps, i + 1, midnight, ret, day_only);
        }
    return ago(ps, i, now, ret, day_only);
}

bool jalali_find(sv text, int64_t now, int64_t *ret, bool *ret_day_only)
{
    pieces ps;
    cut(text, &ps);
    for (int i = 0; i < ps.n; i++)
        if (numeric(&ps, i, ret, ret_day_only) || named(&ps, i, now, ret, ret_day_only))
            return true;
    for (int i = 0; i < ps.n; i++)
        if (relative(&ps, i, now, ret, ret_day_only)) return true;
    return false;
}
