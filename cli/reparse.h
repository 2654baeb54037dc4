/* reparse.h - documents from raw answers instead of the net: our own archive, or WARC files of others. */
#ifndef CLI_REPARSE_H
#define CLI_REPARSE_H

#include "cli/project.h"

struct recipe_set;

/* Parses every page of the store's archive anew (`analyze --reparse`), by the recipes of the seeds file and under the
 * robots.txt that the store holds; returns an exit code. */
int reparse_archive(session *s, const project *p, const struct recipe_set *recipes);
/* Takes the pages of a .warc or .warc.gz file whose hosts the seeds file names, or all of them as one source when
 * `source` is given; returns an exit code. */
int import_warc(session *s, const project *p, const char *path, sv source);

#endif
