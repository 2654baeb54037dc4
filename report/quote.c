#include "report/quote.h"

#include "report/escape.h"

sv quote_window(sv text, size_t max, size_t *from, size_t *to)
{
    size_t start = 0, chars = 0;
    sv rest = text;
    while (rest.n) (void)escape_next(&rest), chars++;
    if (chars <= max || !max) return text;
    /* Bytes: a Persian letter has two, so `max` bytes before the span leave room for it. */
    if (*from > max) start = *from - max;
    while (start && start < *from && text.p[start - 1] != ' ') start++;
    rest = sv_sub(text, start, text.n);
    sv shown = rest;
    for (chars = 0; rest.n && chars < max; chars++) (void)escape_next(&rest);
    shown.n -= rest.n;
    *from -= start;
    *to = *to > start ? *to - start : 0;
    if (*to > shown.n) *to = shown.n;
    if (*from > shown.n) *from = shown.n;
    return shown;
}
