/* parse_page over HTML, JSON, text and unknown bytes: text comes out valid, views hold, memory stays within its limit. */
#include <assert.h>
#include <stdint.h>

#include "parsers/charset.h"
#include "parsers/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {
        "text/html", "", "application/json", "text/plain; charset=windows-1256"};
    if (!size) return 0;
    arena a = ARENA_INIT(size * 24 + (16 << 20));
    page p = {.url = SV("https://fuzz.example/a/"),
        .content_type = sv_c(types[data[0] % 4]),
        .body = {(const char *)data + 1, size - 1},
        .fetched_at = 1728000000000};
    doc d;
    err e = parse_page(&a, &p, NULL, &d);
    assert(e == ERR_OK || e == ERR_LIMIT || e == ERR_NOMEM);
    if (!e) {
        assert(charset_is_clean(d.text) && charset_is_clean(d.title) && charset_is_clean(d.author));
        for (size_t i = 0; i < d.n_comments; i++)
            assert(charset_is_clean(d.comment[i].text) && charset_is_clean(d.comment[i].author));
        for (size_t i = 0; i < d.n_links; i++) assert(d.link[i].href.n);
        for (size_t i = 0; i < d.n_facts; i++)
            assert(d.fact[i].key.n && charset_is_clean(d.fact[i].value));
    }
    arena_clear(&a);
    return 0;
}
