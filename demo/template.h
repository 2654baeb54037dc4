/* template.h - private to demo/: what the four kinds of markup share. */
#ifndef DEMO_TEMPLATE_H
#define DEMO_TEMPLATE_H

#include "demo/market.h"
#include "util/json.h"

sv data_pages(void);
sv data_comments(void);
sv data_truth(void);

/* One answer being made. */
typedef struct render {
    const market *m;
    const server_request *q;
    server_reply *r;
    buf *b; /* &r->body */
    int state, site;
} render;

/* HTML text: & < > " escaped. */
void put_text(buf *b, sv s);
/* A path with everything outside of ASCII percent-encoded. */
void put_path(buf *b, sv path);
/* 1234 with Persian digits. */
void put_fa(buf *b, int64_t n);
/* 1,234,000 with Persian digits. */
void put_money(buf *b, int64_t toman);
/* "۱۲ آبان ۱۴۰۵" */
void put_jalali(buf *b, int day);
/* "1405-08-12" in ASCII */
void put_jalali_iso(buf *b, int day);
/* "2026-11-03T18:30:00+03:30" */
void put_iso(buf *b, int day, int minute);
/* seconds since 1970 UTC of a wall time in Tehran */
int64_t tehran_s(int day, int minute);
/* <p> around each paragraph */
void put_paragraphs(buf *b, sv text);

/* Pages and comments visible in the state of `x`; *at is the cursor, start at 0. */
const market_page *next_page(const render *x, market_kind kind, size_t *at);
const market_comment *next_comment(
    const render *x, const market_page *p, const market_comment *parent, size_t *at);
size_t count_comments(const render *x, const market_page *p);
/* Writes a comment as an object of JSON-LD. */
typedef void json_comment_fn(render *x, json *j, const market_page *p, const market_comment *c);
/* The comments on `parent` (NULL: on the page) as the list `key`; nothing when there are none. */
void json_comments(render *x, json *j, const market_page *p, const market_comment *parent, sv key,
    json_comment_fn *one);
/* Text that differs from one state to the other and means nothing: counters, today's date. */
void put_noise(render *x);

/* The four kinds of markup: the whole page `p`, `part` = number of the comment page, 0: the newest. */
void wordpress_page(render *x, const market_page *p, int part);
void block_page(render *x, const market_page *p);
void plain_page(render *x, const market_page *p);
void shop_page(render *x, const market_page *p);

/* robots.txt, sitemaps, feeds. False when `path` is none of them. */
bool feeds_serve(render *x);

#endif
