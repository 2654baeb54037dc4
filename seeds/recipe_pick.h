/* recipe_pick.h - private to seeds/recipe*.c: reads "SOURCE | filter | filter" with its place for messages. */
#ifndef SEEDS_RECIPE_PICK_H
#define SEEDS_RECIPE_PICK_H

#include "seeds/recipe.h"

#define RECIPE_FOLDER "seeds/recipes" /* for messages about the ones that come with the program */

typedef struct recipe_reader {
    arena *a;
    const char *path;
    int line;
    recipe_set *set;
    recipe *r; /* the one being read, or NULL */
    recipe_origin origin;
    note *n;
} recipe_reader;

/* ERR_FORMAT with "path:line: ..." in the reader's note. */
__attribute__((format(printf, 2, 3))) err recipe_wrong(
    const recipe_reader *rd, const char *fmt, ...);
/* One line of a file: KEY = VALUE, a remark or nothing. */
err recipe_line_read(recipe_reader *rd, sv line) MUST_USE;
/* Adds an alternative. */
err recipe_pick_read(recipe_reader *rd, sv text, picks *io) MUST_USE;

#endif
