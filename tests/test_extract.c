#include <math.h>

#include "parsers/parse.h"
#include "parsers/simhash.h"
#include "tests/tests.h"
#include "util/file.h"

static arena a;
static doc d;

static void up(void) { a = ARENA_INIT(64 << 20); }
static void down(void) { arena_clear(&a); }

static void read_as(sv body, sv url, sv type)
{
    page p = {.why = PAGE_OK,
        .status = 200,
        .url = url,
        .content_type = type,
        .body = body,
        .fetched_at = 1728000000000};
    ck_assert_int_eq(parse_page(&a, &p, NULL, &d), ERR_OK);
}

static void read_file(const char *path, const char *url)
{
    sv body;
    note n;
    ck_assert_msg(file_load(&a, path, 1 << 20, &body, &n) == ERR_OK, "%s", n.text);
    read_as(body, sv_c(url), SV("text/html"));
}

static bool has(sv text, const char *part) { return sv_find(text, sv_c(part)) != SV_NPOS; }

START_TEST(article)
{
    read_file("tests/data/pages/blog-fa.html", "https://gandomak.example/blog/local-bread/?utm=1");
    ck_assert(sv_eq(d.title, SV("چرا نان محلی بهتر است")));
    ck_assert(sv_eq(d.lang, SV("fa")));
    ck_assert(sv_eq(d.author, SV("مهسا کاظمی")));
    ck_assert(sv_eq(d.site_name, SV("نانوایی گندمک")));
    ck_assert(sv_eq(d.canonical, SV("https://gandomak.example/blog/local-bread/")));
    ck_assert_int_eq(d.date.at_ms, 1699164000000); /* 1402-08-14 09:30 +03:30 */
    ck_assert(has(d.text, "نانی که صبح زود در محله پخته می‌شود"));
    ck_assert(has(d.text, "میزان نمک و سبوس"));
    ck_assert(has(d.text, "چه چیز نان محله را")); /* the lead stands outside of the body */
    static const char *const no[] = {
        "فروشگاه", "پربازدیدها", "نان جو", "حقوق", "بیشتر بخوانید", "تلگرام"};
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_assert_msg(!has(d.text, no[i]), "%s in %.*s", no[i], SV_FMT(d.text));
    ck_assert(d.simhash != 0);
}
END_TEST

START_TEST(links)
{
    read_file("tests/data/pages/blog-fa.html", "https://gandomak.example/blog/local-bread/");
    bool feed = false, shop = false;
    for (size_t i = 0; i < d.n_links; i++) {
        feed |= d.link[i].kind == LINK_FEED &&
                sv_eq(d.link[i].href, SV("https://gandomak.example/feed/"));
        shop |= d.link[i].kind == LINK_PAGE &&
                sv_eq(d.link[i].href, SV("https://gandomak.example/shop/"));
    }
    ck_assert(feed && shop);
}
END_TEST

static const doc_fact *fact(fact_kind kind, const char *key)
{
    for (size_t i = 0; i < d.n_facts; i++)
        if (d.fact[i].kind == kind && (!key || sv_eq(d.fact[i].key, sv_c(key)))) return &d.fact[i];
    return NULL;
}

START_TEST(facts)
{
    read_file("tests/data/pages/shop-fa.html", "https://shop.example/p/7");
    static const struct {
        fact_kind kind;
        const char *key;
        double amount;
    } want[] = {{FACT_PRODUCT, "دمپایی پشمی", -1}, {FACT_PRICE, "دمپایی پشمی", 320000},
        {FACT_REVIEW_COUNT, "دمپایی پشمی", 31}, {FACT_CATEGORY, "پوشاک گرم", -1},
        {FACT_CATEGORY, "جوراب", -1}, {FACT_PRICE, "جوراب بافتنی", 90000},
        {FACT_DISCOUNT, "جوراب بافتنی", 25}, {FACT_PRICE, "شال گردن", 245000},
        {FACT_DELIVERY, "ارسال رایگان", -1}, {FACT_RETURNS, "بازگشت کالا", -1},
        {FACT_ADDRESS, "نشانی", -1}, {FACT_HOURS, "ساعت کاری", -1}, {FACT_PHONE, NULL, -1},
        {FACT_HANDLE, "telegram:pashmine_example", -1}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const doc_fact *f = fact(want[i].kind, want[i].key);
        ck_assert_msg(f != NULL, "%d %s", (int)want[i].kind, want[i].key);
        if (want[i].amount >= 0)
            ck_assert_msg(fabs(f->amount - want[i].amount) < 0.5, "%s %g", want[i].key, f->amount);
    }
}
END_TEST

