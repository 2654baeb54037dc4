/* chan.h - a bounded queue between threads. What is sent is owned by the receiver. */
#ifndef UTIL_CHAN_H
#define UTIL_CHAN_H

#include <stdbool.h>
#include <stddef.h>

#include "util/err.h"

typedef struct chan chan;

/* Room for `cap` pointers; NULL when out of memory. */
chan *chan_new(size_t cap) MUST_USE;
/* Waits for room. False once closed: the caller keeps `item`. */
bool chan_send(chan *c, void *item) MUST_USE;
/* Waits for an item. NULL once closed and drained. */
void *chan_recv(chan *c) MUST_USE;
/* An item if one is there now, else NULL. Never waits. */
void *chan_poll(chan *c) MUST_USE;
/* Waits at most `ms` for an item; NULL on timeout or once closed and drained. */
void *chan_recv_for(chan *c, int ms) MUST_USE;
/* True once closed and drained. */
bool chan_done(chan *c);
/* No more sends; wakes every waiter. */
void chan_close(chan *c);
/* NULL is fine. Every thread must be done with `c`. */
void chan_free(chan *c);

#endif
