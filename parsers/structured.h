/* structured.h - what a page says about its comments in schema.org terms: JSON-LD, microdata and RDFa-lite, all
 * brought to the same JSON form first. */
#ifndef PARSERS_STRUCTURED_H
#define PARSERS_STRUCTURED_H

#include "parsers/harvest.h"

/* Review, Comment, UserComments, Question and Answer (of a QAPage, not of a FAQPage), DiscussionForumPosting, as deep
 * as they nest. Claimed counts go to `ret_claimed` when larger than what is there. */
err structured_find(const harvest *h, const tree *t, const select_index *x, found *io,
    int64_t *ret_claimed) MUST_USE;

/* Microdata and RDFa-lite of the page as a JSON list of things; NULL when there are none. json_decref() it. */
json_t *structured_markup(const glean *g) MUST_USE;

#endif
