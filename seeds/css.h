/* css.h - the CSS subset of recipes, compiled once: tag, *, #id, .class, [attr op "v" i], descendant, >, +, ~,
 * lists, :not() :is() :has(), :nth-child(), :first-child, :last-child, :contains("text"). Matching is parsers/select. */
#ifndef SEEDS_CSS_H
#define SEEDS_CSS_H

#include "util/arena.h"
#include "util/note.h"

typedef enum css_op {
    CSS_HAS,    /* [a] */
    CSS_IS,     /* [a=v] */
    CSS_WORD,   /* [a~=v] */
    CSS_DASH,   /* [a|=v] */
    CSS_PREFIX, /* [a^=v] */
    CSS_SUFFIX, /* [a$=v] */
    CSS_PART    /* [a*=v] */
} css_op;

typedef struct css_attr {
    sv name, value;
    css_op op;
    bool nocase; /* [a=v i] */
} css_attr;

typedef enum css_pseudo { CSS_NOT, CSS_ANY, CSS_BELOW, CSS_NTH, CSS_LAST, CSS_CONTAINS } css_pseudo;

typedef struct css_list {
    struct css_test **at; /* the rightmost compound of each selector */
    size_t n;
} css_list;

typedef struct css_state {
    css_pseudo is;
    css_list list; /* CSS_NOT, CSS_ANY (:is), CSS_BELOW (:has) */
    int a, b;      /* CSS_NTH: an+b, counted from 1 */
    sv text;       /* CSS_CONTAINS */
} css_state;

/* One compound, such as div.a[b], and what stands left of it. */
typedef struct css_test {
    sv tag, id; /* {NULL, 0}: any; tags are lower case */
    sv *word;   /* classes */
    css_attr *attr;
    css_state *state;
    size_t n_words, n_attrs, n_states;
    char combinator; /* how `left` relates: ' ', '>', '+', '~', or 0 for none */
    struct css_test *left;
} css_test;

/*
 * text    borrowed: views into it are kept.
 * a       owns the result.
 * Fails with ERR_FORMAT (what is wrong, and at which byte, in reterr), ERR_LIMIT or ERR_NOMEM.
 */
err css_parse(arena *a, sv text, css_list *ret, note *reterr) MUST_USE;

#endif
