/* The example seeds files that are shipped can be read without a single remark. */
#include <stdlib.h>

#include "seeds/seeds.h"
#include "tests/tests.h"
#include "util/file.h"

static const char *const files[] = {
    "seeds/examples/camping.ini", "seeds/examples/cafe.ini", "seeds/examples/cosmetics.ini"};

START_TEST(no_remarks)
{
    arena a = ARENA_INIT(16 << 20);
    sv text;
    note n;
    seeds s;
    seeds_issues issues = {0};
    ck_assert_msg(file_load(&a, files[_i], 1 << 20, &text, &n) == ERR_OK, "%s", n.text);
    ck_assert_int_eq(seeds_parse(&a, text, files[_i], LANG_EN, &s, &issues), ERR_OK);
    for (size_t i = 0; i < issues.n; i++)
        ck_abort_msg("%s:%d:%d: %.*s", files[_i], issues.at[i].line, issues.at[i].column,
            SV_FMT(issues.at[i].text));
    ck_assert_uint_eq(s.n_sources, 3);
    ck_assert(s.us.given && s.contact.n);
    arena_clear(&a);
}
END_TEST

Suite *examples_suite(void)
{
    Suite *s = suite_create("examples");
    TCase *t = tcase_create("seeds");
    tcase_add_loop_test(t, no_remarks, 0, 3);
    suite_add_tcase(s, t);
    return s;
}
