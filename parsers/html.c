#include "parsers/html.h"

#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>

#include "parsers/html_build.h"
#include "parsers/html_lift.h"

enum {
    GUMBO_BYTES_PER_BYTE = 24, /* measured: 3 to 13 times the page */
    GUMBO_BYTES_BASE = 4 << 20,
    BLOCK_BYTES = 32 << 10,
    SMALL_BLOCK_BYTES = 16 << 10,
    PLACE_BYTES = sizeof(void *), /* all that Gumbo takes are pointers and what is smaller */
    SMALL_MAX = 4 * PLACE_BYTES,
    DEPTH_SUSPECT = 350,  /* elements open at once before Gumbo gets slow */
    FORMAT_SUSPECT = 200, /* <b>, <font> ... opened and never closed */
    TAG_SUSPECT = 2048,   /* bytes of a tag before its attributes are counted */
    ATTRIBUTES_MAX = 500  /* every parser compares each one with all before it */
};

/* Places of one small size. Half of what Gumbo asks for are a few bytes that it soon gives back. */
typedef struct pool {
    char *base, *at, *end; /* of the block that is handed out now */
    void *given_back;      /* the latest one; each holds the address of the one before */
} pool;

typedef struct gum {
    arena arena;    /* all that Gumbo takes; released when the tree is built */
    char *at, *end; /* of the block that is handed out now */
    pool small[SMALL_MAX / PLACE_BYTES];
    jmp_buf full;
} gum;

static void *gum_raw(gum *g, size_t n)
{
    void *p = arena_raw(&g->arena, n);
    if (!p) longjmp(g->full, 1); /* Gumbo never checks; nothing but the arena is held */
    return p;
}

static void *small_alloc(gum *g, pool *s, size_t n)
{
    void *p = s->given_back;
    if (p) {
        memcpy(&s->given_back, p, sizeof(void *));
        return p;
    }
    if (s->at == s->end) {
        s->base = s->at = gum_raw(g, SMALL_BLOCK_BYTES);
        s->end = s->base + SMALL_BLOCK_BYTES / n * n;
    }
    p = s->at;
    s->at += n;
    return p;
}

static void *gum_alloc(void *data, size_t n)
{
    gum *g = data;
    n = n ? (n + PLACE_BYTES - 1) & ~(size_t)(PLACE_BYTES - 1) : PLACE_BYTES;
    if (n <= SMALL_MAX) return small_alloc(g, &g->small[n / PLACE_BYTES - 1], n);
    if (n > (size_t)(g->end - g->at)) {
        if (n > BLOCK_BYTES / 8) return gum_raw(g, n);
        g->at = gum_raw(g, BLOCK_BYTES);
        g->end = g->at + BLOCK_BYTES;
    }
    void *p = g->at;
    g->at += n;
    return p;
}

/* Of the latest blocks only: that is where nearly all lie that are given back. */
static void gum_free(void *data, void *p)
{
    gum *g = data;
    uintptr_t at = (uintptr_t)p;
    for (size_t i = 0; p && i < SMALL_MAX / PLACE_BYTES; i++) {
        pool *s = &g->small[i];
        if (at < (uintptr_t)s->base || at >= (uintptr_t)s->end) continue;
        memcpy(p, &s->given_back, sizeof(void *));
        s->given_back = p;
        return;
    }
}

static bool is_format(GumboTag tag)
{
    switch ((int)tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U: return true;
    default: return false;
    }
}

/* Elements whose end tag HTML supplies; leaving them open costs nothing. */
static bool is_loose(GumboTag tag)
{
    switch ((int)tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_SOURCE:
    case GUMBO_TAG_AREA:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_PARAM:
    case GUMBO_TAG_TRACK:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_BODY: return true;
    default: return false;
    }
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static sv tag_name(sv s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && (is_letter(s.p[at + n]) || (s.p[at + n] >= '0' && s.p[at + n] <= '9')))
        n++;
    return sv_sub(s, at, n);
}

/* The end of a <script> or <style> body, or of a comment, whose "tags" are no tags. */
static size_t raw_end(sv s, size_t at, sv closing)
{
    while (at < s.n) {
        const char *lt = memchr(s.p + at, closing.p[0], s.n - at);
        if (!lt) return s.n;
        at = (size_t)(lt - s.p);
        if (sv_istarts(sv_sub(s, at, s.n), closing)) return at;
        at++;
    }
    return s.n;
}

