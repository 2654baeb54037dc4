#include "tests/private_store.h"

#include <stdlib.h>
#include <unistd.h>

#include "db/corpus.h"
#include "db/lite.h"
#include "tests/tests.h"

store *private_db;
arena private_arena;
static char dir[64];

const char *private_path(const char *tail)
{
    return arena_printf(&private_arena, "%s/x.db%s", dir, tail).p;
}

void private_open(void)
{
    note why = {""};
    private_arena = ARENA_INIT(1 << 28);
    (void)snprintf(dir, sizeof dir, "/tmp/bazarkav-privacy-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    err e = store_open(private_path(""), STORE_WRITE, NULL, &private_db, &why);
    ck_assert_msg(e == ERR_OK, "%s", why.text);
    seeds_source src = {.name = SV("فروشگاه"), .url = {NULL, 0}};
    ck_assert_int_eq(corpus_put_source(private_db, &src, 1, NULL), ERR_OK);
}

void private_close(void)
{
    const char *const tails[] = {"", "-wal", "-shm", ".key", ".lock"};
    store_close(private_db);
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++)
        (void)unlink(private_path(tails[i]));
    (void)rmdir(dir);
    arena_clear(&private_arena);
}

int64_t private_count(const char *sql)
{
    int64_t n = -1;
    ck_assert_msg(lite_int(private_db, &n, sql, "") == ERR_OK, "%s", store_detail(private_db));
    return n;
}
