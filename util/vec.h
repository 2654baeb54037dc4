/* vec.h - typed growing arrays in an arena: struct { T *at; size_t n, cap; } v; *VEC_PUSH(a, &v) = x; */
#ifndef UTIL_VEC_H
#define UTIL_VEC_H

#include "util/arena.h"

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t n, cap;                                                                             \
    }

/* A pointer to a new zeroed last element, or NULL. */
#define VEC_PUSH(a, v)                                                                             \
    ((v)->n < (v)->cap || vec_room((a), (void **)&(v)->at, (v)->n, &(v)->cap, sizeof *(v)->at)     \
            ? &(v)->at[(v)->n++]                                                                   \
            : NULL)

static inline bool vec_room(arena *a, void **at, size_t n, size_t *cap, size_t size)
{
    size_t more = *cap ? *cap * 2 : 8;
    void *p = arena_grow(a, *at, n, more, size);
    if (!p) return false;
    *at = p;
    *cap = more;
    return true;
}

#endif
