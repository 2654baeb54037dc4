/* Half of an answer must not pass for all of it: neither of rules nor of a page that is compared with its last state. */
#include "crawler/decode.h"

#include <brotli/decode.h>
#include <limits.h>
#include <pthread.h>
#include <zlib.h>
#include <zstd.h>

#include "sonames.inc"
#include "util/late.h"

enum {
    CHUNK = 16 * 1024,
    GZIP_OR_ZLIB = 15 + 32,
    RAW = -15,
    CODINGS = 3,
    WINDOW_LOG = 23 /* RFC 9659 */
};

static decoded take(buf *out, const char *chunk, size_t n)
{
    size_t room = out->limit ? out->limit - out->n : n;
    buf_put(out, (sv){chunk, n < room ? n : room});
    if (out->e) return DECODED_NO_MEMORY;
    return n > room ? DECODED_TOO_BIG : DECODED_WHOLE;
}

/* --- zlib --------------------------------------------------------------------------------------------------- */

static decoded inflate_as(int form, sv in, buf *out)
{
    char chunk[CHUNK];
    z_stream z = {0};
    union {
        const char *in;
        unsigned char *out;
    } from = {in.p}, to = {chunk}; /* zlib does not write there, but says so only with ZLIB_CONST */
    if (in.n > UINT_MAX) return DECODED_TOO_BIG;
    if (inflateInit2(&z, form) != Z_OK) return DECODED_NO_MEMORY;
    z.next_in = from.out;
    z.avail_in = (uInt)in.n;
    int rc = Z_OK;
    decoded d = DECODED_WHOLE;
    while (rc == Z_OK && !d) {
        z.next_out = to.out;
        z.avail_out = CHUNK;
        rc = inflate(&z, Z_NO_FLUSH);
        d = take(out, chunk, CHUNK - z.avail_out);
        bool more =
            rc == Z_STREAM_END && z.avail_in > 1 && z.next_in[0] == 0x1F && z.next_in[1] == 0x8B;
        if (more)
            rc = inflateReset(&z); /* gzip: several members in a row are one file (RFC 1952 2.2) */
    }
    (void)inflateEnd(&z);
    if (d || rc == Z_STREAM_END) return d;
    return rc == Z_BUF_ERROR   ? DECODED_CUT
           : rc == Z_MEM_ERROR ? DECODED_NO_MEMORY
                               : DECODED_DAMAGED;
}

static decoded undo_gzip(sv in, buf *out) { return inflate_as(GZIP_OR_ZLIB, in, out); }

/* Many servers leave the head of zlib out (RFC 9110 8.4.1.2 knows of them). */
static decoded undo_deflate(sv in, buf *out)
{
    decoded d = inflate_as(GZIP_OR_ZLIB, in, out);
    return d == DECODED_DAMAGED && !out->n ? inflate_as(RAW, in, out) : d;
}

/* --- libraries that are there with libcurl, loaded when a server answers in their coding --------------------- */

#define BROTLI_CALLS(X)                                                                            \
    X(BrotliDecoderCreateInstance)                                                                 \
    X(BrotliDecoderDecompressStream)                                                               \
    X(BrotliDecoderDestroyInstance)
#define ZSTD_CALLS(X)                                                                              \
    X(ZSTD_createDStream)                                                                          \
    X(ZSTD_DCtx_setParameter)                                                                      \
    X(ZSTD_decompressStream)                                                                       \
    X(ZSTD_freeDStream)                                                                            \
    X(ZSTD_isError)

static struct {
    BROTLI_CALLS(LATE_POINTER)
} brotli;
static struct {
    ZSTD_CALLS(LATE_POINTER)
} zstd;
static bool has_brotli, has_zstd;

static void load(void)
{
    static const char *const of_brotli[] = {BROTLI_CALLS(LATE_NAME)};
    static const char *const of_zstd[] = {ZSTD_CALLS(LATE_NAME)};
    has_brotli = !late_load(
        SONAME_BROTLIDEC, of_brotli, sizeof of_brotli / sizeof *of_brotli, &brotli, NULL);
    has_zstd = !late_load(SONAME_ZSTD, of_zstd, sizeof of_zstd / sizeof *of_zstd, &zstd, NULL);
}

static void load_once(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
}

static decoded undo_brotli(sv in, buf *out)
{
    uint8_t chunk[CHUNK];
    const uint8_t *next = (const uint8_t *)in.p;
    size_t left = in.n;
    load_once();
    if (!has_brotli) return DECODED_UNKNOWN;
    BrotliDecoderState *b = brotli.BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!b) return DECODED_NO_MEMORY;
    decoded d = DECODED_WHOLE;
    BrotliDecoderResult rc = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (rc == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !d) {
        size_t room = CHUNK;
        uint8_t *to = chunk;
        rc = brotli.BrotliDecoderDecompressStream(b, &left, &next, &room, &to, NULL);
        d = take(out, (const char *)chunk, CHUNK - room);
    }
    brotli.BrotliDecoderDestroyInstance(b);
    if (d || rc == BROTLI_DECODER_RESULT_SUCCESS) return d;
    return rc == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT ? DECODED_CUT : DECODED_DAMAGED;
}

