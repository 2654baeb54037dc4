#include "analyzers/match.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

enum { GAP_WORDS = 3, DEPTH_MAX = 24, PATTERN_CODES = 160, AHEAD = 3 };

typedef struct pattern {
    const uint8_t *code;
    size_t n;
    uint32_t id;
} pattern;

/*
 * What is left of a cue when no other cue goes on with it is a tail: its codes, side by side, a 0 and what ends there.
 * Most letters of the cues are in tails, and all of it stays in the processor's cache.
 * A node is words of `node`: two masks of 64 bits that say which codes follow, what ends here, and for each code that
 * follows, in order, its state. A state is the place of a node, or TAIL and a place in `tail`. What ends is a place in
 * `id`: a number and as many patterns; 0: nothing.
 */
enum { MASK_WORDS = 4, NODE_ENDS = MASK_WORDS, NODE_HEAD = MASK_WORDS + 1 };
static const uint32_t TAIL = 1u << 31;

struct matcher {
    arena *a;
    VEC(pattern) pattern;
    VEC(uint32_t) node, id;
    VEC(uint8_t) tail;
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
    uint32_t at, lo, hi; /* at: word of `node` that becomes the state of these patterns */
    size_t depth;
} job;
typedef VEC(job) jobs;

static bool put_id(matcher *m, uint32_t x)
{
    uint32_t *to = VEC_PUSH(m->a, &m->id);
    if (to) *to = x;
    return to;
}

/* The patterns lo..hi-1 as what ends; 0 when there are none. */
static err put_ends(matcher *m, uint32_t lo, uint32_t hi, uint32_t *ret)
{
    *ret = 0;
    if (lo == hi) return ERR_OK;
    *ret = (uint32_t)m->id.n;
    bool fits = put_id(m, hi - lo);
    for (uint32_t i = lo; i < hi && fits; i++) fits = put_id(m, m->pattern.at[i].id);
    return fits ? ERR_OK : ERR_NOMEM;
}

static err put_letter(matcher *m, uint8_t code)
{
    uint8_t *to = VEC_PUSH(m->a, &m->tail);
    if (!to) return ERR_NOMEM;
    *to = code;
    return ERR_OK;
}

static err put_tail(matcher *m, const job *j)
{
    const pattern *p = &m->pattern.at[j->lo];
    uint32_t ends;
    err e = put_ends(m, j->lo, j->hi, &ends);
    size_t left = p->n - j->depth, need = left + 1 + sizeof ends;
    m->node.at[j->at] = TAIL | (uint32_t)m->tail.n;
    for (size_t i = 0; i < need && !e; i++) e = put_letter(m, FOLD_NONE);
    if (e) return e;
    uint8_t *to = m->tail.at + m->tail.n - need;
    if (left) memcpy(to, p->code + j->depth, left);
    to[left] = FOLD_NONE;
    memcpy(to + left + 1, &ends, sizeof ends);
    return ERR_OK;
}

/* One past the last pattern from lo on that has the same code at `depth`. */
static uint32_t same_until(const matcher *m, uint32_t lo, uint32_t hi, size_t depth)
{
    uint8_t code = m->pattern.at[lo].code[depth];
    while (lo < hi && m->pattern.at[lo].code[depth] == code) lo++;
    return lo;
}

static err put_node(matcher *m, const job *j, jobs *todo)
{
    uint32_t lo = j->lo, node = (uint32_t)m->node.n, ends;
    while (lo < j->hi && m->pattern.at[lo].n == j->depth) lo++;
    err e = put_ends(m, j->lo, lo, &ends);
    if (node) m->node.at[j->at] = node;
    for (int i = 0; i < NODE_HEAD && !e; i++) {
        uint32_t *to = VEC_PUSH(m->a, &m->node);
        if (!to) return ERR_NOMEM;
        *to = i == NODE_ENDS ? ends : 0;
    }
    while (lo < j->hi && !e) {
        uint8_t code = m->pattern.at[lo].code[j->depth];
        uint32_t hi = same_until(m, lo, j->hi, j->depth);
        job *next = VEC_PUSH(m->a, todo);
        uint32_t *to = VEC_PUSH(m->a, &m->node);
        if (!next || !to) return ERR_NOMEM;
        m->node.at[node + code / 32] |= 1u << code % 32;
        *next = (job){(uint32_t)m->node.n - 1, lo, hi, j->depth + 1};
        lo = hi;
    }
    return e;
}

static bool is_tail(const matcher *m, const job *j)
{
    if (!j->depth) return false; /* the root is a node, whatever there is */
    const pattern *p = &m->pattern.at[j->lo], *q = &m->pattern.at[j->hi - 1];
    return p->n == q->n && !memcmp(p->code, q->code, p->n);
}

err match_build(matcher *m)
{
    if (m->pattern.n) qsort(m->pattern.at, m->pattern.n, sizeof *m->pattern.at, by_codes);
    jobs todo = {0};
    job *root = VEC_PUSH(m->a, &todo);
    if (!root || !put_id(m, 0)) return ERR_NOMEM;
    *root = (job){0, 0, (uint32_t)m->pattern.n, 0};
    while (todo.n) { /* the last first: what follows a letter lies beside it */
        const job j = todo.at[--todo.n];
        err e = is_tail(m, &j) ? put_tail(m, &j) : put_node(m, &j, &todo);
        if (e) return e;
    }
    return ERR_OK;
}

