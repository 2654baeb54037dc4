#include <math.h>

#include "parsers/facts_in.h"
#include "text/digits.h"
#include "text/utf8.h"

enum { NEAR_BYTES = 40, DIGITS_MAX = 14 };

typedef struct unit {
    sv word;
    double toman; /* of one; NaN: another currency */
} unit;

static bool is_group(uint32_t c)
{
    return c == ',' || c == 0x66C || c == 0x60C || c == '\'' || c == 0x2019;
}

/* A number at s: grouped digits, a decimal point; its bytes, 0 when there is none. */
static size_t number_at(sv s, double *ret)
{
    const char *p = s.p, *end = s.p + s.n, *last = s.p;
    double v = 0, part = 0;
    int digits = 0, group = -1;
    while (p < end && digits < DIGITS_MAX) {
        const char *before = p;
        uint32_t c = utf8_next(&p, end);
        int d = digit_value(c);
        if (d >= 0) {
            if (part > 0)
                v += d * part, part /= 10;
            else
                v = v * 10 + d;
            digits++;
            if (group >= 0) group++;
            last = p;
            continue;
        }
        if (!digits) return 0;
        bool point = c == 0x66B || c == '.' || c == '/';
        if (is_group(c))
            group = 0;
        else if (c == '.' && group == 3)
            group = 0; /* 1.250.000 */
        else if (point && part == 0 && last == before)
            part = 0.1;
        else
            break;
    }
    *ret = v;
    return digits ? (size_t)(last - s.p) : 0;
}

/* Where the first digit from i on begins, of any script; text.n: nowhere. The letters of a text come in no order that a
 * processor could guess, so the only branch is the one hardly ever taken. */
static size_t next_digit(sv text, size_t i)
{
    while (i < text.n) {
        unsigned c = (unsigned char)text.p[i],
                 d = i + 1 < text.n ? (unsigned char)text.p[i + 1] : 0;
        unsigned digit = (c - '0' < 10U) | ((c == 0xD9) & (d - 0xA0 < 10U)) |
                         ((c == 0xDB) & (d - 0xB0 < 10U)) | ((c == 0xEF) & (d == 0xBC));
        if (digit) return i;
        i += c >= 0xC0 ? 2 : 1; /* over the tail of a letter */
    }
    return text.n;
}

static size_t blanks(sv s)
{
    size_t n = 0;
    for (;;) {
        sv rest = sv_sub(s, n, s.n);
        if (rest.n && sv_space(rest.p[0]))
            n++;
        else if (sv_starts(rest, SV("\xC2\xA0")))
            n += 2;
        else if (sv_starts(rest, SV("\xE2\x80\x8C")) || sv_starts(rest, SV("\xE2\x80\x8F")))
            n += 3;
        else
            return n;
    }
}

/* "1.250.000" was read as 1.25 with more digits; this reads it again as groups of three. */
static bool dotted(sv s, double *ret)
{
    size_t dots = 0, since = 0;
    double v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.') {
            if (dots && since != 3) return false;
            dots++;
            since = 0;
        } else if (s.p[i] >= '0' && s.p[i] <= '9')
            v = v * 10 + (s.p[i] - '0'), since++;
        else
            return false;
    }
    *ret = v;
    return dots && since == 3;
}

static const unit money[] = {{SV_INIT("تومان"), 1}, {SV_INIT("تومن"), 1}, {SV_INIT("تومانی"), 1},
    {SV_INIT("ریال"), 0.1}, {SV_INIT("ريال"), 0.1}, {SV_INIT("﷼"), 0.1}, {SV_INIT("IRT"), 1},
    {SV_INIT("IRR"), 0.1}, {SV_INIT("Toman"), 1}, {SV_INIT("Rial"), 0.1},
    {SV_INIT("$"), (double)NAN}, {SV_INIT("€"), (double)NAN}, {SV_INIT("£"), (double)NAN},
    {SV_INIT("USD"), (double)NAN}, {SV_INIT("EUR"), (double)NAN}};

static bool unit_at(sv s, double *io, size_t *ret_n)
{
    static const unit scale[] = {{SV_INIT("هزار"), 1e3}, {SV_INIT("میلیون"), 1e6},
        {SV_INIT("ميليون"), 1e6}, {SV_INIT("میلیارد"), 1e9}};
    size_t n = blanks(s);
    for (size_t i = 0; i < sizeof scale / sizeof *scale; i++)
        if (sv_starts(sv_sub(s, n, s.n), scale[i].word)) {
            *io *= scale[i].toman;
            n += scale[i].word.n;
            n += blanks(sv_sub(s, n, s.n));
            break;
        }
    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        if (sv_istarts(sv_sub(s, n, s.n), money[i].word)) {
            *io *= money[i].toman;
            *ret_n = n + money[i].word.n;
            return true;
        }
    return false;
}

