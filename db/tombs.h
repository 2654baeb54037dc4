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
/* A comment of page `url_id` was to be forgotten under the host's number `id`. Unless the one that was marked stood
 * on that page, nobody knows what it says: the number stays away from all pages again. */
err tombs_unless(store *s, int64_t id, int64_t url_id) MUST_USE;

typedef struct tombs_marks {
    int64_t url_id, author, text_hash;
} tombs_marks;
/* True for a comment that has the number of a forgotten one, but is known to be on another page, by somebody else
 * and in other words. False whenever one of these is not sure. */
err tombs_is_another(store *s, int64_t id, const tombs_marks *m, bool *ret) MUST_USE;

#endif
