/* Microdata (itemscope, itemprop) and RDFa-lite (typeof, property) to the form of JSON-LD. */
#include "parsers/structured.h"

enum { THINGS_MAX = 5000 };

typedef struct build {
    const glean *g;
    json_t *roots;
    size_t things;
} build;

static bool is_thing(const xmlNode *n)
{
    return html_attr(n, "itemscope").p || html_attr(n, "typeof").p;
}

static sv property(const xmlNode *n)
{
    sv p = html_attr(n, "itemprop");
    return p.n ? p : html_attr(n, "property");
}

static sv type_of(const xmlNode *n)
{
    sv t = html_attr(n, "itemtype");
    t = sv_trim(t.n ? t : html_attr(n, "typeof"));
    return sv_cut(&t, ' ');
}

/* What the element says: a machine attribute where there is one, else its text. */
static sv value_of(const build *b, const xmlNode *n)
{
    static const char *const attrs[] = {"content", "datetime"};
    for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++) {
        sv v = html_attr(n, attrs[i]);
        if (v.n) return v;
    }
    sv text = {NULL, 0};
    if (glean_text(b->g, n, NULL, &text)) return (sv){NULL, 0};
    if (text.n) return text;
    sv href = html_attr(n, "href");
    return href.n ? href : html_attr(n, "src");
}

static void put(json_t *to, sv key, json_t *value)
{
    json_t *old = json_object_getn(to, key.p, key.n);
    if (!old) {
        (void)json_object_setn_new(to, key.p, key.n, value);
        return;
    }
    if (!json_is_array(old)) {
        json_t *list = json_array();
        (void)json_array_append(list, old);
        (void)json_object_setn_new(to, key.p, key.n, list);
        old = list;
    }
    (void)json_array_append_new(old, value);
}

/* Every name of itemprop="a b"; a thing is kept under the first one only, else it would count twice. */
static void put_all(json_t *to, sv names, json_t *value, bool thing)
{
    while (names.n) {
        names = sv_trim(names);
        sv name = sv_cut(&names, ' ');
        for (size_t i = 0; i < name.n; i++)
            if (name.p[i] == ':' || name.p[i] == '/') name = sv_sub(name, i + 1, SV_NPOS), i = 0;
        if (!name.n) continue;
        put(to, name, json_incref(value));
        if (thing) break;
    }
    json_decref(value);
}

static void children(build *b, const xmlNode *n, json_t *to, int depth);

static json_t *thing(build *b, const xmlNode *n, int depth)
{
    json_t *o = json_object();
    sv type = type_of(n), id = html_attr(n, "itemid");
    if (!id.n) id = html_attr(n, "resource");
    if (!id.n) id = html_id(n);
    if (type.n) put(o, SV("@type"), json_stringn(type.p, type.n));
    if (id.n) put(o, SV("@id"), json_stringn(id.p, id.n));
    children(b, n, o, depth);
    return o;
}

/* A comment by its type, and a review of the thing around it, is no part of the article around it. */
static void mark_comment(const xmlNode *n, sv names)
{
    sv type = type_of(n);
    bool review = sv_ends(type, SV("Review")) && sv_find(names, SV("review")) != SV_NPOS;
    union {
        const xmlNode *in;
        xmlNode *out;
    } u = {.in = n};
    if (review || sv_ends(type, SV("Comment")) || sv_ends(type, SV("UserComments")))
        html_set_mark(u.out, MARK_COMMENT);
}

static void element(build *b, const xmlNode *n, json_t *to, int depth)
{
    sv names = property(n);
    if (is_thing(n) && b->things++ < THINGS_MAX) {
        mark_comment(n, names);
        json_t *o = thing(b, n, depth + 1);
        if (names.n && to)
            put_all(to, names, o, true);
        else
            (void)json_array_append_new(b->roots, o);
        return;
    }
    if (names.n && to) {
        sv v = value_of(b, n);
        if (v.n) put_all(to, names, json_stringn(v.p, v.n), false);
    }
    children(b, n, to, depth + 1);
}

/* Recursion is bounded: trees are at most HTML_DEPTH_MAX deep. */
static void children(build *b, const xmlNode *n, json_t *to, int depth)
{
    if (depth > HTML_DEPTH_MAX) return;
    for (const xmlNode *m = n->children; m; m = m->next)
        if (m->type == XML_ELEMENT_NODE) element(b, m, to, depth);
}

json_t *structured_markup(const glean *g)
{
    build b = {.g = g, .roots = json_array()};
    bool any = false;
    for (const xmlNode *n = g->t->root; n && !any; n = html_next(n, g->t->root))
        any = n->type == XML_ELEMENT_NODE && is_thing(n);
    if (any) children(&b, g->t->root, NULL, 0);
    if (json_array_size(b.roots)) return b.roots;
    json_decref(b.roots);
    return NULL;
}
