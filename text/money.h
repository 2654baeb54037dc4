/* money.h - prices, percentages and counts in Persian text: «۲۵۰ تومن», «دو و نیم میلیون», «۲۰۰ تا ۳۰۰ هزار تومان». */
#ifndef TEXT_MONEY_H
#define TEXT_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "text/token.h"

typedef enum money_unit {
    MONEY_TOMAN,   /* rials are given in toman */
    MONEY_PERCENT, /* «٪۲۰», «۲۰ درصد» */
    MONEY_COUNT,   /* a number of something else, or a bare one */
    MONEY_DOLLAR,
    MONEY_EURO
} money_unit;

typedef struct money {
    uint32_t from, to; /* bytes in the raw text, unit included */
    double lo, hi;     /* equal unless it is a range */
    money_unit unit;
    int guessed; /* 1: colloquial, «۵۰ تومن» read as 50,000 */
} money;

typedef struct moneys {
    money *at;
    size_t n;
} moneys;

/* All of them, in the order of the text. Phone numbers, dates, times, card numbers and model names are none. */
err money_find(arena *a, const lexicon *lx, sv raw, moneys *ret) MUST_USE;
/* The same from tokens that are there already. */
err money_of_tokens(arena *a, const lexicon *lx, sv raw, const tokens *t, moneys *ret) MUST_USE;
/* The first price in toman, or false. */
bool money_price(const moneys *m, double *ret_lo, double *ret_hi);

#endif
