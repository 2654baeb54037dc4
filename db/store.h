/* store.h - opens the project's one SQLite file and groups writes. The questions of each part of the program
 * are in frontier.h (the crawl), corpus.h (documents, comments, signals), answer.h (what reports and exports
 * read) and erase.h (privacy). SQL lives in db/ only; db/lite.h is private to it. */
#ifndef DB_STORE_H
#define DB_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "text/lexicon.h"
#include "util/arena.h"
#include "util/note.h"
#include "util/sv.h"

typedef struct store store;

typedef enum store_mode {
    STORE_READ,  /* fails with ERR_ABSENT when there is no file */
    STORE_WRITE, /* creates the file (0600) and brings the schema up to date */
    STORE_RUN    /* STORE_WRITE, and the project lock: a second run gets ERR_BUSY */
} store_mode;

/*
 * path  the data base file; ":memory:" for tests. A missing directory is made with 0700.
 * lx    borrowed, for the "persian" tokenizer of the text index; NULL: unlemmatised.
 * ERR_NEWER: made by a newer program; ERR_CORRUPT; ERR_FULL; ERR_DENIED; ERR_BUSY: locked.
 * A store belongs to one thread; other threads open their own (WAL).
 */
err store_open(
    const char *path, store_mode mode, const lexicon *lx, store **ret, note *reterr) MUST_USE;
/* NULL is fine. Rolls back an open batch, releases the lock. */
/* How much of the file the connection keeps in memory, instead of the usual 64 MiB of the run that holds the lock. */
err store_memory(store *s, int kib) MUST_USE;
void store_close(store *s);

/*
 * Takes the project lock of `path` for the whole process, so that stages which open the store one after another are one
 * run and no other gets between them. Once a process; ERR_BUSY: another run holds it. Before threads start.
 */
err store_hold(const char *path, note *reterr) MUST_USE;
void store_let_go(void);

/* All or nothing around a batch. */
err store_begin(store *s) MUST_USE;
err store_commit(store *s) MUST_USE;
void store_rollback(store *s);

/* What the engine said about the last failure, for a human. */
const char *store_detail(const store *s);
const char *store_path(const store *s);

/* Small settings of the project: "salt id", "title", ... `ret` is in `a`; {NULL, 0} when unset. */
err store_get(store *s, arena *a, sv key, sv *ret) MUST_USE;
err store_set(store *s, sv key, sv value) MUST_USE;

#endif
