/* doc.h - what a page says: the result of parsing, before anybody judges it. All text is valid UTF-8, all
 * views live in the slot's arena. An absent string is {NULL, 0}. */
#ifndef PARSERS_DOC_H
#define PARSERS_DOC_H

#include <stdbool.h>
#include <stdint.h>

#include "util/sv.h"

/* How exact a date is; a day-exact date has its instant at 00:00 of the site's zone. */
typedef enum when_precision {
    WHEN_NONE,
    WHEN_YEAR,
    WHEN_MONTH,
    WHEN_DAY,
    WHEN_MINUTE,
    WHEN_SECOND
} when_precision;

typedef struct when {
    int64_t at_ms;  /* since 1970 UTC; meaningful unless precision is WHEN_NONE */
    int offset_min; /* zone in which the site told it, minutes east of UTC */
    when_precision precision;
    bool zoned; /* the site named the zone; else the source's zone was assumed */
    sv raw;     /* as printed */
} when;

typedef enum link_kind {
    LINK_PAGE,    /* <a href> */
    LINK_NEXT,    /* rel=next, further comment pages: worth more */
    LINK_FEED,    /* RSS, Atom */
    LINK_SITEMAP, /* from a sitemap index or robots.txt */
    LINK_API,     /* announced REST or JSON end point with comments */
    LINK_CANONICAL
} link_kind;

typedef struct doc_link {
    sv href; /* absolute */
    link_kind kind;
    bool nofollow;
    int64_t lastmod_ms; /* sitemap hint, 0 when absent */
} doc_link;

typedef enum comment_kind {
    COMMENT_COMMENT, /* under an article */
    COMMENT_REVIEW,  /* of a product or place; may carry a rating */
    COMMENT_QUESTION,
    COMMENT_ANSWER,
    COMMENT_POST,       /* a post of a forum, channel or network */
    COMMENT_OWNER_REPLY /* the shop answers */
} comment_kind;

/* Which layer found it (EXTRACT.md); kept with the comment. */
typedef enum comment_layer {
    LAYER_STRUCTURED,
    LAYER_PLATFORM,
    LAYER_RECIPE,
    LAYER_REPEATED,
    LAYER_FEED,
    LAYER_API,
    LAYER_IMPORT
} comment_layer;

typedef struct doc_comment {
    sv id;     /* native identifier on that site, or {NULL, 0} */
    sv parent; /* native identifier of the comment it answers */
    sv author; /* as shown; never stored, db/ turns it into a pseudonym */
    sv author_id; /* stable native id or profile address when there is one, else {NULL, 0}; never stored */
    sv text; /* paragraphs divided by '\n' */
    sv url; /* permanent address of the comment, or of the page it belongs to when that is not this page */
    when date;
    double rating, rating_max; /* as printed, e.g. 4 of 5; rating_max 0: no rating */
    int64_t likes;             /* -1: not told */
    double amount, times;      /* of an own customer's row: toman paid, purchases; 0: not told */
    comment_kind kind;
    comment_layer layer;
    float confidence; /* 0..1 of the layer in this find */
} doc_comment;

typedef enum fact_kind {
    FACT_PRICE,
    FACT_DISCOUNT,
    FACT_CATEGORY,
    FACT_PRODUCT,
    FACT_DELIVERY,
    FACT_RETURNS,
    FACT_ADDRESS,
    FACT_HOURS,
    FACT_HANDLE,
    FACT_PHONE,
    FACT_REVIEW_COUNT,
    FACT_KIND_MAX
} fact_kind;

/* Something a competitor states on a page, typed, with a stable key so that two runs can be compared. */
typedef struct doc_fact {
    fact_kind kind;
    sv key;   /* what it is about: product name or sku, category path, handle ...; normal form */
    sv value; /* as printed */
    double amount; /* toman for prices, percent for discounts; NaN when not a number */
    float confidence;
} doc_fact;

typedef struct doc {
    sv title, text, author, lang /* BCP 47 */, canonical, site_name;
    sv home; /* the canonical address in the form addresses are kept in (url_canonical), up to its '#'; or {NULL, 0} */
    when date;
    bool noindex, nofollow; /* meta robots and X-Robots-Tag, general and for our token */
    bool comments_external; /* a widget such as Disqus holds them */
    bool comments_open;     /* a form is there, even when there is no comment */
    int64_t claimed;        /* "41 comments" says the page; -1: does not say */
    const char *platform;   /* "wordpress", "woocommerce", ... static, or NULL */
    const char *stopped;    /* why extraction stopped early, static text, or NULL */
    bool broken_off; /* the bytes end too early: what is not there may still be on the page */
    doc_link *link;
    size_t n_links;
    doc_comment *comment;
    size_t n_comments;
    doc_fact *fact;
    size_t n_facts;
    uint64_t simhash; /* of the main text; 0 when there is too little */
} doc;

#endif
