/* crawl.h - private to the crawl's files: loop, site, gate, worker, writer share these structs. The loop thread
 * owns `site`s and everything reached from them; slots travel; the rest is constant after the start, or said. */
#ifndef CLI_CRAWL_H
#define CLI_CRAWL_H

#include <pthread.h>

#include "cli/pipeline.h"
#include "cli/slot.h"
#include "crawler/archive.h"
#include "crawler/avoid.h"
#include "crawler/polite.h"
#include "crawler/robots.h"
#include "crawler/trap.h"
#include "util/chan.h"
#include "util/map.h"

enum {
    SITE_JOBS = 16,             /* addresses of one host kept in memory */
    SITE_ROBOTS_TRIES = 3,      /* in one run */
    CRAWL_PATIENCE_MS = 130000, /* a host that rests longer is left for the next run */
    CRAWL_FAILING_MS = 150000,  /* a host that has only failed for so long is left, too */
    CRAWL_DEPTH = 64,           /* links from a start address, when the seeds file does not say */
    CRAWL_SOURCE_PAGES = 2000,  /* of a source in a run, when the seeds file does not say */
    CRAWL_LIST_PAGES = 20000,   /* likewise, of a host in a plain list of addresses */
    CRAWL_WORKERS_MAX = 16,
    CRAWL_MET = 1 << 16,       /* links lately met, as they stand in pages */
    CRAWL_WAITING = 8,         /* answers that nobody reads yet; more, and nothing is asked for */
    CRAWL_HELD_BYTES = 3 << 20 /* more, and nothing is asked for until the writer has caught up */
};

/* One address on which several hosts may live. */
typedef struct shared_ip {
    char text[64];
    polite_ip pace;
} shared_ip;

/* One host name: http and https of it share the pace. */
typedef struct pace {
    polite p;
    sv host;
    struct site *first; /* by next_sibling */
    shared_ip *ip;      /* NULL: not known yet */
    int64_t failing_at; /* mono; first failure since the last good answer, 0: none */
    bool test_net, asked;
} pace;

typedef enum gate {
    GATE_UNKNOWN, /* robots.txt must be asked for first */
    GATE_ASKING,  /* under way, perhaps at another host */
    GATE_RULES,
    GATE_STORED, /* rules that are known to the store only */
    GATE_OPEN,   /* there is none: everything is allowed */
    GATE_SHUT    /* no answer: nothing is allowed until there is one */
} gate;

/* robots.txt of `rules` was moved here. */
typedef struct hop {
    struct site *rules;
    sv url;
    int hops;
    struct hop *next;
} hop;

typedef struct job {
    frontier_url u; /* strings follow the struct */
    struct job *next;
} job;

typedef struct lease {
    int64_t url_id, batch; /* batch 0: on its way */
} lease;

/* One origin. */
typedef struct site {
    int64_t host_id, source_id; /* source 0: only asked for a moved robots.txt */
    sv origin;
    pace *pace;
    struct site *next, *next_sibling;
    gate gate;
    ruleset *rules; /* NULL: none in memory */
    int robots_tries;
    int64_t robots_at, robots_until, retry_at; /* wall, wall, mono */
    int robots_status;
    bool maps_told; /* sitemaps were handed on in this run */
    hop *hop;
    job *head, *tail;
    int n_jobs;
    lease *lease;
    size_t n_lease, cap_lease;
    bool may_refill;
    int64_t fresh_batch; /* look again once this batch is committed, 0: no */
    int64_t later_at;    /* mono; an address becomes due, INT64_MAX: none */
    int64_t ready_at;    /* mono; key of the heap */
    size_t heap;         /* place + 1, 0: not in the heap */
    const char *left;    /* why it is left in this run, NULL: it is not */
    int64_t day, day_pages, pages, waiting, refused;
    trap *trap;
    archive archive;
    trap_trail trail;
} site;

typedef struct source {
    int64_t id, max_pages, delay_ms, every_ms, pages;
    int depth;
    sv name, recipe;
} source;

