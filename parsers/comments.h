/* comments.h - everything people wrote on a page: layers of EXTRACT.md, merged. */
#ifndef PARSERS_COMMENTS_H
#define PARSERS_COMMENTS_H

#include "crawler/page.h"
#include "parsers/doc.h"
#include "parsers/html.h"
#include "parsers/parse.h"

/*
 * Adds the comments of an HTML page to io: comment[], n_comments, comments_external, comments_open, claimed, platform,
 * stopped; may add links (next comment pages, end points). Called after meta and links, before the article is read:
 * it marks the top node of every comment region in `t` with MARK_COMMENT (html.h) - the list with its heading and the
 * form - and the article leaves those out. Of a thread of a forum all but the first post is marked, of a channel, which
 * has one voice, nothing: there they are the page's main text. `t` is otherwise not changed.
 */
err comments_find(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io) MUST_USE;

/* The same for a JSON body, utf8 already repaired: pages of an end point, states of applications. */
err comments_json(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io) MUST_USE;

#endif
