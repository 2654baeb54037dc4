/* Each test is named after the duty of docs/PRIVACY.md that it holds. */
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analyzers/market.h"
#include "db/answer.h"
#include "db/corpus.h"
#include "db/erase.h"
#include "db/lite.h"
#include "db/tally.h"
#include "tests/tests.h"
#include "util/file.h"
#include "util/hash.h"

enum { DAY = 86400000 };
static char dir[64];
static arena a;
static store *s;
static const sv page_url = SV_INIT("https://shop.example/p/1");

static const char *path(const char *tail) { return arena_printf(&a, "%s/x.db%s", dir, tail).p; }

static void open_store(void)
{
    note why = {""};
    ck_assert_msg(store_open(path(""), STORE_WRITE, NULL, &s, &why) == ERR_OK, "%s", why.text);
}

static void setup(void)
{
    a = ARENA_INIT(1 << 28);
    (void)snprintf(dir, sizeof dir, "/tmp/bazarkav-privacy-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    open_store();
    seeds_source src = {.name = SV("فروشگاه"), .url = {NULL, 0}};
    ck_assert_int_eq(corpus_put_source(s, &src, 1, NULL), ERR_OK);
}

static void teardown(void)
{
    const char *const tails[] = {"", "-wal", "-shm", ".key", ".lock"};
    store_close(s);
    for (size_t i = 0; i < 5; i++) (void)unlink(path(tails[i]));
    (void)rmdir(dir);
    arena_clear(&a);
}

/* True when some file of the store holds the bytes. */
static bool in_files(sv words)
{
    const char *const tails[] = {"", "-wal", "-shm", ".key"};
    for (size_t i = 0; i < 4; i++) {
        sv text;
        if (file_load(&a, path(tails[i]), 1 << 26, &text, NULL) == ERR_OK &&
            sv_find(text, words) != SV_NPOS)
            return true;
    }
    return false;
}

static int64_t count(const char *sql)
{
    int64_t n = -1;
    ck_assert_msg(lite_int(s, &n, sql, "") == ERR_OK, "%s", store_detail(s));
    return n;
}

static doc_comment said(sv id, sv author, sv text)
{
    return (doc_comment){
        .id = id, .author = author, .text = text, .likes = -1, .layer = LAYER_PLATFORM};
}

static corpus_put put_on(sv url, doc_comment *c, size_t n, int64_t now)
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
        .n_comments = n,
        .claimed = (int64_t)n};
    corpus_in in = {.run_id = 1, .now = now};
    ck_assert_msg(corpus_put_doc(s, &a, &p, &d, &in, &r) == ERR_OK, "%s", store_detail(s));
    return r;
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
    ck_assert_int_eq(count("SELECT count(DISTINCT author) FROM comments"), 2);
    ck_assert_int_eq(count("SELECT count(*) FROM comments WHERE author IS NULL"), 1);
    struct stat st;
    ck_assert_int_eq(stat(path(".key"), &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    sv key, db;
    ck_assert_int_eq(file_load(&a, path(".key"), 1000, &key, NULL), ERR_OK);
    ck_assert_int_eq(file_load(&a, path("-wal"), 1 << 26, &db, NULL), ERR_OK);
    ck_assert(sv_find(db, sv_sub(key, 0, 16)) == SV_NPOS);
    /* the key forgotten: the same name is somebody else, and the old bytes are gone */
    sv old = arena_sv(&a, sv_sub(key, 0, 16));
    ck_assert_int_eq(erase_key(s), ERR_OK);
    ck_assert(!in_files(old));
    doc_comment again = said(SV("5"), SV("سارا"), SV("سوم"));
    put_on(SV("https://shop.example/p/3"), &again, 1, DAY);
    ck_assert_int_eq(count("SELECT count(DISTINCT author) FROM comments"), 3);
}
END_TEST

/* One finding for every comment. */
static void find_in_all(sv code, sv axis)
{
    corpus_comments c;
    corpus_category k = {axis, code, SV("الف"), SV("A"), SV("E1"), 1, false};
    ck_assert_int_eq(corpus_put_category(s, &k), ERR_OK);
    ck_assert_int_eq(corpus_batch(s, &a, 0, -1, &c), ERR_OK);
    for (size_t i = 0; i < c.n; i++) {
        finding f = {.kind = FINDING_CATEGORY, .to = 2, .score = 1, .code = code, .rule = SV("t")};
        findings all = {&f, 1};
        ck_assert_int_eq(corpus_put_findings(s, &c.at[i], &all, 1), ERR_OK);
    }
}

START_TEST(duty_7_text_goes_after_its_time_and_counts_stay)
{
    doc_comment c = said(SV("1"), SV("سارا"), SV("واژهٔکهنه‌ای اینجاست"));
    put_on(page_url, &c, 1, DAY);
    find_in_all(SV("need.quality"), SV("need"));
    erased r;
    ck_assert_int_eq(erase_old(s, INT64_MIN, 90 * (int64_t)DAY, &r), ERR_OK);
    ck_assert_int_eq(r.comments, 0);
    ck_assert_int_eq(erase_old(s, INT64_MIN, 92 * (int64_t)DAY, &r), ERR_OK);
    ck_assert_int_eq(r.comments, 1);
    ck_assert(!in_files(SV("واژهٔکهنه")));
    ck_assert_int_eq(count("SELECT count(*) FROM signals"), 1);
    put_on(
        page_url, &c, 1, 93 * (int64_t)DAY); /* still on the page: its time is over all the same */
    ck_assert_int_eq(count("SELECT count(*) FROM comments WHERE text IS NOT NULL"), 0);
}
END_TEST

static void forget_and_try_again(err e, sv word, doc_comment *c)
{
    ck_assert_msg(e == ERR_OK, "%s", store_detail(s));
    ck_assert_msg(!in_files(word), "%.*s is still in a file", SV_FMT(word));
    ck_assert_int_eq(count("SELECT count(*) FROM comments"), 1);
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
            erase_url(s, SV("https://shop.example/p/1#comment-1"), DAY, &r), word, c);
        break;
    case 1:
        put_on(page_url, c, 2, DAY);
        put_on(SV("https://shop.example/p/2"), &other, 1, DAY);
        forget_and_try_again(erase_url(s, page_url, DAY, &r), word, c);
        break;
    case 2:
        put_on(page_url, c, 2, DAY);
        forget_and_try_again(erase_text(s, word, DAY, &r), word, c);
        break;
    default:
        ck_assert_int_eq(
            lite_run(s, "INSERT INTO hosts(bucket,host_id,name) VALUES(?1%1024,?1,'shop.example')",
                "i", hash_id(SV("shop.example"))),
            ERR_OK);
        put_on(page_url, c, 2, DAY);
        put_on(SV("https://other.example/p/2"), &other, 1, DAY);
        forget_and_try_again(erase_site(s, SV("www.shop.example"), DAY, &r), word, c);
        break;
    }
}
END_TEST

