#include "text/money.h"

#include <math.h>

#include "text/number.h"
#include "util/vec.h"

enum { SMALL = 1000 };

typedef VEC(money) found;

static money_unit kind_of(unit_kind u)
{
    switch (u) {
    case U_TOMAN:
    case U_COLLOQUIAL: return MONEY_TOMAN;
    case U_PERCENT: return MONEY_PERCENT;
    case U_DOLLAR: return MONEY_DOLLAR;
    case U_EURO: return MONEY_EURO;
    case U_NONE:
    case U_COUNT: break;
    }
    return MONEY_COUNT;
}

static bool adjacent(const token *a, const token *b) { return a->at + a->n == b->at; }

/* A unit before the number: «تومان ۱۲۵,۰۰۰», «٪۲۰», "$20". */
static unit_kind unit_before(const reader *r, size_t i, double *factor)
{
    if (!i) return U_NONE;
    unit_kind u = number_unit(r, i - 1, factor);
    bool sign = r->t[i - 1].kind == TOKEN_PUNCT;
    bool loose = u == U_PERCENT && (i < 2 || r->t[i - 2].kind != TOKEN_NUMBER); /* «٪ ۲۰» */
    if (sign) return loose || adjacent(&r->t[i - 1], &r->t[i]) ? u : U_NONE;
    return u == U_TOMAN && r->t[i].kind == TOKEN_NUMBER ? u : U_NONE;
}

/* «سی چهل تومن», «دو سه میلیون»: two words side by side, the second a little more. */
static bool roughly(size_t from, const number *lo, const number *hi)
{
    double most = lo->value < 10 ? lo->value + 2 : lo->value * 2;
    if (!lo->words || lo->unit || lo->next != from + 1 || !hi->words) return false;
    double value = hi->scale > 0 ? hi->value / hi->scale : hi->value;
    return value > lo->value && value <= most;
}

/* «۲۰۰ تا ۳۰۰ هزار»: `hi` gives its scale to `lo`. «پنجاه تومن تا صد تومن»: the unit may stand twice. */
static size_t range_end(const reader *r, size_t from, const number *lo, number *hi)
{
    size_t i = lo->next;
    double factor;
    if (number_read(r, i, hi) && roughly(from, lo, hi)) return hi->next;
    if (number_unit(r, i, &factor) != U_NONE && number_is(r, i + 1, SV("تا"))) i++;
    bool and = from && number_is(r, from - 1, SV("بین")) && number_is(r, i, SV("و"));
    if (!and&&!number_is(r, i, SV("تا")) && !number_is(r, i, SV("الی")) &&
        !number_is(r, i, SV("-")) && !number_is(r, i, SV("–")))
        return 0;
    if (!number_read(r, i + 1, hi)) return 0;
    return hi->next;
}

static bool lone_count(const reader *r, size_t i, const number *v)
{
    if (!v->words || r->t[i].kind != TOKEN_WORD) return true;
    double factor;
    if (v->next - i > 1 || v->unit) return true;
    if (number_unit(r, v->next, &factor) != U_NONE) return true;
    if (v->next >= r->n && i == 0) return true;
    return v->value > 10 ||
           (v->value >= 2 && !number_is(r, i, SV("نه")) && !number_is(r, i, SV("سی")) &&
               !number_is(r, i, SV("ده")) && v->value == floor(v->value));
}

static double colloquial(unit_kind u, double v, double scale_word, int *guessed)
{
    if (u != U_COLLOQUIAL || scale_word > 0 || v >= SMALL || v <= 0) return v;
    *guessed = 1;
    return v * SMALL;
}

/* Token after the amount at `i`, which is put into *ret; 0 if there is none. */
static size_t amount(const reader *r, size_t i, money *ret)
{
    number lo, hi;
    if (!number_read(r, i, &lo)) return 0;
    size_t next = range_end(r, i, &lo, &hi);
    bool range = next != 0;
    if (!range) hi = lo, next = lo.next;
    if (range && hi.scale > 0 && !(lo.scale > 0) && lo.value < SMALL) lo.value *= hi.scale;
    double factor = hi.factor, before = 1;
    unit_kind u = hi.unit;
    size_t first = i;
    if (!u && (u = number_unit(r, next, &factor)) != U_NONE && u != U_COUNT) next++;
    if (!u && number_is(r, next, SV("در")) && number_is(r, next + 1, SV("صد")))
        u = U_PERCENT, next += 2;
    if (!u || u == U_COUNT) {
        unit_kind b = unit_before(r, i, &before);
        if (b) u = b, factor = before, first = i - 1;
    }
    if (kind_of(u) == MONEY_COUNT && (hi.slash || lo.slash) && !(hi.scale > 0)) return 0;
    if (kind_of(u) == MONEY_COUNT && !lone_count(r, i, &lo)) return 0;
    *ret = (money){
        .from = r->t[first].at, .to = r->t[next - 1].at + r->t[next - 1].n, .unit = kind_of(u)};
    ret->lo = colloquial(u, lo.value, lo.scale, &ret->guessed) * factor;
    ret->hi = colloquial(u, hi.value, hi.scale, &ret->guessed) * factor;
    if (ret->lo > ret->hi) {
        double swap = ret->lo;
        ret->lo = ret->hi;
        ret->hi = swap;
    }
    return next;
}

err money_of_tokens(arena *a, const lexicon *lx, sv raw, const tokens *t, moneys *ret)
{
    reader r = {.lx = lx, .raw = raw, .t = t->at, .n = t->n};
    found v = {NULL, 0, 0};
    for (size_t i = 0; i < t->n;) {
        money m;
        size_t next = amount(&r, i, &m);
        if (!next) {
            i++;
            continue;
        }
        money *slot = VEC_PUSH(a, &v);
        if (!slot) return ERR_NOMEM;
        *slot = m;
        i = next;
    }
    *ret = (moneys){v.at, v.n};
    return ERR_OK;
}

err money_find(arena *a, const lexicon *lx, sv raw, moneys *ret)
{
    tokens t;
    err e = token_split(a, lx, raw, &t);
    return e ? e : money_of_tokens(a, lx, raw, &t, ret);
}

bool money_price(const moneys *m, double *ret_lo, double *ret_hi)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->at[i].unit == MONEY_TOMAN) {
            *ret_lo = m->at[i].lo;
            *ret_hi = m->at[i].hi;
            return true;
        }
    return false;
}
