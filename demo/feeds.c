/* robots.txt, sitemaps (an index, a compressed one, a plain one) and feeds of the demo's hosts. */
#include <zlib.h>

#include "demo/template.h"

static const char *const rfc_month[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static void put_rfc822(buf *b, int day, int minute)
{
    static const char *const name[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    time_t t = (time_t)tehran_s(day, minute);
    struct tm tm;
    if (!gmtime_r(&t, &tm)) return;
    buf_printf(b, "%s, %02d %s %d %02d:%02d:00 +0000", name[tm.tm_wday], tm.tm_mday,
        rfc_month[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min);
}

static void put_url(render *x, sv path)
{
    buf_put(x->b, x->q->base);
    put_path(x->b, path);
}

static void robots(render *x)
{
    buf *b = x->b;
    x->r->type = "text/plain; charset=utf-8";
    buf_puts(b, "# ربات‌ها خوش آمدند\nUser-agent: *\n");
    switch (x->site) {
    case 0:
        buf_puts(b,
            "Disallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nDisallow: /*?replytocom=\n"
            "Disallow: /پیش‌نویس/\n");
        buf_printf(b, "\nSitemap: %.*s/sitemap_index.xml\n", SV_FMT(x->q->base));
        break;
    case 1:
        buf_puts(b, "Disallow: /wp-admin/\nDisallow: /*?replytocom=\n");
        buf_printf(b, "\nSitemap: %.*s/wp-sitemap.xml\n", SV_FMT(x->q->base));
        break;
    case 2: buf_puts(b, "Crawl-delay: 0.1\nDisallow:\n"); break;
    default:
        buf_puts(b, "Disallow: /cart/\nDisallow: /account/\n");
        buf_printf(b, "\nSitemap: %.*s/sitemap.xml\n", SV_FMT(x->q->base));
    }
}

static void urlset(render *x, market_kind first, market_kind last)
{
    buf *b = x->b;
    buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "
                "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (int kind = (int)first; kind <= (int)last; kind++) {
        size_t at = 0;
        for (const market_page *p; (p = next_page(x, (market_kind)kind, &at));) {
            if (x->state == 2 && sv_eq(p->code, SV("d14"))) continue;
            buf_puts(b, "<url><loc>");
            put_url(x, p->path);
            buf_puts(b, "</loc><lastmod>");
            put_iso(b, x->state == 1 ? 241 : 248, 540);
            buf_puts(b, "</lastmod></url>\n");
        }
    }
    buf_puts(b, "</urlset>\n");
}

static void sitemap_index(render *x, const char *const *name)
{
    buf *b = x->b;
    buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex "
                "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (; *name; name++)
        buf_printf(b, "<sitemap><loc>%.*s%s</loc></sitemap>\n", SV_FMT(x->q->base), *name);
    buf_puts(b, "</sitemapindex>\n");
}

/* The body becomes a gzip file. */
static void compress_body(render *x)
{
    z_stream z = {0};
    if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return;
    buf packed = BUF_INIT(0);
    unsigned char out[4096];
    char *in = x->b->p;
    z.next_in = (unsigned char *)in;
    z.avail_in = (unsigned)x->b->n;
    int rc;
    do {
        z.next_out = out;
        z.avail_out = sizeof out;
        rc = deflate(&z, Z_FINISH);
        buf_put(&packed, (sv){(char *)out, sizeof out - z.avail_out});
    } while (rc == Z_OK);
    (void)deflateEnd(&z);
    buf_clear(x->b);
    *x->b = packed;
}

static void put_item(render *x, const market_page *p, const market_comment *c)
{
    buf *b = x->b;
    buf_puts(b, "<item><title>");
    if (c) buf_puts(b, "از: ");
    put_text(b, c ? c->author : p->title);
    buf_puts(b, "</title><link>");
    put_url(x, p->path);
    if (c) buf_printf(b, "#comment-%.*s", SV_FMT(c->id));
    buf_puts(b, "</link>");
    if (c) {
        buf_puts(b, "<dc:creator>");
        put_text(b, c->author);
        buf_puts(b, "</dc:creator><guid isPermaLink=\"false\">");
        put_url(x, p->path);
        buf_printf(b, "#comment-%.*s</guid>", SV_FMT(c->id));
    } else {
        buf_printf(b, "<slash:comments>%zu</slash:comments>", count_comments(x, p));
    }
    buf_puts(b, "<pubDate>");
    put_rfc822(b, c ? c->day : p->day, c ? c->minute : 600);
    buf_puts(b, "</pubDate><description>");
    put_text(b, c ? c->text : sv_sub(p->text, 0, sv_find(p->text, SV("¶"))));
    buf_puts(b, "</description></item>\n");
}

static void rss(render *x, bool comments)
{
    buf *b = x->b;
    x->r->type = "application/rss+xml; charset=UTF-8";
    buf_printf(b,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\">\n<channel><title>%s%s</"
        "title><link>%.*s/</link>"
        "<language>fa-IR</language>\n",
        comments ? "دیدگاه‌ها برای " : "", market_site_name(0), SV_FMT(x->q->base));
    size_t at = 0, n = 0;
    if (!comments)
        for (const market_page *p; (p = next_page(x, MARKET_POST, &at));) put_item(x, p, NULL);
    for (size_t i = x->m->n_comments; comments && i-- > 0 && n < 10;) {
        const market_comment *c = &x->m->comment[i];
        if (c->page->site != 0 || c->page->kind == MARKET_HIDDEN || c->state > x->state) continue;
        put_item(x, c->page, c);
        n++;
    }
    buf_puts(b, "</channel></rss>\n");
}

static void atom(render *x)
{
    buf *b = x->b;
    x->r->type = "application/atom+xml; charset=UTF-8";
    buf_printf(b,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
        "xml:lang=\"fa-IR\"><title>%s</title>\n",
        market_site_name(1));
    size_t at = 0;
    for (const market_page *p; (p = next_page(x, MARKET_POST, &at));) {
        buf_puts(b, "<entry><title>");
        put_text(b, p->title);
        buf_puts(b, "</title><link href=\"");
        put_url(x, p->path);
        buf_puts(b, "\"/><updated>");
        put_iso(b, p->day, 600);
        buf_puts(b, "</updated><summary>");
        put_text(b, sv_sub(p->text, 0, sv_find(p->text, SV("¶"))));
        buf_puts(b, "</summary></entry>\n");
    }
    buf_puts(b, "</feed>\n");
}

static bool sitemaps(render *x, sv path)
{
    static const char *const classic[] = {"/post-sitemap.xml.gz", "/page-sitemap.xml", NULL};
    static const char *const block[] = {"/wp-sitemap-posts-post-1.xml", NULL};
    if (x->site == 0 && sv_eq(path, SV("/sitemap_index.xml")))
        sitemap_index(x, classic);
    else if (x->site == 0 && sv_eq(path, SV("/post-sitemap.xml.gz"))) {
        urlset(x, MARKET_POST, MARKET_POST);
        compress_body(x);
        x->r->type = "application/gzip";
        return true;
    } else if (x->site == 0 && sv_eq(path, SV("/page-sitemap.xml")))
        urlset(x, MARKET_PAGE, MARKET_PAGE);
    else if (x->site == 1 && sv_eq(path, SV("/wp-sitemap.xml")))
        sitemap_index(x, block);
    else if (x->site == 1 && sv_eq(path, SV("/wp-sitemap-posts-post-1.xml")))
        urlset(x, MARKET_HOME, MARKET_PAGE);
    else if (x->site == 3 && sv_eq(path, SV("/sitemap.xml")))
        urlset(x, MARKET_HOME, MARKET_CATEGORY);
    else
        return false;
    x->r->type = "application/xml; charset=UTF-8";
    return true;
}

bool feeds_serve(render *x)
{
    sv path = x->q->path;
    if (sv_eq(path, SV("/robots.txt")))
        robots(x);
    else if (x->site == 0 && sv_eq(path, SV("/feed/")))
        rss(x, false);
    else if (x->site == 0 && sv_eq(path, SV("/comments/feed/")))
        rss(x, true);
    else if (x->site == 1 && sv_eq(path, SV("/feed/atom/")))
        atom(x);
    else
        return sitemaps(x, path);
    return true;
}
