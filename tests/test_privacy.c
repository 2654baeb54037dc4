/* What is kept of people, and for how long. Each test is named after the duty of docs/PRIVACY.md that it holds. */
#include <sys/stat.h>

#include "db/corpus.h"
#include "db/erase.h"
#include "db/lite.h"
#include "tests/private_store.h"
#include "tests/tests.h"
#include "util/file.h"
#include "util/hash.h"

enum { DAY = 86400000 };
static const sv page_url = SV_INIT("https://shop.example/p/1");

/* True when some file of the store holds the bytes. */
static bool in_files(sv words)
{
    const char *const tails[] = {"", "-wal", "-shm", ".key"};
    for (size_t i = 0; i < 4; i++) {
        sv text;
        if (file_load(&private_arena, private_path(tails[i]), 1 << 26, &text, NULL) == ERR_OK &&
            sv_find(text, words) != SV_NPOS)
            return true;
    }
    return false;
}

static doc_comment said(sv id, sv author, sv text)
{
    return (doc_comment){
        .id = id, .author = author, .text = text, .likes = -1, .layer = LAYER_PLATFORM};
}

/* A page that says another address is the right one, or {NULL, 0}. */
static corpus_put put_as(sv url, sv canonical, doc_comment *c, size_t n, int64_t now)
{
    corpus_put r;
    size_t at = sv_find(sv_sub(url, 8, url.n), SV("/"));
    sv host = sv_sub(url, 8, at);
    page p = {.source_id = hash_id(SV("فروشگاه")),
        .host_id = hash_id(host),
        .url_id = hash_id(url),
        .url = url};
    doc d = {.title = SV("چادر"),
        .text = SV("صفحهٔ چادر"),
        .comment = c,
        .canonical = canonical,
        .home = canonical,
        .n_comments = n,
        .claimed = (int64_t)n};
    corpus_in in = {.run_id = 1, .now = now};
    ck_assert_msg(corpus_put_doc(private_db, &private_arena, &p, &d, &in, &r) == ERR_OK, "%s",
        store_detail(private_db));
    return r;
}

static corpus_put put_on(sv url, doc_comment *c, size_t n, int64_t now)
{
    return put_as(url, (sv){NULL, 0}, c, n, now);
}

START_TEST(duty_5_no_names_no_private_data)
{
    doc_comment c = said(SV("1"), SV("سارا رضایی نام‌نما"),
        SV("شماره من 09123456789 و ایمیل sara.test@example.com به @sara_channel پیام بدهید"));
    c.author_id = SV("https://shop.example/user/sara-profile");
    put_on(page_url, &c, 1, DAY);
    ck_assert(in_files(SV("پیام بدهید")));
    const sv gone[] = {SV("نام‌نما"), SV("sara-profile"), SV("09123456789"),
        SV("sara.test@"), SV("sara_channel")};
    for (size_t i = 0; i < 5; i++)
        ck_assert_msg(!in_files(gone[i]), "%.*s is stored", SV_FMT(gone[i]));
}
END_TEST

