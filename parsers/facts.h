/* facts.h - what a competitor states on a page: prices, discounts, categories, products, delivery and return terms,
 * addresses, hours, handles, phones. Typed, with a stable key, so that two runs can be compared. */
#ifndef PARSERS_FACTS_H
#define PARSERS_FACTS_H

#include "parsers/html.h"
#include "parsers/parse.h"

enum { FACTS_MAX = 400 }; /* of one page */

/* Fills io->fact; comment regions are left out. Reads io->title. Fails with ERR_NOMEM. */
err facts_find(arena *a, const tree *t, const page *p, doc *io) MUST_USE;

#endif
