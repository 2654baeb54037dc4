/* utf8.h - decoding and encoding of UTF-8 that never reads outside and never stops: a byte that is no UTF-8
 * is one UTF8_BAD of one byte. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "util/arena.h"

#define UTF8_BAD                                                                                   \
    0xFFFFFFFFu /* no code point: a lone byte, a surrogate, an overlong form, a cut sequence */

enum { UTF8_MAX = 4 }; /* bytes of the longest encoded code point */

/* The code point at `p` (p < end) and its length in bytes, 1 for UTF8_BAD. */
uint32_t utf8_at(const char *p, const char *end, size_t *ret_n);
/* The same, and moves *p past it. */
static inline uint32_t utf8_next(const char **p, const char *end)
{
    size_t n;
    uint32_t c = utf8_at(*p, end, &n);
    *p += n;
    return c;
}
/* Writes at most UTF8_MAX bytes, returns how many; a value that is no scalar is written as U+FFFD. */
size_t utf8_put(char *out, uint32_t cp);
/* Code points in `s`; a bad byte counts as one. */
size_t utf8_count(sv s);
/* The longest prefix of at most `max_bytes` that ends on a character boundary. */
sv utf8_cut(sv s, size_t max_bytes);
/* A copy in which every bad byte is U+FFFD; `raw` itself when it is valid already. */
err utf8_repair(arena *a, sv raw, sv *ret) MUST_USE;

#endif
