/* psl.h - libpsl under its own names, loaded when it is first needed. */
#ifndef CRAWLER_PSL_H
#define CRAWLER_PSL_H

#include <libpsl.h>

#include "util/late.h"

#define PSL_CALLS(X)                                                                               \
    X(psl_builtin)                                                                                 \
    X(psl_registrable_domain)

typedef struct psl_calls {
    PSL_CALLS(LATE_POINTER)
} psl_calls;
extern psl_calls psl_late; /* NULL pointers before psl_load() */

/* Before any other call, from any thread. ERR_ABSENT: there is no libpsl. */
err psl_load(note *reterr) MUST_USE;

#define psl_builtin            psl_late.psl_builtin
#define psl_registrable_domain psl_late.psl_registrable_domain

#endif
