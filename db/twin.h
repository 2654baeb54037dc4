/* twin.h - finds the page that says the same already: SimHash over the texts of one source, in memory, bounded. */
#ifndef DB_TWIN_H
#define DB_TWIN_H

#include "db/store.h"

enum { TWIN_BITS = 3, TWIN_PAGES = 1 << 14 /* the latest ones are compared */ };

typedef struct twin_index twin_index;

typedef struct twin_page {
    int64_t doc_id, source_id, url_id;
    uint64_t simhash;
} twin_page;

/* With what the store holds. */
err twin_open(store *s, twin_index **ret) MUST_USE;
/* NULL is fine. */
void twin_close(twin_index *t);
/* The document of another page of the source whose text differs in TWIN_BITS bits at most; 0: none. */
int64_t twin_find(const twin_index *t, const twin_page *p);
/* Remembers an original; the oldest one is forgotten when there are too many. */
void twin_add(twin_index *t, const twin_page *p);

#endif
