/* slot.h - the unit of memory and of back-pressure: one request on its way loop -> worker -> writer -> loop. It
 * has one owner at a time; everything that hangs off it lives in its arena or its transfer. */
#ifndef CLI_SLOT_H
#define CLI_SLOT_H

#include "cli/place.h"
#include "cli/rules.h"
#include "crawler/fetch.h"
#include "db/frontier.h"
#include "parsers/doc.h"
#include "util/buf.h"

enum { SLOT_REFUSALS_MAX = 64 };

typedef enum slot_kind {
    SLOT_PAGE,    /* a page was asked for */
    SLOT_ROBOTS,  /* robots.txt was asked for; `robots` is to be stored when `decided` */
    SLOT_REFUSALS /* no request: addresses that the loop leaves out */
} slot_kind;

/* A link that may become a waiting address. */
typedef struct candidate {
    frontier_url u;
    sv origin, scope; /* scheme://host[:port]; host name and port by which it belongs to a source */
    const char *useless; /* reason to leave it out, or NULL */
    int64_t lastmod_ms;
    bool redirect;
} candidate;

typedef struct refusal {
    struct site *site;
    int64_t host_id, url_id, source_id;
    int depth, hops;
    const char *why;
    bool hide;    /* only its host may be kept */
    sv rule, url; /* in the slot's arena */
} refusal;

/* A host that has got new waiting addresses. */
typedef struct fresh_host {
    int64_t host_id, source_id;
    sv origin;
} fresh_host;

typedef struct slot {
    slot_kind kind;
    arena a;
    transfer *t;
    /* loop */
    frontier_url job;
    page page;
    fetch_result net;
    struct site *site;  /* whose pace it used */
    struct site *rules; /* SLOT_ROBOTS: whose robots.txt it is */
    int64_t started_at, started_mono, gap_ms, wanted_ms;
    int hops; /* of robots.txt */
    bool running, decided;
    ruleset *obeyed; /* rules of the host as the request began; NULL: everything is open */
    frontier_host robots, pace; /* to be stored */
    refusal refused[SLOT_REFUSALS_MAX];
    int n_refused;
    /* worker */
    doc doc;
    uint64_t gist; /* of the text, for crawler/trap */
    bool same;     /* byte for byte what is stored */
    bool stale;    /* the writer: it says nothing new */
    bool store_doc;
    placed placed;
    candidate *cand;
    size_t n_cand;
    frontier_fetch fetch;
    buf warc;     /* the compressed record */
    int64_t held; /* bytes of the arena and the body, as counted in crawl.held */
    /* writer */
    int64_t batch;
    fresh_host *fresh;
    size_t n_fresh;
    size_t n_added; /* new addresses, lists apart (crawler/archive) */
} slot;

#endif
