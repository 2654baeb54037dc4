#include "text/cache.h"

#include <stdlib.h>
#include <sys/mman.h>

enum {
    FILL_MAX = CACHE_WORDS / 4 * 3, /* so that a search ends soon */
    POOL_BYTES = 1 << 20,
    TEXT_MAX = 240,
    NOTE_BYTES = sizeof(uint32_t),
    CACHE_WHOLE = 8 * CACHE_KEY, /* bytes that a key holds */
    SLOT_BYTES = CACHE_WORDS * sizeof(known),
    HUGE_PAGE = 2 << 20
};

token_cache *token_cache_new(void)
{
    token_cache *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    c->slot = aligned_alloc(HUGE_PAGE, SLOT_BYTES);
    /* one entry for all of it in the processor's table of pages, where the system grants that: an eighth of the time */
    if (c->slot) (void)madvise(c->slot, SLOT_BYTES, MADV_HUGEPAGE);
    c->apart = calloc(CACHE_APART, sizeof *c->apart);
    c->pool = malloc(POOL_BYTES);
    if (!c->slot || !c->apart || !c->pool) {
        token_cache_free(c);
        return NULL;
    }
    memset(c->slot, 0, SLOT_BYTES);
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
    if (c->n_known) memset(c->slot, 0, CACHE_WORDS * sizeof *c->slot);
    c->n_known = c->used = 0;
}

void token_cache_tidy(token_cache *c)
{
    if (c && (c->n_known >= FILL_MAX || c->used > POOL_BYTES - TEXT_MAX)) forget(c);
}

uint32_t *token_cache_note(const token_cache *c, const token *t)
{
    if (!c || (uintptr_t)t->norm.p - (uintptr_t)c->pool >= POOL_BYTES) return NULL;
    return (uint32_t *)(void *)(c->pool + (t->norm.p - c->pool) - NOTE_BYTES);
}

void cache_use(token_cache *c, const lexicon *lx)
{
    if (c->lx == lx) return;
    if (c->lx) memset(c->apart, 0, CACHE_APART * sizeof *c->apart);
    forget(c);
    c->lx = lx;
}

void cache_key_middle(const char *p, size_t n, uint64_t hash, uint64_t key[CACHE_KEY])
{
    size_t k = 2;
    for (size_t i = 8; i + 8 < n && k < CACHE_KEY; i += 8) key[k++] = cache_load8(p + i);
    while (k < CACHE_KEY) key[k++] = 0;
    if (n > CACHE_WHOLE) key[CACHE_KEY - 1] = hash;
}

/* A note of 0 and the strings of `t` at the end of the pool; returns where the norm stands. */
static uint32_t put_text(token_cache *c, const token *t)
{
    memset(c->pool + c->used, 0, NOTE_BYTES);
    size_t at = c->used + NOTE_BYTES;
    char *text = c->pool + at;
    memcpy(text, t->norm.p, t->norm.n);
    text[t->norm.n] = '\t';
    memcpy(text + t->norm.n + 1, t->lemma.p, t->lemma.n);
    text[t->norm.n + t->lemma.n + 1] = '\n';
    c->used = (at + t->norm.n + t->lemma.n + 2 + NOTE_BYTES - 1) / NOTE_BYTES * NOTE_BYTES;
    return (uint32_t)at;
}

void cache_put(token_cache *c, const char *p, size_t n, uint64_t hash, token *t)
{
    size_t need = t->norm.n + t->lemma.n + 2 + 2 * NOTE_BYTES;
    if (c->n_known >= FILL_MAX || need > TEXT_MAX || c->used > POOL_BYTES - need) return;
    size_t i = cache_slot(hash);
    for (int left = CACHE_PROBES; c->slot[i].raw_n; i = (i + 1) % CACHE_WORDS)
        if (!--left) return;
    known *k = &c->slot[i];
    *k = (known){.at = put_text(c, t),
        .flags = t->flags,
        .cls = t->cls,
        .raw_n = (uint8_t)n,
        .norm_n = (uint8_t)t->norm.n,
        .lemma_n = (uint8_t)t->lemma.n,
        .pos = t->pos};
    cache_ends(p, n, &k->key[0], &k->key[1]);
    cache_key_middle(p, n, hash, k->key);
    c->n_known++;
    cache_fill(c, k, t);
}

void cache_put_apart(token_cache *c, uint64_t first, uint64_t second)
{
    uint64_t h = cache_pair(first, second);
    uint32_t *at = cache_apart_at(c, h);
    at[1] = at[0];
    at[0] = (uint32_t)(h >> 32) | 1;
}
