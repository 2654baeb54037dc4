#include "analyzers/match.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

enum { CACHE_LINE = 64, GAP_WORDS = 3, DEPTH_MAX = 24, PATTERN_CODES = 160, AHEAD = 3 };

typedef struct pattern {
    const uint8_t *code;
    size_t n;
    uint32_t id;
} pattern;

/* Children of a node lie side by side, ordered by code; two masks say which codes there are. */
typedef struct node {
    uint64_t mask[2];
    uint32_t child, first, count; /* patterns that end here: pattern[first .. first + count) */
} node;

struct matcher {
    arena *a;
    VEC(pattern) pattern;
    VEC(node) node;
    uint32_t *id; /* of each pattern, again: side by side */
};

matcher *match_new(arena *a)
{
    matcher *m = ARENA_NEW(a, matcher, 1);
    if (m) m->a = a;
    return m;
}

err match_add(matcher *m, const uint8_t *codes, size_t n, uint32_t id)
{
    if (!n || n > PATTERN_CODES) return ERR_LIMIT;
    uint8_t *copy = arena_alloc(m->a, n);
    if (!copy) return ERR_NOMEM;
    memcpy(copy, codes, n);
    pattern *p = VEC_PUSH(m->a, &m->pattern);
    if (!p) return ERR_NOMEM;
    *p = (pattern){copy, n, id};
    return ERR_OK;
}

static int by_codes(const void *x, const void *y)
{
    const pattern *p = x, *q = y;
    int d = sv_cmp((sv){(const char *)p->code, p->n}, (sv){(const char *)q->code, q->n});
    return d ? d : (p->id > q->id) - (p->id < q->id);
}

typedef struct job {
    uint32_t node, lo, hi;
    size_t depth;
} job;
typedef VEC(job) jobs;

static err expand(matcher *m, job j, jobs *todo)
{
    uint32_t lo = j.lo;
    while (lo < j.hi && m->pattern.at[lo].n == j.depth) lo++;
    m->node.at[j.node].first = j.lo;
    m->node.at[j.node].count = lo - j.lo;
    m->node.at[j.node].child = (uint32_t)m->node.n;
    while (lo < j.hi) {
        uint8_t code = m->pattern.at[lo].code[j.depth];
        uint32_t hi = lo;
        while (hi < j.hi && m->pattern.at[hi].code[j.depth] == code) hi++;
        job *next = VEC_PUSH(m->a, todo);
        const node *made = VEC_PUSH(m->a, &m->node);
        if (!next || !made) return ERR_NOMEM;
        m->node.at[j.node].mask[code >> 6] |= 1ull << (code & 63);
        *next = (job){(uint32_t)m->node.n - 1, lo, hi, j.depth + 1};
        lo = hi;
    }
    return ERR_OK;
}

/* No node lies across two lines of the cache. */
static err align_nodes(matcher *m)
{
    size_t bytes = m->node.n * sizeof *m->node.at;
    char *p = arena_alloc(m->a, bytes + CACHE_LINE);
    if (!p) return ERR_NOMEM;
    p += (CACHE_LINE - (uintptr_t)p % CACHE_LINE) % CACHE_LINE;
    m->node.at = memcpy(p, m->node.at, bytes);
    m->node.cap = m->node.n;
    return ERR_OK;
}

err match_build(matcher *m)
{
    if (m->pattern.n) qsort(m->pattern.at, m->pattern.n, sizeof *m->pattern.at, by_codes);
    m->id = ARENA_NEW(m->a, uint32_t, m->pattern.n + 1);
    if (!m->id) return ERR_NOMEM;
    for (size_t i = 0; i < m->pattern.n; i++) m->id[i] = m->pattern.at[i].id;
    jobs todo = {0};
    job *root = VEC_PUSH(m->a, &todo);
    const node *top = VEC_PUSH(m->a, &m->node);
    if (!root || !top) return ERR_NOMEM;
    *root = (job){0, 0, (uint32_t)m->pattern.n, 0};
    while (todo.n) { /* the last first: what follows a letter lies beside it */
        err e = expand(m, todo.at[--todo.n], &todo);
        if (e) return e;
    }
    return align_nodes(m);
}

