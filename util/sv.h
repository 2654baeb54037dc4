/* sv.h - string views: bytes somebody else owns. Not NUL-terminated. */
#ifndef UTIL_SV_H
#define UTIL_SV_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct sv {
    const char *p; /* borrowed; may be NULL when n is 0 */
    size_t n;      /* bytes */
} sv;

#define SV(lit) ((sv){("" lit), sizeof(lit) - 1})
#define SV_INIT(lit)                                                                               \
    {                                                                                              \
        ("" lit), sizeof(lit) - 1                                                                  \
    }                               /* for static tables: a compound literal is no constant */
#define SV_FMT(v) (int)(v).n, (v).p /* for "%.*s" */
#define SV_NPOS   ((size_t)-1)

/* A view of a C string; {NULL, 0} for NULL. */
static inline sv sv_c(const char *s) { return s ? (sv){s, strlen(s)} : (sv){NULL, 0}; }

static inline bool sv_eq(sv a, sv b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool sv_starts(sv s, sv prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

static inline bool sv_ends(sv s, sv suffix)
{
    return s.n >= suffix.n &&
           (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

/* The bytes from `from` (cut to the end) up to `n` of them. */
static inline sv sv_sub(sv s, size_t from, size_t n)
{
    if (from > s.n) from = s.n;
    if (n > s.n - from) n = s.n - from;
    return (sv){s.p ? s.p + from : NULL, n};
}

/* The bytes of *rest up to `sep`; *rest moves past it, and becomes {NULL, 0} when there is none. */
static inline sv sv_cut(sv *rest, char sep)
{
    const char *e = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    sv head = {rest->p, e ? (size_t)(e - rest->p) : rest->n};
    *rest = e ? (sv){e + 1, rest->n - head.n - 1} : (sv){NULL, 0};
    return head;
}

/* Offset of the first `needle` in `s`, or SV_NPOS. An empty needle is at 0. */
static inline size_t sv_find(sv s, sv needle)
{
    if (!needle.n) return 0;
    const char *e = s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
    return e ? (size_t)(e - s.p) : SV_NPOS;
}

static inline bool sv_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

/* Without ASCII white space at both ends. */
static inline sv sv_trim(sv s)
{
    while (s.n && sv_space(s.p[0])) s.p++, s.n--;
    while (s.n && sv_space(s.p[s.n - 1])) s.n--;
    return s;
}

static inline char sv_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* ASCII letters compared without case, no locale. */
static inline bool sv_ieq(sv a, sv b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (sv_lower(a.p[i]) != sv_lower(b.p[i])) return false;
    return true;
}

static inline bool sv_istarts(sv s, sv prefix)
{
    return s.n >= prefix.n && sv_ieq((sv){s.p, prefix.n}, prefix);
}

/* Bytewise order, shorter first on a tie. For qsort and binary search. */
static inline int sv_cmp(sv a, sv b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int d = n ? memcmp(a.p, b.p, n) : 0;
    return d ? d : (a.n > b.n) - (a.n < b.n);
}

#endif
