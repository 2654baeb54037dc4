/* polite.h - when a host may be asked next. Pure: time comes in as an argument (ms of a clock that never steps
 * back), so that every rule is tested without sleeping. One `polite` a host name; one request at a time. */
#ifndef CRAWLER_POLITE_H
#define CRAWLER_POLITE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    POLITE_FLOOR_MS = 1000,             /* nobody may go lower, but on a test net */
    POLITE_CRAWL_DELAY_MAX_MS = 120000, /* a longer Crawl-delay counts as this, and is reported */
    POLITE_BREAK_FAILS = 6,             /* failures in a row that open the circuit breaker */
    POLITE_DAILY_PAGES = 20000,
    POLITE_REST_DAYS = 7 /* a longer rest asked for with Retry-After counts as this */
};

typedef struct polite {
    int64_t delay_ms;       /* our own pace, start to start; 0 only on a test net */
    int64_t crawl_delay_ms; /* what robots.txt asks for, capped; 0: nothing */
    int64_t penalty_ms;     /* added after 429 and 503, shrinks while all goes well */
    int64_t took_ms;        /* smoothed response time: a slow host is asked less often */
    int64_t next_at;        /* not before this */
    int64_t last_at;        /* start of the last request, -1: none yet */
    int64_t gap_ms;         /* between the last two starts, -1: none */
    int fails, good;        /* in a row */
    bool busy;              /* a request is under way */
} polite;

/* One address on which several hosts live: shared hosting must not feel the sum of their paces. */
typedef struct polite_ip {
    int active;      /* requests under way */
    int64_t next_at; /* not before this */
} polite_ip;

enum {
    POLITE_IP_ACTIVE = 4, /* requests at once */
    POLITE_IP_GAP_MS = 100
};

/* When the next request may start there: `now` or later; later than that while too many are under way. */
int64_t polite_ip_at(const polite_ip *ip, int64_t now);
void polite_ip_start(polite_ip *ip, int64_t now);
void polite_ip_end(polite_ip *ip);

typedef enum polite_result {
    POLITE_GOOD, /* an answer, whatever its status */
    POLITE_ODD, /* an answer that broke off or that we broke off: says nothing about the host's load */
    POLITE_SLOWER, /* 429: we were too fast */
    POLITE_BUSY,   /* 503: the host has trouble of its own */
    POLITE_FAIL    /* other 5xx, timeout, no connection, closed without an answer */
} polite_result;

void polite_init(polite *p, int64_t delay_ms);
/* Sets what robots.txt asks for; -1: nothing. */
void polite_crawl_delay(polite *p, int64_t ms);
/* The present distance between two starts. */
int64_t polite_gap(const polite *p);
/* When the next request may start; INT64_MAX while one is under way. */
int64_t polite_ready_at(const polite *p);
void polite_start(polite *p, int64_t now);
/*
 * sent_at         when the request went out (a new connection takes its time before that).
 * seen_at         when the host surely had it: its first byte came. The next gap begins here.
 * retry_after_ms  what the host asked for, with whatever answer; -1: nothing.
 */
typedef struct polite_answer {
    int64_t sent_at, seen_at, now, retry_after_ms;
    polite_result result;
} polite_answer;
void polite_end(polite *p, const polite_answer *answer);
/* The breaker is open: the host failed again and again and rests. */
bool polite_broken(const polite *p);

#endif
