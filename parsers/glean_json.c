#include "parsers/glean.h"
#include "util/vec.h"

enum { DEPTH_MAX = 100, VALUES_MAX = 100000 };

sv glean_scalar(arena *a, const json_t *v)
{
    if (json_is_string(v)) return (sv){json_string_value(v), json_string_length(v)};
    if (json_is_integer(v)) return arena_printf(a, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
    if (json_is_real(v)) return arena_printf(a, "%.10g", json_real_value(v));
    return json_is_true(v) ? SV("true") : (sv){NULL, 0};
}

/* --- pointers ----------------------------------------------------------------------------------------------- */

typedef struct walk {
    arena *a;
    json_list *io;
    int depth;
    size_t visits;
} walk;

static err step(walk *w, json_t *v, sv rest);

static err each(walk *w, json_t *v, sv rest)
{
    const char *key;
    json_t *m;
    size_t i;
    err e = ERR_OK;
    if (json_is_array(v)) {
        json_array_foreach(v, i, m) if (!e) e = step(w, m, rest);
    } else if (json_is_object(v)) {
        json_object_foreach(v, key, m) if (!e) e = step(w, m, rest);
    }
    return e;
}

/* ~1 is '/', ~0 is '~' (RFC 6901). */
static json_t *member(json_t *v, sv key)
{
    char name[200];
    size_t n = 0;
    for (size_t i = 0; i < key.n && n < sizeof name - 1; i++) {
        bool code =
            key.p[i] == '~' && i + 1 < key.n && (key.p[i + 1] == '0' || key.p[i + 1] == '1');
        name[n++] = !code ? key.p[i] : key.p[++i] == '1' ? '/' : '~';
    }
    name[n] = 0;
    if (json_is_object(v)) return json_object_get(v, name);
    if (!json_is_array(v)) return NULL;
    char *end;
    unsigned long i = strtoul(name, &end, 10);
    return *name && !*end ? json_array_get(v, i) : NULL;
}

/* "[id=2]": the members whose id is 2; "[replies!=0]": those where it is not. */
static err chosen(walk *w, json_t *v, sv test, sv rest)
{
    const char *key;
    json_t *m;
    size_t i;
    err e = ERR_OK;
    sv want = sv_sub(test, 1, test.n - 2), name = sv_cut(&want, '=');
    bool other = sv_ends(name, SV("!"));
    if (other) name.n--;
    if (json_is_array(v)) {
        json_array_foreach(v, i, m) if (!e && sv_eq(glean_scalar(w->a, member(m, name)), want) !=
                                                  other) e = step(w, m, rest);
    } else if (json_is_object(v)) {
        json_object_foreach(v, key, m) if (!e && sv_eq(glean_scalar(w->a, member(m, name)), want) !=
                                                     other) e = step(w, m, rest);
    }
    return e;
}

static err step(walk *w, json_t *v, sv rest)
{
    if (!v || w->visits++ > VALUES_MAX || w->depth > DEPTH_MAX) return ERR_OK;
    if (!rest.n) {
        json_t **slot = VEC_PUSH(w->a, w->io);
        if (slot) *slot = v;
        return slot ? ERR_OK : ERR_NOMEM;
    }
    sv after = sv_sub(rest, 1, SV_NPOS), key = sv_cut(&after, '/'), all = rest;
    rest = after.p ? (sv){after.p - 1, after.n + 1} : (sv){NULL, 0};
    w->depth++;
    err e;
    if (sv_eq(key, SV("**"))) {
        e = step(w, v, rest);
        if (!e) e = each(w, v, all);
    } else if (sv_eq(key, SV("*"))) {
        e = each(w, v, rest);
    } else if (key.n > 2 && key.p[0] == '[' && key.p[key.n - 1] == ']') {
        e = chosen(w, v, key, rest);
    } else {
        e = step(w, member(v, key), rest);
    }
    w->depth--;
    return e;
}

err glean_pointer(arena *a, json_t *from, sv pointer, json_list *io)
{
    walk w = {.a = a, .io = io};
    if (sv_eq(pointer, SV("/"))) pointer = (sv){NULL, 0};
    return step(&w, from, pointer);
}

/* --- values ------------------------------------------------------------------------------------------------- */

static err append(arena *a, sv *io, sv more)
{
    if (!more.n) return ERR_OK;
    *io = io->n ? arena_printf(a, "%.*s\n%.*s", SV_FMT(*io), SV_FMT(more)) : more;
    return io->p ? ERR_OK : ERR_NOMEM;
}

static err pointer_text(const glean *g, json_t *item, sv pointer, sv *io)
{
    json_list found = {0};
    err e = glean_pointer(g->a, item, pointer, &found);
    for (size_t i = 0; i < found.n && i < 200 && !e; i++)
        e = append(g->a, io, glean_scalar(g->a, found.at[i]));
    return e;
}

static err pick_json(const glean *g, json_t *item, json_t *up, const pick *p, sv *ret)
{
    err e = ERR_OK;
    *ret = (sv){NULL, 0};
    if (p->from == PICK_TEXT)
        *ret = p->expr;
    else if (p->from == PICK_SELF)
        *ret = glean_scalar(g->a, item);
    else if (p->from == PICK_POINTER && sv_starts(p->expr, SV("../")))
        e = up ? pointer_text(g, up, sv_sub(p->expr, 2, SV_NPOS), ret) : ERR_OK;
    else if (p->from == PICK_POINTER)
        e = pointer_text(g, item, p->expr, ret);
    for (size_t i = 0; i < p->n_filters && !e; i++)
        if (p->filter[i].op == FILTER_PLUS) e = pointer_text(g, item, p->filter[i].arg, ret);
    if (!e && ret->n) e = glean_filter(g, p, ret);
    *ret = sv_trim(*ret);
    return e;
}

err glean_json(const glean *g, json_t *item, json_t *up, const picks *p, sv *ret)
{
    *ret = (sv){NULL, 0};
    for (size_t i = 0; i < p->n && !ret->n; i++) {
        err e = pick_json(g, item, up, &p->at[i], ret);
        if (e) return e;
    }
    return ERR_OK;
}

/* --- reading ------------------------------------------------------------------------------------------------ */

static json_t *load(sv s, size_t flags)
{
    json_error_t why;
    return json_loadb(s.p, s.n, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL | flags, &why);
}

/* The text from the first bracket on: drops <!--, //<![CDATA[, `window.x =`, `for(;;);`. */
static sv from_bracket(sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '{' || s.p[i] == '[') {
            if (s.p[i] == '[' && sv_starts(sv_sub(s, i, SV_NPOS), SV("[CDATA["))) {
                i += 6;
                continue;
            }
            return sv_sub(s, i, SV_NPOS);
        }
    return (sv){NULL, 0};
}

