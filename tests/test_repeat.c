/* The same store gives the same findings and counts bit for bit, whatever the number of threads. */
#include <unistd.h>

#include "analyzers/values.h"
#include "cli/analysis.h"
#include "db/corpus.h"
#include "db/lite.h"
#include "tests/tests.h"
#include "util/hash.h"

enum { COMMENTS = 1200 };

static arena a;
static lexicon *lx;
static analyzer *z;

static void setup(void)
{
    note why = {""};
    a = ARENA_INIT(1 << 28);
    ck_assert_int_eq(lexicon_open(NULL, &lx, &why), ERR_OK);
    ck_assert_msg(analyzer_open(NULL, NULL, lx, &z, &why) == ERR_OK, "%s", why.text);
}
static void teardown(void)
{
    analyzer_close(z);
    lexicon_close(lx);
    arena_clear(&a);
}

static const char *const said[] = {"قیمتش گرونه ولی کیفیت عالی بود",
    "سه روزه سفارش دادم هنوز نرسیده", "برای پسرم گرفتم خیلی راضیه",
    "کاش رنگ‌های بیشتری هم داشت",
    "قبلاً از کافه لمیز می‌خریدم، اینجا بهتره",
    "قیمت این مدل چنده؟ ارسال به شیراز دارید؟", "حدود ۲۵۰ هزار تومان دادم و پشیمونم",
    "به همه پیشنهاد می‌کنم"};

static void fill(store *s, int64_t *ret_source)
{
    enum { SAID = sizeof said / sizeof said[0] };
    doc d = {.claimed = -1, .comment = ARENA_NEW(&a, doc_comment, COMMENTS)};
    for (int i = 0; i < COMMENTS; i++)
        d.comment[d.n_comments++] = (doc_comment){.id = arena_printf(&a, "%d", i),
            .author = arena_printf(&a, "u%d", i * 7 % 500),
            .text = arena_printf(&a, "%s. %s", said[i % SAID], said[i * 5 / 3 % SAID]),
            .date = {.at_ms = 1700000000000 + (int64_t)i * 3600000, .precision = WHEN_MINUTE},
            .likes = -1,
            .layer = LAYER_IMPORT,
            .confidence = 1};
    const seeds_source src = {.name = SV("shop")};
    const page p = {.host_id = 1, .url_id = 1, .url = SV("import:x.csv"), .fetched_at = 1};
    corpus_put r;
    corpus_in in = {.run_id = 1, .now = 1700000000000};
    ck_assert_int_eq(corpus_put_source(s, &src, 1, ret_source), ERR_OK);
    page q = p;
    q.source_id = *ret_source;
    ck_assert_int_eq(corpus_put_doc(s, &a, &q, &d, &in, &r), ERR_OK);
    ck_assert_int_eq(r.comments_new, COMMENTS);
}

/* Every value of every row, in order. */
static uint64_t digest_of(store *s, const char *sql, int64_t *ret_rows)
{
    sqlite3_stmt *q = NULL;
    uint64_t h = 1469598103934665603u;
    ck_assert_int_eq(sqlite3_prepare_v2(s->db, sql, -1, &q, NULL), SQLITE_OK);
    while (sqlite3_step(q) == SQLITE_ROW) {
        ++*ret_rows;
        for (int i = 0; i < sqlite3_column_count(q); i++) {
            const char *v = (const char *)sqlite3_column_text(q, i);
            h = (h ^ hash64(v ? sv_c(v) : SV("\x01"))) * 1099511628211u;
        }
    }
    (void)sqlite3_finalize(q);
    return h;
}

/* The digests of a fresh store, whose key (and so the pseudonyms) is the same each time. */
static void analyse_with(int threads, uint64_t ret[3])
{
    store *s = NULL;
    note why = {""};
    analysis found;
    int64_t source, rows = 0;
    const analysis_rules r = {z, lx};
    ck_assert_msg(store_open(":memory:", STORE_WRITE, lx, &s, &why) == ERR_OK, "%s", why.text);
    memset(s->key, 7, sizeof s->key);
    s->key_loaded = true;
    fill(s, &source);
    ck_assert_int_eq(analysis_run(s, &r, threads, false, &found), ERR_OK);
    ck_assert_int_eq(found.read, COMMENTS);
    ret[0] = digest_of(
        s, "SELECT * FROM signals ORDER BY comment_id,kind,category_id,from_byte,need", &rows);
    ck_assert_int_gt(rows, COMMENTS);
    rows = 0;
    ret[1] = digest_of(s, "SELECT * FROM tally ORDER BY topic,a,b", &rows);
    ck_assert_int_gt(rows, 100);
    ret[2] = digest_of(s, "SELECT * FROM segments ORDER BY segment", &rows);
    store_close(s);
}

START_TEST(findings_do_not_depend_on_threads)
{
    static const int threads[] = {1, 2, 4};
    uint64_t d[3][3];
    for (int i = 0; i < 3; i++) analyse_with(threads[i], d[i]);
    for (int i = 1; i < 3; i++)
        for (int k = 0; k < 3; k++)
            ck_assert_msg(d[i][k] == d[0][k], "%d threads, table %d differs", threads[i], k);
}
END_TEST

Suite *repeat_suite(void)
{
    Suite *suite = suite_create("repeat");
    TCase *t = tcase_create("repeat");
    tcase_set_timeout(t, 120);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, findings_do_not_depend_on_threads);
    suite_add_tcase(suite, t);
    return suite;
}
