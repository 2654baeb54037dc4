/* Writes the class and fold tables of the first 64 K code points as C arrays, from utf8proc. Build time only. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "text/chars.h"

static const char alphabet[] = CHARS_ALPHABET;

/* Letters whose Persian form Unicode does not tell: the same letter in Arabic, Urdu, Kurdish or Pashto dress. */
static const uint32_t folds[][2] = {{0x064A, 0x06CC}, {0x0649, 0x06CC}, {0x06D0, 0x06CC},
    {0x06CD, 0x06CC}, {0x0643, 0x06A9}, {0x06AA, 0x06A9}, {0x06AB, 0x06A9}, {0x06C1, 0x0647},
    {0x06BE, 0x0647}, {0x06C2, 0x06C0}, {0x06D5, 0x0647}, {0x0671, 0x0627}, {0x06C3, 0x0629}};

static uint32_t fold(uint32_t c)
{
    for (size_t i = 0; i < sizeof folds / sizeof folds[0]; i++)
        if (folds[i][0] == c) return folds[i][1];
    if (c >= 0x0660 && c <= 0x0669) return c - 0x0660 + '0';
    if (c >= 0x06F0 && c <= 0x06F9) return c - 0x06F0 + '0';
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
    return c;
}

/* Compatibility form, folded; the number of code points. */
static utf8proc_ssize_t expand(uint32_t c, utf8proc_int32_t *out, int cap)
{
    int last = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        (utf8proc_int32_t)c, out, cap, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &last);
    if (n < 1 || n > cap) {
        out[0] = (utf8proc_int32_t)c;
        return 1;
    }
    return utf8proc_normalize_utf32(out, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
}

static int in_alphabet(uint32_t c)
{
    static const uint32_t more[] = {0x0623, 0x0625, 0x0624, 0x0626, 0x0629, 0x06C0};
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
        if (more[i] == c) return 1;
    utf8proc_int32_t cp;
    for (const char *p = alphabet; *p;) {
        p += utf8proc_iterate((const utf8proc_uint8_t *)p, -1, &cp);
        if ((uint32_t)cp == c) return 1;
    }
    return 0;
}

static int by_category(uint32_t c)
{
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return CH_LETTER;
    case UTF8PROC_CATEGORY_ND: return CH_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return CH_MARK;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_CC: return CH_SPACE;
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return CH_NEWLINE;
    case UTF8PROC_CATEGORY_CF: return CH_DROP;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO: return CH_PUNCT;
    default: return CH_OTHER;
    }
}

static int class_of(uint32_t c, uint32_t folded, int pieces)
{
    if (c == '\n' || c == 0x85 || c == '\v' || c == '\f') return CH_NEWLINE;
    if (c == 0x200C) return CH_ZWNJ;
    if (c == 0x200B || c == 0x0640 || c == 0x0674 || c == 0x7F) return CH_DROP;
    if (c == 0xFFFD) return CH_DROP;
    if (c >= 0xFE00 && c <= 0xFE0F) return CH_DROP;
    if ((c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC))
        if (pieces > 1) return CH_LIGATURE;
    if (in_alphabet(folded)) return CH_PERSIAN;
    int boundclass = (int)utf8proc_get_property((utf8proc_int32_t)c)->boundclass;
    if (boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC && c > 0xFF) return CH_EMOJI;
    int k = by_category(folded < 0x10000 ? folded : c);
    if (k == CH_LETTER && (folded < 0x250 || (folded >= 0x1E00 && folded < 0x1F00)))
        return CH_LATIN;
    return k;
}

int main(void)
{
    static uint8_t class[65536];
    static uint16_t to[65536];
    for (uint32_t c = 0; c < 65536; c++) {
        utf8proc_int32_t out[32];
        utf8proc_ssize_t n = c >= 0xFB50 ? expand(c, out, 32) : 1;
        uint32_t f = fold(c >= 0xFB50 && n == 1 ? (uint32_t)out[0] : c);
        class[c] = (uint8_t)(c >= 0xD800 && c < 0xE000 ? CH_DROP : class_of(c, f, (int)n));
        to[c] = (uint16_t)f;
    }
    (void)printf("const uint8_t char_class_table[65536] = {");
    for (int i = 0; i < 65536; i++) (void)printf("%d,%s", class[i], i % 64 == 63 ? "\n" : "");
    (void)printf("};\nstatic const uint16_t fold_table[65536] = {");
    for (int i = 0; i < 65536; i++) (void)printf("%d,%s", to[i], i % 32 == 31 ? "\n" : "");
    (void)printf("};\n");
    return fflush(stdout) || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
