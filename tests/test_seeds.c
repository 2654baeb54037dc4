#include "seeds/csv.h"
#include "seeds/ini.h"
#include "seeds/keys.h"
#include "seeds/seeds.h"
#include "seeds/value.h"
#include "tests/tests.h"

static arena a;
static void setup(void) { a = ARENA_INIT(64 << 20); }
static void teardown(void) { arena_clear(&a); }

static seeds read_text(const char *text, seeds_issues *ret)
{
    seeds s;
    ck_assert_int_eq(seeds_parse(&a, sv_c(text), "seeds.ini", LANG_EN, &s, ret), ERR_OK);
    return s;
}

/* clang-format off: it does not settle on right-to-left text */
static const char whole[] =
    "\xEF\xBB\xBF; یادداشت\r\n"
    "[پروژه]\r\n"
    "عنوان = چای\r\n"
    "تماس = https://me.example/bot   ; دیده می‌شود\r\n"
    "منطقه زمانی = +04:30\r\n"
    "[ما]\nنام = \" چای ما \"\nتوان مالی = ۴\nارزش هر مشتری = ۱٬۸۰۰٬۰۰۰ ریال\nمحصول = چای، قوری، فنجان\n"
    "نشانی = https://us.example/\n"
    "[رقیب \"الف\"]\nگونه = فروشگاه\nنشاني = "
    "https://a.example/x?sort=new;page=1#list\nنشانی=https://a.example/y\n"
    "عمق = ۲\nسقف صفحه = ۵۰۰\nفاصله = ۵ ثانیه\nهر = ۱ روز\n"
    "[competitor \"B\"]\nurl = https://b.example/\nsize = large\n"
    "[پرهیز]\nنشانی = */user/*، */cart*\n"
    "[هشدار]\nقیمت = ۱۰٪\nسهم شکایت = ۵ واحد\nبخش تازه = بله\n"
    "[گزارش]\nزبان = انگلیسی\nحداقل نفر = ۷\nنقل‌قول = هیچ\nوزن‌اندازه = ۴۰\n";
/* clang-format on */

START_TEST(all_fields)
{
    seeds_issues is;
    seeds s = read_text(whole, &is);
    for (size_t i = 0; i < is.n; i++) ck_abort_msg("%d: %s", is.at[i].line, is.at[i].text.p);
    ck_assert(sv_eq(s.title, SV("چای")) && sv_eq(s.contact, SV("https://me.example/bot")));
    ck_assert_int_eq(s.timezone_offset_min, 270);
    ck_assert(sv_eq(s.us.name, SV(" چای ما ")));
    ck_assert_double_eq(s.us.customer_value_toman, 180000);
    ck_assert_uint_eq(s.us.product.n, 3);
    ck_assert_uint_eq(s.n_sources, 3);
    ck_assert(s.source[0].ours);
    const seeds_source *c = &s.source[1];
    ck_assert_uint_eq(c->url.n, 2);
    ck_assert(sv_eq(c->url.at[0], SV("https://a.example/x?sort=new;page=1#list")));
    ck_assert_int_eq(c->depth, 2);
    ck_assert_int_eq(c->max_pages, 500);
    ck_assert_int_eq(c->delay_ms, 5000);
    ck_assert_int_eq(c->every_ms, 86400000);
    ck_assert_int_eq(c->kind, SOURCE_SHOP);
    ck_assert_int_eq(s.source[2].size, SIZE_LARGE);
    ck_assert_uint_eq(s.exclude.n, 2);
    ck_assert_double_eq(s.alerts.price_percent, 10);
    ck_assert(s.alerts.new_category);
    ck_assert_int_eq(s.report.n_langs, 1);
    ck_assert_int_eq(s.report.lang[0], LANG_EN);
    ck_assert_int_eq(s.report.k, 7);
    ck_assert_int_eq(s.report.quotes, QUOTES_NONE);
    ck_assert_double_eq(s.report.weight_size, 40);
}
END_TEST

