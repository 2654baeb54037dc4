#include "parsers/feed.h"

#include <limits.h>

#include "parsers/html.h"
#include "parsers/links.h"
#include "parsers/meta.h"
#include "parsers/xml2.h"
#include "util/vec.h"

enum {
    ITEMS_MAX = 2000,
    XML_FLAGS = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
};

typedef struct item {
    sv link, guid, author, author_uri, date, content, summary, reply_to, related, comments_feed;
} item;

typedef struct feed {
    arena *a;
    const page *p;
    when_base base;
    sv link; /* of the site */
    VEC(doc_comment) comments;
    doc *io;
} feed;

static bool named(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && sv_ieq(sv_c((const char *)n->name), sv_c(name));
}

static bool prefixed(const xmlNode *n, const char *prefix, const char *name)
{
    return named(n, name) && n->ns && n->ns->prefix &&
           sv_ieq(sv_c((const char *)n->ns->prefix), sv_c(prefix));
}

/* Copied: the document goes before the result does. */
static sv attr(feed *f, const xmlNode *n, const char *name)
{
    for (const xmlAttr *at = n->properties; at; at = at->next)
        if (sv_ieq(sv_c((const char *)at->name), sv_c(name)) && at->children &&
            at->children->content)
            return arena_sv(f->a, sv_trim(sv_c((const char *)at->children->content)));
    return (sv){NULL, 0};
}

static void put_text(buf *b, const xmlNode *n, int depth)
{
    for (; n; n = n->next) {
        bool text = n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
        if (text && n->content) buf_puts(b, (const char *)n->content);
        if (n->type != XML_ELEMENT_NODE || depth > 40) continue;
        if (named(n, "p") || named(n, "div") || named(n, "br"))
            buf_puts(b, "<br>"); /* type="xhtml" */
        put_text(b, n->children, depth + 1);
    }
}

static sv text_of(feed *f, const xmlNode *n)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(1024 * 1024);
    put_text(&b, n->children, 0);
    return b.n ? arena_sv(f->a, sv_trim(buf_sv(&b))) : (sv){NULL, 0};
}

static void read_author(feed *f, const xmlNode *n, item *it)
{
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (named(c, "name")) it->author = text_of(f, c);
        if (named(c, "uri")) it->author_uri = text_of(f, c);
    }
    if (!it->author.n) it->author = text_of(f, n);
}

static void read_field(feed *f, const xmlNode *n, item *it)
{
    if (named(n, "link")) {
        sv href = attr(f, n, "href"), rel = attr(f, n, "rel");
        if (!href.n) href = text_of(f, n);
        if (sv_ieq(rel, SV("related")))
            it->related = href;
        else if (!it->link.n || (rel.n && sv_ieq(rel, SV("alternate"))))
            it->link = href;
    } else if (named(n, "guid") || named(n, "id"))
        it->guid = text_of(f, n);
    else if (named(n, "creator") || named(n, "author"))
        read_author(f, n, it);
    else if (named(n, "pubdate") || named(n, "published"))
        it->date = text_of(f, n);
    else if ((named(n, "date") || named(n, "updated")) && !it->date.n)
        it->date = text_of(f, n);
    else if (named(n, "encoded") || named(n, "content"))
        it->content = text_of(f, n);
    else if (named(n, "description") || named(n, "summary"))
        it->summary = text_of(f, n);
    else if (named(n, "in-reply-to"))
        it->reply_to = attr(f, n, "ref").n ? attr(f, n, "ref") : attr(f, n, "href");
    else if (prefixed(n, "wfw", "commentRss"))
        it->comments_feed = text_of(f, n);
}

/* What stands behind "#comment-", "#c" or "comment_" in an address. */
static sv comment_id(sv address)
{
    static const sv marks[] = {
        SV_INIT("#comment-"), SV_INIT("#comment_"), SV_INIT("#comment"), SV_INIT("#c")};
    for (size_t i = 0; address.p && i < sizeof marks / sizeof *marks; i++) {
        size_t at = sv_find(address, marks[i]);
        if (at == SV_NPOS) continue;
        sv id = sv_sub(address, at + marks[i].n, address.n);
        if (id.n && id.n < 40) return id;
    }
    return (sv){NULL, 0};
}

/* Blogger names all it has by numbers: "...post-771" is a comment when it answers something, and what it answers,
 * if that is a comment, stands in a related link "/comments/default/770". */
static sv number_behind(sv s, sv mark)
{
    size_t at = sv_find(s, mark);
    sv id = at == SV_NPOS ? (sv){NULL, 0} : sv_sub(s, at + mark.n, s.n);
    for (size_t i = 0; i < id.n; i++)
        if (id.p[i] < '0' || id.p[i] > '9') id.n = i;
    return id;
}

