/* map.h - a hash table from bytes to a pointer; for look-up tables built once and for small working sets. */
#ifndef UTIL_MAP_H
#define UTIL_MAP_H

#include <stdint.h>

#include "util/arena.h"

typedef struct map {
    arena *a; /* borrowed: the slots live there; keys are borrowed, too */
    struct map_slot *slot;
    size_t n, cap;
} map;

#define MAP_INIT(arena_) ((map){.a = (arena_)})

/* The value of `key`, or NULL. */
void *map_get(const map *m, sv key);
/* Sets `key` (borrowed, must outlive the map) to `value` (not NULL). */
err map_put(map *m, sv key, void *value) MUST_USE;

#endif
