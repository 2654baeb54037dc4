/* The shop: products with prices and reviews, half of them as microdata, half as JSON-LD, as shops that were
 * rebuilt halfway have them. Prices in the machine-readable part are in rial, those for the eye in toman. */
#include "demo/template.h"
#include "util/json.h"

static bool has_microdata(const market_page *p)
{
    return p->code.n == 2; /* d1 ... d9; later products came with the new template */
}

/* A price change is planted for the second state. */
static int64_t price_of(const render *x, const market_page *p)
{
    return x->state == 2 && sv_eq(p->code, SV("d3")) ? 2180000 : p->price;
}

static bool is_listed(const render *x, const market_page *p)
{
    return !(x->state == 2 && sv_eq(p->code, SV("d14")));
}

static void put_link(render *x, const market_page *p)
{
    buf_puts(x->b, "<li><a href=\"");
    put_path(x->b, p->path);
    buf_puts(x->b, "\">");
    put_text(x->b, p->title);
    buf_puts(x->b, "</a></li>\n");
}

/* Products of a category, or all; the order of a list is noise, so it differs in the second state. */
static void put_products(render *x, sv category)
{
    const market_page *found[64];
    size_t at = 0, n = 0;
    for (const market_page *p; n < 64 && (p = next_page(x, MARKET_PRODUCT, &at));)
        if (is_listed(x, p) && (!category.n || sv_eq(p->category, category))) found[n++] = p;
    buf_puts(x->b, "<ul class=\"products\">\n");
    for (size_t i = 0; i < n; i++) put_link(x, found[x->state == 2 ? n - 1 - i : i]);
    buf_puts(x->b, "</ul>\n");
}

static void put_head(render *x, const market_page *p)
{
    buf *b = x->b;
    buf_puts(b, "<!doctype html>\n<html lang=\"fa\" dir=\"rtl\">\n<head>\n<meta "
                "charset=\"utf-8\">\n<title>");
    put_text(b, p->title);
    buf_puts(b,
        " | دان و دم</title>\n<meta property=\"og:site_name\" content=\"دان و دم\">\n</head>\n<body>\n");
    buf_printf(b, "<div class=\"banner\">%s</div>\n",
        x->state == 1 ? "پاییز است و هوای قهوه!" : "یلدا نزدیک است، به فکر هدیه باشید!");
    buf_puts(
        b, "<header><a class=\"logo\" href=\"/\">دان و دم</a>\n<nav class=\"categories\"><ul>\n");
    size_t at = 0;
    for (const market_page *c; (c = next_page(x, MARKET_CATEGORY, &at));) put_link(x, c);
    buf_puts(b, "</ul></nav></header>\n<main>\n");
}

static void put_foot(render *x)
{
    buf_puts(x->b,
        "</main>\n<footer><a href=\"/delivery/\">ارسال و بازگشت کالا</a> <a href=\"/about/\">دربارهٔ ما</a>\n");
    put_noise(x);
    buf_puts(x->b, "</footer>\n</body>\n</html>\n");
}

static void put_review(render *x, const market_page *p, const market_comment *c, bool micro)
{
    buf *b = x->b;
    const char *type = c->parent ? "Comment" : "Review";
    buf_printf(b, "<li class=\"review\" id=\"%s%.*s\"", micro ? "review-" : "r", SV_FMT(c->id));
    if (micro)
        buf_printf(b, " itemprop=\"%s\" itemscope itemtype=\"https://schema.org/%s\"",
            c->parent ? "comment" : "review", type);
    buf_printf(b, ">\n<strong class=\"who\"%s>", micro ? " itemprop=\"author\"" : "");
    put_text(b, c->author);
    buf_puts(b, "</strong> <time");
    if (micro) buf_puts(b, c->parent ? " itemprop=\"dateCreated\"" : " itemprop=\"datePublished\"");
    buf_puts(b, " datetime=\"");
    put_iso(b, c->day, c->minute);
    buf_puts(b, "\">");
    put_jalali(b, c->day);
    buf_puts(b, "</time>");
    if (c->rating && micro)
        buf_printf(b,
            "<span itemprop=\"reviewRating\" itemscope "
            "itemtype=\"https://schema.org/Rating\"><meta itemprop=\"bestRating\" content=\"5\">"
            "<span itemprop=\"ratingValue\">%d</span></span>",
            c->rating);
    buf_printf(b, "\n<p class=\"said\"%s>",
        micro ? (c->parent ? " itemprop=\"text\"" : " itemprop=\"reviewBody\"") : "");
    put_text(b, c->text);
    buf_puts(b, "</p>\n");
    size_t at = 0, n = 0;
    for (const market_comment *k; (k = next_comment(x, p, c, &at)); n++) {
        if (!n) buf_puts(b, "<ul class=\"answers\">\n");
        put_review(x, p, k, micro);
    }
    buf_puts(b, n ? "</ul></li>\n" : "</li>\n");
}

