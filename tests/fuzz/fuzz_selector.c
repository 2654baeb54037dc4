/* seeds/css and parsers/select: the first line is a selector, the rest a page. What select_all finds, select_is
 * agrees with, in document order. */
#include <assert.h>
#include <stdint.h>

#include "parsers/charset.h"
#include "parsers/select.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(arena *a, sv text, sv utf8)
{
    css_list s;
    tree *t;
    select_index *x;
    nodes n = {0};
    if (css_parse(a, text, &s, NULL) || html_parse(a, utf8, &t) ||
        select_index_make(a, t->root, &x))
        return;
    if (select_all(a, x, t->root, &s, &n)) return;
    for (size_t i = 0; i < n.n; i++) {
        assert(select_is(n.at[i], &s));
        assert(!i || select_place(x, n.at[i]) > select_place(x, n.at[i - 1]));
    }
    const xmlNode *first = select_first(x, t->root, &s);
    assert(first == (n.n ? n.at[0] : NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = ARENA_INIT(64 << 20);
    sv rest = {(const char *)data, size < 20000 ? size : 20000}, text = sv_cut(&rest, '\n'), utf8;
    if (charset_to_utf8(&a, rest, SV("text/html; charset=utf-8"), &utf8) == ERR_OK)
        check(&a, text, utf8);
    arena_clear(&a);
    return 0;
}
