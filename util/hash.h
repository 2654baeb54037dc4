/* hash.h - 63-bit identifiers of natural keys (STORAGE: no sequences). XXH3 of libxxhash: stable between
 * versions and machines, not for secrets (db/pseudonym has the keyed one). */
#ifndef UTIL_HASH_H
#define UTIL_HASH_H

#include <stdint.h>

#include "util/sv.h"

uint64_t hash64(sv s);
/* Never 0 (0 means "none"), never negative. */
int64_t hash_id(sv s);
/* Mixes a second key into a first one, order matters. */
int64_t hash_id2(int64_t first, sv s);

#endif
