/* host.h - the host part of an address by the WHATWG URL standard: IDNA, IPv4 in all its number forms, IPv6. */
#ifndef CRAWLER_HOST_H
#define CRAWLER_HOST_H

#include "util/arena.h"
#include "util/buf.h"

/* Appends the serialised form of `in` to `out`. ERR_FORMAT when the standard calls it a failure. */
err host_put(buf *out, sv in) MUST_USE;

#endif
