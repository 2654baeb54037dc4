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

/* What is known about a name. The value is a row of tab-separated columns, as in the source. */
typedef enum lexicon_fact {
    FACT_CITY,     /* cities.tsv: city or province, province, climate, urban|rural, region */
    FACT_BRAND,    /* brands.tsv: canonical name, kind */
    FACT_UNIT,     /* units.tsv: kind, factor */
    FACT_NUMBER,   /* numbers.tsv: value, kind */
    FACT_FINGLISH, /* finglish.tsv: Persian spelling; the key is lower-case Latin */
    FACT_ENGLISH   /* English words that are no Finglish */
} lexicon_fact;

/* The row for `name` (any spelling of letters and half-spaces); empty when there is none. Lives with lx. */
sv lexicon_get(const lexicon *lx, lexicon_fact kind, sv name);
/* The column `i` (from 0) of such a row. */
sv lexicon_column(sv row, int i);

#endif
