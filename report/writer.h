/* writer.h - writes answers as files: one row in, one line out, whatever the number of rows. Formats are rows of
 * one table in writer.c; docs/schemas/ has what they look like. */
#ifndef REPORT_WRITER_H
#define REPORT_WRITER_H

#include <stdio.h>

#include "db/answer.h"
#include "seeds/seeds.h"
#include "util/buf.h"

struct json; /* util/json.h */

typedef struct writer_opts {
    lang lang; /* of headings (XLSX, Markdown); CSV and JSON keys are always English */
    bool bom;  /* CSV, TSV: for spreadsheets that guess the encoding */
    const answer_base *base;
    const char *program; /* "bazarkav 0.1.0" */
} writer_opts;

typedef struct writer {
    const struct writer_format *format;
    const writer_opts *opts; /* borrowed */
    FILE *out;               /* borrowed */
    const answer_def *def;
    buf b;
    int64_t n; /* rows written */
    err e;
} writer;

typedef struct writer_format {
    const char *name, *ending; /* "ndjson", ".ndjson" */
    bool companion;            /* purpose, sources, k ... go into FILE.meta.json beside it */
    void (*begin)(writer *w);
    void (*row)(writer *w, const cell *cells);
    void (*end)(writer *w);
} writer_format;

/* Each in its own file: out_text.c, out_json.c. */
extern const writer_format out_csv, out_tsv, out_md, out_json, out_ndjson, out_jsonl;
/* csv, tsv, json, ndjson, jsonl, md; NULL for others (xlsx is in sheet.h). */
const writer_format *writer_find(sv name);

/* One answer: begin, rows with writer_row as callback of answer_each, end (which frees). */
void writer_begin(writer *w, const writer_format *f, const writer_opts *o, FILE *out);
void writer_open(writer *w, const answer_def *def);
answer_row writer_row;
err writer_end(writer *w) MUST_USE;

/* The fields every output carries, as members of an open JSON object. */
void writer_meta(struct json *j, const writer_opts *o);
/* {"schema":"bazarkav/meta/1", ...} for the file beside a CSV. */
void writer_companion(buf *b, const writer_opts *o, const answer_def *def, int64_t n_rows);

/* A cell as machines read it: ASCII digits, ISO 8601, empty when unknown. */
void writer_cell(buf *b, int offset_min, column_kind kind, const cell *c);
/* A cell for people: digits, dates and words of the language; «کمتر از ۵» when suppressed. */
void writer_cell_shown(buf *b, lang l, int k, int offset_min, column_kind kind, const cell *c);
bool writer_suppressed(const answer_def *def, const cell *cells);

#endif
