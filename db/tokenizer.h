/* tokenizer.h - private to db/: makes the tokenizer "persian" of the text index known to a connection. */
#ifndef DB_TOKENIZER_H
#define DB_TOKENIZER_H

#include <sqlite3.h>

#include "text/lexicon.h"

err tokenizer_register(sqlite3 *db, const lexicon *lx) MUST_USE;

#endif
