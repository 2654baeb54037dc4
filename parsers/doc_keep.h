/* doc_keep.h - what is left of a parsed page when its tree is gone. */
#ifndef PARSERS_DOC_KEEP_H
#define PARSERS_DOC_KEEP_H

#include "parsers/doc.h"
#include "util/arena.h"

/*
 * A copy of d with nothing in it that d's arena owns: a tenth of what parsing took. Of links only the kind is kept.
 * a  owns the copy.
 * Fails with ERR_NOMEM, also over the limit of the arena.
 */
err doc_keep(arena *a, const doc *d, doc *ret) MUST_USE;

#endif
