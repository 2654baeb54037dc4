/* help.h - the table of verbs and its help texts. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/verb.h"

/* NULL when there is none. */
const verb *verb_find(const char *name);
/* The verb whose name is one or two typing errors away, or NULL. */
const verb *verb_nearest(const char *name);
/* All verbs by `order`; `*ret_n` of them. */
const verb *const *verb_all(int *ret_n);
const opt_def *global_options(void);

/* `--help` of one verb, or of the program when `v` is the verb "help". */
void help_verb(const session *s, const verb *v, FILE *out);

/* The option of the verb, or of all, that was meant by "--delai"; NULL: none is near. */
const char *help_nearest_option(const verb *v, const char *written);

#endif
