/* search.h - full-text search over comments and pages, in any spelling: كيفيت finds کیفیت, «کتاب ها» finds کتاب‌ها and
 * کتاب. */
#ifndef DB_SEARCH_H
#define DB_SEARCH_H

#include "db/store.h"

typedef struct search_hit {
    bool page;    /* a page, else a comment */
    int64_t id;   /* of the document or comment */
    int64_t at;   /* ms: when it was written (0: unknown), or the page was last seen */
    sv source;    /* name */
    sv url, text; /* text: the words around the match, or the whole comment when it is short */
} search_hit;

typedef struct search_ask {
    sv query;
    int64_t limit; /* hits of each kind, 0: all */
} search_ask;

/*
 * Calls `hit` for each match, best first: comments, then pages; stops when it fails and returns its error. Every word of
 * `query` must be there. The strings live until the next call. Texts that may be a child's are left out.
 * lx     borrowed; says what is one word in `query`; the one the store was opened with.
 * query  borrowed; any text; one without a letter finds nothing.
 * limit  most hits of each kind; 0: all.
 */
err search_each(store *s, arena *a, const lexicon *lx, const search_ask *ask,
    err (*hit)(void *ctx, const search_hit *h), void *ctx) MUST_USE;

#endif
