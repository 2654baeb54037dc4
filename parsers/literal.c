#include "parsers/literal.h"

#include "util/buf.h"

enum { DEPTH_MAX = 200 };

typedef struct reader {
    sv rest;
    json_t *scope; /* owned: names of the function to their values; NULL outside of one */
    int depth;
    bool closed; /* the function was in brackets of its own, and they are read */
    bool
        setting; /* inside `b.x = ...`: names of objects are not followed, so that nothing gets into a circle */
} reader;

static json_t *value(reader *r);

static void skip(reader *r, size_t n) { r->rest = sv_sub(r->rest, n, SV_NPOS); }

static void skip_blank(reader *r)
{
    for (;;) {
        while (r->rest.n && sv_space(r->rest.p[0])) skip(r, 1);
        if (sv_starts(r->rest, SV("\xEF\xBB\xBF")))
            skip(r, 3);
        else if (sv_starts(r->rest, SV("/*")) && sv_find(r->rest, SV("*/")) != SV_NPOS)
            skip(r, sv_find(r->rest, SV("*/")) + 2);
        else if (sv_starts(r->rest, SV("//")))
            (void)sv_cut(&r->rest, '\n');
        else
            return;
    }
}

/* True and past it, when `c` is next. */
static bool took(reader *r, char c)
{
    skip_blank(r);
    if (!r->rest.n || r->rest.p[0] != c) return false;
    skip(r, 1);
    return true;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (unsigned char)c >= 0x80;
}

static sv name(reader *r)
{
    skip_blank(r);
    size_t n = 0;
    while (n < r->rest.n && is_name(r->rest.p[n])) n++;
    sv ret = sv_sub(r->rest, 0, n);
    skip(r, n);
    return ret;
}

/* --- strings ------------------------------------------------------------------------------------------------ */

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

/* The string at a quote, decoded. False: no memory. */
static bool string(reader *r, buf *b)
{
    char quote = r->rest.p[0];
    sv s = r->rest;
    size_t i = 1;
    while (i < s.n && s.p[i] != quote) {
        if (s.p[i] == '\\') {
            i += put_escape(b, sv_sub(s, i, SV_NPOS));
            continue;
        }
        bool control = (unsigned char)s.p[i] < 0x20 && s.p[i] != '\n';
        buf_putc(b, control ? ' ' : s.p[i]);
        i++;
    }
    skip(r, i + 1);
    return !b->e;
}

static json_t *string_value(reader *r)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(r->rest.n * 3 + 8);
    return string(r, &b) ? json_stringn(b.n ? b.p : "", b.n) : NULL;
}

/* --- lists and objects -------------------------------------------------------------------------------------- */

static json_t *drop(json_t *v)
{
    json_decref(v);
    return NULL;
}

static json_t *list(reader *r)
{
    json_t *ret = json_array();
    while (ret) {
        while (took(r, ',')) continue; /* a comma too many */
        if (took(r, ']')) break;
        json_t *v = value(r);
        if (!v || json_array_append_new(ret, v) != 0) return drop(ret);
        if (!took(r, ',')) {
            if (took(r, ']')) break;
            return drop(ret);
        }
    }
    return ret;
}

static bool key(reader *r, buf *b)
{
    skip_blank(r);
    char c = r->rest.n ? r->rest.p[0] : 0;
    buf_reset(b);
    if (c == '"' || c == '\'') return string(r, b);
    sv plain = name(r);
    buf_put(b, plain);
    return plain.n && !b->e;
}

static json_t *object(reader *r)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(r->rest.n * 3 + 8);
    json_t *ret = json_object();
    while (ret) {
        while (took(r, ',')) continue;
        if (took(r, '}')) break;
        json_t *v = key(r, &b) && took(r, ':') ? value(r) : NULL;
        if (!v || json_object_setn_new(ret, b.n ? b.p : "", b.n, v) != 0) return drop(ret);
        if (!took(r, ',')) {
            if (took(r, '}')) break;
            return drop(ret);
        }
    }
    return ret;
}

/* --- the function that holds what repeats ------------------------------------------------------------------- */

/* Past the closing bracket of the part that begins at an opening one, strings left alone. */
static bool skip_part(reader *r)
{
    size_t open = 0, i = 0;
    sv s = r->rest;
    for (char quote = 0; i < s.n; i++) {
        char c = s.p[i];
        if (quote && c == '\\')
            i++;
        else if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'' || c == '`')
            quote = c;
        else if (c == '(' || c == '{' || c == '[')
            open++;
        else if ((c == ')' || c == '}' || c == ']') && --open == 0)
            break;
    }
    skip(r, i + 1);
    return open == 0 && i < s.n;
}

/* Gives each name of `names` its value of the call; values that are absent are null. */
static bool bind(reader *r, sv names, json_t *scope)
{
    if (!took(r, '(')) return false;
    while (names.n) {
        sv n = sv_trim(sv_cut(&names, ','));
        skip_blank(r);
        bool more = r->rest.n && r->rest.p[0] != ')';
        json_t *v = more ? value(r) : json_null();
        if (!v || json_object_setn_new(scope, n.n ? n.p : "", n.n, v) != 0) return false;
        (void)took(r, ',');
    }
    return took(r, ')');
}

