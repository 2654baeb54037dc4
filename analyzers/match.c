#include "analyzers/match.h"

enum { GAP_WORDS = 3, DEPTH_MAX = 24, AHEAD = 3 };

typedef struct walker {
    const trie *t;
    arena *a;
    const words *w;
    hits *ret;
    size_t longest;
    uint32_t pattern; /* of the longest */
    uint32_t from;
    entries first; /* of the word `from` */
    bool goes, skips,
        gaps; /* whether a cue may go on from there: with the next word, behind one, after a gap */
    bool failed;
} walker;

static bool holds(const word *w, uint8_t code, bool by_form)
{
    uint32_t f = w->flags;
    switch (code) {
    case FOLD_FORM: return by_form;
    case FOLD_PERSON_1: return f & TF_PERSON_1;
    case FOLD_PERSON_2: return f & TF_PERSON_2;
    case FOLD_PERSON_3: return f & TF_PERSON_3;
    case FOLD_SINGULAR: return !(f & TF_PLURAL);
    case FOLD_PAST: return f & TF_PAST;
    case FOLD_PRESENT: return !(f & TF_PAST);
    case FOLD_IMPERATIVE: return f & TF_IMPERATIVE;
    case FOLD_NEGATED: return f & TF_NEGATED;
    case FOLD_AFFIRMED: return !(f & TF_NEGATED);
    case FOLD_MINE: return f & (TF_POSSESSIVE_1 | TF_PERSON_1);
    case FOLD_COMPARED: return f & (TF_COMPARATIVE | TF_SUPERLATIVE);
    case FOLD_QUESTION: return w->question;
    case FOLD_LAST: return w->clause_end;
    default: return false;
    }
}

/* How a spot was reached. TOLD: the cue asks about negation; BENT: a lemma was used. */
enum { BY_FORM = 1 << 0, NEGATED = 1 << 1, TOLD = 1 << 2, BENT = 1 << 3 };

/* Small enough to go through registers. */
typedef struct spot {
    uint32_t node, i; /* i: next word */
    uint32_t how, depth;
} spot;

static void walk(walker *k, spot s);

static void emit(walker *k, uint32_t ends, spot s)
{
    const uint32_t n = trie_ends(k->t, ends);
    if (s.i - k->from > k->longest) {
        k->longest = s.i - k->from;
        k->pattern = trie_id(k->t, ends, 0);
    }
    for (uint32_t i = 0; k->ret && i < n; i++) {
        hit *h = VEC_PUSH(k->a, k->ret);
        if (!h) {
            k->failed = true;
            return;
        }
        *h = (hit){trie_id(k->t, ends, i), k->from, s.i, (s.how & (NEGATED | TOLD)) == NEGATED,
            !(s.how & BENT), 0};
    }
}

static void take(walker *k, spot s, uint32_t at)
{
    if (!at) return;
    s.node = at;
    s.i++;
    walk(k, s);
}

/* The name of n words that begins at s.i. */
static void take_name(walker *k, spot s, uint32_t n, uint8_t code)
{
    s.i += n - 1;
    take(k, s, trie_step(k->t, s.node, code));
}

/* The word at s.i leads to these nodes, by its form and by its lemma. */
static void take_word(walker *k, spot s, entries to)
{
    const word *w = &k->w->at[s.i];
    s.depth++;
    spot by_form = s;
    by_form.how |= BY_FORM;
    take(k, by_form, to.form);
    if (w->lemma && to.lemma) {
        spot by_lemma = s;
        by_lemma.how &= ~(uint32_t)BY_FORM;
        by_lemma.how |= BENT | (w->flags & TF_NEGATED ? NEGATED : 0);
        take(k, by_lemma, to.lemma);
    }
    if (w->number) take(k, s, trie_step(k->t, s.node, FOLD_NUMBER));
    if (w->city) take_name(k, s, w->city, FOLD_CITY);
    if (w->brand) take_name(k, s, w->brand, FOLD_BRAND);
}

