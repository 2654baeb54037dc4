/* refresh.h - <meta http-equiv="refresh">: a redirect that stands in the page. Read from the bytes, since ASCII means
 * the same in every coding that pages use. */
#ifndef CRAWLER_REFRESH_H
#define CRAWLER_REFRESH_H

#include "util/arena.h"
#include "util/sv.h"

enum {
    REFRESH_BYTES = 64 << 10, /* looked through */
    REFRESH_SECONDS = 15      /* a longer wait is no redirect but a page that renews itself */
};

/*
 * The absolute address that the page at page_url sends its readers on to (HTML, "shared declarative refresh steps"):
 * relative to the document's base, which is the first <base href> when that stands before it. What stands in comments,
 * scripts and <noscript> does not count.
 * a  owns the result.
 * ERR_ABSENT: there is none, it has no http address, or its wait is longer than REFRESH_SECONDS. Else ERR_NOMEM.
 */
err refresh_target(arena *a, sv page_url, sv body, sv *ret) MUST_USE;

#endif
