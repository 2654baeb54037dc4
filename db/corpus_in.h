/* corpus_in.h - private to db/: what corpus_put.c (text, facts) and corpus_comments.c share while one page is stored. */
#ifndef DB_CORPUS_IN_H
#define DB_CORPUS_IN_H

#include "db/corpus.h"
#include "db/lite.h"

enum { CORPUS_TEXT_BYTES = 1 << 20 };

/* What the parts of one page share. */
typedef struct corpus_page {
    store *s;
    arena *a;
    const page *p;
    const doc *d;
    const corpus_in *in;
    corpus_put *ret;
    sv host, base;   /* base: the address comments belong to unless they say otherwise */
    int64_t home_id; /* of the page that this one says to be, as addresses are kept */
    int64_t bucket, erase_after;
    bool fresh;      /* nothing was stored from this page before */
    bool early;      /* an answer came whose parent has no number of this page's own */
    uint32_t layers; /* bits of comment_layer seen on this page */
} corpus_page;

/* The address up to its '#'. */
sv corpus_without_fragment(sv url);
/* Stores one comment, or notes that it was seen again; one that was erased is refused. */
err corpus_put_comment(corpus_page *w, const doc_comment *c) MUST_USE;
/* Withdraws the comments that a fully read page does not show any more. */
err corpus_put_vanished(corpus_page *w) MUST_USE;

#endif