static void put_reviews(render *x, const market_page *p, bool micro)
{
    size_t at = 0, n = 0;
    for (const market_comment *c; (c = next_comment(x, p, NULL, &at)); n++) {
        if (!n)
            buf_puts(
                x->b, "<section id=\"reviews\"><h2>نظر خریداران</h2>\n<ul class=\"reviews\">\n");
        put_review(x, p, c, micro);
    }
    if (n) buf_puts(x->b, "</ul></section>\n");
}

static void json_stamp(json *j, const market_comment *c)
{
    buf text = BUF_INIT(64);
    put_iso(&text, c->day, c->minute);
    json_kstr(j, c->parent ? SV("dateCreated") : SV("datePublished"), buf_sv(&text));
    buf_clear(&text);
}

static void json_review(render *x, json *j, const market_page *p, const market_comment *c)
{
    json_open(j, '{');
    json_kstr(j, SV("@type"), c->parent ? SV("Comment") : SV("Review"));
    json_kstr(j, SV("@id"), c->id);
    json_kstr(j, SV("author"), c->author);
    json_stamp(j, c);
    json_kstr(j, c->parent ? SV("text") : SV("reviewBody"), c->text);
    if (c->rating) {
        json_key(j, SV("reviewRating"));
        json_open(j, '{');
        json_kint(j, SV("ratingValue"), c->rating);
        json_kint(j, SV("bestRating"), 5);
        json_close(j, '}');
    }
    json_comments(x, j, p, c, SV("comment"), json_review);
    json_close(j, '}');
}

static void put_structured(render *x, const market_page *p)
{
    json j = JSON_INIT(x->b);
    buf_puts(x->b, "<script type=\"application/ld+json\">");
    json_open(&j, '{');
    json_kstr(&j, SV("@context"), SV("https://schema.org/"));
    json_kstr(&j, SV("@type"), SV("Product"));
    json_kstr(&j, SV("name"), p->title);
    json_kstr(&j, SV("sku"), p->code);
    json_kstr(&j, SV("category"), p->category);
    json_key(&j, SV("offers"));
    json_open(&j, '{');
    json_kstr(&j, SV("@type"), SV("Offer"));
    json_kint(&j, SV("price"), price_of(x, p) * 10);
    json_kstr(&j, SV("priceCurrency"), SV("IRR"));
    json_kstr(&j, SV("availability"), SV("https://schema.org/InStock"));
    json_close(&j, '}');
    json_key(&j, SV("review"));
    json_open(&j, '[');
    size_t at = 0;
    for (const market_comment *c; (c = next_comment(x, p, NULL, &at));) json_review(x, &j, p, c);
    json_close(&j, ']');
    json_close(&j, '}');
    buf_puts(x->b, "</script>\n");
}

static void put_crumbs(render *x, const market_page *p)
{
    buf_puts(x->b, "<nav class=\"breadcrumb\"><a href=\"/\">خانه</a> › ");
    put_text(x->b, p->category);
    buf_puts(x->b, "</nav>\n");
}

static void put_product(render *x, const market_page *p)
{
    buf *b = x->b;
    bool micro = has_microdata(p);
    put_crumbs(x, p);
    if (!micro) put_structured(x, p);
    buf_puts(
        b, micro ? "<div itemscope itemtype=\"https://schema.org/Product\">\n<h1 itemprop=\"name\">"
                 : "<div>\n<h1>");
    put_text(b, p->title);
    buf_printf(b, "</h1>\n<div class=\"desc\"%s>", micro ? " itemprop=\"description\"" : "");
    put_paragraphs(b, p->text);
    buf_puts(b, "</div>\n<p class=\"price\"");
    if (micro)
        buf_printf(b,
            " itemprop=\"offers\" itemscope itemtype=\"https://schema.org/Offer\"><meta "
            "itemprop=\"price\" content=\"%lld\">"
            "<meta itemprop=\"priceCurrency\" content=\"IRR\"",
            (long long)price_of(x, p) * 10);
    buf_puts(b, ">");
    put_money(b, price_of(x, p));
    buf_puts(b, " تومان</p>\n<button>افزودن به سبد</button>\n");
    put_reviews(x, p, micro);
    buf_puts(b, "</div>\n<aside><h2>شاید بپسندید</h2>\n");
    put_products(x, p->category);
    buf_puts(b, "</aside>\n");
}

void shop_page(render *x, const market_page *p)
{
    buf *b = x->b;
    put_head(x, p);
    if (p->kind == MARKET_PRODUCT) {
        put_product(x, p);
    } else {
        bool talk = p->kind == MARKET_PAGE;
        if (talk) buf_puts(b, "<div itemscope itemtype=\"https://schema.org/Store\">");
        buf_printf(b, "<h1%s>", talk ? " itemprop=\"name\"" : "");
        put_text(b, p->title);
        buf_puts(b, "</h1>\n");
        put_paragraphs(b, p->text);
        if (p->kind != MARKET_PAGE)
            put_products(x, p->kind == MARKET_CATEGORY ? p->title : (sv){NULL, 0});
        if (talk) {
            put_reviews(x, p, true);
            buf_puts(b, "</div>\n");
        }
    }
    put_foot(x);
}
