/* url_resolve, url_split, url_canonical, url_useless: what is resolved once stays as it is. */
#include <assert.h>
#include <stdint.h>

#include "crawler/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = ARENA_INIT(8 << 20);
    sv rest = {(const char *)data, size}, base = sv_cut(&rest, '\n'), first, again, same;
    url u;
    if (!url_resolve(&a, base, rest, &first)) {
        assert(url_split(first, &u));
        assert(!url_resolve(&a, (sv){NULL, 0}, first, &again) && sv_eq(first, again));
        assert(!url_canonical(&a, first, &again));
        assert(!url_canonical(&a, again, &same) && again.n >= same.n);
        (void)url_useless(again);
        (void)url_site(u.host);
    }
    arena_clear(&a);
    return 0;
}
