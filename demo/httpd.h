/* httpd.h - libmicrohttpd under its own names, loaded when the demonstration server starts. */
#ifndef DEMO_HTTPD_H
#define DEMO_HTTPD_H

#include <microhttpd.h>

#include "util/late.h"

#define HTTPD_CALLS(X)                                                                             \
    X(MHD_add_response_header)                                                                     \
    X(MHD_create_response_from_buffer)                                                             \
    X(MHD_create_response_from_callback)                                                           \
    X(MHD_destroy_response)                                                                        \
    X(MHD_get_daemon_info)                                                                         \
    X(MHD_lookup_connection_value)                                                                 \
    X(MHD_queue_response)                                                                          \
    X(MHD_start_daemon)                                                                            \
    X(MHD_stop_daemon)

typedef struct httpd_calls {
    HTTPD_CALLS(LATE_POINTER)
} httpd_calls;
extern httpd_calls httpd_late; /* NULL pointers before httpd_load() */

/* Before any other call, from any thread. ERR_ABSENT: there is no libmicrohttpd. */
err httpd_load(note *reterr) MUST_USE;

#define MHD_add_response_header           httpd_late.MHD_add_response_header
#define MHD_create_response_from_buffer   httpd_late.MHD_create_response_from_buffer
#define MHD_create_response_from_callback httpd_late.MHD_create_response_from_callback
#define MHD_destroy_response              httpd_late.MHD_destroy_response
#define MHD_get_daemon_info               httpd_late.MHD_get_daemon_info
#define MHD_lookup_connection_value       httpd_late.MHD_lookup_connection_value
#define MHD_queue_response                httpd_late.MHD_queue_response
#define MHD_start_daemon                  httpd_late.MHD_start_daemon
#define MHD_stop_daemon                   httpd_late.MHD_stop_daemon

#endif
