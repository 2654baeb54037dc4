#include "parsers/html_build.h"

#include <limits.h>

#include "parsers/xml2.h"

enum { FALLBACK_DEPTH_MAX = 64 /* such pages are nested by mistake or malice */ };

static uintptr_t bits_of(const xmlNode *n) { return (uintptr_t)n->_private; }

static void set_bits(xmlNode *n, uintptr_t bits)
{
    n->_private = (void *)bits; /* NOLINT(performance-no-int-to-ptr): never followed */
}

void html_set_mark(xmlNode *n, html_mark mark)
{
    if (n->type == XML_ELEMENT_NODE) set_bits(n, bits_of(n) | (uintptr_t)mark);
}

void html_clear_mark(xmlNode *n, html_mark mark) { set_bits(n, bits_of(n) & ~(uintptr_t)mark); }

bool html_marked(const xmlNode *n, html_mark mark)
{
    return n && n->type == XML_ELEMENT_NODE && (bits_of(n) & (uintptr_t)mark);
}

err html_build_begin(html_builder *b, arena *a, tree *t)
{
    *b = (html_builder){.a = a, .t = t, .depth_max = HTML_DEPTH_MAX, .names = MAP_INIT(a)};
    t->doc = ARENA_NEW(a, xmlDoc, 1);
    if (!t->doc) return ERR_NOMEM;
    t->doc->type = XML_HTML_DOCUMENT_NODE;
    t->doc->doc = t->doc;
    t->doc->charset = XML_CHAR_ENCODING_UTF8;
    return ERR_OK;
}

const xmlChar *html_build_name(html_builder *b, sv name)
{
    const xmlChar *had = map_get(&b->names, name);
    if (had) return had;
    sv copy = arena_sv(b->a, name);
    if (!copy.p) return NULL;
    union {
        const char *in;
        void *out;
    } u = {.in = copy.p};
    if (map_put(&b->names, copy, u.out)) return NULL;
    return u.out;
}

static void link_last(html_builder *b, xmlNode *n)
{
    xmlNode *up = b->at ? b->at : (xmlNode *)b->t->doc;
    n->parent = up;
    n->doc = b->t->doc;
    n->prev = up->last;
    if (up->last)
        up->last->next = n;
    else
        up->children = n;
    up->last = n;
    b->t->n_nodes++;
}

static xmlNode *text_node(arena *a, xmlDoc *doc, sv copy)
{
    xmlNode *n = copy.p ? ARENA_NEW(a, xmlNode, 1) : NULL;
    if (!n) return NULL;
    union {
        const char *in;
        xmlChar *out;
    } u = {.in = copy.p};
    n->type = XML_TEXT_NODE;
    n->name = (const xmlChar *)"text"; /* as libxml2 names them */
    n->content = u.out;
    n->_private =
        (void *)copy.n; /* NOLINT(performance-no-int-to-ptr): its length, never followed */
    n->doc = doc;
    return n;
}

err html_build_text(html_builder *b, sv text)
{
    if (!text.n || !b->at) return ERR_OK;
    xmlNode *n = text_node(b->a, b->t->doc, text);
    if (!n) return ERR_NOMEM;
    link_last(b, n);
    return ERR_OK;
}

/* Where an element gets no node, the words before and in it still stay apart. */
static err part_words(html_builder *b)
{
    const xmlNode *last = b->at ? b->at->last : NULL;
    bool apart =
        !last || (last->type == XML_TEXT_NODE && last->content[0] == '\n' && !last->content[1]);
    return apart ? ERR_OK : html_build_text(b, SV("\n"));
}

err html_build_open(html_builder *b, GumboTag tag, sv name)
{
    b->own = (html_attrs){0};
    if (b->depth >= b->depth_max) {
        b->over++;
        return html_is_block(tag) ? part_words(b) : ERR_OK;
    }
    html_el *el = ARENA_NEW(b->a, html_el, 1);
    xmlNode *n = el ? &el->node : NULL;
    if (!n) return ERR_NOMEM;
    n->type = XML_ELEMENT_NODE;
    n->name = html_build_name(b, name);
    if (!n->name) return ERR_NOMEM;
    set_bits(n, (uintptr_t)tag << HTML_TAG_SHIFT);
    link_last(b, n);
    b->at = n;
    b->depth++;
    return ERR_OK;
}

err html_build_add(html_builder *b, html_attrs *io, const xmlChar *name, sv value)
{
    if (!name) return ERR_NOMEM;
    html_at *own = ARENA_NEW(b->a, html_at, 1);
    xmlAttr *at = own ? &own->attr : NULL;
    if (!at) return ERR_NOMEM;
    own->value = value;
    if (!io->cls.p && strcmp((const char *)name, "class") == 0) io->cls = value;
    if (!io->id.p && strcmp((const char *)name, "id") == 0) io->id = value;
    if (name[0]) io->letters |= 1U << (name[0] & 31);
    at->type = XML_ATTRIBUTE_NODE;
    at->name = name;
    at->doc = b->t->doc;
    at->prev = io->last;
    if (io->last)
        io->last->next = at;
    else
        io->first = at;
    io->last = at;
    return ERR_OK;
}

