/* stages.h - the stages as `run`, `demo` and `monitor` call them one after the other; each is defined beside its verb
 * (crawl_opts.c, cmd_analyze.c, cmd_report.c). A stage says what it does on s->talk and returns an exit code;
 * EXIT_PARTLY is no reason to stop. They must not ask for options of their own verb. */
#ifndef CLI_STAGES_H
#define CLI_STAGES_H

#include "cli/pipeline.h"
#include "cli/project.h"

/* Opens the store with the project lock, crawls, closes. `o` has everything but store and lexicon. */
int stage_crawl(session *s, const project *p, pipeline_opts *o, pipeline_stats *ret);
/* Analyses what is not analysed yet with the present rules. */
int stage_analyze(session *s, const char *db_path);
/* report.html and its twin in the other language into `dir`. quotes and k as in the store's project.
 * sample  the market is invented; the report says so on top. */
int stage_report(session *s, const char *db_path, const char *dir, bool sample);

#endif
