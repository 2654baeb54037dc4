#include "util/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024, CHUNK_MAX_BYTES = 256 * 1024 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t used, size; /* bytes of data[] */
    alignas(max_align_t) unsigned char data[];
};

static size_t padded(size_t n)
{
    const size_t align = alignof(max_align_t);
    return (n + align - 1) / align * align;
}

static struct arena_chunk *add_chunk(arena *a, size_t need)
{
    size_t size = a->head ? a->head->size * 2 : CHUNK_BYTES; /* few chunks for big pages */
    if (size > CHUNK_MAX_BYTES) size = CHUNK_MAX_BYTES;
    if (size < need) size = need;
    struct arena_chunk *c = malloc(sizeof *c + size);
    if (!c) return NULL;
    *c = (struct arena_chunk){.next = a->head, .size = size};
    a->head = c;
    return c;
}

void *arena_raw(arena *a, size_t n)
{
    if (n > a->limit || a->used > a->limit - n || n > SIZE_MAX / 2) return NULL;
    size_t need = padded(n);
    struct arena_chunk *c = a->head;
    if (!c || c->size - c->used < need) c = add_chunk(a, need);
    if (!c) return NULL;
    void *p = c->data + c->used;
    c->used += need;
    a->used += n;
    return p;
}

void *arena_alloc(arena *a, size_t n)
{
    void *p = arena_raw(a, n);
    return p ? memset(p, 0, n) : NULL;
}

void *arena_array(arena *a, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size) return NULL;
    return arena_alloc(a, n * size);
}

void *arena_grow(arena *a, void *old, size_t old_n, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size) return NULL;
    size_t was = old ? padded(old_n * size) : 0, more = padded(n * size) - was;
    struct arena_chunk *c = a->head;
    bool newest = old && c && (unsigned char *)old + was == c->data + c->used;
    if (newest && c->size - c->used >= more && a->used <= a->limit && more <= a->limit - a->used) {
        memset((unsigned char *)old + old_n * size, 0, (n - old_n) * size);
        c->used += more;
        a->used += more;
        return old;
    }
    void *p = arena_array(a, n, size);
    if (p && old) memcpy(p, old, old_n * size);
    return p;
}

void arena_trim(arena *a, const void *p, size_t had, size_t keep)
{
    struct arena_chunk *c = a->head;
    if (!c || (const unsigned char *)p + padded(had) != c->data + c->used) return;
    c->used -= padded(had) - padded(keep);
    a->used -= had - keep;
}

sv arena_sv(arena *a, sv s)
{
    char *p = arena_raw(a, s.n + 1);
    if (!p) return (sv){NULL, 0};
    if (s.n) memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return (sv){p, s.n};
}

sv arena_printf(arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *p = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1);
    if (p) (void)vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return p ? (sv){p, (size_t)n} : (sv){NULL, 0};
}

void arena_reset(arena *a)
{
    while (a->head && a->head->next) {
        struct arena_chunk *next = a->head->next;
        free(a->head);
        a->head = next;
    }
    if (a->head && a->head->size > CHUNK_BYTES) { /* a first chunk made for one huge block */
        arena_clear(a);
        return;
    }
    if (a->head) a->head->used = 0;
    a->used = 0;
}

void arena_clear(arena *a)
{
    while (a->head) {
        struct arena_chunk *next = a->head->next;
        free(a->head);
        a->head = next;
    }
    a->used = 0;
}
