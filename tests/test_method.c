/* docs/METHOD.md tells for each of the 97 things a marketer must find out where it is: every row is there once, and what
 * it names (answers, sections of the report, commands) is in the program. */
#include <stdlib.h>

#include "db/answer.h"
#include "tests/tests.h"
#include "util/arena.h"
#include "util/file.h"

enum { ROWS = 97 };

static const char *const ids =
    "A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 B1a B1b B1c B2a B2b B2c B3a B3b B3c B3d B3e B4a B4b–i B5a "
    "B5b B5c B5d B5e B6a B6b B7 B8a B8b B8c B8d B8e C1 C2a C2b C3 C4 C5 C6 C7 C8 D1 D2 D3 D4 D-dem1 "
    "D-dem2 D-dem3 D-dem4 D-dem5 D-dem6 D-dem7 D-dem8 D-dem9 D-gate1 D-gate2 D-gate3 D-psy1 D-psy2 "
    "D-psy3 D-psy4 D-psy5 D-psy6 D-psy7 D-psy8 D-psy9 D-psy10 D-psy11 D-beh1 D-beh2 D-beh3 D-beh4 "
    "D-beh5 D-beh6 D-geo1 D-geo2 D-geo3 D-geo4 D-geo5 D-geo6 D-geo7 E1 E2 E3 E4 E5 F1 F2 F3 F4 F5";

static arena a;
static sv method, page;

static void setup(void)
{
    a = ARENA_INIT(1 << 22);
    ck_assert_int_eq(file_load(&a, "docs/METHOD.md", 1 << 20, &method, NULL), ERR_OK);
    ck_assert_int_eq(file_load(&a, "report/page.c", 1 << 20, &page, NULL), ERR_OK);
}
static void teardown(void) { arena_clear(&a); }

static sv row_of(sv id)
{
    sv start = arena_printf(&a, "\n| %.*s |", SV_FMT(id));
    size_t at = sv_find(method, start);
    ck_assert_msg(at != SV_NPOS, "no row %.*s", SV_FMT(id));
    sv rest = sv_sub(method, at + 1, method.n);
    ck_assert_msg(sv_find(sv_sub(rest, 1, rest.n), start) == SV_NPOS, "two rows %.*s", SV_FMT(id));
    return sv_cut(&rest, '\n');
}

/* The first word in backquotes is a command, an answer, a key of the seeds file or a signal. */
static int check_named(sv id, sv word)
{
    static const char *const verbs[] = {
        "audit", "crawl", "demo", "diff", "import", "monitor", NULL};
    sv rest = word, first = sv_cut(&rest, ' ');
    if (sv_starts(word, SV("["))) return 0; /* a section of the seeds file */
    if (sv_eq(first, SV("bazarkav"))) {
        sv verb = sv_cut(&rest, ' ');
        for (int i = 0; verbs[i]; i++)
            if (sv_eq(verb, sv_c(verbs[i]))) return 1;
        ck_abort_msg("%.*s: no command %.*s", SV_FMT(id), SV_FMT(verb));
    }
    sv name = sv_eq(first, SV("export")) ? sv_cut(&rest, ' ') : first;
    if (sv_eq(name, SV("all"))) return 1;
    ck_assert_msg(answer_find(name) != NULL, "%.*s: no answer %.*s", SV_FMT(id), SV_FMT(name));
    return 1;
}

static void check_row(sv id)
{
    sv row = row_of(id);
    int found = 0, cells = 0;
    for (size_t i = 0; i < row.n; i++) cells += row.p[i] == '|';
    ck_assert_msg(cells == 5, "%.*s: %d bars", SV_FMT(id), cells);
    for (sv rest = row; rest.p;) {
        (void)sv_cut(&rest, '`');
        sv word = sv_cut(&rest, '`');
        if (word.n) found += check_named(id, word);
    }
    size_t open = sv_find(row, SV(" [")), shut = sv_find(row, SV("] |"));
    if (shut != SV_NPOS) {
        while (open != SV_NPOS && sv_find(sv_sub(row, open + 2, row.n), SV(" [")) != SV_NPOS &&
               open + 2 + sv_find(sv_sub(row, open + 2, row.n), SV(" [")) < shut)
            open += 2 + sv_find(sv_sub(row, open + 2, row.n), SV(" ["));
        for (sv list = sv_sub(row, open + 2, shut - open - 2); list.n; found++) {
            sv name = sv_trim(sv_cut(&list, ','));
            sv anchor = arena_printf(&a, "{\"%.*s\", \"", SV_FMT(name));
            ck_assert_msg(sv_find(page, anchor) != SV_NPOS, "%.*s: no section %.*s", SV_FMT(id),
                SV_FMT(name));
        }
    }
    ck_assert_msg(found > 0, "%.*s names nothing", SV_FMT(id));
}

START_TEST(every_row_names_what_is_there)
{
    int n = 0;
    for (sv rest = sv_c(ids); rest.n; n++) check_row(sv_cut(&rest, ' '));
    ck_assert_int_eq(n, ROWS);
}
END_TEST

Suite *method_suite(void)
{
    Suite *suite = suite_create("method");
    TCase *t = tcase_create("method");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, every_row_names_what_is_there);
    suite_add_tcase(suite, t);
    return suite;
}
