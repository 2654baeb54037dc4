/* market.h - the invented market of the demo: three cafés and a shop, each with its own kind of markup, their
 * pages and comments, and what was planted in them. Everything is data (demo/data) compiled in; the pages are
 * made on request and are the same on every machine. */
#ifndef DEMO_MARKET_H
#define DEMO_MARKET_H

#include <stdbool.h>
#include <stdint.h>

#include "demo/server.h"
#include "util/arena.h"

enum { MARKET_SITES = 4 };

typedef enum market_kind {
    MARKET_HOME,
    MARKET_POST,
    MARKET_PAGE,
    MARKET_PRODUCT,
    MARKET_CATEGORY,
    MARKET_HIDDEN /* behind robots.txt: its comments may turn up nowhere */
} market_kind;

typedef struct market_page {
    int site;
    market_kind kind;
    sv code, path, title, category, text; /* text: paragraphs divided by "¶" */
    int64_t price;                        /* toman, 0: none */
    int day;                              /* days since 1 Farvardin 1405 */
    int state;                            /* from this state on */
} market_page;

typedef struct market_comment {
    const market_page *page;
    const struct market_comment *parent;
    sv id, author, labels, text; /* labels: divided by blanks, as in demo/data/README.md */
    int rating;                  /* 1..5, 0: none */
    int day, minute;
    int state; /* from this state on */
    bool owner;
} market_comment;

typedef struct market {
    arena a;
    market_page *page;
    size_t n_pages;
    market_comment *comment;
    size_t n_comments;
    _Atomic int state; /* 1, or 2: some weeks later */
} market;

/* Fails with ERR_NOMEM, or ERR_FORMAT when the data files are damaged. */
err market_open(market *m, note *reterr) MUST_USE;
void market_close(market *m);

/* A server_handler; ctx is the market. */
void market_serve(void *ctx, const server_request *q, server_reply *ret);

const char *market_site_name(int site);
/* "wordpress", "block", "plain", "shop" */
const char *market_site_code(int site);
/* Comments of `site` that a visitor may see in `state`. */
size_t market_public(const market *m, int site, int state);
/* True when `labels` has `label`; a need matches with or without its "complaint:" ... */
bool market_has(const market_comment *c, sv label);
/* truth.json, compiled in */
sv market_truth(void);

#endif
