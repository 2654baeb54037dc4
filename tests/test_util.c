#include "tests/tests.h"
#include "util/arena.h"
#include "util/buf.h"
#include "util/file.h"
#include "util/idset.h"
#include "util/json.h"
#include "util/map.h"
#include "util/vec.h"

START_TEST(arena_has_a_ceiling)
{
    arena a = ARENA_INIT(100);
    ck_assert_ptr_nonnull(arena_alloc(&a, 60));
    ck_assert_ptr_null(arena_alloc(&a, 41));
    ck_assert_ptr_null(arena_array(&a, SIZE_MAX / 2, 4));
    ck_assert_ptr_nonnull(arena_alloc(&a, 40));
    arena_clear(&a);
    ck_assert_ptr_nonnull(arena_alloc(&a, 100));
    arena_clear(&a);
}
END_TEST

START_TEST(arena_trim_gives_back)
{
    arena a = ARENA_INIT(1000);
    char *p = arena_raw(&a, 900), *q;
    ck_assert_ptr_nonnull(p);
    arena_trim(&a, p, 900, 10);
    ck_assert_uint_eq(a.used, 10);
    q = arena_raw(&a, 900);
    ck_assert(q && q >= p + 10 && q < p + 900);
    arena_trim(&a, p, 10, 1); /* not the newest: stays */
    ck_assert_uint_eq(a.used, 910);
    arena_clear(&a);
}
END_TEST

/* A file that fills the arena, or its limit, to the byte. */
START_TEST(file_read_limits)
{
    char text[200];
    memset(text, 'x', sizeof text);
    sv got;
    for (size_t n = 0; n <= 200; n += 50) {
        FILE *f = tmpfile();
        ck_assert(f && fwrite(text, 1, n, f) == n);
        arena small = ARENA_INIT(201);
        rewind(f);
        ck_assert_int_eq(file_read(&small, f, 1 << 20, &got), ERR_OK);
        ck_assert(sv_eq(got, (sv){text, n}) && got.p[n] == 0);
        arena_clear(&small);
        arena large = ARENA_INIT(1 << 20);
        rewind(f);
        ck_assert_int_eq(file_read(&large, f, 150, &got), n > 150 ? ERR_LIMIT : ERR_OK);
        ck_assert(n > 150 || sv_eq(got, (sv){text, n}));
        arena_clear(&large);
        (void)fclose(f);
    }
}
END_TEST

START_TEST(arena_reset_zeroes)
{
    arena a = ARENA_INIT(1 << 22);
    char *p = arena_alloc(&a, 1000);
    memset(p, 'x', 1000);
    ck_assert_ptr_nonnull(arena_alloc(&a, 1 << 20));
    arena_reset(&a);
    p = arena_alloc(&a, 1000);
    for (int i = 0; i < 1000; i++) ck_assert_int_eq(p[i], 0);
    arena_clear(&a);
}
END_TEST

START_TEST(vec_grows_and_keeps)
{
    arena a = ARENA_INIT(1 << 20);
    VEC(int) v = {0};
    for (int i = 0; i < 1000; i++) {
        int *p = VEC_PUSH(&a, &v);
        ck_assert_ptr_nonnull(p);
        ck_assert_int_eq(*p, 0);
        *p = i;
        if (i % 7 == 0) ck_assert_ptr_nonnull(arena_alloc(&a, 3));
    }
    for (int i = 0; i < 1000; i++) ck_assert_int_eq(v.at[i], i);
    arena_clear(&a);
}
END_TEST

START_TEST(buf_fails_closed)
{
    buf b = BUF_INIT(8);
    buf_puts(&b, "12345678");
    ck_assert_int_eq(b.e, ERR_OK);
    buf_putc(&b, '9');
    ck_assert_int_eq(b.e, ERR_LIMIT);
    buf_puts(&b, "");
    ck_assert(sv_eq(buf_sv(&b), SV("12345678")));
    buf_clear(&b);
}
END_TEST