static const struct {
    const char *line;
    fact_kind kind;
    const char *value;
} lines[] = {
    {"ساعت کار: هر روز ۸ تا ۲۳. کیک را سه روز زودتر سفارش دهید. حیاط سقف دارد.", FACT_HOURS,
        "هر روز ۸ تا ۲۳"},
    {"ساعت کاری: شنبه تا پنجشنبه ۸.۳۰ تا ۲۲.۳۰", FACT_HOURS, "شنبه تا پنجشنبه ۸.۳۰ تا ۲۲.۳۰"},
    {"نشانی: تهران، خیابان یاس، پلاک ۹. تلفن 021-88001122", FACT_ADDRESS,
        "تهران، خیابان یاس، پلاک ۹"},
    {"آدرس: شیراز، تلفنخانه، کوچهٔ ۲،", FACT_ADDRESS, "شیراز، تلفنخانه، کوچهٔ ۲"},
};

START_TEST(lines_end_where_another_thing_begins)
{
    read_as(arena_printf(&a, "<footer><p>%s</p></footer>", lines[_i].line),
        SV("https://shop.example/"), SV("text/html"));
    const doc_fact *f = fact(lines[_i].kind, NULL);
    ck_assert_msg(f != NULL, "%s", lines[_i].line);
    ck_assert_msg(sv_eq(f->value, sv_c(lines[_i].value)), "%.*s", SV_FMT(f->value));
}
END_TEST

/* A row is read for its price only when it names a currency: each of them is noticed, in whatever case. */
static const struct {
    const char *said;
    double amount; /* in toman, -1: another currency */
} currencies[] = {{"۲۰ تومان", 20}, {"۲۰ تومن", 20}, {"۲۰ تومانی", 20}, {"۲۰ ریال", 2},
    {"۲۰ ريال", 2}, {"۲۰ ﷼", 2}, {"20 IRT", 20}, {"20 irr", 2}, {"20 toman", 20}, {"20 RIAL", 2},
    {"20 $", -1}, {"20 €", -1}, {"20 £", -1}, {"20 usd", -1}, {"20 Eur", -1}};

START_TEST(rows_of_prices)
{
    sv body = arena_printf(&a,
        "<script>var x = 'only here: تومان';</script><ul><li>دفتر مشق</li><li>مداد "
        "<i>... %s</i></li></ul>",
        currencies[_i].said);
    read_as(body, SV("https://shop.example/p/7"), SV("text/html"));
    const doc_fact *f = fact(FACT_PRICE, "مداد");
    ck_assert_msg(f != NULL, "%s", currencies[_i].said);
    ck_assert_msg(currencies[_i].amount < 0 ? isnan(f->amount)
                                            : fabs(f->amount - currencies[_i].amount) < 0.01,
        "%s %g", currencies[_i].said, f->amount);
}
END_TEST

/* Reviews told in JSON-LD stand in the page as well: no part of the article, their authors and days not its. */
START_TEST(told_twice)
{
    read_as(
        SV("<html lang=fa><title>شمع عسلی</title><script "
           "type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"شمع "
           "عسلی\",\"review\":[{\"@type\":\"Review\",\"author\":\"سپیده\",\"datePublished\":\"2024-05-02\","
           "\"reviewBody\":\"بوی خیلی ملایمی دارد و آرام "
           "می‌سوزد\"},{\"@type\":\"Review\",\"author\":\"هومن\","
           "\"datePublished\":\"2024-05-09\",\"reviewBody\":\"بسته‌بندی شکسته رسید ولی عوضش کردند\"}]}</script>"
           "<h1>شمع عسلی</h1><p>این شمع از موم زنبور عسل کوهستان ساخته شده، دوازده ساعت می‌سوزد و دود ندارد.</p>"
           "<h2>نظرها</h2><ul><li><b>سپیده</b> <time datetime=2024-05-02></time><p>بوی خیلی "
           "ملایمی دارد و آرام می‌سوزد</p></li><li><b>هومن</b><p>بسته‌بندی شکسته رسید ولی عوضش کردند</p></li></ul>"),
        SV("https://candle.example/1"), SV("text/html"));
    ck_assert_uint_eq(d.n_comments, 2);
    ck_assert(has(d.text, "موم زنبور عسل"));
    ck_assert(!has(d.text, "ملایمی") && !has(d.text, "شکسته"));
    ck_assert(!has(d.author, "سپیده") && d.date.precision == WHEN_NONE);
}
END_TEST

/* What others answer in a thread is no text of the page; what one channel says is. */
START_TEST(text_of_thread)
{
    read_file("tests/data/threads/mybb-fa.html", "https://site.example/post/1/");
    ck_assert_uint_gt(d.n_comments, 1);
    ck_assert_uint_ne(sv_find(d.text, d.comment[0].text), SV_NPOS);
    for (size_t i = 1; i < d.n_comments; i++)
        ck_assert_uint_eq(sv_find(d.text, d.comment[i].text), SV_NPOS);
    read_file("tests/data/threads/tg-mixed.html", "https://t.me/s/x");
    ck_assert_uint_gt(d.n_comments, 1);
    ck_assert_uint_ne(sv_find(d.text, d.comment[1].text), SV_NPOS);
}
END_TEST

#define CANDLE                                                                                                                                                   \
    "<h1>شمع عسلی</h1><p>این شمع از موم زنبور عسل کوهستان ساخته شده، دوازده ساعت می‌سوزد و دود " \
    "ندارد.</p>"
