/* meta.h - what a page says about itself: title, author, date, language, canonical address, site, robots. */
#ifndef PARSERS_META_H
#define PARSERS_META_H

#include "parsers/html.h"
#include "parsers/parse.h"

/* Fills title, author, date, lang, canonical, site_name, noindex, nofollow of io. Fails with ERR_NOMEM. */
err meta_read(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io) MUST_USE;

/* "noindex, nofollow", "bazarkav: none", "unavailable_after: ..." into io; only general rules and those for agent. */
void meta_robots(sv rules, sv agent, doc *io);

#endif
