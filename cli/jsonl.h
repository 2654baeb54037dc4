/* jsonl.h - reads one line of comments as JSON. Apart from its user because jansson and util/json.h, which writes,
 * have names in common. */
#ifndef CLI_JSONL_H
#define CLI_JSONL_H

#include "util/arena.h"

typedef struct jsonl_comment {
    sv id;       /* the string, or the digits of a number */
    bool number; /* the id was a number */
    sv text;
} jsonl_comment;

/* False when the line is no object. Copies into `a`; a missing field is {NULL, 0}. */
bool jsonl_read(arena *a, sv line, jsonl_comment *ret);

#endif