/* The end of the tag whose name ends at `at`; *ret_many when it has too many attributes. */
static size_t tag_end(sv s, size_t at, bool *ret_many)
{
    size_t words = 0;
    for (; at < s.n && s.p[at] != '>'; at++) {
        words += sv_space(s.p[at]);
        if (s.p[at] != '"' && s.p[at] != '\'') continue;
        const char *close = memchr(s.p + at + 1, s.p[at], s.n - at - 1);
        if (!close) break;
        at = (size_t)(close - s.p);
        words++; /* a="b"c="d" */
    }
    *ret_many = words > 2 * ATTRIBUTES_MAX;
    return at;
}

/* Takes the attributes away from every tag that has very many of them; `io` is copied only then. */
static err strip_tags(arena *a, sv *io)
{
    char *own = NULL;
    sv s = *io;
    for (size_t at = 0; at < s.n;) {
        const char *lt = memchr(s.p + at, '<', s.n - at);
        if (!lt) break;
        at = (size_t)(lt - s.p) + 1;
        sv name = tag_name(s, at);
        at += name.n;
        size_t window = s.n - at < TAG_SUSPECT ? s.n - at : TAG_SUSPECT;
        bool many = false;
        if (!name.n || memchr(s.p + at, '>', window)) continue;
        size_t end = tag_end(s, at, &many);
        if (many && !own) {
            own = arena_alloc(a, s.n);
            if (!own) return ERR_NOMEM;
            memcpy(own, s.p, s.n);
        }
        if (many) memset(own + at, ' ', end - at);
        at = end;
    }
    if (own) io->p = own;
    return ERR_OK;
}

/* A cheap look for what makes Gumbo slow or hungry: great depth, formatting left open. */
static bool is_hostile(sv s)
{
    long depth = 0, format = 0;
    for (size_t at = 0; at < s.n;) {
        const char *lt = memchr(s.p + at, '<', s.n - at);
        if (!lt) break;
        at = (size_t)(lt - s.p) + 1;
        if (sv_starts(sv_sub(s, at, s.n), SV("!--"))) {
            at = raw_end(s, at + 3, SV("-->"));
            continue;
        }
        bool end = at < s.n && s.p[at] == '/';
        sv name = tag_name(s, at + end);
        if (!name.n || !is_letter(name.p[0])) continue;
        at = (size_t)(name.p - s.p) + name.n;
        GumboTag tag = gumbo_tagn_enum(name.p, (unsigned)name.n);
        if (!end && tag == GUMBO_TAG_SCRIPT)
            at = raw_end(s, at, SV("</script"));
        else if (!end && tag == GUMBO_TAG_STYLE)
            at = raw_end(s, at, SV("</style"));
        else if (is_format(tag))
            format += end ? -1 : 1;
        else if (!is_loose(tag))
            depth += end ? -1 : 1;
        if (depth < 0) depth = 0;
        if (format < 0) format = 0;
        if (depth > DEPTH_SUSPECT || format > FORMAT_SUSPECT) return true;
    }
    return false;
}

/* Makes the attributes of a list, once for all tags that have it. */
static err make_list(html_builder *b, lifted_list *list)
{
    sv name, value;
    html_attrs *made = ARENA_NEW(b->a, html_attrs, 1);
    if (!made) return ERR_NOMEM;
    for (size_t at = 0; html_lifted_pair(list->raw, &at, &name, &value);) {
        value = arena_sv(b->a, value);
        err e = value.p ? html_build_add(b, made, html_build_name(b, name), value) : ERR_NOMEM;
        if (e) return e;
    }
    list->made = made;
    return ERR_OK;
}

/* ret_body: what html_lift() took out of this script. */
static err copy_attributes(html_builder *b, const lifted *l, const GumboElement *e, sv *ret_body)
{
    *ret_body = (sv){NULL, 0};
    for (unsigned i = 0; i < e->attributes.length; i++) {
        const GumboAttribute *at = e->attributes.data[i];
        sv name = sv_c(at->name), value;
        lifted_list *list = html_lifted_list(l, name);
        err er = list && !list->made ? make_list(b, list) : ERR_OK;
        if (er) return er;
        if (list) {
            html_build_share(b, list->made);
            continue;
        }
        if (e->tag == GUMBO_TAG_SCRIPT && sv_eq(name, SV(HTML_LIFT_MARK))) {
            *ret_body = html_lifted(l, sv_c(at->value));
            continue;
        }
        er = html_restored(b->a, l, sv_c(at->value), &value);
        if (!er) er = html_build_attr(b, html_build_name(b, name), value);
        if (er) return er;
    }
    return ERR_OK;
}

