/* The third café: a hand-made site without a system behind it. People's words stand in the page as plain
 * blocks and, with ratings and replies, in JSON-LD. */
#include "demo/template.h"
#include "util/json.h"

static void json_iso(json *j, const char *key, int day, int minute)
{
    buf text = BUF_INIT(64);
    put_iso(&text, day, minute);
    json_kstr(j, sv_c(key), buf_sv(&text));
    buf_clear(&text);
}

static void json_person(json *j, sv name)
{
    json_key(j, SV("author"));
    json_open(j, '{');
    json_kstr(j, SV("@type"), SV("Person"));
    json_kstr(j, SV("name"), name);
    json_close(j, '}');
}

static void json_comment(render *x, json *j, const market_page *p, const market_comment *c)
{
    json_open(j, '{');
    json_kstr(j, SV("@type"), c->parent ? SV("Comment") : SV("Review"));
    json_kstr(j, SV("@id"), c->id);
    json_person(j, c->author);
    json_iso(j, c->parent ? "dateCreated" : "datePublished", c->day, c->minute);
    json_kstr(j, c->parent ? SV("text") : SV("reviewBody"), c->text);
    if (c->rating) {
        json_key(j, SV("reviewRating"));
        json_open(j, '{');
        json_kstr(j, SV("@type"), SV("Rating"));
        json_kint(j, SV("ratingValue"), c->rating);
        json_kint(j, SV("bestRating"), 5);
        json_close(j, '}');
    }
    json_comments(x, j, p, c, SV("comment"), json_comment);
    json_close(j, '}');
}

static void put_structured(render *x, const market_page *p)
{
    json j = JSON_INIT(x->b);
    buf_puts(x->b, "<script type=\"application/ld+json\">");
    json_open(&j, '{');
    json_kstr(&j, SV("@context"), SV("https://schema.org"));
    json_kstr(&j, SV("@type"), SV("CafeOrCoffeeShop"));
    json_kstr(&j, SV("name"), sv_c(market_site_name(2)));
    json_kstr(&j, SV("openingHours"), SV("Mo-Su 07:00-21:00"));
    json_kstr(&j, SV("address"), SV("تبریز، خیابان ارتش، پاساژ دالان"));
    json_comments(x, &j, p, NULL, SV("review"), json_comment);
    json_close(&j, '}');
    buf_puts(x->b, "</script>\n");
}

static void put_block(render *x, const market_page *p, const market_comment *c)
{
    buf *b = x->b;
    buf_printf(b, "<div class=\"%s\" id=\"n%.*s\"><b>", c->parent ? "nazar javab" : "nazar",
        SV_FMT(c->id));
    put_text(b, c->author);
    buf_puts(b, "</b> <i>");
    put_jalali(b, c->day);
    buf_puts(b, "</i>");
    if (c->rating) {
        buf_puts(b, " <span class=\"stars\">");
        for (int i = 0; i < 5; i++) buf_puts(b, i < c->rating ? "★" : "☆");
        buf_puts(b, "</span>");
    }
    buf_puts(b, "<p>");
    put_text(b, c->text);
    buf_puts(b, "</p>\n");
    size_t at = 0;
    for (const market_comment *k; (k = next_comment(x, p, c, &at));) put_block(x, p, k);
    buf_puts(b, "</div>\n");
}

static void put_links(render *x)
{
    buf *b = x->b;
    buf_puts(b, "<ul class=\"menu\">\n");
    size_t at = 0;
    for (const market_page *p; (p = next_page(x, MARKET_POST, &at));) {
        buf_puts(b, "<li><a href=\"");
        put_path(b, p->path);
        buf_puts(b, "\">");
        put_text(b, p->title);
        buf_puts(b, "</a></li>\n");
    }
    buf_puts(b, "<li><a href=\"/darbare.html\">دربارهٔ دالان</a></li>\n</ul>\n");
}

void plain_page(render *x, const market_page *p)
{
    buf *b = x->b;
    buf_puts(b, "<html lang=\"fa\">\n<head>\n<meta http-equiv=\"Content-Type\" "
                "content=\"text/html; charset=utf-8\">\n<title>");
    put_text(b, p->title);
    buf_puts(b, "</title>\n");
    size_t at = 0;
    bool talk = next_comment(x, p, NULL, &at) != NULL;
    if (talk) put_structured(x, p);
    buf_puts(b, "</head>\n<body dir=rtl>\n<div id=top><a href=\"/\">دالان قهوه</a></div>\n");
    put_links(x);
    buf_puts(b, "<div id=matn>\n<h1>");
    put_text(b, p->title);
    buf_puts(b, "</h1>\n");
    put_paragraphs(b, p->text);
    buf_puts(b, "</div>\n");
    if (talk) buf_puts(b, "<div id=nazarat><h3>نظرها</h3>\n");
    at = 0;
    for (const market_comment *c; talk && (c = next_comment(x, p, NULL, &at));) put_block(x, p, c);
    if (talk) buf_puts(b, "</div>\n");
    put_noise(x);
    buf_puts(b, "</body>\n</html>\n");
}
