#include "parsers/simhash.h"

#include <utf8proc.h>

#include "util/hash.h"

enum { WORDS_LEAST = 8, WORD_BYTES = 64 };

static bool is_part(int32_t c)
{
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_NO;
}

/* The next word, folded, into out; its bytes, 0 at the end. */
static size_t next_word(sv *s, char *out)
{
    size_t n = 0;
    while (s->n) {
        int32_t c = -1;
        utf8proc_ssize_t len =
            utf8proc_iterate((const utf8proc_uint8_t *)s->p, (utf8proc_ssize_t)s->n, &c);
        *s = sv_sub(*s, len > 0 ? (size_t)len : 1, s->n);
        bool part = len > 0 && is_part(c);
        if (!part && n) break;
        if (part && n + 4 < WORD_BYTES)
            n += (size_t)utf8proc_encode_char(utf8proc_tolower(c), (utf8proc_uint8_t *)out + n);
    }
    return n;
}

uint64_t simhash(sv utf8)
{
    int sum[64] = {0};
    size_t words = 0, n;
    uint64_t last = 0;
    char word[WORD_BYTES];
    while ((n = next_word(&utf8, word))) {
        uint64_t one = hash64((sv){word, n}), pair = (last * 0x9E3779B97F4A7C15u) ^ one;
        last = one;
        if (words++ == 0) continue;
        pair ^= pair >> 29;
        pair *= 0xBF58476D1CE4E5B9u;
        pair ^= pair >> 32;
        for (int b = 0; b < 64; b++) sum[b] += pair >> b & 1 ? 1 : -1;
    }
    uint64_t ret = 0;
    for (int b = 0; b < 64; b++) ret |= (uint64_t)(sum[b] > 0) << b;
    return words < WORDS_LEAST ? 0 : ret ? ret : 1;
}

int simhash_distance(uint64_t a, uint64_t b) { return __builtin_popcountll(a ^ b); }
