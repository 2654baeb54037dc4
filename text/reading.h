/* reading.h - how a word is taken apart: what word.c and compound.c share. Private to text/. */
#ifndef TEXT_READING_H
#define TEXT_READING_H

#include "text/word.h"

enum { BASE_MIN = 2 };

/* Does the word `code` end in a silent ه («خانه»)? */
bool reading_silent_he(const uint8_t *code, size_t n);
/* Does an ending that asks for `letter` fit a base that ends so? */
bool reading_fits(uint8_t letter, const uint8_t *code, size_t n);
/* May a word of that entry have the ending? */
bool reading_takes(const lex_entry *b, const lex_entry *x);
/* The word is base `b` (NULL: unknown) of `n` letters and ending `x`. */
void reading_take(reading *r, const lex_entry *b, const lex_entry *x, size_t n);
/* The longest base of the lexicon that an ending fits; loose: half-spaces of the writer may be wrong. */
bool reading_known(const lexicon *lx, reading *r, bool loose);
/* Is the word, whose entry is `e`, an adjective with -ای before it is a perfect tense: «گسترده‌ای»? */
bool reading_adjective_first(const lexicon *lx, const reading *r, const lex_entry *e);
/* A word that is in no lexicon, by its parts: «مقاوم‌سازی», «ده‌دقیقه‌ای», «فرومی‌افتاد», «نقادانه». */
bool reading_parts(const lexicon *lx, reading *r);

#endif
