#include "text/context.h"

#include "text/chars.h"
#include "text/word.h"

enum { ARABIC_BYTES = 8 };

typedef struct view {
    const lexicon *lx;
    sv raw;
    token *t;
    size_t n, i;
} view;

static bool lemma_is(const token *t, sv lemma) { return sv_eq(t->lemma, lemma); }

/* The word `by` places further on, or NULL at the end of the text and at other kinds of token. */
static const token *at(const view *v, ptrdiff_t by)
{
    size_t k = v->i + (size_t)by;
    return k < v->n && v->t[k].kind == TOKEN_WORD ? &v->t[k] : NULL;
}

/* «شد», «است», «بوده»: what makes a participle before it a verb. */
static bool auxiliary(const token *t)
{
    return t && (lemma_is(t, SV("شد#شو")) || lemma_is(t, SV("بود#باش")) || lemma_is(t, SV("است")) ||
                    (lemma_is(t, SV("خواست#خواه")) && !sv_starts(t->norm, SV("می"))));
}

/* The reading of the token's spelling that has all of `cls` and none of `but`, or NULL. */
static const lex_entry *other(const view *v, const token *t, uint16_t cls, uint16_t but)
{
    word w;
    word_of(v->raw, t, &w);
    const lex_entry *e = w.odd || w.ezafe ? NULL : lex_find(v->lx, w.code, w.n);
    while (e && ((e->cls & cls) != cls || e->cls & but)) e = lex_alt(v->lx, e);
    return e;
}

static void become(const view *v, token *t, const lex_entry *e)
{
    t->lemma = lex_string(v->lx, e->lemma);
    t->flags = e->flags | (t->flags & TF_SENTENCE_END);
    t->pos = e->pos;
    t->cls = e->cls;
}

/* Does the sentence end after this token? */
static bool last_word(const view *v)
{
    if (v->t[v->i].flags & TF_SENTENCE_END || v->i + 1 >= v->n) return true;
    const token *next = &v->t[v->i + 1];
    if (next->kind != TOKEN_PUNCT) return false;
    return next->flags & TF_SENTENCE_END || sv_eq(next->norm, SV("؛")) ||
           sv_eq(next->norm, SV("!")) || sv_eq(next->norm, SV("؟"));
}

/* Does a clause end after it? */
static bool clause_ends(const view *v)
{
    if (last_word(v)) return true;
    const token *next = &v->t[v->i + 1];
    return sv_eq(next->norm, SV("،")) || sv_eq(next->norm, SV("و")) || sv_eq(next->norm, SV("که"));
}

/* Nouns that «داد» makes verbs of: «نشان داده که» holds no data. */
static bool given(const token *before, const token *t)
{
    static const sv noun[] = {SV_INIT("نشان"), SV_INIT("انجام"), SV_INIT("تشکیل"), SV_INIT("قرار"),
        SV_INIT("روی"), SV_INIT("رخ"), SV_INIT("ادامه"), SV_INIT("ارائه"), SV_INIT("پاسخ"),
        SV_INIT("جواب"), SV_INIT("توضیح"), SV_INIT("اجازه"), SV_INIT("خبر"), SV_INIT("ترجیح"),
        SV_INIT("افزایش"), SV_INIT("کاهش"), SV_INIT("تغییر"), SV_INIT("اختصاص"), SV_INIT("سفارش"),
        SV_INIT("تحویل"), SV_INIT("هشدار"), SV_INIT("گزارش"), SV_INIT("وعده"), SV_INIT("قول"),
        SV_INIT("دست"), SV_INIT("شرح"), SV_INIT("احتمال"), SV_INIT("تخفیف")};
    if (!before || !sv_eq(t->norm, SV("داده"))) return false;
    for (size_t i = 0; i < sizeof noun / sizeof noun[0]; i++)
        if (sv_eq(before->norm, noun[i])) return true;
    return false;
}

/* «داده شد», «را دیده و», «نشان داده که»: a participle that is listed as a noun or an adjective. */
static void participle(const view *v, token *t)
{
    const token *before = at(v, -1);
    bool object = before && (before->flags & TF_OBJECT_MARKER || sv_eq(before->norm, SV("را")));
    if (!auxiliary(at(v, 1)) && !(object && clause_ends(v)) && !given(before, t)) return;
    const lex_entry *e = other(v, t, LC_VERB | LC_PARTICIPLE, 0);
    if (e) become(v, t, e);
}

/* «به گفته وی»: a participle that is a noun here. */
static void told(const view *v, token *t)
{
    const token *before = at(v, -1), *next = at(v, 1);
    if (!before || !sv_eq(before->norm, SV("به")) || !next || auxiliary(next)) return;
    if (next->pos == POS_VERB || next->pos == POS_CONJ) return;
    t->lemma = t->norm;
    t->pos = POS_NOUN;
    t->flags &= TF_SENTENCE_END;
    t->cls = LC_NOUN;
}

