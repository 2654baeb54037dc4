/* chars.h - what a code point is to the tokenizer. The tables of the first 64 K code points are generated from
 * utf8proc at build time (text/compile/chartab.c); the rest asks utf8proc at run time. */
#ifndef TEXT_CHARS_H
#define TEXT_CHARS_H

#include <stddef.h>
#include <stdint.h>

typedef enum char_class {
    CH_OTHER, /* symbols and what is unassigned */
    CH_SPACE,
    CH_NEWLINE,
    CH_PERSIAN, /* a letter with a key code */
    CH_LETTER,  /* letters of other scripts and languages */
    CH_LATIN,   /* ASCII and accented Latin */
    CH_DIGIT,
    CH_MARK, /* combining: belongs to the letter before it, never to a key */
    CH_ZWNJ,
    CH_DROP, /* tatweel, bidi controls, joiners, variation selectors */
    CH_PUNCT,
    CH_EMOJI,
    CH_LIGATURE, /* a presentation form of several letters */
    CH_BAD       /* no UTF-8 */
} char_class;

/* Key codes of the Persian letters, 1.. in this order; a key is a string of them, without ZWNJ. */
#define CHARS_ALPHABET "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیء"
enum {
    KEY_ALEF = 1,
    KEY_MADDA = 2,
    KEY_B = 3,
    KEY_T = 5,
    KEY_D = 11,
    KEY_R = 13,
    KEY_Z = 14,
    KEY_S = 16,
    KEY_F = 24,
    KEY_L = 28,
    KEY_M = 29,
    KEY_N = 30,
    KEY_V = 31,
    KEY_H = 32,
    KEY_Y = 33,
    KEY_HAMZA = 34,
    KEY_CODES = 35
};

extern const uint8_t char_class_table[65536]; /* of the first 64 K */
char_class char_class_rare(uint32_t cp);      /* of the rest */
static inline char_class char_class_of(uint32_t cp)
{
    return cp < 65536 ? (char_class)char_class_table[cp] : char_class_rare(cp);
}
/* The letter a Persian text would use: ك → ک, ﺏ → ب; digits → ASCII; itself when there is none. */
uint32_t char_fold(uint32_t cp);
/* Key code of a folded letter, 0 if it has none: أ and ا share one, ئ and ی, ة and ه. */
uint8_t char_code(uint32_t cp);
/* The letter of a key code. */
uint32_t char_letter(uint8_t code);
/* Does this letter not join the next one (ا د ر ز و ...), so that a ZWNJ after it shows nothing? */
int char_open(uint8_t code);
/* Expands a CH_LIGATURE into at most 18 folded code points; returns how many. */
size_t char_expand(uint32_t cp, uint32_t out[18]);

#endif
