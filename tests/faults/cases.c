/* Host "cases": one fault a page, all of them linked from the first one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/faults/faults.h"

#define OK   "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
#define BODY "<html><p>\u062e\u0648\u0628</p></html>"

/* Answers that are a few bytes, sent as they are; the connection is closed behind each. */
static const struct raw {
    const char *path, *bytes;
} raw[] = {
    {"/length-negative", OK "Content-Length: -5\r\n\r\n" BODY},
    {"/length-two", OK "Content-Length: 5\r\nContent-Length: 90\r\n\r\n" BODY},
    {"/length-list", OK "Content-Length: 5, 5\r\n\r\n" BODY},
    {"/length-huge", OK "Content-Length: 99999999999999999999999\r\n\r\n" BODY},
    {"/length-plus", OK "Content-Length: +20\r\n\r\n" BODY},
    {"/length-and-chunks",
        OK "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"},
    {"/chunk-trailers", OK
        "Transfer-Encoding: chunked\r\nTrailer: X\r\n\r\n5\r\nhello\r\n0\r\nLocation: http://127.0.5.1/\r\n\x01\x02:\xff\r\nX-Robots-Tag: none\r\n\r\n"},
    {"/chunk-extension", OK "Transfer-Encoding: chunked\r\n\r\n5;a=\"b\r\nhello\r\n0\r\n\r\n"},
    {"/chunk-negative", OK "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n"},
    {"/chunk-no-end", OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"},
    {"/chunk-twice", OK "Transfer-Encoding: chunked, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"},
    {"/coding-unknown", OK "Transfer-Encoding: quantum\r\n\r\nhello"},
    {"/status-206",
        "HTTP/1.1 206 Partial\r\nContent-Type: text/html\r\nContent-Range: bytes 0-9/5000\r\nContent-Length: 10\r\n\r\n<p>abcdefg"},
    {"/status-304", "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n"},
    {"/status-204", "HTTP/1.1 204 No Content\r\n\r\n"},
    {"/status-300", "HTTP/1.1 300 Many\r\nContent-Length: 0\r\n\r\n"},
    {"/status-418", "HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n"},
    {"/status-451", "HTTP/1.1 451 Legal\r\nContent-Length: 0\r\n\r\n"},
    {"/status-600", "HTTP/1.1 600 X\r\nContent-Length: 0\r\n\r\n"},
    {"/status-000", "HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n"},
    {"/status-words", "HTTP/1.1 OK fine\r\n\r\n" BODY},
    {"/status-long", "HTTP/1.1 20000 OK\r\n\r\n" BODY},
    {"/status-bare", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi"},
    {"/http-10", "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" BODY},
    {"/http-09", BODY},
    {"/http-2-lie", "HTTP/2 200\r\ncontent-type: text/html\r\n\r\n" BODY},
    {"/upgrade",
        "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n\x01\x02\x03"},
    {"/head-folded",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n\tcharset=utf-8\r\nContent-Length: 2\r\n\r\nhi"},
    {"/head-no-colon", "HTTP/1.1 200 OK\r\nThis is no header\r\nContent-Length: 2\r\n\r\nhi"},
    {"/head-lf", "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 2\n\nhi"},
    {"/head-cr", "HTTP/1.1 200 OK\rContent-Type: text/html\r\rhi"},
    {"/to-0x7f", "HTTP/1.1 302 X\r\nLocation: http://0x7f.5.1/a\r\nContent-Length: 0\r\n\r\n"},
    {"/to-metadata",
        "HTTP/1.1 302 X\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\n\r\n"},
    {"/to-v6", "HTTP/1.1 302 X\r\nLocation: http://[::1]/\r\nContent-Length: 0\r\n\r\n"},
    {"/to-gopher", "HTTP/1.1 302 X\r\nLocation: gopher://127.0.5.1/\r\nContent-Length: 0\r\n\r\n"},
    {"/to-nothing", "HTTP/1.1 302 X\r\nLocation:\r\nContent-Length: 0\r\n\r\n"},
    {"/to-two",
        "HTTP/1.1 302 X\r\nLocation: /two-a\r\nLocation: /private/two-b\r\nContent-Length: 0\r\n\r\n"},
    {"/to-private",
        "HTTP/1.1 301 X\r\nLocation: /private/by-redirect\r\nContent-Length: 0\r\n\r\n"},
    {"/to-private-dots",
        "HTTP/1.1 301 X\r\nLocation: /public/../%70rivate/dots\r\nContent-Length: 0\r\n\r\n"},
    {"/to-bytes", "HTTP/1.1 302 X\r\nLocation: /\xff\xfe\x01 \"<>\r\nContent-Length: 0\r\n\r\n"},
    {"/gzip-lie", OK "Content-Encoding: gzip\r\n\r\n" BODY},
    {"/br-lie", OK "Content-Encoding: br\r\n\r\n" BODY},
    {"/zstd-lie", OK "Content-Encoding: zstd\r\n\r\n" BODY},
    {"/coding-many",
        OK "Content-Encoding: gzip, br, gzip, br, gzip, br, gzip, br, gzip\r\n\r\n" BODY},
    {"/type-odd", "HTTP/1.1 200 OK\r\nContent-Type: ;;;\r\nContent-Length: 2\r\n\r\nhi"},
    {"/type-image-html", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" BODY},
    {"/type-charset",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"\xff\xff\"\r\n\r\n" BODY},
    {"/type-utf7",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-7\r\n\r\n+ADw-a href=/private/utf7+AD4-x+ADw-/a+AD4-"},
    {"/refresh-file", OK "\r\n<meta http-equiv=refresh content='0;url=file:///etc/passwd'>"},
    {"/refresh-script", OK "\r\n<meta http-equiv=refresh content='0;url=javascript:alert(1)'>"},
    {"/refresh-private", OK "\r\n<meta http-equiv=refresh content='0;url=/private/by-refresh'>"},
    {"/base-private", OK "\r\n<base href=/private/><a href=by-base>x</a>"},
    {"/etag-odd", OK "ETag: \"\x01\xff\"\r\nLast-Modified: when?\r\n\r\n" BODY},
    {"/robots-tag-long",
        OK "X-Robots-Tag: ,,,,:::,,unavailable_after: 25 Jun 2010 15:00:00 PST\r\n\r\n" BODY},
    {"/html-cut", OK "\r\n<html><body><a href='/priv"},
    {"/html-null", OK "\r\n<!--<!--><a href=\"/private/x\" rel=\"nofollow\"><![CDATA[<p>]]>"},
    {"/nothing", ""},
};

static void hints_forever(ask *q)
{
    while (!q->gone) send_text(q, "HTTP/1.1 103 Early Hints\r\nLink: </%s>\r\n\r\n", token());
}
static void header_long(ask *q)
{
    send_text(q, "HTTP/1.1 200 OK\r\nX: ");
    for (int i = 0; i < 65536 && !q->gone; i++) send_raw(q, SV("aaaaaaaaaaaaaaaa"));
    send_text(q, "\r\n\r\nhi");
}
static void header_many(ask *q)
{
    send_text(q, "HTTP/1.1 200 OK\r\n");
    while (!q->gone) send_text(q, "X-%s: %s\r\n", token(), token());
}
static void trailers_forever(ask *q)
{
    send_text(q, OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n");
    while (!q->gone) send_text(q, "X-%s: %s\r\n", token(), token());
}
static void body_forever(ask *q)
{
    send_text(q, OK "\r\n");
    while (!q->gone) send_text(q, "<p>%s%s%s%s</p>", token(), token(), token(), token());
}
static void chunks_forever(ask *q)
{
    static char chunk[4200];
    int n = snprintf(chunk, sizeof chunk, "1\r\na\r\n1000\r\n%04096d\r\n", 0);
    send_text(q, OK "Transfer-Encoding: chunked\r\n\r\n");
    while (!q->gone) send_raw(q, (sv){chunk, (size_t)n});
}
static void attributes(ask *q)
{
    send_text(q, OK "\r\n<p ");
    for (int i = 0; i < 100000 && !q->gone; i++) send_text(q, "a%d=1 ", i);
    send_text(q, ">x</p>");
}
static void tables(ask *q)
{
    send_text(q, OK "\r\n");
    for (int i = 0; i < 20000 && !q->gone; i++) send_text(q, "<table><tr><td>");
}

static const struct {
    const char *path;
    behave *page;
} made[] = {{"/hints-forever", hints_forever}, {"/header-long", header_long},
    {"/header-many", header_many}, {"/trailers-forever", trailers_forever},
    {"/body-forever", body_forever}, {"/chunks-forever", chunks_forever},
    {"/attributes", attributes}, {"/tables", tables}};

static void list_all(ask *q)
{
    char links[8192];
    size_t n = 0;
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
        n += (size_t)snprintf(links + n, sizeof links - n, "<a href=%s>x</a>", raw[i].path);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        n += (size_t)snprintf(links + n, sizeof links - n, "<a href=%s>x</a>", made[i].path);
    reply_page(q, "",
        "<a href=/chain?n=0>x</a><a href=http://127.0.5.1:%u/x>x</a><a href=http://2130707713:%u/x>x</a>%s",
        fault_port, fault_port, links);
}

void case_page(ask *q)
{
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
        if (!sv_eq(q->path, sv_c(raw[i].path))) continue;
        q->close = true;
        send_raw(q, sv_c(raw[i].bytes));
        return;
    }
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        if (!sv_eq(q->path, sv_c(made[i].path))) continue;
        q->close = true;
        made[i].page(q);
        return;
    }
    if (sv_eq(q->path, SV("/")))
        list_all(q);
    else if (sv_eq(q->path, SV("/chain")))
        redirect(q, "/chain?n=%ld", number_of(q, "n", 0) + 1);
    else
        small_site(q);
}
