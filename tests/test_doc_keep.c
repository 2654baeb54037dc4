#include "parsers/doc_keep.h"
#include "tests/tests.h"

/* A doc whose strings can be made unreadable: every one of them is the same bytes of `room`. */
static doc made(arena *a, sv text)
{
    doc d = {.title = text,
        .text = text,
        .author = text,
        .lang = {NULL, 0},
        .canonical = text,
        .home = text,
        .site_name = text,
        .date = {.precision = WHEN_DAY, .raw = text},
        .claimed = 7,
        .platform = "wordpress",
        .n_links = 2,
        .n_comments = 1,
        .n_facts = 1,
        .simhash = 5};
    d.link = ARENA_NEW(a, doc_link, 2);
    d.comment = ARENA_NEW(a, doc_comment, 1);
    d.fact = ARENA_NEW(a, doc_fact, 1);
    ck_assert(d.link && d.comment && d.fact);
    d.link[1] = (doc_link){.href = text, .kind = LINK_NEXT};
    d.comment[0] = (doc_comment){.id = text,
        .parent = text,
        .author = text,
        .author_id = text,
        .text = text,
        .url = text,
        .date = {.raw = text},
        .likes = -1};
    d.fact[0] = (doc_fact){.kind = FACT_PHONE, .key = text, .value = text, .amount = 3};
    return d;
}

START_TEST(outlives_what_it_was_read_from)
{
    arena from = ARENA_INIT(1 << 20), to = ARENA_INIT(1 << 20);
    char room[] = "متن";
    doc d = made(&from, sv_c(room)), k;
    ck_assert_int_eq(doc_keep(&to, &d, &k), ERR_OK);
    memset(room, '#', sizeof room - 1);
    arena_clear(&from);
    const sv texts[] = {k.title, k.text, k.author, k.canonical, k.home, k.site_name, k.date.raw,
        k.comment[0].id, k.comment[0].parent, k.comment[0].author, k.comment[0].author_id,
        k.comment[0].text, k.comment[0].url, k.comment[0].date.raw, k.fact[0].key, k.fact[0].value};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_msg(sv_eq(texts[i], SV("متن")), "text %zu", i);
    ck_assert_ptr_null(k.lang.p);
    ck_assert(k.claimed == 7 && k.simhash == 5 && k.comment[0].likes == -1);
    ck_assert(k.fact[0].kind == FACT_PHONE && k.link[1].kind == LINK_NEXT && !k.link[1].href.p);
    arena_clear(&to);
}
END_TEST

START_TEST(fails_when_it_does_not_fit)
{
    arena from = ARENA_INIT(1 << 20);
    doc d = made(&from, SV("متن")), k = {.claimed = 1};
    for (size_t limit = 0; limit < 400; limit += 40) {
        arena to = ARENA_INIT(limit);
        ck_assert_int_eq(doc_keep(&to, &d, &k), ERR_NOMEM);
        ck_assert_int_eq(k.claimed, 1);
        arena_clear(&to);
    }
    arena_clear(&from);
}
END_TEST

Suite *doc_keep_suite(void)
{
    Suite *s = suite_create("doc_keep");
    TCase *t = tcase_create("doc_keep");
    tcase_add_test(t, outlives_what_it_was_read_from);
    tcase_add_test(t, fails_when_it_does_not_fit);
    suite_add_tcase(s, t);
    return s;
}
