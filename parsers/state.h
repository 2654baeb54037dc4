/* state.h - comments in JSON: answers of end points, and the state that server-rendered applications leave in their
 * pages (__NEXT_DATA__, __NUXT__, __INITIAL_STATE__ ...). Recipes first, then any list that looks like comments. */
#ifndef PARSERS_STATE_H
#define PARSERS_STATE_H

#include "parsers/harvest.h"

/* A whole JSON value. io: platform, next pages. */
err state_value(
    const harvest *h, json_t *root, const recipe_set *user, doc *io, found *ret) MUST_USE;
/* Every state in the scripts of a page. */
err state_find(const harvest *h, const tree *t, const recipe_set *user, found *ret) MUST_USE;

#endif
