#include "parsers/simhash.h"

#include <utf8proc.h>

#include "util/hash.h"

#define LANES 0x0101010101010101u

enum { WORDS_LEAST = 8, WORD_BYTES = 64, LANE_MAX = 255 };

static bool is_part(int32_t c)
{
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_NO;
}

/* One code point at the start of `s`; its bytes, 0: none. Latin and Persian letters without a look into tables. */
static size_t read_point(sv s, int32_t *ret, bool *ret_part)
{
    const unsigned char *p = (const unsigned char *)s.p;
    unsigned c = p[0];
    if (c < 0x80) {
        bool upper = c >= 'A' && c <= 'Z';
        *ret_part = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        *ret = (int32_t)(upper ? c + 32 : c);
        return 1;
    }
    if (s.n > 1 && c >= 0xD8 && c <= 0xDB && (p[1] & 0xC0) == 0x80) {
        c = (c & 0x1F) << 6 | (p[1] & 0x3F);
        *ret = (int32_t)c;
        if ((c >= 0x620 && c <= 0x669) || (c >= 0x66E && c <= 0x6D3)) {
            *ret_part = true;
            return 2;
        }
    }
    utf8proc_ssize_t n = utf8proc_iterate(p, (utf8proc_ssize_t)s.n, ret);
    *ret_part = n > 0 && is_part(*ret);
    if (*ret_part) *ret = utf8proc_tolower(*ret);
    return n > 0 ? (size_t)n : 0;
}

/* The next word, folded, into out; its bytes, 0 at the end. */
static size_t next_word(sv *s, char *out)
{
    size_t n = 0;
    while (s->n) {
        int32_t c = -1;
        bool part = false;
        size_t len = read_point(*s, &c, &part);
        *s = sv_sub(*s, len ? len : 1, s->n);
        if (!part && n) break;
        if (part && n + 4 < WORD_BYTES)
            n += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out + n);
    }
    return n;
}

/* Empties eight counters of eight bytes: byte k of lane[b] counts bit 8k + b. */
static void pour(uint64_t lane[8], size_t ones[64])
{
    for (int b = 0; b < 64; b++) ones[b] += lane[b % 8] >> (b / 8 * 8) & 0xFF;
    for (int b = 0; b < 8; b++) lane[b] = 0;
}

uint64_t simhash(sv utf8)
{
    size_t words = 0, n, ones[64] = {0};
    uint64_t last = 0, lane[8] = {0};
    char word[WORD_BYTES];
    while ((n = next_word(&utf8, word))) {
        uint64_t one = hash64((sv){word, n}), pair = (last * 0x9E3779B97F4A7C15u) ^ one;
        last = one;
        if (words++ == 0) continue;
        pair ^= pair >> 29;
        pair *= 0xBF58476D1CE4E5B9u;
        pair ^= pair >> 32;
        for (int b = 0; b < 8; b++) lane[b] += pair >> b & LANES;
        if (words % LANE_MAX == 0) pour(lane, ones);
    }
    pour(lane, ones);
    uint64_t ret = 0; /* a bit is set when more than half of the words - 1 pairs have it */
    for (int b = 0; b < 64; b++) ret |= (uint64_t)(2 * ones[b] + 1 > words) << b;
    return words < WORDS_LEAST ? 0 : ret ? ret : 1;
}

int simhash_distance(uint64_t a, uint64_t b) { return __builtin_popcountll(a ^ b); }
