#include "analyzers/words.h"

#include <stdlib.h>

typedef struct number_word {
    sv text;
    double value;
} number_word;

static const number_word number_words[] = {{SV_INIT("یک"), 1}, {SV_INIT("یه"), 1},
    {SV_INIT("دو"), 2}, {SV_INIT("سه"), 3}, {SV_INIT("چهار"), 4}, {SV_INIT("چار"), 4},
    {SV_INIT("پنج"), 5}, {SV_INIT("شش"), 6}, {SV_INIT("شیش"), 6}, {SV_INIT("هفت"), 7},
    {SV_INIT("هشت"), 8}, {SV_INIT("نه"), 9}, {SV_INIT("ده"), 10}, {SV_INIT("یازده"), 11},
    {SV_INIT("دوازده"), 12}, {SV_INIT("سیزده"), 13}, {SV_INIT("چهارده"), 14},
    {SV_INIT("پانزده"), 15}, {SV_INIT("پونزده"), 15}, {SV_INIT("شانزده"), 16},
    {SV_INIT("هفده"), 17}, {SV_INIT("هجده"), 18}, {SV_INIT("نوزده"), 19}, {SV_INIT("بیست"), 20},
    {SV_INIT("سی"), 30}, {SV_INIT("چهل"), 40}, {SV_INIT("پنجاه"), 50}, {SV_INIT("شصت"), 60},
    {SV_INIT("هفتاد"), 70}, {SV_INIT("هشتاد"), 80}, {SV_INIT("نود"), 90}, {SV_INIT("صد"), 100},
    {SV_INIT("دویست"), 200}, {SV_INIT("سیصد"), 300}, {SV_INIT("پانصد"), 500},
    {SV_INIT("پونصد"), 500}, {SV_INIT("هزار"), 1000}, {SV_INIT("چند"), 0}, {SV_INIT("چندین"), 0},
    {SV_INIT("نیم"), 0.5}};

static bool is_number_word(sv s, double *value)
{
    if (s.n > 12) return false;
    for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++)
        if (sv_eq(s, number_words[i].text)) {
            *value = number_words[i].value;
            return true;
        }
    return false;
}

static double number_of(sv s)
{
    char text[32];
    size_t n = s.n < sizeof text - 1 ? s.n : sizeof text - 1;
    memcpy(text, s.p, n);
    text[n] = 0;
    return strtod(text, NULL);
}

static bool starts_any(sv s, const sv *of, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sv_starts(s, of[i])) return true;
    return false;
}

/* What a punctuation mark ends: 0 nothing, 1 a clause, 2 a sentence, 3 a question. */
static int ends(sv punct)
{
    static const sv question[] = {SV_INIT("؟"), SV_INIT("?")};
    static const sv sentence[] = {
        SV_INIT("."), SV_INIT("!"), SV_INIT("…"), SV_INIT("؛"), SV_INIT("*"), SV_INIT("|")};
    static const sv clause[] = {SV_INIT("،"), SV_INIT(","), SV_INIT(":"), SV_INIT("("),
        SV_INIT(")"), SV_INIT("-"), SV_INIT("«"), SV_INIT("»"), SV_INIT("/"), SV_INIT("\""),
        SV_INIT("["), SV_INIT("]"), SV_INIT("+"), SV_INIT(";")};
    if (starts_any(punct, question, sizeof question / sizeof *question)) return 3;
    if (starts_any(punct, sentence, sizeof sentence / sizeof *sentence)) return 2;
    return starts_any(punct, clause, sizeof clause / sizeof *clause);
}

static bool fold_into(arena *a, sv s, const uint8_t **ret, uint8_t *ret_n)
{
    uint8_t tmp[MATCH_WORD_MAX];
    size_t n = fold_word(s, tmp, sizeof tmp);
    uint8_t *p = arena_alloc(a, n ? n : 1);
    if (!p) return false;
    memcpy(p, tmp, n);
    *ret = p;
    *ret_n = (uint8_t)n;
    return true;
}

/* Endings of informal words that the lexicon does not know, longest first: «گرونه», «باتریش», «پیکشون». What is
 * left is only ever compared with cues, so that a wrong cut finds nothing. */
static size_t ending(const uint8_t *code, size_t n)
{
    enum {
        ALEF = 1,
        TE = 4,
        RE = 12,
        SIN = 15,
        SHIN = 16,
        MIM = 28,
        NUN = 29,
        VAV = 30,
        HE = 31,
        YE = 32
    };
    static const uint8_t end[][6] = {/* length, codes */
        {5, HE, ALEF, SHIN, VAV, NUN}, {5, HE, ALEF, TE, VAV, NUN}, {5, HE, ALEF, MIM, VAV, NUN},
        {4, TE, RE, YE, NUN}, {3, HE, ALEF, YE}, {3, HE, ALEF, SHIN}, {3, HE, ALEF, MIM},
        {3, HE, ALEF, TE}, {3, SHIN, VAV, NUN}, {3, TE, VAV, NUN}, {3, MIM, VAV, NUN},
        {2, HE, ALEF}, {2, SIN, TE}, {2, TE, RE}, {2, RE, VAV}, {2, SHIN, VAV}, {2, YE, MIM},
        {2, YE, HE}, {1, HE}, {1, SHIN}, {1, MIM}, {1, TE}, {1, YE}, {1, VAV}, {1, NUN}, {1, SIN}};
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        if (n >= end[i][0] + (end[i][0] == 1 ? 4u : 3u) &&
            !memcmp(code + n - end[i][0], end[i] + 1, end[i][0]))
            return end[i][0];
    return 0;
}

