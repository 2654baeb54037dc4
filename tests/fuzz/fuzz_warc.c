/* warc_each_in: any bytes, packed or not; what is given to the callback lies within the input. */
#include <assert.h>
#include <stdint.h>

#include "db/warc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static err take(void *ctx, const warc_response *r)
{
    const size_t *size = ctx;
    assert(r->page.url.n > 0 && r->offset >= 0 && (size_t)(r->offset + r->length) <= *size);
    return ERR_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int64_t damaged = 0;
    assert(!warc_each_in((sv){(const char *)data, size}, take, &size, &damaged));
    return 0;
}
