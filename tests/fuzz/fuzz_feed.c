/* Feeds, sitemaps, gzip and dates: no entity grows, every link is absolute, a date told again is the same day. */
#include <assert.h>
#include <stdint.h>

#include "parsers/charset.h"
#include "parsers/parse.h"
#include "parsers/when.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void date(arena *a, sv text)
{
    when_base base = {.now_ms = 1728000000000, .zone_min = 210, .persian = true};
    when w, again;
    if (!charset_is_clean(text) || !when_parse(text, &base, &w)) return;
    assert(w.raw.p >= text.p && w.raw.p + w.raw.n <= text.p + text.n);
    sv iso = when_iso(a, &w);
    if (w.precision < WHEN_DAY || !iso.n) return;
    base.persian = false;
    base.zone_min = w.offset_min;
    if (iso.p[0] == '2') assert(when_parse_machine(iso, &base, &again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = ARENA_INIT(size * 24 + (64 << 20));
    page p = {.url = SV("https://fuzz.example/feed"),
        .content_type = SV("text/xml"),
        .body = {(const char *)data, size}};
    doc d;
    err e = parse_page(&a, &p, NULL, &d);
    assert(e == ERR_OK || e == ERR_LIMIT || e == ERR_NOMEM);
    for (size_t i = 0; !e && i < d.n_links; i++) assert(sv_istarts(d.link[i].href, SV("http")));
    date(&a, p.body);
    arena_clear(&a);
    return 0;
}
