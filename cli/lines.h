/* lines.h - a stream line by line in bounded memory: a longer line comes in pieces cut at a blank. */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include <stdio.h>

#include "util/sv.h"

enum { LINES_PIECE = 1 << 15 };

typedef struct lines {
    FILE *f;
    size_t from, to; /* what is read and not yet given */
    bool end;
    bool inside; /* in the middle of a long line */
    char buf[2 * LINES_PIECE];
} lines;

void lines_open(lines *l, FILE *f);
/* The next piece (without its line feed) and whether the line ends with it; false at the end of the stream.
 * *ret lives until the next call. */
bool lines_next(lines *l, sv *ret, bool *ret_last);
void lines_close(lines *l);

#endif