#define VERDICT                                                                                                                          \
    "<span itemprop=author>سپیده</span><p itemprop=reviewBody>بوی خیلی ملایمی دارد و آرام می‌سوزد، " \
    "ولی گران است.</p></div>"

/* A review of the thing around it stands beside its description. */
START_TEST(reviews_by_markup)
{
    read_as(
        SV("<html lang=fa><div itemscope itemtype=http://schema.org/Product>" CANDLE
           "<div itemprop=review itemscope itemtype=http://schema.org/Review>" VERDICT "</div>"),
        SV("https://candle.example/1"), SV("text/html"));
    ck_assert_uint_eq(d.n_comments, 1);
    ck_assert(has(d.text, "موم زنبور عسل") && !has(d.text, "ملایمی"));
}
END_TEST

static const struct {
    const char *why, *head, *tag;
    bool noindex, nofollow;
} robots[] = {
    {"nothing", "", "", false, false},
    {"meta", "<meta name=robots content='noindex, follow'>", "", true, false},
    {"none", "<meta name=ROBOTS content=none>", "", true, true},
    {"our name", "<meta name=bazarkav content=noindex>", "", true, false},
    {"another name", "<meta name=otherbot content=noindex>", "", false, false},
    {"header", "", "noindex", true, false},
    {"header for another", "", "otherbot: noindex", false, false},
    {"header for us", "", "otherbot: nofollow, bazarkav: noindex", true, false},
    {"a date with a colon", "", "unavailable_after: 25 Jun 2030 15:00:00 PST, nofollow", false,
        true},
};

START_TEST(robots_rules)
{
    sv body = arena_printf(&a, "<html><head>%s</head><body><p>x", robots[_i].head);
    page p = {.body = body, .content_type = SV("text/html"), .robots_tag = sv_c(robots[_i].tag)};
    ck_assert_int_eq(parse_page(&a, &p, NULL, &d), ERR_OK);
    ck_assert_msg(d.noindex == robots[_i].noindex, "%s", robots[_i].why);
    ck_assert_msg(d.nofollow == robots[_i].nofollow, "%s", robots[_i].why);
}
END_TEST

START_TEST(odd_bodies)
{
    read_as(SV(""), SV("http://a.example/"), SV("text/html"));
    ck_assert_uint_eq(d.text.n, 0);
    read_as(SV("\x89PNG\r\n\0\1"), SV("http://a.example/x.png"), SV("image/png"));
    ck_assert_ptr_nonnull(d.stopped);
    read_as(SV("فقط متن"), SV("http://a.example/"), SV("text/plain; charset=utf-8"));
    ck_assert(sv_eq(d.text, SV("فقط متن")));
    read_as(SV("<p>short"), (sv){NULL, 0}, (sv){NULL, 0});
    ck_assert(sv_eq(d.text, SV("short")));
}
END_TEST

START_TEST(near_duplicates)
{
    sv one = SV(
        "این یک متن نسبتا بلند برای آزمون است که در آن واژه‌های بسیاری پشت سر هم "
        "می‌آیند و تنها یکی عوض می‌شود تا ببینیم "
        "اثر انگشت آن چقدر جابه‌جا می‌شود و آیا هنوز نزدیک می‌ماند یا نه در پایان هم چند واژهٔ دیگر می‌آید");
    sv two = SV(
        "این یک متن نسبتا بلند برای آزمون است که در آن واژه‌های بسیاری پشت سر هم "
        "می‌آیند و تنها یکی عوض می‌شود تا ببینیم "
        "اثر انگشت آن چقدر جابه‌جا می‌شود و آیا هنوز نزدیک می‌ماند یا نه در پایان هم چند کلمهٔ دیگر می‌آید");
    sv other = SV(
        "قیمت‌ها دوباره بالا رفت و مردم در صف ماندند؛ فروشنده می‌گفت فردا بیایید، شاید بار تازه برسد و ارزان‌تر شود");
    ck_assert_int_lt(simhash_distance(simhash(one), simhash(two)), 16);
    ck_assert_int_gt(simhash_distance(simhash(one), simhash(other)), 16);
    ck_assert_uint_eq(simhash(SV("کم")), 0);
}
END_TEST

Suite *extract_suite(void)
{
    Suite *s = suite_create("extract");
    TCase *t = tcase_create("extract");
    tcase_add_checked_fixture(t, up, down);
    tcase_add_test(t, article);
    tcase_add_test(t, links);
    tcase_add_test(t, facts);
    tcase_add_loop_test(t, lines_end_where_another_thing_begins, 0, sizeof lines / sizeof *lines);
    tcase_add_loop_test(t, rows_of_prices, 0, sizeof currencies / sizeof *currencies);
    tcase_add_test(t, told_twice);
    tcase_add_test(t, text_of_thread);
    tcase_add_test(t, reviews_by_markup);
    tcase_add_loop_test(t, robots_rules, 0, sizeof robots / sizeof *robots);
    tcase_add_test(t, odd_bodies);
    tcase_add_test(t, near_duplicates);
    suite_add_tcase(s, t);
    return s;
}
