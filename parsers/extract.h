/* extract.h - the article of a page: its text without navigation, comments and what stands around it. */
#ifndef PARSERS_EXTRACT_H
#define PARSERS_EXTRACT_H

#include "parsers/doc.h"
#include "parsers/html.h"

/* Fills io->text from the parts of t that comments_find() did not mark. Reads io->title. Fails with ERR_NOMEM. */
err extract_article(arena *a, tree *t, doc *io) MUST_USE;

#endif
