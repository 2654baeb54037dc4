/* Without Persian lemmas: "persian" is the unicode61 tokenizer under our name. */
#include "db/tokenizer.h"

static fts5_api *api_of(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &q, NULL) != SQLITE_OK) return NULL;
    (void)sqlite3_bind_pointer(q, 1, (void *)&api, "fts5_api_ptr", NULL);
    (void)sqlite3_step(q);
    (void)sqlite3_finalize(q);
    return api;
}

err tokenizer_register(sqlite3 *db, const lexicon *lx)
{
    (void)lx;
    fts5_api *api = api_of(db);
    void *with = NULL;
    fts5_tokenizer t;
    if (!api || api->xFindTokenizer(api, "unicode61", &with, &t) != SQLITE_OK) return ERR_IO;
    return api->xCreateTokenizer(api, "persian", with, &t, NULL) == SQLITE_OK ? ERR_OK : ERR_IO;
}
