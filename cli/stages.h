/* stages.h - the stages as `run`, `demo` and `monitor` call them one after the other; each is defined beside its verb
 * (cmd_crawl.c, cmd_analyze.c, cmd_report.c). A stage says what it does on s->talk and returns an exit code;
 * EXIT_PARTLY is no reason to stop. They must not ask for options of their own verb. */
#ifndef CLI_STAGES_H
#define CLI_STAGES_H

#include "cli/project.h"

typedef struct crawl_args {
    const char *verb;       /* for the table of runs: "run", "crawl", "monitor" */
    const char **allow_net; /* CIDR */
    int n_allow_net;
    const char *only;         /* name of one source; NULL: all */
    int64_t delay_ms;         /* -1: as the seeds file says */
    int64_t max_pages;        /* of a source; -1: as the seeds file says */
    int depth;                /* -1: as the seeds file says */
    int workers, connections; /* 0: the default */
    bool due_only, refresh, dry_run;
    const char *ca_file;
} crawl_args;

typedef struct crawl_result {
    int64_t run_id, pages, comments, not_modified, refused;
} crawl_result;

/* With the project lock. *ret may be NULL. */
int stage_crawl(session *s, const project *p, const crawl_args *args, crawl_result *ret);
/* Analyses what is not analysed yet with the present rules. */
int stage_analyze(session *s, const char *db_path);
/* report.html and its twin in the other language into `dir`. quotes and k as in the store's project when -1. */
int stage_report(session *s, const char *db_path, const char *dir);

#endif
