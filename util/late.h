/* late.h - libraries that only some verbs need, loaded when they are first used: linking libcurl and what hangs on it
 * at every start took longer than most verbs do. */
#ifndef UTIL_LATE_H
#define UTIL_LATE_H

#include <stddef.h>

#include "util/note.h"

/* One list of functions, LIST(X) X(open) X(close), gives the struct of pointers and the names that fill it:
 *     typedef struct calls { LIST(LATE_POINTER) } calls;
 *     static const char *const names[] = {LIST(LATE_NAME)}; */
#define LATE_POINTER(f) __typeof__(f) *(f);
#define LATE_NAME(f)    #f,

/*
 * Loads `soname` and fills `table`, a struct of nothing but function pointers, in the order of names.
 * Fails with ERR_ABSENT when the library, or one of the functions, is not there: reterr says which.
 * A library is never unloaded. Not thread-safe for one table: callers use pthread_once.
 */
err late_load(
    const char *soname, const char *const *names, size_t n, void *table, note *reterr) MUST_USE;

#endif
