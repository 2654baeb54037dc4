/* meta.h - what a page says about itself: title, author, date, language, canonical address, site, robots. */
#ifndef PARSERS_META_H
#define PARSERS_META_H

#include "parsers/html.h"
#include "parsers/parse.h"
#include "parsers/when.h"

/* Fills title, lang, canonical, site_name, noindex, nofollow of io, and author and date as far as the head tells them.
 * Fails with ERR_NOMEM. */
err meta_read(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io) MUST_USE;

/* Author and date from the text of the page when the head told none; after comments are marked, since their names and
 * dates are not the article's. */
err meta_read_body(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io) MUST_USE;

/* How dates on that page are to be read: its zone, its language, the time of the fetch. */
when_base meta_when_base(const page *p, const parse_opts *o, const doc *d);

/* "noindex, nofollow", "bazarkav: none", "unavailable_after: ..." into io; only general rules and those for agent. */
void meta_robots(sv rules, sv agent, doc *io);

#endif
