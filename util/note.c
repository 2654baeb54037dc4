#include "util/note.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

err note_set(note *n, err e, const char *fmt, ...)
{
    if (!n) return e;
    va_list ap;
    va_start(ap, fmt);
    int len = vsnprintf(n->text, sizeof n->text, fmt, ap);
    va_end(ap);
    if (len >= (int)sizeof n->text) { /* drop a letter that was cut in two */
        size_t end = sizeof n->text - 1;
        while (end && ((unsigned char)n->text[end - 1] & 0xC0) == 0x80) end--;
        if (end && ((unsigned char)n->text[end - 1] & 0xC0) == 0xC0) end--;
        n->text[end] = '\0';
    }
    return e;
}

const char *os_error(void)
{
    static _Thread_local char buf[80];
    return strerror_r(errno, buf, sizeof buf);
}

err os_err(void)
{
    switch (errno) {
    case ENOMEM: return ERR_NOMEM;
    case ENOSPC:
    case EDQUOT: return ERR_FULL;
    case EACCES:
    case EPERM:
    case EROFS: return ERR_DENIED;
    case ENOENT:
    case ENOTDIR: return ERR_ABSENT;
    case EAGAIN:
    case EBUSY: return ERR_BUSY;
    default: return ERR_IO;
    }
}
