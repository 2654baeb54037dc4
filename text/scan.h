/* scan.h - spans that are no Persian words: links, addresses, handles, tags, Latin words, numbers, emoji,
 * punctuation. Private to text/. */
#ifndef TEXT_SCAN_H
#define TEXT_SCAN_H

#include "text/chars.h"
#include "text/token.h"

/* Bytes of the span that begins at `p` with a character of class `c`; at least one character. `begin` is the
 * start of the whole text. */
size_t scan_span(const char *begin, const char *p, const char *end, char_class c, token_kind *ret);
/* Letters and digits folded, marks and invisible characters gone; room for `n` raw bytes. */
static inline size_t scan_fold_room(size_t n) { return n * 8 + 8; }
size_t scan_fold(sv raw, char *out);
/* ASCII digits, thousands separators gone, decimal point "." */
size_t scan_number_norm(sv raw, char *out);
/* Nothing but blanks and invisible characters. */
bool scan_blank(sv s);
/* Is this a letter of a plain Persian word? */
bool scan_word_class(uint32_t cp);

#endif
