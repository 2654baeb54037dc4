/* select.h - runs compiled CSS over a tree. An index of ids, classes and tags is made once a page, so that a selector
 * that matches nothing costs next to nothing. */
#ifndef PARSERS_SELECT_H
#define PARSERS_SELECT_H

#include "parsers/html.h"
#include "seeds/recipe.h"

typedef struct nodes {
    xmlNode **at;
    size_t n, cap;
} nodes;

typedef struct select_index select_index;

/* Elements of `root`'s document, at most SELECT_NODES_MAX. `a` owns the index; the tree must not change. */
err select_index_make(arena *a, xmlNode *root, select_index **ret) MUST_USE;
/* Elements inside `top` (itself too) that match, in document order, each once; added to io. */
err select_all(
    arena *a, const select_index *x, const xmlNode *top, const css_list *s, nodes *io) MUST_USE;
/* The first of them, or NULL. */
xmlNode *select_first(const select_index *x, const xmlNode *top, const css_list *s);
/* Whether this element matches. */
bool select_is(const xmlNode *n, const css_list *s);
/* Place in document order; 0 for what is no element of the index. */
size_t select_place(const select_index *x, const xmlNode *n);

#endif
