/* The second café: a WordPress block theme whose date plugin puts Jalali dates into the machine-readable
 * attribute, too. */
#include "demo/template.h"

static void put_head(render *x, const market_page *p)
{
    buf *b = x->b;
    buf_puts(b, "<!DOCTYPE html>\n<html dir=\"rtl\" lang=\"fa-IR\">\n<head>\n<meta "
                "charset=\"UTF-8\" />\n<title>");
    put_text(b, p->title);
    buf_puts(b, " | کافه ماهور</title>\n<meta property=\"og:site_name\" content=\"کافه ماهور\" />\n"
                "<meta property=\"article:published_time\" content=\"");
    put_jalali_iso(b, p->day);
    buf_printf(b,
        "\" />\n<link rel=\"alternate\" type=\"application/atom+xml\" href=\"%.*s/feed/atom/\" "
        "/>\n</head>\n",
        SV_FMT(x->q->base));
    buf_puts(b, "<body class=\"rtl wp-theme-twentytwentyfour\"><div "
                "class=\"wp-site-blocks\">\n<header class=\"wp-block-template-part\">"
                "<p class=\"wp-block-site-title\"><a href=\"/\" rel=\"home\">کافه "
                "ماهور</a></p><nav class=\"wp-block-navigation\">"
                "<a href=\"/about/\">دربارهٔ ماهور</a> <a "
                "href=\"/faq/\">پرسش‌ها</a></nav></header>\n");
    if (x->state == 2)
        buf_puts(b, "<div class=\"announcement-bar\">شب یلدا کنار هم باشیم، جا رزرو کنید!</div>\n");
}

static void put_comment(render *x, const market_page *p, const market_comment *c)
{
    buf *b = x->b;
    buf_printf(b,
        "<li id=\"comment-%.*s\" class=\"comment\"><div class=\"wp-block-columns\"><div "
        "class=\"wp-block-column\">\n",
        SV_FMT(c->id));
    buf_puts(b, "<div class=\"wp-block-comment-author-name\">");
    put_text(b, c->author);
    buf_puts(b, "</div>\n<div class=\"wp-block-comment-date\"><time datetime=\"");
    put_jalali_iso(b, c->day);
    buf_printf(b, "T%02d:%02d:00+03:30\"><a href=\"", c->minute / 60, c->minute % 60);
    put_path(b, p->path);
    buf_printf(b, "#comment-%.*s\">", SV_FMT(c->id));
    put_jalali(b, c->day);
    buf_puts(b, "</a></time></div>\n<div class=\"wp-block-comment-content\"><p>");
    put_text(b, c->text);
    buf_puts(
        b, "</p></div>\n<div class=\"wp-block-comment-reply-link\"><a rel=\"nofollow\" href=\"");
    put_path(b, p->path);
    buf_printf(b, "?replytocom=%.*s#respond\">پاسخ</a></div>\n</div></div>\n", SV_FMT(c->id));
    size_t at = 0, n = 0;
    for (const market_comment *k; (k = next_comment(x, p, c, &at)); n++) {
        if (!n) buf_puts(b, "<ol>\n");
        put_comment(x, p, k);
    }
    buf_puts(b, n ? "</ol></li>\n" : "</li>\n");
}

static void put_list(render *x, market_kind kind)
{
    buf *b = x->b;
    buf_puts(b, "<ul class=\"wp-block-post-template\">\n");
    size_t at = 0;
    for (const market_page *p; (p = next_page(x, kind, &at));) {
        buf_puts(b, "<li class=\"wp-block-post\"><h2 class=\"wp-block-post-title\"><a href=\"");
        put_path(b, p->path);
        buf_puts(b, "\">");
        put_text(b, p->title);
        buf_puts(b, "</a></h2></li>\n");
    }
    buf_puts(b, "</ul>\n");
}

static void put_comments(render *x, const market_page *p)
{
    buf *b = x->b;
    size_t n = count_comments(x, p), at = 0;
    if (!n) return;
    buf_puts(b,
        "<div class=\"wp-block-comments\"><h2 id=\"comments\" class=\"wp-block-comments-title\">");
    put_fa(b, (int64_t)n);
    buf_puts(b, " پاسخ به «");
    put_text(b, p->title);
    buf_puts(b, "»</h2>\n<ol class=\"wp-block-comment-template\">\n");
    for (const market_comment *c; (c = next_comment(x, p, NULL, &at));) put_comment(x, p, c);
    buf_puts(b, "</ol>\n<div id=\"respond\" class=\"comment-respond "
                "wp-block-post-comments-form\"><h3>پاسخی بنویسید</h3>"
                "<form><textarea></textarea></form></div></div>\n");
}

void block_page(render *x, const market_page *p)
{
    buf *b = x->b;
    put_head(x, p);
    buf_puts(b, "<main class=\"wp-block-group\">\n<h1 class=\"wp-block-post-title\">");
    put_text(b, p->title);
    buf_puts(b, "</h1>\n");
    if (p->kind != MARKET_HOME) {
        buf_puts(b, "<div class=\"wp-block-post-date\"><time datetime=\"");
        put_jalali_iso(b, p->day);
        buf_puts(b, "\">");
        put_jalali(b, p->day);
        buf_puts(b, "</time></div>\n");
    }
    buf_puts(b, "<div class=\"entry-content wp-block-post-content\">");
    put_paragraphs(b, p->text);
    buf_puts(b, "</div>\n");
    if (p->kind == MARKET_HOME)
        put_list(x, MARKET_POST);
    else
        put_comments(x, p);
    buf_puts(b, "</main>\n<footer class=\"wp-block-template-part\">");
    put_noise(x);
    buf_puts(b, "<p>کافه ماهور، شیراز</p></footer>\n</div></body></html>\n");
}
