/* The hosts: what their robots.txt does, what their pages do. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

#include "tests/faults/faults.h"

void plain_rules(ask *q) { reply(q, 200, "text/plain", "", SV(RULES)); }

void small_site(ask *q)
{
    if (sv_eq(q->path, SV("/"))) {
        reply_page(q, "",
            SAYS "<a href=/public/0>a</a><a href=/public/1>b</a><a href=/public/2>c</a>"
                 "<a href=/public/3>d</a><a href=/private/0>e</a>");
    } else if (sv_starts(q->path, SV("/public/"))) {
        reply_page(q, "", "<h1>%.*s</h1>" SAYS "<a href=/>x</a>", (int)q->path.n, q->path.p);
    } else if (sv_starts(q->path, SV("/private/"))) {
        reply_page(q, "", "private");
    } else {
        not_found(q);
    }
}

/* robots.txt ------------------------------------------------------------------------------------------ */

static void put_wide(ask *q, const char *extra, bool big)
{
    char body[512];
    size_t n = 0;
    body[n++] = (char)(big ? 0xFE : 0xFF);
    body[n++] = (char)(big ? 0xFF : 0xFE);
    for (const char *p = RULES; *p; p++) {
        body[n++] = big ? 0 : *p;
        body[n++] = big ? *p : 0;
    }
    reply(q, 200, "text/plain", extra, (sv){body, n});
}
static void rules_utf16(ask *q) { put_wide(q, "", false); }
static void rules_utf16_big(ask *q) { put_wide(q, "", true); }
static void rules_304(ask *q) { reply(q, 304, "text/plain", "", SV("")); }
static void rules_206(ask *q)
{
    reply(q, 206, "text/plain", "Content-Range: bytes 0-33/34\r\n", SV(RULES));
}
static void rules_https(ask *q)
{
    char to[64];
    (void)snprintf(to, sizeof to, "%s", fault_base("https"));
    redirect(q, "https%s/robots.txt", to + 4);
}
static void rules_port(ask *q) { redirect(q, "http://127.0.4.1:9/robots.txt"); }
static void rules_canary(ask *q) { redirect(q, "http://127.0.5.1:%u/robots.txt", fault_port); }
static void rules_file(ask *q) { redirect(q, "file:///etc/hostname"); }
static void rules_cut(ask *q)
{
    q->status = 200;
    send_text(
        q, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 900\r\n\r\n" RULES);
    q->close = true;
}
static void rules_gzip_cut(ask *q)
{
    unsigned char out[4096];
    char in[3000];
    for (size_t i = 0; i < sizeof in; i++) in[i] = i % 60 == 59 ? '\n' : (char)('a' + rand() % 26);
    memcpy(in + 2900, "\nUser-agent: *\nDisallow: /\n", 27);
    z_stream z = {.next_in = (unsigned char *)in,
        .avail_in = sizeof in,
        .next_out = out,
        .avail_out = sizeof out};
    (void)deflateInit2(&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
    (void)deflate(&z, Z_FINISH);
    (void)deflateEnd(&z);
    reply(q, 200, "text/plain", "Content-Encoding: gzip\r\n",
        (sv){(const char *)out, z.total_out / 2});
}
static void rules_endless(ask *q)
{
    q->status = 200;
    send_text(q, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" RULES);
    while (!q->gone) send_text(q, "# %s %s %s %s\n", token(), token(), token(), token());
    q->close = true;
}
static void rules_busy(ask *q)
{
    if (q->nth_rules < 2)
        reply(q, 503, "text/plain", "Retry-After: 1\r\n", SV(""));
    else
        plain_rules(q);
}
static void rules_hints(ask *q)
{
    for (int i = 0; i < 20; i++)
        send_text(q, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n");
    send_text(q, "HTTP/1.1 100 Continue\r\n\r\n");
    plain_rules(q);
}
static void rules_ours_none(ask *q)
{
    reply(q, 200, "text/plain", "",
        SV("User-agent: BazarKav\nDisallow: /\n\nUser-agent: *\nAllow: /\n"));
}
static void rules_drop(ask *q) { q->close = true; }
static void rules_weak(ask *q)
{
    reply(q, 200, "text/plain", "",
        SV("user-agent:*\r\rDISALLOW :/private\r\rdisallow:/*?hidden=\r"));
}

/* Pace -------------------------------------------------------------------------------------------------- */

/* 429 when asked again within 300 ms; Retry-After as a date two seconds ahead, written in another zone each time. */
static void page_dates(ask *q)
{
    static const struct {
        int minutes;
        const char *form, *zone;
    } zone[] = {{0, "%a, %d %b %Y %H:%M:%S", " GMT"}, {210, "%a, %d %b %Y %H:%M:%S", " +0330"},
        {-480, "%a, %d %b %Y %H:%M:%S", " PST"}, {0, "%A, %d-%b-%y %H:%M:%S", " GMT"},
        {0, "%a %b %e %H:%M:%S %Y", ""}};
    char date[64], line[128];
    if (q->since_ms >= 300 || sv_eq(q->path, SV("/"))) {
        small_site(q);
        return;
    }
    size_t i = (size_t)q->nth % (sizeof zone / sizeof *zone);
    time_t t = time(NULL) + 3 + zone[i].minutes * 60;
    struct tm tm;
    (void)gmtime_r(&t, &tm);
    (void)strftime(date, sizeof date, zone[i].form, &tm);
    (void)snprintf(line, sizeof line, "Retry-After: %s%s\r\n", date, zone[i].zone);
    reply(q, 429, "text/plain", line, SV(""));
}
/* 403 with Retry-After for the third request. */
static void page_forbids(ask *q)
{
    if (q->nth == 2)
        reply(q, 403, "text/plain", "Retry-After: 2\r\n", SV(""));
    else
        small_site(q);
}
static void page_day_off(ask *q)
{
    if (q->nth == 2)
        reply(q, 503, "text/plain", "Retry-After: 172800\r\n", SV(""));
    else
        small_site(q);
}
/* The home page alone is always overloaded; the sitemap leads to the rest. */
static void page_home_503(ask *q)
{
    if (sv_eq(q->path, SV("/"))) {
        reply(q, 503, "text/plain", "", SV(""));
    } else if (sv_eq(q->path, SV("/sitemap.xml"))) {
        char body[512];
        const char *b = fault_base("home503");
        int n = snprintf(body, sizeof body,
            "<urlset><url><loc>%s/public/0</loc></url><url><loc>%s/public/1</loc></url></urlset>",
            b, b);
        reply(q, 200, "application/xml", "", (sv){body, (size_t)n});
    } else {
        small_site(q);
    }
}

/* Directives -------------------------------------------------------------------------------------------- */

static void page_tags(ask *q)
{
    static const struct {
        const char *path, *head, *meta;
        bool hidden;
    } tag[] = {{"/t/0", "X-Robots-Tag: none\r\n", "", true},
        {"/t/1", "X-Robots-Tag: bazarkav: noindex, nofollow\r\n", "", true},
        {"/t/2", "X-Robots-Tag: otherbot: noindex, nofollow\r\n", "", false},
        {"/t/3", "X-Robots-Tag: noarchive\r\nX-Robots-Tag: BAZARKAV: nofollow\r\n", "", true},
        {"/t/4", "", "<meta name=bazarkav content=none>", true},
        {"/t/5", "", "<META NAME='Robots' CONTENT='NOARCHIVE,NoFollow'>", true},
        {"/t/6", "", "<meta name=otherbot content='nofollow'>", false},
        {"/t/7", "X-Robots-Tag: nofollow, otherbot: noindex\r\n", "", true}};
    if (sv_eq(q->path, SV("/"))) {
        reply_page(q, "",
            SAYS
            "<a href=/t/0>0</a><a href=/t/1>1</a><a href=/t/2>2</a><a href=/t/3>3</a><a href=/t/4>4</a><a href=/t/5>5</a><a href=/t/6>6</a><a href=/t/7>7</a>");
        return;
    }
    for (size_t i = 0; i < sizeof tag / sizeof *tag; i++) {
        if (!sv_eq(q->path, sv_c(tag[i].path))) continue;
        char body[1024];
        int n = snprintf(body, sizeof body,
            "<html><head><meta charset=utf-8>%s</head><body>" SAYS
            "<a href=/%s/%zu>x</a></body></html>",
            tag[i].meta, tag[i].hidden ? "hidden" : "open", i);
        reply(q, 200, "text/html; charset=utf-8", tag[i].head, (sv){body, (size_t)n});
        return;
    }
    reply_page(q, "", SAYS);
}

const fault_host fault_hosts[] = {
    {"ok", NULL, NULL},
    {"utf16", rules_utf16, NULL},
    {"utf16be", rules_utf16_big, NULL},
    {"r304", rules_304, NULL},
    {"r206", rules_206, NULL},
    {"https", rules_https, NULL},
    {"port", rules_port, NULL},
    {"inside", rules_canary, NULL},
    {"file", rules_file, NULL},
    {"cut", rules_cut, NULL},
    {"gzipcut", rules_gzip_cut, NULL},
    {"endless", rules_endless, NULL},
    {"busy", rules_busy, NULL},
    {"hints", rules_hints, NULL},
    {"ours", rules_ours_none, NULL},
    {"drop", rules_drop, NULL},
    {"weak", rules_weak, NULL},
    {"dates", NULL, page_dates},
    {"forbids", NULL, page_forbids},
    {"dayoff", NULL, page_day_off},
    {"home503", NULL, page_home_503},
    {"calendar", NULL, page_calendar},
    {"facets", NULL, page_facets},
    {"visit", NULL, page_path_session},
    {"growth", NULL, page_growth},
    {"canon", NULL, page_canonical_loop},
    {"refresh", NULL, page_refresh_chain},
    {"soft404", NULL, page_soft_404},
    {"twins", NULL, page_twins},
    {"cookie", NULL, page_cookie_wall},
    {"map-nest", NULL, page_map_nest},
    {"map-junk", NULL, page_map_junk},
    {"map-ent", NULL, page_map_entities},
    {"map-bomb", rules_map_bomb, page_map_bomb},
    {"feed", NULL, page_feed},
    {"tags", NULL, page_tags},
    {"cases", NULL, case_page},
};
const int n_fault_hosts = sizeof fault_hosts / sizeof *fault_hosts;
