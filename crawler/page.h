/* page.h - what one request yielded. Made by crawler/, read by parsers/ and db/. Everything is borrowed from
 * the slot's arena or buffers and lives as long as the slot. */
#ifndef CRAWLER_PAGE_H
#define CRAWLER_PAGE_H

#include <stdint.h>

#include "util/sv.h"

/* Why there is no usable body, or PAGE_OK. Stored with the fetch; `page_why_str` names them. */
typedef enum page_why {
    PAGE_OK,           /* 2xx with a body within limits */
    PAGE_NOT_MODIFIED, /* 304: what is stored is still right */
    PAGE_REDIRECT,     /* 3xx: `location` is a new link, checked like any other */
    PAGE_GONE,         /* 404, 410 */
    PAGE_CLIENT_ERROR, /* other 4xx */
    PAGE_BUSY,         /* 429, 503: the host asks for a rest */
    PAGE_SERVER_ERROR, /* other 5xx */
    PAGE_NETWORK,      /* DNS, connect, reset, TLS, protocol */
    PAGE_TIMEOUT,      /* total time or low speed */
    PAGE_CUT_SHORT,    /* the connection or a compressed stream ended before the body did */
    PAGE_TOO_BIG,      /* body after decompression, or headers, over the limit */
    PAGE_FORBIDDEN,    /* address refused by the SSRF guard */
    PAGE_BAD_TYPE,     /* a content type nobody here reads */
    PAGE_WHY_MAX
} page_why;

typedef struct page {
    int64_t source_id, host_id, url_id; /* as in db/store.h; 0 outside a crawl */
    sv url;      /* absolute, canonical; the base of links unless <base> says otherwise */
    sv location; /* absolute target of a redirect */
    page_why why;
    int status; /* HTTP, 0 when there was no answer */
    int depth;  /* links from a seed */
    sv detail;  /* one line for a human when why is not PAGE_OK */
    sv head;    /* raw response head, status line first, CRLF lines */
    sv content_type, etag, last_modified, robots_tag /* X-Robots-Tag, joined by ", " */;
    sv body;            /* decoded (gzip, br, zstd undone), any bytes */
    int64_t fetched_at; /* ms since 1970 UTC */
    int took_ms;        /* request start to last byte */
} page;

/* A stable lower-case word: "ok", "not_modified", ... Never NULL. */
const char *page_why_str(page_why why);
/* What the status of a whole answer (RFC 9110 15) means for us. */
page_why page_why_of(int status);

#endif