/* The word under «فردی», «زیادی»: its base is of class `cls`. */
static void strip_ya(const view *v, token *t, uint16_t cls)
{
    word w;
    word_of(v->raw, t, &w);
    if (w.odd || w.n < 3) return;
    const lex_entry *e = lex_find(v->lx, w.code, w.n - 1u);
    while (e && !(e->cls & cls)) e = lex_alt(v->lx, e);
    if (!e && w.n > 3) { /* خدایی */
        e = lex_find(v->lx, w.code, w.n - 2u);
        while (e && !(e->cls & cls)) e = lex_alt(v->lx, e);
    }
    if (!e) return;
    become(v, t, e);
    t->flags |= TF_SUFFIXED;
}

/* A noun that may have an adjective after it: not «کتابم», not «مردی که». */
static bool noun_like(const token *t)
{
    return t && (t->pos == POS_NOUN || t->pos == POS_ADJ || t->pos == POS_PROPN) &&
           !(t->flags & (TF_PERSON_1 | TF_PERSON_2 | TF_PERSON_3 | TF_COPULA_CLITIC));
}

/* «اقتصادی و فرهنگی»: the adjective goes on with the one before «و». */
static bool goes_on(const view *v)
{
    const token *before = at(v, -1), *first = at(v, -2);
    if (!before || !(sv_eq(before->norm, SV("و")) || sv_eq(before->norm, SV("یا")))) return false;
    return first && (first->cls & LC_KEEP_YA || first->pos == POS_ADJ);
}

/* A noun must follow these: «در فردی», «هر فردی». */
static bool opens(const token *t) { return t && (t->pos == POS_ADP || t->pos == POS_DET); }

static void relational(const view *v, token *t)
{
    const token *next = at(v, 1);
    bool that = next && sv_eq(next->norm, SV("که"));
    const token *before = at(v, -1);
    bool new_phrase = !before || before->pos == POS_VERB || before->pos == POS_CONJ ||
                      sv_eq(before->norm, SV("را"));
    bool adjective = next && (next->pos == POS_ADJ || next->pos == POS_ADP);
    if (that || opens(before) || (new_phrase && adjective && !goes_on(v))) strip_ya(v, t, LC_NOUN);
}

/* «تعداد زیادی», but «به زیادی»: the noun made of an adjective is one only where no noun stands before. */
static void quality(const view *v, token *t)
{
    if (noun_like(at(v, -1)) || goes_on(v)) strip_ya(v, t, LC_ADJ);
}

/* «اشیای مکشوفه از»: after a noun the feminine of an Arabic participle, not «… is discovered». */
static void feminine(const view *v, token *t)
{
    if (!(t->flags & TF_COPULA_CLITIC) || !sv_starts(t->lemma, SV("م"))) return;
    if (t->lemma.n < ARABIC_BYTES || !sv_starts(t->norm, t->lemma)) return;
    if (!sv_eq(sv_sub(t->norm, t->lemma.n, t->norm.n), SV("ه"))) return;
    if (!noun_like(at(v, -1)) || clause_ends(v)) return;
    t->lemma = t->norm;
    t->flags &= TF_SENTENCE_END;
}

/* «برداشت .», «شوم .»: what ends a sentence and can be a verb is one. */
static void closing(const view *v, token *t)
{
    if (!(t->flags & LF_ALSO_VERB) || t->pos == POS_VERB || !v->i || !last_word(v)) return;
    const lex_entry *e = other(v, t, LC_VERB, LC_DERIVED | LC_PARTICIPLE | LC_INFORMAL);
    if (e && !(e->flags & (TF_IMPERATIVE | TF_INFORMAL))) become(v, t, e);
}

void context_refine(const lexicon *lx, sv raw, token *t, size_t n)
{
    view v = {.lx = lx, .raw = raw, .t = t, .n = n};
    if (!lx) return;
    for (size_t i = 0; i < n; i++) {
        token *w = &t[i];
        if (w->kind != TOKEN_WORD) continue;
        v.i = i;
        if (w->pos == POS_NOUN || w->pos == POS_ADJ) {
            if (w->flags & LF_ALSO_PARTICIPLE) participle(&v, w);
            if (w->pos == POS_ADJ) feminine(&v, w);
            if (w->cls & LC_KEEP_YA && w->pos == POS_ADJ) relational(&v, w);
            if (w->cls & LC_DERIVED && w->cls & LC_KEEP_YA && w->pos == POS_NOUN) quality(&v, w);
        } else if (w->cls & LC_PARTICIPLE && !(w->flags & TF_SUFFIXED)) {
            told(&v, w);
        }
        closing(&v, w);
        w->flags &= ~(uint32_t)(LF_ALSO_VERB | LF_ALSO_PARTICIPLE);
    }
}
