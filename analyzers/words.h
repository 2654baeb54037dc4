/* words.h - the tokens of a comment as the matcher wants them: folded, with clauses, sentences and numbers. */
#ifndef ANALYZERS_WORDS_H
#define ANALYZERS_WORDS_H

#include "analyzers/cues.h"

/* Words seen before, for one thread; bounded. What it holds never changes what is found. */
typedef struct word_cache word_cache;
/* from: the cache of the same thread that the tokens come from, or NULL; borrowed. NULL: out of memory. */
word_cache *word_cache_new(const token_cache *from) MUST_USE;
void word_cache_free(word_cache *m); /* NULL is fine */

/*
 * c      built; its places are marked in the words.
 * m      NULL: nothing is remembered. `ret` uses it until its next use.
 * raw    the comment the tokens were made from.
 * a      owns the result.
 * Fails with ERR_NOMEM only.
 */
err words_make(
    arena *a, const cues *c, word_cache *m, sv raw, const tokens *t, words *ret) MUST_USE;

#endif
