/* lexicon.h - the compiled Persian lexicon: one read-only file mapped into memory, shared by all threads.
 * Made by `make` from seeds/lexicon/ (*.tsv). */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include "util/note.h"
#include "util/sv.h"

typedef struct lexicon lexicon;

/* The file at `path`; NULL: $BAZARKAV_SHARE, then beside the binary's build, then the install prefix. */
err lexicon_open(const char *path, lexicon **ret, note *reterr) MUST_USE;
/* A digest of its contents, 16 hex letters; findings carry it. */
sv lexicon_version(const lexicon *lx);
/* NULL is fine. */
void lexicon_close(lexicon *lx);

#endif
