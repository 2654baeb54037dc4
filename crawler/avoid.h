/* avoid.h - addresses left out before anything is asked for: patterns that the user wrote, and kinds of sites that are
 * not read at all because what people say there is about their health, faith, politics or love, or is said by children. */
#ifndef CRAWLER_AVOID_H
#define CRAWLER_AVOID_H

#include <stdbool.h>
#include <stddef.h>

#include "util/arena.h"
#include "util/sv.h"

typedef struct avoid_rule {
    sv text; /* as written: for the audit */
    sv form; /* percent-decoded, host in its ASCII form */
    sv kind; /* "illness" ... of the shipped list; empty: the user's */
    bool has_port;
} avoid_rule;

typedef struct avoid {
    avoid_rule *at;
    size_t n, cap;
} avoid;

/*
 * Adds one pattern; an empty one adds nothing. '*' stands for any run of bytes, letter case is ignored, and a pattern
 * that is used up at the end of a path segment covers all below it:
 *   shop.example/blog      that path of the host, "www." and other subdomains too, on every port
 *   shop.example:8080      that port alone
 *   https://shop.example/  this host alone
 *   /private               that path of every host
 *   *user/login            wherever it stands
 * Strings are copied into `a`. Fails with ERR_NOMEM.
 */
err avoid_add(arena *a, sv pattern, sv kind, avoid *io) MUST_USE;
/* The shipped list, seeds/avoid.tsv. */
err avoid_add_shipped(arena *a, avoid *io) MUST_USE;

/* The rule that covers a canonical address, or NULL. */
const avoid_rule *avoid_find(const avoid *r, sv canonical);
/* The word for a page left out by it: "excluded", or "kind" of the shipped list. A string of ours, NUL-terminated. */
const char *avoid_reason(const avoid_rule *r);

#endif
