/* recipe_check.h - runs the tests that stand in recipe files, and shows finds as a table. */
#ifndef CLI_RECIPE_CHECK_H
#define CLI_RECIPE_CHECK_H

#include "parsers/parse.h"
#include "seeds/recipe.h"
#include "util/buf.h"

typedef struct recipe_result {
    bool fa;      /* in: the language of `wrong` */
    size_t found; /* comments */
    buf wrong;    /* one line for each difference; empty: passed */
    note why;     /* of a failure */
} recipe_result;

/*
 * Runs one `test = PAGE -> GOLD` of a recipe: the page is parsed with this recipe alone and compared with the gold
 * file, a JSON list of comments or {"url": ..., "fetched_at": ..., "comments": [...]}. Only fields that the gold
 * comment has are compared; null means "none".
 * r      NULL: with all that the program knows; the gold file says the content type of the page as "type".
 * ret    owned by the caller, begun with an empty `wrong`.
 * Fails when a file cannot be read or memory ran out.
 */
err recipe_check(arena *a, const recipe_set *s, const recipe *r, const recipe_test *t,
    recipe_result *ret) MUST_USE;

/* Who, when, stars, what, for a person: `width` columns of text at most; `fa` puts the headings in Persian. */
void recipe_table(const doc *d, bool fa, size_t width, buf *out);

#endif
