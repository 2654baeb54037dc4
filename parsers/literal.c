#include "parsers/literal.h"

#include "parsers/literal_text.h"

enum { DEPTH_MAX = 200 };

typedef struct reader {
    sv rest;
    json_t *scope; /* owned: names of the function to their values; NULL outside of one */
    int depth;
    size_t *left; /* values that may still be met a second time */
    bool closed;  /* the function was in brackets of its own, and they are read */
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

static bool string(reader *r, buf *b)
{
    size_t n = literal_text(r->rest, b);
    skip(r, n);
    return n && !b->e;
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
    reader inside = {.rest = r->rest, .scope = json_object(), .depth = r->depth, .left = r->left};
    r->rest = at;
    if (!skip_part(r)) return drop(inside.scope);
    inside.rest.n -= r->rest.n; /* no further than the function */
    r->closed = took(r, ')');   /* (function(){...})(...), not (function(){...}(...)) */
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
        reader inside = {.rest = {json_string_value(s), json_string_length(s)},
            .depth = r->depth,
            .left = r->left};
        ret = value(&inside);
    }
    json_decref(s);
    return ret;
}

bool literal_charge(json_t *v, size_t *io_left)
{
    const char *key;
    json_t *m;
    size_t i, own = 1 + json_string_length(v) / 64;
    if (*io_left < own) return false;
    *io_left -= own;
    if (json_is_array(v)) {
        json_array_foreach(v, i, m) if (!literal_charge(m, io_left)) return false;
    } else if (json_is_object(v)) {
        json_object_foreach(v, key, m) if (!literal_charge(m, io_left)) return false;
    }
    return true;
}

static json_t *named(const reader *r, sv n)
{
    json_t *v = json_object_getn(r->scope, n.p, n.n);
    bool follow = v && !(r->setting && (json_is_object(v) || json_is_array(v)));
    return follow && literal_charge(v, r->left) ? json_incref(v) : json_null();
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
    sv more = name(r); /* 0x1F, 10n */
    if (more.n) return json_null();
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
    size_t left = LITERAL_SHARED_MAX;
    reader r = {.rest = text, .left = &left};
    return value(&r);
}
