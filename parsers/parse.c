#include "parsers/parse.h"

#include "parsers/charset.h"
#include "parsers/comments.h"
#include "parsers/extract.h"
#include "parsers/facts.h"
#include "parsers/feed.h"
#include "parsers/html.h"
#include "parsers/links.h"
#include "parsers/meta.h"
#include "parsers/simhash.h"
#include "parsers/sitemap.h"

enum { SNIFF_BYTES = 2048, TAIL_BYTES = 2048 };

static err parse_html(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io)
{
    tree *t;
    err e = html_parse(a, utf8, &t);
    if (!e) e = meta_read(a, t, p, o, io);
    if (!e) e = links_read(a, t, p, io);
    if (!e) e = comments_find(a, t, p, o, io);
    if (!e) e = meta_read_body(a, t, p, o, io);
    if (!e && !o->comments_only && !o->without_facts) e = facts_find(a, t, p, io);
    if (!e && !o->comments_only) e = extract_article(a, t, io);
    io->simhash = simhash(io->text);
    return e;
}

/* Services whose front page is plain text and leads nowhere: what they say, and where their lists are. */
static const struct {
    sv says, list;
} greetings[] = {{SV_INIT("AT Protocol Personal Data Server"),
    SV_INIT("/xrpc/com.atproto.sync.listRepos?limit=1000")}};

static err lists_of_service(arena *a, sv text, const page *p, doc *io)
{
    sv head = sv_sub(text, 0, SNIFF_BYTES);
    for (size_t i = 0; i < sizeof greetings / sizeof *greetings; i++) {
        if (sv_find(head, greetings[i].says) == SV_NPOS) continue;
        io->comments_external = true;
        sv href = links_resolve(a, p->url, greetings[i].list);
        return links_add(a, io, (doc_link){.href = href, .kind = LINK_API});
    }
    return ERR_OK;
}

static err parse_text(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io)
{
    (void)o;
    err e = lists_of_service(a, utf8, p, io);
    if (e) return e;
    if (sitemap_is_list(utf8)) return sitemap_parse_list(a, utf8, p, io);
    io->text = arena_sv(a, sv_trim(utf8));
    return io->text.p ? ERR_OK : ERR_NOMEM;
}

static err parse_json(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io)
{
    return comments_json(a, utf8, p, o, io);
}

static bool has_tag(sv head, sv tag)
{
    for (const char *lt; head.n && (lt = memchr(head.p, '<', head.n));) {
        head = sv_sub(head, (size_t)(lt - head.p), head.n);
        if (sv_istarts(head, tag)) return true;
        head = sv_sub(head, 1, head.n);
    }
    return false;
}

/* By the name of the root element. */
static err parse_xml(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io)
{
    sv head = sv_sub(utf8, 0, SNIFF_BYTES);
    if (has_tag(head, SV("<urlset")) || has_tag(head, SV("<sitemapindex")) ||
        has_tag(head, SV("<sm:")))
        return sitemap_parse(a, utf8, p, io);
    if (has_tag(head, SV("<html"))) return parse_html(a, utf8, p, o, io);
    return feed_parse(a, utf8, p, o, io);
}

static err parse_nothing(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io)
{
    (void)a, (void)utf8, (void)p, (void)o;
    io->stopped = "content type";
    return ERR_OK;
}

typedef err parser(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io);

static parser *const parsers[] = {[PARSE_HTML] = parse_html,
    [PARSE_XML] = parse_xml,
    [PARSE_JSON] = parse_json,
    [PARSE_TEXT] = parse_text,
    [PARSE_NOTHING] = parse_nothing};

/* Content types, first match of the beginning; what is not named is nothing. */
static const struct {
    sv type;
    parse_kind kind;
} types[] = {{SV_INIT("text/html"), PARSE_HTML}, {SV_INIT("application/xhtml"), PARSE_HTML},
    {SV_INIT("application/json"), PARSE_JSON}, {SV_INIT("application/ld+json"), PARSE_JSON},
    {SV_INIT("application/activity+json"), PARSE_JSON}, {SV_INIT("text/json"), PARSE_JSON},
    {SV_INIT("text/xml"), PARSE_XML}, {SV_INIT("application/xml"), PARSE_XML},
    {SV_INIT("application/rss"), PARSE_XML}, {SV_INIT("application/atom"), PARSE_XML},
    {SV_INIT("application/rdf"), PARSE_XML}, {SV_INIT("application/gzip"), PARSE_XML},
    {SV_INIT("application/x-gzip"), PARSE_XML}, {SV_INIT("application/"), PARSE_NOTHING},
    {SV_INIT("image/"), PARSE_NOTHING}, {SV_INIT("audio/"), PARSE_NOTHING},
    {SV_INIT("video/"), PARSE_NOTHING}, {SV_INIT("font/"), PARSE_NOTHING},
    {SV_INIT("text/css"), PARSE_NOTHING}, {SV_INIT("text/javascript"), PARSE_NOTHING},
    {SV_INIT("text/plain"), PARSE_TEXT}};

