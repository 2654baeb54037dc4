#include "cli/recipe_check.h"
#include "parsers/glean.h"
#include "seeds/network.h"
#include "tests/tests.h"

/* --- reading ------------------------------------------------------------------------------------------------ */

static const struct {
    const char *why, *text, *want; /* want: part of the message, NULL: fine */
} files[] = {
    {"the shortest", "recipe = a\nitem = css:li\ntext = css:p\n", NULL},
    {"Persian keys and BOM", "\xEF\xBB\xBFدستور = a\nقلم = css:li\nمتن = css:p | drop .x\n", NULL},
    {"CRLF, remarks, empty lines",
        "; note\r\n\r\nrecipe = a\r\nitem = css:li   ; all of them\r\ntext = .\r\n", NULL},
    {"two recipes",
        "recipe = a\nitem = css:li\ntext = .\nrecipe = b\nkind = json\nitem = /x/*\ntext = /t\n",
        NULL},
    {"a colour is no remark", "recipe = a\nitem = css:#main;x\ntext = .\n", "unexpected"},
    {"nothing", "", NULL},
    {"unknown key", "recipe = a\nitems = css:li\n", "f:2: unknown key \"items\""},
    {"no name", "item = css:li\n", "f:1: a file begins with"},
    {"no value", "recipe = a\nitem =\n", "f:2: \"item\" has no value"},
    {"no item", "recipe = a\ntext = .\n", "f:1: recipe a says no item"},
    {"no item in the first of two", "recipe = a\ntext = .\nrecipe = b\nitem = css:a\ntext = .\n",
        "f:1: recipe a"},
    {"no text", "recipe = a\nitem = css:li\n", "neither text nor rating"},
    {"bad selector", "recipe = a\nitem = css:li[\n", "f:2: selector, byte 4"},
    {"bad pseudo", "recipe = a\nitem = css:li:hover\n", "unknown pseudo-class"},
    {"unknown filter", "recipe = a\nitem = css:li | shout\n", "f:2: unknown filter \"shout\""},
    {"bad regex", "recipe = a\nitem = css:li\ntext = . | regex:(\n", "f:3: regex:"},
    {"costly regex", "recipe = a\nitem = css:li\ntext = . | regex:a{2000}\n", "f:3: regex: write"},
    {"source of no kind", "recipe = a\nitem = li.x\n", "f:2: expected css:"},
    {"css in JSON", "recipe = a\nkind = json\nitem = css:li\ntext = /t\n", "f:3: a JSON recipe"},
    {"pointer in HTML", "recipe = a\nitem = /a/*\ntext = .\n", "f:2: a /pointer needs"},
    {"kind", "recipe = a\nkind = yaml\n", "f:2: \"yaml\" is not one of: html, json"},
    {"feeds need none", "recipe = a\nkind = xml\n", "f:2: \"xml\" is not one of: html, json"},
    {"type", "recipe = a\ntype = note\n", "comment, review, question, answer, post"},
    {"rating-max", "recipe = a\nrating-max = five\n", "f:2: \"five\" is no number"},
    {"test", "recipe = a\ntest = page.html\n", "f:2: test = PAGE -> GOLD"},
};

START_TEST(reads_files)
{
    arena a = ARENA_INIT(1 << 20);
    recipe_set s = {0};
    note why = {{0}};
    err e = recipe_parse(&a, sv_c(files[_i].text), "f", RECIPE_OF_USER, &s, &why);
    if (files[_i].want) {
        ck_assert_msg(e == ERR_FORMAT, "%s: %d", files[_i].why, e);
        ck_assert_msg(strstr(why.text, files[_i].want) != NULL, "%s: %s", files[_i].why, why.text);
    } else
        ck_assert_msg(!e, "%s: %s", files[_i].why, why.text);
    recipe_set_clear(&s);
    arena_clear(&a);
}
END_TEST

