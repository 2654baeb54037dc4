/* ids.h - identifiers of comments and facts. They are hashes of natural keys, but begin alike for what stands
 * together: rows of one page then share pages of the file, and a large store is written at the speed of a small
 * one. Stores that were begun with plain hashes ("ids" of table project) keep them. */
#ifndef DB_IDS_H
#define DB_IDS_H

#include "db/lite.h"

/* `id` itself, or `id` next to others of `place` (any key). Fails as a look into the store does. */
err ids_at(store *s, int64_t place, int64_t id, int64_t *ret) MUST_USE;
/* The identifier of the comment to which `host` has given the number or name `native` (corpus_native). */
err ids_of_native(store *s, sv host, sv native, int64_t *ret) MUST_USE;

#endif
