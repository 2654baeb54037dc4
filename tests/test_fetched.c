/* What an answer holds beside its text: the page it sends its readers on to, the coding it came in. */
#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include "cli/rules.h"
#include "crawler/decode.h"
#include "crawler/refresh.h"
#include "tests/tests.h"

static const struct {
    const char *why, *body, *want;
} refreshes[] = {
    {"as most write it", "<meta http-equiv=\"refresh\" content=\"0; url=/new/\">",
        "https://x.test/new/"},
    {"no quotes, other case", "<META HTTP-EQUIV=Refresh CONTENT=0;URL=/a>", "https://x.test/a"},
    {"content first, quotes inside", "<meta content=\"3;url='/a b'\" http-equiv='refresh' />",
        "https://x.test/a%20b"},
    {"a comma, no url=", "<meta http-equiv=refresh content='1, /b'>", "https://x.test/b"},
    {"a fraction of a second", "<meta http-equiv=refresh content='.5; url=/c'>",
        "https://x.test/c"},
    {"references", "<meta http-equiv=refresh content='0;url=/?a=1&amp;b=2'>",
        "https://x.test/?a=1&b=2"},
    {"behind a head",
        "<html><head><title><meta></title><meta charset=utf-8>\n"
        "<meta http-equiv=refresh content='0;url=/d'></head>",
        "https://x.test/d"},
    {"the second one has the address",
        "<meta http-equiv=refresh content=5>"
        "<meta http-equiv=refresh content='0;url=/e'>",
        "https://x.test/e"},
    {"no address: it renews itself", "<meta http-equiv=refresh content=30>", NULL},
    {"a long wait", "<meta http-equiv=refresh content='600; url=/bye'>", NULL},
    {"a number that overflows", "<meta http-equiv=refresh content='99999999999999999999;url=/x'>",
        NULL},
    {"only for those without scripts",
        "<noscript><meta http-equiv=refresh content='0;url=/no-js'></noscript>", NULL},
    {"in a comment", "<!-- <meta http-equiv=refresh content='0;url=/x'> -->", NULL},
    {"in a script", "<script>'<meta http-equiv=refresh content=\"0;url=/x\">'</script>", NULL},
    {"another header", "<meta http-equiv=content-type content='0;url=/x'>", NULL},
    {"no time", "<meta http-equiv=refresh content='url=/x'>", NULL},
    {"a script that never ends", "<script><meta http-equiv=refresh content='0;url=/x'>", NULL},
    {"a quote that never ends", "<meta http-equiv=refresh content='0;url=/x", NULL},
    {"a tag that never ends", "<meta", NULL},
    {"nothing", "", NULL},
    {"relative to the page", "<meta http-equiv=refresh content='0;url=b'>", "https://x.test/p/b"},
    {"relative to the base", "<base href=/shop/><meta http-equiv=refresh content='0;url=b'>",
        "https://x.test/shop/b"},
    {"a base of another host",
        "<BASE target=_top HREF='//y.test/q/?a&amp;b'><meta http-equiv=refresh content='0;url=?b'>",
        "https://y.test/q/?b"},
    {"the first base",
        "<base target=x><base href=/1/><base href=/2/><meta http-equiv=refresh content='0;b'>",
        "https://x.test/1/b"},
    {"a base that comes too late", "<meta http-equiv=refresh content='0;url=b'><base href=/late/>",
        "https://x.test/p/b"},
    {"a base that is no address", "<base href='data:x'><meta http-equiv=refresh content='0;url=b'>",
        "https://x.test/p/b"},
    {"a base in a comment", "<!-- <base href=/no/> --><meta http-equiv=refresh content='0;url=b'>",
        "https://x.test/p/b"},
    {"<basefont>", "<basefont href=/no/><meta http-equiv=refresh content='0;url=b'>",
        "https://x.test/p/b"},
    {"no http address", "<meta http-equiv=refresh content='0;url=mailto:a@b.c'>", NULL},
    {"an element whose name begins like another",
        "<style-x><meta http-equiv=refresh content='0;url=/f'></style-x>", "https://x.test/f"},
    {"a script that holds another's end",
        "<style></style-x><meta http-equiv=refresh content='0;url=/x'></style>", NULL},
};

