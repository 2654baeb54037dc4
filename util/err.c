#include "util/err.h"

const char *err_str(err e)
{
    switch (e) {
    case ERR_OK: return "ok";
    case ERR_NOMEM: return "out of memory";
    case ERR_LIMIT: return "limit exceeded";
    case ERR_FORMAT: return "malformed input";
    case ERR_IO: return "input/output error";
    case ERR_BUSY: return "busy";
    case ERR_FULL: return "no space left";
    case ERR_CORRUPT: return "damaged data";
    case ERR_NEWER: return "written by a newer version";
    case ERR_DENIED: return "permission denied";
    case ERR_ABSENT: return "not found";
    case ERR_POLICY: return "refused by policy";
    }
    return "unknown error";
}
