/* trie.h - many patterns, each a sequence of codes below 128, as one compact trie: patterns with the same head share
 * its states. A state is a number: 0 is the root, and as the result of a step, nothing. */
#ifndef ANALYZERS_TRIE_H
#define ANALYZERS_TRIE_H

#include <stdint.h>
#include <string.h>

#include "util/vec.h"

typedef struct trie_pattern {
    const uint8_t *code;
    size_t n;
    uint32_t id;
} trie_pattern;

/*
 * Where only one code follows, it stands in a run: codes side by side, a 0, and either what ends there, when that is
 * all, or TRIE_NODE and the node that goes on. Most codes are in runs, and all of it stays in the processor's cache.
 * A node is words of `node`: two masks of 64 bits that say which codes follow, what ends here, and for each code that
 * follows, in order, its state. A state is the place of a node, or TRIE_RUN, the code there, and a place in `run`, never
 * that of a 0 before a node: most steps fail, and the code in the state tells so without a look at the run. What ends is TRIE_ONE and a pattern, or a place in `id`: a number and as many patterns; 0: nothing.
 */
typedef struct trie {
    arena *a, *scratch;
    VEC(trie_pattern) pattern;
    VEC(uint32_t) node, id;
    VEC(uint8_t) run;
} trie;

enum { TRIE_MASK_WORDS = 4, TRIE_NODE_ENDS = TRIE_MASK_WORDS, TRIE_NODE_HEAD };
enum { TRIE_CODE_SHIFT = 24, TRIE_RUN_BYTES = 1 << TRIE_CODE_SHIFT }; /* most of `run` */
#define TRIE_RUN  (1u << 31)
#define TRIE_NODE (1u << 31)
#define TRIE_ONE  (1u << 30)

/* What is known of a state: the codes that follow and what ends there. */
typedef struct trie_view {
    uint64_t mask[2];
    uint32_t ends;
} trie_view;

/* An empty one in `a`, or NULL. `scratch` has the patterns; it may be cleared after trie_build(). */
trie *trie_new(arena *a, arena *scratch) MUST_USE;
/* Adds code[n], none of them 0, which stand for `id`. Several patterns may have the same codes. ERR_LIMIT: too long. */
err trie_add(trie *t, const uint8_t *code, size_t n, uint32_t id) MUST_USE;
/* Call once after the last trie_add; until then there is no state. */
err trie_build(trie *t) MUST_USE;

/* Bits set; without the instruction, which not every machine has, this is faster than the library's. */
static inline uint32_t trie_bits(uint64_t x)
{
    x -= x >> 1 & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
    return (uint32_t)(((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}

static inline void trie_masks(const uint32_t *node, uint64_t mask[2])
{
    mask[0] = node[0] | (uint64_t)node[1] << 32;
    mask[1] = node[2] | (uint64_t)node[3] << 32;
}

/* The state at place `at` of the run, where `code` stands. */
static inline uint32_t trie_run_state(uint8_t code, uint32_t at)
{
    return TRIE_RUN | (uint32_t)code << TRIE_CODE_SHIFT | at;
}

static inline const uint8_t *trie_run_at(const trie *t, uint32_t state)
{
    return t->run.at + (state & (TRIE_RUN_BYTES - 1));
}

static inline trie_view trie_look(const trie *t, uint32_t at)
{
    trie_view v = {{0, 0}, 0};
    if (at & TRIE_RUN) {
        const uint8_t *p = trie_run_at(t, at);
        if (*p)
            v.mask[*p >> 6] = 1ull << (*p & 63);
        else
            memcpy(&v.ends, p + 1, sizeof v.ends);
    } else {
        const uint32_t *node = t->node.at + at;
        trie_masks(node, v.mask);
        v.ends = node[TRIE_NODE_ENDS];
    }
    return v;
}

static inline bool trie_has(const trie_view *v, uint8_t code)
{
    return v->mask[code >> 6] >> (code & 63) & 1;
}

/* The state of a run's end at `p`: `at` or the node that follows. */
static inline uint32_t trie_run_end(const uint8_t *p, uint32_t at)
{
    uint32_t then;
    memcpy(&then, p + 1, sizeof then);
    return then & TRIE_NODE ? then ^ TRIE_NODE : at;
}

/* How many patterns end where a view says `ends`, and which one is the i-th. */
static inline uint32_t trie_ends(const trie *t, uint32_t ends)
{
    return ends & TRIE_ONE ? 1 : t->id.at[ends];
}
static inline uint32_t trie_id(const trie *t, uint32_t ends, uint32_t i)
{
    return ends & TRIE_ONE ? ends ^ TRIE_ONE : t->id.at[ends + 1 + i];
}

/* The state behind `code`; 0: no pattern goes on with it, since the root is nobody's child. */
static inline uint32_t trie_step(const trie *t, uint32_t at, uint8_t code)
{
    if (at & TRIE_RUN) {
        if ((at >> TRIE_CODE_SHIFT & 127) != code) return 0;
        const uint8_t *p = trie_run_at(t, at);
        const uint32_t next = trie_run_state(p[1], (at & (TRIE_RUN_BYTES - 1)) + 1);
        return p[1] ? next : trie_run_end(p + 1, next);
    }
    const uint32_t *node = t->node.at + at;
    uint64_t mask[2], bit = 1ull << (code & 63);
    trie_masks(node, mask);
    if (!(mask[code >> 6] & bit)) return 0;
    uint32_t before = trie_bits(mask[code >> 6] & (bit - 1));
    if (code >> 6) before += trie_bits(mask[0]);
    return node[TRIE_NODE_HEAD + before];
}

/* The state behind code[n]. */
static inline uint32_t trie_descend(const trie *t, uint32_t at, const uint8_t *code, size_t n)
{
    for (size_t i = 0; i < n && (at = trie_step(t, at, code[i])); i++) {}
    return at;
}

/* Begins to load a state. */
static inline void trie_soon(const trie *t, uint32_t at)
{
    if (at & TRIE_RUN)
        __builtin_prefetch(trie_run_at(t, at));
    else
        __builtin_prefetch(t->node.at + at);
}

#endif
