/* robots.h - what a robots.txt body allows: RFC 9309 in full, read as leniently as the big search engines do.
 *
 * What a missing or failing robots.txt means is decided by crawler/polite. */
#ifndef CRAWLER_ROBOTS_H
#define CRAWLER_ROBOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "util/arena.h"
#include "util/sv.h"

typedef struct robots_rule {
    sv path; /* in the form in which paths are compared */
    sv text; /* as written: for the audit */
    int line;
    bool allow;
    bool anchored; /* ended with '$' */
} robots_rule;

/* Only what concerns one agent is kept. */
typedef struct robots {
    robots_rule *rule;
    size_t n_rules;
    bool named;             /* a group named the agent; else the rules are those of '*' */
    int64_t crawl_delay_ms; /* as written, the largest one; -1: none */
    sv *sitemap;
    size_t n_sitemaps;
} robots;

typedef struct robots_verdict {
    bool allow;
    const robots_rule *rule; /* the one that decided, or NULL: no rule matched */
} robots_verdict;

/*
 * Reads a robots.txt body for `agent`, a product token or a whole User-Agent string.
 * body  borrowed; any bytes; past 512 KiB ignored (RFC 9309 2.5 asks for at least 500 KiB).
 * a     owns the result.
 * Fails with ERR_NOMEM only: a malformed line is skipped, as the RFC asks.
 */
err robots_parse(arena *a, sv body, sv agent, robots *ret) MUST_USE;

/* May `target` (path and query, as in url.target) be fetched? Longest match wins, allow on a tie. */
robots_verdict robots_check(const robots *r, sv target);

/* Path and query of any address, also one that is no valid address; "/" when it has none. */
sv robots_target(sv address);

#endif
