/* number.h - a number that begins at some token, in digits or words, and the units that follow numbers. What money.c
 * reads amounts with; private to text/. */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "text/token.h"

typedef enum unit_kind {
    U_NONE,
    U_TOMAN,
    U_COLLOQUIAL,
    U_PERCENT,
    U_COUNT,
    U_DOLLAR,
    U_EURO
} unit_kind;

/* What was read. */
typedef struct number {
    double value;
    size_t next;    /* token after it */
    double scale;   /* last scale word, 0 none */
    bool words;     /* written in words */
    bool slash;     /* «۱/۵»: a decimal only before a scale or a unit */
    unit_kind unit; /* glued to a word of the number: «هزارتومن» */
    double factor;
} number;

/* The tokens of a text. */
typedef struct reader {
    const lexicon *lx;
    sv raw;
    const token *t;
    size_t n;
} reader;

/* Is the normal form of token `i` this word? False past the end. */
bool number_is(const reader *r, size_t i, sv word);
/* The unit at token `i`, in words, letters or as a sign; *factor turns it into the kind's own (ریال: 0.1 toman). */
unit_kind number_unit(const reader *r, size_t i, double *factor);
/* The number that begins at token `i`; false when none does. */
bool number_read(const reader *r, size_t i, number *ret);

#endif
