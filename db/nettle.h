/* nettle.h - Nettle under its own names, loaded when it is first needed. */
#ifndef DB_NETTLE_H
#define DB_NETTLE_H

#include <nettle/hmac.h>

#include "util/late.h"

#define NETTLE_CALLS(X)                                                                            \
    X(nettle_hmac_sha256_digest)                                                                   \
    X(nettle_hmac_sha256_set_key)                                                                  \
    X(nettle_hmac_sha256_update)

typedef struct nettle_calls {
    NETTLE_CALLS(LATE_POINTER)
} nettle_calls;
extern nettle_calls nettle_late; /* NULL pointers before nettle_load() */

/* Before any other call, from any thread. ERR_ABSENT: there is no Nettle. */
err nettle_load(note *reterr) MUST_USE;

#define nettle_hmac_sha256_digest  nettle_late.nettle_hmac_sha256_digest
#define nettle_hmac_sha256_set_key nettle_late.nettle_hmac_sha256_set_key
#define nettle_hmac_sha256_update  nettle_late.nettle_hmac_sha256_update

#endif
