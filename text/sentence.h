/* sentence.h - where sentences end. Private to text/. */
#ifndef TEXT_SENTENCE_H
#define TEXT_SENTENCE_H

#include "text/token.h"

/* Sets TF_SENTENCE_END on the last token of each sentence. A token that has it already (before a line feed)
 * keeps it. */
void sentence_mark(sv raw, token *t, size_t n);

#endif