START_TEST(out_of_memory_is_told)
{
    for (size_t limit = 16; limit < 8000; limit += 130) {
        arena a = ARENA_INIT(limit);
        recipe_set s = {0};
        err e = recipe_parse(&a, sv_c(files[1].text), "f", RECIPE_OF_USER, &s, NULL);
        ck_assert(e == ERR_OK || e == ERR_NOMEM);
        recipe_set_clear(&s);
        arena_clear(&a);
    }
}
END_TEST

/* Every recipe of the program reads, and passes the tests that stand in it. */
START_TEST(own_recipes_pass)
{
    arena a = ARENA_INIT(64 << 20);
    recipe_set s = {0};
    ck_assert_int_eq(recipe_builtin(&a, &s), ERR_OK);
    ck_assert_uint_gt(s.n, 30);
    for (size_t i = 0; i < s.n; i++)
        for (size_t k = 0; k < s.at[i].test.n; k++) {
            arena p = ARENA_INIT(64 << 20);
            recipe_result got = {.wrong = BUF_INIT(0)};
            err e = recipe_check(&p, &s, &s.at[i], &s.at[i].test.at[k], &got);
            ck_assert_msg(!e && !got.wrong.n, "%.*s: %s %s", SV_FMT(s.at[i].name), got.why.text,
                got.wrong.n ? got.wrong.p : "");
            buf_clear(&got.wrong);
            arena_clear(&p);
        }
    recipe_set_clear(&s);
    arena_clear(&a);
}
END_TEST

/* Of a head the rest is read when it is asked for; a broken recipe takes no other one with it. */
START_TEST(heads_are_whole)
{
    static const char text[] = "; remark\nrecipe = a\nmatch = css:.x\nitem = css:.y\ntext = .\n"
                               "recipe = b\nmatch = css:[\nitem = css:p\ntext = .\n"
                               "recipe = c\nkind = json\nitem = /x\ntext = wrong\n"
                               "recipe = d\nhost = x.ir\nitem = css:q\ntext = css:i\n";
    arena a = ARENA_INIT(1 << 20);
    recipe_set s = {0}, all = {0};
    ck_assert_int_eq(recipe_heads(&a, sv_c(text), &s), ERR_OK);
    ck_assert_uint_eq(s.n, 3);
    const recipe *first = recipe_find(&s, SV("a")), *broken = recipe_find(&s, SV("c")),
                 *last = recipe_find(&s, SV("d"));
    ck_assert(first && broken && last);
    ck_assert_uint_eq(first->field[RF_MATCH].n, 1);
    ck_assert_uint_eq(first->field[RF_ITEM].n, 0);
    ck_assert_uint_eq(recipe_whole(first)->field[RF_ITEM].n, 1);
    ck_assert_ptr_eq(recipe_whole(broken), broken);
    ck_assert_uint_eq(recipe_whole(last)->field[RF_TEXT].n, 1);
    ck_assert_ptr_eq(recipe_whole(last), recipe_whole(last));
    ck_assert_int_eq(recipe_builtin(&a, &all), ERR_OK);
    ck_assert_uint_eq(recipe_default()->n, all.n);
    for (size_t i = 0; i < all.n; i++) {
        const recipe *r = recipe_whole(&recipe_default()->at[i]);
        ck_assert(sv_eq(r->name, all.at[i].name));
        for (int f = 0; f < RF_MAX; f++) ck_assert_uint_eq(r->field[f].n, all.at[i].field[f].n);
    }
    recipe_set_clear(&all);
    arena_clear(&a);
}
END_TEST

/* --- selectors ---------------------------------------------------------------------------------------------- */

static const char markup[] =
    "<div id=top class='a b'><p class=x>one</p><p>two<span lang=fa-IR data-k='v w'>s</span></p>"
    "<ul><li>1</li><li class='odd x'>2</li><li>3</li><li id=last>4</li></ul></div><p "
    "class=x>out</p>";

