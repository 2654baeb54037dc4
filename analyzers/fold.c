#include "analyzers/fold.h"

static uint8_t ascii_code(uint32_t c)
{
    if (c >= 'A' && c <= 'Z') c += 32;
    if (c >= 'a' && c <= 'z') return (uint8_t)(44 + c - 'a');
    if (c >= '0' && c <= '9') return (uint8_t)(34 + c - '0');
    return c == '#' ? 70 : FOLD_NONE;
}

uint32_t fold_next(sv *rest)
{
    if (!rest->n) return 0;
    const unsigned char *p = (const unsigned char *)rest->p;
    size_t n = p[0] < 0x80   ? 1
               : p[0] < 0xC2 ? 0
               : p[0] < 0xE0 ? 2
               : p[0] < 0xF0 ? 3
               : p[0] < 0xF5 ? 4
                             : 0;
    uint32_t c = n == 1 ? p[0] : n ? p[0] & (0x7Fu >> n) : 0;
    for (size_t i = 1; i < n; i++)
        if (i >= rest->n || (p[i] & 0xC0) != 0x80)
            n = 0;
        else
            c = c << 6 | (p[i] & 0x3Fu);
    if (!n) n = 1, c = 0;
    rest->p += n;
    rest->n -= n;
    return c;
}

/* U+0600..U+06FF. 0: dropped (marks, tatweel) unless it is a digit or a letter of another language. */
static const uint8_t arabic[256] = {[0x27] = 1,
    [0x22] = 1,
    [0x23] = 1,
    [0x25] = 1,
    [0x71] = 1,
    [0x28] = 2,
    [0x7E] = 3,
    [0x2A] = 4,
    [0x2B] = 5,
    [0x2C] = 6,
    [0x86] = 7,
    [0x2D] = 8,
    [0x2E] = 9,
    [0x2F] = 10,
    [0x30] = 11,
    [0x31] = 12,
    [0x32] = 13,
    [0x98] = 14,
    [0x33] = 15,
    [0x34] = 16,
    [0x35] = 17,
    [0x36] = 18,
    [0x37] = 19,
    [0x38] = 20,
    [0x39] = 21,
    [0x3A] = 22,
    [0x41] = 23,
    [0x42] = 24,
    [0xA9] = 25,
    [0x43] = 25,
    [0xAF] = 26,
    [0x44] = 27,
    [0x45] = 28,
    [0x46] = 29,
    [0x48] = 30,
    [0x24] = 30,
    [0x47] = 31,
    [0x29] = 31,
    [0xC0] = 31,
    [0xBE] = 31,
    [0xC1] = 31,
    [0xD5] = 31,
    [0xCC] = 32,
    [0x4A] = 32,
    [0x26] = 32,
    [0x49] = 32,
    [0x21] = 33};

static uint8_t rare_code(uint32_t c)
{
    if ((c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640) return FOLD_NONE;
    if (c >= 0x660 && c <= 0x669) return (uint8_t)(34 + c - 0x660);
    if (c >= 0x6F0 && c <= 0x6F9) return (uint8_t)(34 + c - 0x6F0);
    return FOLD_OTHER;
}

size_t fold_word(sv s, uint8_t *ret, size_t cap)
{
    size_t n = 0;
    while (s.n && n < cap) {
        uint32_t c = fold_next(&s);
        uint8_t code;
        if (c < 0x80)
            code = ascii_code(c);
        else if (c >= 0x600 && c <= 0x6FF)
            code = arabic[c - 0x600] ? arabic[c - 0x600] : rare_code(c);
        else if (c >= 0x200B && c <= 0x200F)
            code = FOLD_NONE;
        else
            code = FOLD_OTHER;
        if (code != FOLD_NONE) ret[n++] = code;
    }
    return n;
}
