/* learn.h - gathers what the model of feeling is trained on: comments with stars first, else those about which the
 * list of words is sure. Order of the comments matters to the digest, so callers add them in a fixed order. */
#ifndef ANALYZERS_LEARN_H
#define ANALYZERS_LEARN_H

#include <stdint.h>

#include "analyzers/analyze.h"
#include "util/buf.h"

typedef struct learner learner;

enum {
    LEARN_MAX = 20000,
    LEARN_MIN = 1000
}; /* examples kept; comments below which learning is not worth it */

#define LEARN_NOT_KEPT SIZE_MAX

/* z: borrowed; its own model, if any, is not asked. NULL when out of memory. */
learner *learner_new(const analyzer *z) MUST_USE;
/* rating: 0..1 of its scale, NaN when there is none. Past LEARN_MAX nothing more is taken. */
err learner_add(learner *l, sv text, double rating) MUST_USE;
/*
 * As learner_add of a comment without a rating, and finds all that is in it on the way; the analyzer has no model.
 * ret       until the next call.
 * ret_mark  for learner_polarity; LEARN_NOT_KEPT when nothing was taken.
 */
err learner_study(learner *l, sv text, findings *ret, size_t *ret_mark) MUST_USE;
/* -1, 0, +1: the polarity of a comment that was studied, by the model the analyzer was given since, if any. */
int learner_polarity(const learner *l, size_t mark);
/* Trains; `ret` gets the body for analyzer_use_model and for the store. ERR_LIMIT: not enough to learn from. */
err learner_train(learner *l, buf *ret) MUST_USE;
/* How many examples had stars, and how many the list was sure of. */
void learner_counts(const learner *l, size_t *ret_rated, size_t *ret_sure);
/* What it remembers of words, of use for other comments, too; until learner_free. */
analyze_cache *learner_cache(learner *l);
/* NULL is fine. */
void learner_free(learner *l);

/* Copies `body`. Before other threads use `z`; changes its version. */
err analyzer_use_model(analyzer *z, sv body) MUST_USE;

#endif
