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

/* One code point of another script at p; its bytes. Put to out[*io_n] when it is part of a word. */
static size_t other_point(const char *p, const char *end, char *out, size_t *io_n, bool *ret_part)
{
    int32_t c = -1;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)p, end - p, &c);
    *ret_part = len > 0 && is_part(c);
    if (*ret_part && *io_n + 4 < WORD_BYTES)
        *io_n += (size_t)utf8proc_encode_char(utf8proc_tolower(c), (utf8proc_uint8_t *)out + *io_n);
    return len > 0 ? (size_t)len : 1;
}

/* The bytes of a letter or a digit of Persian at p: its folded form as well; 0: it is none. */
static size_t persian(const char *p, const char *end)
{
    unsigned char c = (unsigned char)p[0], d = p + 1 < end ? (unsigned char)p[1] : 0;
    if (c < 0xD8 || c > 0xDB || (d & 0xC0) != 0x80) return 0;
    unsigned point = (c & 3U) << 6 | (d & 0x3FU);                     /* behind U+0600 */
    return ((point - 0x20 <= 0x49) | (point - 0x6E <= 0x65)) ? 2 : 0; /* no branch to guess */
}

/* The next word, folded, into out; its bytes, 0 at the end. */
static size_t next_word(sv *s, char *out)
{
    size_t n = 0;
    const char *p = s->p, *end = s->p + s->n;
    while (s->n && p < end) {
        bool part = true;
        size_t len = persian(p, end);
        if (len) {
            if (n + 4 < WORD_BYTES) {
                out[n++] = p[0];
                out[n++] = p[1];
            }
        } else if (!(*p & 0x80)) {
            char low = sv_lower(*p);
            part = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
            if (part && n + 4 < WORD_BYTES) out[n++] = low;
            len = 1;
        } else
            len = other_point(p, end, out, &n, &part);
        p += len;
        if (!part && n) break;
    }
    *s = (sv){p, (size_t)(end - p)};
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
