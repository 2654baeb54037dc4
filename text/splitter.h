/* splitter.h - the state of one pass over a text. Private to text/. */
#ifndef TEXT_SPLITTER_H
#define TEXT_SPLITTER_H

#include "text/cache.h"
#include "text/word.h"
#include "util/vec.h"

typedef struct splitter {
    arena *a;
    const lexicon *lx;
    token_cache *cache; /* may be NULL */
    sv raw;
    VEC(token) v;
    uint64_t *hash; /* of each token's spelling; 0: not a word that is kept */
    char *pool;
    size_t pool_left;
    bool phrases; /* «کسب و کار» is one word */
    err e;
} splitter;

/* Room for `n` bytes of text that live with the tokens, or NULL after s->e was set. */
char *splitter_room(splitter *s, size_t n);
/* Fills the strings and flags of `t` from a reading. */
void splitter_settle(splitter *s, token *t, const reading *r);

/* Makes one word of the last token and those before it that are parts of it: «می روم», «کتاب ها». */
void join_last(splitter *s);

#endif