/* What the bytes look like, for a type that is absent or too general. */
static parse_kind sniff(sv body)
{
    if (sv_starts(body, SV("\xEF\xBB\xBF"))) body = sv_sub(body, 3, body.n);
    if (sv_starts(body, SV("\x1F\x8B"))) return PARSE_XML;
    sv head = sv_sub(sv_trim(body), 0, SNIFF_BYTES);
    if (!head.n) return PARSE_TEXT;
    if (head.p[0] == '{' || head.p[0] == '[') return PARSE_JSON;
    static const sv xml[] = {SV_INIT("<rss"), SV_INIT("<feed"), SV_INIT("<rdf:RDF"),
        SV_INIT("<urlset"), SV_INIT("<sitemapindex")};
    for (size_t i = 0; i < sizeof xml / sizeof *xml; i++)
        if (has_tag(head, xml[i])) return PARSE_XML;
    if (memchr(head.p, '<', head.n)) return PARSE_HTML;
    return memchr(head.p, 0, head.n) ? PARSE_NOTHING : PARSE_TEXT;
}

parse_kind parse_kind_of(const page *p)
{
    sv type = sv_trim(p->content_type);
    parse_kind looks = sniff(p->body);
    if (!type.n) return looks;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!sv_istarts(type, types[i].type)) continue;
        parse_kind k = types[i].kind;
        if (sv_ieq(types[i].type, SV("application/")))
            for (size_t j = 0; j + 5 <= type.n; j++) { /* "application/vnd.api+json" */
                if (sv_ieq(sv_sub(type, j, 5), SV("+json"))) return PARSE_JSON;
                if (sv_ieq(sv_sub(type, j, 4), SV("+xml"))) return PARSE_XML;
            }
        bool mistaken = (k == PARSE_HTML || k == PARSE_XML || k == PARSE_TEXT) &&
                        (looks == PARSE_XML || looks == PARSE_JSON || looks == PARSE_HTML);
        return mistaken && !(k == PARSE_HTML && looks == PARSE_JSON) ? looks : k;
    }
    return looks;
}

static err parse_bytes(arena *a, const page *p, const parse_opts *o, doc *ret)
{
    static const parse_opts defaults = {.zone_min = PARSE_ZONE_AUTO};
    doc d = {.claimed = -1};
    parse_kind kind = parse_kind_of(p);
    sv utf8 = p->body;
    err e = kind == PARSE_NOTHING ? ERR_OK : charset_to_utf8(a, p->body, p->content_type, &utf8);
    if (!e) e = parsers[kind](a, utf8, p, o ? o : &defaults, &d);
    if (!e) *ret = d;
    return e;
}

err parse_page(arena *a, const page *p, const parse_opts *o, doc *ret)
{
    CLEANUP(buf_clear) buf plain = BUF_INIT(2 * (size_t)SITEMAP_BYTES_MAX);
    if (!sitemap_gunzip(p->body, &plain)) return parse_bytes(a, p, o, ret);
    if (plain.e) return plain.e;
    page inside = *p; /* "sitemap.xml.gz" */
    inside.body = buf_sv(&plain);
    inside.content_type = (sv){NULL, 0};
    return parse_bytes(a, &inside, o, ret);
}

bool parse_breaks_off(const page *p, doc *io)
{
    sv tail = sv_trim(p->body);
    if (parse_kind_of(p) != PARSE_HTML || !tail.n || tail.p[tail.n - 1] == '>') return false;
    size_t from = tail.n > TAIL_BYTES ? tail.n - TAIL_BYTES : 0;
    if (has_tag(sv_sub(tail, from, tail.n), SV("</html"))) return false;
    io->broken_off = true;
    if (!io->stopped) io->stopped = "the page breaks off";
    return true;
}
