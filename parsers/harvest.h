/* harvest.h - runs one recipe over one page: items become comments with all their fields, parents and order. */
#ifndef PARSERS_HARVEST_H
#define PARSERS_HARVEST_H

#include "parsers/glean.h"
#include "parsers/parse.h"
#include "parsers/when.h"

enum { HARVEST_MAX = 20000 }; /* comments of one page */

typedef struct found {
    doc_comment *at;
    size_t n, cap;
} found;

typedef struct harvest {
    arena *a;
    const recipe *r;
    const page *p;
    const doc *d; /* language and links of the page, or NULL */
    when_base base;
    sv only; /* the one recipe that was asked for, or {NULL, 0}; it need not fit */
} harvest;

/* What the recipe gave for one item, before it is understood. */
typedef struct draft {
    sv v[RF_MAX];
    comment_layer layer;
} draft;

/* Whether the recipe may run at all: switched on, and no other one was asked for by name. */
bool harvest_wants(const recipe *r, sv only);
/* The name asked for, when there is a recipe of that name in either set; else {NULL, 0}. */
sv harvest_only(const parse_opts *o);
/* Host and path alone. */
bool harvest_place_fits(const recipe *r, sv url);
/* And the marks of the page. */
bool harvest_html_fits(const harvest *h, const tree *t, const select_index *x);
bool harvest_json_fits(const harvest *h, json_t *root);

/* Adds what is found. With `mark` the items are marked as comments in the tree. */
err harvest_html(const harvest *h, const tree *t, const select_index *x, found *io) MUST_USE;
err harvest_json(const harvest *h, json_t *root, found *io) MUST_USE;

/* A draft to a comment: numbers, date, kind; false when there is nothing in it. Strings are copied into the arena. */
err harvest_finish(const harvest *h, const draft *d, found *io) MUST_USE;
/* "Anna says:" -> "Anna". */
sv harvest_author(sv shown);
/* Base of dates by the options, the language and the fetch time. */
when_base harvest_base(const page *p, const parse_opts *o, const doc *d);

#endif
