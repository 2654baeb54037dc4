#include "parsers/comments.h"
#include "parsers/weave.h"
#include "tests/tests.h"

static doc read_page(arena *a, const char *html, const char *type)
{
    page p = {.why = PAGE_OK,
        .status = 200,
        .url = SV("https://site.example/page"),
        .content_type = sv_c(type),
        .body = sv_c(html),
        .fetched_at = 1764000000000};
    doc d;
    ck_assert_int_eq(parse_page(a, &p, NULL, &d), ERR_OK);
    return d;
}

static bool has_link(const doc *d, const char *href, link_kind kind)
{
    for (size_t i = 0; i < d->n_links; i++)
        if (d->link[i].kind == kind && sv_eq(d->link[i].href, sv_c(href))) return true;
    return false;
}

#define SHAPES(X)                                                                                             \
    "<h1>خرید چادر</h1><p>برای سفر کوتاه چادر دو نفره بس است و وزنش " \
    "مهم‌تر "                                                                                          \
    "از "                                                                                                   \
    "رنگ "                                                                                                 \
    "آن "                                                                                                   \
    "است.</p>" X

/* Pages of no known system: how many comments, the first author and text. */
static const struct {
    const char *why, *html;
    size_t n;
    const char *author, *text;
} unknown[] = {
    {"boxes with name, date, text",
        SHAPES(
            "<h3>نظرات کاربران</h3><div class=ops><div class=op><b>نسترن</b><i>۳ مهر "
            "۱۴۰۴</i><p>در باران خیس شدیم.</p></div><div class=op><b>کیان</b><i>۵ مهر ۱۴۰۴</i><p>قیمتش مناسب بود و زود "
            "رسید.</p></div></div>"),
        2, "نسترن", "در باران خیس شدیم."},
    {"name and date in one line",
        SHAPES(
            "<div id=comments><div class=c><span class=m>آرش - ۱۲ مهر ۱۴۰۴</span><div>سبک است.</div></div>"
            "<div class=c><span class=m>هما - ۱۳ مهر ۱۴۰۴</span><div>زیپش خراب شد!</div></div></div>"),
        2, "آرش", "سبک است."},
    {"a single one in a box that says so",
        SHAPES(
            "<div class=comment-box><span class=author>مانی</span><time "
            "datetime=2025-10-01T10:00:00Z>دیروز</time><p>عالی بود، باز هم می‌خرم.</p></div>"),
        1, "مانی", "عالی بود، باز هم می‌خرم."},
    {"teasers of articles",
        SHAPES(
            "<div class=related><h3>دیدگاه</h3><div class=n><h4><a href=/1>بهترین چادرهای پاییز "
            "امسال</a></h4><i>۳ مهر ۱۴۰۴</i><p>نگاهی به ده چادر.</p></div>"
            "<div class=n><h4><a href=/2>کوله‌های سبک برای سفر یک‌روزه</a></h4><i>۴ مهر "
            "۱۴۰۴</i><p>نگاهی به کوله‌ها.</p></div></div>"),
        0, NULL, NULL},
    {"a field to answer in each of them",
        SHAPES(
            "<div id=comments><h3>2 Comments</h3><div class=one><b>Oda</b><i>March 3, 2024</i><p>Works well, "
            "even when it rains.</p><textarea class=quote></textarea></div><div class=one><b>Finn "
            "K.</b><i>March 5, 2024</i><p>Mine broke after a week.</p><textarea class=quote></textarea></div></div>"),
        2, "Oda", "Works well, even when it rains."},
    {"a form alone",
        SHAPES(
            "<div id=comments><h3>دیدگاهتان را بنویسید</h3><form "
            "class=comment-form><label>نام</label><input><label>دیدگاه</label>"
            "<textarea name=comment></textarea><p>ایمیل شما منتشر نمی‌شود.</p></form></div>"),
        0, NULL, NULL},
    {"a menu",
        SHAPES("<ul class=comments-menu><li><a href=/a>یک</a></li><li><a href=/b>دو</a></li></ul>"),
        0, NULL, NULL},
    {"log in to comment",
        SHAPES(
            "<div id=comments class=comments><h3>۳ دیدگاه</h3><p>برای نوشتن وارد شوید.</p><a href=/login>ورود</a></div>"),
        0, NULL, NULL},
    {"nothing", "", 0, NULL, NULL},
};

START_TEST(unknown_pages)
{
    arena a = ARENA_INIT(32 << 20);
    doc d = read_page(&a, unknown[_i].html, "text/html");
    ck_assert_msg(d.n_comments == unknown[_i].n, "%s: %zu", unknown[_i].why, d.n_comments);
    if (d.n_comments) {
        const doc_comment *c = &d.comment[0];
        ck_assert_msg(sv_eq(c->author, sv_c(unknown[_i].author)), "%s: %.*s", unknown[_i].why,
            SV_FMT(c->author));
        ck_assert_msg(
            sv_eq(c->text, sv_c(unknown[_i].text)), "%s: %.*s", unknown[_i].why, SV_FMT(c->text));
        ck_assert_int_eq(sv_find(d.text, c->text) == SV_NPOS, 1);
    }
    arena_clear(&a);
}
END_TEST

