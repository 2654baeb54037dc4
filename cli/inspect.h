/* inspect.h - `bazarkav inspect WHAT` shows what one stage sees. Each cli/inspect_NAME.c defines
 * `const inspector inspector_NAME`; the Makefile lists the files. */
#ifndef CLI_INSPECT_H
#define CLI_INSPECT_H

#include "cli/verb.h"

typedef struct inspector {
    const char *what; /* the operand */
    const char *fa, *en;
    int (*run)(session *s); /* reads stdin, writes s->out; returns an exit_code */
} inspector;

#endif
