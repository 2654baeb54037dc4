/* Pages as the platforms make them, in tests/data/threads: what must be found stands in NAME.gold.json. */
#include <dirent.h>
#include <stdlib.h>

#include "cli/recipe_check.h"
#include "tests/tests.h"

#define FOLDER "tests/data/threads"

static int is_page(const struct dirent *d)
{
    sv name = sv_c(d->d_name);
    return name.p[0] != '.' && !sv_ends(name, SV(".gold.json"));
}

START_TEST(every_page_gives_its_gold)
{
    struct dirent **list = NULL;
    int n = scandir(FOLDER, &list, is_page, alphasort), bad = 0;
    ck_assert_int_gt(n, 40);
    for (int i = 0; i < n; i++) {
        arena a = ARENA_INIT(64 << 20);
        sv file = arena_printf(&a, FOLDER "/%s", list[i]->d_name);
        const char *dot = memrchr(file.p, '.', file.n);
        sv gold = arena_printf(&a, "%.*s.gold.json", (int)(dot - file.p), file.p);
        const recipe_test t = {.page = file, .gold = gold};
        recipe_result got = {.wrong = BUF_INIT(1 << 20)};
        err e = recipe_check(&a, NULL, NULL, &t, &got);
        if (e || got.wrong.n) {
            (void)fprintf(stderr, "%s: %s\n%.*s", list[i]->d_name, got.why.text, (int)got.wrong.n,
                got.wrong.n ? got.wrong.p : "");
            bad++;
        }
        buf_clear(&got.wrong);
        arena_clear(&a);
        free(list[i]);
    }
    free(list);
    ck_assert_int_eq(bad, 0);
}
END_TEST

Suite *threads_suite(void)
{
    Suite *s = suite_create("threads");
    TCase *t = tcase_create("threads");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, every_page_gives_its_gold);
    suite_add_tcase(s, t);
    return s;
}
