#include "crawler/decode.h"

#include <limits.h>
#include <zlib.h>

enum { CHUNK = 16 * 1024, GZIP_OR_ZLIB = 15 + 32, RAW = -15 };

/* ERR_FORMAT: not this form, damaged or broken off; `out` has what could be read. */
static err inflate_as(int form, sv in, buf *out)
{
    char chunk[CHUNK];
    z_stream z = {0};
    union {
        const char *in;
        unsigned char *out;
    } from = {in.p}, to = {chunk}; /* zlib does not write there, but says so only with ZLIB_CONST */
    if (inflateInit2(&z, form) != Z_OK) return ERR_NOMEM;
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
    return out->e ? out->e : rc == Z_STREAM_END ? ERR_OK : ERR_FORMAT;
}

err decode_body(sv coding, sv in, buf *out, sv *ret)
{
    coding = sv_trim(coding);
    *ret = in;
    if (!coding.n || sv_ieq(coding, SV("identity"))) return ERR_OK;
    *ret = (sv){NULL, 0};
    bool deflated = sv_ieq(coding, SV("deflate")),
         known = deflated || sv_ieq(coding, SV("gzip")) || sv_ieq(coding, SV("x-gzip"));
    if (!known || in.n > UINT_MAX) return ERR_FORMAT;
    err e = inflate_as(GZIP_OR_ZLIB, in, out);
    /* many servers leave the head of zlib out (RFC 9110 8.4.1.2 knows of them) */
    if (e == ERR_FORMAT && deflated && !out->n) e = inflate_as(RAW, in, out);
    *ret = buf_sv(out);
    return e;
}
