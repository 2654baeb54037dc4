#include "text/cache.h"

#include <stdlib.h>
#include <string.h>

enum {
    APART_SLOTS = 1 << 15,
    FILL_MAX = CACHE_WORDS / 4 * 3, /* so that a search ends soon */
    POOL_BYTES = 1 << 20,
    TEXT_MAX = 240,
    PROBES = 64 /* slots that one search looks at */
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

void spelling_of(const char *p, size_t n, spelling *s)
{
    uint64_t h = n * 0x9E3779B97F4A7C15ull, *k = s->key;
    memset(s, 0, sizeof *s);
    if (n > CACHE_RAW || !n) return;
    s->n = (uint8_t)n;
    if (n < 4) {
        k[0] = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 |
               (unsigned char)p[n - 1];
    } else if (n < 8) {
        k[0] = load4(p) << 32 | load4(p + n - 4);
    } else {
        size_t i = 0;
        for (; (i + 1) * 8 < n; i++) {
            uint64_t x = load8(p + i * 8);
            if (i < CACHE_KEY - 1) k[i] = x;
            h = mix(h, x);
        }
        s->hash = mix(h, load8(p + n - 8));
        k[i < CACHE_KEY ? i : CACHE_KEY - 1] = i < CACHE_KEY ? load8(p + n - 8) : s->hash;
        return;
    }
    s->hash = mix(h, k[0]);
}

uint64_t spelling_hash(const char *p, size_t n)
{
    spelling s;
    spelling_of(p, n, &s);
    return s.hash;
}

static bool same(const known *k, const spelling *s)
{
    if (k->raw_n != s->n || k->key[0] != s->key[0] || k->key[1] != s->key[1]) return false;
    return s->n <= 16 || memcmp(k->key + 2, s->key + 2, sizeof s->key - 2 * sizeof s->key[0]) == 0;
}

void cache_soon(const token_cache *c, uint64_t hash)
{
    __builtin_prefetch(&c->slot[hash >> 20 & (CACHE_WORDS - 1)]);
}

const known *cache_get(const token_cache *c, const spelling *s)
{
    size_t i = s->hash >> 20 & (CACHE_WORDS - 1);
    for (int left = PROBES; left && c->slot[i].raw_n; left--, i = (i + 1) & (CACHE_WORDS - 1))
        if (same(&c->slot[i], s)) return &c->slot[i];
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

void cache_put(token_cache *c, const spelling *s, token *t)
{
    size_t need = t->norm.n + t->lemma.n + 2;
    if (!s->n || c->n_known >= FILL_MAX || need > TEXT_MAX || c->used > POOL_BYTES - need) return;
    size_t i = s->hash >> 20 & (CACHE_WORDS - 1);
    for (int left = PROBES; c->slot[i].raw_n; i = (i + 1) & (CACHE_WORDS - 1))
        if (!--left) return;
    known *k = &c->slot[i];
    *k = (known){.at = (uint32_t)c->used,
        .flags = t->flags,
        .cls = t->cls,
        .raw_n = s->n,
        .norm_n = (uint8_t)t->norm.n,
        .lemma_n = (uint8_t)t->lemma.n,
        .pos = t->pos};
    memcpy(k->key, s->key, sizeof k->key);
    char *p = c->pool + c->used;
    memcpy(p, t->norm.p, t->norm.n);
    p[t->norm.n] = '\t';
    memcpy(p + t->norm.n + 1, t->lemma.p, t->lemma.n);
    p[need - 1] = '\n';
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