/* A site whose machine-readable reviews all say "text": their ratings go to what stands in the page. */
START_TEST(unfilled_reviews)
{
    arena a = ARENA_INIT(32 << 20);
    doc d = read_page(&a,
        "<div itemscope itemtype=https://schema.org/Product><div itemprop=review itemscope "
        "itemtype=https://schema.org/Review><meta itemprop=author content=Oda><meta itemprop=datePublished "
        "content=2024-03-03><meta itemprop=description content=text><div itemprop=reviewRating itemscope "
        "itemtype=https://schema.org/Rating><meta itemprop=ratingValue content=4></div></div>"
        "<div itemprop=review itemscope itemtype=https://schema.org/Review><meta itemprop=author content=Finn>"
        "<meta itemprop=datePublished content=2024-03-05><meta itemprop=description content=text>"
        "<div itemprop=reviewRating itemscope itemtype=https://schema.org/Rating><meta itemprop=ratingValue "
        "content=2></div></div></div><h2>Customer reviews</h2><div class=list>"
        "<div class=one><b>Oda</b><i>March 3, 2024</i><p>Works well, even when it rains.</p></div>"
        "<div class=one><b>Finn</b><i>March 5, 2024</i><p>Mine broke after a week.</p></div></div>",
        "text/html");
    ck_assert_uint_eq(d.n_comments, 2);
    ck_assert(sv_eq(d.comment[0].text, SV("Works well, even when it rains.")));
    ck_assert_double_eq(d.comment[0].rating, 4);
    ck_assert(sv_eq(d.comment[1].text, SV("Mine broke after a week.")));
    ck_assert_double_eq(d.comment[1].rating, 2);
    arena_clear(&a);
}
END_TEST

START_TEST(same_comment_in_two_layers_is_one)
{
    arena a = ARENA_INIT(32 << 20);
    doc d = read_page(&a,
        "<script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"ماگ\",\"review\":[{\"@type\":\"Review\","
        "\"author\":{\"name\":\"الهام\"},\"reviewBody\":\"رنگش با عکس یکی است و دسته‌اش "
        "محکم.\",\"reviewRating\":{\"ratingValue\":\"5\"}},"
        "{\"@type\":\"Review\",\"author\":\"پویا\",\"reviewBody\":\"ترک داشت\",\"reviewRating\":2}],"
        "\"aggregateRating\":{\"reviewCount\":7}}</script>"
        "<div id=reviews><ol class=commentlist><li class='review depth-1' id=li-comment-9><div "
        "id=comment-9><strong class=woocommerce-review__author>الهام</strong><div class=description><p>رنگش با عکس یکی "
        "است و دسته‌اش محکم.</p></div></div></li></ol></div>",
        "text/html");
    ck_assert_uint_eq(d.n_comments, 2);
    ck_assert(sv_eq(d.comment[0].id, SV("9")));
    ck_assert_double_eq(d.comment[0].rating, 5);
    ck_assert_int_eq(d.comment[0].layer, LAYER_PLATFORM);
    ck_assert_int_eq(d.comment[1].layer, LAYER_STRUCTURED);
    ck_assert_int_eq(d.claimed, 7);
    ck_assert_ptr_nonnull(d.stopped);
    arena_clear(&a);
}
END_TEST

START_TEST(widgets_of_others_are_told)
{
    arena a = ARENA_INIT(32 << 20);
    doc d = read_page(&a, SHAPES("<div id=disqus_thread></div>"), "text/html");
    ck_assert(d.comments_external);
    ck_assert_uint_eq(d.n_comments, 0);
    arena_clear(&a);
}
END_TEST

START_TEST(pages_and_end_points_are_links)
{
    arena a = ARENA_INIT(32 << 20);
    doc d = read_page(&a,
        "<link rel='https://api.w.org/' href='/wp-json/'><link rel=alternate type=application/json "
        "href='/wp-json/wp/v2/posts/42'>"
        "<div id=comments><ol class=comment-list><li id=comment-1 class='comment depth-1'><b "
        "class=fn>A</b><div "
        "class=comment-content>b c d</div></li></ol><nav class=comment-navigation><a "
        "href='/page/comment-page-2/#comments'>2</a></nav></div>",
        "text/html");
    ck_assert(has_link(&d, "https://site.example/page/comment-page-2/", LINK_NEXT));
    ck_assert(has_link(&d,
        "https://site.example/wp-json/wp/v2/comments?per_page=100&orderby=id&order=asc&post=42",
        LINK_API));
    d = read_page(&a,
        "{\"cursor\":\"x "
        "y\",\"records\":[{\"uri\":\"at://d/p/"
        "1\",\"value\":{\"$type\":\"app.bsky.feed.post\",\"text\":\"t\"}}]}",
        "application/json");
    ck_assert(has_link(&d, "https://site.example/page?cursor=x%20y", LINK_NEXT));
    ck_assert_uint_eq(d.n_comments, 1);
    arena_clear(&a);
}
END_TEST