START_TEST(duty_6_pseudonyms_differ_by_site_and_the_key_is_outside)
{
    doc_comment one = said(SV("1"), SV("سارا"), SV("خوب بود")),
                two = said(SV("2"), SV("سارا"), SV("بد بود"));
    doc_comment three = said(SV("3"), SV("سارا"), SV("باز هم خوب")),
                guest = said(SV("4"), SV("مهمان"), SV("نظر من"));
    put_on(page_url, &one, 1, DAY);
    put_on(SV("https://shop.example/p/2"), &three, 1, DAY);
    put_on(SV("https://other.example/p/1"), &two, 1, DAY);
    put_on(SV("https://other.example/p/2"), &guest, 1, DAY);
    ck_assert_int_eq(private_count("SELECT count(DISTINCT author) FROM comments"), 2);
    ck_assert_int_eq(private_count("SELECT count(*) FROM comments WHERE author IS NULL"), 1);
    struct stat st;
    ck_assert_int_eq(stat(private_path(".key"), &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    sv key, db;
    ck_assert_int_eq(file_load(&private_arena, private_path(".key"), 1000, &key, NULL), ERR_OK);
    ck_assert_int_eq(file_load(&private_arena, private_path("-wal"), 1 << 26, &db, NULL), ERR_OK);
    ck_assert(sv_find(db, sv_sub(key, 0, 16)) == SV_NPOS);
    /* the key forgotten: the same name is somebody else, and the old bytes are gone */
    sv old = arena_sv(&private_arena, sv_sub(key, 0, 16));
    ck_assert_int_eq(erase_key(private_db), ERR_OK);
    ck_assert(!in_files(old));
    doc_comment again = said(SV("5"), SV("سارا"), SV("سوم"));
    put_on(SV("https://shop.example/p/3"), &again, 1, DAY);
    ck_assert_int_eq(private_count("SELECT count(DISTINCT author) FROM comments"), 3);
}
END_TEST

/* One finding for every comment. */
static void find_in_all(sv code, sv axis)
{
    corpus_comments c;
    corpus_category k = {axis, code, SV("الف"), SV("A"), SV("E1"), 1, false};
    ck_assert_int_eq(corpus_put_category(private_db, &k), ERR_OK);
    ck_assert_int_eq(corpus_batch(private_db, &private_arena, 0, -1, &c), ERR_OK);
    for (size_t i = 0; i < c.n; i++) {
        finding f = {.kind = FINDING_CATEGORY, .to = 2, .score = 1, .code = code, .rule = SV("t")};
        findings all = {&f, 1};
        ck_assert_int_eq(corpus_put_findings(private_db, &c.at[i], &all, 1), ERR_OK);
    }
}

START_TEST(duty_7_text_goes_after_its_time_and_counts_stay)
{
    doc_comment c = said(SV("1"), SV("سارا"), SV("واژهٔکهنه‌ای اینجاست"));
    put_on(page_url, &c, 1, DAY);
    find_in_all(SV("need.quality"), SV("need"));
    erased r;
    ck_assert_int_eq(erase_old(private_db, INT64_MIN, 90 * (int64_t)DAY, &r), ERR_OK);
    ck_assert_int_eq(r.comments, 0);
    ck_assert_int_eq(erase_old(private_db, INT64_MIN, 92 * (int64_t)DAY, &r), ERR_OK);
    ck_assert_int_eq(r.comments, 1);
    ck_assert(!in_files(SV("واژهٔکهنه")));
    ck_assert_int_eq(private_count("SELECT count(*) FROM signals"), 1);
    put_on(
        page_url, &c, 1, 93 * (int64_t)DAY); /* still on the page: its time is over all the same */
    ck_assert_int_eq(private_count("SELECT count(*) FROM comments WHERE text IS NOT NULL"), 0);
}
END_TEST

static void forget_and_try_again(err e, sv word, doc_comment *c)
{
    ck_assert_msg(e == ERR_OK, "%s", store_detail(private_db));
    ck_assert_msg(!in_files(word), "%.*s is still in a file", SV_FMT(word));
    ck_assert_int_eq(private_count("SELECT count(*) FROM comments"), 1);
    put_on(page_url, c, 2, 3 * DAY);
    ck_assert_msg(!in_files(word), "%.*s came back", SV_FMT(word));
}

START_TEST(duty_8_what_is_forgotten_is_in_no_file_and_stays_away)
{
    static const sv word = SV_INIT("زرنگارستان");
    erased r;
    doc_comment c[2] = {said(SV("1"), SV("سارا"), SV("در زرنگارستان خریدم")),
        said(SV("2"), SV("رضا"), SV("خوب بود"))};
    doc_comment other = said(SV("9"), SV("مینا"), SV("بی‌ربط"));
    switch (_i) {
    case 0:
        put_on(page_url, c, 2, DAY);
        ck_assert(in_files(word));
        forget_and_try_again(
            erase_url(private_db, SV("https://shop.example/p/1#comment-1"), DAY, &r), word, c);
        break;
    case 1:
        put_on(page_url, c, 2, DAY);
        put_on(SV("https://shop.example/p/2"), &other, 1, DAY);
        forget_and_try_again(erase_url(private_db, page_url, DAY, &r), word, c);
        break;
    case 2:
        put_on(page_url, c, 2, DAY);
        forget_and_try_again(erase_text(private_db, word, DAY, &r), word, c);
        break;
    default:
        ck_assert_int_eq(
            lite_run(private_db,
                "INSERT INTO hosts(bucket,host_id,name) VALUES(?1%1024,?1,'shop.example')", "i",
                hash_id(SV("shop.example"))),
            ERR_OK);
        put_on(page_url, c, 2, DAY);
        put_on(SV("https://other.example/p/2"), &other, 1, DAY);
        forget_and_try_again(erase_site(private_db, SV("www.shop.example"), DAY, &r), word, c);
        break;
    }
}
END_TEST

/* Two pages of a host number their comments from 1 on: each is forgotten under its own page, and stays away. */
START_TEST(duty_8_of_one_number_on_two_pages_the_right_one_goes)
{
    static const sv kept = SV_INIT("ماندگارستان"), gone = SV_INIT("زرنگارستان"),
                    second = SV_INIT("https://shop.example/p/2");
    erased r;
    doc_comment one = said(SV("1"), SV("سارا"), SV("در ماندگارستان خریدم")),
                two = said(SV("1"), SV("رضا"), SV("در زرنگارستان خریدم"));
    put_on(page_url, &one, 1, DAY);
    put_on(second, &two, 1, DAY);
    ck_assert(in_files(kept) && in_files(gone));
    ck_assert_int_eq(
        erase_url(private_db, SV("https://shop.example/p/2#comment-1"), DAY, &r), ERR_OK);
    ck_assert_int_eq(r.comments, 1);
    put_on(second, &two, 1, 2 * DAY);
    ck_assert(in_files(kept));
    ck_assert(!in_files(gone));
}
END_TEST

/* The site numbers anew on each page, and page 1's comment is forgotten: the others stay and new ones come, but the
 * forgotten one comes back from nowhere, whatever its author and words are now. */
START_TEST(duty_8_a_forgotten_number_is_not_that_of_every_page)
{
    static const sv p2 = SV_INIT("https://shop.example/p/2"),
                    p3 = SV_INIT("https://shop.example/p/3"),
                    p4 = SV_INIT("https://shop.example/p/4");
    erased r;
    doc_comment c[] = {said(SV("1"), SV("سارا"), SV("در زرنگارستان خریدم")),
        said(SV("1"), SV("رضا"), SV("دیر رسید")), said(SV("1"), SV("مینا"), SV("سبک بود")),
        said(SV("1"), SV("پویا"), SV("گران بود"))};
    put_on(page_url, &c[0], 1, DAY);
    put_on(p2, &c[1], 1, DAY);
    put_on(p3, &c[2], 1, DAY);
    ck_assert_int_eq(
        erase_url(private_db, SV("https://shop.example/p/1#comment-1"), DAY, &r), ERR_OK);
    ck_assert_int_eq(put_on(p2, &c[1], 1, 2 * DAY).comments_seen, 1);
    ck_assert_int_eq(put_on(p4, &c[3], 1, 2 * DAY).comments_new, 1);
    ck_assert_int_eq(put_on(p4, &c[3], 1, 3 * DAY).comments_seen, 1);
    doc_comment forms[] = {c[0], c[0], c[0]};
    forms[1].text = SV("در زرنگارستان گران خریدم");
    forms[2].author = SV("کس دیگر");
    for (size_t i = 0; i < 3; i++) {
        put_on(page_url, &forms[i], 1, 4 * DAY);
        put_on(SV("https://shop.example/p/1?all"), &forms[i], 1, 4 * DAY);
    }
    forms[1].author = forms[2].author;
    put_on(page_url, &forms[1], 1, 5 * DAY);
    forms[1].layer = LAYER_FEED;
    put_on(SV("https://shop.example/feed"), &forms[1], 1, 5 * DAY);
    ck_assert_int_eq(private_count("SELECT count(*) FROM comments"), 3);
    ck_assert(!in_files(SV("زرنگارستان")));
}
END_TEST

/* Where nothing shows that the site numbers anew, or what is forgotten was never seen on a page, or was forgotten
 * before it was stored, its number stays away from all pages. */
START_TEST(duty_8_in_doubt_a_forgotten_number_stays_away)
{
    erased r;
    doc_comment c[] = {said(SV("1"), SV("سارا"), SV("در زرنگارستان خریدم")),
        said(SV("1"), SV("رضا"), SV("دیر رسید")), said(SV("1"), SV("مینا"), SV("سبک بود"))};
    if (_i == 1) c[0].layer = LAYER_FEED;
    if (_i < 2) put_on(page_url, &c[0], 1, DAY);
    if (_i == 1) put_on(SV("https://shop.example/p/3"), &c[2], 1, DAY);
    ck_assert_int_eq(
        erase_url(private_db, SV("https://shop.example/p/1#comment-1"), DAY, &r), ERR_OK);
    put_on(SV("https://shop.example/p/2"), &c[1], 1, 2 * DAY);
    ck_assert_int_eq(private_count("SELECT count(*) FROM comments WHERE text='دیر رسید'"), 0);
}
END_TEST

/* Page 5's comment is to be forgotten before it was ever read, after page 1's of the same number. */
START_TEST(duty_8_what_was_never_read_stays_away_too)
{
    erased r;
    doc_comment c[] = {said(SV("1"), SV("سارا"), SV("خوب بود")),
        said(SV("1"), SV("رضا"), SV("دیر رسید")), said(SV("1"), SV("مینا"), SV("در زرنگارستان"))};
    put_on(page_url, &c[0], 1, DAY);
    put_on(SV("https://shop.example/p/2"), &c[1], 1, DAY);
    if (_i)
        ck_assert_int_eq(
            erase_url(private_db, SV("https://shop.example/p/1#comment-1"), DAY, &r), ERR_OK);
    ck_assert_int_eq(
        erase_url(private_db, SV("https://shop.example/p/5#comment-1"), DAY, &r), ERR_OK);
    put_on(SV("https://shop.example/p/5"), &c[2], 1, 2 * DAY);
    ck_assert(!in_files(SV("زرنگارستان")));
}
END_TEST

/* The same page under a second address: what is forgotten under one comes back from neither. */
static const sv twin_url = SV_INIT("https://shop.example/p/1?all"),
                other_url = SV_INIT("https://shop.example/p/2");

static void forget(const char *url)
{
    erased r;
    ck_assert_msg(
        erase_url(private_db, sv_c(url), DAY, &r) == ERR_OK, "%s", store_detail(private_db));
}

START_TEST(duty_8_a_forgotten_page_has_no_second_address)
{
    doc_comment old = said(SV(""), SV("سارا"), SV("در زرنگارستان خریدم")),
                later = said(SV("7"), SV("رضا"), SV("از زرنگارستان بود"));
    put_on(page_url, &old, 1, DAY);
    forget("https://shop.example/p/1");
    ck_assert(put_as(twin_url, page_url, &later, 1, 2 * DAY).refused);
    ck_assert(put_as(SV("https://m.shop.example/1"), page_url, &later, 1, 2 * DAY).refused);
    put_on(twin_url, &old, 1, 3 * DAY); /* does not say that it is the same page */
    ck_assert(!in_files(SV("زرنگارستان")));
}
END_TEST

/* Read under its second address only: the page that people know goes with all that came from there. */
START_TEST(duty_8_a_page_known_by_another_address_goes)
{
    doc_comment c = said(SV("7"), SV("سارا"), SV("در زرنگارستان خریدم"));
    put_as(twin_url, page_url, &c, 1, DAY);
    forget("https://shop.example/p/1");
    ck_assert_int_eq(private_count("SELECT count(*) FROM comments"), 0);
    ck_assert_int_eq(private_count("SELECT count(*) FROM documents"), 0);
    ck_assert(!in_files(SV("زرنگارستان")));
}
END_TEST

/* Numbers begin anew on each page, so the host's number does not tell which one was forgotten. */
START_TEST(duty_8_a_forgotten_comment_has_no_second_address)
{
    doc_comment first = said(SV("1"), SV("مینا"), SV("سبک بود")),
                c = said(SV("1"), SV("سارا"), SV("در زرنگارستان خریدم")), edited = c, bare = c;
    edited.text = SV("گران خریدم، زرنگارستان");
    edited.author = SV("کس دیگر");
    bare.id = SV("");
    if (_i < 3) put_on(other_url, &first, 1, DAY);
    put_on(page_url, &c, 1, DAY);
    if (_i == 3) put_on(other_url, &first, 1, DAY); /* the host's number is the forgotten one's */
    if (_i == 1) put_on(twin_url, &c, 1, DAY);      /* a copy is stored already */
    if (_i == 2) put_as(twin_url, page_url, &c, 1, DAY);
    forget("https://shop.example/p/1#comment-1");
    ck_assert(!in_files(SV("زرنگارستان")));
    put_on(twin_url, &c, 1, 2 * DAY);
    put_as(twin_url, page_url, &edited, 1, 2 * DAY);
    put_on(SV("https://shop.example/p/1/amp"), &bare, 1, 2 * DAY); /* a layout without numbers */
    ck_assert(!in_files(SV("زرنگارستان")));
    ck_assert_int_eq(private_count("SELECT count(*) FROM comments WHERE text='سبک بود'"), 1);
}
END_TEST

/* Words that were forgotten are so wherever they stand; other words of the same author stay. */
START_TEST(duty_8_forgotten_words_stay_away_from_every_page)
{
    erased r;
    doc_comment c = said(SV(""), SV("سارا"), SV("در زرنگارستان خریدم")),
                other = said(SV(""), SV("سارا"), SV("سبک بود"));
    put_on(page_url, &c, 1, DAY);
    ck_assert_int_eq(erase_text(private_db, SV("زرنگارستان"), DAY, &r), ERR_OK);
    c.author = SV("رضا");
    put_on(other_url, &c, 1, 2 * DAY);
    c.id = SV("5");
    put_on(SV("https://other.example/p/2"), &c, 1, 2 * DAY);
    put_on(other_url, &other, 1, 2 * DAY);
    ck_assert(!in_files(SV("زرنگارستان")));
    ck_assert_int_eq(private_count("SELECT count(*) FROM comments"), 1);
}
END_TEST

START_TEST(duty_9_a_withdrawn_comment_loses_its_text)
{
    doc_comment c[3] = {said(SV("1"), SV("سارا"), SV("یکم")),
        said(SV("2"), SV("رضا"), SV("پس‌گرفته‌شده")),
        said(SV("3"), SV("مینا"), SV("سوم"))};
    put_on(page_url, c, 3, DAY);
    ck_assert_int_eq(corpus_index(private_db), ERR_OK);
    find_in_all(SV("need.quality"), SV("need"));
    c[1] = c[2];
    ck_assert_int_eq(put_on(page_url, c, 2, 2 * DAY).comments_gone, 1);
    ck_assert_int_eq(
        private_count("SELECT count(*) FROM comments WHERE gone_at IS NOT NULL AND text IS NULL"),
        1);
    ck_assert_int_eq(private_count("SELECT count(*) FROM signals"), 2);
    ck_assert_int_eq(
        private_count("SELECT count(*) FROM comments_fts WHERE comments_fts MATCH 'یکم'"), 1);
    /* it comes back: so does the text */
    c[1] = said(SV("2"), SV("رضا"), SV("پس‌گرفته‌شده"));
    put_on(page_url, c, 3, 3 * DAY);
    ck_assert_int_eq(private_count("SELECT count(*) FROM comments WHERE gone_at IS NULL"), 3);
}
END_TEST

Suite *privacy_suite(void)
{
    Suite *suite = suite_create("privacy");
    TCase *t = tcase_create("privacy");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, private_open, private_close);
    tcase_add_test(t, duty_5_no_names_no_private_data);
    tcase_add_test(t, duty_6_pseudonyms_differ_by_site_and_the_key_is_outside);
    tcase_add_test(t, duty_7_text_goes_after_its_time_and_counts_stay);
    tcase_add_loop_test(t, duty_8_what_is_forgotten_is_in_no_file_and_stays_away, 0, 4);
    tcase_add_test(t, duty_8_of_one_number_on_two_pages_the_right_one_goes);
    tcase_add_test(t, duty_8_a_forgotten_number_is_not_that_of_every_page);
    tcase_add_loop_test(t, duty_8_what_was_never_read_stays_away_too, 0, 2);
    tcase_add_loop_test(t, duty_8_in_doubt_a_forgotten_number_stays_away, 0, 3);
    tcase_add_test(t, duty_8_a_page_known_by_another_address_goes);
    tcase_add_test(t, duty_8_a_forgotten_page_has_no_second_address);
    tcase_add_loop_test(t, duty_8_a_forgotten_comment_has_no_second_address, 0, 4);
    tcase_add_test(t, duty_8_forgotten_words_stay_away_from_every_page);
    tcase_add_test(t, duty_9_a_withdrawn_comment_loses_its_text);
    suite_add_tcase(suite, t);
    return suite;
}
