/* meta_in.h - private to meta*.c: what the head of a page says, gathered once. */
#ifndef PARSERS_META_IN_H
#define PARSERS_META_IN_H

#include "parsers/meta.h"
#include "parsers/named.h"
#include "parsers/when.h"

enum { LD_MAX = 12, META_TAGS_MAX = 400 };

typedef struct meta_tag {
    sv name, content; /* name: of name, property, itemprop or http-equiv */
} meta_tag;

typedef struct meta {
    meta_tag tag[META_TAGS_MAX];
    size_t n_tags;
    sv ld[LD_MAX]; /* texts of JSON-LD scripts */
    size_t n_ld;
    sv title; /* of <title> */
} meta;

/* Reads the tree once. Strings are views into it or in the arena. */
void meta_gather(arena *a, const tree *t, meta *ret);
/* The content of the first tag of that name (ASCII case ignored) that says something. */
sv meta_get(const meta *m, const char *name);
/* The first string value of that key in any JSON-LD script, unescaped; of "author" also its name. */
sv meta_ld(arena *a, const meta *m, sv key);

/* Letters and digits compared without case, marks and white space left out: "A – b" equals "a b". */
bool meta_same(sv a, sv b);
/* Whether `part` stands in `all`, compared so. */
bool meta_holds(sv all, sv part);

sv meta_title(arena *a, const tree *t, const meta *m, sv site);
bool meta_date(const meta *m, arena *a, const tree *t, const when_base *base, when *ret);
/* d: title and site_name are known. */
sv meta_author(arena *a, const tree *t, const meta *m, const page *p, const doc *d);

#endif