static const struct {
    const char *css;
    size_t n;
} selectors[] = {{"p", 3}, {"P", 3}, {"*#top", 1}, {".x", 3}, {"p.x", 2}, {".a.b", 1}, {".a.c", 0},
    {"#top p", 2}, {"#top > p", 2}, {"#top > li", 0}, {"ul > li", 4}, {"p + p", 1}, {"p ~ ul", 1},
    {"li + li", 3}, {"li ~ li", 3}, {"p, li", 7}, {"li, .x", 6}, {"[data-k]", 1}, {"[data-k=v]", 0},
    {"[data-k~=v]", 1}, {"[data-k=\"v w\"]", 1}, {"[lang|=fa]", 1}, {"[data-k^=v]", 1},
    {"[data-k$=w]", 1}, {"[data-k*=' ']", 1}, {"[data-k*=\"\"]", 0}, {"[lang='FA-ir' i]", 1},
    {"li:not(.x)", 3}, {"li:not(.x, #last)", 2}, {"li:nth-child(2)", 1}, {"li:nth-child(odd)", 2},
    {"li:nth-child(2n)", 2}, {"li:nth-child(-n+3)", 3}, {"li:first-child", 1}, {"li:last-child", 1},
    {"div:has(li)", 1}, {"p:has(span)", 1}, {":is(p, ul)", 4}, {"p:contains(\"tw\")", 1},
    {"div div", 0}, {"nothing", 0}};

START_TEST(selects)
{
    arena a = ARENA_INIT(4 << 20);
    tree *t;
    select_index *x;
    css_list s;
    nodes n = {0};
    note why = {{0}};
    ck_assert_int_eq(html_parse(&a, sv_c(markup), &t), ERR_OK);
    ck_assert_int_eq(select_index_make(&a, t->root, &x), ERR_OK);
    ck_assert_msg(
        !css_parse(&a, sv_c(selectors[_i].css), &s, &why), "%s: %s", selectors[_i].css, why.text);
    ck_assert_int_eq(select_all(&a, x, t->root, &s, &n), ERR_OK);
    ck_assert_msg(
        n.n == selectors[_i].n, "%s: %zu, not %zu", selectors[_i].css, n.n, selectors[_i].n);
    const xmlNode *first = select_first(x, t->root, &s);
    ck_assert_ptr_eq(first, n.n ? n.at[0] : NULL);
    arena_clear(&a);
}
END_TEST

/* --- values ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *text, *want;
    bool kmb;
} numbers[] = {{"12 likes", "12", false}, {"۴٫۵ از ۵", "4.5", false},
    {"۱٬۲۵۰ تومان", "1250", false}, {"1,250", "1250", false}, {"4,5", "4.5", false},
    {"1.8K", "1800", true}, {"۲ هزار", "2000", true}, {"-3", "-3", false}, {"none", "", false},
    {"1.2.3", "1.2", false}, {"٣", "3", false}, {"", "", false}};

START_TEST(reads_numbers)
{
    arena a = ARENA_INIT(4096);
    sv got = glean_number(&a, sv_c(numbers[_i].text), numbers[_i].kmb);
    ck_assert_msg(sv_eq(got, sv_c(numbers[_i].want)), "%s: %.*s", numbers[_i].text, SV_FMT(got));
    arena_clear(&a);
}
END_TEST

static size_t size_of(const json_t *v)
{
    const char *key;
    json_t *m;
    size_t i, n = 1;
    union {
        const json_t *in;
        json_t *out;
    } u = {.in = v};
    json_array_foreach(v, i, m) n += size_of(m);
    json_object_foreach(u.out, key, m) n += size_of(m);
    return n;
}

/* What is named twice in what is named twice ... is not met without end. */
START_TEST(shared_values_are_bounded)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    buf_puts(&b, "x=");
    for (int i = 0; i < 40; i++) buf_puts(&b, "(function(a){return [a,a]}(");
    buf_puts(&b, "{k:1}");
    for (int i = 0; i < 40; i++) buf_puts(&b, "))");
    json_t *v = glean_json_read(buf_sv(&b));
    ck_assert_ptr_nonnull(v);
    ck_assert_uint_lt(size_of(v), 1000000);
    json_decref(v);
}
END_TEST

