/* literal.h - a value as scripts write it: JSON with the faults of the wild, and what applications leave in their
 * pages - names and strings in other quotes, undefined, !0, void 0, JSON.parse("..."), new Date(0), and a function
 * called with the values that repeat: (function(a,b){b.x=a;return {y:b}}("z",{})). */
#ifndef PARSERS_LITERAL_H
#define PARSERS_LITERAL_H

#include <jansson.h>

#include "util/err.h"
#include "util/sv.h"

/* The value `text` begins with; what follows it is not read. Values that the function repeats are shared, never in a
 * circle. NULL: it is none, it breaks off, or it is nested deeper than anybody needs. json_decref() it. */
json_t *literal_read(sv text) MUST_USE;

/* What a value may grow by since parts of it are met several times: else a page of a kilobyte has 2^50 of them. */
enum { LITERAL_SHARED_MAX = 200000 };
/* Takes what is met on the way through v from *io_left; false: that is not enough. */
bool literal_charge(json_t *v, size_t *io_left);

#endif
