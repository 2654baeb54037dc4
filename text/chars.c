#include "text/chars.h"

#include <utf8proc.h>

#include "chartab.inc"

char_class char_class_rare(uint32_t cp)
{
    if (cp > 0x10FFFF) return CH_BAD;
    const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)cp);
    if (p->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
        p->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR)
        return CH_EMOJI;
    if (p->category >= UTF8PROC_CATEGORY_LU && p->category <= UTF8PROC_CATEGORY_LO)
        return CH_LETTER;
    if (p->category >= UTF8PROC_CATEGORY_MN && p->category <= UTF8PROC_CATEGORY_ME)
        return cp >= 0xE0100 ? CH_DROP : CH_MARK;
    if (p->category == UTF8PROC_CATEGORY_CF) return CH_DROP;
    if (p->category >= UTF8PROC_CATEGORY_PC && p->category <= UTF8PROC_CATEGORY_PO) return CH_PUNCT;
    /* skin tones are modifiers of category Sk */
    return cp >= 0x1F3FB && cp <= 0x1F3FF ? CH_EMOJI : CH_OTHER;
}

uint32_t char_fold(uint32_t cp) { return cp < 0x10000 ? fold_table[cp] : cp; }

static const uint16_t letters[KEY_CODES] = {0, 0x627, 0x622, 0x628, 0x67E, 0x62A, 0x62B, 0x62C,
    0x686, 0x62D, 0x62E, 0x62F, 0x630, 0x631, 0x632, 0x698, 0x633, 0x634, 0x635, 0x636, 0x637,
    0x638, 0x639, 0x63A, 0x641, 0x642, 0x6A9, 0x6AF, 0x644, 0x645, 0x646, 0x648, 0x647, 0x6CC,
    0x621};

uint32_t char_letter(uint8_t code) { return code < KEY_CODES ? letters[code] : 0; }

/* By the low byte of U+06xx. */
static const uint8_t codes[256] = {[0x27] = 1,
    [0x23] = 1,
    [0x25] = 1,
    [0x22] = 2,
    [0x28] = 3,
    [0x7E] = 4,
    [0x2A] = 5,
    [0x2B] = 6,
    [0x2C] = 7,
    [0x86] = 8,
    [0x2D] = 9,
    [0x2E] = 10,
    [0x2F] = 11,
    [0x30] = 12,
    [0x31] = 13,
    [0x32] = 14,
    [0x98] = 15,
    [0x33] = 16,
    [0x34] = 17,
    [0x35] = 18,
    [0x36] = 19,
    [0x37] = 20,
    [0x38] = 21,
    [0x39] = 22,
    [0x3A] = 23,
    [0x41] = 24,
    [0x42] = 25,
    [0xA9] = 26,
    [0xAF] = 27,
    [0x44] = 28,
    [0x45] = 29,
    [0x46] = 30,
    [0x48] = 31,
    [0x24] = 31,
    [0x47] = 32,
    [0x29] = 32,
    [0xC0] = 32,
    [0xCC] = 33,
    [0x26] = 33,
    [0x21] = 34};

uint8_t char_code(uint32_t cp) { return cp >> 8 == 6 ? codes[cp & 0xFF] : 0; }

int char_open(uint8_t code)
{
    return code == KEY_ALEF || code == KEY_MADDA || (code >= KEY_D && code <= KEY_D + 4) ||
           code == KEY_V || code == KEY_HAMZA;
}

size_t char_expand(uint32_t cp, uint32_t out[18])
{
    utf8proc_int32_t d[18];
    int last = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        (utf8proc_int32_t)cp, d, 18, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &last);
    if (n < 1 || n > 18) return 0;
    n = utf8proc_normalize_utf32(d, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < n; i++) out[i] = char_fold((uint32_t)d[i]);
    return n < 0 ? 0 : (size_t)n;
}
