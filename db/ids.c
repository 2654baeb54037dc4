#include "db/ids.h"

#include "util/hash.h"

enum {
    OWN_BITS = 36, /* of the identifier itself: two of 5,000 on a page meet once in 5,000 pages */
    NEIGHBOURS = 1024, /* numbers that a site has given one after the other */
    DIGITS_MOST = 15
};

static err load(store *s)
{
    int64_t near = 0;
    err e = lite_int(s, &near, "SELECT value='near' FROM project WHERE key='ids'", "");
    s->ids_known = !e;
    s->ids_near = near;
    return e;
}

err ids_at(store *s, int64_t place, int64_t id, int64_t *ret)
{
    err e = s->ids_known ? ERR_OK : load(s);
    const int64_t own = (INT64_C(1) << OWN_BITS) - 1;
    *ret = s->ids_near ? (place & ~own) | (id & own) : id;
    if (!*ret) *ret = 1;
    return e;
}

/* The block of numbers that `native` is in, -1: it is no number. */
static int64_t block_of(sv native)
{
    int64_t n = 0;
    if (!native.n || native.n > DIGITS_MOST) return -1;
    for (size_t i = 0; i < native.n; i++) {
        if (native.p[i] < '0' || native.p[i] > '9') return -1;
        n = n * 10 + (native.p[i] - '0');
    }
    return n / NEIGHBOURS;
}

err ids_of_native(store *s, sv host, sv native, int64_t *ret)
{
    int64_t site = hash_id2(hash_id(SV("comment")), host), id = hash_id2(site, native),
            block = block_of(native);
    int64_t place = block < 0 ? id : hash_id2(site, (sv){(const char *)&block, sizeof block});
    return ids_at(s, place, id, ret);
}
