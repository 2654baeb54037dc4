/* import_table.h - a spreadsheet or an export as comments: reads CSV, TSV, JSON and NDJSON, guesses which column is what. */
#ifndef CLI_IMPORT_TABLE_H
#define CLI_IMPORT_TABLE_H

#include "parsers/doc.h"
#include "parsers/when.h"
#include "util/arena.h"
#include "util/buf.h"
#include "util/note.h"

typedef enum import_role {
    ROLE_TEXT,
    ROLE_TITLE,
    ROLE_AUTHOR,
    ROLE_DATE,
    ROLE_RATING,
    ROLE_ID,
    ROLE_PARENT,
    ROLE_LIKES,
    ROLE_LINK,
    ROLE_AMOUNT, /* what the customer paid, toman (rial where the column says so) */
    ROLE_TIMES,  /* how many purchases the row stands for */
    ROLE_MAX
} import_role;

enum { IMPORT_COLUMNS = 64, IMPORT_ROWS = 2000000 };

typedef struct import_table {
    sv column[IMPORT_COLUMNS]; /* names; "1", "2" ... when the file names none */
    int n_columns;
    bool named;
    sv *cell; /* n_rows × n_columns */
    size_t n_rows;
    int role[ROLE_MAX]; /* column of each, -1: none */
} import_table;

/* "text", "date" ...: as --map takes them. */
const char *import_role_str(import_role r);

/*
 * text  borrowed, UTF-8; views into it are kept.
 * path  its ending tells JSON (.json, .ndjson, .jsonl) from tables.
 * Fails with ERR_FORMAT (why in reterr) when there is no row, ERR_LIMIT, ERR_NOMEM.
 */
err import_read(arena *a, sv text, sv path, import_table *ret, note *reterr) MUST_USE;
/* For import_json.c: field[n] as the next row; *cap: rows there is room for, 0 at first. ERR_LIMIT, ERR_NOMEM. */
err import_add_row(arena *a, import_table *t, size_t *cap, const sv *field, int n) MUST_USE;
/* A list of objects, one object, or an object a line (NDJSON; lines that are none are left out). */
err import_json(arena *a, sv text, import_table *t) MUST_USE;
/* The bytes of a file as UTF-8 (import_text.c), without a first line that only tells the separator. */
err import_text(arena *a, sv bytes, sv *ret) MUST_USE;
/* Fills role[] by the names of columns in Persian and English, else by what stands in them. */
void import_guess(import_table *t, const when_base *base);
/* "text=2", "date=تاریخ ثبت": false when there is no such role or column. */
bool import_map(import_table *t, sv written);
/* The rows as comments with COMMENT_REVIEW or COMMENT_COMMENT, LAYER_IMPORT. */
err import_doc(arena *a, const import_table *t, const when_base *base, doc *ret) MUST_USE;

#endif
