/* place.h - where comments belong that came by a feed or an end point. */
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include "crawler/robots.h"
#include "parsers/doc.h"
#include "util/arena.h"

/* Comments left out because robots.txt closes the page they belong to. */
typedef struct placed {
    int64_t n_closed;
    sv closed; /* one of those pages, in `a` */
} placed;

/*
 * Gives each such comment of io the canonical address of the page where people read it, and takes out those whose
 * page robots.txt closes: a feed or an end point is open more often than the pages it tells of.
 * page_url  what was read; rules are those of its host, other hosts are not judged.
 * rules     borrowed; NULL: everything is open.
 * Fails with ERR_NOMEM.
 */
err place_comments(arena *a, sv page_url, const robots *rules, doc *io, placed *ret) MUST_USE;

#endif