/* `b.x = v`, `b[0] = v`: v belongs to what b names. */
static bool set_member(reader *r)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    sv whose = name(r);
    json_t *of = json_object_getn(r->scope, whose.n ? whose.p : "", whose.n);
    bool dot = took(r, '.'), index = !dot && took(r, '[');
    if (!whose.n || !(dot || index) || !key(r, &b) || (index && !took(r, ']')) || !took(r, '='))
        return false;
    json_t *v = value(r);
    if (!v) return false;
    if (json_is_object(of)) return json_object_setn_new(of, b.p, b.n, v) == 0;
    if (json_is_array(of)) return json_array_append_new(of, v) == 0;
    json_decref(v);
    return true;
}

static json_t *body(reader *r)
{
    r->setting = true;
    skip_blank(r);
    while (!sv_starts(r->rest, SV("return"))) {
        if (!set_member(r)) return NULL;
        while (took(r, ';') || took(r, ',')) continue;
        skip_blank(r);
    }
    r->setting = false;
    skip(r, sizeof "return" - 1);
    return value(r);
}

/* After `function`: names, body, and the call; the values of the call come last and are read first. */
static json_t *call(reader *r)
{
    (void)name(r);
    if (r->scope || !took(r, '(')) return NULL;
    sv names = sv_cut(&r->rest, ')'), at = r->rest;
    if (!took(r, '{')) return NULL;
    reader inside = {.rest = r->rest, .scope = json_object(), .depth = r->depth};
    r->rest = at;
    if (!skip_part(r)) return drop(inside.scope);
    r->closed = took(r, ')'); /* (function(){...})(...), not (function(){...}(...)) */
    bool bound = inside.scope && bind(r, names, inside.scope);
    json_t *ret = bound ? body(&inside) : NULL;
    json_decref(inside.scope);
    return ret;
}

/* --- words -------------------------------------------------------------------------------------------------- */

/* The first value of (v, ...), or null. */
static json_t *bracketed(reader *r)
{
    if (!took(r, '(')) return json_null();
    if (took(r, ')')) return json_null();
    json_t *v = value(r);
    bool closed = r->closed;
    r->closed = false;
    while (v && !closed && took(r, ',')) json_decref(value(r));
    return v && (closed || took(r, ')')) ? v : drop(v);
}

/* JSON.parse("..."): what the string holds. */
static json_t *parsed(reader *r)
{
    json_t *s = took(r, '.') && sv_eq(name(r), SV("parse")) ? bracketed(r) : NULL, *ret = NULL;
    if (json_is_string(s)) {
        reader inside = {.rest = {json_string_value(s), json_string_length(s)}, .depth = r->depth};
        ret = value(&inside);
    }
    json_decref(s);
    return ret;
}

static json_t *named(const reader *r, sv n)
{
    json_t *v = json_object_getn(r->scope, n.p, n.n);
    bool follow = v && !(r->setting && (json_is_object(v) || json_is_array(v)));
    return follow ? json_incref(v) : json_null();
}

static json_t *word(reader *r)
{
    sv n = name(r);
    if (!n.n) return NULL;
    if (sv_eq(n, SV("true"))) return json_true();
    if (sv_eq(n, SV("false"))) return json_false();
    if (sv_eq(n, SV("function"))) return call(r);
    if (sv_eq(n, SV("JSON"))) return parsed(r);
    if (sv_eq(n, SV("void"))) {
        json_decref(value(r));
        return json_null();
    }
    if (sv_eq(n, SV("new"))) {
        bool date = sv_eq(name(r), SV("Date"));
        json_t *v = bracketed(r);
        return date || !v ? v : (json_decref(v), json_null());
    }
    bool other = false; /* Array(3), Object.create(null) */
    while (!r->closed) {
        if (took(r, '.'))
            (void)name(r);
        else if (r->rest.n && r->rest.p[0] == '(')
            json_decref(bracketed(r));
        else
            break;
        other = true;
    }
    return other ? json_null() : named(r, n);
}

static json_t *number(reader *r)
{
    char text[40];
    size_t n = 0;
    while (n < sizeof text - 1 && n < r->rest.n && strchr("+-.eE0123456789", r->rest.p[n]) &&
           r->rest.p[n])
        n++;
    memcpy(text, r->rest.p, n);
    text[n] = 0;
    skip(r, n ? n : 1);
    char *end;
    if (!strpbrk(text, ".eE")) return json_integer(strtoll(text, &end, 10));
    double v = strtod(text, &end);
    return v - v == 0 ? json_real(v) : json_null();
}

/* !0 is true, !1 is not. */
static json_t *negated(reader *r)
{
    json_t *v = value(r);
    bool yes =
        json_is_false(v) || json_is_null(v) || (json_is_integer(v) && !json_integer_value(v));
    return v ? (json_decref(v), json_boolean(yes)) : NULL;
}

static json_t *value(reader *r)
{
    json_t *v = NULL;
    skip_blank(r);
    if (!r->rest.n || r->depth >= DEPTH_MAX) return NULL;
    r->depth++;
    char c = r->rest.p[0];
    if (c == '"' || c == '\'' || c == '`')
        v = string_value(r);
    else if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.')
        v = number(r);
    else if (c == '(')
        v = bracketed(r);
    else if (c == '{' || c == '[' || c == '!') {
        skip(r, 1);
        v = c == '{' ? object(r) : c == '[' ? list(r) : negated(r);
    } else
        v = word(r);
    r->depth--;
    return v;
}

json_t *literal_read(sv text)
{
    reader r = {.rest = text};
    return value(&r);
}
