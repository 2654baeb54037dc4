/* answer_defs.h - private to db/: an answer with the query of its view. */
#ifndef DB_ANSWER_DEFS_H
#define DB_ANSWER_DEFS_H

#include "db/answer.h"

typedef struct answer_row_def {
    answer_def def; /* first: a def handed out leads back to its row */
    const char *sql;
} answer_row_def;

const answer_row_def *answer_rows(int *ret_n);

#endif
