/* faults.h - a server of misbehaving hosts for tests/e2e/faults.sh: one loopback address a host, a thread a
 * connection, every request logged. Its manners are rows of two tables in hosts.c and cases.c. */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include <stddef.h>
#include <stdint.h>

#include "util/sv.h"

typedef struct ask {
    int fd, host;
    int64_t nth;       /* requests of this host before this one, robots.txt not counted */
    int64_t nth_rules; /* of its robots.txt */
    int64_t since_ms;  /* since the request of this host before */
    sv target, path, query;
    const char *head; /* of the request */
    int64_t sent;
    int status;
    bool close, gone; /* close the connection behind the answer; the client has gone */
} ask;

typedef void behave(ask *q);

typedef struct fault_host {
    const char *name;
    behave *rules, *page; /* NULL: allows all but /private/; a small site */
} fault_host;

#define RULES "User-agent: *\nDisallow: /private/\n"
#define SAYS                                                                                       \
    "<p>این دستگاه خوب است ولی قیمت آن برای ما گران بود و پشتیبانی دیر پاسخ داد. ارسال سریع بود.</p>"

extern const fault_host fault_hosts[];
extern const int n_fault_hosts;
extern unsigned short fault_port;

/* "http://127.0.4.N:PORT" of a host. */
const char *fault_base(const char *name);

/* Sends bytes as they are. */
void send_raw(ask *q, sv bytes);
void send_text(ask *q, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A whole answer; `extra`: header lines, each ended by CRLF, or "". */
void reply(ask *q, int status, const char *type, const char *extra, sv body);
/* A page in Persian: `body` between the tags, `head` in its head. */
void reply_page(ask *q, const char *head, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void redirect(ask *q, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void not_found(ask *q);
/* The number after `name=` in the query, or `fallback`. */
long number_of(const ask *q, const char *name, long fallback);
void nap_ms(int ms);
/* 16 hexadecimal digits, other ones each time. */
const char *token(void);
/* Links to /public/0 ... and one to /private/0; a text at each. */
void small_site(ask *q);
void plain_rules(ask *q);
/* The single faults of host "cases": cases.c. */
void case_page(ask *q);

/* endless.c: places without an end, sitemaps and feeds that are a trap */
behave page_calendar, page_facets, page_path_session, page_growth, page_canonical_loop,
    page_refresh_chain, page_soft_404, page_twins, page_cookie_wall, page_map_nest, page_map_junk,
    page_map_entities, page_map_bomb, rules_map_bomb, page_feed;

#endif
