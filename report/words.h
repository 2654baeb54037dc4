/* words.h - the few words answers are written with (COL_WORD), in both languages. */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include <stdint.h>

#include "seeds/seeds.h"
#include "util/sv.h"

/* What a reader is shown for `word`; the word itself when it is none of ours. */
sv words_of(lang l, sv word);
/* What a complaint of the need `code` is about; empty for a need that was learned from the comments. */
sv words_complaint(lang l, sv code);
/* strong, medium or weak: how far the number of authors and sources carries; "" below k. */
const char *words_confidence(int64_t authors, int64_t sources, int k);

#endif
