/* writer.h - private to the writer's files: what the writer keeps between slots. Its thread owns all of it. */
#ifndef CLI_WRITER_H
#define CLI_WRITER_H

#include "cli/crawl.h"
#include "crawler/trap.h"
#include "db/twin.h"
#include "db/warc.h"
#include "util/idset.h"

enum {
    WRITER_SEEN = 1 << 18,    /* addresses lately met; a miss costs one look into the store */
    WRITER_LEFT_OUT = 1 << 20 /* addresses left out that are counted once, whoever names them */
};

/* A count of addresses left out for one reason, until the batch ends. */
struct tally {
    int64_t host_id, n;
    sv why, rule, example;
    struct tally *next;
};

struct writer {
    crawl *c;
    store *s;
    arena scope_mem, batch_mem, scratch;
    map scope; /* host:port without www -> source */
    map tallies, paces;
    struct tally *first;
    frontier_host **pace;
    size_t n_paces;
    uint64_t *seen;   /* WRITER_SEEN keys */
    int64_t *waiting; /* by source */
    idset left_out;   /* of host and address */
    trap_memory *said;
    twin_index *twins;
    warc *warc;
    int64_t warc_file, warc_day;
    int64_t batch, begun_mono;
    int n;
    bool open;
};

typedef struct writer writer;

/* Counts `n` addresses of the host left out for a reason; it is stored with the batch. */
err writer_tally(writer *w, int64_t host_id, int64_t n, sv why, sv rule, sv example) MUST_USE;
/* An address as a page of this host names it. */
uint64_t writer_key(int64_t host_id, int64_t url_id);
/* Counts one address left out: once in a run for each host that names it, for the first reason there is. So the number
 * depends on the pages read, not on the order in which threads come to them. */
err writer_leave_out(
    writer *w, int64_t host_id, int64_t url_id, sv why, sv rule, sv example) MUST_USE;

/* intake.c: what becomes of the links of a page */
/* A start address makes its host part of the source's scope. `ctx` is the writer. */
err intake_scope(void *ctx, const frontier_url *u) MUST_USE;
/* True when the page says, but for digits, what another page of its host has said already. */
bool intake_stale(writer *w, const slot *sl);
/* Keeps the address as waiting when it is in scope, useful, new and within the budget. */
err intake_put(writer *w, slot *sl, candidate *cand) MUST_USE;

#endif
