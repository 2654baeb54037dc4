/* fts.h - the tokenizer "persian" of full-text search: CREATE VIRTUAL TABLE ... USING fts5(..., tokenize='persian').
 * Every word is indexed as written in normal form and, at the same place, by its lemma, so that a search for
 * كيفيت finds «کیفیت‌ها». */
#ifndef DB_FTS_H
#define DB_FTS_H

#include "db/sqlite3.h"
#include "text/lexicon.h"

/* On every connection that reads or writes such a table. `lx` is borrowed and outlives it; NULL: no lemmas. */
err fts_register(sqlite3 *db, const lexicon *lx) MUST_USE;

#endif
