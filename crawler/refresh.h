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
 * The address that `body` sends its readers on to (HTML, "shared declarative refresh steps"), as it is written there,
 * without character references. What stands in comments, scripts and <noscript> does not count.
 * a  owns the result.
 * ERR_ABSENT: there is none, it has no address, or its wait is longer than REFRESH_SECONDS.
 */
err refresh_target(arena *a, sv body, sv *ret) MUST_USE;

#endif
