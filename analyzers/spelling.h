/* spelling.h - one spelling for things that people write in several, so that they are counted together. */
#ifndef ANALYZERS_SPELLING_H
#define ANALYZERS_SPELLING_H

#include "util/sv.h"

/* «باطری» -> «باتری», «چیز برگر» -> «چیزبرگر»; a name in normal form that has one spelling stays as it is. */
sv spelling_of(sv name);

#endif
