/* idn2.h - libidn2 under its own names, loaded when it is first needed. */
#ifndef CRAWLER_IDN2_H
#define CRAWLER_IDN2_H

#include <idn2.h>

#include "util/late.h"

#define IDN2_CALLS(X)                                                                              \
    X(idn2_free)                                                                                   \
    X(idn2_to_ascii_8z)

typedef struct idn2_calls {
    IDN2_CALLS(LATE_POINTER)
} idn2_calls;
extern idn2_calls idn2_late; /* NULL pointers before idn2_load() */

/* Before any other call, from any thread. ERR_ABSENT: there is no libidn2. */
err idn2_load(note *reterr) MUST_USE;

#define idn2_free        idn2_late.idn2_free
#define idn2_to_ascii_8z idn2_late.idn2_to_ascii_8z

#endif