START_TEST(duty_9_a_withdrawn_comment_loses_its_text)
{
    doc_comment c[3] = {said(SV("1"), SV("سارا"), SV("یکم")),
        said(SV("2"), SV("رضا"), SV("پس‌گرفته‌شده")),
        said(SV("3"), SV("مینا"), SV("سوم"))};
    put_on(page_url, c, 3, DAY);
    ck_assert_int_eq(corpus_index(s), ERR_OK);
    find_in_all(SV("need.quality"), SV("need"));
    c[1] = c[2];
    ck_assert_int_eq(put_on(page_url, c, 2, 2 * DAY).comments_gone, 1);
    ck_assert_int_eq(
        count("SELECT count(*) FROM comments WHERE gone_at IS NOT NULL AND text IS NULL"), 1);
    ck_assert_int_eq(count("SELECT count(*) FROM signals"), 2);
    ck_assert_int_eq(count("SELECT count(*) FROM comments_fts WHERE comments_fts MATCH 'یکم'"), 1);
    /* it comes back: so does the text */
    c[1] = said(SV("2"), SV("رضا"), SV("پس‌گرفته‌شده"));
    put_on(page_url, c, 3, 3 * DAY);
    ck_assert_int_eq(count("SELECT count(*) FROM comments WHERE gone_at IS NULL"), 3);
}
END_TEST

START_TEST(duty_10_no_answer_joins_a_signal_with_an_author)
{
    int n;
    const answer_def *d = answer_list(&n);
    for (int i = 0; i < n; i++)
        for (int c = 0; c < d[i].n_cols; c++) {
            bool author = strcmp(d[i].col[c].name, "author") == 0 ||
                          strcmp(d[i].col[c].name, "pseudonym") == 0;
            ck_assert_msg(!author || strcmp(d[i].name, "comments") == 0, "%s has a column %s",
                d[i].name, d[i].col[c].name);
            if (strcmp(d[i].name, "comments") == 0)
                ck_assert_str_ne(d[i].col[c].name, "code"); /* and the comments carry no signal */
        }
}
END_TEST

