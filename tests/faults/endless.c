/* Places without an end, sitemaps and feeds that are a trap. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "tests/faults/faults.h"

enum { BOMB_MIB = 64 };

/* Endless places ---------------------------------------------------------------------------------------- */

void page_calendar(ask *q)
{
    int y = 2026, m = 1, d = 0;
    if (sv_eq(q->path, SV("/"))) {
        reply_page(q, "",
            SAYS "<a href=/archive/2026/01/>c</a><a href=/public/0>p</a><a href=/public/1>q</a>");
        return;
    }
    if (sv_starts(q->path, SV("/public/"))) {
        small_site(q);
        return;
    }
    (void)sscanf(q->path.p, "/archive/%d/%d/%d", &y, &m, &d);
    char links[8192];
    size_t n = 0;
    for (int i = 1; i < 29; i++)
        n += (size_t)snprintf(
            links + n, sizeof links - n, "<a href=/archive/%04d/%02d/%02d/>%d</a>", y, m, i, i);
    reply_page(q, "",
        "<h1>بایگانی %d-%d-%d</h1>%s<a href=/archive/%04d/%02d/>n</a><a href=/archive/%04d/%02d/>p</a>",
        y, m, d, links, m < 12 ? y : y + 1, m % 12 + 1, m > 1 ? y : y - 1, m > 1 ? m - 1 : 12);
}
/* Filters that pile up in any order; each shows a few of the same goods. */
void page_facets(ask *q)
{
    static const char *const name[] = {"color", "size", "brand", "price", "city", "made"};
    if (sv_starts(q->path, SV("/public/"))) {
        small_site(q);
        return;
    }
    char links[16384];
    size_t n = 0;
    for (size_t f = 0; f < 6; f++)
        for (int v = 0; v < 5; v++)
            n += (size_t)snprintf(links + n, sizeof links - n,
                "<a href='/list?%.*s%s%s=v%d'>%s %d</a> ", (int)q->query.n,
                q->query.n ? q->query.p : "", q->query.n ? "&amp;" : "", name[f], v, name[f], v);
    unsigned h = 7;
    for (size_t i = 0; i < q->query.n; i++) h = h * 31 + (unsigned char)q->query.p[i];
    reply_page(q, "",
        "<h1>کالاها</h1><ul><li>کفش پیاده‌روی شماره %u</li><li>کیسه خواب گرم شماره %u</li></ul>%s"
        "<a href=/public/%u>x</a>",
        h % 7, h % 5, links, h % 4);
}
/* A visit in the path, another one on each page. */
void page_path_session(ask *q)
{
    char links[2048];
    size_t n = 0;
    const char *last = memrchr(q->path.p, '/', q->path.n);
    for (int i = 0; i < 6; i++)
        n += (size_t)snprintf(links + n, sizeof links - n,
            "<a href='/v/%s/p%d'>p</a><a href='/(S(%.12s))/q%d.aspx'>q</a>", token(), i, token(),
            i);
    reply_page(
        q, "", "<h1>برگ %.*s</h1>" SAYS "%s", (int)(q->path.p + q->path.n - last), last, links);
}
/* Relative links that grow with words never seen before. */
void page_growth(ask *q)
{
    static const char *const word[] = {
        "akhbar", "kala", "sabad", "bagh", "rah", "kuh", "dasht", "rud"};
    int n = 0;
    for (size_t i = 0; i < q->path.n; i++) n += q->path.p[i] == '/';
    reply_page(q, "",
        "<h1>فهرست</h1>" SAYS "<a href='%s/'>a</a><a href='%s/'>b</a><a href='%s-%d/'>c</a>",
        word[n % 8], word[(n + 3) % 8], word[(n + 5) % 8], n * 7);
}
void page_canonical_loop(ask *q)
{
    long i = number_of(q, "i", 0);
    char head[128];
    (void)snprintf(head, sizeof head, "<link rel=canonical href='/c?i=%ld'>", i + 1);
    reply_page(q, head, "<h1>برگ</h1>" SAYS);
}
void page_refresh_chain(ask *q)
{
    char head[128];
    (void)snprintf(head, sizeof head, "<meta http-equiv=refresh content='0; url=/r?n=%ld'>",
        number_of(q, "n", 0) + 1);
    reply_page(q, head, "<p>درنگ کنید</p>");
}
/* Every address answers 200 with the same regret. */
void page_soft_404(ask *q)
{
    if (sv_eq(q->path, SV("/")) || sv_starts(q->path, SV("/public/"))) {
        small_site(q);
        return;
    }
    reply_page(q, "",
        "<h1>صفحه پیدا نشد</h1><p>شاید جابه‌جا شده باشد.</p><a href='/%s'>جست‌وجو</a><a href='/%.8s'>x</a>",
        token(), token());
}
void page_twins(ask *q)
{
    if (sv_eq(q->path, SV("/")))
        reply_page(q, "",
            SAYS
            "<a href=/About>a</a><a href=/about>b</a><a href=/about/>c</a><a href=/ABOUT/>d</a><a href=//%s/about>e</a>",
            fault_base("twins") + 7);
    else
        reply_page(q, "",
            "<h1>درباره ما</h1><p>ما بیست سال است که کفش و کیسه خواب و چادر می‌فروشیم و در شیراز و تهران و مشهد فروشگاه داریم. هر روز از ساعت نه بامداد تا هشت شب پاسخ‌گوی شما هستیم و کالا را تا هفت روز پس می‌گیریم.</p>");
}
void page_cookie_wall(ask *q)
{
    if (strstr(q->head, "Cookie:")) {
        small_site(q);
        return;
    }
    char line[256];
    (void)snprintf(line, sizeof line, "Set-Cookie: v=%s; Path=/\r\nLocation: /enter?back=%s\r\n",
        token(), token());
    reply(q, 302, "text/html", line, SV(""));
}

