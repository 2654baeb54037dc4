/* feed.h - RSS (all versions) and Atom: entries become links; entries of a comment feed become comments. */
#ifndef PARSERS_FEED_H
#define PARSERS_FEED_H

#include "parsers/parse.h"

/* utf8 borrowed, repaired; broken XML is read as far as it goes, names are compared without case, nothing is loaded and
 * no entity of the document's own is expanded. Fills title, lang, link, comment of io. Fails with ERR_NOMEM. */
err feed_parse(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io) MUST_USE;

#endif
