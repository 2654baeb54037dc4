#include "util/chan.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct chan {
    pthread_mutex_t lock;
    pthread_cond_t room, data;
    size_t cap, len, head;
    bool closed;
    void *item[]; /* ring of cap */
};

chan *chan_new(size_t cap)
{
    chan *c = calloc(1, sizeof *c + cap * sizeof c->item[0]);
    if (!c) return NULL;
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->room, &attr);
    pthread_cond_init(&c->data, &attr);
    pthread_condattr_destroy(&attr);
    c->cap = cap;
    return c;
}

bool chan_send(chan *c, void *item)
{
    pthread_mutex_lock(&c->lock);
    while (c->len == c->cap && !c->closed) pthread_cond_wait(&c->room, &c->lock);
    bool ok = !c->closed;
    if (ok) {
        c->item[(c->head + c->len++) % c->cap] = item;
        pthread_cond_signal(&c->data);
    }
    pthread_mutex_unlock(&c->lock);
    return ok;
}

/* With the lock held. */
static void *take(chan *c)
{
    if (!c->len) return NULL;
    void *item = c->item[c->head];
    c->head = (c->head + 1) % c->cap;
    c->len--;
    pthread_cond_signal(&c->room);
    return item;
}

void *chan_recv(chan *c)
{
    pthread_mutex_lock(&c->lock);
    while (c->len == 0 && !c->closed) pthread_cond_wait(&c->data, &c->lock);
    void *item = take(c);
    pthread_mutex_unlock(&c->lock);
    return item;
}

void *chan_poll(chan *c)
{
    pthread_mutex_lock(&c->lock);
    void *item = take(c);
    pthread_mutex_unlock(&c->lock);
    return item;
}

void *chan_recv_for(chan *c, int ms)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += (long)(ms % 1000) * 1000000L;
    if (t.tv_nsec >= 1000000000L) t.tv_sec++, t.tv_nsec -= 1000000000L;
    pthread_mutex_lock(&c->lock);
    int rc = 0;
    while (c->len == 0 && !c->closed && rc == 0)
        rc = pthread_cond_timedwait(&c->data, &c->lock, &t);
    void *item = take(c);
    pthread_mutex_unlock(&c->lock);
    return item;
}

bool chan_done(chan *c)
{
    pthread_mutex_lock(&c->lock);
    bool done = c->closed && c->len == 0;
    pthread_mutex_unlock(&c->lock);
    return done;
}

void chan_close(chan *c)
{
    pthread_mutex_lock(&c->lock);
    c->closed = true;
    pthread_cond_broadcast(&c->room);
    pthread_cond_broadcast(&c->data);
    pthread_mutex_unlock(&c->lock);
}

void chan_free(chan *c)
{
    if (!c) return;
    pthread_cond_destroy(&c->data);
    pthread_cond_destroy(&c->room);
    pthread_mutex_destroy(&c->lock);
    free(c);
}
