/* tombs.h - private to db/: the tombstones of what was erased on request. */
#ifndef DB_TOMBS_H
#define DB_TOMBS_H

#include "db/store.h"

/* Keeps the keyed digest of `value` (borrowed) as one of `kind`; a second time it changes nothing. */
err tombs_bury(store *s, sv kind, sv value, int64_t now) MUST_USE;
/* *ret becomes true when `value` is buried as one of `kind`, and stays as it is otherwise, and for an empty value. */
err tombs_has(store *s, sv kind, sv value, bool *ret) MUST_USE;

/* Before a stored comment is dropped: keeps what tells it from one that another page of its host numbers alike. */
err tombs_mark(store *s, int64_t id, int64_t now) MUST_USE;
/* Likewise: keeps what tells it under another address. */
err tombs_words(store *s, int64_t id, int64_t now) MUST_USE;
/* A comment of page `url_id` was to be forgotten under the host's number `id`. Unless the one that was marked stood
 * on that page, nobody knows what it says: the number stays away from all pages again. */
err tombs_unless(store *s, int64_t id, int64_t url_id) MUST_USE;

typedef struct tombs_marks {
    int64_t url_id, base_id; /* the page, and the address that it says to be the right one */
    int64_t author, text_hash;
    sv native; /* empty: the page gives it no number */
} tombs_marks;
/* *ret becomes true when a named author said these words in a forgotten comment: of that number, or where one of the
 * two has none. It is the same one under another address. */
err tombs_said(store *s, const tombs_marks *m, bool *ret) MUST_USE;
/* True for a comment that has the number of a forgotten one, but is known to be on another page, by somebody else
 * and in other words. False whenever one of these is not sure. */
err tombs_is_another(store *s, int64_t id, const tombs_marks *m, bool *ret) MUST_USE;

#endif
