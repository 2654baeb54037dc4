/* repeated_in.h - private to parsers/repeated*.c: what one element of a run says when it is read as a comment. */
#ifndef PARSERS_REPEATED_IN_H
#define PARSERS_REPEATED_IN_H

#include "parsers/harvest.h"

typedef struct repeated {
    const harvest *h;
    glean g;        /* items: the elements of the run */
    uint32_t group; /* html_el.group of them */
    bool hinted;    /* something around the list says comments */
} repeated;

typedef struct repeated_item {
    sv id, author, text, rating;
    size_t bytes; /* of all its text */
    when date;
    const xmlNode *answer; /* a box inside it that answers it, not part of its text; or NULL */
    int n_dates;           /* many: it holds several comments */
    bool
        teaser; /* a heading that is a link, or mostly links: an article elsewhere, a menu, a form */
} repeated_item;

err repeated_read(const repeated *r, xmlNode *item, repeated_item *ret) MUST_USE;
/* Words that stand in names and headings of comments. */
bool repeated_says(sv s);
/* One of the words (lower case, NULL last) stands in s, letters of ASCII compared without case. */
bool repeated_holds(sv s, const char *const *words);
/* The name of an element says that it holds an answer. */
bool repeated_is_answer(const xmlNode *e);
/* The answer is the site's own: the name of its box or `said`, its author and head, says so. */
bool repeated_by_owner(const xmlNode *box, sv said);
bool repeated_inside(const xmlNode *n, const xmlNode *top);

#endif