static sv without_hash(const token *t)
{
    return t->kind == TOKEN_TAG && t->norm.n && t->norm.p[0] == '#' ? sv_sub(t->norm, 1, t->norm.n)
                                                                    : t->norm;
}

/* Negated verbs by their look, for those the lexicon does not know: «نمی…», «نیست», «نداشتیم». */
static bool looks_negated(sv norm)
{
    static const sv start[] = {SV_INIT("نمی"), SV_INIT("نیست"), SV_INIT("نیس"), SV_INIT("نبود"),
        SV_INIT("ندار"), SV_INIT("نداشت"), SV_INIT("نشد"), SV_INIT("نشه"), SV_INIT("نکرد"),
        SV_INIT("نباش"), SV_INIT("نیومد"), SV_INIT("نخواه"), SV_INIT("نخور"), SV_INIT("نرسید"),
        SV_INIT("ندید"), SV_INIT("نگرفت"), SV_INIT("نداد")};
    return norm.n >= 6 && norm.p[0] == start[0].p[0] &&
           starts_any(norm, start, sizeof start / sizeof *start);
}

static bool set_word(arena *a, const token *t, word *w)
{
    *w = (word){.kind = t->kind, .flags = t->flags, .at = t->at, .n = t->n};
    if (!fold_into(a, without_hash(t), &w->form, &w->n_form)) return false;
    if (!sv_eq(t->lemma, t->norm) && t->lemma.n) {
        if (!fold_into(a, t->lemma, &w->lemma, &w->n_lemma)) return false;
        if (w->n_lemma == w->n_form && !memcmp(w->lemma, w->form, w->n_form)) w->lemma = NULL;
    }
    if (t->pos != POS_NOUN && t->pos != POS_ADJ && looks_negated(t->norm)) w->flags |= TF_NEGATED;
    size_t cut = w->lemma || !(t->flags & TF_UNKNOWN) ? 0 : ending(w->form, w->n_form);
    if (cut) {
        w->lemma = w->form;
        w->n_lemma = (uint8_t)(w->n_form - cut);
    }
    if (t->kind == TOKEN_NUMBER) {
        w->number = true;
        w->value = number_of(t->norm);
    } else
        w->number = is_number_word(t->norm, &w->value);
    return true;
}

static bool has_newline(sv raw, uint32_t from, uint32_t to)
{
    return to > from && to <= raw.n && memchr(raw.p + from, '\n', to - from);
}

static void close_clause(words *w, int how)
{
    if (!w->n) return;
    word *last = &w->at[w->n - 1];
    last->clause_end = true;
    if (how >= 2) last->sentence_end = true;
    if (how == 3) last->question = true;
}

static void number_clauses(words *w)
{
    uint32_t clause = 0, sentence = 0;
    for (size_t i = 0; i < w->n; i++) {
        w->at[i].clause = clause;
        w->at[i].sentence = sentence;
        if (w->at[i].clause_end) clause++;
        if (w->at[i].sentence_end) sentence++;
    }
    bool question = false;
    for (size_t i = w->n; i-- > 0;) {
        if (w->at[i].sentence_end) question = w->at[i].question;
        w->at[i].question = question;
    }
}

err words_make(arena *a, sv raw, const tokens *t, words *ret)
{
    *ret = (words){ARENA_NEW(a, word, t->n ? t->n : 1), 0};
    if (!ret->at) return ERR_NOMEM;
    for (size_t i = 0; i < t->n; i++) {
        const token *k = &t->at[i];
        if (i && has_newline(raw, k[-1].at + k[-1].n, k->at)) close_clause(ret, 2);
        if (k->kind == TOKEN_PUNCT) {
            int how = ends(k->norm);
            if (how) close_clause(ret, how);
            continue;
        }
        if (!set_word(a, k, &ret->at[ret->n])) return ERR_NOMEM;
        ret->at[ret->n].token = (uint32_t)i;
        ret->n++;
    }
    close_clause(ret, 2);
    number_clauses(ret);
    return ERR_OK;
}

void words_mark(const matcher *places, const matcher *skips, words *w)
{
    for (size_t i = 0; i < w->n; i++) {
        size_t n = match_longest(places, w, i);
        w->at[i].city = (uint8_t)(n > 9 ? 9 : n);
        w->at[i].skip = match_longest(skips, w, i) == 1;
    }
}
