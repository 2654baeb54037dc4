/* finglish.h - Persian in Latin letters: "salam, gheymat chande?" */
#ifndef TEXT_FINGLISH_H
#define TEXT_FINGLISH_H

#include "text/lexicon.h"
#include "util/arena.h"

/* The most likely Persian spelling of one Latin word; empty when the lexicon knows none. */
err finglish_word(arena *a, const lexicon *lx, sv latin, sv *ret) MUST_USE;
/* All Latin words of a text that have one; the rest is copied. English words in the lexicon's list are kept. */
err finglish_text(arena *a, const lexicon *lx, sv raw, sv *ret) MUST_USE;

#endif
