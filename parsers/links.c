#include "parsers/links.h"

#include "crawler/url.h"
#include "util/buf.h"
#include "util/map.h"

static sv whole_page(arena *a, sv all)
{
    const char *hash = all.n ? memchr(all.p, '#', all.n) : NULL;
    return hash ? arena_sv(a, sv_sub(all, 0, (size_t)(hash - all.p))) : all;
}

sv links_resolve(arena *a, sv base, sv href)
{
    sv all = {NULL, 0};
    return url_resolve(a, base, href, &all) ? (sv){NULL, 0} : whole_page(a, all);
}

sv links_percent(arena *a, sv value)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(8192);
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     c == '-' || c == '_' || c == '.' || c == '~';
        if (plain)
            buf_putc(&b, (char)c);
        else
            buf_printf(&b, "%%%02X", c);
    }
    return b.e ? (sv){NULL, 0} : arena_sv(a, buf_sv(&b));
}

sv links_with(arena *a, sv address, sv name, sv value)
{
    sv rest = address, out = sv_cut(&rest, '?'), text = links_percent(a, value);
    char mark = '?';
    while (rest.n && out.p) {
        sv part = sv_cut(&rest, '&'), key = part;
        if (sv_eq(sv_cut(&key, '='), name)) continue;
        out = arena_printf(a, "%.*s%c%.*s", SV_FMT(out), mark, SV_FMT(part));
        mark = '&';
    }
    if (!text.n || !out.p) return (sv){NULL, 0};
    return arena_printf(a, "%.*s%c%.*s=%.*s", SV_FMT(out), mark, SV_FMT(name), SV_FMT(text));
}

static bool rel_has(const xmlNode *n, sv word)
{
    sv rel = html_attr(n, "rel");
    while (rel.n) {
        rel = sv_trim(rel);
        if (sv_ieq(sv_cut(&rel, ' '), word)) return true;
    }
    return false;
}

err links_push(arena *a, doc *io, doc_link link, size_t most)
{
    if (!link.href.n || io->n_links >= most) return ERR_OK;
    size_t n = io->n_links;
    if (n == 0 || (n >= 8 && (n & (n - 1)) == 0)) { /* grows at 0, 8, 16, 32 ... */
        doc_link *more = arena_grow(a, io->link, n, n ? 2 * n : 8, sizeof *more);
        if (!more) return ERR_NOMEM;
        io->link = more;
    }
    io->link[io->n_links++] = link;
    return ERR_OK;
}

err links_add(arena *a, doc *io, doc_link link) { return links_push(a, io, link, LINKS_MAX); }

static bool kind_of(const xmlNode *n, link_kind *ret)
{
    if (html_is(n, GUMBO_TAG_A) || html_is(n, GUMBO_TAG_AREA)) {
        *ret = rel_has(n, SV("next")) ? LINK_NEXT : LINK_PAGE;
        return true;
    }
    if (!html_is(n, GUMBO_TAG_LINK)) return false;
    sv type = html_attr(n, "type");
    bool feed = sv_istarts(type, SV("application/rss")) || sv_istarts(type, SV("application/atom"));
    if (rel_has(n, SV("alternate")) && feed)
        *ret = LINK_FEED;
    else if (rel_has(n, SV("next")))
        *ret = LINK_NEXT;
    else if (rel_has(n, SV("canonical")))
        *ret = LINK_CANONICAL;
    else if (rel_has(n, SV("https://api.w.org/")))
        *ret = LINK_API;
    else
        return false;
    return true;
}

static sv base_of(arena *a, const tree *t, const page *p)
{
    xmlNode *b = html_first(t->root, GUMBO_TAG_BASE);
    sv own = b ? links_resolve(a, p->url, html_attr(b, "href")) : (sv){NULL, 0};
    return own.n ? own : p->url;
}

/* What the page calls itself, as an address is kept: escapes, campaigns and the like aside. */
static err set_home(arena *a, doc *io)
{
    sv rest = io->canonical, whole = sv_cut(&rest, '#');
    err e = url_canonical(a, whole, &io->home);
    return e == ERR_NOMEM ? e : ERR_OK;
}

err links_read(arena *a, tree *t, const page *p, doc *io)
{
    sv base = base_of(a, t, p), all;
    url parts;
    bool sound = !base.n || !url_base(a, base, &parts);
    map seen[LINK_CANONICAL + 1];
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) seen[i] = MAP_INIT(a);
    for (xmlNode *n = t->root; n; n = html_next(n, t->root)) {
        link_kind kind;
        sv href = html_attr(n, "href");
        if (!href.n || href.p[0] == '#' || !kind_of(n, &kind)) continue;
        if (map_get(&seen[kind], href)) continue;
        sv *whole = ARENA_NEW(a, sv, 1);
        if (!whole || map_put(&seen[kind], href, whole)) return ERR_NOMEM;
        bool read = sound && !url_resolve_at(a, base.n ? &parts : NULL, href, &all);
        *whole = read ? whole_page(a, all) : (sv){NULL, 0};
        doc_link link = {
            .href = *whole, .kind = kind, .nofollow = rel_has(n, SV("nofollow")) || io->nofollow};
        err e = links_add(a, io, link);
        if (e) return e;
        if (kind == LINK_CANONICAL && !io->canonical.n) io->canonical = link.href;
    }
    if (base.p == p->url.p) t->whole = seen[LINK_PAGE];
    return io->canonical.n ? set_home(a, io) : ERR_OK;
}
