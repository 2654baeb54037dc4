/* market.h - folds the findings of many authors into counts and groups: how many say what, where, when, together
 * with what. It is fed author by author and never gives back anything about one of them: only cells with the
 * number of distinct authors, which db/ hides below k. Deterministic: the same rows in the same order. */
#ifndef ANALYZERS_MARKET_H
#define ANALYZERS_MARKET_H

#include <stdbool.h>
#include <stdint.h>

#include "analyzers/finding.h"
#include "util/arena.h"

enum { MARKET_CATEGORIES = 384, MARKET_WORDS = MARKET_CATEGORIES / 64, MARKET_SOURCES = 512 };

typedef struct market_category {
    sv code, axis, label_fa, label_en;
    bool sensitive; /* shown from 10 authors on */
} market_category;

typedef struct market_setup {
    const market_category *category;
    int n_categories; /* at most MARKET_CATEGORIES */
    const sv *source;
    int n_sources; /* at most MARKET_SOURCES */
    int k;
} market_setup;

/* One finding, or with category -1 a comment without any. */
typedef struct market_voice {
    int source;
    int64_t author; /* 0: nameless, an author of its own */
    int64_t comment;
    int64_t written_at; /* 0: unknown */
    bool to_the_minute;
    int offset_min;
    int category;
    finding_kind kind;
    need_type need;
    int polarity;
    sv label; /* copied */
    double value;
    float score;
    uint32_t from, to;
    double paid,
        times; /* of the comment's row in an imported table: toman, purchases; 0: not told */
} market_voice;

typedef struct market market;

/* a  owns everything; `setup` is borrowed for the market's life. */
err market_new(arena *a, const market_setup *setup, market **ret) MUST_USE;
/* Voices in order of source, author, comment. */
err market_add(market *m, const market_voice *v) MUST_USE;
/* No more voices: groups are formed. */
err market_end(market *m) MUST_USE;

/* Distinct authors. */
int64_t market_people(const market *m);

/* A counted cell; docs/DATA.md has the topics. */
typedef struct market_cell {
    const char *topic;
    sv a, b;
    int64_t n, base, c, sources;
    double x, y;   /* NaN: none */
    sv word;       /* {NULL, 0}: none */
    sv part;       /* cells of one topic and part add up to a published total; {NULL, 0}: none do */
    int least;     /* shown from so many authors on, where that is more than k */
    int64_t floor; /* hidden with the cell of so many authors that it would give away; 0: none */
} market_cell;
typedef err market_row(void *ctx, const market_cell *cell);
err market_each(market *m, market_row *row, void *ctx) MUST_USE;

/* A group: a written rule over categories. */
typedef struct market_group {
    sv code, label_fa, label_en, rule_fa, rule_en;
    bool cluster;         /* found, not written by us */
    int cat[6];           /* the categories of the rule */
    int n_cats, at_least; /* a member has at least so many of them */
    int64_t n, sources;
} market_group;
const market_group *market_groups(const market *m, int *ret_n);

#endif
