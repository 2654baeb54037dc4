/* truth.h - holds what was found in the demo market against what was planted there (demo/data/truth.json and the
 * labels of demo/data/comments.tsv). */
#ifndef CLI_TRUTH_H
#define CLI_TRUTH_H

#include "cli/verb.h"
#include "db/store.h"
#include "demo/market.h"

typedef struct truth_score {
    int planted, hit; /* planted things, and those of them that were found */
    int found, right; /* things found, and those of them that the labels bear out */
} truth_score;

typedef struct truth {
    truth_score needs;     /* need by competitor */
    truth_score segments;  /* groups of people */
    truth_score sentences; /* the need of each single comment; planted = labels */
    int64_t needs_shown, interests_shown, segments_shown; /* rows of the answers */
    sv missed; /* names of what was planted and not found, one a line; in s->a */
    sv wrong;  /* names of what was found and is not borne out */
} truth;

double truth_recall(const truth_score *t);
double truth_precision(const truth_score *t);

/*
 * needs     planted: at least so many authors of a competitor say so. Found: the answer "coverage" shows the need at
 *           that competitor. Right: the labels have at least three people who say so, and at least half as many as
 *           were counted.
 * segments  found: a segment whose people carry the planted signal; right: the labels know at least k such people.
 */
err truth_compare(session *s, store *db, const market *m, truth *ret, note *reterr) MUST_USE;

#endif
