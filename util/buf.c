#include "util/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool room(buf *b, size_t more)
{
    if (b->e) return false;
    size_t limit = b->limit ? b->limit : SIZE_MAX / 4;
    if (more > limit || b->n > limit - more) {
        b->e = ERR_LIMIT;
        return false;
    }
    if (b->cap - b->n > more) return true; /* one byte is kept for the NUL */
    size_t cap = b->cap ? b->cap : 64;
    while (cap <= b->n + more) cap *= 2;
    char *p = realloc(b->p, cap);
    if (!p) {
        b->e = ERR_NOMEM;
        return false;
    }
    b->p = p;
    b->cap = cap;
    return true;
}

void buf_put(buf *b, sv s)
{
    if (!room(b, s.n)) return;
    if (s.n) memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
}

void buf_putc_slow(buf *b, char c)
{
    if (!room(b, 1)) return;
    b->p[b->n++] = c;
    b->p[b->n] = '\0';
}

void buf_puts(buf *b, const char *s) { buf_put(b, sv_c(s)); }

void buf_printf(buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n >= 0 && room(b, (size_t)n)) {
        (void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_reset(buf *b)
{
    b->n = 0;
    b->e = ERR_OK;
    if (b->p) b->p[0] = '\0';
}

void buf_clear(buf *b)
{
    free(b->p);
    *b = (buf){.limit = b->limit};
}
