/* context.h - readings that only the neighbours tell. Private to text/. */
#ifndef TEXT_CONTEXT_H
#define TEXT_CONTEXT_H

#include "text/lex.h"
#include "text/token.h"

/* «داده شد» is a verb, «فردی که» a noun. `cls` holds the lexicon class of each token. */
void context_refine(const lexicon *lx, sv raw, token *t, const uint16_t *cls, size_t n);

#endif
