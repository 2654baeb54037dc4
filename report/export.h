/* export.h - answers from the store into files, in one of writer.h's formats or as an Excel workbook. */
#ifndef REPORT_EXPORT_H
#define REPORT_EXPORT_H

#include "report/writer.h"

typedef struct export_opts {
    answer_args args;
    quotes quotes;    /* of the answer "evidence": none, 120 characters, all */
    writer_opts with; /* `base` is filled by export_begin */
    answer_base base;
} export_opts;

/* Reads the denominators; strings live in `a`. */
err export_begin(store *s, arena *a, export_opts *o) MUST_USE;
/* True for answers that "all" leaves out: raw text is exported only when asked for by name. */
bool export_raw(const answer_def *def);
/* One answer to a stream. */
err export_stream(store *s, const answer_def *def, const writer_format *f, const export_opts *o,
    FILE *out, int64_t *ret_rows) MUST_USE;
/* One answer to a file, 0600, with FILE.meta.json beside it when the format has no place for its origin. */
err export_file(store *s, const answer_def *def, const writer_format *f, const export_opts *o,
    const char *path, note *reterr) MUST_USE;
/* Every answer: {"schema":"bazarkav/all/1", ..., "answers":{name: {...}}}. */
err export_json(store *s, const export_opts *o, FILE *out) MUST_USE;
/* Every answer, one file each, in the directory `dir`; `*ret_n` files. */
err export_dir(store *s, const writer_format *f, const export_opts *o, const char *dir, int *ret_n,
    note *reterr) MUST_USE;
/* One answer, or every one when `def` is NULL, as a workbook. */
err export_book(
    store *s, const answer_def *def, const export_opts *o, const char *path, note *reterr) MUST_USE;

#endif
