/* seeds/recipe: any bytes as a recipe file, and what was read run over a small page. Never crashes; a set that failed
 * holds whole recipes only. */
#include <assert.h>
#include <stdint.h>

#include "parsers/parse.h"
#include "seeds/recipe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char page_html[] = "<div id=c class='a b'><ul><li id=x-1 class='item odd' data-n=7><b "
                                "class=author>Ali</b><i class=date>2025-01-02</i>"
                                "<p class=text>good <q>old</q></p><ul><li id=x-2 "
                                "class=item><b>B</b><p>so</p></li></ul></li></ul></div>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = ARENA_INIT(32 << 20);
    recipe_set s = {0};
    note why = {{0}};
    err e = recipe_parse(&a, (sv){(const char *)data, size}, "f", RECIPE_OF_USER, &s, &why);
    assert(e != ERR_FORMAT || why.text[0]);
    for (size_t i = 0; i < s.n; i++) {
        assert(s.at[i].name.n && s.at[i].field[RF_ITEM].n);
        const parse_opts o = {.recipes = &s, .recipe = s.at[i].name, .zone_min = PARSE_ZONE_AUTO};
        page p = {.url = SV("https://a.example/b"),
            .content_type = SV("text/html"),
            .body = sv_c(page_html)};
        arena pa = ARENA_INIT(16 << 20);
        doc d;
        if (i < 4 && parse_page(&pa, &p, &o, &d) == ERR_OK)
            for (size_t k = 0; k < d.n_comments; k++)
                assert(d.comment[k].text.n || d.comment[k].rating_max > 0);
        arena_clear(&pa);
    }
    recipe_set_clear(&s);
    arena_clear(&a);
    return 0;
}
