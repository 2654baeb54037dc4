#include "text/mask.h"

#include "text/chars.h"
#include "text/digits.h"
#include "text/scan.h"
#include "text/utf8.h"
#include "util/buf.h"

enum { GROUPS_MAX = 10, DIGITS_MAX = 30, GAP_MAX = 3, HINT_BYTES = 48 };

/* Digits in groups, with what people put between them. */
typedef struct digits {
    char all[DIGITS_MAX + 1];
    struct {
        size_t from, to, upto; /* bytes; digits in `all` up to its end */
    } group[GROUPS_MAX];
    int n;
} digits;

static bool gap_char(uint32_t cp)
{
    return cp == ' ' || cp == '-' || cp == '.' || cp == '(' || cp == ')' || cp == '_' ||
           cp == 0x200C || cp == 0xA0 || cp == 0x2011 || cp == 0x2013 || cp == 0x640;
}

/* The groups that begin at `at`. */
static void collect(sv s, size_t at, digits *d)
{
    const char *p = s.p + at, *end = s.p + s.n;
    size_t count = 0;
    d->n = 0;
    while (p < end && d->n < GROUPS_MAX && count < DIGITS_MAX) {
        const char *from = p;
        size_t before = count;
        while (p < end && count < DIGITS_MAX) {
            const char *q = p;
            int v = digit_value(utf8_next(&q, end));
            if (v < 0) break;
            d->all[count++] = (char)('0' + v);
            p = q;
        }
        if (count == before) break;
        d->group[d->n].from = (size_t)(from - s.p);
        d->group[d->n].to = (size_t)(p - s.p);
        d->group[d->n++].upto = count;
        for (int i = 0; i < GAP_MAX && p < end; i++) {
            const char *q = p;
            if (!gap_char(utf8_next(&q, end))) break;
            p = q;
        }
    }
    d->all[count] = 0;
}

static bool luhn(const char *d, size_t n)
{
    int sum = 0;
    for (size_t i = 0; i < n; i++) {
        int v = d[n - 1 - i] - '0';
        if (i % 2) v = v > 4 ? v * 2 - 9 : v * 2;
        sum += v;
    }
    return sum && sum % 10 == 0;
}

static bool national_id(const char *d)
{
    int sum = 0;
    bool same = true;
    for (int i = 0; i < 9; i++) sum += (d[i] - '0') * (10 - i), same = same && d[i] == d[0];
    int r = sum % 11, check = d[9] - '0';
    return !(same && d[9] == d[0]) && check == (r < 2 ? r : 11 - r);
}

/* ISO 13616 of IR + 24 digits. */
static bool iban(const char *d)
{
    unsigned r = 0;
    for (int i = 2; i < 24; i++) r = (r * 10 + (unsigned)(d[i] - '0')) % 97;
    r = (r * 100 + 18) % 97; /* I */
    r = (r * 100 + 27) % 97; /* R */
    for (int i = 0; i < 2; i++) r = (r * 10 + (unsigned)(d[i] - '0')) % 97;
    return r == 1;
}

static bool phone(const char *d, size_t n, bool plus, int groups)
{
    if (plus) return n >= 9 && n <= 15;
    if (n == 11 && d[0] == '0' && d[1] != '0') return true;
    if (n == 12 && d[0] == '9' && d[1] == '8' && d[2] != '0') return true;
    if (n == 14 && memcmp(d, "0098", 4) == 0) return true;
    return n == 10 && d[0] == '9' && groups == 1;
}

/* Words before a number that make it a telephone. */
static bool called(sv s, size_t at)
{
    static const sv words[] = {SV_INIT("تلفن"), SV_INIT("تماس"), SV_INIT("موبایل"),
        SV_INIT("همراه"), SV_INIT("واتساپ"), SV_INIT("واتس"), SV_INIT("شمارم"), SV_INIT("شماره")};
    size_t from = at > HINT_BYTES ? at - HINT_BYTES : 0;
    sv before = {s.p + from, at - from};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sv_find(before, words[i]) != SV_NPOS) return true;
    return false;
}