#define HEAD "[competitor \"x\"]\nurl = https://x.example/\n"
static const struct {
    const char *why, *text;
    bool error;
    int line, column;
    const char *want;
} wrong[] = {
    {"misspelt key", HEAD "dellay = 5 s\n", false, 3, 1, "did you mean \"delay\""},
    {"misspelt Persian key", HEAD "نشانی‌ها = https://y.example/\n", false, 3, 1,
        "did you mean \"url\""},
    {"misspelt section", HEAD "[reprot]\nk = 5\n", false, 3, 2, "did you mean \"report\""},
    {"no scheme", "[competitor \"x\"]\nurl = shop.example\n", true, 2, 7,
        "did you mean \"https://shop.example\""},
    {"other scheme", "[competitor \"x\"]\nurl = ftp://shop.example\n", true, 2, 7,
        "an http or https address"},
    {"no equals", HEAD "  depth 2\n", true, 3, 3, "has no ="},
    {"open bracket", "[competitor \"x\"\n", true, 1, 1, "] is missing"},
    {"open quote", HEAD "recipe = \"a\n", true, 3, 10, "closing \""},
    {"bad number", HEAD "depth = two\n", true, 3, 9, "a whole number"},
    {"bad duration", HEAD "delay = 5 parsecs\n", true, 3, 9, "a time such as"},
    {"bad score", HEAD "[us]\nmoney = 9\n", true, 4, 9, "from 0 to 5"},
    {"k too small", HEAD "[report]\nk = 1\n", true, 4, 5, "from 3 up"},
    {"invalid UTF-8", HEAD "recipe = \xFF\n", true, 3, 1, "not UTF-8"},
    {"blank in an address", HEAD "url = https://y.example/, https://z.example/\n", true, 3, 7,
        "there is a blank in the address"},
    {"half a scheme", HEAD "url = http//y.example/\n", true, 3, 7,
        "did you mean \"https://y.example/\""},
    {"a network behind a login", HEAD "url = https://www.instagram.com/shop/\n", false, 3, 7,
        "shows nothing without an account"},
    {"a misspelt key in the other language", HEAD "دنباله = 2\nعمغ = ۲\n", false, 4, 1,
        "did you mean \"depth\" (عمق)"},
    {"nothing there", "; only a note\n", true, 1, 1, "there is no competitor"},
    {"no name", "[competitor]\nurl = https://x.example/\n", true, 1, 2,
        "give the competitor a name"},
};

START_TEST(says_what_is_wrong)
{
    seeds_issues is;
    (void)read_text(wrong[_i].text, &is);
    for (size_t i = 0; i < is.n; i++)
        if (is.at[i].line == wrong[_i].line && strstr(is.at[i].text.p, wrong[_i].want)) {
            ck_assert_msg(is.at[i].error == wrong[_i].error, "%s", wrong[_i].why);
            ck_assert_msg(is.at[i].column == wrong[_i].column, "%s: column %d", wrong[_i].why,
                is.at[i].column);
            return;
        }
    ck_abort_msg("%s: not reported; first: %s", wrong[_i].why, is.n ? is.at[0].text.p : "(none)");
}
END_TEST

/* The quotes of word processors, names without quotes, what is counted behind a number, other encodings. */
START_TEST(as_people_type)
{
    static const char text[] =
        "[پروژه]\nتماس = a@b.example\n[رقیب دیجی کالا]\nنشانی = https://d.example/\n"
        "سقف صفحه = ۵۰۰ صفحه\n[competitor “B”]\nurl = “https://b.example/”\n"
        "[رقیب «پ»]\nنشانی = https://t.me/channel\nنشانی = https://instagram.com/x\n";
    static const char wide[] = "\xFF\xFE[\0u\0s\0]\0\n\0n\0a\0m\0e\0=\0\x86\x06\x27\x06\xCC\x06\n\0"
                               "u\0r\0l\0=\0h\0t\0t\0p\0:\0/\0/\0u\0.\0e\0x\0/\0";
    seeds_issues is;
    seeds s = read_text(text, &is);
    ck_assert_uint_eq(is.n, 1); /* instagram */
    ck_assert_uint_eq(s.n_sources, 3);
    ck_assert(sv_eq(s.source[0].name, SV("دیجی کالا")));
    ck_assert_int_eq(s.source[0].max_pages, 500);
    ck_assert(sv_eq(s.source[1].name, SV("B")));
    ck_assert(sv_eq(s.source[1].url.at[0], SV("https://b.example/")));
    ck_assert(sv_eq(s.source[2].name, SV("پ")));
    ck_assert_uint_eq(s.source[2].url.n, 1);
    ck_assert(sv_eq(s.source[2].url.at[0], SV("https://t.me/s/channel")));
    for (int mark = 0; mark < 2; mark++) { /* with its mark and without */
        sv w = {wide + 2 * mark, sizeof wide - 1 - 2 * (size_t)mark};
        ck_assert_int_eq(seeds_parse(&a, w, "x", LANG_EN, &s, &is), ERR_OK);
        ck_assert_uint_eq(is.n, 0);
        ck_assert(sv_eq(s.us.name, SV("چای")) && s.n_sources == 1);
    }
}
END_TEST

