/* reparse.h - documents from raw answers instead of the net: our own archive, or WARC files of others. */
#ifndef CLI_REPARSE_H
#define CLI_REPARSE_H

#include "cli/project.h"

/* Parses every page of the store's archive anew (`analyze --reparse`); returns an exit code. */
int reparse_archive(session *s, const char *db_path);
/* Takes the pages of a .warc or .warc.gz file whose hosts the seeds file names, or all of them as one source when
 * `source` is given; returns an exit code. */
int import_warc(session *s, const project *p, const char *path, sv source);

#endif
