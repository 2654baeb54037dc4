/* digest.h - the changes of one or more runs as one message: for the terminal, for mail, as JSON. */
#ifndef CLI_DIGEST_H
#define CLI_DIGEST_H

#include "cli/project.h"
#include "db/monitor.h"
#include "util/json.h"

typedef struct digest {
    int64_t run_id;
    monitor_change *at; /* what is not muted */
    size_t n;
    int64_t muted;
    sv *noise; /* addresses of muted pages */
    size_t n_noise;
} digest;

/* Compares run `run_id` with what was known before and keeps the result; says nothing. For `run` and `monitor`, after
 * the analysis. */
int digest_make(session *s, const project *p, int64_t run_id);
/* The changes after run `after` (0: of run_id alone) up to run_id; everything lives in s->a. */
err digest_load(session *s, store *db, int64_t after, int64_t run_id, digest *ret) MUST_USE;
/* One sentence about one change. */
void digest_sentence(buf *b, lang l, const monitor_change *c);
/* Lines for people, the muted ones counted, or listed when `noise` is set. */
void digest_print(const session *s, const digest *d, bool noise, FILE *out);
/* The members of one change: kind, source, key, before, after, amount, url, text_fa, text_en. */
void digest_json_change(json *j, const monitor_change *c);
/* {"schema":"bazarkav/changes/1", ...} */
void digest_json(const digest *d, buf *b);

#endif