START_TEST(reads_no_json)
{
    static const char *const broken[] = {"", "x", "[1,2", "{\"a\":1", "x=(function(a){return ",
        "{a}", "x=(function(a){b}(1))", "[[[[", "x=JSON.parse(\"{\")"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        json_t *v = glean_json_read(sv_c(broken[i]));
        ck_assert_msg(!json_is_object(v) && !json_is_array(v), "%s", broken[i]);
        json_decref(v);
    }
    static const char *const odd[] = {"x={a:0x1F,b:10n,c:1}", "x={c:1,d:\"no end"};
    json_t *v = glean_json_read(sv_c(odd[0]));
    ck_assert_int_eq(json_integer_value(json_object_get(v, "c")), 1);
    json_decref(v);
    ck_assert_ptr_null(glean_json_read(sv_c(odd[1])));
    CLEANUP(buf_clear) buf deep = BUF_INIT(0);
    for (int i = 0; i < 100000; i++) buf_puts(&deep, "{a:");
    ck_assert_ptr_null(glean_json_read(buf_sv(&deep)));
}
END_TEST

static const struct {
    const char *why, *text, *pointer, *want;
} documents[] = {{"plain", "{\"a\":{\"b\":[1,2]}}", "/a/b/1", "2"},
    {"star", "{\"a\":[{\"x\":1},{\"x\":2}]}", "/a/*/x", "1 2"},
    {"any depth", "{\"a\":{\"c\":{\"x\":3}},\"x\":4}", "/**/x", "4 3"},
    {"chosen", "[{\"id\":2,\"n\":5},{\"id\":3,\"n\":6}]", "/[id=2]/n", "5"},
    {"not chosen", "[{\"id\":2,\"n\":5},{\"id\":3,\"n\":6}]", "/[id!=2]/n", "6"},
    {"escapes", "{\"a/b\":{\"~\":7}}", "/a~1b/~0", "7"}, {"missing", "{}", "/a/b", ""},
    {"control characters", "{\"a\":\"x\ny\"}", "/a", "x\ny"},
    {"a comma too many", "{\"a\":[1,2,],}", "/a/1", "2"},
    {"assignment", "window.__STATE__ = {\"a\":1};", "/a", "1"},
    {"CDATA", "//<![CDATA[\n{\"a\":1}\n//]]>", "/a", "1"},
    {"half a surrogate", "{\"a\":\"\\ud83dx\"}", "/a", "\xEF\xBF\xBDx"},
    {"undefined", "{\"a\":undefined,\"b\":2}", "/b", "2"},
    {"comment inside", "{/* c */\"a\":1}", "/a", "1"},
    {"odd escape", "{\"a\":\"it\\'s\"}", "/a", "it's"},
    {"names without quotes", "var x = {a:{b_1:'y'}, // c\n c:`z`}", "/a/b_1", "y"},
    {"no booleans in writing", "x={a:!0,b:!1,c:void 0,d:[.5,-2]}", "/a", "true"},
    {"a name in brackets", "window[\"X\"] = {\"a\":1};", "/a", "1"},
    {"a date and a call", "x={a:new Date(12),b:Array(3),c:Object.create(null)}", "/a", "12"},
    {"JSON in a string", "window.X = JSON.parse('{\"a\":\"\\u06A9\"}');", "/a", "ک"},
    {"function", "x=(function(a,b){return {c:a,d:[b,a]}}(\"y\",2));", "/d/*", "2 y"},
    {"function in brackets", "x=(function(a){return {c:a}})(\"y\");f()", "/c", "y"},
    {"members set before", "x=(function(a,b){a.k=\"v\";b[0]=1;return {c:a,d:b}}({},[]))", "/c/k",
        "v"},
    {"no circle", "x=(function(a){a.b=a;a.c=1;return a}({}))", "/**/c", "1"}};

