#include "parsers/sitemap.h"

#include <limits.h>
#include <zlib.h>

#include "parsers/links.h"
#include "parsers/when.h"
#include "parsers/xml2.h"

enum { VALUE_MAX = 4096 };

typedef struct reader {
    arena *a;
    sv base;
    doc *io;
    buf value; /* text of the element being read */
    bool reading;
    doc_link link;
    err e;
} reader;

/* "sm:loc" is "loc". */
static sv local_name(const xmlChar *name)
{
    sv s = sv_c((const char *)name);
    const char *colon = s.n ? memchr(s.p, ':', s.n) : NULL;
    return colon ? sv_sub(s, (size_t)(colon + 1 - s.p), s.n) : s;
}

static void on_open(void *data, const xmlChar *name, const xmlChar **attr)
{
    (void)attr;
    reader *r = data;
    sv n = local_name(name);
    if (sv_ieq(n, SV("url"))) r->link = (doc_link){.kind = LINK_PAGE};
    if (sv_ieq(n, SV("sitemap"))) r->link = (doc_link){.kind = LINK_SITEMAP};
    r->reading = sv_ieq(n, SV("loc")) || sv_ieq(n, SV("lastmod"));
    buf_reset(&r->value);
}

static void on_text(void *data, const xmlChar *text, int n)
{
    reader *r = data;
    if (r->reading && n > 0 && r->value.n + (size_t)n < VALUE_MAX)
        buf_put(&r->value, (sv){(const char *)text, (size_t)n});
}

static void put(reader *r)
{
    sv base = r->base;
    r->link.href = links_resolve(r->a, base, r->link.href);
    if (r->link.href.n) r->e = links_push(r->a, r->io, r->link, SITEMAP_LINKS_MAX);
    r->link = (doc_link){.kind = r->link.kind};
}

static void on_close(void *data, const xmlChar *name)
{
    reader *r = data;
    sv n = local_name(name), value = sv_trim(buf_sv(&r->value));
    if (r->e) return;
    if (r->reading && sv_ieq(n, SV("loc")) && !r->link.href.n) r->link.href = arena_sv(r->a, value);
    when w;
    if (r->reading && sv_ieq(n, SV("lastmod")) && when_parse_machine(value, &(when_base){0}, &w))
        r->link.lastmod_ms = w.at_ms;
    r->reading = false;
    if ((sv_ieq(n, SV("url")) || sv_ieq(n, SV("sitemap"))) && r->link.href.n) put(r);
}

err sitemap_parse(arena *a, sv utf8, const page *p, doc *io)
{
    if (utf8.n > INT_MAX) return ERR_LIMIT;
    reader r = {.a = a, .base = p->url, .io = io, .value = BUF_INIT(VALUE_MAX)};
    err e = xml2_load(NULL);
    if (e) return e;
    xmlParserCtxtPtr c = xmlNewParserCtxt();
    if (!c) return ERR_NOMEM;
    *c->sax = (xmlSAXHandler){.startElement = on_open,
        .endElement = on_close,
        .characters = on_text,
        .cdataBlock = on_text};
    c->userData = &r;
    xmlDocPtr none = xmlCtxtReadMemory(c, utf8.p, (int)utf8.n, NULL, "UTF-8",
        XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
            XML_PARSE_HUGE | XML_PARSE_SAX1);
    if (none) xmlFreeDoc(none);
    xmlFreeParserCtxt(c);
    buf_clear(&r.value);
    return r.e;
}

bool sitemap_is_list(sv utf8)
{
    size_t lines = 0, addresses = 0;
    while (utf8.n && lines < 200) {
        sv line = sv_trim(sv_cut(&utf8, '\n'));
        if (!line.n) continue;
        lines++;
        addresses += (sv_istarts(line, SV("http://")) || sv_istarts(line, SV("https://"))) &&
                     !memchr(line.p, ' ', line.n);
    }
    return lines && addresses * 10 >= lines * 9;
}

err sitemap_parse_list(arena *a, sv utf8, const page *p, doc *io)
{
    err e = ERR_OK;
    while (utf8.n && !e) {
        sv href = links_resolve(a, p->url, sv_cut(&utf8, '\n'));
        if (href.n)
            e = links_push(a, io, (doc_link){.href = href, .kind = LINK_PAGE}, SITEMAP_LINKS_MAX);
    }
    return e;
}

bool sitemap_gunzip(sv gz, buf *out)
{
    if (!sv_starts(gz, SV("\x1F\x8B")) || gz.n > UINT_MAX) return false;
    z_stream z = {0};
    if (inflateInit2(&z, 15 + 16) != Z_OK) return false;
    union {
        const char *in;
        unsigned char *out;
    } u = {.in = gz.p};
    z.next_in = u.out;
    z.avail_in = (unsigned)gz.n;
    int r = Z_OK;
    while (r == Z_OK && !out->e && out->n < SITEMAP_BYTES_MAX) {
        char part[16384];
        z.next_out = (unsigned char *)part;
        z.avail_out = sizeof part;
        r = inflate(&z, Z_NO_FLUSH);
        buf_put(out, (sv){part, sizeof part - z.avail_out});
    }
    (void)inflateEnd(&z);
    return true;
}