START_TEST(config_below_the_seeds_file)
{
    seeds_issues is;
    seeds s = seeds_defaults(&a, "seeds.ini");
    sv config = SV("[project]\ncontact = me@x.example\n[report]\nk = 9\nquotes = none\n");
    ck_assert_int_eq(seeds_parse_config(&a, config, "config.ini", LANG_EN, &s, &is), ERR_OK);
    ck_assert_uint_eq(is.n, 0);
    ck_assert_int_eq(
        seeds_parse_over(&a, SV(HEAD "[report]\nk = 6\n"), "seeds.ini", LANG_EN, &s, &is), ERR_OK);
    ck_assert_uint_eq(is.n, 0);
    ck_assert(sv_eq(s.contact, SV("me@x.example")) && sv_eq(s.path, SV("seeds.ini")));
    ck_assert_int_eq(s.report.k, 6);
    ck_assert_int_eq(s.report.quotes, QUOTES_NONE);
}
END_TEST

START_TEST(plain_list)
{
    seeds_issues is;
    seeds s = read_text(
        "# contact: "
        "https://me.example/\nhttp://A.example/1\n\nhttp://a.example/2\nhttps://b.example/?x=1\n",
        &is);
    ck_assert_uint_eq(is.n, 0);
    ck_assert(s.plain);
    ck_assert_uint_eq(s.n_sources, 2);
    ck_assert_uint_eq(s.source[0].url.n, 2);
    ck_assert(sv_eq(s.contact, SV("https://me.example/")));
}
END_TEST

START_TEST(both_languages_are_known)
{
    for (const key_def *k = key_all(); k->fa; k++) {
        ck_assert_msg(key_find(&a, k->section, sv_c(k->fa)) == k, "%s", k->en);
        ck_assert_msg(key_find(&a, k->section, sv_c(k->en)) == k, "%s", k->en);
        ck_assert_msg(k->help_fa && k->help_en, "%s", k->en);
    }
}
END_TEST

static const struct {
    const char *in;
    double want; /* negative: refused */
} amounts[] = {{"250000", 250000}, {"۲۵۰٬۰۰۰ تومان", 250000}, {"2,500,000 ریال", 250000},
    {"۱٫۵ میلیون تومان", 1500000}, {"گران", -1}, {"", -1}, {"5 dollars", -1}};

START_TEST(money)
{
    double d = -1;
    bool ok = value_money(&a, sv_c(amounts[_i].in), &d);
    ck_assert_msg(ok == (amounts[_i].want >= 0), "%s", amounts[_i].in);
    if (ok) ck_assert_double_eq(d, amounts[_i].want);
}
END_TEST

START_TEST(hostile_text)
{
    static const sv in[] = {SV_INIT("["), SV_INIT("]"), SV_INIT("="), SV_INIT("=="),
        SV_INIT("\"\"=\"\""), SV_INIT("[ما]\n="), SV_INIT("[competitor \"\"]\nurl=\"\""),
        SV_INIT("\0\0"), SV_INIT("[\"")};
    for (size_t i = 0; i < sizeof in / sizeof in[0]; i++) {
        seeds s;
        seeds_issues is;
        ck_assert_int_eq(seeds_parse(&a, in[i], "x", LANG_FA, &s, &is), ERR_OK);
        ck_assert_uint_gt(is.n_errors, 0);
    }
}
END_TEST

