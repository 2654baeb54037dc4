/* analysis.h - the analysis of the store as several verbs need it: findings by worker threads, then the counts that
 * answers read. */
#ifndef CLI_ANALYSIS_H
#define CLI_ANALYSIS_H

#include "analyzers/analyze.h"
#include "db/store.h"

typedef struct analysis {
    int64_t read;    /* comments analysed now */
    int64_t dropped; /* findings of comments that are gone */
    int64_t findings;
    bool counted; /* the counts were made anew */
    int segments;
    /* for the log: reading batches, all until the last finding is stored, storing, the counts */
    int64_t read_ms, find_ms, write_ms, count_ms;
} analysis;

typedef struct analysis_rules {
    const analyzer *z;
    const lexicon *lx;
} analysis_rules;

/* threads 0: one for each processor. `all`: also what this version has read before. Counts are made anew when
 * something they are made of has changed. */
err analysis_run(store *db, const analysis_rules *r, int threads, bool all, analysis *ret) MUST_USE;
/* Makes the counts anew from what is stored. */
err analysis_count(store *db, const analyzer *z, int *ret_segments) MUST_USE;

#endif
