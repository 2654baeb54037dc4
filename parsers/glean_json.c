#include "parsers/glean.h"
#include "parsers/literal.h"
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

/* `window.x =`, `var x =`, `self["x"] =`: what is behind it; anything else as it is. */
static sv behind_equals(sv s)
{
    size_t i = 0;
    while (i < s.n &&
           (sv_space(s.p[i]) || strchr("_$.[]\"'", s.p[i]) || (s.p[i] >= '0' && s.p[i] <= '9') ||
               (sv_lower(s.p[i]) >= 'a' && sv_lower(s.p[i]) <= 'z')))
        i++;
    return i && i < s.n && s.p[i] == '=' && s.p[0] != '[' ? sv_trim(sv_sub(s, i + 1, SV_NPOS)) : s;
}

/* The text from where a value begins: drops <!--, //<![CDATA[, an assignment, `for(;;);`. */
static sv from_value(sv s)
{
    sv set = behind_equals(sv_trim(s));
    if (set.n && (set.p[0] == '(' || sv_starts(set, SV("JSON.parse")))) return set;
    for (size_t i = set.p ? (size_t)(set.p - s.p) : 0; i < s.n; i++)
        if (s.p[i] == '{' || s.p[i] == '[') {
            if (s.p[i] == '[' && sv_starts(sv_sub(s, i, SV_NPOS), SV("[CDATA["))) {
                i += 6;
                continue;
            }
            return sv_sub(s, i, SV_NPOS);
        }
    return (sv){NULL, 0};
}

json_t *glean_json_read(sv text)
{
    json_error_t why;
    text = from_value(text);
    if (!text.n) return NULL;
    json_t *v = json_loadb(text.p, text.n, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &why);
    return v ? v : literal_read(text);
}
