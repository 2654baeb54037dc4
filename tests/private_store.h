/* private_store.h - a store in a folder of its own with one source, as a fixture: what tests/test_privacy.c and
 * tests/test_discretion.c look into. */
#ifndef TESTS_PRIVATE_STORE_H
#define TESTS_PRIVATE_STORE_H

#include "db/store.h"

extern store *private_db;
extern arena private_arena; /* emptied by private_close */

/* For tcase_add_checked_fixture. */
void private_open(void);
void private_close(void);
/* The store's file with `tail`: "", "-wal", "-shm", ".key", ".lock". */
const char *private_path(const char *tail);
/* The number that a query gives. */
int64_t private_count(const char *sql);

#endif
