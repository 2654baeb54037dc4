/* The word files: a class letter, then words. See seeds/lexicon/SOURCES.md for the format. */
#include "text/chars.h"
#include "text/compile/draft.h"

typedef struct kind {
    char letter;
    token_pos pos;
    uint16_t cls;
    int rank;
} kind;

static const kind kinds[] = {{'N', POS_NOUN, LC_NOUN, RANK_WORD}, {'A', POS_ADJ, LC_ADJ, RANK_WORD},
    {'R', POS_ADV, LC_ADJ, RANK_WORD}, {'E', POS_PROPN, LC_NAME, RANK_WORD + 2},
    {'C', POS_CONJ, LC_CLOSED, RANK_CLOSED}, {'T', POS_DET, LC_CLOSED, RANK_CLOSED},
    {'O', POS_PRON, LC_CLOSED, RANK_CLOSED}, {'H', POS_ADP, LC_CLOSED, RANK_CLOSED},
    {'Q', POS_NUM, LC_CLOSED | LC_NUMERAL, RANK_CLOSED}, {'K', POS_PART, LC_CLOSED, RANK_CLOSED},
    {'I', POS_INTJ, LC_CLOSED, RANK_CLOSED}, {'V', POS_VERB, LC_VERB, RANK_CLOSED},
    {'X', POS_OTHER, LC_CLOSED, RANK_CLOSED}};

static const kind *kind_of(char c)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].letter == c) return &kinds[i];
    return NULL;
}

/* «خوب» → «خوبی», «زیبا» → «زیبایی», «تازه» → «تازگی». */
static sv quality(drafts *d, sv word)
{
    if (sv_ends(word, SV("ه"))) return draft_text(d, "%.*sگی", (int)(word.n - strlen("ه")), word.p);
    if (sv_ends(word, SV("ا")) || sv_ends(word, SV("و")))
        return draft_text(d, "%.*sیی", SV_FMT(word));
    return draft_text(d, "%.*sی", SV_FMT(word));
}

/* Adjectives in م- of four letters or more are Arabic participles: theirs is -یت («محدودیت»); what ends in -ی
 * («مهمی») is indefinite. */
static bool has_quality(const draft *w)
{
    if (w->key[w->n - 1] == KEY_Y) return false;
    return w->key[0] != KEY_M || w->n < 4 || w->zwnj;
}

/* «دردناک», «اسرارآمیز»: with -ی they are more often indefinite than a quality, so their place tells. */
static bool describes(sv word)
{
    return sv_ends(word, SV("ناک")) || sv_ends(word, SV("آمیز")) || sv_ends(word, SV("انگیز"));
}

static void derive(drafts *d, sv word, sv tail, const kind *k)
{
    sv form;
    if (sv_starts(tail, SV("گ")) && sv_ends(word, SV("ه")))
        form = draft_text(d, "%.*s%.*s", (int)(word.n - strlen("ه")), word.p, SV_FMT(tail));
    else if (sv_eq(tail, SV("ای")))
        form = draft_text(d, "%.*s_ای", SV_FMT(word));
    else if (sv_eq(tail, SV("ی")) && (sv_ends(word, SV("ا")) || sv_ends(word, SV("و"))))
        form = draft_text(d, "%.*sیی", SV_FMT(word));
    else
        form = draft_text(d, "%.*s%.*s", SV_FMT(word), SV_FMT(tail));
    bool noun = k->pos == POS_ADJ;
    draft *w = draft_add(d, form, form, noun ? POS_NOUN : POS_ADJ, RANK_WORD + 1);
    w->cls |= noun ? LC_NOUN : LC_ADJ;
    if (w->zwnj) w->cls |= LC_COMPOUND;
    if (!noun && sv_eq(tail, SV("ی"))) w->cls |= LC_KEEP_YA;
}

/* What stands after the class letter of a row. */
typedef struct marks {
    uint32_t flags;
    uint16_t cls;
    bool soft;
} marks;

