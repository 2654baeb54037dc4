/* headers_parse: any response head; Retry-After is never negative but for "none". */
#include <assert.h>
#include <stdint.h>

#include "crawler/headers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = ARENA_INIT(16 << 20);
    headers h;
    if (!headers_parse(&a, (sv){(const char *)data, size}, 1700000000, &h))
        assert(h.retry_after_s >= -1 && (h.status == 0 || (h.status >= 100 && h.status < 1000)));
    arena_clear(&a);
    return 0;
}