static entries entries_from(const trie *t, uint32_t at, const word *w)
{
    return (entries){trie_descend(t, at, w->form, w->n_form),
        w->lemma ? trie_descend(t, at, w->lemma, w->n_lemma) : 0};
}

/* Most words end the walk with their first letter. */
static inline bool may_take(const trie_view *x, const word *w)
{
    return (w->n_form && trie_has(x, w->form[0])) || (w->lemma && trie_has(x, w->lemma[0])) ||
           (w->number && trie_has(x, FOLD_NUMBER)) || (w->city && trie_has(x, FOLD_CITY)) ||
           (w->brand && trie_has(x, FOLD_BRAND));
}

static void next_word(walker *k, spot s, const trie_view *x)
{
    const word *w = &k->w->at[s.i];
    if (may_take(x, w)) take_word(k, s, entries_from(k->t, s.node, w));
}

static void constraints(walker *k, spot s, uint64_t mask)
{
    const word *w = &k->w->at[s.i - 1];
    for (uint64_t left = mask >> (FOLD_FORM & 63) << (FOLD_FORM & 63); left; left &= left - 1) {
        uint8_t code = (uint8_t)(64 + __builtin_ctzll(left));
        if (!holds(w, code, s.how & BY_FORM)) continue;
        spot t = s;
        t.node = trie_step(k->t, s.node, code);
        if (code == FOLD_NEGATED || code == FOLD_AFFIRMED) t.how |= TOLD;
        walk(k, t);
    }
}

/* A cue goes on after up to three words of any kind. */
static void over_gap(walker *k, spot s, uint32_t gap)
{
    const trie_view x = trie_look(k->t, gap);
    s.node = gap;
    for (size_t g = 0; g <= GAP_WORDS && s.i < k->w->n; g++, s.i++) {
        next_word(k, s, &x);
        if (k->w->at[s.i].clause_end) break;
    }
}

/* At a word boundary: s.node was reached by the words before s.i. */
static void walk(walker *k, spot s)
{
    const trie_view x = trie_look(k->t, s.node);
    const bool early = s.i == k->from + 1 && (s.node == k->first.form || s.node == k->first.lemma);
    if (x.ends) emit(k, x.ends, s);
    if (s.depth >= DEPTH_MAX || !(x.mask[0] | x.mask[1])) return;
    if (s.i > k->from && x.mask[1] >> (FOLD_FORM & 63)) constraints(k, s, x.mask[1]);
    if (s.i >= k->w->n) return;
    if (s.i > k->from && k->w->at[s.i - 1].sentence_end) return;
    if (trie_has(&x, FOLD_GAP) && (k->gaps || !early))
        over_gap(k, s, trie_step(k->t, s.node, FOLD_GAP));
    if (k->goes || !early) next_word(k, s, &x);
    if (k->ret && s.i > k->from && k->w->at[s.i].skip && (k->skips || !early)) {
        spot t = s;
        t.i++;
        t.depth++;
        if (t.i < k->w->n && !k->w->at[s.i].sentence_end) next_word(k, t, &x);
    }
}

entries match_entries(const trie *t, const word *w)
{
    return t->node.n ? entries_from(t, 0, w) : (entries){0, 0};
}

bool match_alone(const trie *t, const word *w)
{
    entries e = match_entries(t, w);
    return (e.form && trie_look(t, e.form).ends) || (e.lemma && trie_look(t, e.lemma).ends);
}

static uint8_t head_of(uint8_t first, uint8_t second) { return (uint8_t)(first * 37 + second); }

static uint8_t head(const uint8_t *code, size_t n)
{
    return n ? head_of(code[0], n > 1 ? code[1] : FOLD_NONE) : 0;
}

static void set_bit(uint64_t *of, uint8_t i) { of[i >> 6] |= 1ull << (i & 63); }

static inline bool has_bit(const uint64_t *of, uint8_t i) { return of[i >> 6] >> (i & 63) & 1; }