static void put_cell(sv topic, sv x, sv y, int64_t n, sv part)
{
    tally_cell c = {.topic = topic,
        .a = x,
        .b = y,
        .n = n,
        .base = 100,
        .c = n,
        .sources = 1,
        .x = NAN,
        .y = NAN,
        .part = part};
    ck_assert_int_eq(tally_put(s, &c), ERR_OK);
}

static err look(void *ctx, const cell *c)
{
    *(int *)ctx += c[4].suppressed && c[4].null; /* column 4 of the funnel: authors */
    return ERR_OK;
}

START_TEST(duty_11_small_cells_are_hidden_and_so_is_the_one_that_gives_them_away)
{
    corpus_category k = {SV("funnel"), SV("funnel.intent"), SV("الف"), SV("A"), SV("E1"), 1, false};
    ck_assert_int_eq(corpus_put_category(s, &k), ERR_OK);
    const sv code = SV("funnel.intent");
    const int64_t n[] = {4, 7, 30, 40};
    for (int i = 0; i < 4; i++)
        put_cell(SV("cat_source"), code, arena_printf(&a, "s%d", i), n[i], code);
    ck_assert_int_eq(tally_derive(s), ERR_OK);
    int z = 0;
    const answer_def *d = answer_find(SV("funnel"));
    const answer_args k5 = {.k = 5}, k1 = {.k = 1};
    /* columns: code, label_fa, label_en, source, authors */
    ck_assert_str_eq(d->col[4].name, "authors");
    ck_assert_int_eq(answer_each(s, d, &k5, look, &z), ERR_OK);
    ck_assert_int_eq(z, 2);
    ck_assert_int_eq(
        count("SELECT count(*) FROM safe WHERE topic='cat_source' AND n IS NOT NULL"), 2);
    ck_assert_int_eq(count("SELECT min(n) FROM safe WHERE topic='cat_source'"), 30);
    ck_assert_int_eq(count("SELECT count(*) FROM safe WHERE topic='cat_source' AND hidden AND "
                           "(share IS NOT NULL OR low"
                           " IS NOT NULL OR c IS NOT NULL)"),
        0);
    /* nobody gets below 3 by asking */
    put_cell(SV("cat_source"), SV("funnel.intent"), SV("tiny"), 2, SV(""));
    ck_assert_int_eq(answer_each(s, d, &k1, look, &z), ERR_OK);
    ck_assert_int_eq(count("SELECT count(*) FROM safe WHERE n<3 AND n>0"), 0);
}
END_TEST

START_TEST(duty_11_sensitive_cells_need_ten)
{
    tally_cell c = {.topic = SV("cat"),
        .a = SV("demo.income_low"),
        .n = 9,
        .base = 100,
        .sources = 1,
        .x = NAN,
        .y = NAN,
        .least = 10};
    int z = 0;
    ck_assert_int_eq(tally_put(s, &c), ERR_OK);
    ck_assert_int_eq(answer_each(s, answer_find(SV("needs")), NULL, look, &z), ERR_OK);
    ck_assert_int_eq(count("SELECT count(*) FROM safe WHERE n IS NOT NULL"), 0);
}
END_TEST

/* A market of `n` authors who say all of `codes`. */
static market *market_of(const sv *codes, const sv *axes, int n_codes, int n, market_setup *setup)
{
    static const sv source[] = {SV_INIT("x")};
    market_category *k = ARENA_NEW(&a, market_category, (size_t)n_codes);
    market *m = NULL;
    for (int i = 0; i < n_codes; i++)
        k[i] = (market_category){codes[i], axes[i], codes[i], codes[i], false};
    *setup = (market_setup){k, n_codes, source, 1, 5};
    ck_assert_int_eq(market_new(&a, setup, &m), ERR_OK);
    for (int p = 0; p < n; p++)
        for (int i = 0; i < n_codes; i++) {
            market_voice v = {
                .author = p + 1, .comment = p + 1, .category = i, .to = 5, .score = 1};
            ck_assert_int_eq(market_add(m, &v), ERR_OK);
        }
    ck_assert_int_eq(market_end(m), ERR_OK);
    return m;
}

