/* quote.h - short forms of what people wrote: a sentence that can be shown, round its evidence. */
#ifndef REPORT_QUOTE_H
#define REPORT_QUOTE_H

#include "util/sv.h"

enum { QUOTE_CHARS = 120 };

/* At most `max` characters of `text` that hold the span *from..*to (bytes), which moves along; 0: all. */
sv quote_window(sv text, size_t max, size_t *from, size_t *to);

#endif
