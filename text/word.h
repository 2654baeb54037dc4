/* word.h - what one word is: found in the lexicon, or a base of the lexicon and endings. Private to text/. */
#ifndef TEXT_WORD_H
#define TEXT_WORD_H

#include "text/lex.h"
#include "text/token.h"

enum { WORD_TEXT = LEX_KEY_MAX * 5 + 8, FORMAL_TEXT = 640 };

/* A word as written, letter by letter. */
typedef struct word {
    uint8_t code[LEX_KEY_MAX];    /* for the key */
    uint16_t letter[LEX_KEY_MAX]; /* folded, as the writer chose: أ stays أ */
    uint32_t zwnj;                /* bit i: ZWNJ before letter i */
    uint8_t n;
    bool odd;    /* too long, or with letters no key has */
    bool ezafe;  /* ends in ۀ */
    bool longer; /* letters were repeated for emphasis */
} word;

typedef struct reading {
    word w;                /* as understood: repetitions gone */
    const lex_entry *base; /* NULL: unknown */
    const lex_entry *end;  /* NULL: none */
    uint8_t base_n;        /* letters of the base */
    uint8_t lead;  /* letters of a verb's prefix before the base: «فرومی‌افتاد» */
    bool he;       /* the base lost its ه: «خونمون» */
    bool keep;     /* the lemma is the whole word */
    uint32_t zwnj; /* its half-spaces as they should be */
    uint32_t flags;
    uint16_t cls;
    uint8_t pos;
} reading;

/* Letters from `raw`; returns the bytes read up to `end` (the first that is no part of the word). */
size_t word_scan(const char *p, const char *end, word *ret);
/* The word of a token of `raw`, also of one whose parts are written apart. */
void word_of(sv raw, const token *t, word *ret);
void word_read(const lexicon *lx, const word *w, reading *ret);
/* Is it the second part of compounds («آمیز»)? */
bool word_is_tail(const lexicon *lx, const word *w);
/* Each writes UTF-8 to `out` and returns its length. */
size_t reading_norm(const reading *r, char out[WORD_TEXT]);
size_t reading_lemma(const lexicon *lx, const reading *r, char out[FORMAL_TEXT]);
size_t reading_formal(const lexicon *lx, const reading *r, char out[FORMAL_TEXT]);

#endif
