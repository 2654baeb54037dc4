/* values.h - gives findings that name a thing (a place, an item, a job, a brand) that thing as their label, and amounts
 * of money their value, from the words of their evidence. */
#ifndef ANALYZERS_VALUES_H
#define ANALYZERS_VALUES_H

#include "analyzers/finding.h"
#include "text/lexicon.h"
#include "util/arena.h"

/* text: the comment they were found in. lx may be NULL. Labels are made in `a`. */
err values_fill(arena *a, const lexicon *lx, sv text, findings *f) MUST_USE;

#endif
