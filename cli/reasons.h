/* reasons.h - the stable words for "why was this left out" as sentences for people. */
#ifndef CLI_REASONS_H
#define CLI_REASONS_H

#include "cli/verb.h"

/*
 * Prints `why`, a word or "word: detail", in the language of the session; a word that is not known is printed as it is.
 */
void reason_print(const session *s, FILE *out, sv why);

#endif
