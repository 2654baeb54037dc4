#include "util/json.h"

#include <math.h>
#include <stdio.h>

static void before(json *j)
{
    if (j->comma) buf_putc(j->b, ',');
    j->comma = true;
}

void json_open(json *j, char bracket)
{
    before(j);
    buf_putc(j->b, bracket);
    j->comma = false;
}

void json_close(json *j, char bracket)
{
    buf_putc(j->b, bracket);
    j->comma = true;
}

/* Length of the valid UTF-8 sequence at the start of `s` (Unicode 15, table 3-7), or 0. */
static size_t sequence(sv s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    unsigned char c = p[0];
    size_t n = c < 0x80                ? 1
               : c >= 0xC2 && c < 0xE0 ? 2
               : c >= 0xE0 && c < 0xF0 ? 3
               : c >= 0xF0 && c < 0xF5 ? 4
                                       : 0;
    if (n == 0 || s.n < n) return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    if ((c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F)) return 0;
    if ((c == 0xF0 && p[1] < 0x90) || (c == 0xF4 && p[1] > 0x8F)) return 0;
    return n;
}

static const char *escape(unsigned char c)
{
    switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    case '<': return "\\u003c";
    case '>': return "\\u003e";
    case '&': return "\\u0026";
    default: return NULL;
    }
}

/* U+2028..202E and U+2066..2069, which end a line or turn the direction of what a terminal shows; else 0. */
static unsigned line_or_direction(const char *p)
{
    if (memcmp(p, "\xE2\x80", 2) != 0 && memcmp(p, "\xE2\x81", 2) != 0) return 0;
    unsigned c = 0x2000U | ((unsigned)(p[1] & 1) << 6) | (unsigned)(p[2] & 0x3F);
    return (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ? c : 0;
}

/* The bytes from `from` on that need nothing and are seen at a glance: ASCII and sequences of two. */
static size_t easy(sv s, size_t from)
{
    static const bool odd[0x80] = {
        ['"'] = true, ['\\'] = true, ['<'] = true, ['>'] = true, ['&'] = true, [0x7F] = true};
    const unsigned char *p = (const unsigned char *)s.p;
    while (from < s.n) {
        unsigned char c = p[from];
        if (c < 0x80 && c >= 0x20 && !odd[c])
            from++;
        else if (c >= 0xC2 && c < 0xE0 && from + 1 < s.n && (p[from + 1] & 0xC0) == 0x80)
            from += 2;
        else
            break;
    }
    return from;
}

static void put_quoted(buf *b, sv s)
{
    buf_putc(b, '"');
    size_t plain = 0; /* bytes from the front of s that need nothing */
    while ((plain = easy(s, plain)) < s.n) {
        unsigned char c = (unsigned char)s.p[plain];
        size_t n = sequence(sv_sub(s, plain, 4));
        const char *esc = escape(c);
        unsigned separator = n == 3 ? line_or_direction(s.p + plain) : 0;
        if (n && !esc && c >= 0x20 && c != 0x7F && !separator) {
            plain += n;
            continue;
        }
        buf_put(b, (sv){s.p, plain});
        if (esc)
            buf_puts(b, esc);
        else if (separator)
            buf_printf(b, "\\u%04x", separator);
        else if (n)
            buf_printf(b, "\\u%04x", c);
        else
            buf_puts(b, "\xEF\xBF\xBD");
        s = sv_sub(s, plain + (n ? n : 1), s.n);
        plain = 0;
    }
    buf_put(b, s);
    buf_putc(b, '"');
}

void json_key(json *j, sv key)
{
    before(j);
    put_quoted(j->b, key);
    buf_putc(j->b, ':');
    j->comma = false;
}

void json_str(json *j, sv s)
{
    before(j);
    put_quoted(j->b, s);
}

void json_int(json *j, int64_t i)
{
    before(j);
    buf_printf(j->b, "%lld", (long long)i);
}

void json_num(json *j, double d, int digits)
{
    if (!isfinite(d)) {
        json_nil(j);
        return;
    }
    char t[64];
    int n = snprintf(t, sizeof t, "%.*f", digits, d);
    if (n < 0 || n >= (int)sizeof t) n = snprintf(t, sizeof t, "%.17g", d);
    size_t len = (size_t)n;
    if (memchr(t, '.', len))
        while (len && (t[len - 1] == '0' || t[len - 1] == '.'))
            if (t[--len] == '.') break;
    before(j);
    buf_put(j->b, (sv){t, len});
}

void json_bool(json *j, bool on)
{
    before(j);
    buf_puts(j->b, on ? "true" : "false");
}

void json_nil(json *j)
{
    before(j);
    buf_puts(j->b, "null");
}

void json_kstr(json *j, sv key, sv s)
{
    json_key(j, key);
    if (s.p)
        json_str(j, s);
    else
        json_nil(j);
}

void json_kint(json *j, sv key, int64_t i)
{
    json_key(j, key);
    json_int(j, i);
}
