/* cache.h - spellings seen before and what they are, and neighbours that are no one word. Private to text/. */
#ifndef TEXT_CACHE_H
#define TEXT_CACHE_H

#include "text/token.h"

enum {
    CACHE_RAW = 120, /* bytes of the longest spelling that is kept */
    CACHE_WORDS = 1 << 15,
    CACHE_KEY = 6 /* of eight bytes each; one line of the processor's cache holds it all */
};

/* What one spelling is; its norm, a tab, its lemma and a line feed stand in the pool at `at`. */
typedef struct known {
    uint64_t key[CACHE_KEY]; /* the raw bytes, read so that they may overlap; of long ones a hash */
    uint32_t at, flags;
    uint16_t cls;
    uint8_t raw_n, norm_n, lemma_n, pos;
} known;

/* The hash of a spelling, never 0; 1 <= n <= CACHE_RAW. */
uint64_t cache_hash(const char *p, size_t n);
/* Begin to load what cache_get() will look at, and, a little later, its strings. */
void cache_soon(const token_cache *c, uint64_t hash);
void cache_text_soon(const token_cache *c, uint64_t hash);
/* The word of `n` bytes at `p`, whose hash is `hash`; NULL when it is not there. */
const known *cache_get(const token_cache *c, const char *p, size_t n, uint64_t hash);
/* Keeps `t`, whose strings are moved into the cache; does nothing when that is full or the strings are long. */
void cache_put(token_cache *c, const char *p, size_t n, uint64_t hash, token *t);
/* The strings of a known word. */
void cache_fill(const token_cache *c, const known *k, token *t);
/* Are the words with these hashes known not to be one word? Remembering forgets another pair in time. */
void cache_apart_soon(const token_cache *c, uint64_t first, uint64_t second);
bool cache_apart(const token_cache *c, uint64_t first, uint64_t second);
void cache_put_apart(token_cache *c, uint64_t first, uint64_t second);
/* Forgets all that was said with another lexicon. */
void cache_use(token_cache *c, const lexicon *lx);

#endif
