/* note.h - one line of detail about a failure, for a human. */
#ifndef UTIL_NOTE_H
#define UTIL_NOTE_H

#include "util/err.h"

typedef struct note {
    char text[400]; /* NUL-terminated, cut at a UTF-8 boundary when longer */
} note;

/* Fills `n` unless it is NULL and returns `e`, so that a failing caller is one line. */
__attribute__((format(printf, 3, 4))) err note_set(note *n, err e, const char *fmt, ...);
/* errno in words; valid until the same thread calls again. */
const char *os_error(void);
/* The err that fits errno: ENOSPC -> ERR_FULL, EACCES/EROFS -> ERR_DENIED, ENOENT -> ERR_ABSENT, ... */
err os_err(void);

#endif
