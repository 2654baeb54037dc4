/* html_lift.h - private to html.c: takes out of a page what no reader sees and what costs a tokenizer most, before
 * the tree is built. Half of the bytes of today's pages are scripts, styles, drawings and pictures inside attributes. */
#ifndef PARSERS_HTML_LIFT_H
#define PARSERS_HTML_LIFT_H

#include "util/buf.h"
#include "util/map.h"
#include "util/vec.h"

/* An attribute of this name tells which lifted body a <script> had. */
#define HTML_LIFT_MARK "lifted-body"

typedef struct lifted {
    buf text; /* the page without them; buf_clear() it */
    struct {
        sv *at;
        size_t n, cap;
    } script; /* their bodies: views into the page */
    struct {
        sv *at;
        size_t n, cap;
    } value;   /* of attributes, each once; in the arena */
    map place; /* of each of them in the list, from 1 on */
    struct {
        sv *at;
        size_t n, cap;
    } texts; /* views into the page */
} lifted;

/*
 * Comments and the bodies of <style> are left out, bodies of <script> become an attribute, long values of attributes
 * that hold drawings and inlined pictures become empty, other long ones a number by which they are found again: most of
 * a page is classes and addresses, and the same ones over and over. What cannot be told apart for sure (a script with <!-- in it,
 * a tag that never ends) stays as it is, with all that comes after it.
 * page  borrowed; views into it are kept in ret->script.
 * a     owns the lists of scripts and values.
 */
err html_lift(arena *a, sv page, lifted *ret) MUST_USE;

/* The body that a value of the attribute stands for; {NULL, 0}: none. */
sv html_lifted(const lifted *l, sv mark);
/* A text or a value of the tree with what was taken out put back, in the arena, with a NUL. */
err html_restored(arena *a, const lifted *l, sv s, sv *ret) MUST_USE;

#endif
