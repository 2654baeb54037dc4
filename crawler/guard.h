/* guard.h - which network addresses may be reached. Private, loopback, link-local and other special ranges
 * never, unless a test net was named; asked at connect time, so that no name can lead there. */
#ifndef CRAWLER_GUARD_H
#define CRAWLER_GUARD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "util/arena.h"

enum { GUARD_NETS = 16 };

typedef struct guard {
    struct {
        uint8_t net[16]; /* IPv4 as v4-mapped IPv6 */
        int bits;        /* of the 128 */
    } allow[GUARD_NETS];
    int n;
} guard;

typedef enum guard_verdict {
    GUARD_PUBLIC,
    GUARD_TEST_NET, /* named with --allow-net: the delay floor is lifted there */
    GUARD_REFUSED
} guard_verdict;

/* Adds "127.0.2.0/24", "10.1.2.3" or "fd00::/8". ERR_FORMAT, ERR_LIMIT. */
err guard_allow(guard *g, const char *cidr) MUST_USE;
/* `addr` is a sockaddr_in or sockaddr_in6; anything else is refused. */
guard_verdict guard_check(const guard *g, const struct sockaddr *addr);

#endif
