/* arena.h - bump allocation with one release. One arena per page; never shared by two threads at once. */
#ifndef UTIL_ARENA_H
#define UTIL_ARENA_H

#include <stddef.h>

#include "util/err.h"
#include "util/sv.h"

typedef struct arena {
    struct arena_chunk *head; /* newest chunk, owned */
    size_t used, limit;       /* bytes handed out, bytes allowed */
} arena;

#define ARENA_INIT(limit_bytes) ((arena){.limit = (limit_bytes)})
/* `n` objects of `type`, zeroed, or NULL. */
#define ARENA_NEW(a, type, n)   ((type *)arena_array((a), (n), sizeof(type)))

/* `n` zeroed bytes aligned for any type, or NULL: out of memory or over the limit. */
void *arena_alloc(arena *a, size_t n) MUST_USE;
/* The same, not zeroed: for what is written over at once. */
void *arena_raw(arena *a, size_t n) MUST_USE;
/* `n` × `size` zeroed bytes, NULL also when the product overflows. */
void *arena_array(arena *a, size_t n, size_t size) MUST_USE;
/* A block grown from `old_n` to `n` × `size` bytes: in place when it is the newest, else a copy. */
void *arena_grow(arena *a, void *old, size_t old_n, size_t n, size_t size) MUST_USE;
/* Takes back the end of the newest block, of which `keep` of `had` bytes are used; of an older one nothing. */
void arena_trim(arena *a, const void *p, size_t had, size_t keep);
/* A copy of `s` that lives as long as the arena, plus a NUL. {NULL, 0} on failure. */
sv arena_sv(arena *a, sv s) MUST_USE;
/* The text of a printf, in the arena, NUL-terminated; {NULL, 0} on failure. */
__attribute__((format(printf, 2, 3))) sv arena_printf(arena *a, const char *fmt, ...) MUST_USE;
/* Frees everything but the first chunk, which is kept for the next use; the arena is usable again. */
void arena_reset(arena *a);
/* Frees everything; the arena is usable again. */
void arena_clear(arena *a);

#endif
