/* stats.h - the few statistics of reports: interval, index, log-likelihood, trend. Pure arithmetic. */
#ifndef ANALYZERS_STATS_H
#define ANALYZERS_STATS_H

#include <stdint.h>

/* Ends of the Wilson 95 % interval of n of base; 0 and 1 when base is 0. */
typedef struct interval {
    double low, high;
} interval;
interval stats_wilson(int64_t n, int64_t base);
/* Share of a part against the share of all, 100 = the same; NaN when it cannot be told. */
double stats_index(int64_t n, int64_t base, int64_t all_n, int64_t all_base);
/* Dunning's G2 of a 2x2 table: `both` of `a`, `b`, `all`. Above 3.84: p < .05; 10.83: p < .001; 25: p < 1e-6. */
double stats_g2(int64_t both, int64_t a, int64_t b, int64_t all);
/* "strong", "medium", "weak", or "" below k. */
const char *stats_confidence(int64_t authors, int64_t sources, int k);
/*
 * The direction of a share over weeks: the first half against the second (two proportions, p < .05).
 * "too_short" below 8 weeks with authors.
 */
const char *stats_trend(const int64_t *n, const int64_t *base, int n_weeks);

#endif
