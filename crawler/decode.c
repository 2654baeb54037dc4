#include "crawler/decode.h"

#include <limits.h>
#include <zlib.h>

enum { CHUNK = 16 * 1024, GZIP_OR_ZLIB = 15 + 32 };

err decode_body(sv coding, sv in, buf *out, sv *ret)
{
    char chunk[CHUNK];
    z_stream z = {0};
    union {
        const char *in;
        unsigned char *out;
    } from = {in.p}, to = {chunk}; /* zlib does not write there, but says so only with ZLIB_CONST */
    coding = sv_trim(coding);
    *ret = in;
    if (!coding.n || sv_ieq(coding, SV("identity"))) return ERR_OK;
    *ret = (sv){NULL, 0};
    bool known =
        sv_ieq(coding, SV("gzip")) || sv_ieq(coding, SV("x-gzip")) || sv_ieq(coding, SV("deflate"));
    if (!known || in.n > UINT_MAX) return ERR_FORMAT;
    if (inflateInit2(&z, GZIP_OR_ZLIB) != Z_OK) return ERR_NOMEM;
    buf_reset(out);
    z.next_in = from.out;
    z.avail_in = (uInt)in.n;
    int rc = Z_OK;
    while (rc == Z_OK && !out->e) {
        z.next_out = to.out;
        z.avail_out = CHUNK;
        rc = inflate(&z, Z_NO_FLUSH);
        size_t n = CHUNK - z.avail_out, room = out->limit ? out->limit - out->n : n;
        buf_put(out, (sv){chunk, n < room ? n : room});
        if (n > room) out->e = ERR_LIMIT;
    }
    (void)inflateEnd(&z);
    *ret = buf_sv(out);
    return out->e ? out->e : rc == Z_STREAM_END ? ERR_OK : ERR_FORMAT;
}
