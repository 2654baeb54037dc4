/* rewrite.h - takes raw answers out of the WARC files for good. */
#ifndef DB_REWRITE_H
#define DB_REWRITE_H

#include "db/store.h"

/*
 * Rewrites every WARC file of the store without the records of `site`, or of `url`, or with `text` in head or body (one
 * of them is given). Places of the records that stay are corrected. To be called before erase_*.
 * *ret_n: records taken out.
 */
err rewrite_records(store *s, sv site, sv url, sv text, int64_t *ret_n, note *reterr) MUST_USE;

#endif
