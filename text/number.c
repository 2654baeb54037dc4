#include "text/number.h"

#include <stdlib.h>

#include "text/chars.h"
#include "text/utf8.h"

enum { DIGITS_MAX = 15, PHONE_DIGITS = 10, SMALL = 1000, NUMBER_TEXT = 32 };

static bool adjacent(const token *a, const token *b) { return a->at + a->n == b->at; }

bool number_is(const reader *r, size_t i, sv word) { return i < r->n && sv_eq(r->t[i].norm, word); }

static unit_kind unit_of(sv row, double *factor)
{
    static const struct {
        sv name;
        unit_kind kind;
    } kinds[] = {{SV_INIT("toman"), U_TOMAN}, {SV_INIT("colloquial"), U_COLLOQUIAL},
        {SV_INIT("percent"), U_PERCENT}, {SV_INIT("count"), U_COUNT}, {SV_INIT("dollar"), U_DOLLAR},
        {SV_INIT("euro"), U_EURO}};
    sv f = lexicon_column(row, 1);
    *factor = sv_eq(f, SV("0.1")) ? 0.1 : 1;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (sv_eq(lexicon_column(row, 0), kinds[i].name)) return kinds[i].kind;
    return U_NONE;
}

static unit_kind latin_unit(sv s, double *factor)
{
    static const struct {
        sv name;
        unit_kind kind;
        double factor;
    } units[] = {{SV_INIT("t"), U_COLLOQUIAL, 1}, {SV_INIT("irt"), U_TOMAN, 1},
        {SV_INIT("toman"), U_TOMAN, 1}, {SV_INIT("tomans"), U_TOMAN, 1},
        {SV_INIT("tomn"), U_COLLOQUIAL, 1}, {SV_INIT("tmn"), U_COLLOQUIAL, 1},
        {SV_INIT("irr"), U_TOMAN, 0.1}, {SV_INIT("rial"), U_TOMAN, 0.1},
        {SV_INIT("rials"), U_TOMAN, 0.1}, {SV_INIT("percent"), U_PERCENT, 1},
        {SV_INIT("usd"), U_DOLLAR, 1}, {SV_INIT("eur"), U_EURO, 1}, {SV_INIT("off"), U_NONE, 1}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (sv_ieq(s, units[i].name)) {
            *factor = units[i].factor;
            return units[i].kind;
        }
    return U_NONE;
}

unit_kind number_unit(const reader *r, size_t i, double *factor)
{
    *factor = 1;
    if (i >= r->n) return U_NONE;
    const token *t = &r->t[i];
    if (t->kind == TOKEN_LATIN) return latin_unit(t->norm, factor);
    if (number_is(r, i, SV("%")) || number_is(r, i, SV("٪"))) return U_PERCENT;
    if (number_is(r, i, SV("$"))) return U_DOLLAR;
    if (number_is(r, i, SV("€"))) return U_EURO;
    if (t->kind != TOKEN_WORD) return U_NONE;
    sv row = lexicon_get(r->lx, FACT_UNIT, t->norm);
    return row.n ? unit_of(row, factor) : U_NONE;
}

static double row_value(sv row)
{
    char text[NUMBER_TEXT];
    sv v = lexicon_column(row, 0);
    if (v.n >= sizeof text) return 0;
    memcpy(text, v.p, v.n);
    text[v.n] = 0;
    return strtod(text, NULL);
}

/* «صدوپنجاه»: numbers below a thousand whose «و» is glued to them. */
static bool glued(const reader *r, sv w, double *value)
{
    double sum = 0;
    for (size_t from = 0, parts = 0; from < w.n; parts++) {
        size_t to = w.n;
        sv row = lexicon_get(r->lx, FACT_NUMBER, sv_sub(w, from, to));
        for (size_t k = from + 2; !row.n && k + 2 < w.n; k += 2) {
            if (!sv_starts(sv_sub(w, k, w.n), SV("و"))) continue;
            row = lexicon_get(r->lx, FACT_NUMBER, sv_sub(w, from, to = k));
        }
        if (!row.n || !sv_eq(lexicon_column(row, 1), SV("n"))) return false;
        sum += row_value(row);
        from = to == w.n ? w.n : to + strlen("و");
        if (from == w.n && !parts) return false;
    }
    *value = sum;
    return w.n > 0;
}

/* A word of a number; also with a unit glued to it. Kind 'n', 's', 'h' or 0. */
static char number_word(const reader *r, size_t i, double *value, unit_kind *unit, double *factor)
{
    *unit = U_NONE;
    if (i >= r->n || r->t[i].kind != TOKEN_WORD) return 0;
    sv w = r->t[i].norm;
    sv row = lexicon_get(r->lx, FACT_NUMBER, w);
    for (size_t cut = 2; !row.n && cut + 2 <= w.n && w.n < 60; cut++) {
        if (((unsigned char)w.p[cut] & 0xC0) == 0x80) continue;
        sv tail = sv_sub(w, cut, w.n);
        sv head = lexicon_get(r->lx, FACT_NUMBER, sv_sub(w, 0, cut));
        sv unit_row = tail.n > 3 ? lexicon_get(r->lx, FACT_UNIT, tail) : (sv){NULL, 0};
        if (!head.n || !unit_row.n) continue;
        *unit = unit_of(unit_row, factor);
        row = head;
    }
    if (!row.n) return glued(r, w, value) ? 'n' : 0;
    *value = row_value(row);
    sv kind = lexicon_column(row, 1);
    return kind.n ? kind.p[0] : 0;
}

static bool price_unit(const reader *r, size_t i)
{
    double factor;
    unit_kind u = number_unit(r, i, &factor);
    return u == U_TOMAN || u == U_COLLOQUIAL;
}

/* «۳/۷۵۰/۰۰۰», «250.000» before toman: points and slashes between groups of three digits. */
static bool grouped(const reader *r, size_t i, double *ret)
{
    sv s = r->t[i].norm;
    size_t run = 0, groups = 0;
    double v = 0;
    for (size_t k = 0; k < s.n; k++) {
        if (s.p[k] >= '0' && s.p[k] <= '9') {
            v = v * 10 + (s.p[k] - '0');
            run++;
            continue;
        }
        if ((s.p[k] != '.' && s.p[k] != '/') || !run || run > 3 || (groups && run != 3))
            return false;
        groups++;
        run = 0;
    }
    *ret = v;
    return groups && run == 3 && s.p[0] != '0' && price_unit(r, i + 1);
}

/* A written number: digits with at most one decimal point; false for dates, times, phone numbers, versions. */
static bool digits_value(const reader *r, size_t i, double *ret, bool *slash)
{
    *slash = false;
    if (i >= r->n) return false;
    const token *t = &r->t[i];
    if (t->kind != TOKEN_NUMBER || !t->norm.n || t->norm.n >= NUMBER_TEXT) return false;
    if (i && r->t[i - 1].kind == TOKEN_LATIN && adjacent(&r->t[i - 1], t)) return false;
    if (grouped(r, i, ret)) return true;
    if (number_is(r, i - (i > 0), SV("+")) && t->norm.n >= PHONE_DIGITS) return false;
    char text[NUMBER_TEXT];
    size_t dots = 0, slashes = 0, n = 0, digits = 0;
    for (size_t k = 0; k < t->norm.n; k++) {
        char c = t->norm.p[k];
        if (c == '.')
            dots++;
        else if (c == '/')
            slashes++, c = '.';
        else if (c < '0' || c > '9')
            return false;
        else
            digits++;
        text[n++] = c;
    }
    text[n] = 0;
    if (dots + slashes > 1 || digits > DIGITS_MAX) return false;
    if (text[0] == '0' && digits >= PHONE_DIGITS) return false;
    if (slashes && strchr(text, '.') - text > 3) return false; /* «۱۴۰۲/۳» */
    *slash = slashes > 0;
    *ret = strtod(text, NULL);
    return true;
}

/* A scale written short after digits: 12k, «۵ م تومان». */
static double short_scale(const reader *r, size_t i)
{
    if (i >= r->n) return 0;
    const token *t = &r->t[i];
    if (t->kind == TOKEN_LATIN && i && adjacent(&r->t[i - 1], t)) {
        if (sv_ieq(t->norm, SV("k"))) return 1e3;
        if (sv_ieq(t->norm, SV("m"))) return 1e6;
    }
    double factor;
    unit_kind u = number_unit(r, i + 1, &factor);
    bool price = u == U_TOMAN || u == U_COLLOQUIAL;
    if (number_is(r, i, SV("م")) && price) return 1e6;
    return number_is(r, i, SV("ه")) && price ? 1e3 : 0;
}

typedef struct sum {
    double total, part;
    bool open; /* `part` holds something */
} sum;

static void scale(sum *s, double by)
{
    s->total += (s->open ? s->part : 1) * by;
    s->part = 0;
    s->open = false;
}

/* One piece of a number at token `i`; false when the number ends before it. */
static bool piece(const reader *r, size_t i, bool joined, sum *s, number *ret)
{
    double v;
    bool slash;
    if (digits_value(r, i, &v, &slash)) {
        if (s->open) return false;
        if (i && !joined && ret->next) return false;
        s->part = v;
        s->open = true;
        ret->slash = slash;
        ret->next = i + 1;
        double by = short_scale(r, i + 1);
        if (by > 0) scale(s, by), ret->scale = by, ret->next++;
        return true;
    }
    char kind = number_word(r, i, &v, &ret->unit, &ret->factor);
    if (!kind) return false;
    if (kind == 's') {
        if (ret->next && ret->scale > 0 && v >= ret->scale && !s->open) return false;
        scale(s, v);
        ret->scale = v;
    } else if (joined && ret->scale > 0 && !s->open && v < 1) { /* «دو میلیون و نیم» */
        s->total += v * ret->scale;
    } else {
        if (s->open && !joined) return false;
        s->part += v;
        s->open = true;
        if (!ret->next) ret->words = true;
    }
    ret->next = i + 1;
    return true;
}

/* «بین دو و سه میلیون»: «و» stands between two numbers. */
static bool between(const reader *r, size_t i) { return i && number_is(r, i - 1, SV("بین")); }

bool number_read(const reader *r, size_t i, number *ret)
{
    *ret = (number){.factor = 1};
    sum s = {0, 0, false};
    size_t at = i;
    bool joined = false;
    while (piece(r, at, joined, &s, ret)) {
        at = ret->next;
        if (ret->unit) break;
        joined = number_is(r, at, SV("و")) && !between(r, i);
        if (joined) at++;
    }
    if (!ret->next) return false;
    /* «۱ میلیون و دویست»: the thousands are understood */
    if (ret->scale >= 1e6 && s.open && s.part >= 1 && s.part < SMALL) s.part *= ret->scale / SMALL;
    ret->value = s.total + s.part;
    return true;
}