static sv element_name(const GumboElement *e)
{
    if (e->tag != GUMBO_TAG_UNKNOWN) return sv_c(gumbo_normalized_tagname(e->tag));
    GumboStringPiece piece = e->original_tag;
    gumbo_tag_from_original_text(&piece);
    return (sv){piece.data, piece.length};
}

static const GumboVector *children_of(const GumboNode *n)
{
    switch (n->type) {
    case GUMBO_NODE_DOCUMENT: return &n->v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: return &n->v.element.children;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_WHITESPACE: break;
    }
    return NULL;
}

static err copy_open(html_builder *b, const lifted *l, const GumboNode *n)
{
    if (n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE) {
        sv body = {NULL, 0};
        err e = html_build_open(b, n->v.element.tag, element_name(&n->v.element));
        if (!e) e = copy_attributes(b, l, &n->v.element, &body);
        if (e || !body.n) return e;
        body = arena_sv(b->a, sv_sub(body, 0, strnlen(body.p, body.n)));
        return body.p ? html_build_text(b, body) : ERR_NOMEM;
    }
    if (n->type == GUMBO_NODE_DOCUMENT || n->type == GUMBO_NODE_COMMENT) return ERR_OK;
    sv text;
    err e = html_restored(b->a, l, sv_c(n->v.text.text), &text);
    return e ? e : html_build_text(b, text);
}

/* Without recursion: the depth is the page's. */
static err copy_tree(html_builder *b, const lifted *l, const GumboNode *top)
{
    const GumboNode *n = top;
    for (;;) {
        err e = copy_open(b, l, n);
        if (e) return e;
        const GumboVector *kids = children_of(n);
        if (kids && kids->length) {
            n = kids->data[0];
            continue;
        }
        for (;;) {
            if (n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE)
                html_build_close(b);
            if (n == top || !n->parent) return ERR_OK;
            const GumboVector *row = children_of(n->parent);
            size_t next = n->index_within_parent + 1;
            if (next < row->length) {
                n = row->data[next];
                break;
            }
            n = n->parent;
        }
    }
}

static const GumboOutput *run_gumbo(gum *g, sv utf8)
{
    GumboOptions o = kGumboDefaultOptions;
    o.allocator = gum_alloc;
    o.deallocator = gum_free;
    o.userdata = g;
    o.max_errors = 0;
    if (setjmp(g->full)) return NULL;
    return gumbo_parse_with_options(&o, utf8.p, utf8.n);
}

static err by_gumbo(arena *a, sv utf8, const lifted *l, tree *t)
{
    size_t limit = utf8.n * GUMBO_BYTES_PER_BYTE + GUMBO_BYTES_BASE;
    gum *g = malloc(sizeof *g);
    if (!g) return ERR_NOMEM;
    *g = (gum){.arena = ARENA_INIT(limit)};
    const GumboOutput *out = run_gumbo(g, utf8);
    html_builder b;
    err e = out ? html_build_begin(&b, a, t) : ERR_LIMIT;
    if (!e) e = copy_tree(&b, l, out->root);
    arena_clear(&g->arena);
    free(g);
    return e;
}

err html_parse(arena *a, sv utf8, tree **ret)
{
    tree *t = ARENA_NEW(a, tree, 1);
    if (!t) return ERR_NOMEM;
    if (!utf8.p) utf8 = SV("");
    lifted l;
    err e = html_lift(a, utf8, &l);
    sv text = buf_sv(&l.text);
    if (!e) e = strip_tags(a, &text);
    if (!e) e = is_hostile(text) ? ERR_LIMIT : by_gumbo(a, text, &l, t);
    buf_clear(&l.text);
    if (e == ERR_LIMIT && strip_tags(a, &utf8)) e = ERR_NOMEM;
    if (e == ERR_LIMIT) {
        *t = (tree){.fallback = true};
        e = html_build_fallback(a, utf8, t);
    }
    if (!e) html_build_end(t);
    if (!e) *ret = t;
    return e;
}