START_TEST(sent_on)
{
    arena a = ARENA_INIT(1 << 16);
    sv got = {NULL, 0};
    err e = refresh_target(&a, SV("https://x.test/p/q"), sv_c(refreshes[_i].body), &got);
    ck_assert_msg(e == (refreshes[_i].want ? ERR_OK : ERR_ABSENT), "%s: %d", refreshes[_i].why, e);
    if (!e)
        ck_assert_msg(
            sv_eq(got, sv_c(refreshes[_i].want)), "%s: %.*s", refreshes[_i].why, SV_FMT(got));
    arena_clear(&a);
}
END_TEST

START_TEST(no_memory_for_a_target)
{
    arena a = ARENA_INIT(4);
    sv got;
    ck_assert_int_eq(refresh_target(&a, SV("https://x.test/"),
                         SV("<meta http-equiv=refresh content='0;url=/long'>"), &got),
        ERR_NOMEM);
    arena_clear(&a);
}
END_TEST

enum { TEXT_BYTES = 50000, PACKED_BYTES = TEXT_BYTES + 1000 };
static unsigned char text[TEXT_BYTES], packed[2 * PACKED_BYTES];

/* One of zlib's forms of `in`; bytes of it. */
static size_t deflated(int window, const unsigned char *in, size_t n, unsigned char *out)
{
    z_stream z = {0};
    ck_assert_int_eq(deflateInit2(&z, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
    unsigned char *copy = malloc(n);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, in, n);
    z.next_in = copy;
    z.avail_in = (uInt)n;
    z.next_out = out;
    z.avail_out = PACKED_BYTES;
    ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    free(copy);
    (void)deflateEnd(&z);
    return z.total_out;
}

enum { BROTLI = 100, ZSTD, GZIP_TWICE, GZIP_FOUR, TWO_MEMBERS, TWO_FRAMES, PLAIN };

/* `text` as `form` says: a window of zlib, which names its form, or one of the above; bytes of it. */
static size_t pack(int form)
{
    size_t n = PACKED_BYTES, half = sizeof text / 2;
    for (size_t i = 0; i < sizeof text; i++) text[i] = (unsigned char)('a' + i * i % 7);
    if (form == BROTLI) {
        ck_assert_int_eq(BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC,
                             sizeof text, text, &n, packed),
            BROTLI_TRUE);
        return n;
    }
    if (form == ZSTD) return ZSTD_compress(packed, n, text, sizeof text, 3);
    if (form == GZIP_TWICE || form == GZIP_FOUR) {
        n = deflated(31, text, sizeof text, packed);
        for (int i = 1; i < (form == GZIP_FOUR ? 4 : 2); i++) n = deflated(31, packed, n, packed);
        return n;
    }
    if (form == TWO_MEMBERS) {
        n = deflated(31, text, half, packed);
        return n + deflated(31, text + half, half, packed + n);
    }
    if (form == TWO_FRAMES) {
        n = ZSTD_compress(packed, PACKED_BYTES, text, half, 3);
        return n + ZSTD_compress(packed + n, PACKED_BYTES, text + half, half, 3);
    }
    if (form == PLAIN) {
        memcpy(packed, text, 1000);
        return 1000;
    }
    return deflated(form, text, sizeof text, packed);
}

static const struct {
    const char *coding;
    int form;
    decoded want;
} forms[] = {{"gzip", 31, DECODED_WHOLE}, {"x-gzip", 31, DECODED_WHOLE},
    {"deflate", 15, DECODED_WHOLE}, {"deflate", -15, DECODED_WHOLE}, {"br", BROTLI, DECODED_WHOLE},
    {"zstd", ZSTD, DECODED_WHOLE}, {"GZip , identity", 31, DECODED_WHOLE},
    {"none, gzip, UTF-8", 31, DECODED_WHOLE}, {"gzip, gzip", 31, DECODED_WHOLE},
    {"gzip, gzip", GZIP_TWICE, DECODED_WHOLE}, {"gzip", TWO_MEMBERS, DECODED_WHOLE},
    {"zstd", TWO_FRAMES, DECODED_WHOLE}, {"gzip", -15, DECODED_DAMAGED},
    {"br", 31, DECODED_DAMAGED}, {"zstd", 31, DECODED_DAMAGED}, {"gzip", PLAIN, DECODED_DAMAGED},
    {"compress", 31, DECODED_UNKNOWN}, {"br, gzip", 31, DECODED_DAMAGED},
    {"gzip, gzip, gzip, gzip", GZIP_FOUR, DECODED_UNKNOWN}};

