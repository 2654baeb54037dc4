/* Sitemaps: XML, plain lists and gzip of both. Whatever comes, links are absolute and their number is bounded. */
#include <assert.h>
#include <stdint.h>

#include "parsers/sitemap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_one(sv text)
{
    arena a = ARENA_INIT(16 << 20);
    const page p = {.url = SV("https://shop.example/sitemap.xml")};
    doc d = {.claimed = -1};
    err e = sitemap_is_list(text) ? sitemap_parse_list(&a, text, &p, &d)
                                  : sitemap_parse(&a, text, &p, &d);
    assert(!e || e == ERR_NOMEM || e == ERR_LIMIT);
    assert(d.n_links <= SITEMAP_LINKS_MAX);
    for (size_t i = 0; i < d.n_links; i++) {
        assert(sv_starts(d.link[i].href, SV("http")));
        assert(!memchr(d.link[i].href.p, '#', d.link[i].href.n));
    }
    arena_clear(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    buf plain = BUF_INIT(1 << 20);
    sv in = {(const char *)data, size};
    read_one(in);
    if (sitemap_gunzip(in, &plain) && !plain.e) read_one(buf_sv(&plain));
    buf_clear(&plain);
    return 0;
}
