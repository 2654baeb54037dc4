#include "analyzers/trie.h"
#include "tests/tests.h"

enum { A = 3, B = 40, C = 63, D = 64, E = 127 }; /* both masks, and their ends */

static const struct {
    uint8_t code[4];
    size_t n;
    uint32_t id;
} patterns[] = {{{A}, 1, 10}, {{A, B}, 2, 11}, {{A, B, D, E}, 4, 12}, {{A, B, D, C}, 4, 13},
    {{E, D, C}, 3, 14}, {{E, D, C}, 3, 15}};

static const struct {
    const char *why;
    uint8_t code[4];
    size_t n;
    bool goes_on;
    uint32_t ids[2];
} walks[] = {
    {"a head that is a pattern, too", {A}, 1, true, {10, 0}},
    {"longer than it", {A, B}, 2, true, {11, 0}},
    {"between two patterns", {A, B, D}, 3, true, {0, 0}},
    {"one of two that part", {A, B, D, E}, 4, true, {12, 0}},
    {"the other of them", {A, B, D, C}, 4, true, {13, 0}},
    {"inside a run", {E, D}, 2, true, {0, 0}},
    {"two with the same codes", {E, D, C}, 3, true, {14, 15}},
    {"past the end of a run", {E, D, C, A}, 4, false, {0, 0}},
    {"past the end of a node", {A, B, D, D}, 4, false, {0, 0}},
    {"no first code", {B}, 1, false, {0, 0}},
};

static trie *made(arena *a)
{
    trie *t = trie_new(a, a);
    ck_assert_ptr_nonnull(t);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        ck_assert_int_eq(trie_add(t, patterns[i].code, patterns[i].n, patterns[i].id), ERR_OK);
    ck_assert_int_eq(trie_build(t), ERR_OK);
    return t;
}

START_TEST(finds_what_was_added)
{
    arena a = ARENA_INIT(1 << 20);
    const trie *t = made(&a);
    uint32_t at = trie_descend(t, 0, walks[_i].code, walks[_i].n);
    ck_assert_msg((at != 0) == walks[_i].goes_on, "%s", walks[_i].why);
    uint32_t ends = at ? trie_look(t, at).ends : 0,
             n = (uint32_t)(walks[_i].ids[0] != 0) + (walks[_i].ids[1] != 0);
    ck_assert_msg(trie_ends(t, ends) == n, "%s: %u end there", walks[_i].why, trie_ends(t, ends));
    for (uint32_t i = 0; i < n; i++)
        ck_assert_msg(
            trie_id(t, ends, i) == walks[_i].ids[i], "%s: %u", walks[_i].why, trie_id(t, ends, i));
    arena_clear(&a);
}
END_TEST

/* Many patterns with long heads in common, each the head of another, added in no order: all are found, and no other. */
START_TEST(many_patterns_are_sorted)
{
    enum { N = 120, HEAD = 20 };
    arena a = ARENA_INIT(1 << 22);
    trie *t = trie_new(&a, &a);
    uint8_t code[HEAD + N + 1];
    for (int i = 0; i < HEAD + N + 1; i++) code[i] = (uint8_t)(1 + i * 7 % 61);
    for (uint32_t i = 0; i < N; i++) {
        uint32_t n = HEAD + i * 37 % N; /* 37 and N have no divisor in common */
        ck_assert_int_eq(trie_add(t, code, n, n), ERR_OK);
        ck_assert_int_eq(
            trie_add(t, (uint8_t[]){code[0], (uint8_t)(1 + n % 100), E}, 3, n), ERR_OK);
    }
    ck_assert_int_eq(trie_build(t), ERR_OK);
    for (uint32_t n = 1; n < HEAD + N; n++) {
        uint32_t at = trie_descend(t, 0, code, n), ends = at ? trie_look(t, at).ends : 0;
        ck_assert_uint_ne(at, 0);
        ck_assert_uint_eq(trie_ends(t, ends), n >= HEAD);
        if (n >= HEAD) ck_assert_uint_eq(trie_id(t, ends, 0), n);
    }
    ck_assert_uint_eq(trie_descend(t, 0, code, HEAD + N), 0);
    arena_clear(&a);
}
END_TEST

/* trie_look and trie_step say the same of each code. */
START_TEST(views_and_steps_agree)
{
    arena a = ARENA_INIT(1 << 20);
    const trie *t = made(&a);
    static const uint8_t to[] = {A, B, D, C};
    uint32_t at = 0;
    for (size_t i = 0; i <= sizeof to; i++) {
        trie_view v = trie_look(t, at);
        for (uint8_t code = 1; code < 128; code++)
            ck_assert_msg(trie_has(&v, code) == (trie_step(t, at, code) != 0), "%zu: %d", i, code);
        if (i < sizeof to) at = trie_step(t, at, to[i]);
    }
    arena_clear(&a);
}
END_TEST

START_TEST(limits)
{
    arena a = ARENA_INIT(1 << 20), none = ARENA_INIT(16);
    uint8_t code[200];
    memset(code, A, sizeof code);
    trie *t = trie_new(&a, &a);
    ck_assert_ptr_nonnull(t);
    ck_assert_int_eq(trie_add(t, code, 0, 1), ERR_LIMIT);
    ck_assert_int_eq(trie_add(t, code, sizeof code, 1), ERR_LIMIT);
    ck_assert_int_eq(trie_build(t), ERR_OK);
    ck_assert_int_eq(trie_step(t, 0, A), 0); /* nothing was added */
    ck_assert_ptr_null(trie_new(&none, &none));
    arena_clear(&a);
    arena_clear(&none);
}
END_TEST

Suite *trie_suite(void)
{
    Suite *s = suite_create("trie");
    TCase *t = tcase_create("trie");
    tcase_add_loop_test(t, finds_what_was_added, 0, sizeof walks / sizeof *walks);
    tcase_add_test(t, views_and_steps_agree);
    tcase_add_test(t, many_patterns_are_sorted);
    tcase_add_test(t, limits);
    suite_add_tcase(s, t);
    return s;
}
