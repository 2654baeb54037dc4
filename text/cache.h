/* cache.h - spellings seen before and what they are, and neighbours that are no one word. Private to text/. What is
 * asked for each word of a text is inline. */
#ifndef TEXT_CACHE_H
#define TEXT_CACHE_H

#include <string.h>

#include "text/token.h"

enum {
    CACHE_RAW = 120, /* bytes of the longest spelling that is kept */
    CACHE_WORDS = 1 << 15,
    CACHE_KEY = 6, /* of eight bytes each; one line of the processor's cache holds it all */
    CACHE_APART = 1 << 16,
    CACHE_PROBES = 64 /* slots that one search looks at */
};

/* What one spelling is; its note, its norm, a tab, its lemma and a line feed stand in the pool, the norm at `at`. */
typedef struct known {
    uint64_t key[CACHE_KEY]; /* the raw bytes, read so that they may overlap; of long ones a hash */
    uint32_t at, flags;
    uint16_t cls;
    uint8_t raw_n, norm_n, lemma_n, pos;
} known;

struct token_cache {
    const lexicon *lx;
    size_t n_known, used; /* slots, bytes of the pool */
    known *slot;          /* CACHE_WORDS of them, each in one cache line */
    uint32_t *apart;      /* hashes of pairs */
    char *pool;
};

/* Keeps `t`, whose strings are moved into the cache; does nothing when that is full or the strings are long. */
void cache_put(token_cache *c, const char *p, size_t n, uint64_t hash, token *t);
/* The words with these hashes are not one word. Remembering forgets another pair in time. */
void cache_put_apart(token_cache *c, uint64_t first, uint64_t second);
/* Forgets all that was said with another lexicon. */
void cache_use(token_cache *c, const lexicon *lx);
/* The rest of a longer word's key; of one that is too long for that, its hash. */
void cache_key_middle(const char *p, size_t n, uint64_t hash, uint64_t key[CACHE_KEY]);

static inline uint64_t cache_load8(const char *p)
{
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return x;
}

static inline uint64_t cache_load4(const char *p)
{
    uint32_t x;
    memcpy(&x, p, sizeof x);
    return x;
}

static inline uint64_t cache_mix(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0xFF51AFD7ED558CCDull;
    return (h ^ h >> 32) | 1;
}

/* Up to 16 bytes as two words that may overlap. */
static inline void cache_ends(const char *p, size_t n, uint64_t *a, uint64_t *b)
{
    *b = 0;
    if (n >= 8) {
        *a = cache_load8(p);
        *b = cache_load8(p + n - 8);
    } else if (n >= 4)
        *a = cache_load4(p) << 32 | cache_load4(p + n - 4);
    else
        *a = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 |
             (unsigned char)p[n - 1];
}

/* The hash of a spelling, never 0; 1 <= n <= CACHE_RAW. */
static inline uint64_t cache_hash(const char *p, size_t n)
{
    uint64_t h = n * 0x9E3779B97F4A7C15ull, a, b;
    for (; n > 16; p += 8, n -= 8) h = cache_mix(h, cache_load8(p));
    cache_ends(p, n, &a, &b);
    return cache_mix(cache_mix(h, a), b) | 1;
}

static inline size_t cache_slot(uint64_t hash) { return hash >> 20 & (CACHE_WORDS - 1); }

/* Begin to load what cache_get() will look at, and, a little later, its strings. */
static inline void cache_soon(const token_cache *c, uint64_t hash)
{
    __builtin_prefetch(&c->slot[cache_slot(hash)]);
}
static inline void cache_text_soon(const token_cache *c, uint64_t hash)
{
    __builtin_prefetch(c->pool + c->slot[cache_slot(hash)].at);
}

static inline bool cache_same(
    const known *k, const char *p, size_t n, uint64_t hash, uint64_t a, uint64_t b)
{
    if (k->raw_n != n || k->key[0] != a || k->key[1] != b) return false;
    if (n <= 16) return true;
    uint64_t key[CACHE_KEY];
    cache_key_middle(p, n, hash, key);
    return memcmp(k->key + 2, key + 2, sizeof key - 2 * sizeof key[0]) == 0;
}

/* The word of `n` bytes at `p`, whose hash is `hash`; NULL when it is not there. */
static inline const known *cache_get(const token_cache *c, const char *p, size_t n, uint64_t hash)
{
    uint64_t a, b;
    cache_ends(p, n, &a, &b);
    size_t i = cache_slot(hash);
    for (int left = CACHE_PROBES; left && c->slot[i].raw_n; left--, i = (i + 1) % CACHE_WORDS)
        if (cache_same(&c->slot[i], p, n, hash, a, b)) return &c->slot[i];
    return NULL;
}

/* The strings of a known word. */
static inline void cache_fill(const token_cache *c, const known *k, token *t)
{
    t->norm = (sv){c->pool + k->at, k->norm_n};
    t->lemma = (sv){c->pool + k->at + k->norm_n + 1, k->lemma_n};
    t->flags = k->flags;
    t->cls = k->cls;
    t->pos = k->pos;
}

static inline uint64_t cache_pair(uint64_t first, uint64_t second)
{
    return (first * 0x9E3779B97F4A7C15ull ^ second) * 0xFF51AFD7ED558CCDull;
}

/* Two places for each pair. */
static inline uint32_t *cache_apart_at(const token_cache *c, uint64_t pair)
{
    return &c->apart[pair >> 16 & (CACHE_APART - 2)];
}

static inline void cache_apart_soon(const token_cache *c, uint64_t first, uint64_t second)
{
    __builtin_prefetch(cache_apart_at(c, cache_pair(first, second)));
}

/* Are the words with these hashes known not to be one word? */
static inline bool cache_apart(const token_cache *c, uint64_t first, uint64_t second)
{
    uint64_t h = cache_pair(first, second);
    const uint32_t *at = cache_apart_at(c, h), tag = (uint32_t)(h >> 32) | 1;
    return at[0] == tag || at[1] == tag;
}

#endif
