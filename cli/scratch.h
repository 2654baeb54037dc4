/* scratch.h - a store that is thrown away: for dry runs and `check --online`. */
#ifndef CLI_SCRATCH_H
#define CLI_SCRATCH_H

#include "cli/verb.h"

enum { SCRATCH_BYTES = 64 };

/* Makes a private folder, fills `dir`; the path of a data base in it, or NULL (errno tells). */
const char *scratch_open(session *s, char dir[SCRATCH_BYTES]);
/* Removes the data base, its companions and the folder. */
void scratch_remove(session *s, const char *db, const char *dir);

#endif
