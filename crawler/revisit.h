/* revisit.h - what one answer means for an address: done, gone, try again and when; how soon to look again.
 * Pure. */
#ifndef CRAWLER_REVISIT_H
#define CRAWLER_REVISIT_H

#include <stdbool.h>
#include <stdint.h>

#include "crawler/page.h"

enum {
    REVISIT_HOPS = 8,      /* redirects in a row */
    REVISIT_BUSY_TRIES = 6 /* 429 or 503 for one address */
};

typedef enum revisit_state { /* as url_state in db/frontier.h */
    REVISIT_WAIT,
    REVISIT_DONE,
    REVISIT_GONE,
    REVISIT_REFUSED,
    REVISIT_FAILED
} revisit_state;

typedef struct revisit_in {
    page_why why;
    int tries;         /* before this one */
    int64_t now;       /* ms */
    int64_t every_ms;  /* present interval, 0: none yet */
    int64_t wanted_ms; /* interval of the seeds file, -1: adaptive */
    bool changed;      /* the text differs from the stored one */
    bool known;        /* there is a stored one */
} revisit_in;

typedef struct revisit_out {
    revisit_state state;
    int tries;
    int64_t due, every_ms;
} revisit_out;

/* Changes often: sooner, down to 6 hours; never changes: later, up to 30 days. */
revisit_out revisit(const revisit_in *in);

#endif
