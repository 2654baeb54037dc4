/* fold.h - letters as small codes, so that spellings which mean the same word look the same to the matcher:
 * no ZWNJ, no madda, no hamza seats, one kind of yeh and kaf, ASCII digits, lower-case Latin. */
#ifndef ANALYZERS_FOLD_H
#define ANALYZERS_FOLD_H

#include <stddef.h>
#include <stdint.h>

#include "util/sv.h"

enum fold_code {
    FOLD_NONE = 0,
    FOLD_OTHER = 80, /* a letter no cue has */
    FOLD_NUMBER,     /* <N>: a whole number word */
    FOLD_CITY,       /* <CITY>: a whole place name */
    FOLD_BRAND,      /* <BRAND>: a whole name of a brand or seller */
    FOLD_GAP,        /* ...: up to three words */
    FOLD_FORM,       /* from here on: what must be true of the word just matched */
    FOLD_PERSON_1,
    FOLD_PERSON_2,
    FOLD_PERSON_3,
    FOLD_SINGULAR,
    FOLD_PAST,
    FOLD_PRESENT,
    FOLD_IMPERATIVE,
    FOLD_NEGATED,
    FOLD_AFFIRMED,
    FOLD_MINE,
    FOLD_COMPARED,
    FOLD_QUESTION,
    FOLD_LAST, /* ends its clause */
    FOLD_MAX = 128
};

/* At most `cap` codes of `s` (UTF-8) into `ret`; returns how many. Longer words are cut. */
size_t fold_word(sv s, uint8_t *ret, size_t cap);
/* The next code point of *rest, which moves past it; 0 at the end or on a broken byte. */
uint32_t fold_next(sv *rest);

#endif