/* Sitemaps and feeds ------------------------------------------------------------------------------------ */

static void sitemap_index(ask *q, int n, const char *fmt)
{
    char body[8192];
    size_t at = (size_t)snprintf(body, sizeof body, "<sitemapindex>");
    for (int i = 0; i < n; i++) {
        char to[200];
        (void)snprintf(to, sizeof to, fmt, token());
        at += (size_t)snprintf(body + at, sizeof body - at, "<sitemap><loc>%s%s</loc></sitemap>",
            fault_base(fault_hosts[q->host].name), to);
    }
    at += (size_t)snprintf(body + at, sizeof body - at, "</sitemapindex>");
    reply(q, 200, "application/xml", "", (sv){body, at});
}
void page_map_nest(ask *q)
{
    if (sv_starts(q->path, SV("/sitemap")))
        sitemap_index(q, 8, "/sitemap-%s.xml");
    else
        small_site(q);
}
void page_map_junk(ask *q)
{
    if (!sv_starts(q->path, SV("/sitemap"))) {
        small_site(q);
        return;
    }
    q->status = 200;
    send_text(
        q, "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nConnection: close\r\n\r\n<urlset>");
    for (int i = 0; i < 60000 && !q->gone; i++)
        send_text(q, "<url><loc>%s/old/%d.html</loc></url>", fault_base("map-junk"), i);
    send_text(q, "</urlset>");
    q->close = true;
}
void page_map_entities(ask *q)
{
    if (!sv_starts(q->path, SV("/sitemap"))) {
        small_site(q);
        return;
    }
    reply(q, 200, "application/xml", "",
        SV("<?xml version='1.0'?><!DOCTYPE u [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
           "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
           "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'><!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
           "<urlset><url><loc>/public/0?&x;&g;</loc></url><url><loc>/public/1</loc></url></urlset>"));
}
/* 256 MiB of spaces in a .gz file and the same as an encoding. */
void page_map_bomb(ask *q)
{
    if (!sv_starts(q->path, SV("/sitemap"))) {
        small_site(q);
        return;
    }
    static const char zeros[1 << 20];
    static unsigned char out[1 << 20];
    z_stream z = {.next_out = out, .avail_out = sizeof out};
    (void)deflateInit2(&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
    for (int i = 0; i < BOMB_MIB; i++) {
        union {
            const char *in;
            unsigned char *out;
        } u = {zeros};
        z.next_in = u.out;
        z.avail_in = sizeof zeros;
        (void)deflate(&z, i + 1 < BOMB_MIB ? Z_NO_FLUSH : Z_FINISH);
    }
    sv body = {(const char *)out, z.total_out};
    (void)deflateEnd(&z);
    reply(q, 200, "application/gzip",
        sv_ends(q->path, SV(".gz")) ? "" : "Content-Encoding: gzip\r\n", body);
}
void rules_map_bomb(ask *q)
{
    reply(q, 200, "text/plain", "",
        SV(RULES "Sitemap: /sitemap-a.xml.gz\nSitemap: /sitemap-b.xml\n"));
}
void page_feed(ask *q)
{
    if (!sv_starts(q->path, SV("/feed"))) {
        reply_page(q, "<link rel=alternate type=application/rss+xml href=/feed?paged=1>",
            SAYS "<a href=/public/0>a</a>");
        return;
    }
    char body[4096];
    long n = number_of(q, "paged", 1);
    int at = snprintf(body, sizeof body,
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>x</title>"
        "<atom:link rel='next' href='%s/feed?paged=%ld'/><atom:link rel='self' href='%s/feed?paged=%ld'/>",
        fault_base("feed"), n + 1, fault_base("feed"), n);
    for (int i = 0; i < 3; i++)
        at += snprintf(body + at, sizeof body - (size_t)at,
            "<item><title>خبر</title><link>%s/public/%d</link><description>متن خبر تازه</description></item>",
            fault_base("feed"), i);
    at += snprintf(body + at, sizeof body - (size_t)at, "</channel></rss>");
    reply(q, 200, "application/rss+xml", "", (sv){body, (size_t)at});
}
