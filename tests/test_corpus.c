#include "db/corpus.h"

#include <math.h>

#include "db/lite.h"
#include "db/tally.h"
#include "tests/tests.h"
#include "util/hash.h"

static store *s;
static arena a;

static void setup(void)
{
    a = ARENA_INIT(1 << 24);
    note why = {""};
    ck_assert_msg(store_open(":memory:", STORE_WRITE, NULL, &s, &why) == ERR_OK, "%s", why.text);
}
static void teardown(void)
{
    store_close(s);
    arena_clear(&a);
}

static int64_t count(const char *sql)
{
    int64_t n = -1;
    ck_assert_msg(lite_int(s, &n, sql, "") == ERR_OK, "%s", store_detail(s));
    return n;
}

static doc_comment said(sv id, sv author, sv text)
{
    return (doc_comment){.id = id,
        .author = author,
        .text = text,
        .likes = -1,
        .kind = COMMENT_COMMENT,
        .layer = LAYER_PLATFORM};
}

static corpus_put put(sv url, doc_comment *c, size_t n, int64_t now)
{
    corpus_put r;
    page p = {
        .source_id = 7, .host_id = hash_id(SV("shop.example")), .url_id = hash_id(url), .url = url};
    doc d = {.title = SV("چادر"),
        .text = SV("چادر سبک"),
        .comment = c,
        .n_comments = n,
        .claimed = (int64_t)n};
    corpus_in in = {.run_id = 1, .now = now};
    ck_assert_msg(corpus_put_doc(s, &a, &p, &d, &in, &r) == ERR_OK, "%s", store_detail(s));
    return r;
}

static const sv page_url = SV_INIT("https://shop.example/p/1");

START_TEST(twice_is_once)
{
    doc_comment c[] = {said(SV("comment-1"), SV("سارا"), SV("خیلی سبک بود")),
        said(SV("comment-2"), SV("رضا"), SV("دیر رسید"))};
    c[1].parent = SV("comment-1");
    corpus_put r = put(page_url, c, 2, 1000);
    ck_assert_int_eq(r.comments_new, 2);
    ck_assert(r.new_version);
    r = put(page_url, c, 2, 2000);
    ck_assert_int_eq(r.comments_new, 0);
    ck_assert_int_eq(r.comments_seen, 2);
    ck_assert_int_eq(r.comments_gone, 0);
    ck_assert(!r.new_version);
    ck_assert_int_eq(count("SELECT count(*) FROM comments"), 2);
    ck_assert_int_eq(count("SELECT count(*) FROM documents"), 1);
    ck_assert_int_eq(
        count("SELECT count(*) FROM comments x JOIN comments y ON x.parent_id=y.comment_id"), 1);
    ck_assert_int_eq(corpus_index(s), ERR_OK);
    ck_assert_int_eq(count("SELECT count(*) FROM comments_fts WHERE comments_fts MATCH 'سبک'"), 1);
}
END_TEST

/* Stores a page of the source with that fingerprint; the document it is a twin of, or 0. */
static int64_t twin_of(twin_index *twins, int64_t source_id, sv url, uint64_t simhash)
{
    corpus_put r;
    page p = {.source_id = source_id, .host_id = 5, .url_id = hash_id(url), .url = url};
    doc d = {.title = SV("چادر"), .text = url, .simhash = simhash};
    corpus_in in = {.run_id = 1, .now = 1000, .twins = twins};
    ck_assert_int_eq(corpus_put_doc(s, &a, &p, &d, &in, &r), ERR_OK);
    int64_t twin = -1;
    ck_assert_int_eq(lite_int(s, &twin,
                         "SELECT ifnull(twin_of,0) FROM documents WHERE url_id=?1 ORDER BY version "
                         "DESC LIMIT 1",
                         "i", p.url_id),
        ERR_OK);
    return twin;
}

START_TEST(near_duplicates_are_marked)
{
    twin_index *t = NULL;
    const uint64_t h = 0x0123456789abcdef;
    ck_assert_int_eq(twin_open(s, &t), ERR_OK);
    ck_assert_int_eq(twin_of(t, 7, SV("http://a.example/1"), h), 0);
    int64_t first = count("SELECT doc_id FROM documents");
    ck_assert_int_eq(twin_of(t, 7, SV("http://a.example/2"), h ^ 0x8000100000000001), first);
    ck_assert_int_eq(twin_of(t, 7, SV("http://a.example/3"), h ^ 0x8000100000010001), 0);
    ck_assert_int_eq(twin_of(t, 8, SV("http://b.example/1"), h), 0); /* another source */
    ck_assert_int_eq(twin_of(t, 7, SV("http://a.example/4"), 0), 0); /* too little text */
    twin_close(t);
    ck_assert_int_eq(twin_open(s, &t), ERR_OK); /* the store remembers */
    ck_assert_int_eq(twin_of(t, 7, SV("http://a.example/5"), h ^ 2), first);
    for (int i = 0; i < 2 * TWIN_PAGES; i++) /* old ones are forgotten, nothing else breaks */
        twin_add(t, &(twin_page){i + 1, 9, i, 0x9e3779b97f4a7c15u * (uint64_t)(i + 1)});
    ck_assert_int_eq(twin_find(t, &(twin_page){0, 7, 1, h}), 0);
    uint64_t last = 0x9e3779b97f4a7c15u * (uint64_t)(2 * TWIN_PAGES);
    ck_assert_int_eq(twin_find(t, &(twin_page){0, 9, -1, last ^ 6}), 2 * TWIN_PAGES);
    twin_close(t);
}
END_TEST

