/* csv.h - RFC 4180 rows, and the table of competitors that becomes a seeds file. */
#ifndef SEEDS_CSV_H
#define SEEDS_CSV_H

#include "seeds/seeds.h"
#include "util/buf.h"

enum { CSV_FIELDS = 64 };

typedef struct csv_row {
    sv field[CSV_FIELDS]; /* unquoted, in the arena where quotes were doubled */
    int n;
} csv_row;

/* The divider of a table: the one of , ; TAB that its first line has most of. */
char csv_divider(sv text);
/* Takes one row off *rest; false at the end. Fields past CSV_FIELDS are dropped. */
bool csv_next(arena *a, sv *rest, char divider, csv_row *ret);

/* A seeds file for the table `text`, whose header names its columns in Persian or English; `in` picks the
 * language of the keys. ERR_FORMAT when no column is an address or a network. */
err seeds_from_csv(arena *a, sv text, lang in, buf *out, note *reterr) MUST_USE;

#endif