void html_build_share(html_builder *b, const html_attrs *all)
{
    if (b->over || !b->at) return;
    html_el *el = html_el_of(b->at);
    b->at->properties = all->first;
    el->cls = all->cls;
    el->id = all->id;
    el->letters = all->letters;
}

err html_build_attr(html_builder *b, const xmlChar *name, sv value)
{
    if (b->over || !b->at) return ERR_OK;
    err e = html_build_add(b, &b->own, name, value);
    if (!e) html_build_share(b, &b->own);
    return e;
}

/* Gives an element attributes of its own, which know it and have the text nodes that XPath asks for. */
static err complete(arena *a, const tree *t, xmlNode *n)
{
    xmlAttr *last = NULL;
    for (const xmlAttr *at = n->properties; at; at = at->next) {
        html_at *own = ARENA_NEW(a, html_at, 1);
        xmlNode *text = own ? text_node(a, t->doc, html_value(at)) : NULL;
        if (!text) return ERR_NOMEM;
        own->value = html_value(at);
        own->attr = (xmlAttr){.type = at->type,
            .name = at->name,
            .doc = at->doc,
            .prev = last,
            .parent = n,
            .children = text,
            .last = text};
        text->parent = (xmlNode *)own;
        if (last)
            last->next = &own->attr;
        else
            n->properties = &own->attr;
        last = &own->attr;
    }
    return ERR_OK;
}

err html_complete(arena *a, const tree *t)
{
    if (t->doc->_private) return ERR_OK;
    for (xmlNode *n = t->root; n; n = html_next(n, t->root)) {
        err e = n->type == XML_ELEMENT_NODE ? complete(a, t, n) : ERR_OK;
        if (e) return e;
    }
    t->doc->_private = t->doc; /* done */
    return ERR_OK;
}

void html_build_close(html_builder *b)
{
    if (b->over) {
        b->over--;
        return;
    }
    if (!b->at) return;
    xmlNode *up = b->at->parent;
    b->at = up && up->type == XML_ELEMENT_NODE ? up : NULL;
    b->depth--;
}

void html_build_end(tree *t)
{
    t->root = NULL;
    for (xmlNode *n = t->doc->children; n; n = n->next)
        if (html_is(n, GUMBO_TAG_HTML) || (!t->root && n->type == XML_ELEMENT_NODE)) t->root = n;
    if (!t->root) return;
    for (xmlNode *n = t->root->children; n; n = n->next) {
        if (!t->head && html_is(n, GUMBO_TAG_HEAD)) t->head = n;
        if (!t->body && html_is(n, GUMBO_TAG_BODY)) t->body = n;
    }
}

/* ---- fallback ---- */

/* libxml2 takes its strings back. */
static void on_attr(html_builder *b, sv name, sv value)
{
    value = arena_sv(b->a, value);
    b->e = value.p ? html_build_attr(b, html_build_name(b, name), value) : ERR_NOMEM;
}

static void on_open(void *ctx, const xmlChar *name, const xmlChar **attr)
{
    html_builder *b = ctx;
    if (b->e) return;
    sv v = sv_c((const char *)name);
    b->e = html_build_open(b, gumbo_tag_enum((const char *)name), v);
    for (int i = 0; !b->e && attr && attr[i]; i += 2)
        on_attr(b, sv_c((const char *)attr[i]), sv_c((const char *)attr[i + 1]));
}

static void on_close(void *ctx, const xmlChar *name)
{
    html_builder *b = ctx;
    (void)name;
    if (!b->e) html_build_close(b);
}

static void on_text(void *ctx, const xmlChar *text, int n)
{
    html_builder *b = ctx;
    sv s = {(const char *)text, n > 0 ? strnlen((const char *)text, (size_t)n) : 0};
    if (b->e) return;
    s = arena_sv(b->a, s);
    b->e = s.p ? html_build_text(b, s) : ERR_NOMEM;
}

err html_build_fallback(arena *a, sv utf8, tree *t)
{
    html_builder b;
    err e = xml2_load(NULL);
    if (!e) e = html_build_begin(&b, a, t);
    if (e) return e;
    b.depth_max = FALLBACK_DEPTH_MAX;
    if (utf8.n > INT_MAX) return ERR_LIMIT;
    htmlSAXHandler sax = {.startElement = on_open,
        .endElement = on_close,
        .characters = on_text,
        .cdataBlock = on_text,
        .ignorableWhitespace = on_text};
    htmlParserCtxtPtr c = htmlCreatePushParserCtxt(&sax, &b, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!c) return ERR_NOMEM;
    (void)htmlCtxtUseOptions(
        c, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    enum { STEP = 64 * 1024 };
    for (size_t at = 0; at < utf8.n && !b.e; at += STEP) {
        sv part = sv_sub(utf8, at, STEP);
        (void)htmlParseChunk(c, part.p, (int)part.n, 0);
    }
    (void)htmlParseChunk(c, NULL, 0, 1);
    htmlFreeParserCtxt(c);
    if (b.e) return b.e == ERR_NOMEM ? ERR_LIMIT : b.e;
    if (!t->doc->children) {
        e = html_build_open(&b, GUMBO_TAG_HTML, SV("html"));
        if (!e) html_build_close(&b);
    }
    return e;
}
