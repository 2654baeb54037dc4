#include "util/idset.h"

#include <stdlib.h>

enum { FIRST = 256 };

/* The place of the id, or a free one. Identifiers are hashes mostly, but not always: their bits are mixed. */
static size_t place_of(const uint64_t *at, size_t cap, uint64_t id)
{
    uint64_t h = id * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(h >> 32) & (cap - 1);
    while (at[i] && at[i] != id) i = (i + 1) & (cap - 1);
    return i;
}

/* At most half of the places are taken. */
static bool grow(idset *s)
{
    size_t cap = s->cap ? s->cap * 2 : FIRST;
    uint64_t *more = calloc(cap, sizeof *more);
    if (!more) return false;
    for (size_t i = 0; i < s->cap; i++)
        if (s->at[i]) more[place_of(more, cap, s->at[i])] = s->at[i];
    free(s->at);
    s->at = more;
    s->cap = cap;
    return true;
}

bool idset_add(idset *s, uint64_t id)
{
    if (!id) {
        bool fresh = !s->zero;
        s->zero = true;
        return fresh;
    }
    size_t i = s->cap ? place_of(s->at, s->cap, id) : 0;
    if (s->cap && s->at[i] == id) return false;
    if (s->n >= s->most) return true;
    if (s->n * 2 >= s->cap) {
        if (!grow(s)) return true;
        i = place_of(s->at, s->cap, id);
    }
    s->at[i] = id;
    s->n++;
    return true;
}

void idset_clear(idset *s)
{
    free(s->at);
    *s = IDSET_INIT(s->most);
}
