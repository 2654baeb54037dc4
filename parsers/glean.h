/* glean.h - one value of a recipe out of one item: text of a part of a page, or of a JSON value, through filters. */
#ifndef PARSERS_GLEAN_H
#define PARSERS_GLEAN_H

#include <jansson.h>

#include "parsers/select.h"
#include "seeds/recipe.h"

typedef struct glean {
    arena *a;
    const select_index *x; /* of the page; NULL for JSON */
    const tree *t;
    const nodes *items;   /* other items: what is inside them is not this one's; NULL: none */
    const css_list *skip; /* parts that are no part of any item, or NULL */
    sv base;              /* page address, for urljoin */
} glean;

/* Text with a line feed between blocks; emoji images as their emoji; parts that `drop` matches are left out. */
err glean_text(const glean *g, const xmlNode *top, const pick *drop, sv *ret) MUST_USE;
/* The first alternative that yields anything; {NULL, 0} when none does. ret_pick says which, may be NULL. */
err glean_html(
    const glean *g, xmlNode *item, const picks *p, sv *ret, const pick **ret_pick) MUST_USE;
/* The same for a JSON value; `up` is the object around the item (for "../"), or NULL. */
err glean_json(const glean *g, json_t *item, json_t *up, const picks *p, sv *ret) MUST_USE;

/* Filters that work on strings alone. */
err glean_filter(const glean *g, const pick *p, sv *io) MUST_USE;
/* The first number of a text: ASCII and Persian digits, point or comma; {NULL, 0}: none. `kmb` reads 1.8K. */
sv glean_number(arena *a, sv text, bool kmb);

/* Every value a pointer leads to; "*" is any member or element, "**" any depth. Added to io. */
typedef struct json_list {
    json_t **at;
    size_t n, cap;
} json_list;
err glean_pointer(arena *a, json_t *from, sv pointer, json_list *io) MUST_USE;
/* A scalar as text; {NULL, 0} for null, false, objects and lists. */
sv glean_scalar(arena *a, const json_t *v);

/* JSON as found in the wild: byte order marks, comments around it, control characters in strings, commas too many,
 * lone surrogates, an assignment in front; else whatever literal.h reads. NULL: cannot be read. json_decref() it. */
json_t *glean_json_read(sv text) MUST_USE;

#endif
