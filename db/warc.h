/* warc.h - WARC 1.1 (ISO 28500:2017): raw answers, one gzip member a record, written before the rows that point
 * at them; and a reader for files of anybody. */
#ifndef DB_WARC_H
#define DB_WARC_H

#include "crawler/page.h"
#include "util/buf.h"
#include "util/note.h"

enum { WARC_RECORD_BYTES = 64 << 20 };

typedef struct warc warc;

/*
 * Opens `path` for appending and cuts it at `committed`: what lies behind was never acknowledged. An empty file
 * gets its warcinfo record, which names `software` and `contact`.
 */
err warc_open(const char *path, int64_t committed, const char *software, const char *contact,
    warc **ret, note *reterr) MUST_USE;
/* NULL is fine. */
void warc_close(warc *w);
/* Appends a record of warc_record; *ret_off: where it begins. */
err warc_append(warc *w, sv record, int64_t *ret_off) MUST_USE;
/* All appended bytes are on the disk. */
err warc_sync(warc *w) MUST_USE;
int64_t warc_size(const warc *w);

/*
 * The compressed response record of a page, onto `out`. The body is stored decoded: Content-Encoding and
 * Transfer-Encoding of the head are renamed with the prefix X-Archive-Orig-, Content-Length is made to fit.
 */
err warc_record(const page *p, buf *out) MUST_USE;

/* A response as read; views live until the next call. */
typedef struct warc_response {
    int64_t offset,
        length; /* of the member in the file; 0 in a file that is not compressed record by record */
    page page;  /* url, status, head, content_type, body, fetched_at, why */
    bool encoded; /* body still carries the Content-Encoding of the head */
} warc_response;

/*
 * Calls `fn` for each response record of a .warc or .warc.gz file. Damaged records are counted and skipped where a
 * next one can be found. A non-zero result of `fn` stops and is returned.
 */
typedef err warc_fn(void *ctx, const warc_response *r);
err warc_each(
    const char *path, warc_fn *fn, void *ctx, int64_t *ret_damaged, note *reterr) MUST_USE;
/* The same over bytes in memory. */
err warc_each_in(sv bytes, warc_fn *fn, void *ctx, int64_t *ret_damaged) MUST_USE;
/* One record at `offset` with `length` bytes. ERR_CORRUPT when it is no whole response. */
err warc_read(const char *path, int64_t offset, int64_t length, warc_fn *fn, void *ctx,
    note *reterr) MUST_USE;

#endif
