/* headers.h - what a response head says to a crawler. Pure; any bytes. */
#ifndef CRAWLER_HEADERS_H
#define CRAWLER_HEADERS_H

#include <stdint.h>

#include "util/arena.h"

typedef struct headers {
    int status;                                     /* of the status line, 0 when there is none */
    sv content_type, etag, last_modified, location; /* views into the head */
    sv robots_tag, content_encoding; /* all lines of that name joined by ", ", in the arena */
    int64_t retry_after_s; /* -1: none; a date is turned into seconds from `now_s`, at least 0 */
} headers;

/* head  status line first, lines ended by LF or CRLF. ERR_NOMEM only. */
err headers_parse(arena *a, sv head, int64_t now_s, headers *ret) MUST_USE;

#endif
