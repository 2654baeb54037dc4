/* weave.h - puts the finds of two layers together: the same comment told twice becomes one. */
#ifndef PARSERS_WEAVE_H
#define PARSERS_WEAVE_H

#include "parsers/harvest.h"

/* Adds `more` to io. The same comment (same id, or same text and no other author) is kept once: io's version, with
 * fields it lacks taken from `more`. Also makes one of doubles inside `more`. */
err weave(arena *a, found *io, const found *more) MUST_USE;
/* Takes missing fields from `more` and adds no comment. */
err weave_fill(arena *a, found *io, const found *more) MUST_USE;

/* Parents that are no comment of this page and no native id either are cleared; a comment is not its own parent. */
void weave_parents(found *io);

#endif