START_TEST(one_comment_in_three_forms)
{
    doc_comment html = said(SV("li-comment-12"), SV("سارا"), SV("خیلی سبک بود"));
    doc_comment rest = said(SV("12"), SV("سارا"), SV("خیلی سبک بود"));
    doc_comment feed =
        said(SV("https://shop.example/p/1#comment-12"), SV("سارا"), SV("خیلی سبک بود"));
    rest.layer = LAYER_API;
    rest.url = feed.url = SV("https://shop.example/p/1#comment-12");
    feed.layer = LAYER_FEED;
    ck_assert_int_eq(put(page_url, &html, 1, 1000).comments_new, 1);
    ck_assert_int_eq(put(SV("https://shop.example/wp-json/c"), &rest, 1, 1001).comments_new, 0);
    ck_assert_int_eq(put(SV("https://shop.example/feed"), &feed, 1, 1002).comments_new, 0);
    ck_assert_int_eq(count("SELECT count(*) FROM comments"), 1);
}
END_TEST

START_TEST(numbers_that_begin_anew_on_each_page)
{
    doc_comment one = said(SV("c1"), SV("سارا"), SV("خوب بود")),
                two = said(SV("c1"), SV("رضا"), SV("بد بود"));
    put(page_url, &one, 1, 1000);
    put(SV("https://shop.example/p/2"), &two, 1, 1000);
    put(SV("https://shop.example/p/2"), &two, 1, 2000);
    ck_assert_int_eq(count("SELECT count(*) FROM comments"), 2);
}
END_TEST

START_TEST(an_answer_hangs_on_its_own_page)
{
    doc_comment one = said(SV("c1"), SV("سارا"), SV("خوب بود")),
                two[] = {said(SV("c1"), SV("رضا"), SV("بد بود")),
                    said(SV("c2"), SV("مینا"), SV("چرا بد؟"))};
    two[1].parent = SV("c1");
    put(page_url, &one, 1, 1000);
    if (_i) { /* the answer is shown first */
        doc_comment first = two[0];
        two[0] = two[1];
        two[1] = first;
    }
    for (int64_t now = 1000; now < 3000; now += 1000) {
        put(SV("https://shop.example/p/2"), two, 2, now);
        ck_assert_int_eq(count("SELECT count(*) FROM comments x JOIN comments y ON "
                               "x.parent_id=y.comment_id AND x.url_id=y.url_id"),
            1);
    }
    ck_assert_int_eq(lite_exec(s, "UPDATE comments SET parent_id=1 WHERE parent_id<>0"), ERR_OK);
    put(SV("https://shop.example/p/2"), two, 2, 4000); /* as an older program has left it */
    ck_assert_int_eq(count("SELECT count(*) FROM comments x JOIN comments y ON "
                           "x.parent_id=y.comment_id AND x.url_id=y.url_id"),
        1);
}
END_TEST

/* A million of them may stand in one file: they have all bits of their identifiers to be told apart by. */
START_TEST(rows_without_numbers_do_not_share_a_place)
{
    enum { ROWS = 500 };
    doc_comment c[ROWS];
    for (int i = 0; i < ROWS; i++) {
        sv text = arena_printf(&a, "خوب بود %d", i);
        c[i] = said(
            arena_printf(&a, "row-%016llx", (unsigned long long)hash64(text)), SV("سارا"), text);
        c[i].layer = LAYER_IMPORT;
    }
    ck_assert_int_eq(put(SV("import:x.csv"), c, ROWS, 1000).comments_new, ROWS);
    ck_assert_int_gt(count("SELECT count(DISTINCT comment_id>>36) FROM comments"), ROWS - 3);
}
END_TEST

START_TEST(an_edited_comment_has_its_new_text)
{
    doc_comment c = said(SV("5"), SV("سارا"), SV("خوب بود"));
    put(page_url, &c, 1, 1000);
    ck_assert_int_eq(corpus_index(s), ERR_OK);
    c.text = SV("نظرم عوض شد");
    ck_assert_int_eq(put(page_url, &c, 1, 2000).comments_changed, 1);
    ck_assert_int_eq(corpus_index(s), ERR_OK);
    ck_assert_int_eq(count("SELECT count(*) FROM comments_fts WHERE comments_fts MATCH 'عوض'"), 1);
    ck_assert_int_eq(count("SELECT count(*) FROM comments_fts WHERE comments_fts MATCH 'خوب'"), 0);
}
END_TEST

