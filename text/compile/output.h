/* output.h - sorted drafts to the file that lexicon_open maps. */
#ifndef TEXT_COMPILE_OUTPUT_H
#define TEXT_COMPILE_OUTPUT_H

#include "text/compile/draft.h"

err output_write(drafts *d, const char *path, note *reterr) MUST_USE;

#endif