START_TEST(codings)
{
    buf out = BUF_INIT(0);
    sv got, in = {(const char *)packed, pack(forms[_i].form)}, coding = sv_c(forms[_i].coding);
    decoded d = decode_body(coding, in, &out, &got);
    ck_assert_msg(d == forms[_i].want, "%s: %d", coding.p, (int)d);
    if (!d) {
        ck_assert_uint_eq(got.n, sizeof text);
        ck_assert_int_eq(memcmp(got.p, text, got.n), 0);
        /* broken off in the middle, before its last byte, before its first */
        const size_t cut[] = {in.n / 3, in.n - 1, 0};
        for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
            d = decode_body(coding, (sv){in.p, cut[i]}, &out, &got);
            ck_assert_msg(d == DECODED_CUT, "%s cut at %zu: %d", coding.p, cut[i], (int)d);
        }
        out.limit = 1000;
        ck_assert_int_eq(decode_body(coding, in, &out, &got), DECODED_TOO_BIG);
        ck_assert_uint_le(got.n, 1000);
    }
    buf_clear(&out);
}
END_TEST

/* Why an answer is not whole stands with it; what was too big keeps that reason, and its beginning is read. */
START_TEST(cut_answers)
{
    buf out = BUF_INIT(0);
    page p = {.why = PAGE_OK, .body = {(const char *)packed, pack(31)}};
    p.body.n -= 4;
    decode_page(SV("gzip"), &out, &p);
    ck_assert_str_eq(page_why_str(p.why), "cut_short");
    ck_assert_uint_gt(p.detail.n, 0);
    p = (page){.why = PAGE_TOO_BIG, .body = {(const char *)packed, pack(31) / 2}};
    decode_page(SV("gzip"), &out, &p);
    ck_assert_int_eq(p.why, PAGE_TOO_BIG);
    ck_assert_int_eq(memcmp(p.body.p, text, p.body.n), 0);
    p = (page){.why = PAGE_GONE, .body = SV("plain")};
    decode_page(SV("gzip"), &out, &p);
    ck_assert_int_eq(p.why, PAGE_GONE);
    buf_clear(&out);
}
END_TEST

START_TEST(rules_live_in_one_block)
{
    ruleset *r = NULL;
    char body[] = "User-agent: *\nDisallow: /for-others\n\nUser-agent: bazarkav\nDisallow: /a\n"
                  "Allow: /a/b$\nCrawl-delay: 3\nSitemap: http://x.test/s.xml\n";
    ck_assert_int_eq(rules_make(sv_c(body), &r), ERR_OK);
    memset(body, 'x', sizeof body - 1); /* nothing of it is borrowed */
    ck_assert_uint_eq(r->r.n_rules, 2);
    ck_assert_uint_lt(r->bytes, 400);
    ck_assert(robots_check(&r->r, SV("/for-others")).allow);
    ck_assert(robots_check(&r->r, SV("/a/b")).allow);
    robots_verdict v = robots_check(&r->r, SV("/a/bc"));
    ck_assert(!v.allow);
    ck_assert_int_eq(v.rule->line, 5);
    ck_assert(sv_eq(v.rule->text, SV("/a")));
    ck_assert_int_eq(r->r.crawl_delay_ms, 3000);
    ck_assert_uint_eq(r->r.n_sitemaps, 1);
    ck_assert(sv_eq(r->r.sitemap[0], SV("http://x.test/s.xml")));
    rules_drop(rules_take(r));
    ck_assert_int_eq(r->users, 1);
    rules_drop(r);
    ck_assert_ptr_null(rules_take(NULL));
}
END_TEST

START_TEST(no_rules)
{
    ruleset *r = NULL;
    ck_assert_int_eq(rules_make((sv){NULL, 0}, &r), ERR_OK);
    ck_assert(robots_check(&r->r, SV("/any")).allow);
    rules_drop(r);
}
END_TEST

Suite *fetched_suite(void)
{
    Suite *s = suite_create("fetched");
    TCase *t = tcase_create("answers");
    tcase_add_loop_test(t, sent_on, 0, sizeof refreshes / sizeof refreshes[0]);
    tcase_add_test(t, no_memory_for_a_target);
    tcase_add_loop_test(t, codings, 0, sizeof forms / sizeof forms[0]);
    tcase_add_test(t, cut_answers);
    tcase_add_test(t, rules_live_in_one_block);
    tcase_add_test(t, no_rules);
    suite_add_tcase(s, t);
    return s;
}
