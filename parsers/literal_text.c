#include "parsers/literal_text.h"

/* The value of n hexadecimal digits, or -1. */
static int hex(sv s, size_t n)
{
    int v = 0;
    if (s.n < n) return -1;
    for (size_t i = 0; i < n; i++) {
        char c = sv_lower(s.p[i]);
        if (c >= '0' && c <= '9')
            v = v * 16 + (c - '0');
        else if (c >= 'a' && c <= 'f')
            v = v * 16 + (c - 'a' + 10);
        else
            return -1;
    }
    return v;
}

static void put_point(buf *b, int c)
{
    if (c < 0x80) {
        buf_putc(b, (char)c);
    } else if (c < 0x800) {
        buf_putc(b, (char)(0xC0 | c >> 6));
        buf_putc(b, (char)(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        buf_putc(b, (char)(0xE0 | c >> 12));
        buf_putc(b, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_putc(b, (char)(0x80 | (c & 0x3F)));
    } else {
        buf_putc(b, (char)(0xF0 | c >> 18));
        buf_putc(b, (char)(0x80 | (c >> 12 & 0x3F)));
        buf_putc(b, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_putc(b, (char)(0x80 | (c & 0x3F)));
    }
}

/* \uXXXX at s[0]; half a pair is nobody's letter. Returns its length. */
static size_t put_unicode(buf *b, sv s)
{
    int v = hex(sv_sub(s, 2, 4), 4);
    if (v < 0) {
        buf_puts(b, "\\u");
        return 2;
    }
    if (v < 0xD800 || v > 0xDFFF) {
        put_point(b, v);
        return 6;
    }
    int low = v < 0xDC00 && sv_starts(sv_sub(s, 6, 2), SV("\\u")) ? hex(sv_sub(s, 8, 4), 4) : -1;
    bool pair = low >= 0xDC00 && low <= 0xDFFF;
    put_point(b, pair ? 0x10000 + ((v - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD);
    return pair ? 12 : 6;
}

/* One escape at s[0] == '\\'. A stroke before a letter that has no meaning stays. Returns its length. */
static size_t put_escape(buf *b, sv s)
{
    static const char from[] = "bfnrtv\"'`/\\\n", to[] = "\b\f\n\r\t \"'`/\\\n";
    char c = s.n > 1 ? s.p[1] : 0;
    const char *known = c ? strchr(from, c) : NULL;
    if (c == 'u') return put_unicode(b, s);
    if (c == 'x' && hex(sv_sub(s, 2, 2), 2) >= 0) {
        put_point(b, hex(sv_sub(s, 2, 2), 2));
        return 4;
    }
    buf_putc(b, known ? to[known - from] : '\\');
    return known ? 2 : 1;
}

size_t literal_text(sv s, buf *b)
{
    size_t i = 1;
    while (i < s.n && s.p[i] != s.p[0]) {
        if (s.p[i] == '\\') {
            i += put_escape(b, sv_sub(s, i, SV_NPOS));
            continue;
        }
        bool control = (unsigned char)s.p[i] < 0x20 && s.p[i] != '\n';
        buf_putc(b, control ? ' ' : s.p[i]);
        i++;
    }
    return i < s.n ? i + 1 : 0;
}
