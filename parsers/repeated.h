/* repeated.h - comments on pages that no recipe knows: a run of siblings of one shape, each with a name-like and a
 * date-like short text and one block of prose. */
#ifndef PARSERS_REPEATED_H
#define PARSERS_REPEATED_H

#include "parsers/harvest.h"

/* Adds the comments of the best run, when it is good enough, and marks its elements; lists of links, forms, menus and
 * teasers of articles are refused. */
err repeated_find(const harvest *h, const tree *t, const select_index *x, found *io) MUST_USE;

#endif