START_TEST(reads_json)
{
    arena a = ARENA_INIT(1 << 20);
    json_t *v = glean_json_read(sv_c(documents[_i].text));
    ck_assert_msg(v != NULL, "%s", documents[_i].why);
    json_list list = {0};
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    ck_assert_int_eq(glean_pointer(&a, v, sv_c(documents[_i].pointer), &list), ERR_OK);
    for (size_t i = 0; i < list.n; i++) {
        if (i) buf_putc(&b, ' ');
        buf_put(&b, glean_scalar(&a, list.at[i]));
    }
    ck_assert_msg(sv_eq(buf_sv(&b), sv_c(documents[_i].want)), "%s: %.*s", documents[_i].why,
        SV_FMT(buf_sv(&b)));
    json_decref(v);
    arena_clear(&a);
}
END_TEST

/* --- networks ----------------------------------------------------------------------------------------------- */

static const struct {
    const char *written, *want; /* first address, NULL: not understood, "": closed */
} networks[] = {{"telegram:cafe", "https://t.me/s/cafe"}, {"تلگرام: cafe", "https://t.me/s/cafe"},
    {"@cafe", "https://t.me/s/cafe"}, {"https://t.me/s/cafe/12", "https://t.me/s/cafe"},
    {"t.me/cafe", "https://t.me/s/cafe"},
    {"mastodon:@ali@mas.example", "https://mas.example/api/v1/accounts/lookup?acct=ali"},
    {"@ali@mas.example", "https://mas.example/api/v1/accounts/lookup?acct=ali"},
    {"bluesky:cafe.bsky.social", "https://public.api.bsky.app/xrpc/"
                                 "app.bsky.feed.getAuthorFeed?actor=cafe.bsky.social&limit=100"},
    {"pds:http://pds.test/did:plc:ab",
        "http://pds.test/xrpc/"
        "com.atproto.repo.listRecords?repo=did:plc:ab&collection=app.bsky.feed.post&limit=100"},
    {"discourse:forum.example", "https://forum.example/latest.json"}, {"instagram:cafe", ""},
    {"https://instagram.com/cafe", ""}, {"telegram:a b", NULL}, {"telegram:", NULL},
    {"mastodon:ali", NULL}, {"nothing", NULL}, {"", NULL}};

START_TEST(finds_networks)
{
    arena a = ARENA_INIT(1 << 16);
    seeds_list l = {0};
    err e = network_addresses(&a, sv_c(networks[_i].written), &l);
    const char *want = networks[_i].want;
    ck_assert_msg(e == (!want      ? ERR_FORMAT
                           : *want ? ERR_OK
                                   : ERR_POLICY),
        "%s: %d", networks[_i].written, e);
    if (!e)
        ck_assert_msg(
            sv_eq(l.at[0], sv_c(want)), "%s: %.*s", networks[_i].written, SV_FMT(l.at[0]));
    arena_clear(&a);
}
END_TEST

#define LOOP(tc, test, table)                                                                      \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof *(table)))

Suite *recipe_suite(void)
{
    Suite *s = suite_create("recipe");
    TCase *t = tcase_create("recipe");
    tcase_set_timeout(t, 30);
    LOOP(t, reads_files, files);
    tcase_add_test(t, out_of_memory_is_told);
    tcase_add_test(t, own_recipes_pass);
    tcase_add_test(t, heads_are_whole);
    LOOP(t, selects, selectors);
    LOOP(t, reads_numbers, numbers);
    LOOP(t, reads_json, documents);
    tcase_add_test(t, shared_values_are_bounded);
    tcase_add_test(t, reads_no_json);
    LOOP(t, finds_networks, networks);
    suite_add_tcase(s, t);
    return s;
}
