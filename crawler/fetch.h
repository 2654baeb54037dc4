/* fetch.h - one curl multi loop: starts requests, takes answers within limits, delivers pages. Redirects are
 * never followed here, cookies never kept, proxies never used; every address passes the guard. */
#ifndef CRAWLER_FETCH_H
#define CRAWLER_FETCH_H

#include "crawler/guard.h"
#include "crawler/page.h"
#include "util/arena.h"
#include "util/note.h"

typedef struct fetch fetch;
typedef struct transfer transfer;

enum {
    FETCH_BODY_BYTES = 4 << 20,     /* of a page, after decompression: no article is longer */
    FETCH_SITEMAP_BYTES = 16 << 20, /* of a sitemap or feed */
    FETCH_HEAD_BYTES = 128 << 10,   /* all header lines of one answer */
    FETCH_TOTAL_MS = 45000,
    FETCH_CONNECT_MS = 10000,
    FETCH_SLOW_BYTES = 100, /* a second, for FETCH_SLOW_S */
    FETCH_SLOW_S = 20
};

typedef struct fetch_opts {
    const char *agent;   /* whole User-Agent line */
    const char *from;    /* mail address for From, or NULL */
    const char *ca_file; /* certificates to trust instead of the system's, or NULL */
    const guard *guard;  /* borrowed */
    int connections;     /* open at once, over all hosts */
} fetch_opts;

typedef struct fetch_want {
    const char *url;        /* canonical */
    sv etag, last_modified; /* of what is stored, for a conditional request */
    int64_t
        since_ms; /* when it was fetched: If-Modified-Since when there is no validator; 0: none */
    size_t body_max; /* bytes */
    bool rules;      /* robots.txt: read whatever the content type says */
} fetch_want;

/* What the scheduler needs beside the page. */
typedef struct fetch_result {
    int64_t retry_after_ms; /* -1: none */
    int64_t sent_ms;        /* from start until the request was sent */
    int64_t seen_ms;        /* from start until the first byte came; 0: none came */
    bool answered;          /* at least a status line came */
    bool test_net;          /* the address is on a net named with --allow-net */
    bool untrusted;         /* TLS: its certificate was refused; page.detail says why */
    char ip[64];            /* "" when there was no connection */
    int http_major;         /* 1, 2 */
} fetch_result;

err fetch_open(const fetch_opts *o, fetch **ret, note *reterr) MUST_USE;
/* Every transfer must be freed before. NULL is fine. */
void fetch_close(fetch *f);

/* A reusable transfer; NULL when out of memory. */
transfer *transfer_new(fetch *f) MUST_USE;
void transfer_free(transfer *t);

/* Starts; `ctx` comes back from fetch_next. */
err fetch_start(fetch *f, transfer *t, const fetch_want *w, void *ctx) MUST_USE;
/* Moves data; sleeps up to `ms` when there is nothing to do, or until fetch_wake. */
err fetch_work(fetch *f, int ms) MUST_USE;
/* The ctx of a finished transfer, or NULL. */
void *fetch_next(fetch *f);
/* Ends a running transfer; it will not come from fetch_next. */
void fetch_stop(fetch *f, transfer *t);
/* From any thread: fetch_work returns soon. */
void fetch_wake(fetch *f);

/*
 * Fills why, status, location, detail, head, content_type, etag, last_modified, robots_tag, body, took_ms of `io`;
 * views live in `t` until its next start, or in `a`. io->url must be set.
 */
err fetch_take(transfer *t, arena *a, page *io, fetch_result *ret) MUST_USE;
/* Gives back the memory of a large body, which may not be read any more; of all that is large. */
void transfer_trim_body(transfer *t);
void transfer_trim(transfer *t);

#endif