typedef struct crawl {
    const pipeline_opts *o;
    session *s;
    pipeline_stats *st;
    arena a; /* the loop's: sites, origins; lives as long as the crawl */
    char agent[600], from[256];
    source *source;
    size_t n_sources;
    avoid avoid; /* constant after the start */
    fetch *net;
    store *read; /* the loop's connection */
    slot *slot;
    int n_slots, n_free, in_flight;
    slot **spare;   /* n_free of them */
    slot *refusing; /* being filled, or NULL */
    chan *fetched, *parsed, *returned;
    map sites; /* origin -> site */
    map paces, ips;
    size_t rules_bytes; /* of all sites */
    site *first;
    site **heap;
    size_t n_heap, cap_heap;
    int64_t committed_seen;
    err failed; /* of the loop */
    /* shared */
    atomic_llong committed; /* last batch */
    atomic_llong held;      /* bytes of parsed pages that wait for the writer */
    atomic_bool hungry;     /* the loop has nothing to start: commit soon */
    atomic_int writer_err;
    atomic_ullong
        met[CRAWL_MET]; /* by a link's hash: most links of a page were on the last one, too */
    int64_t run_id;
    const char *warc_dir;
} crawl;

/* site.c */
/* The site of an origin, made when new; NULL: out of memory. */
site *site_get(crawl *c, int64_t host_id, int64_t source_id, sv origin);
const source *site_source(const crawl *c, int64_t source_id);
/* Puts it where it belongs in the heap. */
void site_schedule(crawl *c, site *s);
void site_schedule_all(crawl *c, pace *p);
site *heap_top(const crawl *c);
/* Out of the heap until something new is stored for it: its addresses are due later. */
void site_rest(crawl *c, site *s);
void site_leave(crawl *c, site *s, const char *why);
/* The next address; NULL: none now. */
job *site_next_job(crawl *c, site *s);
void site_set_delay(crawl *c, site *s);
/* A batch number for a lease; releases those of committed batches. */
void site_leased(site *s, int64_t url_id, int64_t batch);
void site_release(crawl *c, site *s);
/* What is stored of pace. */
frontier_host site_stored(const site *s, int64_t now_wall, int64_t now_mono);
void sites_free(crawl *c);

/* gate.c: robots.txt */
/* Uses what the store remembers, if it still holds. */
err gate_restore(crawl *c, site *s, const frontier_host *h) MUST_USE;
/* Rules that were let go of come back from the store; what is older than a day must be asked for again. */
err gate_recall(crawl *c, site *s) MUST_USE;
/* Its rules leave the memory; they are in the store. */
void gate_let_go(crawl *c, site *s);
err gate_ask(crawl *c, site *at, site *rules, sv url, int hops) MUST_USE;
/* robots.txt, or a part of its way, came back in `sl`. */
err gate_answer(crawl *c, slot *sl) MUST_USE;

/* loop.c */
err loop_run(crawl *c) MUST_USE;
slot *loop_spare(crawl *c);
/* Starts a request at `s`; on failure the slot is spare again. */
err loop_start(crawl *c, slot *sl, site *s, const fetch_want *w) MUST_USE;
/* Leaves an address out; `hide`: nothing of it is kept but its host, unless it was read before. */
err loop_refuse(
    crawl *c, site *s, const frontier_url *u, const char *why, sv rule, bool hide) MUST_USE;

/* judge.c */
/* True when the address may be asked for; else it was left out, with the reason. */
bool judge_open(crawl *c, site *s, const frontier_url *u);
/* What the pages of a host say about places of their kind; before the slot is given back. */
void judge_learn(site *s, const slot *sl);

/* worker.c, writer.c: thread functions, ctx is the crawl */
void *worker_main(void *ctx);
void *writer_main(void *ctx);
/* Fills one candidate; false: no http address. Used by gate.c for sitemaps. */
bool candidate_make(arena *a, sv href, candidate *ret);

/* progress.c */
void progress_tick(crawl *c, int64_t now);
void progress_end(crawl *c);

/* stop.c: signals */
void stop_watch(void);
void stop_unwatch(void);
bool stop_asked(void);
bool stop_status_asked(void); /* SIGUSR1 since the last call */

#endif
