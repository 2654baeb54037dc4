/* monitor_in.h - private to db/: what monitor.c (facts, complaints), noise.c and health.c share while one run is
 * compared with what was known before. */
#ifndef DB_MONITOR_IN_H
#define DB_MONITOR_IN_H

#include "db/lite.h"
#include "db/monitor.h"
#include "util/vec.h"

/* A candidate for a change. Texts live in the arena of the work. */
typedef struct found {
    int64_t source_id;
    sv kind, key, before, after, url;
    double amount; /* NaN: none */
    bool muted;    /* kept, not told */
    bool dropped;  /* not kept */
} found;

typedef struct work {
    store *s;
    arena a;
    int64_t run_id, started_at, now;
    int k;
    VEC(found) all;
} work;

/* The pages of two rows are the same. */
#define PAGE(x, y)                                                                                 \
    x ".bucket=" y ".bucket AND " x ".host_id=" y ".host_id AND " x ".url_id=" y ".url_id"

/* Appends what `sql` yields: source, kind, key, before, after, amount, url. ?1 is the run, ?2 its start. */
err monitor_collect(work *w, const char *sql, bool muted) MUST_USE;
/* A copy in the work's arena; {NULL, 0} stays. */
sv monitor_keep(work *w, sv s);

/* noise.c: mutes and drops what is no change: clocks and dates inside of terms, terms that come and go, banners, counters
 * in names, the same thing told twice. */
err noise_settle(work *w) MUST_USE;

/* health.c: sources that answer nothing or the same page everywhere, comments that are not found any more: told when it
 * lasts for two runs. What a source in such a state seems to have changed is dropped. */
err health_collect(work *w) MUST_USE;

#endif
