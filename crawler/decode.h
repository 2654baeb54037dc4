/* decode.h - undoes the content coding of an answer and notices when it broke off, which libcurl does not. */
#ifndef CRAWLER_DECODE_H
#define CRAWLER_DECODE_H

#include "crawler/page.h"
#include "util/buf.h"

#define DECODE_ACCEPT "gzip, deflate, br, zstd"

typedef enum decoded {
    DECODED_WHOLE,
    DECODED_CUT,     /* the stream is right as far as it goes, but its end is not there */
    DECODED_DAMAGED, /* not of the form that its name says */
    DECODED_UNKNOWN, /* a coding that nobody here reads, or too many of them */
    DECODED_TOO_BIG,
    DECODED_NO_MEMORY
} decoded;

/*
 * coding  value of Content-Encoding: gzip, x-gzip, deflate (with or without the head of zlib), br, zstd, identity or
 *         nothing; or up to three of them with commas, in the order in which they were applied.
 * in      borrowed; *ret is `in` itself when there is nothing to undo, else a view of `out`.
 * out     reused; its limit is the most that is decoded.
 * ret     what could be read, whatever is returned.
 */
decoded decode_body(sv coding, sv in, buf *out, sv *ret) MUST_USE;

/* The same for an answer: its body, and why and detail where it is not whole. Of one that was too big (`io->why`) the
 * part that came is decoded, since the beginning of robots.txt counts. */
void decode_page(sv coding, buf *out, page *io);

#endif
