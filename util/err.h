/* err.h - the one error vocabulary of the program. Zero is success, failures are negative. */
#ifndef UTIL_ERR_H
#define UTIL_ERR_H

typedef enum err {
    ERR_OK = 0,
    ERR_NOMEM = -1,   /* allocation failed, or an arena is at its limit */
    ERR_LIMIT = -2,   /* input larger than a stated limit */
    ERR_FORMAT = -3,  /* input not of the promised format */
    ERR_IO = -4,      /* file, socket or database engine failed */
    ERR_BUSY = -5,    /* somebody else holds it; try again later */
    ERR_FULL = -6,    /* no space left on the device */
    ERR_CORRUPT = -7, /* stored data is damaged */
    ERR_NEWER = -8,   /* stored data was written by a newer program */
    ERR_DENIED = -9,  /* no permission, or read-only */
    ERR_ABSENT = -10, /* what was asked for is not there */
    ERR_POLICY = -11, /* refused by the program's own rules (PRIVACY, robots, contact) */
} err;

#define MUST_USE    __attribute__((warn_unused_result))
#define CLEANUP(fn) __attribute__((cleanup(fn)))

/* Never NULL, static storage. */
const char *err_str(err e);

#endif
