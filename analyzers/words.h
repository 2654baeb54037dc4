/* words.h - the tokens of a comment as the matcher wants them: folded, with clauses, sentences and numbers. */
#ifndef ANALYZERS_WORDS_H
#define ANALYZERS_WORDS_H

#include "analyzers/match.h"

/*
 * raw    the comment the tokens were made from.
 * places, skips  built matchers, see cues.h.
 * a      owns the result.
 * Fails with ERR_NOMEM only.
 */
err words_make(arena *a, sv raw, const tokens *t, words *ret) MUST_USE;
/* Marks place names and words that may be stepped over. */
void words_mark(const matcher *places, const matcher *skips, words *w);

#endif