/* Whether a word of `money` may begin at s.p[0] < 0x80. */
static bool may_begin(sv s)
{
    char b = s.n > 1 ? sv_lower(s.p[1]) : 0;
    switch (sv_lower(s.p[0])) {
    case '$': return true;
    case 'i': return b == 'r';
    case 't': return b == 'o';
    case 'r': return b == 'i';
    case 'u': return b == 's';
    case 'e': return b == 'u';
    default: return false;
    }
}

static bool is_money(sv s)
{
    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        if (sv_istarts(s, money[i].word)) return true;
    return false;
}

bool facts_has_currency(sv text)
{
    for (size_t k = 0; k < text.n; k++) {
        unsigned char c = (unsigned char)text.p[k];
        sv rest = {text.p + k, text.n - k};
        if (c < 0x80) {
            if ((c >= 'E' || c == '$') && may_begin(rest) && is_money(rest)) return true;
            continue;
        }
        bool may = c == 0xC2 || c == 0xE2 || c == 0xEF; /* £ € ﷼ */
        if (rest.n >= 4)
            may = may | (memcmp(rest.p, "تو", 4) == 0) | (memcmp(rest.p, "ری", 4) == 0) |
                  (memcmp(rest.p, "ري", 4) == 0);
        if (may && is_money(rest)) return true;
        k += c >= 0xC0; /* over the tail of the letter */
    }
    return false;
}

bool facts_price(sv text, price *ret)
{
    for (size_t i = 0; (i = next_digit(text, i)) < text.n; i++) {
        double v, before = 1;
        size_t n = number_at(sv_sub(text, i, NEAR_BYTES), &v), unit_n = 0;
        if (!n) continue;
        (void)dotted(sv_sub(text, i, n), &v);
        sv head = sv_sub(text, 0, i);
        bool ahead = false;
        for (size_t back = 1; back <= 6 && back <= head.n && !ahead;
             back++) { /* "$ 12", "IRR 250" */
            before = 1;
            ahead = unit_at(sv_sub(head, head.n - back, back), &before, &unit_n) &&
                    head.p[head.n - back] != ' ' &&
                    sv_trim(sv_sub(head, head.n - back + unit_n, back)).n == 0;
            if (ahead) ret->from = i - back;
        }
        if (!ahead && !unit_at(sv_sub(text, i + n, NEAR_BYTES), &v, &unit_n)) {
            i += n - 1;
            continue;
        }
        if (ahead)
            v *= before;
        else
            ret->from = i;
        ret->to = i + n + (ahead ? 0 : unit_n);
        ret->amount = v;
        return isnan(v) || v > 0;
    }
    return false;
}

bool facts_percent(sv text, price *ret)
{
    static const sv mark[] = {SV_INIT("%"), SV_INIT("٪"), SV_INIT("درصد")};
    for (size_t i = 0; (i = next_digit(text, i)) < text.n; i++) {
        double v;
        size_t n = number_at(sv_sub(text, i, NEAR_BYTES), &v);
        if (!n) continue;
        size_t after = i + n + blanks(sv_sub(text, i + n, NEAR_BYTES));
        for (size_t k = 0; k < sizeof mark / sizeof *mark; k++) {
            bool ends = sv_ends(sv_trim(sv_sub(text, 0, i)), mark[k]);
            if (!ends && !sv_starts(sv_sub(text, after, text.n), mark[k])) continue;
            *ret = (price){.percent = v, .from = i, .to = ends ? i + n : after + mark[k].n};
            return v > 0 && v < 100;
        }
        i += n - 1;
    }
    return false;
}

double facts_toman(sv number, sv currency)
{
    double v;
    if (!number_at(sv_trim(number), &v) || v <= 0) return (double)NAN;
    if (sv_ieq(currency, SV("IRR")) || sv_ieq(currency, SV("RIAL"))) return v / 10;
    bool toman = sv_ieq(currency, SV("IRT")) || sv_ieq(currency, SV("TMN")) ||
                 sv_ieq(currency, SV("TOMAN")) || sv_ieq(currency, SV("IRHT"));
    return toman ? v : (double)NAN;
}
