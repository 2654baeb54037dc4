/* sample.h - holds the rules against a labelled sample: how often is each right? The error line of the report. */
#ifndef CLI_SAMPLE_H
#define CLI_SAMPLE_H

#include "analyzers/analyze.h"
#include "cli/verb.h"

/*
 * Reads `path`: sentiment <TAB> true codes, blank between, or - for none told <TAB> text. Writes one line for each
 * core category or aspect: code, found, right, precision; the whole comes last. Returns an exit_code.
 */
int sample_measure(session *s, const analyzer *z, const char *path);

#endif
