/* context.h - readings that only the neighbours tell. Private to text/. */
#ifndef TEXT_CONTEXT_H
#define TEXT_CONTEXT_H

#include "text/lex.h"
#include "text/token.h"

/* «داده شد» is a verb, «فردی که» a noun. */
void context_refine(const lexicon *lx, sv raw, token *t, size_t n);

/* token_split, and words of three parts («کسب و کار») are one, as an editor writes them. */
err token_split_phrases(arena *a, const lexicon *lx, sv raw, tokens *ret) MUST_USE;

#endif
