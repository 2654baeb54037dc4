/* erase.h - the privacy verbs of the store: what is erased is in no file afterwards (data base, WAL, text index),
 * and a tombstone keeps the next crawl from bringing it back. */
#ifndef DB_ERASE_H
#define DB_ERASE_H

#include "db/store.h"

typedef struct erased {
    int64_t comments, documents, facts, signals, urls, fetches;
} erased;

/* All three erase rows, index entries and labels, leave a tombstone, and end with erase_scrub.
 * url   a page with everything on it, or with a fragment («…#comment-12») one comment. */
err erase_url(store *s, sv url, int64_t now, erased *ret) MUST_USE;
err erase_site(store *s, sv host, int64_t now, erased *ret) MUST_USE;
/* Every comment, document and fact whose text holds `words`. ERR_LIMIT below 3 characters. */
err erase_text(store *s, sv words, int64_t now, erased *ret) MUST_USE;
/* Duty 7: text written before `before` (ms) or past its retention goes, counts stay. */
err erase_old(store *s, int64_t before, int64_t now, erased *ret) MUST_USE;
/* New pseudonym key over the old one: what is stored cannot be turned back, even by who has the names. */
err erase_key(store *s) MUST_USE;
/* Merges the text indexes, empties the WAL, rewrites the file without free pages. */
err erase_scrub(store *s) MUST_USE;

/* True for an address or host under a tombstone: it must not be fetched or stored again. */
err erase_forgotten(store *s, sv host, sv url, bool *ret) MUST_USE;

/* The host of an address or of a bare name, without "www.". */
sv erase_host(sv url);
/* The same host; ports count only where both name one. */
bool erase_same_host(sv a, sv b);

#endif
