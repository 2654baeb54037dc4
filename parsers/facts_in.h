/* facts_in.h - private to facts*.c. */
#ifndef PARSERS_FACTS_IN_H
#define PARSERS_FACTS_IN_H

#include "parsers/facts.h"
#include "util/map.h"
#include "util/vec.h"

typedef struct facts {
    arena *a;
    const tree *t;
    const page *p;
    const doc *d;
    VEC(doc_fact) v;
    map seen; /* kind and key */
    err e;    /* sticky */
} facts;

typedef struct price {
    double amount;   /* in toman, or NaN: another currency */
    double percent;  /* of "٪۲۰" or "20%", 0: none */
    size_t from, to; /* bytes in the text */
} price;

/* Adds a fact unless the kind has that key already. key and value are copied; the key is brought to its normal form. */
void facts_put(facts *f, doc_fact x);
/* The first price with its currency in a text: «۲۵۰٬۰۰۰ تومان», "IRR 2,500,000", «۸۵ هزار تومان». */
bool facts_price(sv text, price *ret);
/* Whether the name or the sign of a currency is in it: without, there is no price. */
bool facts_has_currency(sv text);
/* The first percentage. */
bool facts_percent(sv text, price *ret);
/* A number of a machine field with its currency ("IRR", "IRT", "USD") to toman, or NaN. */
double facts_toman(sv number, sv currency);

/* Whether a part is hidden, or what people wrote: comments that were marked, and what is called so. */
bool facts_leave_out(const xmlNode *n);
/* Whether a comment of the page says exactly that. */
bool facts_said_in_comment(const facts *f, sv text);

void facts_of_things(facts *f); /* JSON-LD, microdata, product meta tags */
void facts_of_page(facts *f);   /* what is shown: price cards, categories, links to networks */
void facts_of_terms(facts *f);  /* sentences: delivery, returns, address, hours */

#endif