START_TEST(out_of_memory)
{
    arena small = ARENA_INIT(400);
    seeds s;
    seeds_issues is;
    ck_assert_int_eq(seeds_parse(&small, sv_c(whole), "x", LANG_EN, &s, &is), ERR_NOMEM);
    arena_clear(&small);
}
END_TEST

START_TEST(table_becomes_seeds)
{
    buf b = BUF_INIT(0);
    ck_assert_int_eq(
        seeds_from_csv(&a,
            SV("\xEF\xBB\xBFنام;نشانی;اندازه\r\n\"چای "
               "\"\"سبز\"\"\";tea.example;بزرگ\r\n;;\r\nقهوه;https://k.example/\n[x] = 1;;\n"),
            LANG_EN, &b, NULL),
        ERR_OK);
    seeds_issues is;
    seeds s = read_text(b.p, &is);
    ck_assert_uint_eq(is.n_errors, 0);
    ck_assert_uint_eq(s.n_sources, 2);
    ck_assert(sv_eq(s.source[0].url.at[0], SV("https://tea.example")));
    ck_assert_int_eq(s.source[0].size, SIZE_LARGE);
    buf_reset(&b);
    ck_assert_int_eq(seeds_from_csv(&a, SV("a,b\n1,2\n"), LANG_EN, &b, NULL), ERR_FORMAT);
    ck_assert_int_eq(seeds_from_csv(&a, SV(""), LANG_EN, &b, NULL), ERR_FORMAT);
    buf_clear(&b);
}
END_TEST

/* Headings of real life, several addresses in a cell, networks under their own heading, words nobody knows, no heading. */
START_TEST(tables_as_people_keep_them)
{
    static const struct {
        const char *table;
        size_t sources, urls, networks;
    } t[] = {
        {"ردیف,نام رقیب,وب‌سایت,تلگرام,سهم بازار\r\n۱,الف,a.example ; b.example,@alef,۲۰٪\r\n",
            1, 3, 1},
        {"نام;آدرس سایت;اینستاگرام;اندازه\nالف;www.a.example;@x;بزرگ‌ترین\n",
            1, 1, 0},
        {"Company Name\tWebsite\tType\nAcme\tacme.example\tShop\n", 1, 1, 0},
        {"الف,a.example\nب,b.example/shop\n", 2, 1, 0},
        {"نام,ایتا\nالف,alef\n", 1, 1, 1},
    };
    buf b = BUF_INIT(0);
    seeds_issues is;
    ck_assert_int_eq(seeds_from_csv(&a, sv_c(t[_i].table), LANG_FA, &b, NULL), ERR_OK);
    seeds s = read_text(b.p, &is);
    for (size_t i = 0; i < is.n; i++) ck_abort_msg("%d: %s", is.at[i].line, is.at[i].text.p);
    ck_assert_uint_eq(s.n_sources, t[_i].sources);
    ck_assert_uint_eq(s.source[0].url.n, t[_i].urls); /* those of networks, too */
    ck_assert_uint_eq(s.source[0].network.n, t[_i].networks);
    buf_clear(&b);
}
END_TEST

Suite *seeds_suite(void)
{
    Suite *s = suite_create("seeds");
    TCase *t = tcase_create("seeds");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, all_fields);
    tcase_add_loop_test(t, says_what_is_wrong, 0, sizeof wrong / sizeof wrong[0]);
    tcase_add_test(t, as_people_type);
    tcase_add_test(t, config_below_the_seeds_file);
    tcase_add_test(t, plain_list);
    tcase_add_test(t, both_languages_are_known);
    tcase_add_loop_test(t, money, 0, sizeof amounts / sizeof amounts[0]);
    tcase_add_test(t, hostile_text);
    tcase_add_test(t, table_becomes_seeds);
    tcase_add_loop_test(t, tables_as_people_keep_them, 0, 5);
    tcase_add_test(t, out_of_memory);
    suite_add_tcase(s, t);
    return s;
}
