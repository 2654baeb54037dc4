/* monitor.h - what changed from one run to the next: typed facts, gone pages, rising complaints and health, never
 * bytes. Pages whose bytes changed and whose facts did not are kept as muted changes, so that one can look. */
#ifndef DB_MONITOR_H
#define DB_MONITOR_H

#include "db/store.h"

typedef struct monitor_limits {
    int k; /* fewer new authors than this raise no complaint share */
} monitor_limits;

/*
 * Compares what run `run_id` saw with what was known before and keeps the result. Idempotent. Analysis must be done
 * before: complaint shares come from findings. A first run has no changes.
 */
err monitor_diff(store *s, int64_t run_id, const monitor_limits *limits, int64_t now) MUST_USE;

/* kind: price: `before` and `after` in toman; discount, delivery, returns, address, hours, handle, phone: as printed;
 * category: a new one; gone: a page answers 404 or 410 and its title is nowhere else; complaints: `amount` is the rise in percentage points,
 * before and after are per cents; silent: a source answered nothing, or one page everywhere, and layout: its comments are
 * not found any more, both in the second run of it (silent is muted in the first);
 * noise: bytes changed, facts did not (always muted). */
typedef struct monitor_change {
    int64_t run_id, source_id, found_at;
    sv source, kind, key, before, after, url;
    sv label_fa, label_en; /* of the category that `key` names; {NULL, 0}: it names none */
    double amount;         /* price: per cent; NaN: none */
    bool muted;
} monitor_change;

/* Changes of the runs after `after_run` up to `run_id`, in order of run, source, kind. after_run 0: of run_id alone. */
typedef err monitor_row(void *ctx, const monitor_change *c);
err monitor_each(store *s, int64_t after_run, int64_t run_id, monitor_row *row, void *ctx) MUST_USE;

typedef struct monitor_run {
    int64_t run_id, started_at;
    int64_t fetched, not_modified, failed, new_comments, changes, muted;
    sv verb, status;
} monitor_run;

/* The run that is `back` runs before the latest; run_id 0 when there is none. */
err monitor_run_at(store *s, arena *a, int64_t back, monitor_run *ret) MUST_USE;
/* The run with that number; run_id 0 when there is none. */
err monitor_run_get(store *s, arena *a, int64_t run_id, monitor_run *ret) MUST_USE;

typedef struct monitor_alarm {
    sv rule, key;
    int64_t run_id, now;
} monitor_alarm;

/* Whether this alert may go out now: not again within cooldown_ms. When it may, that is noted. */
err monitor_alert(store *s, const monitor_alarm *a, int64_t cooldown_ms, bool *ret_fire) MUST_USE;

#endif
