/* buf.h - growing bytes with a ceiling and a sticky failure: put freely, check once at the end. */
#ifndef UTIL_BUF_H
#define UTIL_BUF_H

#include "util/err.h"
#include "util/sv.h"

typedef struct buf {
    char *p;              /* owned, always followed by a NUL once anything was put */
    size_t n, cap, limit; /* bytes; limit 0 means none */
    err e;                /* first failure; later puts do nothing */
} buf;

#define BUF_INIT(limit_bytes) ((buf){.limit = (limit_bytes)})

void buf_put(buf *b, sv s);
void buf_putc_slow(buf *b, char c); /* for buf_putc */
static inline void buf_putc(buf *b, char c)
{
    if (b->e || b->limit || b->cap - b->n < 2) {
        buf_putc_slow(b, c);
        return;
    }
    b->p[b->n++] = c;
    b->p[b->n] = '\0';
}
void buf_puts(buf *b, const char *s);
__attribute__((format(printf, 2, 3))) void buf_printf(buf *b, const char *fmt, ...);
static inline sv buf_sv(const buf *b) { return (sv){b->p, b->n}; }
/* Empties it, keeps the memory, forgets the failure. */
void buf_reset(buf *b);
/* Frees; usable again. For CLEANUP, too. */
void buf_clear(buf *b);

#endif
