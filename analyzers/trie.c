#include "analyzers/trie.h"

#include "util/sv.h"

enum { PATTERN_CODES = 160, END = 0, CODES = 128, FEW = 12 };

trie *trie_new(arena *a, arena *scratch)
{
    trie *t = ARENA_NEW(a, trie, 1);
    if (t) *t = (trie){.a = a, .scratch = scratch};
    return t;
}

err trie_add(trie *t, const uint8_t *code, size_t n, uint32_t id)
{
    if (!n || n > PATTERN_CODES) return ERR_LIMIT;
    uint8_t *copy = arena_raw(t->scratch, n);
    if (!copy) return ERR_NOMEM;
    memcpy(copy, code, n);
    trie_pattern *p = VEC_PUSH(t->scratch, &t->pattern);
    if (!p) return ERR_NOMEM;
    *p = (trie_pattern){copy, n, id};
    return ERR_OK;
}

/* Codes from `depth` on, then ids. */
static bool before(const trie_pattern *p, const trie_pattern *q, size_t depth)
{
    int d = sv_cmp((sv){(const char *)p->code + depth, p->n - depth},
        (sv){(const char *)q->code + depth, q->n - depth});
    return d ? d < 0 : p->id < q->id;
}

static void sort_few(trie_pattern *p, size_t n, size_t depth)
{
    for (size_t i = 1; i < n; i++) {
        const trie_pattern x = p[i];
        size_t k = i;
        for (; k && before(&x, &p[k - 1], depth); k--) p[k] = p[k - 1];
        p[k] = x;
    }
}

static uint8_t code_at(const trie_pattern *p, size_t depth)
{
    return depth < p->n ? p->code[depth] : END;
}

/* In order of codes: by the code at `depth` into `room`, back, and so each part by the next code. Expanded cues have
 * long heads in common, over which a sort by comparing would go again and again. */
static void sort_patterns(trie_pattern *p, trie_pattern *room, size_t n, size_t depth)
{
    while (n > FEW) {
        size_t end[CODES] = {0}, from = 0;
        for (size_t i = 0; i < n; i++) end[code_at(&p[i], depth)]++;
        if (end[code_at(p, depth)] == n && depth < p->n) {
            depth++;
            continue;
        }
        for (int c = 0; c < CODES; c++) from = end[c] += from;
        for (size_t i = n; i--;) room[--end[code_at(&p[i], depth)]] = p[i];
        memcpy(p, room, n * sizeof *p);
        for (size_t lo = 0, hi = 0; lo < n; lo = hi) {
            const uint8_t c = code_at(&p[lo], depth);
            while (hi < n && code_at(&p[hi], depth) == c) hi++;
            if (c == END)
                sort_few(p + lo, hi - lo, depth);
            else
                sort_patterns(p + lo, room, hi - lo, depth + 1);
        }
        return;
    }
    sort_few(p, n, depth);
}

typedef struct job {
    uint32_t at, lo, hi; /* at: word of `node` that becomes the state of these patterns */
    size_t depth;
    bool behind_run; /* at: byte of `run` instead */
} job;
typedef VEC(job) jobs;

static bool put_id(trie *t, uint32_t x)
{
    uint32_t *to = VEC_PUSH(t->a, &t->id);
    if (to) *to = x;
    return to;
}

/* The patterns lo..hi-1 as what ends; 0 when there are none. */
static err put_ends(trie *t, uint32_t lo, uint32_t hi, uint32_t *ret)
{
    *ret = 0;
    if (lo == hi) return ERR_OK;
    if (hi - lo == 1) {
        *ret = TRIE_ONE | t->pattern.at[lo].id;
        return ERR_OK;
    }
    *ret = (uint32_t)t->id.n;
    bool fits = put_id(t, hi - lo);
    for (uint32_t i = lo; i < hi && fits; i++) fits = put_id(t, t->pattern.at[i].id);
    return fits ? ERR_OK : ERR_NOMEM;
}

static err put_code(trie *t, uint8_t code)
{
    uint8_t *to = VEC_PUSH(t->a, &t->run);
    if (!to) return ERR_NOMEM;
    *to = code;
    return ERR_OK;
}

/* How many codes all patterns of the job have in common from its depth on. */
static size_t common(const trie *t, const job *j)
{
    const trie_pattern *p = &t->pattern.at[j->lo], *q = &t->pattern.at[j->hi - 1];
    size_t n = j->depth;
    while (n < p->n && n < q->n && p->code[n] == q->code[n]) n++;
    return n - j->depth;
}

