/* lite.h - private to db/: the store's inside and the few helpers with which all SQL runs. A statement is
 * prepared once, found again by the address of its text (so the text must be a static string), and reset by
 * whoever steps it to its end. Binding is by a format of letters, one for each parameter:
 *   i int64_t   s sv (NULL when its p is NULL)   d double (NULL when NaN)   b sv as a blob   n NULL, takes nothing
 *   I int64_t (NULL when 0) */
#ifndef DB_LITE_H
#define DB_LITE_H

#include "db/sqlite3.h"
#include "db/store.h"

enum { LITE_CACHE = 512, LITE_KEY_BYTES = 32, LITE_LABELS = 4096 };

struct store {
    sqlite3 *db;
    char *path;                             /* owned */
    int lock_fd;                            /* of FILE.lock, -1: not held */
    bool in_batch;                          /* between store_begin and store_commit */
    bool writable;                          /* not STORE_READ */
    bool key_loaded;                        /* `key` is the project's */
    unsigned char key[LITE_KEY_BYTES];      /* of the pseudonyms (db/pseudonym) */
    unsigned char tomb_key[LITE_KEY_BYTES]; /* of the tombstones */
    bool tombs_counted, has_tombs;
    bool ids_known, ids_near; /* db/ids */
    char detail[300];         /* of the last failure */
    struct {
        const char *sql; /* address is the key; NULL: free */
        sqlite3_stmt *q;
    } cache[LITE_CACHE];
    int64_t label_cache[LITE_LABELS]; /* by identifier modulo: known to be stored */
    bool views_ready;                 /* the temporary views of answer.c are made */
};

/* Maps a result code of SQLite and keeps its message for store_detail. SQLITE_OK, ROW and DONE: ERR_OK. */
err lite_err(store *s, int rc);
/* Binds by `types` and returns the statement, or NULL: the failure is in *rete. */
sqlite3_stmt *lite_bind(store *s, err *rete, const char *sql, const char *types, ...);
/* Binds, runs to the end, resets. */
err lite_run(store *s, const char *sql, const char *types, ...) MUST_USE;
/* One row is there: true. At the end, or on failure (*rete set), the statement is reset: false. `q` NULL: false. */
bool lite_step(store *s, sqlite3_stmt *q, err *rete);
/* Ends a statement before its last row. */
void lite_end(sqlite3_stmt *q);
/* The first column of the first row; *ret keeps its value when there is no row. */
err lite_int(store *s, int64_t *ret, const char *sql, const char *types, ...) MUST_USE;
/* SQL of several statements without parameters; never built from input. */
err lite_exec(store *s, const char *sql) MUST_USE;
/* Borrowed until the next step. */
sv lite_text(sqlite3_stmt *q, int column);

/* corpus_comments.c: drops the text, index entries and findings of a comment that its page does not show any more. */
err corpus_withdraw(store *s, int64_t comment_id, int64_t now) MUST_USE;
/* corpus_comments.c: the number that a site gives a comment, in whatever form it is printed. */
sv corpus_native(sv id);

/* migrate.c: makes the schema in an empty file, brings an older one up to date, refuses a newer one. */
err migrate_up(store *s, note *reterr) MUST_USE;
/* The index from which counts are made. The first crawl of a store does without it, since each comment would go to
 * another place of it; the first count makes it in one go. */
err migrate_voices(store *s) MUST_USE;
/* Drops it while there are no comments. */
err migrate_no_voices(store *s) MUST_USE;
enum { MIGRATE_VERSION = 5 };

/* Letters that two keyboards write differently count as the same; ZWNJ does not count: for erasing words. */
#define ERASE_FOLDED(x)                                                                            \
    "replace(replace(replace(" x ",char(1610),char(1740)),char(1603),char(1705)),char(8204),'')"

#endif
