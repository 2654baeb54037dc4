#include "text/context.h"

#include "text/word.h"

static bool lemma_is(const token *t, sv lemma) { return sv_eq(t->lemma, lemma); }

/* «شد», «است», «بوده»: what makes a participle before it a verb. */
static bool auxiliary(const token *t)
{
    return t->kind == TOKEN_WORD &&
           (lemma_is(t, SV("شد#شو")) || lemma_is(t, SV("بود#باش")) || lemma_is(t, SV("است")));
}

/* The reading of the token's spelling that is of class `cls`, or NULL. */
static const lex_entry *other(const lexicon *lx, sv raw, const token *t, uint16_t cls)
{
    word w;
    (void)word_scan(raw.p + t->at, raw.p + t->at + t->n, &w);
    const lex_entry *e = w.odd ? NULL : lex_find(lx, w.code, w.n);
    while (e && (e->cls & cls) != cls) e = lex_alt(lx, e);
    return e;
}

static void participle(const lexicon *lx, sv raw, token *t)
{
    const lex_entry *e = other(lx, raw, t, LC_VERB | LC_PARTICIPLE);
    if (!e) return;
    t->lemma = lex_string(lx, e->lemma);
    t->flags = e->flags;
    t->pos = POS_VERB;
}

/* The noun under «فردی». */
static void indefinite(const lexicon *lx, sv raw, token *t)
{
    word w;
    (void)word_scan(raw.p + t->at, raw.p + t->at + t->n, &w);
    if (w.odd || w.n < 3) return;
    const lex_entry *e = lex_find(lx, w.code, w.n - 1u);
    if (e && !(e->cls & LC_NOUN) && w.n > 3) e = lex_find(lx, w.code, w.n - 2u); /* خدایی */
    if (!e || !(e->cls & LC_NOUN)) return;
    t->lemma = lex_string(lx, e->lemma);
    t->flags = e->flags | TF_SUFFIXED;
    t->pos = POS_NOUN;
}

/* A noun must follow these: «در فردی», «هر فردی». */
static bool opens(const token *t)
{
    return t->kind == TOKEN_WORD && (t->pos == POS_ADP || t->pos == POS_DET);
}

static bool subordinator(const token *t) { return sv_eq(t->norm, SV("که")); }

void context_refine(const lexicon *lx, sv raw, token *t, size_t n)
{
    if (!lx) return;
    for (size_t i = 0; i < n; i++) {
        if (t[i].kind != TOKEN_WORD) continue;
        bool more = i + 1 < n;
        if (t[i].cls & LC_NOUN && t[i].pos == POS_NOUN && more && sv_ends(t[i].norm, SV("ه")) &&
            auxiliary(&t[i + 1]))
            participle(lx, raw, &t[i]);
        if (t[i].cls & LC_KEEP_YA && t[i].pos == POS_ADJ &&
            ((more && subordinator(&t[i + 1])) || (i && opens(&t[i - 1]))))
            indefinite(lx, raw, &t[i]);
    }
}