/* The HTML of an entry as text; the comment it answers when it begins with a link to one. */
static err plain(feed *f, sv html, sv *ret, sv *ret_parent)
{
    tree *t;
    err e = html_parse(f->a, html, &t);
    if (e || !t->body) return e;
    const xmlNode *link = html_first(t->body, GUMBO_TAG_A);
    const xmlNode *first = t->body->children;
    if (link && first && (link->parent == first || link->parent == t->body))
        *ret_parent = comment_id(html_attr(link, "href"));
    return html_text(f->a, t->body, ret);
}

static err add_comment(feed *f, const item *it, sv href, sv id)
{
    sv text = {NULL, 0}, parent = {NULL, 0};
    err e = plain(f, it->content.n ? it->content : it->summary, &text, &parent);
    if (e || !text.n) return e;
    doc_comment *c = VEC_PUSH(f->a, &f->comments);
    if (!c) return ERR_NOMEM;
    *c = (doc_comment){.id = id,
        .author = it->author,
        .author_id = it->author_uri,
        .text = text,
        .url = href,
        .likes = -1,
        .kind = COMMENT_COMMENT,
        .layer = LAYER_FEED,
        .confidence = 1};
    c->parent = comment_id(it->reply_to);
    if (!c->parent.n) c->parent = number_behind(it->related, SV("/comments/default/"));
    if (!c->parent.n && !sv_eq(parent, id)) c->parent = parent;
    if (!when_parse_machine(it->date, &f->base, &c->date)) c->date.precision = WHEN_NONE;
    return ERR_OK;
}

static err add_link(feed *f, const item *it, sv href, bool comment)
{
    when w;
    doc_link link = {.href = href, .kind = LINK_PAGE};
    if (!comment && when_parse_machine(it->date, &f->base, &w)) link.lastmod_ms = w.at_ms;
    err e = links_add(f->a, f->io, link);
    if (e || !it->comments_feed.n) return e;
    sv feed_href = links_resolve(f->a, f->p->url, it->comments_feed);
    return links_add(f->a, f->io, (doc_link){.href = feed_href, .kind = LINK_FEED});
}

static err read_item(feed *f, const xmlNode *n)
{
    item it = {0};
    for (const xmlNode *c = n->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE) read_field(f, c, &it);
    if (!it.link.n && sv_istarts(it.guid, SV("http"))) it.link = it.guid;
    sv base = f->p->url.n ? f->p->url : f->link, href = links_resolve(f->a, base, it.link);
    sv id = comment_id(it.link);
    if (!id.n) id = comment_id(it.guid);
    bool comment = id.n || it.reply_to.n;
    if (comment && !id.n) id = number_behind(it.guid, SV(".post-"));
    if (comment && !id.n) id = it.guid;
    err e = add_link(f, &it, href, comment);
    return e || !comment ? e : add_comment(f, &it, href, id);
}

static err walk(feed *f, xmlNode *root)
{
    size_t items = 0;
    xmlNode *n = root;
    for (int depth = 0; n && items < ITEMS_MAX;) {
        bool entry = named(n, "item") || named(n, "entry");
        bool head = n->type == XML_ELEMENT_NODE && !entry && depth <= 2;
        if (entry) {
            items++;
            err e = read_item(f, n);
            if (e) return e;
        }
        if (head && named(n, "title") && !f->io->title.n) f->io->title = text_of(f, n);
        if (head && named(n, "language") && !f->io->lang.n) f->io->lang = text_of(f, n);
        if (head && named(n, "link") && !f->link.n && !attr(f, n, "href").n)
            f->link = text_of(f, n);
        if (head && named(n, "link") && sv_ieq(attr(f, n, "rel"), SV("next"))) {
            sv href = links_resolve(f->a, f->p->url, attr(f, n, "href"));
            err e = links_add(f->a, f->io, (doc_link){.href = href, .kind = LINK_NEXT});
            if (e) return e;
        }
        bool down = !entry && n->type == XML_ELEMENT_NODE && n->children && depth < 3;
        if (down) depth++;
        xmlNode *next = down ? n->children : n->next;
        while (!next && n->parent && n->parent != root->parent && n != root) {
            n = n->parent;
            depth--;
            next = n == root ? NULL : n->next;
        }
        n = next;
    }
    return ERR_OK;
}

err feed_parse(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io)
{
    if (utf8.n > INT_MAX) return ERR_LIMIT;
    feed f = {.a = a, .p = p, .base = meta_when_base(p, o, io), .io = io};
    err e = xml2_load(NULL);
    if (e) return e;
    xmlDoc *d = xmlReadMemory(utf8.p, (int)utf8.n, NULL, "UTF-8", XML_FLAGS);
    xmlNode *root = d ? xmlDocGetRootElement(d) : NULL;
    e = root ? walk(&f, root) : ERR_OK;
    if (d) xmlFreeDoc(d);
    io->comment = f.comments.at;
    io->n_comments = f.comments.n;
    return e;
}