static inline bool leads_to(const uint64_t *of, const word *w)
{
    return has_bit(of, w->head[0]) || has_bit(of, w->head[1]);
}

/* Every first code behind the state `at`, for words of one letter, and every two; a number or place begins with any. */
static void set_heads(const trie *t, uint32_t at, uint64_t *ret)
{
    const trie_view v = trie_look(t, at);
    if (trie_has(&v, FOLD_NUMBER) || trie_has(&v, FOLD_CITY) || trie_has(&v, FOLD_BRAND))
        memset(ret, 0xFF, sizeof(uint64_t[4]));
    for (int i = 1; i <= FOLD_OTHER; i++) {
        const uint8_t a = (uint8_t)i;
        if (!trie_has(&v, a)) continue;
        const trie_view u = trie_look(t, trie_step(t, at, a));
        set_bit(ret, head_of(a, FOLD_NONE));
        for (int k = 1; k <= FOLD_OTHER; k++)
            if (trie_has(&u, (uint8_t)k)) set_bit(ret, head_of(a, (uint8_t)k));
    }
}

void match_preview(const trie *t, word *w, match_ahead *ahead)
{
    const uint32_t at[] = {w->main.form, w->main.lemma};
    *ahead = (match_ahead){.next = {0}};
    w->ahead = ahead;
    w->head[0] = head(w->form, w->n_form);
    w->head[1] = w->lemma ? head(w->lemma, w->n_lemma) : w->head[0];
    w->ends = w->number;
    for (int i = 0; i < 2; i++) {
        if (!at[i]) continue;
        const trie_view v = trie_look(t, at[i]);
        const uint64_t asks = v.mask[FOLD_FORM >> 6] >> (FOLD_FORM & 63);
        w->ends |= v.ends || asks;
        set_heads(t, at[i], ahead->next);
        if (trie_has(&v, FOLD_GAP)) set_heads(t, trie_step(t, at[i], FOLD_GAP), ahead->gap);
    }
}

/* Whether a cue may begin at word i, and how it may go on from there. */
static bool may_begin(walker *k, size_t i)
{
    const word *x = &k->w->at[i], *y = x + 1, *end = k->w->at + k->w->n;
    k->from = (uint32_t)i;
    k->first = x->main;
    k->goes = k->skips = k->gaps = x->city || x->number || x->brand;
    if (k->goes) return true;
    if (!x->main.form && !x->main.lemma) return false;
    if (x->sentence_end || y == end) return x->ends;
    k->goes = leads_to(x->ahead->next, y);
    k->skips = y->skip && !y->sentence_end && y + 1 < end && leads_to(x->ahead->next, y + 1);
    for (int g = 0; g <= GAP_WORDS && y < end && !k->gaps; g++, y++) {
        k->gaps = leads_to(x->ahead->gap, y);
        if (y->clause_end) break;
    }
    return x->ends || k->goes || k->skips || k->gaps;
}

err match_find(const trie *t, arena *a, const words *w, hits *ret)
{
    walker k = {.t = t, .a = a, .w = w, .ret = ret};
    if (!t->node.n) return ERR_OK;
    for (size_t i = 0; i < w->n && !k.failed; i++) {
        if (i + AHEAD < w->n) {
            trie_soon(t, w->at[i + AHEAD].main.form);
            trie_soon(t, w->at[i + AHEAD].main.lemma);
        }
        if (may_begin(&k, i)) take_word(&k, (spot){.i = (uint32_t)i}, w->at[i].main);
    }
    return k.failed ? ERR_NOMEM : ERR_OK;
}

size_t match_longest(const trie *t, const words *w, size_t i, entries from, uint32_t *ret_pattern)
{
    walker k = {
        .t = t, .w = w, .from = (uint32_t)i}; /* first: none, so that nothing is ruled out */
    if (t->node.n) take_word(&k, (spot){.i = (uint32_t)i}, from);
    if (k.longest) *ret_pattern = k.pattern;
    return k.longest;
}
