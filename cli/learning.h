/* learning.h - the model of feeling of a project: trained on its own comments, kept in the store, used again. */
#ifndef CLI_LEARNING_H
#define CLI_LEARNING_H

#include "analyzers/analyze.h"
#include "db/store.h"

/*
 * Gives `z` the stored model that was trained under its rules. When there is none, or `anew`: trains one on the stored
 * comments in order of id, stars first, and stores it with its card. Too few comments: `z` stays with its list.
 */
err learning_apply(store *db, analyzer *z, bool anew) MUST_USE;

#endif
