/* parsers/glean_json and parsers/state: any bytes as the answer of an end point. Comments that come out have text or
 * stars; pointers into whatever was read never crash. */
#include <assert.h>
#include <stdint.h>

#include "parsers/glean.h"
#include "parsers/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = ARENA_INIT(64 << 20);
    page p = {.url = SV("https://a.example/api?x=1"),
        .content_type = SV("application/json"),
        .body = {(const char *)data, size < 60000 ? size : 60000}};
    doc d;
    if (parse_page(&a, &p, NULL, &d) == ERR_OK)
        for (size_t i = 0; i < d.n_comments; i++)
            assert(d.comment[i].text.n || d.comment[i].rating_max > 0);
    json_t *v = glean_json_read(p.body);
    json_list list = {0};
    if (v && glean_pointer(&a, v, SV("/**/id"), &list) == ERR_OK)
        for (size_t i = 0; i < list.n; i++) (void)glean_scalar(&a, list.at[i]);
    json_decref(v);
    arena_clear(&a);
    return 0;
}
