/* literal_text.h - the strings of scripts: their escapes, and what is no letter in them. */
#ifndef PARSERS_LITERAL_TEXT_H
#define PARSERS_LITERAL_TEXT_H

#include "util/buf.h"

/* Appends what the string at s[0], a quote of any kind, stands for; UTF-8 stays as it is. Returns its length with both
 * quotes; 0: it has no end. */
size_t literal_text(sv s, buf *io);

#endif