static decoded undo_zstd(sv in, buf *out)
{
    char chunk[CHUNK];
    ZSTD_inBuffer from = {in.p, in.n, 0};
    load_once();
    if (!has_zstd) return DECODED_UNKNOWN;
    ZSTD_DStream *z = zstd.ZSTD_createDStream();
    if (!z) return DECODED_NO_MEMORY;
    decoded d = DECODED_WHOLE;
    size_t rc = zstd.ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, WINDOW_LOG);
    bool full = true; /* the chunk was filled: there may be more in the decoder */
    while (!zstd.ZSTD_isError(rc) && !d && (full || from.pos < from.size)) {
        ZSTD_outBuffer to = {chunk, CHUNK, 0};
        rc = zstd.ZSTD_decompressStream(z, &to, &from);
        d = take(out, chunk, to.pos);
        full = to.pos == CHUNK;
    }
    (void)zstd.ZSTD_freeDStream(z);
    if (d) return d;
    return zstd.ZSTD_isError(rc) ? DECODED_DAMAGED : rc || !in.n ? DECODED_CUT : DECODED_WHOLE;
}

/* --- by name ------------------------------------------------------------------------------------------------ */

static decoded (*coder_of(sv name))(sv, buf *)
{
    static const struct {
        sv name;
        decoded (*undo)(sv, buf *);
    } all[] = {{SV_INIT("gzip"), undo_gzip}, {SV_INIT("x-gzip"), undo_gzip},
        {SV_INIT("deflate"), undo_deflate}, {SV_INIT("br"), undo_brotli},
        {SV_INIT("zstd"), undo_zstd}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (sv_ieq(name, all[i].name)) return all[i].undo;
    return NULL;
}

/* Codings that have a name (IANA's registry) and that nobody here undoes. Any other word is no coding: servers write
 * "none" or "UTF-8" there and send the page as it is. */
static bool is_foreign(sv name)
{
    static const sv names[] = {SV_INIT("compress"), SV_INIT("x-compress"), SV_INIT("exi"),
        SV_INIT("pack200-gzip"), SV_INIT("aes128gcm"), SV_INIT("dcb"), SV_INIT("dcz")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sv_ieq(name, names[i])) return true;
    return false;
}

/* Named twice, by a server and by the proxy in front of it, and packed once. */
static bool is_undone(sv name, sv before, sv in)
{
    return sv_ieq(name, before) && !sv_starts(in, SV("\x1F\x8B"));
}

/* The last name of the list, which is cut off it. */
static sv last_of(sv *list)
{
    const char *comma = list->n ? memrchr(list->p, ',', list->n) : NULL;
    size_t from = comma ? (size_t)(comma + 1 - list->p) : 0;
    sv name = sv_trim(sv_sub(*list, from, list->n));
    list->n = comma ? from - 1 : 0;
    return name;
}

decoded decode_body(sv coding, sv in, buf *out, sv *ret)
{
    CLEANUP(buf_clear) buf between = BUF_INIT(out->limit);
    sv before = {NULL, 0};
    int n = 0;
    *ret = in;
    while (coding.n) {
        sv name = last_of(&coding);
        decoded (*undo)(sv, buf *) = coder_of(name);
        if ((!undo && !is_foreign(name)) || is_undone(name, before, *ret)) continue;
        before = name;
        if (!undo || n == CODINGS) {
            *ret = (sv){NULL, 0};
            return DECODED_UNKNOWN;
        }
        if (n++) { /* what was undone is the input now */
            buf kept = between;
            between = *out;
            *out = kept;
        }
        buf_reset(out);
        decoded d = undo(*ret, out);
        *ret = buf_sv(out);
        if (d) return d;
    }
    return DECODED_WHOLE;
}

void decode_page(sv coding, buf *out, page *io)
{
    static const struct {
        page_why why;
        sv detail;
    } of[] = {[DECODED_WHOLE] = {PAGE_OK, {NULL, 0}},
        [DECODED_CUT] = {PAGE_CUT_SHORT, SV_INIT("compressed body without its end")},
        [DECODED_DAMAGED] = {PAGE_NETWORK, SV_INIT("content coding damaged")},
        [DECODED_UNKNOWN] = {PAGE_NETWORK, SV_INIT("content coding unknown")},
        [DECODED_TOO_BIG] = {PAGE_TOO_BIG, SV_INIT("body too big when decoded")},
        [DECODED_NO_MEMORY] = {PAGE_TOO_BIG, SV_INIT("no memory to decode it")}};
    if (io->why != PAGE_OK && io->why != PAGE_TOO_BIG) return;
    decoded d = decode_body(coding, io->body, out, &io->body);
    if (!d || io->why != PAGE_OK) return;
    io->why = of[d].why;
    io->detail = of[d].detail;
}
