/* sheet.h - writes answers as one Excel workbook: a sheet about the data, then a sheet for each answer, right to
 * left in Persian. Text is always typed as text, so that no comment becomes a formula. */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include "report/writer.h"

typedef struct sheet sheet;

/* A workbook at `path`, written by sheet_close. */
err sheet_open(const char *path, const writer_opts *o, sheet **ret, note *reterr) MUST_USE;
/* Begins the sheet of one answer; rows come through sheet_row (ctx: the sheet). */
err sheet_add(sheet *s, const answer_def *def) MUST_USE;
answer_row sheet_row;
/* Writes the file and frees. NULL is fine. */
err sheet_close(sheet *s, note *reterr) MUST_USE;

#endif