START_TEST(facts_have_a_life)
{
    corpus_put r;
    page p = {.source_id = 7, .host_id = 5, .url_id = 6, .url = page_url};
    doc_fact f = {
        .kind = FACT_PRICE, .key = SV("چادر"), .value = SV("۲۰۰ هزار تومان"), .amount = 200000};
    doc d = {.text = SV("x"), .fact = &f, .n_facts = 1, .claimed = -1};
    corpus_in in = {.run_id = 1, .now = 1000};
    ck_assert_int_eq(corpus_put_doc(s, &a, &p, &d, &in, &r), ERR_OK);
    ck_assert_int_eq(r.facts_new, 1);
    in = (corpus_in){.run_id = 2, .now = 2000};
    f.value = SV("۱۸۰ هزار تومان");
    f.amount = 180000;
    ck_assert_int_eq(corpus_put_doc(s, &a, &p, &d, &in, &r), ERR_OK);
    ck_assert_int_eq(r.facts_new, 1);
    ck_assert_int_eq(r.facts_ended, 1);
    ck_assert_int_eq(count("SELECT count(*) FROM facts WHERE ended_at IS NULL AND first_run=2"), 1);
    doc cut = {.text = SV("x"), .claimed = -1, .broken_off = true};
    in.now++;
    ck_assert_int_eq(corpus_put_doc(s, &a, &p, &cut, &in, &r), ERR_OK);
    ck_assert_int_eq(r.facts_ended, 0);
}
END_TEST

START_TEST(findings_replace_findings)
{
    doc_comment c = said(SV("5"), SV("سارا"), SV("زیپش خراب بود"));
    put(page_url, &c, 1, 1000);
    corpus_comments got;
    int64_t model;
    corpus_model m = {SV("rules"), SV("1"), SV("abc"), SV(""), {NULL, 0}};
    ck_assert_int_eq(corpus_put_model(s, &m, 5, &model), ERR_OK);
    ck_assert_int_eq(corpus_batch(s, &a, model, 0, &got), ERR_OK);
    ck_assert_int_eq((int)got.n, 1);
    ck_assert(isnan(got.at[0].rating));
    finding f = {.kind = FINDING_NEED,
        .need = NEED_COMPLAINT,
        .polarity = -1,
        .to = 6,
        .score = 1,
        .code = SV("need.durability"),
        .label = SV("زیپ")};
    findings all = {&f, 1};
    ck_assert_int_eq(corpus_put_findings(s, &got.at[0], &all, model), ERR_OK);
    ck_assert_int_eq(corpus_put_findings(s, &got.at[0], &all, model), ERR_OK);
    ck_assert_int_eq(count("SELECT count(*) FROM signals JOIN labels USING(label_id)"), 1);
    ck_assert_int_eq(corpus_batch(s, &a, model, 0, &got), ERR_OK);
    ck_assert_int_eq((int)got.n, 0);
    ck_assert_int_eq(corpus_batch(s, &a, model + 1, 0, &got), ERR_OK);
    ck_assert_int_eq((int)got.n, 1);
}
END_TEST

static err stop_at_once(void *ctx, const tally_voice *v)
{
    (void)v;
    ++*(int *)ctx;
    return ERR_LIMIT;
}

START_TEST(voices_are_told_again_after_a_stop)
{
    doc_comment c[] = {said(SV("1"), SV("سارا"), SV("خوب")), said(SV("2"), SV("رضا"), SV("بد"))};
    int n = 0;
    put(page_url, c, 2, 1000);
    for (int i = 1; i <= 2; i++) {
        ck_assert_int_eq(tally_each_voice(s, stop_at_once, &n), ERR_LIMIT);
        ck_assert_int_eq(n, i);
    }
}
END_TEST

Suite *corpus_suite(void)
{
    Suite *suite = suite_create("corpus");
    TCase *t = tcase_create("corpus");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, near_duplicates_are_marked);
    tcase_add_test(t, twice_is_once);
    tcase_add_test(t, voices_are_told_again_after_a_stop);
    tcase_add_test(t, one_comment_in_three_forms);
    tcase_add_test(t, numbers_that_begin_anew_on_each_page);
    tcase_add_loop_test(t, an_answer_hangs_on_its_own_page, 0, 2);
    tcase_add_test(t, rows_without_numbers_do_not_share_a_place);
    tcase_add_test(t, an_edited_comment_has_its_new_text);
    tcase_add_test(t, facts_have_a_life);
    tcase_add_test(t, findings_replace_findings);
    suite_add_tcase(suite, t);
    return suite;
}