/* Bits set; without the instruction, which not every machine has, this is faster than the library's. */
static inline uint32_t bits_in(uint64_t x)
{
    x -= x >> 1 & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
    return (uint32_t)(((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}

static inline uint32_t step(const matcher *m, uint32_t n, uint8_t code)
{
    const node *x = &m->node.at[n];
    uint64_t bit = 1ull << (code & 63), mask = x->mask[code >> 6];
    if (!(mask & bit)) return 0; /* the root is nobody's child */
    uint32_t before = bits_in(mask & (bit - 1));
    if (code >> 6) before += bits_in(x->mask[0]);
    return x->child + before;
}

typedef struct walker {
    const matcher *m;
    arena *a;
    const words *w;
    hits *ret;
    size_t longest;
    uint32_t from;
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

typedef struct spot {
    uint32_t node;
    size_t i; /* next word */
    bool by_form, negated, told,
        bent; /* told: the cue asks about negation; bent: a lemma was used */
    int depth;
} spot;

static void walk(walker *k, spot s);

static void emit(walker *k, const node *x, const spot *s)
{
    if (s->i - k->from > k->longest) k->longest = s->i - k->from;
    for (uint32_t i = 0; k->ret && i < x->count; i++) {
        hit *h = VEC_PUSH(k->a, k->ret);
        if (!h) {
            k->failed = true;
            return;
        }
        *h = (hit){
            k->m->id[x->first + i], k->from, (uint32_t)s->i, s->negated && !s->told, !s->bent};
    }
}

static uint32_t descend(const matcher *m, uint32_t at, const uint8_t *code, size_t n)
{
    for (size_t i = 0; i < n && (at = step(m, at, code[i])); i++) {}
    return at;
}

static void take(walker *k, spot s, uint32_t at)
{
    if (!at) return;
    s.node = at;
    s.i++;
    walk(k, s);
}

/* The word at s.i leads to these nodes, by its form and by its lemma. */
static void take_word(walker *k, spot s, entries to)
{
    const word *w = &k->w->at[s.i];
    s.depth++;
    spot by_form = s;
    by_form.by_form = true;
    take(k, by_form, to.form);
    if (w->lemma && to.lemma) {
        spot by_lemma = s;
        by_lemma.by_form = false;
        by_lemma.bent = true;
        by_lemma.negated |= (w->flags & TF_NEGATED) != 0;
        take(k, by_lemma, to.lemma);
    }
    if (w->number) take(k, s, step(k->m, s.node, FOLD_NUMBER));
    if (w->city) {
        s.i += w->city - 1u;
        take(k, s, step(k->m, s.node, FOLD_CITY));
    }
}

static entries entries_from(const matcher *m, uint32_t at, const word *w)
{
    return (entries){
        descend(m, at, w->form, w->n_form), w->lemma ? descend(m, at, w->lemma, w->n_lemma) : 0};
}

static inline bool has_code(const node *x, uint8_t code)
{
    return x->mask[code >> 6] >> (code & 63) & 1;
}

/* Most words end the walk with their first letter. */
static inline bool may_take(const node *x, const word *w)
{
    return (w->n_form && has_code(x, w->form[0])) || (w->lemma && has_code(x, w->lemma[0])) ||
           (w->number && has_code(x, FOLD_NUMBER)) || (w->city && has_code(x, FOLD_CITY));
}

static void next_word(walker *k, spot s)
{
    const word *w = &k->w->at[s.i];
    if (may_take(&k->m->node.at[s.node], w)) take_word(k, s, entries_from(k->m, s.node, w));
}

static void constraints(walker *k, spot s, uint64_t mask)
{
    const word *w = &k->w->at[s.i - 1];
    for (uint64_t left = mask >> (FOLD_FORM & 63) << (FOLD_FORM & 63); left; left &= left - 1) {
        uint8_t code = (uint8_t)(64 + __builtin_ctzll(left));
        if (!holds(w, code, s.by_form)) continue;
        spot t = s;
        t.node = step(k->m, s.node, code);
        t.told |= code == FOLD_NEGATED || code == FOLD_AFFIRMED;
        walk(k, t);
    }
}

/* At a word boundary: s.node was reached by the words before s.i. */
static void walk(walker *k, spot s)
{
    const node *x = &k->m->node.at[s.node];
    if (x->count) emit(k, x, &s);
    if (s.depth >= DEPTH_MAX || !(x->mask[0] | x->mask[1])) return;
    if (s.i > k->from && x->mask[1] >> (FOLD_FORM & 63)) constraints(k, s, x->mask[1]);
    if (s.i >= k->w->n) return;
    if (s.i > k->from && k->w->at[s.i - 1].sentence_end) return;
    uint32_t gap = step(k->m, s.node, FOLD_GAP);
    for (size_t g = 0; gap && g <= GAP_WORDS && s.i + g < k->w->n; g++) {
        spot t = s;
        t.node = gap;
        t.i += g;
        next_word(k, t);
        if (k->w->at[t.i].clause_end) break;
    }
    next_word(k, s);
    if (k->ret && s.i > k->from && k->w->at[s.i].skip) {
        spot t = s;
        t.i++;
        t.depth++;
        if (t.i < k->w->n && !k->w->at[s.i].sentence_end) next_word(k, t);
    }
}

entries match_entries(const matcher *m, const word *w)
{
    return m->node.n ? entries_from(m, 0, w) : (entries){0, 0};
}

bool match_alone(const matcher *m, const word *w)
{
    entries e = match_entries(m, w);
    return (e.form && m->node.at[e.form].count) || (e.lemma && m->node.at[e.lemma].count);
}

err match_find(const matcher *m, arena *a, const words *w, hits *ret)
{
    walker k = {.m = m, .a = a, .w = w, .ret = ret};
    if (!m->node.n) return ERR_OK;
    for (size_t i = 0; i < w->n && !k.failed; i++) {
        k.from = (uint32_t)i;
        if (i + AHEAD < w->n) {
            __builtin_prefetch(&m->node.at[w->at[i + AHEAD].main.form]);
            __builtin_prefetch(&m->node.at[w->at[i + AHEAD].main.lemma]);
        }
        take_word(&k, (spot){.i = i}, w->at[i].main);
    }
    return k.failed ? ERR_NOMEM : ERR_OK;
}

size_t match_longest(const matcher *m, const words *w, size_t i, entries from)
{
    walker k = {.m = m, .w = w, .from = (uint32_t)i};
    if (m->node.n) take_word(&k, (spot){.i = i}, from);
    return k.longest;
}
