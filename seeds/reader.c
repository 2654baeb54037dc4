#include "seeds/reader.h"

#include <stdarg.h>
#include <stdio.h>

enum { ISSUES_MAX = 200, SOURCES_MAX = 10000 };

__attribute__((format(printf, 5, 0))) static void report(
    reader *r, bool error, int line, int column, const char *fmt, va_list ap)
{
    if (r->issues->n >= ISSUES_MAX) return;
    char text[1024];
    (void)vsnprintf(text, sizeof text, fmt, ap);
    if (r->issues->n == r->issues->cap) {
        size_t cap = r->issues->cap ? r->issues->cap * 2 : 8;
        seeds_issue *more = arena_grow(r->a, r->issues->at, r->issues->n, cap, sizeof *more);
        if (!more) {
            r->e = ERR_NOMEM;
            return;
        }
        r->issues->at = more;
        r->issues->cap = cap;
    }
    r->issues->at[r->issues->n++] = (seeds_issue){error, line, column, arena_sv(r->a, sv_c(text))};
    r->issues->n_errors += error;
}

/* The message in the user's language; both forms take the same arguments. */
__attribute__((format(printf, 4, 6), format(printf, 5, 6))) void reader_error(
    reader *r, int line, int column, const char *fa, const char *en, ...)
{
    va_list ap;
    va_start(ap, en);
    report(r, true, line, column, r->in == LANG_FA ? fa : en, ap);
    va_end(ap);
}

__attribute__((format(printf, 4, 6), format(printf, 5, 6))) void reader_warn(
    reader *r, int line, int column, const char *fa, const char *en, ...)
{
    va_list ap;
    va_start(ap, en);
    report(r, false, line, column, r->in == LANG_FA ? fa : en, ap);
    va_end(ap);
}

void reader_list_add(reader *r, seeds_list *l, sv item)
{
    if ((l->n & (l->n - 1)) == 0) { /* full at every power of two */
        sv *more = arena_grow(r->a, l->at, l->n, l->n ? l->n * 2 : 1, sizeof *more);
        if (!more) {
            r->e = ERR_NOMEM;
            return;
        }
        l->at = more;
    }
    sv copy = arena_sv(r->a, item);
    if (!copy.p)
        r->e = ERR_NOMEM;
    else
        l->at[l->n++] = copy;
}

bool reader_web_address(sv s)
{
    return (sv_istarts(s, SV("http://")) && s.n > 7) || (sv_istarts(s, SV("https://")) && s.n > 8);
}

seeds_source *reader_add_source(reader *r, sv name, int line)
{
    seeds *o = r->out;
    if (o->n_sources == r->cap_sources) {
        size_t cap = r->cap_sources ? r->cap_sources * 2 : 8;
        if (cap > SOURCES_MAX * 2) {
            r->e = ERR_LIMIT;
            return NULL;
        }
        seeds_source *more = arena_grow(r->a, o->source, o->n_sources, cap, sizeof *more);
        if (!more) {
            r->e = ERR_NOMEM;
            return NULL;
        }
        o->source = more;
        r->cap_sources = cap;
    }
    seeds_source *s = &o->source[o->n_sources++];
    *s = (seeds_source){.name = arena_sv(r->a, name),
        .depth = -1,
        .max_pages = -1,
        .delay_ms = -1,
        .every_ms = -1,
        .line = line};
    return s;
}
