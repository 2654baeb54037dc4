/* html_lift_in.h - private to html_lift*.c: a page while parts are taken out of it. */
#ifndef PARSERS_HTML_LIFT_IN_H
#define PARSERS_HTML_LIFT_IN_H

#include <gumbo.h>

#include "parsers/html_lift.h"

typedef struct lift {
    arena *a;
    lifted *out;
    sv s;
    size_t at;   /* read so far */
    size_t kept; /* and written, or left out, so far */
    bool whole;  /* nothing in the page looks like what stands for a part of it */
    bool
        beside; /* a tag, or a remark, beside which white space says nothing was the last that was read */
    bool apart; /* a tag that divides words for sure was read since the last text */
    bool owed;  /* white space was left out where nothing else divides words, so far */
    int pre;    /* open elements in which white space counts */
} lift;

static inline bool lift_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static inline sv lift_from(const lift *l, size_t at) { return sv_sub(l->s, at, SV_NPOS); }

/* Writes what was read up to `at`. */
static inline void lift_keep_to(lift *l, size_t at)
{
    buf_put(&l->out->text, sv_sub(l->s, l->kept, at - l->kept));
    l->kept = at;
}

/* Writes up to `at` and leaves out what is from there to `end`. */
static inline void lift_leave_out(lift *l, size_t at, size_t end)
{
    lift_keep_to(l, at);
    l->kept = end;
}

/* ---- html_lift_stand.c: what stands for a part */

/* sv_find() for two bytes of which the first is rare. */
size_t lift_find_pair(sv s, size_t at, const char *pair);
/* Whether the page holds what may stand for a part, or a reference to it. */
bool lift_stands_in(sv page);
bool lift_refers_to_stand(sv s);
/* Whether the tree builder leaves the bytes as they are: no references, no line ends to be unified and none of the
 * letters that it replaces. Set apart from these, ' and " may stand in a text. */
bool lift_is_plain(sv s, bool text);
/* Put numbers in place of the bytes from `at` to `end`, where that makes the page shorter and numbers are left. */
err lift_value(lift *l, size_t at, size_t end) MUST_USE;
err lift_text(lift *l, size_t at, size_t end) MUST_USE;
err lift_list(lift *l, size_t at, size_t end, bool *ret_done) MUST_USE;

/* ---- html_lift_attrs.c: behind the name of a tag */

/* Reads the attributes of a start tag up to its ">"; false: the page ends before it. */
bool lift_attributes(lift *l, GumboTag tag, err *e);
/* Reads one; false: the tag, or the page, ends here. */
bool lift_attribute(lift *l, err *e);

/* ---- html_lift_space.c: between tags */

/* After a tag; `end`: an end tag. */
void lift_past_tag(lift *l, GumboTag tag, bool end);
/* The text from l->at to the next "<": white space that says nothing goes, the rest becomes a number. */
err lift_between(lift *l) MUST_USE;

#endif