static void one(drafts *d, sv item, const kind *k, const marks *m)
{
    sv word = sv_cut(&item, '/');
    sv form = sv_cut(&word, ':');
    sv spelled = draft_text(d, "%.*s", SV_FMT(form));
    sv lemma = word.n ? draft_text(d, "%.*s", SV_FMT(word)) : spelled;
    draft *w = draft_add(d, spelled, lemma, k->pos, k->rank);
    w->cls |= (uint16_t)(k->cls | m->cls);
    w->flags |= m->flags;
    w->soft = m->soft;
    w->rank += m->soft;
    if (w->zwnj && k->cls & (LC_NOUN | LC_ADJ | LC_NAME) && k->pos != POS_ADV)
        w->cls |= LC_COMPOUND;
    if (k->pos == POS_ADJ && !word.n && !sv_eq(item, SV("0")) && has_quality(w)) {
        sv q = quality(d, spelled);
        draft *noun = draft_add(d, q, q, POS_NOUN, RANK_DERIVED);
        noun->cls |= (uint16_t)(LC_NOUN | LC_DERIVED | (w->cls & LC_COMPOUND));
        noun->soft = m->soft;
        if (sv_eq(item, SV("?")) || describes(spelled))
            noun->cls |= LC_KEEP_YA; /* the place in the sentence tells */
    }
    while (item.n) {
        sv tail = sv_cut(&item, '/');
        if (sv_eq(tail, SV("+"))) { /* «میزبان/+»: also «میزبانی», a noun of its own */
            sv q = quality(d, spelled);
            draft_add(d, q, q, POS_NOUN, RANK_WORD + 1)->cls |= LC_NOUN;
            continue;
        }
        if (!sv_eq(tail, SV("0")) && !sv_eq(tail, SV("?"))) derive(d, spelled, tail, k);
    }
}

static const struct {
    char letter;
    uint32_t flag;
    uint16_t cls;
} mark_of[] = {{'!', TF_STOP, 0}, {'+', 0, LC_COMPOUND}, {'=', 0, LC_COMPOUND},
    {'~', TF_INFORMAL, 0}, {'-', TF_NEGATED, 0}, {'m', 0, LC_MI}, {'1', TF_PERSON_1, 0},
    {'2', TF_PERSON_2, 0}, {'3', TF_PERSON_3, 0}, {'s', TF_PLURAL, 0}, {'p', TF_PAST, 0}};

void words_row(drafts *d, sv row)
{
    sv head = sv_trim(sv_cut(&row, '\t'));
    const kind *k = head.n ? kind_of(head.p[0]) : NULL;
    if (!k) draft_bad(d, "unknown class", head);
    marks m = {0};
    for (size_t i = 1; i < head.n; i++) {
        size_t j = 0, n = sizeof mark_of / sizeof mark_of[0];
        while (j < n && mark_of[j].letter != head.p[i]) j++;
        if (j == n) draft_bad(d, "unknown mark", head);
        m.flags |= mark_of[j].flag;
        m.cls |= mark_of[j].cls;
        m.soft = m.soft || head.p[i] == '=';
    }
    while (row.n) {
        sv item = sv_trim(sv_cut(&row, ' '));
        if (item.n) one(d, item, k, &m);
    }
}

/* plural TAB singular */
void plurals_row(drafts *d, sv row)
{
    sv plural = sv_trim(sv_cut(&row, '\t')), one_of = sv_trim(sv_cut(&row, '\t'));
    if (!one_of.n) draft_bad(d, "a plural without its singular", plural);
    sv form = draft_text(d, "%.*s", SV_FMT(plural));
    draft *w = draft_add(d, form, draft_text(d, "%.*s", SV_FMT(one_of)), POS_NOUN, RANK_WORD - 1);
    w->cls |= LC_NOUN;
    w->flags |= TF_PLURAL | TF_SUFFIXED;
}

static token_pos pos_of(drafts *d, sv name)
{
    if (!name.n) return POS_NOUN;
    const kind *k = kind_of(name.p[0]);
    if (!k) draft_bad(d, "unknown class", name);
    return k->pos;
}

/* colloquial TAB written [TAB class [TAB lemma]] */
void informal_row(drafts *d, sv row)
{
    sv low = sv_trim(sv_cut(&row, '\t')), formal = sv_trim(sv_cut(&row, '\t'));
    sv cls = sv_trim(sv_cut(&row, '\t')), lemma = sv_trim(sv_cut(&row, '\t'));
    if (!formal.n) draft_bad(d, "a colloquial word without its written form", low);
    sv first = formal;
    first = sv_cut(&first, ' ');
    token_pos pos = pos_of(d, cls);
    sv form = draft_text(d, "%.*s", SV_FMT(low));
    draft *w = draft_add(d, form, draft_text(d, "%.*s", SV_FMT(lemma.n ? lemma : first)), pos,
        pos == POS_NOUN || pos == POS_ADJ ? RANK_INFORMAL : RANK_CLOSED + 1);
    w->formal = draft_text(d, "%.*s", SV_FMT(formal));
    w->flags |= TF_INFORMAL;
    const kind *k = kind_of(cls.n ? cls.p[0] : 'N');
    w->cls |= (uint16_t)((k ? k->cls : 0) | LC_INFORMAL);
}
