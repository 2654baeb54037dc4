/* table.h - one answer, read into memory, for whoever needs more than one pass over it. */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include "db/answer.h"

typedef struct table {
    const answer_def *def; /* NULL when there is no such answer */
    const cell *cells;     /* n_rows × def->n_cols */
    int64_t n_rows;
    bool cut; /* there were more rows than asked for */
} table;

/* A callback for answer_each: adds one row, copying its strings into `a`. */
typedef struct table_loader {
    arena *a;
    table *t;
    int64_t cap, limit;
} table_loader;
answer_row table_add;

/* The answer `name`; a table without rows when the program has none of that name. `limit` rows, 0: all. */
err table_load(store *s, arena *a, const char *name, const answer_args *args, table *ret) MUST_USE;

/* Column by name: index, or -1. `names` may hold several, divided by '|': the first that exists. */
int table_col(const table *t, const char *names);
/* Cells by row and column name. Absent, unknown or suppressed: an empty view, 0, NAN. */
const cell *table_at(const table *t, int64_t row, const char *names);
sv table_sv(const table *t, int64_t row, const char *names);
int64_t table_int(const table *t, int64_t row, const char *names);
double table_num(const table *t, int64_t row, const char *names);
bool table_hidden(const table *t, int64_t row);

#endif
