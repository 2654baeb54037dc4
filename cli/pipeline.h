/* pipeline.h - the crawl: one loop thread with curl, N workers that parse, one writer, slots as the only
 * back-pressure (docs/ARCHITECTURE.md). The only place where the stages meet. */
#ifndef CLI_PIPELINE_H
#define CLI_PIPELINE_H

#include <stdatomic.h>

#include "cli/verb.h"
#include "crawler/guard.h"
#include "db/store.h"
#include "parsers/parse.h"

typedef struct pipeline_opts {
    const seeds *seeds;
    store *store;      /* STORE_RUN; the writer's during the crawl */
    const lexicon *lx; /* of the store's text index; may be NULL */
    const struct recipe_set *recipes;
    guard guard;
    const char *verb; /* for the runs table */
    const char *contact, *ca_file, *only /* name of one source, NULL: all */;
    int64_t delay_ms;  /* -1: as the seeds file says */
    int64_t max_pages; /* of a source in this run; -1: as the seeds file says */
    int depth;         /* -1: as the seeds file says */
    int workers, connections;
    bool keep_raw; /* WARC */
    bool refresh;  /* ask for every known page again */
    bool dry_run;  /* robots.txt and scope only; nothing is fetched beyond, nothing stored */
    /* Called by a worker for each page that was parsed, before it is decided whether it is kept; may be NULL. */
    void (*seen)(void *ctx, const page *p, const doc *d);
    void *seen_ctx;
} pipeline_opts;

/* Read by the progress display while the crawl runs. */
typedef struct pipeline_stats {
    int64_t run_id;
    atomic_llong requests, pages, bytes, not_modified, stored, comments, links, refused, failed,
        waiting;
    atomic_llong hosts, hosts_left; /* left: given up in this run */
    bool resumed, interrupted;
    bool all_refused;  /* robots.txt forbade everything */
    bool all_left_out; /* every start address is one that is not read */
} pipeline_stats;

/* Runs to the end, or until a signal. ERR_POLICY without a contact. */
err pipeline_run(session *s, const pipeline_opts *o, pipeline_stats *ret, note *reterr) MUST_USE;

#endif
