/* html_build.h - private to html.c: grows a tree node by node in an arena, for whichever parser feeds it. */
#ifndef PARSERS_HTML_BUILD_H
#define PARSERS_HTML_BUILD_H

#include "parsers/html.h"
#include "util/map.h"

/* Attributes in their order, of one element or of all that have the same ones. */
typedef struct html_attrs {
    xmlAttr *first, *last;
    sv cls, id;
    uint32_t letters;
} html_attrs;

typedef struct html_builder {
    arena *a;
    tree *t;
    xmlNode *at;     /* the open element, or NULL before the root */
    html_attrs own;  /* of the element opened last */
    int depth, over; /* open elements; open elements beyond depth_max, which have no node */
    int depth_max;
    map names; /* each name is stored once */
    err e;     /* for callers that cannot return one */
} html_builder;

err html_build_begin(html_builder *b, arena *a, tree *t) MUST_USE;
/* A name for attributes, kept once for the whole tree; NULL: no memory. */
const xmlChar *html_build_name(html_builder *b, sv name);
/* The name of an element is copied; names of attributes, values and texts are kept: they live in the arena, with a NUL.
 * An attribute without a name fails with ERR_NOMEM. */
err html_build_open(html_builder *b, GumboTag tag, sv name) MUST_USE;
/* Adds to attributes of nobody yet; and gives them to the element opened last, which has none, as its only ones: to be
 * changed no more. */
err html_build_add(html_builder *b, html_attrs *io, const xmlChar *name, sv value) MUST_USE;
void html_build_share(html_builder *b, const html_attrs *all);
/* An attribute of the element opened last. */
err html_build_attr(html_builder *b, const xmlChar *name, sv value) MUST_USE;
err html_build_text(html_builder *b, sv text) MUST_USE;
void html_build_close(html_builder *b);
/* Sets root, head, body; makes an empty root when there was no element. */
void html_build_end(tree *t);
/* libxml2's HTML parser as a stream of events: linear in time, bounded in depth. */
err html_build_fallback(arena *a, sv utf8, tree *t) MUST_USE;

#endif