static void set_state(trie *t, const job *j, uint32_t state)
{
    if (j->behind_run)
        memcpy(t->run.at + j->at, &state, sizeof state);
    else
        t->node.at[j->at] = state;
}

/* The next n codes of the patterns, and behind them what ends or a node. */
static err put_run(trie *t, const job *j, size_t n, jobs *todo)
{
    const trie_pattern *p = &t->pattern.at[j->lo], *q = &t->pattern.at[j->hi - 1];
    uint32_t ends = 0;
    bool all = q->n == j->depth + n; /* in order: so the others end there, too */
    err e = all ? put_ends(t, j->lo, j->hi, &ends) : ERR_OK;
    if (t->run.n + n + 1 + sizeof ends > TRIE_RUN_BYTES) return ERR_LIMIT;
    set_state(t, j, trie_run_state(n ? p->code[j->depth] : END, (uint32_t)t->run.n));
    for (size_t i = 0; i < n && !e; i++) e = put_code(t, p->code[j->depth + i]);
    for (size_t i = 0; i < 1 + sizeof ends && !e; i++) e = put_code(t, END);
    if (e) return e;
    uint32_t at = (uint32_t)(t->run.n - sizeof ends);
    memcpy(t->run.at + at, &ends, sizeof ends);
    if (all) return ERR_OK;
    job *next = VEC_PUSH(t->scratch, todo);
    if (!next) return ERR_NOMEM;
    *next = (job){at, j->lo, j->hi, j->depth + n, true};
    return ERR_OK;
}

/* One past the last pattern from lo on that has the same code at `depth`. */
static uint32_t same_until(const trie *t, uint32_t lo, uint32_t hi, size_t depth)
{
    uint8_t code = t->pattern.at[lo].code[depth];
    while (lo < hi && t->pattern.at[lo].code[depth] == code) lo++;
    return lo;
}

static err put_node(trie *t, const job *j, jobs *todo)
{
    uint32_t lo = j->lo, node = (uint32_t)t->node.n, ends;
    while (lo < j->hi && t->pattern.at[lo].n == j->depth) lo++;
    err e = put_ends(t, j->lo, lo, &ends);
    if (node) set_state(t, j, j->behind_run ? TRIE_NODE | node : node);
    for (int i = 0; i < TRIE_NODE_HEAD && !e; i++) {
        uint32_t *to = VEC_PUSH(t->a, &t->node);
        if (!to) return ERR_NOMEM;
        *to = i == TRIE_NODE_ENDS ? ends : 0;
    }
    while (lo < j->hi && !e) {
        uint8_t code = t->pattern.at[lo].code[j->depth];
        uint32_t hi = same_until(t, lo, j->hi, j->depth);
        job *next = VEC_PUSH(t->scratch, todo);
        uint32_t *to = VEC_PUSH(t->a, &t->node);
        if (!next || !to) return ERR_NOMEM;
        t->node.at[node + code / 32] |= 1u << code % 32;
        *next = (job){(uint32_t)t->node.n - 1, lo, hi, j->depth + 1, false};
        lo = hi;
    }
    return e;
}

static err put_state(trie *t, const job *j, jobs *todo)
{
    size_t n = j->depth && j->lo < j->hi ? common(t, j) : 0; /* the root is a node */
    bool ended = t->pattern.n && j->depth && t->pattern.at[j->hi - 1].n == j->depth;
    return n || ended ? put_run(t, j, n, todo) : put_node(t, j, todo);
}

err trie_build(trie *t)
{
    trie_pattern *room = ARENA_NEW(t->scratch, trie_pattern, t->pattern.n + 1);
    if (!room) return ERR_NOMEM;
    sort_patterns(t->pattern.at, room, t->pattern.n, 0);
    jobs todo = {0};
    job *root = VEC_PUSH(t->scratch, &todo);
    if (!root || !put_id(t, 0)) return ERR_NOMEM;
    *root = (job){.hi = (uint32_t)t->pattern.n};
    while (todo.n) { /* the last first: what follows a code lies beside it */
        const job j = todo.at[--todo.n];
        err e = put_state(t, &j, &todo);
        if (e) return e;
    }
    t->pattern.at = NULL; /* of the scratch arena */
    t->pattern.n = t->pattern.cap = 0;
    return ERR_OK;
}