/* What the first `k` groups are, or empty. */
static sv classify(sv s, const digits *d, int k, bool plus, bool ir)
{
    size_t n = d->group[k - 1].upto;
    if (n == 24 && (ir || iban(d->all))) return SV("[شبا]");
    if (n == 16 && (k == 1 || k == 4) && luhn(d->all, 16)) return SV("[کارت]");
    if (phone(d->all, n, plus, k)) return SV("[تلفن]");
    if (n == 10 && k <= 3 && national_id(d->all)) return SV("[کدملی]");
    if (n >= 7 && n <= 8 && k <= 4 && called(s, d->group[0].from)) return SV("[تلفن]");
    return (sv){NULL, 0};
}

typedef struct mask {
    sv s;
    buf out;
    size_t done; /* bytes copied or replaced */
} mask;

static void replace(mask *m, size_t from, size_t to, sv with)
{
    buf_put(&m->out, (sv){m->s.p + m->done, from - m->done});
    buf_put(&m->out, with);
    m->done = to;
}

static size_t mask_digits(mask *m, size_t at, bool plus, bool ir, size_t from)
{
    digits d;
    collect(m->s, at, &d);
    for (int k = d.n; k > 0; k--) {
        const char *q = m->s.p + d.group[k - 1].to, *end = m->s.p + m->s.n;
        if (q < end && digit_value(utf8_next(&q, end)) >= 0)
            continue; /* more digits than we hold */
        sv with = classify(m->s, &d, k, plus, ir);
        if (!with.n) continue;
        replace(m, from, d.group[k - 1].to, with);
        return d.group[k - 1].to;
    }
    return d.n ? d.group[0].to : at + 1;
}

/* IR and 24 digits, with blanks. */
static bool at_iban(sv s, size_t at, size_t *ret)
{
    if (!sv_istarts(sv_sub(s, at, 2), SV("ir"))) return false;
    size_t i = at + 2;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '-') && i < at + 4) i++;
    digits d;
    collect(s, i, &d);
    if (!d.n || d.group[d.n - 1].upto < 24) return false;
    *ret = i;
    return true;
}

static size_t step(mask *m, size_t at)
{
    const char *p = m->s.p + at, *end = m->s.p + m->s.n;
    uint32_t cp;
    size_t n;
    cp = utf8_at(p, end, &n);
    char_class c = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
    if (cp == '+' && at + 1 < m->s.n) {
        const char *q = p + 1;
        if (digit_value(utf8_next(&q, end)) >= 0) return mask_digits(m, at + 1, true, false, at);
    }
    if (c != CH_LATIN && c != CH_DIGIT && cp != '@') return at + n;
    size_t ir;
    if (c == CH_LATIN && at_iban(m->s, at, &ir)) return mask_digits(m, ir, false, true, at);
    token_kind kind;
    size_t span = scan_span(m->s.p, p, end, c, &kind);
    sv text = {p, span};
    if (kind == TOKEN_EMAIL)
        replace(m, at, at + span, SV("[ایمیل]"));
    else if (kind == TOKEN_HANDLE)
        replace(m, at, at + span, SV("[کاربر]"));
    else if (kind == TOKEN_URL && sv_find(text, SV("wa.me/")) != SV_NPOS)
        replace(m, at, at + span, SV("[تلفن]"));
    else if (kind == TOKEN_NUMBER)
        return mask_digits(m, at, false, false, at);
    return at + span;
}

err mask_private(arena *a, sv raw, sv *ret)
{
    mask m = {.s = raw, .out = BUF_INIT(0)};
    for (size_t at = 0; at < raw.n;) at = step(&m, at);
    if (!m.done) {
        *ret = raw;
        return ERR_OK;
    }
    buf_put(&m.out, (sv){raw.p + m.done, raw.n - m.done});
    sv copy = m.out.e ? (sv){NULL, 0} : arena_sv(a, buf_sv(&m.out));
    err e = m.out.e ? m.out.e : copy.p ? ERR_OK : ERR_NOMEM;
    buf_clear(&m.out);
    if (!e) *ret = copy;
    return e;
}
