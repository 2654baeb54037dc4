#include <zlib.h>

#include "parsers/parse.h"
#include "parsers/sitemap.h"
#include "tests/tests.h"

static arena a;
static doc d;

static void up(void) { a = ARENA_INIT(64 << 20); }
static void down(void) { arena_clear(&a); }

static void read_as(sv body, sv type)
{
    page p = {.url = SV("https://site.example/feed/"), .content_type = type, .body = body};
    ck_assert_int_eq(parse_page(&a, &p, NULL, &d), ERR_OK);
}

START_TEST(posts)
{
    read_as(
        SV("<?xml version='1.0'?><rss version='2.0'><channel><title>خبر</title><language>fa</language>"
           "<item><title>یک</title><link>/one/</link><pubDate>Tue, 05 Mar 2024 10:00:00 +0330</pubDate></item>"
           "<item><title>دو</title><guid>https://site.example/two/</guid></item></channel></rss>"),
        SV("application/rss+xml"));
    ck_assert(sv_eq(d.title, SV("خبر")));
    ck_assert_uint_eq(d.n_links, 2);
    ck_assert(sv_eq(d.link[0].href, SV("https://site.example/one/")));
    ck_assert_int_eq(d.link[0].lastmod_ms, 1709620200000);
    ck_assert(sv_eq(d.link[1].href, SV("https://site.example/two/")));
    ck_assert_uint_eq(d.n_comments, 0);
}
END_TEST

/* Names in another case, HTML inside CDATA, a reply that begins with a link to what it answers. */
START_TEST(comments)
{
    read_as(
        SV("<rss xmlns:dc='http://purl.org/dc/elements/1.1/' "
           "xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
           "<channel><item><link>https://site.example/p/#comment-12</"
           "link><dc:creator><![CDATA[نیما]]></dc:creator>"
           "<pubdate>Wed, 28 Apr 2021 14:24:44 +0000</pubdate><description>cut</description>"
           "<content:encoded><![CDATA[<p>عالی‌ بود<br>ممنون</p>]]></content:encoded></item>"
           "<item><link>https://site.example/p/#comment-13</"
           "link><content:encoded><![CDATA[<p>در پاسخ به "
           "<a href='https://site.example/p/#comment-12'>نیما</a>.</p><p>خواهش می‌کنم</p>]]></content:encoded></item>"
           "</channel></rss>"),
        SV("text/xml"));
    ck_assert_uint_eq(d.n_comments, 2);
    ck_assert(sv_eq(d.comment[0].id, SV("12")));
    ck_assert(sv_eq(d.comment[0].author, SV("نیما")));
    ck_assert(sv_eq(d.comment[0].text, SV("عالی‌ بود\nممنون")));
    ck_assert_int_eq(d.comment[0].date.at_ms, 1619619884000);
    ck_assert_int_eq(d.comment[0].layer, LAYER_FEED);
}
END_TEST

START_TEST(atom)
{
    read_as(SV("<feed xmlns='http://www.w3.org/2005/Atom' "
               "xmlns:thr='http://purl.org/syndication/thread/1.0'>"
               "<title>t</title><link rel='next' href='?page=2'/><entry><id>tag:x,1</id>"
               "<link rel='alternate' href='/p#c7'/><thr:in-reply-to "
               "ref='/p#c5'/><author><name>Ana</name></author>"
               "<published>2024-01-02T03:04:05Z</published><content "
               "type='html'>&lt;p&gt;yes&lt;/p&gt;</content></entry></feed>"),
        SV("application/atom+xml"));
    ck_assert_uint_eq(d.n_comments, 1);
    ck_assert(sv_eq(d.comment[0].parent, SV("5")));
    ck_assert(sv_eq(d.comment[0].author, SV("Ana")));
    ck_assert(sv_eq(d.comment[0].text, SV("yes")));
    ck_assert_int_eq(d.link[0].kind, LINK_NEXT);
}
END_TEST

static const char map_text[] =
    "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    "<url><loc> https://site.example/a?x=1&amp;y=2 </loc><lastmod>2024-02-03</lastmod></url>"
    "<url><loc>javascript:1</loc></url><url><loc>/b</loc></url></urlset>";

static void check_map(void)
{
    ck_assert_uint_eq(d.n_links, 2);
    ck_assert(sv_eq(d.link[0].href, SV("https://site.example/a?x=1&y=2")));
    ck_assert_int_eq(d.link[0].lastmod_ms, 1706918400000);
    ck_assert_int_eq(d.link[1].lastmod_ms, 0);
}

START_TEST(sitemap)
{
    read_as((sv){map_text, sizeof map_text - 1}, SV("application/xml"));
    check_map();
    read_as(SV("<sitemapindex><sitemap><loc>https://site.example/s1.xml.gz</loc></sitemap></"
               "sitemapindex>"),
        SV(""));
    ck_assert_uint_eq(d.n_links, 1);
    ck_assert_int_eq(d.link[0].kind, LINK_SITEMAP);
    read_as(SV("https://site.example/1\nhttps://site.example/2\n"), SV("text/plain"));
    ck_assert_uint_eq(d.n_links, 2);
}
END_TEST

START_TEST(gzipped)
{
    unsigned char out[1024];
    union {
        const char *in;
        unsigned char *out;
    } u = {.in = map_text};
    z_stream z = {.next_in = u.out,
        .avail_in = sizeof map_text - 1,
        .next_out = out,
        .avail_out = sizeof out};
    ck_assert_int_eq(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t n = z.total_out;
    (void)deflateEnd(&z);
    read_as((sv){(char *)out, n}, SV("application/octet-stream"));
    check_map();
    read_as((sv){(char *)out, n / 2}, SV("application/gzip")); /* cut: what is there is read */
}
END_TEST

/* Entities of the document's own are not expanded, nothing is loaded. */
START_TEST(entities)
{
    read_as(
        SV("<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
           "<!ENTITY x SYSTEM "
           "'file:///etc/hostname'>]><rss><channel><title>t&b;&x;</title></channel></rss>"),
        SV("text/xml"));
    ck_assert_uint_le(d.title.n, 60);
    read_as(SV("<rss><channel><title>broken"), SV("text/xml"));
    read_as(SV("<rss><<<>>&&&</rss>"), SV("text/xml"));
}
END_TEST

Suite *feed_suite(void)
{
    Suite *s = suite_create("feed");
    TCase *t = tcase_create("feed");
    tcase_add_checked_fixture(t, up, down);
    tcase_add_test(t, posts);
    tcase_add_test(t, comments);
    tcase_add_test(t, atom);
    tcase_add_test(t, sitemap);
    tcase_add_test(t, gzipped);
    tcase_add_test(t, entities);
    suite_add_tcase(s, t);
    return s;
}
