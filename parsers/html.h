/* html.h - bytes of HTML to a libxml2 tree that lives wholly in an arena: nothing is ever freed by hand, and XPath
 * works on it. Gumbo builds it by the rules of HTML5; input that would cost Gumbo too much goes through libxml2's
 * own parser instead, with the text kept. */
#ifndef PARSERS_HTML_H
#define PARSERS_HTML_H

#include <gumbo.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

#include "util/arena.h"
#include "util/buf.h"
#include "util/map.h"

/* Nodes deeper than this hang on the deepest one allowed, so that recursion over a tree is safe. */
enum { HTML_DEPTH_MAX = 400 };

typedef struct tree {
    xmlDoc *doc;          /* in the arena: never xmlFreeDoc */
    xmlNode *root;        /* <html>, never NULL */
    xmlNode *head, *body; /* NULL when there is none */
    size_t n_nodes;       /* elements and texts */
    bool fallback;        /* not built by Gumbo */
    map whole; /* href of <a> -> its address against the page's, as an sv; set by links_read() */
} tree;

/* What a part of a page was found to be. comments_find() marks the top node of every comment region with
 * MARK_COMMENT; what is below a marked node belongs to it. The article is read from the rest. */
typedef enum html_mark {
    MARK_COMMENT = 1, /* comments, their list, its heading, the comment form */
    MARK_DROP = 2     /* no part of the article for another reason */
} html_mark;

/*
 * Parses a page. utf8 is borrowed and must be valid UTF-8; the tree keeps no view into it.
 * Fails with ERR_NOMEM or, when even the fallback goes over the limit of the arena, ERR_LIMIT.
 */
err html_parse(arena *a, sv utf8, tree **ret) MUST_USE;

enum { HTML_TAG_SHIFT = 16 }; /* an element's _private holds the tag above, html_mark bits below */

/* Every element of a tree is one of these: what is asked of it often, beside what libxml2 knows. */
typedef struct html_el {
    xmlNode node;
    sv cls, id;       /* its class and its id, {NULL, 0}: none */
    uint32_t letters; /* a bit for the first letter of each of its attributes */
    uint32_t place;   /* in document order, from 1 on; set by select_index_make() */
    bool priced;      /* names a currency; set by facts_of_page() */
    uint32_t group;   /* of the elements of one shape; set by repeated_find() */
    uint64_t named;   /* set by named_has() */
} html_el;

/* Every attribute is one of these. */
typedef struct html_at {
    xmlAttr attr;
    sv value;
} html_at;

/* Of an element. */
static inline html_el *html_el_of(const xmlNode *n)
{
    union {
        const xmlNode *in;
        html_el *out;
    } u = {.in = n};
    return u.out;
}

static inline sv html_value(const xmlAttr *at) { return ((const html_at *)at)->value; }

/* The kind of an element; GUMBO_TAG_UNKNOWN for foreign names, GUMBO_TAG_LAST for what is no element. */
static inline GumboTag html_tag(const xmlNode *n)
{
    if (!n || n->type != XML_ELEMENT_NODE) return GUMBO_TAG_LAST;
    return (GumboTag)((uintptr_t)n->_private >> HTML_TAG_SHIFT);
}
static inline bool html_is(const xmlNode *n, GumboTag tag) { return html_tag(n) == tag; }
/* div, p, li, table, h1 ...: starts a new line of text. */
bool html_is_block(GumboTag tag);
bool html_is_heading(GumboTag tag);
/* script, style, template, noscript's like: never text that a reader sees. */
bool html_is_hidden(GumboTag tag);

void html_set_mark(xmlNode *n, html_mark mark);
void html_clear_mark(xmlNode *n, html_mark mark);
/* Whether this very node has the mark. */
bool html_marked(const xmlNode *n, html_mark mark);
/* Whether it or a node above it has the mark. */
bool html_inside(const xmlNode *n, html_mark mark);

/* The value of an attribute, {NULL, 0} when it is absent. */
sv html_attr(const xmlNode *n, const char *name);
static inline sv html_class(const xmlNode *n)
{
    return n && n->type == XML_ELEMENT_NODE ? html_el_of(n)->cls : (sv){NULL, 0};
}
static inline sv html_id(const xmlNode *n)
{
    return n && n->type == XML_ELEMENT_NODE ? html_el_of(n)->id : (sv){NULL, 0};
}
/* One class of the class attribute, exact. */
bool html_has_class(const xmlNode *n, sv name);
/* The text of a text node, {NULL, 0} for any other. */
static inline sv html_data(const xmlNode *n)
{
    if (!n || (n->type != XML_TEXT_NODE && n->type != XML_CDATA_SECTION_NODE)) return (sv){NULL, 0};
    return (sv){(const char *)n->content, (size_t)(uintptr_t)n->_private};
}

/* Before XPath: gives attributes the text nodes that nothing else needs. */
err html_complete(arena *a, const tree *t) MUST_USE;

/* Document order, inside `top`: the next node, or NULL. Walk: for (n = top; n; n = html_next(n, top)). */
xmlNode *html_next(const xmlNode *n, const xmlNode *top);
/* The same, leaving out what is below n. */
xmlNode *html_skip(const xmlNode *n, const xmlNode *top);
/* The first element of that kind below top, or NULL. */
xmlNode *html_first(const xmlNode *top, GumboTag tag);
/* The next element of that kind after n inside top, or NULL. */
xmlNode *html_after(const xmlNode *n, const xmlNode *top, GumboTag tag);

/*
 * Text as a reader sees it: white space collapsed, a line feed between blocks and at <br>, none in front and at the
 * end; ZWNJ and all other letters kept. Hidden elements are left out.
 */
err html_text(arena *a, const xmlNode *n, sv *ret) MUST_USE;
/* The same with blanks for line feeds; {NULL, 0} when there is no text, or no memory. */
sv html_line(arena *a, const xmlNode *n) MUST_USE;
/* html_line() of at most `max` bytes; {NULL, 0} when it is longer, found out without reading it all. */
sv html_brief(arena *a, const xmlNode *n, size_t max) MUST_USE;
/* The same into `room` of `bytes`, with a NUL; {NULL, 0} when it does not fit. */
sv html_glance(const xmlNode *n, char *room, size_t bytes) MUST_USE;

/* The same into a buf, step by step; begin with {.b = &b}. */
typedef struct html_writer {
    buf *b;
    unsigned without; /* html_mark bits */
    bool space, line; /* owed before the next letter */
} html_writer;
void html_write(html_writer *w, const xmlNode *n);
void html_write_text(html_writer *w, sv text);
static inline void html_write_break(html_writer *w) { w->line = true; }

#endif
