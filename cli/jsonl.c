/* Lines of comments are nearly all flat objects: those are read here in one pass; whatever else a line holds is for
 * jansson to judge, so that both say the same of every line. */
#include "cli/jsonl.h"

#include <jansson.h>

#include "text/utf8.h"

enum { DIGITS_MAX = 18 };

typedef struct cursor {
    const char *p, *end;
} cursor;

static void skip_blanks(cursor *c)
{
    while (c->p < c->end && (*c->p == ' ' || *c->p == '\t' || *c->p == '\n' || *c->p == '\r'))
        c->p++;
}

static bool eat(cursor *c, char want)
{
    skip_blanks(c);
    if (c->p == c->end || *c->p != want) return false;
    c->p++;
    return true;
}

/* Four hexadecimal digits, or -1. */
static int32_t hex4(const cursor *c)
{
    int32_t v = 0;
    if (c->end - c->p < 4) return -1;
    for (int i = 0; i < 4; i++) {
        char x = c->p[i];
        int d = x >= '0' && x <= '9'   ? x - '0'
                : x >= 'a' && x <= 'f' ? x - 'a' + 10
                : x >= 'A' && x <= 'F' ? x - 'A' + 10
                                       : -1;
        if (d < 0) return -1;
        v = v << 4 | d;
    }
    return v;
}

/* After a backslash; 0: not here. A pair of surrogates, a lone one and NUL are left to jansson. */
static size_t unescape(cursor *c, char *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    if (c->p == c->end) return 0;
    const char *at = *c->p ? strchr(from, *c->p) : NULL;
    char kind = *c->p++;
    if (at) {
        *out = to[at - from];
        return 1;
    }
    int32_t v = kind == 'u' ? hex4(c) : -1;
    if (v <= 0 || (v >= 0xD800 && v <= 0xDFFF)) return 0;
    c->p += 4;
    return utf8_put(out, (uint32_t)v);
}

/* Past the characters from c->p on that stand for themselves; false: there is one that is no UTF-8. */
static bool plain_run(cursor *c)
{
    const char *p = c->p, *end = c->end;
    while (p < end) {
        unsigned char b = (unsigned char)*p;
        size_t n = 1;
        if (b < 0x20 || b == '"' || b == '\\') break;
        if (b >= 0xC2 && b < 0xE0 && end - p > 1 && ((unsigned char)p[1] & 0xC0) == 0x80)
            n = 2; /* most letters */
        else if (b >= 0x80 && utf8_at(p, end, &n) == UTF8_BAD)
            return false;
        p += n;
    }
    c->p = p;
    return true;
}

/* The string after its quote into `out`, which has room for the rest of the line. */
static bool string(cursor *c, char *out, sv *ret)
{
    char *w = out;
    for (;;) {
        const char *from = c->p;
        if (!plain_run(c) || c->p == c->end) return false;
        memcpy(w, from, (size_t)(c->p - from));
        w += c->p - from;
        char stop = *c->p++;
        if (stop == '"') {
            *ret = (sv){out, (size_t)(w - out)};
            return true;
        }
        size_t n = stop == '\\' ? unescape(c, w) : 0;
        if (!n) return false;
        w += n;
    }
}

static bool integer(cursor *c, sv *ret)
{
    const char *from = c->p;
    if (c->p < c->end && *c->p == '-') c->p++;
    const char *digits = c->p;
    while (c->p < c->end && *c->p >= '0' && *c->p <= '9') c->p++;
    *ret = (sv){from, (size_t)(c->p - from)};
    return c->p > digits && c->p - digits <= DIGITS_MAX &&
           (*digits != '0' || (c->p - digits == 1 && from == digits)) &&
           (c->p == c->end || !memchr(".eE", *c->p, 3));
}

/* A name of plain letters and its colon. */
static bool name(cursor *c, sv *ret)
{
    if (!eat(c, '"')) return false;
    const char *from = c->p;
    while (c->p < c->end && *c->p >= ' ' && *c->p != '"' && *c->p != '\\' && *c->p != 0x7F) c->p++;
    *ret = (sv){from, (size_t)(c->p - from)};
    return eat(c, '"') && eat(c, ':');
}

/* One "key": value of strings and whole numbers. */
static bool member(cursor *c, char *out, jsonl_comment *ret)
{
    sv key, value;
    if (!name(c, &key)) return false;
    skip_blanks(c);
    bool id = sv_eq(key, SV("id")), text = sv_eq(key, SV("text"));
    if (c->p < c->end && *c->p == '"') {
        c->p++;
        if (!string(c, out, &value)) return false;
        if (id) ret->number = false;
        if (text) ret->text = value;
    } else if (!integer(c, &value) || text)
        return false;
    else if (id) {
        ret->number = true;
        memcpy(out, value.p, value.n);
        value.p = out;
    }
    if (id) ret->id = value;
    return true;
}

static bool read_flat(arena *a, sv line, jsonl_comment *ret)
{
    cursor c = {line.p, line.p + line.n};
    char *out = arena_raw(a, line.n + UTF8_MAX);
    if (!out || !eat(&c, '{')) return false;
    do {
        /* what a member writes is never longer than what it was read from */
        if (!member(&c, out + (c.p - line.p), ret)) return false;
    } while (eat(&c, ','));
    if (!eat(&c, '}')) return false;
    skip_blanks(&c);
    return c.p == c.end;
}

static bool read_any(arena *a, sv line, jsonl_comment *ret)
{
    json_t *o = json_loadb(line.p, line.n, 0, NULL);
    bool good = json_is_object(o);
    const json_t *id = json_object_get(o, "id"), *text = json_object_get(o, "text");
    if (json_is_string(text))
        ret->text = arena_sv(a, (sv){json_string_value(text), json_string_length(text)});
    if (json_is_string(id))
        ret->id = arena_sv(a, (sv){json_string_value(id), json_string_length(id)});
    if (json_is_integer(id)) {
        ret->number = true;
        ret->id = arena_printf(a, "%lld", (long long)json_integer_value(id));
    }
    json_decref(o);
    return good;
}

bool jsonl_read(arena *a, sv line, jsonl_comment *ret)
{
    *ret = (jsonl_comment){.number = false};
    if (read_flat(a, line, ret)) return true;
    *ret = (jsonl_comment){.number = false};
    return read_any(a, line, ret);
}
