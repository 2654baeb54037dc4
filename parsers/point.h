/* point.h - code points of a page's text as utf8proc reads them, with short ways for ASCII and the letters of Persian. */
#ifndef PARSERS_POINT_H
#define PARSERS_POINT_H

#include <stdint.h>
#include <utf8proc.h>

#include "util/sv.h"

/* The code point at the start of s, which is not empty; its bytes, 0 and -1: no valid UTF-8. */
static inline size_t point_at(sv s, int32_t *ret)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (p[0] < 0x80) {
        *ret = p[0];
        return 1;
    }
    if (s.n > 1 && p[0] >= 0xD8 && p[0] <= 0xDB && (p[1] & 0xC0) == 0x80) {
        *ret = (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
        return 2;
    }
    *ret = -1;
    utf8proc_ssize_t n = utf8proc_iterate(p, (utf8proc_ssize_t)s.n, ret);
    return n > 0 ? (size_t)n : 0;
}

/* A letter of the Arabic script, Persian ones among them; false says nothing. */
static inline bool point_is_arabic(int32_t c)
{
    return ((uint32_t)c - 0x620 <= 0x2A) | ((uint32_t)c - 0x671 <= 0x62); /* no branch to guess */
}

static inline bool point_is_latin(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline utf8proc_category_t point_category(int32_t c)
{
    if (point_is_arabic(c)) return c == 0x640 ? UTF8PROC_CATEGORY_LM : UTF8PROC_CATEGORY_LO;
    return utf8proc_category(c);
}

static inline int32_t point_lower(int32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return c >= 0x600 && c <= 0x6FF ? c : utf8proc_tolower(c);
}

/* Writes the UTF-8 of c; its bytes. */
static inline size_t point_put(int32_t c, char *out)
{
    if (c >= 0 && c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    utf8proc_ssize_t n = utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
    return n > 0 ? (size_t)n : 0;
}

#endif
