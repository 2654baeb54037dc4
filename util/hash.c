#include "util/hash.h"

#define XXH_INLINE_ALL /* most keys are shorter than a call of a library is long */
#include <xxhash.h>

static int64_t positive(uint64_t h)
{
    int64_t id = (int64_t)(h & INT64_MAX);
    return id ? id : 1;
}

uint64_t hash64(sv s) { return XXH3_64bits(s.n ? s.p : "", s.n); }
int64_t hash_id(sv s) { return positive(hash64(s)); }
int64_t hash_id2(int64_t first, sv s)
{
    return positive(XXH3_64bits_withSeed(s.n ? s.p : "", s.n, (uint64_t)first));
}
