/* market_in.h - private to analyzers/market*.c: the inside of a market. */
#ifndef ANALYZERS_MARKET_IN_H
#define ANALYZERS_MARKET_IN_H

#include "analyzers/market.h"
#include "util/map.h"
#include "util/vec.h"

enum {
    MARKET_TYPES = 5,
    MARKET_QUOTES = 24,
    MARKET_GROUPS = 24,
    MARKET_LEAST_SENSITIVE = 10,
    MARKET_THINGS = 6,  /* things named that are kept of an author */
    MARKET_BARRIERS = 8 /* market_barriers.c */
};

typedef uint64_t bits[MARKET_WORDS];

/* Distinct authors of one key; `last` is the author counted last. */
typedef struct counter {
    int kind, i, source; /* enum counter_kind, category, source or -1 */
    int64_t t;           /* week */
    sv label;
    int64_t n, c, by_type[MARKET_TYPES];
    uint64_t last, last_comment;
    bits seen_in; /* sources */
} counter;
enum counter_kind { COUNT_ITEM, COUNT_ITEM_TYPE, COUNT_WEEK, COUNT_WEEK_BASE, COUNT_SWITCH };

typedef struct quote {
    int64_t comment;
    float score;
    uint32_t from, to;
    need_type need;
} quote;

/* What is kept of an author: which categories, where, the first place named. */
typedef struct voter {
    bits has;
    int source;
    uint32_t place; /* index + 1 into the counters, 0: none */
    uint32_t thing
        [MARKET_THINGS]; /* the same, of things named in needs and orders; filled from the front */
    float paid;          /* toman, of an own customer whose table tells it; 0: not known */
    float times;         /* purchases; 0: not known */
} voter;

struct market {
    arena *a;
    const market_setup *s;
    int n_cats, minor, city; /* indexes of demo.age_child_teen and geo.city, or -1 */

    /* the author at work */
    VEC(market_voice) seen;
    char *heard; /* labels of `seen` */
    size_t n_heard, heard_size;
    uint64_t person; /* number of the author, from 1 */

    /* totals; matrices are [row * n_cats + category] */
    int64_t people, comments;
    int64_t *n, *c, *by_source, *people_at, *comments_at;
    int64_t *by_type, *type_source; /* [type][category], [source][type][category] */
    int64_t *praise, *blame;        /* [source][category] */
    uint32_t *apart;                /* as pair, where different words show the two */
    struct {
        int64_t comment;
        uint32_t from, to;
    } first[MARKET_CATEGORIES]; /* first evidence of the present author */
    uint32_t *pair, *react;     /* [category][category] */
    uint64_t *comment_of;       /* last comment counted for a category */
    int64_t opinion[3], opinion_c[3], *opinion_at /* [source][3] */;
    struct {
        bits said, blamed; /* categories that are a sign of it */
        int64_t n;
        bits at; /* sources */
    } barrier[MARKET_BARRIERS];
    int64_t hour[7][24], hour_c[7][24];
    uint64_t hour_last[7][24];
    VEC(double) * spend; /* by source, one for each author */
    VEC(counter) count;
    uint32_t *slot; /* hash table of indexes + 1 into count */
    size_t n_slots;
    quote (*quotes)[MARKET_QUOTES]; /* by category, best first */
    int *n_quotes;
    VEC(voter) voter;
    market_group group[MARKET_GROUPS];
    int n_groups;
};

static inline bool bit_on(const bits b, int i) { return (b[i >> 6] >> (i & 63)) & 1; }
static inline void bit_set(bits b, int i) { b[i >> 6] |= UINT64_C(1) << (i & 63); }

/* The category of `code`, or -1. */
int market_find(const market *m, sv code);
/* Members of a group. */
bool market_member(const market_group *g, const voter *v);
/* A group that a sensitive category makes: whatever is said of its members is a crossing with that. */
bool market_sensitive(const market *m, const market_group *g);
/* market_barriers.c: what keeps the present author from buying, from what is said and what is complained about. */
void market_new_barriers(market *m);
void market_add_barriers(market *m, const bits has, const bits complains, int source);
err market_each_barrier(market *m, market_row *row, void *ctx) MUST_USE;
/* market_paid.c: what own customers pay, by segment. */
err market_each_paid(market *m, market_row *row, void *ctx) MUST_USE;
/* market_climate.c */
err market_each_climate(market *m, market_row *row, void *ctx) MUST_USE;
/* market_groups.c */
err market_form(market *m) MUST_USE;
err market_each_group(market *m, market_row *row, void *ctx) MUST_USE;

#endif
