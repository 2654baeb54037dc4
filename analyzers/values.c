#include "analyzers/values.h"

#include "analyzers/climate.h"
#include "analyzers/country.h"
#include "analyzers/rival.h"
#include "analyzers/spelling.h"
#include "text/money.h"
#include "text/normal.h"
#include "text/token.h"

enum { THING_BYTES = 60 };

static const sv named[] = {
    SV_INIT("geo.nearby_place"),
    SV_INIT("obs.item_ordered"),
    SV_INIT("obs.hot_item"),
    SV_INIT("obs.peak_time"),
    SV_INIT("obs.group"),
    SV_INIT("demo.job"),
    SV_INIT("demo.education"),
    SV_INIT("influence.word_of_mouth"),
};

static bool is_named(sv code)
{
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
        if (sv_eq(code, named[i])) return true;
    return false;
}

/* «شعبه ولنجک», «اکباتان هستم» -> the words that name the place: nouns that are no kind of place. */
static err name_in(arena *a, const tokens *t, sv words, sv *ret)
{
    static const sv kinds[] = {SV_INIT("شهر"), SV_INIT("شهرستان"), SV_INIT("استان"),
        SV_INIT("شعبه"), SV_INIT("محله"), SV_INIT("رستوران"), SV_INIT("فروشگاه"), SV_INIT("مغازه")};
    uint32_t from = 0, to = 0;
    for (size_t i = 0; i < t->n; i++) {
        const token *k = &t->at[i];
        bool noun = k->kind == TOKEN_WORD && !(k->flags & TF_STOP) && k->pos != POS_VERB &&
                    k->pos != POS_ADP && k->pos != POS_PRON;
        for (size_t x = 0; noun && x < sizeof kinds / sizeof kinds[0]; x++)
            noun = !sv_eq(k->lemma, kinds[x]);
        if (noun && !to) from = k->at;
        if (noun) to = k->at + k->n;
        if (!noun && to) break;
    }
    return to ? normal_form(a, sv_sub(words, from, to - from), ret) : ERR_OK;
}

/* «ساخت چین», «چینیه» -> «چین»; «جنس خارجی» names no country. */
static err country_in(arena *a, const lexicon *lx, sv words, sv *ret)
{
    tokens t;
    err e = token_split(a, lx, words, &t);
    for (size_t i = 0; !e && i < t.n && !ret->n; i++) {
        const token *last = &t.at[i + 1 < t.n ? i + 1 : i];
        sv two = {NULL, 0};
        e = normal_form(a, sv_sub(words, t.at[i].at, last->at + last->n - t.at[i].at), &two);
        *ret = country_of(two);
        if (!ret->n) *ret = country_of(t.at[i].norm);
        if (!ret->n) *ret = country_of(t.at[i].lemma);
    }
    return e;
}

/* «ارسال به رشت» -> «رشت»: the longest run of words that the table of climates knows, else the words that name it. */
static err place_of(arena *a, const lexicon *lx, sv words, sv *ret)
{
    tokens t;
    err e = token_split(a, lx, words, &t);
    for (size_t n = t.n; !e && n > 0; n--)
        for (size_t i = 0; i + n <= t.n; i++) {
            const token *last = &t.at[i + n - 1];
            sv name = {NULL, 0};
            e = normal_form(a, sv_sub(words, t.at[i].at, last->at + last->n - t.at[i].at), &name);
            if (n == 1 && climate_of(name) == CLIMATE_UNKNOWN) name = t.at[i].lemma;
            if (e || climate_of(name) == CLIMATE_UNKNOWN) continue;
            *ret = name;
            return ERR_OK;
        }
    return e ? e : name_in(a, &t, words, ret);
}

/* One word: its lemma, so that «قهوه‌ی» and «قهوه» are one thing; more words: their normal form. */
static err name_of(arena *a, const lexicon *lx, sv words, sv *ret)
{
    tokens t;
    err e = token_split(a, lx, words, &t);
    if (e) return e;
    if (t.n != 1 || t.at[0].kind != TOKEN_WORD || memchr(t.at[0].lemma.p, '#', t.at[0].lemma.n))
        return normal_form(a, words, ret);
    *ret = t.at[0].lemma;
    return ERR_OK;
}

/* «۵۰۰ هزار تومن» has its amount as the value; a bare number has none. */
static err amount_of(arena *a, const lexicon *lx, sv words, finding *f)
{
    moneys m;
    double lo, hi;
    err e = money_find(a, lx, words, &m);
    if (e || !money_price(&m, &lo, &hi) || lo <= 0) return e;
    f->kind = FINDING_VALUE;
    f->value = (lo + hi) / 2;
    f->label = SV("toman");
    return ERR_OK;
}

static err name_finding(arena *a, const lexicon *lx, sv text, finding *x)
{
    sv words = sv_sub(text, x->from, x->to - x->from);
    const bool is_short = words.n <= THING_BYTES;
    if (sv_eq(x->code, SV("beh.brand_switch"))) return rival_find(a, lx, text, x);
    if (sv_eq(x->code, SV("beh.spend_amount"))) return amount_of(a, lx, words, x);
    if (sv_eq(x->code, SV("geo.city")) && is_short) return place_of(a, lx, words, &x->label);
    if (sv_eq(x->code, SV("geo.country_abroad")) && is_short)
        return country_in(a, lx, words, &x->label);
    return is_short && is_named(x->code) ? name_of(a, lx, words, &x->label) : ERR_OK;
}

err values_fill(arena *a, const lexicon *lx, sv text, findings *f)
{
    err e = ERR_OK;
    for (size_t i = 0; i < f->n && !e; i++) {
        finding *x = &f->at[i];
        if (x->kind == FINDING_CATEGORY && !x->label.n && x->to > x->from && x->to <= text.n)
            e = name_finding(a, lx, text, x);
        x->label = spelling_of(x->label);
    }
    return e;
}
