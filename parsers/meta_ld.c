/* Single values out of JSON-LD, also out of broken one: the scripts are searched, not parsed. */
#include "parsers/meta_in.h"

enum { AUTHOR_REACH = 600 };

static int hex4(sv s)
{
    int v = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = i < s.n ? sv_lower(s.p[i]) : 'x';
        int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (d < 0) return -1;
        v = v * 16 + d;
    }
    return v;
}

static void put_code(buf *b, unsigned c)
{
    if (c < 0x80)
        buf_putc(b, (char)c);
    else if (c < 0x800)
        buf_printf(b, "%c%c", (char)(0xC0 | c >> 6), (char)(0x80 | (c & 63)));
    else if (c >= 0xD800 && c < 0xE000)
        buf_puts(b, "\xEF\xBF\xBD");
    else
        buf_printf(b, "%c%c%c", (char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 63)),
            (char)(0x80 | (c & 63)));
}

/* The JSON string that s begins behind: up to the closing quote, unescaped. */
static sv string_at(arena *a, sv s)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(64 * 1024);
    for (size_t i = 0; i < s.n && s.p[i] != '"'; i++) {
        if (s.p[i] != '\\' || i + 1 >= s.n) {
            buf_putc(&b, s.p[i]);
            continue;
        }
        char c = s.p[++i];
        int code = c == 'u' ? hex4(sv_sub(s, i + 1, 4)) : -1;
        if (code > 0)
            put_code(&b, (unsigned)code), i += 4;
        else
            buf_putc(&b, c == 'n' || c == 't' || c == 'r' || c == 'u' ? ' ' : c);
    }
    return b.e ? (sv){NULL, 0} : arena_sv(a, sv_trim(buf_sv(&b)));
}

/* Behind "key" and its colon; {NULL, 0}: not there. */
static sv value_of(sv json, sv key)
{
    for (size_t at; (at = sv_find(json, key)) != SV_NPOS;) {
        bool quoted =
            at && json.p[at - 1] == '"' && at + key.n < json.n && json.p[at + key.n] == '"';
        json = sv_sub(json, at + key.n + quoted, json.n);
        sv rest = sv_trim(json);
        if (quoted && rest.n && rest.p[0] == ':') return sv_trim(sv_sub(rest, 1, rest.n));
    }
    return (sv){NULL, 0};
}

sv meta_ld(arena *a, const meta *m, sv key)
{
    for (size_t i = 0; i < m->n_ld; i++) {
        sv v = value_of(m->ld[i], key);
        if (v.n && (v.p[0] == '{' || v.p[0] == '['))
            v = sv_trim(sv_sub(v, 0, 1)).p[0] == '[' && sv_trim(sv_sub(v, 1, v.n)).n &&
                        sv_trim(sv_sub(v, 1, v.n)).p[0] == '"'
                    ? sv_trim(sv_sub(v, 1, v.n))
                    : value_of(sv_sub(v, 0, AUTHOR_REACH), SV("name"));
        if (v.n && v.p[0] == '[') v = sv_trim(sv_sub(v, 1, v.n));
        if (!v.n || v.p[0] != '"') continue;
        sv s = string_at(a, sv_sub(v, 1, v.n));
        if (s.n) return s;
    }
    return (sv){NULL, 0};
}
