/* decode.h - undoes the content coding of an answer and notices when it broke off, which libcurl does not. */
#ifndef CRAWLER_DECODE_H
#define CRAWLER_DECODE_H

#include "util/buf.h"

/*
 * coding  value of Content-Encoding: gzip, x-gzip, deflate (with or without the head of zlib), identity or nothing.
 * in      borrowed; *ret is `in` itself when there is nothing to undo, else a view of `out`.
 * out     reused; its limit is the most that is decoded.
 * Fails with ERR_FORMAT (another coding, damaged, broken off), ERR_LIMIT or ERR_NOMEM; *ret is then what could be read.
 */
err decode_body(sv coding, sv in, buf *out, sv *ret) MUST_USE;

#endif
