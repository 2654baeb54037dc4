/* uchardet.h - libuchardet under its own names, loaded when it is first needed. */
#ifndef PARSERS_UCHARDET_H
#define PARSERS_UCHARDET_H

#include <uchardet.h>

#include "util/late.h"

#define UCHARDET_CALLS(X)                                                                          \
    X(uchardet_data_end)                                                                           \
    X(uchardet_delete)                                                                             \
    X(uchardet_get_charset)                                                                        \
    X(uchardet_handle_data)                                                                        \
    X(uchardet_new)

typedef struct uchardet_calls {
    UCHARDET_CALLS(LATE_POINTER)
} uchardet_calls;
extern uchardet_calls uchardet_late; /* NULL pointers before uchardet_load() */

/* Before any other call, from any thread. ERR_ABSENT: there is no libuchardet. */
err uchardet_load(note *reterr) MUST_USE;

#define uchardet_data_end    uchardet_late.uchardet_data_end
#define uchardet_delete      uchardet_late.uchardet_delete
#define uchardet_get_charset uchardet_late.uchardet_get_charset
#define uchardet_handle_data uchardet_late.uchardet_handle_data
#define uchardet_new         uchardet_late.uchardet_new

#endif
