/* curl.h - libcurl under its own names, loaded when the first fetch is opened. */
#ifndef CRAWLER_CURL_H
#define CRAWLER_CURL_H

#define CURL_DISABLE_TYPECHECK /* its macros would stand in the way of the ones below */
#include <curl/curl.h>

#include "util/late.h"

/* What is used of it. A new function goes here and below. */
#define CURL_CALLS(X)                                                                              \
    X(curl_easy_cleanup)                                                                           \
    X(curl_easy_getinfo)                                                                           \
    X(curl_easy_init)                                                                              \
    X(curl_easy_setopt)                                                                            \
    X(curl_easy_strerror)                                                                          \
    X(curl_getdate)                                                                                \
    X(curl_multi_add_handle)                                                                       \
    X(curl_multi_cleanup)                                                                          \
    X(curl_multi_info_read)                                                                        \
    X(curl_multi_init)                                                                             \
    X(curl_multi_perform)                                                                          \
    X(curl_multi_poll)                                                                             \
    X(curl_multi_remove_handle)                                                                    \
    X(curl_multi_setopt)                                                                           \
    X(curl_multi_wakeup)                                                                           \
    X(curl_slist_append)                                                                           \
    X(curl_slist_free_all)

typedef struct curl_calls {
    CURL_CALLS(LATE_POINTER)
} curl_calls;
extern curl_calls curl_late; /* NULL pointers before curl_load() */

/* Before any other call, from any thread. ERR_ABSENT: there is no libcurl. */
err curl_load(note *reterr) MUST_USE;

#undef curl_easy_getinfo
#undef curl_easy_setopt
#undef curl_multi_setopt
#define curl_easy_cleanup        curl_late.curl_easy_cleanup
#define curl_easy_getinfo        curl_late.curl_easy_getinfo
#define curl_easy_init           curl_late.curl_easy_init
#define curl_easy_setopt         curl_late.curl_easy_setopt
#define curl_easy_strerror       curl_late.curl_easy_strerror
#define curl_getdate             curl_late.curl_getdate
#define curl_multi_add_handle    curl_late.curl_multi_add_handle
#define curl_multi_cleanup       curl_late.curl_multi_cleanup
#define curl_multi_info_read     curl_late.curl_multi_info_read
#define curl_multi_init          curl_late.curl_multi_init
#define curl_multi_perform       curl_late.curl_multi_perform
#define curl_multi_poll          curl_late.curl_multi_poll
#define curl_multi_remove_handle curl_late.curl_multi_remove_handle
#define curl_multi_setopt        curl_late.curl_multi_setopt
#define curl_multi_wakeup        curl_late.curl_multi_wakeup
#define curl_slist_append        curl_late.curl_slist_append
#define curl_slist_free_all      curl_late.curl_slist_free_all

#endif
