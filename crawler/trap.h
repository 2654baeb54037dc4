/* trap.h - endless places that no single address gives away (calendars, filters, counters): addresses of one
 * shape are followed only while they bring something new. */
#ifndef CRAWLER_TRAP_H
#define CRAWLER_TRAP_H

#include <stdbool.h>
#include <stdint.h>

#include "util/sv.h"

enum {
    TRAP_SHAPES = 128,
    TRAP_PRINTS = 12,
    TRAP_MIN = 40,
    TRAP_STALE_HOPS = 4 /* what links of a stale page cost: two such pages in a row, and it ends */
};

typedef struct trap_shape {
    int64_t key; /* 0: free */
    int32_t seen, fresh;
    uint64_t print[TRAP_PRINTS], gist[TRAP_PRINTS]; /* of the latest fresh texts */
} trap_shape;

/* One host's shapes; zeroed at the start. */
typedef struct trap {
    trap_shape shape[TRAP_SHAPES];
} trap;

/* The shape of an address: digits and values left out. 0: a shape too plain to be a trap (no digit, no query). */
int64_t trap_shape_of(sv canonical);
/* True once enough addresses of the shape brought nothing new. `t` may be NULL. */
bool trap_closed(const trap *t, int64_t shape);
/* A key of the letters of a text alone: pages that differ in numbers only have the same. 0: no letters. */
uint64_t trap_gist(sv text);
/*
 * Remembers what one address brought: simhash of its text (0: hardly any), its gist; `useful`: comments, or whatever else
 * is worth a request.
 */
void trap_learn(trap *t, int64_t shape, uint64_t simhash, uint64_t gist, bool useful);

/* The latest pages of a host, one bit each: set when the page was stale. Zeroed at the start. */
typedef struct trap_trail {
    uint64_t stale;
    int n;
} trap_trail;
void trap_walk(trap_trail *t, bool stale);
/* True while hardly any of the latest pages said something new: only short ways are worth a try then. */
bool trap_lost(const trap_trail *t);

/* What has been said, on all hosts together; forgets when it is full. Zeroed at the start. */
enum { TRAP_SAID = 1 << 16 };
typedef struct trap_memory {
    struct {
        uint64_t key;
        int64_t url_id;
    } said[TRAP_SAID];
} trap_memory;
/* True when another page of the host has said the same, digits apart; remembers this one. `gist` 0: false. */
bool trap_said(trap_memory *m, int64_t host_id, int64_t url_id, uint64_t gist);

#endif
