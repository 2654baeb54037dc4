/* links.h - where a page leads: addresses made absolute, with what they are. */
#ifndef PARSERS_LINKS_H
#define PARSERS_LINKS_H

#include "crawler/page.h"
#include "parsers/doc.h"
#include "parsers/html.h"

enum { LINKS_MAX = 5000 }; /* of one page; more are left out */

/* Adds a[href], link[rel] of t to io->link; the base is <base href>, else the page's address. Each address once per
 * kind. Fails with ERR_NOMEM. */
err links_read(arena *a, tree *t, const page *p, doc *io) MUST_USE;

/* Adds one link, unless io has LINKS_MAX. href absolute, living in `a`; an empty one is left out. */
err links_add(arena *a, doc *io, doc_link link) MUST_USE;

/* The same with another ceiling. */
err links_push(arena *a, doc *io, doc_link link, size_t most) MUST_USE;

/* What is no letter, digit or -_.~ as %XX; {NULL, 0} when it is too long. */
sv links_percent(arena *a, sv value) MUST_USE;

/* `address` with name=value in its query, in place of a value it has; value is percent-encoded here. */
sv links_with(arena *a, sv address, sv name, sv value) MUST_USE;

/* href against base, absolute and without fragment; {NULL, 0} when it is no http(s) address or memory ran out. */
sv links_resolve(arena *a, sv base, sv href) MUST_USE;

#endif