/* Of 240 authors 40 say the first two of four codes, 40 the last two, the others something else: neighbours stand out. */
static int groups_of(const sv codes[4], const sv axes[4])
{
    static const sv source[] = {SV_INIT("x")};
    market_category k[5] = {[4] = {SV("aspect.price"), SV("aspect"), SV("x"), SV("x"), false}};
    market *m = NULL;
    int n;
    for (int i = 0; i < 4; i++)
        k[i] = (market_category){codes[i], axes[i], codes[i], codes[i], false};
    market_setup setup = {k, 5, source, 1, 5};
    ck_assert_int_eq(market_new(&a, &setup, &m), ERR_OK);
    for (int p = 0; p < 240; p++)
        for (uint32_t i = 0; i < 2 && (i == 0 || p % 6 < 2); i++) {
            market_voice v = {.author = p + 1,
                .comment = p + 1,
                .category = p % 6 < 2 ? p % 6 * 2 + (int)i : 4,
                .from = i * 10,
                .to = i * 10 + 5,
                .score = 1};
            ck_assert_int_eq(market_add(m, &v), ERR_OK);
        }
    ck_assert_int_eq(market_end(m), ERR_OK);
    (void)market_groups(m, &n);
    return n;
}

START_TEST(duty_12_no_group_of_religion_health_or_class)
{
    const sv axes[] = {SV("interest"), SV("life"), SV("interest"), SV("demo")};
    const sv never[] = {SV("interest.religion_spiritual"), SV("life.health_conscious"),
        SV("interest.health_diet"), SV("demo.social_class")};
    const sv others[] = {
        SV("interest.music"), SV("life.minimalist"), SV("interest.travel"), SV("demo.student")};
    ck_assert_int_gt(groups_of(others, axes), 0); /* so the next line can fail */
    ck_assert_int_eq(groups_of(never, axes), 0);
}
END_TEST

typedef struct cells {
    int64_t interest, gate, quotes;
} cells;

static err keep(void *ctx, const market_cell *c)
{
    cells *k = ctx;
    if (strcmp(c->topic, "cat") == 0 && sv_eq(c->a, SV("interest.books"))) k->interest += c->n;
    if (strcmp(c->topic, "cat") == 0 && sv_eq(c->a, SV("gate.child"))) k->gate += c->n;
    ck_assert(!sv_eq(c->a, SV("demo.age_child_teen")) && !sv_eq(c->b, SV("demo.age_child_teen")));
    if (strcmp(c->topic, "quote") == 0 && sv_eq(c->a, SV("interest.books"))) k->quotes++;
    return ERR_OK;
}

START_TEST(duty_13_of_minors_only_the_household_role_counts)
{
    const sv codes[] = {SV("demo.age_child_teen"), SV("gate.child"), SV("interest.books")};
    const sv axes[] = {SV("demo"), SV("gate"), SV("interest")};
    market_setup setup;
    cells k = {0, 0, 0};
    ck_assert_int_eq(market_each(market_of(codes, axes, 3, 20, &setup), keep, &k), ERR_OK);
    ck_assert_int_eq(k.interest, 0);
    ck_assert_int_eq(k.quotes, 0);
    ck_assert_int_eq(k.gate, 20);
}
END_TEST

START_TEST(duty_14_quotes_have_no_author_and_a_day)
{
    const answer_def *d = answer_find(SV("evidence"));
    bool day = false;
    for (int c = 0; c < d->n_cols; c++) {
        ck_assert(strstr(d->col[c].name, "author") == NULL);
        ck_assert_int_ne(d->col[c].kind, COL_TIME);
        day |= d->col[c].kind == COL_DATE;
    }
    ck_assert(day);
}
END_TEST

Suite *privacy_suite(void)
{
    Suite *suite = suite_create("privacy");
    TCase *t = tcase_create("privacy");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, duty_5_no_names_no_private_data);
    tcase_add_test(t, duty_6_pseudonyms_differ_by_site_and_the_key_is_outside);
    tcase_add_test(t, duty_7_text_goes_after_its_time_and_counts_stay);
    tcase_add_loop_test(t, duty_8_what_is_forgotten_is_in_no_file_and_stays_away, 0, 4);
    tcase_add_test(t, duty_9_a_withdrawn_comment_loses_its_text);
    tcase_add_test(t, duty_10_no_answer_joins_a_signal_with_an_author);
    tcase_add_test(t, duty_11_small_cells_are_hidden_and_so_is_the_one_that_gives_them_away);
    tcase_add_test(t, duty_11_sensitive_cells_need_ten);
    tcase_add_test(t, duty_12_no_group_of_religion_health_or_class);
    tcase_add_test(t, duty_13_of_minors_only_the_household_role_counts);
    tcase_add_test(t, duty_14_quotes_have_no_author_and_a_day);
    suite_add_tcase(suite, t);
    return suite;
}
