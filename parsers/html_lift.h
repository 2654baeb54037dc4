/* html_lift.h - private to html*.c: takes out of a page what no reader sees and what costs a tokenizer most, before
 * the tree is built. Half of the bytes of today's pages are scripts, styles, drawings and pictures inside attributes. */
#ifndef PARSERS_HTML_LIFT_H
#define PARSERS_HTML_LIFT_H

#include "util/buf.h"
#include "util/map.h"
#include "util/vec.h"

/* An attribute of this name tells which lifted body a <script> had. */
#define HTML_LIFT_MARK "lifted-body"

/* All attributes of a tag, as written: plain ones, no two of one name. */
typedef struct lifted_list {
    sv raw;                  /* a view into the page */
    struct html_attrs *made; /* by whoever builds the tree, when it is first needed */
} lifted_list;

typedef struct lifted {
    buf text;        /* the page without them; buf_clear() it */
    unsigned digits; /* of the numbers that stand for parts */
    VEC(sv) script;  /* their bodies: views into the page */
    VEC(sv) value;   /* of attributes, each once; in the arena */
    VEC(sv) texts;   /* views into the page */
    VEC(lifted_list) list;
    map place; /* of each value and of each list in its list, from 1 on */
    map listed;
} lifted;

/*
 * Comments and the bodies of <style> are left out, bodies of <script> become an attribute, long values of attributes
 * that hold drawings and inlined pictures become empty; other attributes, and texts, become a number by which they are
 * found again: most of a page is classes and addresses, and the same ones over and over. White space that no reader
 * sees goes. What cannot be told apart for sure (a script with <!-- in it, a tag that never ends) stays as it is, with
 * all that comes after it.
 * page  borrowed; views into it are kept.
 * a     owns the lists.
 */
err html_lift(arena *a, sv page, lifted *ret) MUST_USE;

/* The body that a value of the attribute stands for; {NULL, 0}: none. */
sv html_lifted(const lifted *l, sv mark);
/* A text or a value of the tree with what was taken out put back, in the arena, with a NUL. */
err html_restored(arena *a, const lifted *l, sv s, sv *ret) MUST_USE;
/* The list that the name of an attribute stands for; NULL: it is a name. */
lifted_list *html_lifted_list(const lifted *l, sv name);
/* The next pair of a list, from *io_at on; false: that was all. */
bool html_lifted_pair(sv raw, size_t *io_at, sv *ret_name, sv *ret_value);

#endif
