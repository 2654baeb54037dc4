#include "text/cache.h"

#include <stdlib.h>
#include <string.h>

enum {
    APART_SLOTS = 1 << 16,
    FILL_MAX = CACHE_WORDS / 4 * 3, /* so that a search ends soon */
    POOL_BYTES = 1 << 20,
    TEXT_MAX = 240,
    CACHE_WHOLE = 8 * CACHE_KEY, /* bytes that a key holds */
    PROBES = 64                  /* slots that one search looks at */
};

struct token_cache {
    const lexicon *lx;
    size_t n_known, used; /* slots, bytes of the pool */
    known *slot;          /* CACHE_WORDS of them, each in one cache line */
    uint32_t *apart;      /* hashes of pairs */
    char *pool;
};

token_cache *token_cache_new(void)
{
    token_cache *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    c->slot = aligned_alloc(64, CACHE_WORDS * sizeof *c->slot);
    c->apart = calloc(APART_SLOTS, sizeof *c->apart);
    c->pool = malloc(POOL_BYTES);
    if (!c->slot || !c->apart || !c->pool) {
        token_cache_free(c);
        return NULL;
    }
    memset(c->slot, 0, CACHE_WORDS * sizeof *c->slot);
    return c;
}

void token_cache_free(token_cache *c)
{
    if (!c) return;
    free(c->slot);
    free(c->apart);
    free(c->pool);
    free(c);
}

static void forget(token_cache *c)
{
    memset(c->slot, 0, CACHE_WORDS * sizeof *c->slot);
    c->n_known = c->used = 0;
}

void token_cache_tidy(token_cache *c)
{
    if (c && (c->n_known >= FILL_MAX || c->used > POOL_BYTES - TEXT_MAX)) forget(c);
}

void cache_use(token_cache *c, const lexicon *lx)
{
    if (c->lx == lx) return;
    forget(c);
    memset(c->apart, 0, APART_SLOTS * sizeof *c->apart);
    c->lx = lx;
}

static uint64_t load8(const char *p)
{
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return x;
}

static uint64_t load4(const char *p)
{
    uint32_t x;
    memcpy(&x, p, sizeof x);
    return x;
}

static uint64_t mix(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0xFF51AFD7ED558CCDull;
    return (h ^ h >> 32) | 1;
}

/* Up to 16 bytes as two words that may overlap. */
static void ends_of(const char *p, size_t n, uint64_t *a, uint64_t *b)
{
    if (n >= 8) {
        *a = load8(p);
        *b = load8(p + n - 8);
    } else if (n >= 4) {
        *a = load4(p) << 32 | load4(p + n - 4);
        *b = 0;
    } else {
        *a = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 |
             (unsigned char)p[n - 1];
        *b = 0;
    }
}

uint64_t cache_hash(const char *p, size_t n)
{
    uint64_t h = n * 0x9E3779B97F4A7C15ull, a, b;
    for (; n > 16; p += 8, n -= 8) h = mix(h, load8(p));
    ends_of(p, n, &a, &b);
    return mix(mix(h, a), b) | 1;
}

/* The rest of a longer word's key; of one that is too long for that, its hash. */
static void middle_of(const char *p, size_t n, uint64_t hash, uint64_t key[CACHE_KEY])
{
    size_t k = 2;
    for (size_t i = 8; i + 8 < n && k < CACHE_KEY; i += 8) key[k++] = load8(p + i);
    while (k < CACHE_KEY) key[k++] = 0;
    if (n > CACHE_WHOLE) key[CACHE_KEY - 1] = hash;
}

static bool same(const known *k, const char *p, size_t n, uint64_t hash, uint64_t a, uint64_t b)
{
    if (k->raw_n != n || k->key[0] != a || k->key[1] != b) return false;
    if (n <= 16) return true;
    uint64_t key[CACHE_KEY];
    middle_of(p, n, hash, key);
    return memcmp(k->key + 2, key + 2, sizeof key - 2 * sizeof key[0]) == 0;
}

void cache_soon(const token_cache *c, uint64_t hash)
{
    __builtin_prefetch(&c->slot[hash >> 20 & (CACHE_WORDS - 1)]);
}

void cache_text_soon(const token_cache *c, uint64_t hash)
{
    __builtin_prefetch(c->pool + c->slot[hash >> 20 & (CACHE_WORDS - 1)].at);
}

const known *cache_get(const token_cache *c, const char *p, size_t n, uint64_t hash)
{
    uint64_t a, b;
    ends_of(p, n, &a, &b);
    size_t i = hash >> 20 & (CACHE_WORDS - 1);
    for (int left = PROBES; left && c->slot[i].raw_n; left--, i = (i + 1) & (CACHE_WORDS - 1))
        if (same(&c->slot[i], p, n, hash, a, b)) return &c->slot[i];
    return NULL;
}

void cache_fill(const token_cache *c, const known *k, token *t)
{
    t->norm = (sv){c->pool + k->at, k->norm_n};
    t->lemma = (sv){c->pool + k->at + k->norm_n + 1, k->lemma_n};
    t->flags = k->flags;
    t->cls = k->cls;
    t->pos = k->pos;
}

void cache_put(token_cache *c, const char *p, size_t n, uint64_t hash, token *t)
{
    size_t need = t->norm.n + t->lemma.n + 2;
    if (c->n_known >= FILL_MAX || need > TEXT_MAX || c->used > POOL_BYTES - need) return;
    size_t i = hash >> 20 & (CACHE_WORDS - 1);
    for (int left = PROBES; c->slot[i].raw_n; i = (i + 1) & (CACHE_WORDS - 1))
        if (!--left) return;
    known *k = &c->slot[i];
    *k = (known){.at = (uint32_t)c->used,
        .flags = t->flags,
        .cls = t->cls,
        .raw_n = (uint8_t)n,
        .norm_n = (uint8_t)t->norm.n,
        .lemma_n = (uint8_t)t->lemma.n,
        .pos = t->pos};
    ends_of(p, n, &k->key[0], &k->key[1]);
    middle_of(p, n, hash, k->key);
    char *text = c->pool + c->used;
    memcpy(text, t->norm.p, t->norm.n);
    text[t->norm.n] = '\t';
    memcpy(text + t->norm.n + 1, t->lemma.p, t->lemma.n);
    text[need - 1] = '\n';
    c->used += need;
    c->n_known++;
    cache_fill(c, k, t);
}

static uint64_t pair(uint64_t first, uint64_t second)
{
    return (first * 0x9E3779B97F4A7C15ull ^ second) * 0xFF51AFD7ED558CCDull;
}

/* Two places for each pair. */
static uint32_t *apart_at(const token_cache *c, uint64_t h)
{
    return &c->apart[h >> 16 & (APART_SLOTS - 2)];
}

void cache_apart_soon(const token_cache *c, uint64_t first, uint64_t second)
{
    __builtin_prefetch(apart_at(c, pair(first, second)));
}

bool cache_apart(const token_cache *c, uint64_t first, uint64_t second)
{
    uint64_t h = pair(first, second);
    const uint32_t *at = apart_at(c, h), tag = (uint32_t)(h >> 32) | 1;
    return at[0] == tag || at[1] == tag;
}

void cache_put_apart(token_cache *c, uint64_t first, uint64_t second)
{
    uint64_t h = pair(first, second);
    uint32_t *at = apart_at(c, h);
    at[1] = at[0];
    at[0] = (uint32_t)(h >> 32) | 1;
}
