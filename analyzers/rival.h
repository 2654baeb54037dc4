/* rival.h - who is named in a finding of switching between sellers, and which way. */
#ifndef ANALYZERS_RIVAL_H
#define ANALYZERS_RIVAL_H

#include "analyzers/finding.h"
#include "text/lexicon.h"
#include "util/arena.h"

/*
 * Fills label (the other seller as written, {NULL, 0}: nobody is named) and polarity (-1 from there to here, 1 from here
 * to there, 0 compared) of `x`, a finding of beh.brand_switch in `text`.
 */
err rival_find(arena *a, const lexicon *lx, sv text, finding *x) MUST_USE;

#endif
