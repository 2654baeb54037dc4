/* filter.h - inspectors that turn every line into one line. */
#ifndef CLI_FILTER_H
#define CLI_FILTER_H

#include "cli/inspect.h"
#include "text/lexicon.h"

typedef err filter_line(arena *a, const lexicon *lx, sv line, sv *ret);

/* Reads stdin, writes one line for each; long lines in pieces. Returns an exit_code. */
int filter_run(session *s, filter_line *f);

#endif
