/* file.h - whole files: read all, write atomically. */
#ifndef UTIL_FILE_H
#define UTIL_FILE_H

#include <stdio.h>
#include <unistd.h>

#include "util/arena.h"
#include "util/note.h"

/* For CLEANUP. */
static inline void file_closep(FILE **f)
{
    if (*f) (void)fclose(*f);
}
static inline void fd_closep(int *fd)
{
    if (*fd >= 0) (void)close(*fd);
}

/* All of `f` into the arena; ERR_LIMIT past `max` bytes. The result is followed by a NUL. */
err file_read(arena *a, FILE *f, size_t max, sv *ret) MUST_USE;
/* The file at `path`; "-" is stdin. */
err file_load(arena *a, const char *path, size_t max, sv *ret, note *reterr) MUST_USE;
/* Writes beside `path`, syncs, renames over it: readers see the old or the new file, never half.
 * `mode` as in open(2). */
err file_save(const char *path, sv data, unsigned mode, note *reterr) MUST_USE;
/* mkdir -p with `mode` for what is missing. */
err file_mkdirs(const char *path, unsigned mode, note *reterr) MUST_USE;

#endif
