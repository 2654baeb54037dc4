/* parse.h - a fetched page to a doc: picks the parser by content type and by the first bytes. */
#ifndef PARSERS_PARSE_H
#define PARSERS_PARSE_H

#include "crawler/page.h"
#include "parsers/doc.h"
#include "util/arena.h"

struct recipe_set;

typedef struct parse_opts {
    const struct recipe_set
        *recipes; /* borrowed, shared by all threads; NULL: built-in knowledge only */
    sv recipe;    /* name of the one recipe that the seeds file asks for, or {NULL, 0} */
    sv agent;     /* our robots token; {NULL, 0}: "bazarkav" */
    int zone_min; /* zone of a site that names none, minutes east of UTC; PARSE_ZONE_AUTO: by language */
    bool comments_only; /* no article text, no facts */
    bool without_facts;
} parse_opts;

enum { PARSE_ZONE_AUTO = 100000, PARSE_ZONE_TEHRAN = 210 };

typedef enum parse_kind {
    PARSE_HTML,
    PARSE_XML, /* RSS, Atom, sitemap */
    PARSE_JSON,
    PARSE_TEXT,
    PARSE_NOTHING /* a content type nobody reads */
} parse_kind;

/* What parse_page will take it for. */
parse_kind parse_kind_of(const page *p);

/*
 * p     borrowed; its body may be any bytes. p->fetched_at is the "now" of relative dates.
 * o     borrowed; NULL: defaults.
 * a     owns the result; with a limit of 24 × body + 8 MB no page fails.
 * ret   whatever was found; a page that says nothing is an empty doc.
 * Fails with ERR_NOMEM; ERR_LIMIT when the page does not fit into the arena; ERR_ABSENT when it needs a library that is
 * not installed: libxml2 (feeds, pages nested by mistake or malice, XPath of recipes), uchardet (bytes of no known set).
 */
err parse_page(arena *a, const page *p, const parse_opts *o, doc *ret) MUST_USE;

/* Whether the bytes of a page end inside a tag or a sentence, told in `io`: an answer that names no length and ends with
 * its connection passes for whole when that breaks. */
bool parse_breaks_off(const page *p, doc *io);

#endif