static const struct {
    const char *why;
    sv in, want;
} strings[] = {
    {"plain Persian", SV_INIT("نیم‌فاصله"), SV_INIT("\"نیم‌فاصله\"")},
    {"quote and slash", SV_INIT("a\"b\\c"), SV_INIT("\"a\\\"b\\\\c\"")},
    {"NUL and escape", SV_INIT("a\0b\x1b"), SV_INIT("\"a\\u0000b\\u001b\"")},
    {"script end", SV_INIT("</script>"), SV_INIT("\"\\u003c/script\\u003e\"")},
    {"cut sequence", SV_INIT("a\xD8"), SV_INIT("\"a\xEF\xBF\xBD\"")},
    {"lone surrogate", SV_INIT("\xED\xA0\x80"),
        SV_INIT("\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"")},
    {"line separator", SV_INIT("\xE2\x80\xA8"), SV_INIT("\"\\u2028\"")},
    {"bidi override",
        SV_INIT("a\xE2\x80\xAE"
                "b"),
        SV_INIT("\"a\\u202eb\"")},
    {"bidi isolate", SV_INIT("\xE2\x81\xA6\xE2\x81\xA9"), SV_INIT("\"\\u2066\\u2069\"")},
    {"ZWNJ and dash stay", SV_INIT("\xE2\x80\x8C\xE2\x80\x93\xE2\x81\xA0"),
        SV_INIT("\"\xE2\x80\x8C\xE2\x80\x93\xE2\x81\xA0\"")},
};

START_TEST(json_strings)
{
    buf b = BUF_INIT(0);
    json j = JSON_INIT(&b);
    json_str(&j, strings[_i].in);
    ck_assert_msg(sv_eq(buf_sv(&b), strings[_i].want), "%s: %s", strings[_i].why, b.p);
    buf_clear(&b);
}
END_TEST

START_TEST(json_nests)
{
    buf b = BUF_INIT(0);
    json j = JSON_INIT(&b);
    json_open(&j, '{');
    json_kint(&j, SV("n"), -3);
    json_key(&j, SV("rows"));
    json_open(&j, '[');
    json_num(&j, 0.25, 4);
    json_num(&j, 3, 2);
    json_num(&j, 0.0 / 0.0, 2);
    json_open(&j, '{');
    json_close(&j, '}');
    json_close(&j, ']');
    json_bool(&j, true);
    json_close(&j, '}');
    ck_assert_str_eq(b.p, "{\"n\":-3,\"rows\":[0.25,3,null,{}],true}");
    buf_clear(&b);
}
END_TEST

/* A long file, and one that does not say its length, is in the arena once. */
START_TEST(file_read_leaves_nothing)
{
    enum { LONG = 3 << 19 };
    char *text = malloc(LONG);
    ck_assert_ptr_nonnull(text);
    memset(text, 'y', LONG);
    FILE *f[] = {tmpfile(), fmemopen(text, LONG, "r")};
    ck_assert(f[0] && f[1] && fwrite(text, 1, LONG, f[0]) == LONG);
    rewind(f[0]);
    for (int i = 0; i < 2; i++) {
        arena a = ARENA_INIT(4 << 20);
        sv got;
        ck_assert_int_eq(file_read(&a, f[i], 2 << 20, &got), ERR_OK);
        ck_assert(sv_eq(got, (sv){text, LONG}));
        ck_assert_uint_eq(a.used, LONG + 1);
        arena_clear(&a);
        (void)fclose(f[i]);
    }
    free(text);
}
END_TEST

/* Every id is new once; ids that differ in few bits, and 0, are ids like others. A full set forgets nothing. */
START_TEST(idset_counts_once)
{
    enum { MANY = 5000 };
    idset s = IDSET_INIT(MANY);
    for (int round = 0; round < 2; round++)
        for (uint64_t i = 0; i <= MANY; i++) ck_assert_int_eq(idset_add(&s, i << 40), round == 0);
    ck_assert_uint_eq(s.n, MANY);
    ck_assert(idset_add(&s, 7) && idset_add(&s, 7)); /* it is full */
    ck_assert(!idset_add(&s, UINT64_C(9) << 40));
    ck_assert_uint_le(s.cap * sizeof *s.at, 32 * MANY);
    idset_clear(&s);
    ck_assert(idset_add(&s, 7) && !idset_add(&s, 7) && idset_add(&s, 0));
    idset_clear(&s);
}
END_TEST

START_TEST(map_finds_all)
{
    arena a = ARENA_INIT(1 << 22);
    map m = MAP_INIT(&a);
    for (int i = 0; i < 5000; i++) {
        sv key = arena_printf(&a, "key %d", i);
        ck_assert_int_eq(
            map_put(&m, key, arena_sv(&a, key).p ? (void *)(intptr_t)(i + 1) : NULL), ERR_OK);
    }
    ck_assert_uint_eq(m.n, 5000);
    ck_assert_int_eq((intptr_t)map_get(&m, SV("key 4711")), 4712);
    ck_assert_ptr_null(map_get(&m, SV("key 5000")));
    arena_clear(&a);
}
END_TEST

START_TEST(views)
{
    sv rest = SV("a,b,,c"), last = {NULL, 0};
    int n = 0;
    while (rest.p) last = sv_cut(&rest, ','), n++;
    ck_assert_int_eq(n, 4);
    ck_assert(sv_eq(last, SV("c")));
    ck_assert(sv_eq(sv_trim(SV(" \t x \r\n")), SV("x")));
    ck_assert(sv_ieq(SV("HTTP"), SV("http")) && !sv_ieq(SV("HTTP"), SV("htt")));
    ck_assert_int_lt(sv_cmp(SV("ab"), SV("abc")), 0);
    ck_assert_uint_eq(sv_find(SV("hello"), SV("lo")), 3);
    ck_assert_uint_eq(sv_find(SV("hello"), SV("x")), SV_NPOS);
}
END_TEST

Suite *util_suite(void)
{
    Suite *s = suite_create("util");
    TCase *t = tcase_create("util");
    tcase_add_test(t, arena_has_a_ceiling);
    tcase_add_test(t, arena_reset_zeroes);
    tcase_add_test(t, arena_trim_gives_back);
    tcase_add_test(t, file_read_limits);
    tcase_add_test(t, file_read_leaves_nothing);
    tcase_add_test(t, vec_grows_and_keeps);
    tcase_add_test(t, buf_fails_closed);
    tcase_add_loop_test(t, json_strings, 0, sizeof strings / sizeof strings[0]);
    tcase_add_test(t, json_nests);
    tcase_add_test(t, idset_counts_once);
    tcase_add_test(t, map_finds_all);
    tcase_add_test(t, views);
    suite_add_tcase(s, t);
    return s;
}
