/* when_in.h - private to when*.c: a date text in pieces, and the words of dates. */
#ifndef PARSERS_WHEN_IN_H
#define PARSERS_WHEN_IN_H

#include <stdint.h>

#include "parsers/when.h"

/* WHEN_TEXT: what is read of a text. */
enum { WHEN_TEXT = 400, PIECES_MAX = 48, PIECES_AHEAD = 16, PIECE_WORD_MAX = 32 };

typedef enum piece_kind { PIECE_END, PIECE_NUMBER, PIECE_WORD, PIECE_MARK } piece_kind;

typedef struct piece {
    piece_kind kind;
    bool spaced;   /* white space before it */
    bool known;    /* of PIECE_WORD: may be one of the words below; nearly no word is */
    char mark;     /* of PIECE_MARK: '-', '/', ':' ...; dashes, slashes of other scripts folded */
    int digits;    /* of PIECE_NUMBER */
    int64_t value; /* of PIECE_NUMBER, cut at 10^15 */
    char word[PIECE_WORD_MAX]; /* lower case, ی ک, without ZWNJ and marks; NUL-terminated */
    size_t at, end;            /* bytes in the text */
} piece;

typedef struct pieces {
    piece at[PIECES_MAX + PIECES_AHEAD]; /* closed by PIECE_ENDs, so that looking ahead is safe */
    size_t n;
} pieces;

void pieces_of(sv text, pieces *ret);

/* Whether the `n` bytes of a word may be in one of the lists; false: in none of them, zones and «صبح» apart. */
bool when_known(const char *word, size_t n);
/* 1..12 or 0. */
int when_month(const char *word, bool *ret_jalali);
/* Minutes per unit («روز», "hours", "Tagen") and the precision it gives; 0: no unit. Months and years count as 30
 * and 365 days. */
int64_t when_unit(const char *word, when_precision *ret);
/* «پیش», "ago" after the number, or "vor", "hace" before it. */
bool when_ago_after(const char *word);
bool when_ago_before(const char *word);
/* «یک», "two"; 0: none. */
int when_number(const char *word);
/* "of", «ماه»: what may stand between the parts of a date in words. */
bool when_glue(const char *word);
/* «الان», or the first word of "just now". */
bool when_now(const char *word);
/* «دیروز»: 1, «امروز»: 0, «پریروز»: 2; -1: none. */
int when_day_word(const char *word);
/* Minutes east of UTC of "GMT", "EST" ...; false: none. */
bool when_zone(const char *word, int *ret_min);
/* 1: before noon, 2: after noon, 0: neither. */
int when_noon(const char *word);

/* What was read so far; a field not read is -1. */
typedef struct found {
    int64_t days; /* since 1970 */
    when_precision precision;
    bool jalali;
    int hour, minute, second, ms;
    bool zoned;
    int zone_min;
    size_t first, last; /* pieces */
} found;

static inline bool is_mark(const piece *p, char c) { return p->kind == PIECE_MARK && p->mark == c; }

static inline bool is_number(const piece *p, int min_digits, int max_digits)
{
    return p->kind == PIECE_NUMBER && p->digits >= min_digits && p->digits <= max_digits;
}

/* The time of day beside the date: after it within some words, else before it; with its zone. */
void when_find_clock(const pieces *s, found *f);

#endif
