/* server.h - a web server on loopback for the demo and the tests: several hosts (127.0.0.1, 127.0.0.2 ...) on
 * one port, each request logged with its time, faults on demand. It never listens anywhere else. */
#ifndef DEMO_SERVER_H
#define DEMO_SERVER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "util/buf.h"
#include "util/note.h"

enum { SERVER_HOSTS_MAX = 8 };

typedef struct server server;

typedef struct server_request {
    int host;    /* index: 0 is 127.0.0.1 */
    sv target;   /* as sent, path and query, percent-encoded */
    sv path;     /* decoded, without the query */
    sv query;    /* as sent, without "?" */
    sv base;     /* "http://127.0.0.1:40123" */
    int64_t nth; /* requests of this target before this one */
} server_request;

typedef struct server_reply {
    int status;       /* 200 unless set */
    const char *type; /* "text/html; charset=UTF-8" unless set; static */
    buf body;
    char location[512];    /* of a redirect */
    const char *header[2]; /* one more header: name, value; static */
    int64_t modified_s;    /* Last-Modified, 0: none */
    bool no_etag; /* else an ETag of the body is sent, and If-None-Match answered with 304 */
} server_reply;

/* Called from several threads at once; `ctx` must bear that. */
typedef void server_handler(void *ctx, const server_request *q, server_reply *ret);

typedef struct server_entry {
    int64_t at_ms; /* wall clock */
    int host, status;
    int busy; /* requests of this host under way, this one included */
    bool conditional;
    const char *method, *target, *agent;
} server_entry;

typedef struct server_options {
    int n_hosts;
    uint16_t port; /* 0: any free one */
    server_handler *handler;
    void *ctx;
    FILE *log;   /* borrowed; one line a request, or NULL: server_log_line says how it looks */
    int wait_ms; /* before every answer, as a real host has it */
} server_options;

/* ERR_IO when no port is free on all hosts. */
err server_open(const server_options *o, server **ret, note *reterr) MUST_USE;
/* Stops listening, waits for running requests. NULL is fine. */
void server_close(server *s);
uint16_t server_port(const server *s);

/*
 * Makes requests fail. `spec` is WHAT[xTIMES]:PREFIX, the prefix compared with the target as sent:
 *   503:/menu       always 503 (429 and 503 with Retry-After: 1)
 *   500x2:/         the first two requests
 *   drop:/a         the connection is closed without an answer
 *   wait2500:/a     the answer comes after 2.5 s
 *   cut:/a          the body ends before its Content-Length
 * False when it cannot be read or there are more than 16.
 */
bool server_fault(server *s, const char *spec);

/* Entries so far; each stays valid until server_close. `fn` may not call the server. */
size_t server_count(server *s);
void server_each(server *s, void (*fn)(void *ctx, const server_entry *e), void *ctx);
/* at_ms, 127.0.0.N, method, target, status, busy, conditional|plain, user agent; TAB between, no newline. */
void server_log_line(const server_entry *e, buf *ret);

#endif
