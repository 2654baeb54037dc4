/* pseudonym.h - private to db/: turns an author of a site into 63 bits that nobody can turn back without the
 * project's key, and that differ from site to site. The key is in FILE.key (0600) beside the data base, never
 * in it; a second key of the same file makes the digests of tombstones. */
#ifndef DB_PSEUDONYM_H
#define DB_PSEUDONYM_H

#include "db/lite.h"

enum { PSEUDONYM_DIGEST_BYTES = 16 };

/* *ret is 0 for a nameless author: an absent name, or one that a site prints for everybody («کاربر مهمان»). */
err pseudonym_of(store *s, sv site, sv author, int64_t *ret) MUST_USE;
/* What a tombstone keeps of `value`: its keyed digest. */
err pseudonym_digest(
    store *s, sv kind, sv value, unsigned char ret[PSEUDONYM_DIGEST_BYTES]) MUST_USE;
/* True when a site prints `author` for everybody without a name. */
bool pseudonym_nameless(sv author);

#endif