static int hex4(sv s)
{
    int v = 0;
    if (s.n < 4) return -1;
    for (int i = 0; i < 4; i++) {
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

/* One escape at s[0] == '\\': what may stay stays, the rest becomes what was meant. Returns its length. */
static size_t escape(buf *b, sv s)
{
    char c = s.n > 1 ? s.p[1] : 0;
    if (c == 'u') {
        int v = hex4(sv_sub(s, 2, 4));
        if (v >= 0xD800 && v < 0xDC00) {
            int w = sv_starts(sv_sub(s, 6, 2), SV("\\u")) ? hex4(sv_sub(s, 8, 4)) : -1;
            bool pair = w >= 0xDC00 && w < 0xE000;
            buf_put(b, pair ? sv_sub(s, 0, 12) : SV("\\ufffd"));
            return pair ? 12 : 6;
        }
        buf_put(b, v < 0 || (v >= 0xDC00 && v < 0xE000) ? SV("\\ufffd") : sv_sub(s, 0, 6));
        return v < 0 ? 2 : 6;
    }
    if (c && strchr("\"\\/bfnrt", c))
        buf_put(b, sv_sub(s, 0, 2));
    else if (c == '\'')
        buf_putc(b, '\'');
    else
        buf_puts(b, "\\\\");
    return c && (strchr("\"\\/bfnrt", c) || c == '\'') ? 2 : 1;
}

static void clean_string(buf *b, sv *rest)
{
    buf_putc(b, '"');
    size_t i = 1;
    while (i < rest->n && rest->p[i] != '"') {
        unsigned char c = (unsigned char)rest->p[i];
        if (c == '\\') {
            i += escape(b, sv_sub(*rest, i, SV_NPOS));
            continue;
        }
        if (c == '\n')
            buf_puts(b, "\\n");
        else if (c < 0x20)
            buf_putc(b, ' ');
        else
            buf_putc(b, (char)c);
        i++;
    }
    buf_putc(b, '"');
    *rest = sv_sub(*rest, i + 1, SV_NPOS);
}

/* After a comma: true when nothing but a closing bracket follows. */
static bool comma_too_many(sv rest)
{
    rest = sv_trim(rest);
    return rest.n && (rest.p[0] == '}' || rest.p[0] == ']');
}

static void clean(buf *b, sv rest)
{
    while (rest.n) {
        if (rest.p[0] == '"') {
            clean_string(b, &rest);
            continue;
        }
        if (sv_starts(rest, SV("undefined"))) {
            buf_puts(b, "null");
            rest = sv_sub(rest, 9, SV_NPOS);
            continue;
        }
        size_t comment = sv_starts(rest, SV("/*")) ? sv_find(rest, SV("*/")) : SV_NPOS;
        if (comment != SV_NPOS) {
            rest = sv_sub(rest, comment + 2, SV_NPOS);
            continue;
        }
        if (!(rest.p[0] == ',' && comma_too_many(sv_sub(rest, 1, SV_NPOS)))) buf_putc(b, rest.p[0]);
        rest = sv_sub(rest, 1, SV_NPOS);
    }
}

json_t *glean_json_read(sv text)
{
    text = from_bracket(text);
    if (!text.n) return NULL;
    json_t *v = load(text, 0);
    if (v) return v;
    CLEANUP(buf_clear) buf b = BUF_INIT(text.n * 3 + 64);
    clean(&b, text);
    return b.e ? NULL : load(buf_sv(&b), 0);
}
