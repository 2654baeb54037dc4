/* reader.h - the analyzer with the project's own lexicon and categories, as a fixture of tests. */
#ifndef TESTS_READER_H
#define TESTS_READER_H

#include "analyzers/analyzer.h"

extern lexicon *reader_lexicon;
extern analyzer *reader_analyzer;
extern arena reader_arena; /* emptied by reader_close */

/* For tcase_add_..._fixture. */
void reader_open(void);
void reader_close(void);
/* The first finding of that kind and code, or NULL. */
const finding *reader_find(const findings *f, finding_kind kind, const char *code);
/* What is found in a comment; lives in reader_arena. */
findings reader_text(const char *text);

#endif
