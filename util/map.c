#include "util/map.h"

#include "util/hash.h"

struct map_slot {
    sv key;
    uint64_t hash;
    void *value; /* NULL: free */
};

static struct map_slot *find(const map *m, sv key, uint64_t h)
{
    size_t i = (size_t)h & (m->cap - 1);
    while (m->slot[i].value && !(m->slot[i].hash == h && sv_eq(m->slot[i].key, key)))
        i = (i + 1) & (m->cap - 1);
    return &m->slot[i];
}

static err grow(map *m)
{
    map bigger = {.a = m->a, .n = m->n, .cap = m->cap ? m->cap * 2 : 16};
    bigger.slot = ARENA_NEW(m->a, struct map_slot, bigger.cap);
    if (!bigger.slot) return ERR_NOMEM;
    for (size_t i = 0; i < m->cap; i++)
        if (m->slot[i].value) *find(&bigger, m->slot[i].key, m->slot[i].hash) = m->slot[i];
    *m = bigger;
    return ERR_OK;
}

void *map_get(const map *m, sv key) { return m->cap ? find(m, key, hash64(key))->value : NULL; }

err map_put(map *m, sv key, void *value)
{
    if (m->n * 4 >= m->cap * 3) {
        err e = grow(m);
        if (e) return e;
    }
    uint64_t h = hash64(key);
    struct map_slot *s = find(m, key, h);
    if (!s->value) m->n++;
    *s = (struct map_slot){key, h, value};
    return ERR_OK;
}
