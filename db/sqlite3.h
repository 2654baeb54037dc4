/* sqlite3.h - SQLite under its own names, loaded when it is first needed. */
#ifndef DB_SQLITE3_H
#define DB_SQLITE3_H

#include <sqlite3.h>

#include "util/late.h"

#define SQLITE3_CALLS(X)                                                                           \
    X(sqlite3_bind_blob64)                                                                         \
    X(sqlite3_bind_double)                                                                         \
    X(sqlite3_bind_int64)                                                                          \
    X(sqlite3_bind_null)                                                                           \
    X(sqlite3_bind_pointer)                                                                        \
    X(sqlite3_bind_text)                                                                           \
    X(sqlite3_bind_text64)                                                                         \
    X(sqlite3_busy_timeout)                                                                        \
    X(sqlite3_changes)                                                                             \
    X(sqlite3_clear_bindings)                                                                      \
    X(sqlite3_close)                                                                               \
    X(sqlite3_column_blob)                                                                         \
    X(sqlite3_column_bytes)                                                                        \
    X(sqlite3_column_count)                                                                        \
    X(sqlite3_column_double)                                                                       \
    X(sqlite3_column_int)                                                                          \
    X(sqlite3_column_int64)                                                                        \
    X(sqlite3_column_name)                                                                         \
    X(sqlite3_column_text)                                                                         \
    X(sqlite3_column_type)                                                                         \
    X(sqlite3_create_function)                                                                     \
    X(sqlite3_errmsg)                                                                              \
    X(sqlite3_errstr)                                                                              \
    X(sqlite3_exec)                                                                                \
    X(sqlite3_extended_result_codes)                                                               \
    X(sqlite3_finalize)                                                                            \
    X(sqlite3_open)                                                                                \
    X(sqlite3_open_v2)                                                                             \
    X(sqlite3_prepare_v2)                                                                          \
    X(sqlite3_prepare_v3)                                                                          \
    X(sqlite3_reset)                                                                               \
    X(sqlite3_result_double)                                                                       \
    X(sqlite3_result_int)                                                                          \
    X(sqlite3_result_null)                                                                         \
    X(sqlite3_step)                                                                                \
    X(sqlite3_system_errno)                                                                        \
    X(sqlite3_user_data)                                                                           \
    X(sqlite3_value_bytes)                                                                         \
    X(sqlite3_value_double)                                                                        \
    X(sqlite3_value_text)                                                                          \
    X(sqlite3_value_type)

typedef struct sqlite3_calls {
    SQLITE3_CALLS(LATE_POINTER)
} sqlite3_calls;
extern sqlite3_calls sqlite3_late; /* NULL pointers before sqlite3_load() */

/* Before any other call, from any thread. ERR_ABSENT: there is no SQLite. */
err sqlite3_load(note *reterr) MUST_USE;

#define sqlite3_bind_blob64           sqlite3_late.sqlite3_bind_blob64
#define sqlite3_bind_double           sqlite3_late.sqlite3_bind_double
#define sqlite3_bind_int64            sqlite3_late.sqlite3_bind_int64
#define sqlite3_bind_null             sqlite3_late.sqlite3_bind_null
#define sqlite3_bind_pointer          sqlite3_late.sqlite3_bind_pointer
#define sqlite3_bind_text             sqlite3_late.sqlite3_bind_text
#define sqlite3_bind_text64           sqlite3_late.sqlite3_bind_text64
#define sqlite3_busy_timeout          sqlite3_late.sqlite3_busy_timeout
#define sqlite3_changes               sqlite3_late.sqlite3_changes
#define sqlite3_clear_bindings        sqlite3_late.sqlite3_clear_bindings
#define sqlite3_close                 sqlite3_late.sqlite3_close
#define sqlite3_column_blob           sqlite3_late.sqlite3_column_blob
#define sqlite3_column_bytes          sqlite3_late.sqlite3_column_bytes
#define sqlite3_column_count          sqlite3_late.sqlite3_column_count
#define sqlite3_column_double         sqlite3_late.sqlite3_column_double
#define sqlite3_column_int            sqlite3_late.sqlite3_column_int
#define sqlite3_column_int64          sqlite3_late.sqlite3_column_int64
#define sqlite3_column_name           sqlite3_late.sqlite3_column_name
#define sqlite3_column_text           sqlite3_late.sqlite3_column_text
#define sqlite3_column_type           sqlite3_late.sqlite3_column_type
#define sqlite3_create_function       sqlite3_late.sqlite3_create_function
#define sqlite3_errmsg                sqlite3_late.sqlite3_errmsg
#define sqlite3_errstr                sqlite3_late.sqlite3_errstr
#define sqlite3_exec                  sqlite3_late.sqlite3_exec
#define sqlite3_extended_result_codes sqlite3_late.sqlite3_extended_result_codes
#define sqlite3_finalize              sqlite3_late.sqlite3_finalize
#define sqlite3_open                  sqlite3_late.sqlite3_open
#define sqlite3_open_v2               sqlite3_late.sqlite3_open_v2
#define sqlite3_prepare_v2            sqlite3_late.sqlite3_prepare_v2
#define sqlite3_prepare_v3            sqlite3_late.sqlite3_prepare_v3
#define sqlite3_reset                 sqlite3_late.sqlite3_reset
#define sqlite3_result_double         sqlite3_late.sqlite3_result_double
#define sqlite3_result_int            sqlite3_late.sqlite3_result_int
#define sqlite3_result_null           sqlite3_late.sqlite3_result_null
#define sqlite3_step                  sqlite3_late.sqlite3_step
#define sqlite3_system_errno          sqlite3_late.sqlite3_system_errno
#define sqlite3_user_data             sqlite3_late.sqlite3_user_data
#define sqlite3_value_bytes           sqlite3_late.sqlite3_value_bytes
#define sqlite3_value_double          sqlite3_late.sqlite3_value_double
#define sqlite3_value_text            sqlite3_late.sqlite3_value_text
#define sqlite3_value_type            sqlite3_late.sqlite3_value_type

#endif
