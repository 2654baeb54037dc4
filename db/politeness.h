/* politeness.h - the proof of politeness: what the store knows about our manners at each host, from the rows of
 * every request and every address left out. */
#ifndef DB_POLITENESS_H
#define DB_POLITENESS_H

#include "db/store.h"

typedef struct politeness {
    sv host; /* origin */
    int64_t requests, robots_requests, pages, not_modified, failed, bytes;
    int64_t gap_min_ms, gap_median_ms; /* start to start, -1: fewer than two requests */
    int64_t concurrency;               /* most requests open at once */
    int64_t busy;                      /* 429 and 503 seen */
    int64_t busy_wait_min_ms;          /* shortest wait after one of them, -1: none came after */
    int64_t delay_ms;                  /* present distance between two starts */
    int64_t crawl_delay_ms;            /* of robots.txt, -1: none */
    int robots_status;                 /* HTTP; 0: no answer */
    int64_t refused;                   /* addresses that robots.txt forbids */
    sv note;                           /* why the host was left, or empty */
} politeness;

/* Each host with requests in the run, 0: in all runs. Views live during the call. */
typedef err politeness_fn(void *ctx, const politeness *p);
err politeness_each(store *s, int64_t run_id, politeness_fn *fn, void *ctx) MUST_USE;

typedef struct politeness_rule {
    sv host, why, rule, example;
    int64_t n;
} politeness_rule;
/* What was left out, by host, reason and rule ("12: Disallow: /x"); most first. */
typedef err politeness_rule_fn(void *ctx, const politeness_rule *r);
err politeness_rules(store *s, int64_t run_id, politeness_rule_fn *fn, void *ctx) MUST_USE;

#endif
