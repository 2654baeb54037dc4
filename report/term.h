/* term.h - tables for a terminal. Terminals disagree about right-to-left text, so words come last on a line and
 * stand alone there; --plain prints one record a line with TAB between raw fields. */
#ifndef REPORT_TERM_H
#define REPORT_TERM_H

#include "report/table.h"
#include "seeds/seeds.h"
#include "util/buf.h"

typedef struct term_opts {
    lang lang;
    bool plain, color;
    int k, offset_min, width; /* offset as in answer_base; columns of the terminal, 0: do not cut */
} term_opts;

/* Columns a string takes on a terminal. */
int term_width(sv s);
/* The first `width` columns of `s`, with "…" when something was cut. */
void term_cut(buf *b, sv s, int width);
void term_table(buf *b, const table *t, const term_opts *o);

#endif
