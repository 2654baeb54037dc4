/* hydrate.h - the state of applications that is not one JSON value: Nuxt's and SvelteKit's flat list (devalue), and
 * the rows that Next.js pushes piece by piece (React's flight format). */
#ifndef PARSERS_HYDRATE_H
#define PARSERS_HYDRATE_H

#include <jansson.h>

#include "util/buf.h"

/*
 * [{"list":1},[2],"x"]: each number is the place of a value, the first is the whole. Returns that whole, values that
 * several places name shared, a circle cut; NULL: `v` is no such list, or there is no memory. json_decref() it.
 */
json_t *hydrate_flat(const json_t *v) MUST_USE;

/* Appends what a script pushes, self.__next_f.push([1,"..."]); false: it pushes nothing. */
bool hydrate_push(sv script, buf *io);

/* The next row that is JSON, long texts put where they are named; NULL after the last. *rest moves on; `texts` is
 * hydrate_texts() of the whole, *io_left LITERAL_SHARED_MAX at first. json_decref() it. */
json_t *hydrate_row(sv *rest, const json_t *texts, size_t *io_left) MUST_USE;
/* The rows that are plain text, by their number; `rows` is followed by a NUL, as a buf's. NULL: no memory. json_decref() it. */
json_t *hydrate_texts(sv rows) MUST_USE;

#endif
