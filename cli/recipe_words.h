/* recipe_words.h - what recipe files are told about their mistakes, in Persian: seeds/ says it in English. */
#ifndef CLI_RECIPE_WORDS_H
#define CLI_RECIPE_WORDS_H

#include "cli/verb.h"

/* fail() with a message of recipe_load() or recipe_parse() in the language of the session; returns `code`. */
int recipe_fail(session *s, int code, const char *message);

#endif
