#include "text/utf8.h"

#include <string.h>

static uint32_t tail(const unsigned char *p, size_t n, uint32_t c)
{
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) return UTF8_BAD;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    return c;
}

uint32_t utf8_at(const char *s, const char *end, size_t *ret_n)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)s;
    *ret_n = 1;
    if (p[0] < 0x80) return p[0];
    size_t n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || (size_t)(end - s) < n) return UTF8_BAD;
    uint32_t c = tail(p, n, p[0] & (0x7Fu >> n));
    if (c == UTF8_BAD || c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        return UTF8_BAD;
    *ret_n = n;
    return c;
}

size_t utf8_put(char *out, uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(n == 2 ? 0xC0 | c : n == 3 ? 0xE0 | c : 0xF0 | c);
    return n;
}

size_t utf8_count(sv s)
{
    size_t n = 0;
    for (const char *p = s.p, *end = s.p + s.n; s.n && p < end; n++) (void)utf8_next(&p, end);
    return n;
}

sv utf8_cut(sv s, size_t max_bytes)
{
    if (s.n <= max_bytes) return s;
    size_t n = max_bytes;
    for (int back = 0; n && back < UTF8_MAX && ((unsigned char)s.p[n] & 0xC0) == 0x80; back++) n--;
    return (sv){s.p, n};
}

err utf8_repair(arena *a, sv raw, sv *ret)
{
    size_t bad = 0;
    for (const char *p = raw.p, *end = raw.p + raw.n; raw.n && p < end;)
        bad += utf8_next(&p, end) == UTF8_BAD;
    if (!bad) {
        *ret = raw;
        return ERR_OK;
    }
    char *out = arena_alloc(a, raw.n + 2 * bad + 1);
    if (!out) return ERR_NOMEM;
    size_t n = 0;
    for (const char *p = raw.p, *end = raw.p + raw.n; p < end;) {
        const char *from = p;
        if (utf8_next(&p, end) == UTF8_BAD) {
            n += utf8_put(out + n, 0xFFFD);
        } else {
            memcpy(out + n, from, (size_t)(p - from));
            n += (size_t)(p - from);
        }
    }
    *ret = (sv){out, n};
    return ERR_OK;
}