/* A personal data server says what it is in plain text; its accounts lead to their posts. */
START_TEST(data_server_leads_to_its_accounts)
{
    arena a = ARENA_INIT(32 << 20);
    doc d = read_page(&a, "This is an AT Protocol Personal Data Server", "text/plain");
    ck_assert(
        has_link(&d, "https://site.example/xrpc/com.atproto.sync.listRepos?limit=1000", LINK_API));
    d = read_page(&a, "{\"cursor\":\"9\",\"repos\":[{\"did\":\"did:plc:a\",\"active\":true}]}",
        "application/json");
    ck_assert(has_link(&d,
        "https://site.example/xrpc/com.atproto.repo.listRecords?repo=did%3Aplc%3Aa"
        "&collection=app.bsky.feed.post&limit=100",
        LINK_API));
    ck_assert(has_link(&d, "https://site.example/page?cursor=9", LINK_NEXT));
    ck_assert_uint_eq(d.n_comments, 0);
    arena_clear(&a);
}
END_TEST

/* JSON of no known source: lists whose name says what they are. */
static const struct {
    const char *why, *json;
    size_t n;
} guesses[] = {
    {"reviews",
        "{\"data\":{\"reviews\":[{\"id\":1,\"userName\":\"م\",\"comment\":\"خوب بود\",\"createdAt\":1700000000}]}}",
        1},
    {"answers inside",
        "{\"comments\":[{\"id\":1,\"text\":\"سلام\",\"user\":{\"name\":\"ا\"},\"replies\":[{\"id\":"
        "2,\"text\":\"درود\",\"user\":{\"name\":\"ب\"}}]}]}",
        2},
    {"products are none",
        "{\"products\":[{\"id\":1,\"name\":\"چادر\",\"description\":\"دو نفره\",\"created_at\":\"2025-01-01\"}]}",
        0},
    {"a list of words", "{\"comments\":[\"a\",\"b\"]}", 0},
    {"broken", "{\"comments\":[{\"text\":", 0}, {"empty", "[]", 0}};

START_TEST(json_of_nobody)
{
    arena a = ARENA_INIT(8 << 20);
    doc d = read_page(&a, guesses[_i].json, "application/json");
    ck_assert_msg(d.n_comments == guesses[_i].n, "%s: %zu", guesses[_i].why, d.n_comments);
    if (d.n_comments == 2) ck_assert(sv_eq(d.comment[1].parent, SV("1")));
    arena_clear(&a);
}
END_TEST

START_TEST(a_user_recipe_wins)
{
    static const char text[] = "recipe = mine\nmatch = css:.fb\nitem = css:.fb\nid = . | "
                               "attr:data-n\nauthor = css:u\ntext = css:q\n";
    arena a = ARENA_INIT(32 << 20);
    recipe_set s = {0};
    ck_assert_int_eq(recipe_parse(&a, sv_c(text), "f", RECIPE_OF_USER, &s, NULL), ERR_OK);
    page p = {.url = SV("https://x.example/"),
        .content_type = SV("text/html"),
        .body =
            SV("<div class=fb data-n=5><u>ژاله</u><q>بسته‌بندی عالی</q></div>")};
    const parse_opts o = {.recipes = &s, .zone_min = PARSE_ZONE_AUTO};
    doc d;
    ck_assert_int_eq(parse_page(&a, &p, &o, &d), ERR_OK);
    ck_assert_uint_eq(d.n_comments, 1);
    ck_assert_int_eq(d.comment[0].layer, LAYER_RECIPE);
    ck_assert(sv_eq(d.comment[0].id, SV("5")));
    recipe_set_clear(&s);
    arena_clear(&a);
}
END_TEST

#define LOOP(tc, test, table)                                                                      \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof *(table)))

Suite *comments_suite(void)
{
    Suite *s = suite_create("comments");
    TCase *t = tcase_create("comments");
    LOOP(t, unknown_pages, unknown);
    tcase_add_test(t, unfilled_reviews);
    tcase_add_test(t, same_comment_in_two_layers_is_one);
    tcase_add_test(t, widgets_of_others_are_told);
    tcase_add_test(t, pages_and_end_points_are_links);
    tcase_add_test(t, data_server_leads_to_its_accounts);
    LOOP(t, json_of_nobody, guesses);
    tcase_add_test(t, a_user_recipe_wins);
    suite_add_tcase(s, t);
    return s;
}
