/* report.h - makes the report files: one self-contained HTML page for each language. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "db/answer.h"
#include "seeds/seeds.h"

enum { REPORT_LANGS = 2 };

typedef struct report_opts {
    lang lang
        [REPORT_LANGS]; /* the first one gets report.html, others report.en.html, report.fa.html */
    int n_langs;
    answer_args args;
    quotes quotes;
    const char *dir;     /* made when missing; NULL: here */
    const char *program; /* "bazarkav 0.1.0" */
    bool sample;         /* an invented market: a bar on top says so */
    sv font;             /* bytes of a WOFF2 font to embed, or {NULL, 0} */
} report_opts;

typedef struct report_files {
    sv path[REPORT_LANGS]; /* in `a`, NUL-terminated */
    size_t bytes[REPORT_LANGS];
    int n;
} report_files;

/* Reads the answers once and writes the pages. */
err report_write(
    store *s, arena *a, const report_opts *o, report_files *ret, note *reterr) MUST_USE;

#endif
