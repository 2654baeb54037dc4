#include "seeds/decode.h"

#include <stdint.h>

#include "text/utf8.h"

enum { LOOK_BYTES = 4096 };
typedef enum order { NOT_16, LITTLE, BIG } order;

/* ASCII in UTF-16 has a zero in every second byte; UTF-8 has none anywhere. */
static order order_of(sv s)
{
    if (sv_starts(s, SV("\xFF\xFE"))) return LITTLE;
    if (sv_starts(s, SV("\xFE\xFF"))) return BIG;
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < s.n && i < LOOK_BYTES; i++) zeros[i % 2] += s.p[i] == 0;
    if (!zeros[0] && !zeros[1]) return NOT_16;
    return zeros[1] >= zeros[0] ? LITTLE : BIG;
}

static uint32_t unit(sv s, size_t at, order o)
{
    unsigned char first = (unsigned char)s.p[at], second = (unsigned char)s.p[at + 1];
    return o == LITTLE ? first | (uint32_t)second << 8 : second | (uint32_t)first << 8;
}

err decode_text(arena *a, sv raw, sv *ret)
{
    order o = order_of(raw);
    if (o == NOT_16) {
        *ret = sv_starts(raw, SV("\xEF\xBB\xBF")) ? sv_sub(raw, 3, raw.n) : raw;
        return ERR_OK;
    }
    char *out = arena_alloc(a, raw.n * 2 + UTF8_MAX);
    size_t n = 0;
    if (!out) return ERR_NOMEM;
    for (size_t i = 0; i + 1 < raw.n; i += 2) {
        uint32_t c = unit(raw, i, o);
        uint32_t low = c >= 0xD800 && c < 0xDC00 && i + 3 < raw.n ? unit(raw, i + 2, o) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        if (c != 0xFEFF) n += utf8_put(out + n, c);
    }
    *ret = (sv){out, n};
    return ERR_OK;
}
