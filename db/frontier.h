/* frontier.h - what the crawl remembers: sources, hosts with their pace and robots.txt, every address with its
 * state, every request, every address left out with the reason. Written by the one writer inside its batch, read
 * by the loop on a connection of its own. "In work" is no state: what was not committed is simply still waiting. */
#ifndef DB_FRONTIER_H
#define DB_FRONTIER_H

#include "crawler/page.h"
#include "db/store.h"
#include "seeds/seeds.h"

typedef enum url_kind { KIND_PAGE, KIND_ROBOTS, KIND_SITEMAP, KIND_FEED, KIND_API } url_kind;
typedef enum url_state { URL_WAITING, URL_DONE, URL_GONE, URL_REFUSED, URL_FAILED } url_state;

/* Order within a host: smaller is sooner. */
enum {
    PRIO_SEED = 0,
    PRIO_SITEMAP = 1,
    PRIO_API = 2,
    PRIO_NEXT = 3,
    PRIO_FEED = 4,
    PRIO_PAGE = 5,
    PRIO_REVISIT = 6,
    PRIO_RETRY = 7
};

/* One address. */
typedef struct frontier_url {
    int64_t host_id, url_id, source_id;
    sv url; /* canonical */
    url_kind kind;
    int prio, depth, tries;
    int hops;               /* redirects that led here */
    int64_t due, found_on;  /* ms; url_id of the page that led here, 0: a seed */
    sv etag, last_modified; /* of the stored version */
    int64_t fetched_at;     /* of the stored version, 0: never */
    int64_t body_hash, text_hash, every_ms;
} frontier_url;

typedef struct frontier_host {
    int64_t host_id;
    sv name; /* origin: scheme://host[:port] */
    sv robots_body;
    int robots_status; /* 0: never asked or no answer */
    int64_t robots_at, robots_until;
    int64_t crawl_delay_ms; /* as written, -1: none */
    int64_t delay_ms, penalty_ms, next_due, day, day_pages;
    int fails;
    sv note; /* why it was left, for people */
} frontier_host;

/* One request and what follows from it for the address. */
typedef struct frontier_fetch {
    int64_t run_id, host_id, url_id;
    int64_t fetched_at; /* start of the request */
    page_why why;
    int status;
    int64_t bytes, ms, gap_ms; /* gap_ms -1: first request of the host */
    int64_t body_hash, warc_file, warc_off, warc_len;
    sv detail;
    url_state state;
    const char *state_why; /* NULL: none */
    int prio, tries;
    int64_t due, every_ms, text_hash;
    sv etag, last_modified; /* {NULL, 0} with why PAGE_NOT_MODIFIED keeps the stored ones */
    bool no_url;            /* robots.txt: only the request is recorded */
} frontier_fetch;

/* Runs ------------------------------------------------------------------------------------------------ */

/* Before corpus_run_begin: the last run did not end by itself, so the next one goes on with it. Marks it so. */
err frontier_resumes(store *s, bool *ret) MUST_USE;
/* Puts back among the waiting what is due again; `all`: every page that was ever fetched. Start addresses and
 * sitemaps are always due in a new run. */
err frontier_reopen(store *s, int64_t now, bool all) MUST_USE;

/* Hosts ----------------------------------------------------------------------------------------------- */

err frontier_host_add(store *s, int64_t host_id, sv origin) MUST_USE;
/* Every host that has a waiting address or a stored robots.txt; views live during the call. */
typedef err frontier_host_fn(void *ctx, const frontier_host *h);
err frontier_hosts(store *s, frontier_host_fn *fn, void *ctx) MUST_USE;
err frontier_host_get(store *s, int64_t host_id, frontier_host_fn *fn, void *ctx) MUST_USE;
/* Stores pace: delay_ms, penalty_ms, fails, next_due, day, day_pages, note. */
err frontier_host_pace(store *s, const frontier_host *h) MUST_USE;
/* Stores robots.txt; when the body differs, what the old rules refused waits again. */
err frontier_host_robots(store *s, const frontier_host *h) MUST_USE;

/* Addresses ------------------------------------------------------------------------------------------- */

/* False in *ret_new when it was known already. */
err frontier_add(store *s, const frontier_url *u, bool *ret_new) MUST_USE;
/* The hint of a sitemap: changed since we fetched it, so it waits again. */
err frontier_hint(store *s, int64_t host_id, int64_t url_id, int64_t lastmod_ms) MUST_USE;
/* Up to `limit` waiting addresses of a host that are due, best first; views live during the call. */
typedef err frontier_url_fn(void *ctx, const frontier_url *u);
err frontier_due(
    store *s, int64_t host_id, int64_t now, int limit, frontier_url_fn *fn, void *ctx) MUST_USE;
/* When the next waiting address of a host is due; INT64_MAX: none waits. */
err frontier_next_due(store *s, int64_t host_id, int64_t *ret) MUST_USE;
err frontier_refuse(store *s, int64_t host_id, int64_t url_id, const char *why) MUST_USE;
/* Takes a refused address out of the store if it was never read: it may be a person's page. */
err frontier_hide(store *s, int64_t host_id, int64_t url_id) MUST_USE;
err frontier_fetched(store *s, const frontier_fetch *f) MUST_USE;
/* Start addresses of all active sources, redirect targets of them included: they make the scope. */
err frontier_scope(store *s, frontier_url_fn *fn, void *ctx) MUST_USE;
/* Addresses of a host that wait. */
err frontier_waiting(store *s, int64_t host_id, int64_t *ret) MUST_USE;

/* `n` addresses of a host left out for one reason. */
typedef struct frontier_left_out {
    int64_t host_id, n;
    sv why, rule, example; /* rule: line and text of robots.txt, or nothing */
} frontier_left_out;
/* Adds to what the run has counted. */
err frontier_skip(store *s, int64_t run_id, const frontier_left_out *x) MUST_USE;

/* WARC files ------------------------------------------------------------------------------------------ */

/* Remembers a file; *ret_committed: bytes that are known to be good. */
err frontier_warc_open(
    store *s, sv path, int64_t now, int64_t *ret_file, int64_t *ret_committed) MUST_USE;
err frontier_warc_commit(store *s, int64_t file, int64_t committed) MUST_USE;

/* The latest raw answer of an address. */
typedef struct frontier_raw {
    int64_t source_id, host_id, url_id, fetched_at, offset, length;
    sv url, path; /* live during the call */
} frontier_raw;
/* Each of them, in the order of the archive. */
typedef err frontier_raw_fn(void *ctx, const frontier_raw *r);
err frontier_raws(store *s, frontier_raw_fn *fn, void *ctx) MUST_USE;

#endif
