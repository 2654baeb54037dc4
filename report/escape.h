/* escape.h - puts text of strangers where it can do no harm. Every function drops control characters, bidi
 * embeddings and overrides, and turns invalid UTF-8 into U+FFFD; ZWNJ and ZWJ stay, marks up to three a letter. */
#ifndef REPORT_ESCAPE_H
#define REPORT_ESCAPE_H

#include <stdint.h>

#include "util/buf.h"

/* The next code point of *rest, U+FFFD for a broken byte; *rest moves on. *rest must not be empty. */
uint32_t escape_next(sv *rest);
/* Whether a code point may be shown: no controls but TAB and LF, no bidi control that changes direction. */
bool escape_shown(uint32_t c);

/* Text or attribute value of HTML; LF stays. */
void escape_html(buf *b, sv s);
/* One line of a terminal: blanks for TAB and LF, no escape sequences. */
void escape_term(buf *b, sv s);
/* One cell of a Markdown table or one line of Markdown text. */
void escape_md(buf *b, sv s);
/* A field of CSV (RFC 4180, quoted when needed) that no spreadsheet takes for a formula. */
void escape_csv(buf *b, sv s);
/* A field of TSV: one line, no TAB, no formula. */
void escape_tsv(buf *b, sv s);
/* Cleaned text as it is, for engines with typed strings (XLSX). */
void escape_clean(buf *b, sv s);
/* True when a spreadsheet might read the text as a formula: = + - @ TAB CR and their wide forms in front. */
bool escape_formula(sv s);

#endif
