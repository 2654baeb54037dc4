#include "cli/lines.h"

void lines_open(lines *l, FILE *f)
{
    l->f = f;
    l->from = l->to = 0;
    l->end = l->inside = false;
}

void lines_close(lines *l) { l->f = NULL; }

static void fill(lines *l)
{
    memmove(l->buf, l->buf + l->from, l->to - l->from);
    l->to -= l->from;
    l->from = 0;
    size_t n = fread(l->buf + l->to, 1, sizeof l->buf - l->to, l->f);
    l->to += n;
    if (!n) l->end = true;
}

/* Where a piece of at most LINES_PIECE bytes may end: after a full stop, a blank, or before a character. */
static size_t cut(const char *p, size_t n)
{
    for (size_t i = n - 1; i > n - n / 4; i--)
        if (p[i] == ' ' && (p[i - 1] == '.' || p[i - 1] == '!')) return i + 1;
    for (size_t i = n - 1; i > n / 2; i--)
        if (p[i] == ' ' || p[i] == '\t') return i + 1;
    size_t i = n;
    while (i > n - 4 && ((unsigned char)p[i] & 0xC0) == 0x80) i--;
    return i;
}

bool lines_next(lines *l, sv *ret, bool *ret_last)
{
    const char *nl = memchr(l->buf + l->from, '\n', l->to - l->from);
    if (!nl && l->to - l->from <= LINES_PIECE && !l->end) {
        do fill(l);
        while (!l->end && l->to <= LINES_PIECE && !memchr(l->buf, '\n', l->to));
        nl = memchr(l->buf + l->from, '\n', l->to - l->from);
    }
    size_t n = nl ? (size_t)(nl - l->buf) - l->from : l->to - l->from;
    if (!nl && l->end && !n && !l->inside) return false;
    bool whole = n <= LINES_PIECE;
    if (!whole) n = cut(l->buf + l->from, LINES_PIECE);
    *ret = (sv){l->buf + l->from, n};
    *ret_last = whole;
    l->inside = !whole;
    l->from += n + (whole && nl);
    return true;
}