/* Bits set; without the instruction, which not every machine has, this is faster than the library's. */
static inline uint32_t bits_in(uint64_t x)
{
    x -= x >> 1 & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
    return (uint32_t)(((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}

/* What is known of a state: the codes that follow and what ends there. */
typedef struct view {
    uint64_t mask[2];
    uint32_t ends;
} view;

static inline void node_masks(const uint32_t *x, uint64_t mask[2])
{
    mask[0] = x[0] | (uint64_t)x[1] << 32;
    mask[1] = x[2] | (uint64_t)x[3] << 32;
}

static inline view look(const matcher *m, uint32_t at)
{
    view v = {{0, 0}, 0};
    if (at & TAIL) {
        const uint8_t *p = m->tail.at + (at ^ TAIL);
        if (*p)
            v.mask[*p >> 6] = 1ull << (*p & 63);
        else
            memcpy(&v.ends, p + 1, sizeof v.ends);
    } else {
        const uint32_t *x = m->node.at + at;
        node_masks(x, v.mask);
        v.ends = x[NODE_ENDS];
    }
    return v;
}

static inline uint32_t step(const matcher *m, uint32_t at, uint8_t code)
{
    if (at & TAIL) return m->tail.at[at ^ TAIL] == code ? at + 1 : 0;
    const uint32_t *x = m->node.at + at;
    uint64_t mask[2], bit = 1ull << (code & 63);
    node_masks(x, mask);
    if (!(mask[code >> 6] & bit)) return 0; /* the root is nobody's child */
    uint32_t before = bits_in(mask[code >> 6] & (bit - 1));
    if (code >> 6) before += bits_in(mask[0]);
    return x[NODE_HEAD + before];
}

/* Begins to load a state. */
static inline void soon(const matcher *m, uint32_t at)
{
    if (at & TAIL)
        __builtin_prefetch(m->tail.at + (at ^ TAIL));
    else
        __builtin_prefetch(m->node.at + at);
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

static void emit(walker *k, uint32_t ends, const spot *s)
{
    const uint32_t *id = k->m->id.at + ends;
    if (s->i - k->from > k->longest) k->longest = s->i - k->from;
    for (uint32_t i = 1; k->ret && i <= id[0]; i++) {
        hit *h = VEC_PUSH(k->a, k->ret);
        if (!h) {
            k->failed = true;
            return;
        }
        *h = (hit){id[i], k->from, (uint32_t)s->i, s->negated && !s->told, !s->bent};
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

static inline bool has_code(const view *x, uint8_t code)
{
    return x->mask[code >> 6] >> (code & 63) & 1;
}

/* Most words end the walk with their first letter. */
static inline bool may_take(const view *x, const word *w)
{
    return (w->n_form && has_code(x, w->form[0])) || (w->lemma && has_code(x, w->lemma[0])) ||
           (w->number && has_code(x, FOLD_NUMBER)) || (w->city && has_code(x, FOLD_CITY));
}

static void next_word(walker *k, spot s, const view *x)
{
    const word *w = &k->w->at[s.i];
    if (may_take(x, w)) take_word(k, s, entries_from(k->m, s.node, w));
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

/* A cue goes on after up to three words of any kind. */
static void over_gap(walker *k, spot s, uint32_t gap)
{
    const view x = look(k->m, gap);
    s.node = gap;
    for (size_t g = 0; g <= GAP_WORDS && s.i < k->w->n; g++, s.i++) {
        next_word(k, s, &x);
        if (k->w->at[s.i].clause_end) break;
    }
}

/* At a word boundary: s.node was reached by the words before s.i. */
static void walk(walker *k, spot s)
{
    const view x = look(k->m, s.node);
    if (x.ends) emit(k, x.ends, &s);
    if (s.depth >= DEPTH_MAX || !(x.mask[0] | x.mask[1])) return;
    if (s.i > k->from && x.mask[1] >> (FOLD_FORM & 63)) constraints(k, s, x.mask[1]);
    if (s.i >= k->w->n) return;
    if (s.i > k->from && k->w->at[s.i - 1].sentence_end) return;
    if (has_code(&x, FOLD_GAP)) over_gap(k, s, step(k->m, s.node, FOLD_GAP));
    next_word(k, s, &x);
    if (k->ret && s.i > k->from && k->w->at[s.i].skip) {
        spot t = s;
        t.i++;
        t.depth++;
        if (t.i < k->w->n && !k->w->at[s.i].sentence_end) next_word(k, t, &x);
    }
}

entries match_entries(const matcher *m, const word *w)
{
    return m->node.n ? entries_from(m, 0, w) : (entries){0, 0};
}

bool match_alone(const matcher *m, const word *w)
{
    entries e = match_entries(m, w);
    return (e.form && look(m, e.form).ends) || (e.lemma && look(m, e.lemma).ends);
}

err match_find(const matcher *m, arena *a, const words *w, hits *ret)
{
    walker k = {.m = m, .a = a, .w = w, .ret = ret};
    if (!m->node.n) return ERR_OK;
    for (size_t i = 0; i < w->n && !k.failed; i++) {
        k.from = (uint32_t)i;
        if (i + AHEAD < w->n) {
            soon(m, w->at[i + AHEAD].main.form);
            soon(m, w->at[i + AHEAD].main.lemma);
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
