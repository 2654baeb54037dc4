#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/store.h"
#include "tests/tests.h"
#include "util/file.h"

static char dir[64];
static arena a;

static void setup(void)
{
    a = ARENA_INIT(1 << 20);
    (void)snprintf(dir, sizeof dir, "/tmp/bazarkav-store-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void remove_file(const char *tail)
{
    sv p = arena_printf(&a, "%s/sub/x.db%s", dir, tail);
    (void)unlink(p.p);
}

static void teardown(void)
{
    const char *const tails[] = {"", "-wal", "-shm", ".lock"};
    for (size_t i = 0; i < 4; i++) remove_file(tails[i]);
    (void)rmdir(arena_printf(&a, "%s/sub", dir).p);
    (void)rmdir(dir);
    arena_clear(&a);
}

static const char *db_path(void) { return arena_printf(&a, "%s/sub/x.db", dir).p; }

START_TEST(settings_are_kept)
{
    store *s = NULL;
    sv v;
    ck_assert_int_eq(store_open(":memory:", STORE_WRITE, NULL, &s, NULL), ERR_OK);
    ck_assert_int_eq(store_get(s, &a, SV("title"), &v), ERR_OK);
    ck_assert_ptr_null(v.p);
    ck_assert_int_eq(store_set(s, SV("title"), SV("چادر")), ERR_OK);
    ck_assert_int_eq(store_set(s, SV("title"), SV("کوله")), ERR_OK);
    ck_assert_int_eq(store_get(s, &a, SV("title"), &v), ERR_OK);
    ck_assert(sv_eq(v, SV("کوله")));
    store_close(s);
}
END_TEST

START_TEST(files_are_private)
{
    store *s = NULL;
    struct stat st;
    ck_assert_int_eq(store_open(db_path(), STORE_RUN, NULL, &s, NULL), ERR_OK);
    ck_assert_int_eq(stat(db_path(), &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert_int_eq(stat(arena_printf(&a, "%s/sub", dir).p, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0700);
    store_close(s);
}
END_TEST

START_TEST(a_second_run_is_busy)
{
    store *s = NULL, *t = NULL;
    note why = {""};
    ck_assert_int_eq(store_open(db_path(), STORE_RUN, NULL, &s, NULL), ERR_OK);
    ck_assert_int_eq(store_open(db_path(), STORE_RUN, NULL, &t, &why), ERR_BUSY);
    ck_assert_int_eq(store_open(db_path(), STORE_READ, NULL, &t, &why), ERR_OK);
    store_close(t);
    store_close(s);
    ck_assert_int_eq(store_open(db_path(), STORE_RUN, NULL, &s, NULL), ERR_OK);
    store_close(s);
}
END_TEST

START_TEST(absent_newer_and_foreign_files_are_told)
{
    store *s = NULL;
    note why = {""};
    ck_assert_int_eq(store_open(db_path(), STORE_READ, NULL, &s, &why), ERR_ABSENT);
    ck_assert_int_eq(store_open(db_path(), STORE_WRITE, NULL, &s, &why), ERR_OK);
    store_close(s);
    sv text;
    ck_assert_int_eq(file_load(&a, db_path(), 1 << 20, &text, NULL), ERR_OK);
    char *newer = arena_alloc(&a, text.n);
    (void)memcpy(newer, text.p, text.n);
    newer[63] = 99; /* user_version, big endian at 60 */
    ck_assert_int_eq(file_save(db_path(), (sv){newer, text.n}, 0600, &why), ERR_OK);
    ck_assert_int_eq(store_open(db_path(), STORE_READ, NULL, &s, &why), ERR_NEWER);
    ck_assert_int_eq(store_open(db_path(), STORE_WRITE, NULL, &s, &why), ERR_NEWER);
    remove_file("-wal");
    remove_file("-shm");
    (void)memset(newer, 'x', text.n);
    ck_assert_int_eq(file_save(db_path(), (sv){newer, text.n}, 0600, &why), ERR_OK);
    ck_assert_int_eq(store_open(db_path(), STORE_WRITE, NULL, &s, &why), ERR_CORRUPT);
}
END_TEST

START_TEST(a_batch_is_all_or_nothing)
{
    store *s = NULL;
    sv v;
    ck_assert_int_eq(store_open(":memory:", STORE_WRITE, NULL, &s, NULL), ERR_OK);
    ck_assert_int_eq(store_begin(s), ERR_OK);
    ck_assert_int_eq(store_set(s, SV("a"), SV("1")), ERR_OK);
    store_rollback(s);
    ck_assert_int_eq(store_get(s, &a, SV("a"), &v), ERR_OK);
    ck_assert_ptr_null(v.p);
    ck_assert_int_eq(store_begin(s), ERR_OK);
    ck_assert_int_eq(store_set(s, SV("a"), SV("1")), ERR_OK);
    ck_assert_int_eq(store_commit(s), ERR_OK);
    ck_assert_int_eq(store_get(s, &a, SV("a"), &v), ERR_OK);
    ck_assert(sv_eq(v, SV("1")));
    store_close(s);
}
END_TEST

Suite *store_suite(void)
{
    Suite *suite = suite_create("store");
    TCase *t = tcase_create("store");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, settings_are_kept);
    tcase_add_test(t, files_are_private);
    tcase_add_test(t, a_second_run_is_busy);
    tcase_add_test(t, absent_newer_and_foreign_files_are_told);
    tcase_add_test(t, a_batch_is_all_or_nothing);
    suite_add_tcase(suite, t);
    return suite;
}
