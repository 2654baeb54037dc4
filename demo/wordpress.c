/* The first café: WordPress with a classic theme. Comments are nested lists, the newest comment page comes
 * first, dates are told twice: ISO in the attribute, Jalali for the eye. */
#include "demo/template.h"

enum { PER_PART = 10 };

static void put_head(render *x, const market_page *p)
{
    buf *b = x->b;
    buf_puts(b,
        "<!DOCTYPE html>\n<html dir=\"rtl\" lang=\"fa-IR\">\n<head>\n<meta charset=\"UTF-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    put_text(b, p->title);
    buf_printf(b, " &#8211; %s</title>\n<meta name=\"generator\" content=\"WordPress 6.4.3\" />\n",
        market_site_name(0));
    buf_printf(b,
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"خوراک\" href=\"%.*s/feed/\" />\n",
        SV_FMT(x->q->base));
    buf_printf(b,
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"دیدگاه‌ها\" href=\"%.*s/comments/feed/\" />\n",
        SV_FMT(x->q->base));
    buf_printf(b, "<link rel=\"canonical\" href=\"%.*s", SV_FMT(x->q->base));
    put_path(b, p->path);
    buf_puts(b, "\" />\n</head>\n<body class=\"rtl single single-post wp-embed-responsive\">\n");
    buf_puts(b,
        "<header class=\"site-header\"><p class=\"site-title\"><a href=\"/\">کافه نیم‌طبقه</a></p>\n"
        "<nav class=\"main-navigation\"><ul><li><a href=\"/\">خانه</a></li><li><a href=\"/about/\">"
        "دربارهٔ ما</a></li><li><a href=\"/contact/\">تماس</a></li></ul></nav></header>\n");
}

static void put_foot(render *x)
{
    buf *b = x->b;
    buf_puts(b, "<aside class=\"widget-area\"><section class=\"widget widget_recent_entries\">"
                "<h2 class=\"widget-title\">نوشته‌های تازه</h2><ul>\n");
    size_t at = 0, n = 0;
    for (const market_page *p; (p = next_page(x, MARKET_POST, &at)) && n < 5; n++) {
        buf_puts(b, "<li><a href=\"");
        put_path(b, p->path);
        buf_puts(b, "\">");
        put_text(b, p->title);
        buf_puts(b, "</a></li>\n");
    }
    buf_puts(b, "</ul></section></aside>\n<footer class=\"site-footer\">");
    put_noise(x);
    buf_puts(b, "<a href=\"");
    put_path(b, SV("/پیش‌نویس/یادداشت-مشتریان/"));
    buf_puts(b,
        "\">پیش‌نویس‌ها</a> با افتخار نیرو گرفته از وردپرس</footer>\n</body>\n</html>\n");
}

static void put_comment(render *x, const market_page *p, const market_comment *c, int depth)
{
    buf *b = x->b;
    buf_printf(b,
        "<li id=\"comment-%.*s\" class=\"comment %s depth-%d\">\n<article id=\"div-comment-%.*s\" "
        "class=\"comment-body\">\n",
        SV_FMT(c->id), c->owner ? "byuser bypostauthor" : "even thread-even", depth, SV_FMT(c->id));
    buf_puts(
        b, "<footer class=\"comment-meta\"><div class=\"comment-author vcard\"><b class=\"fn\">");
    put_text(b, c->author);
    buf_puts(
        b, "</b> <span class=\"says\">گفت:</span></div><div class=\"comment-metadata\"><a href=\"");
    put_path(b, p->path);
    buf_printf(b, "#comment-%.*s\"><time datetime=\"", SV_FMT(c->id));
    put_iso(b, c->day, c->minute);
    buf_puts(b, "\">");
    put_jalali(b, c->day);
    buf_puts(b, " در ");
    put_fa(b, c->minute / 60);
    buf_printf(b, ":%s", c->minute % 60 < 10 ? "۰" : "");
    put_fa(b, c->minute % 60);
    buf_puts(b, "</time></a></div></footer>\n<div class=\"comment-content\"><p>");
    put_text(b, c->text);
    buf_puts(b, "</p></div>\n<div class=\"reply\"><a rel=\"nofollow\" class=\"comment-reply-link\" "
                "href=\"");
    put_path(b, p->path);
    buf_printf(b, "?replytocom=%.*s#respond\">پاسخ</a></div>\n</article>\n", SV_FMT(c->id));
    size_t at = 0, n = 0;
    for (const market_comment *k; (k = next_comment(x, p, c, &at)); n++) {
        if (!n) buf_puts(b, "<ol class=\"children\">\n");
        put_comment(x, p, k, depth + 1);
    }
    buf_puts(b, n ? "</ol>\n</li>\n" : "</li>\n");
}

static int part_count(render *x, const market_page *p)
{
    size_t at = 0, n = 0;
    while (next_comment(x, p, NULL, &at)) n++;
    return n ? (int)((n - 1) / PER_PART) + 1 : 1;
}

static void put_comments(render *x, const market_page *p, int part)
{
    buf *b = x->b;
    int parts = part_count(x, p);
    if (part < 1 || part > parts) part = parts;
    buf_puts(b, "<div id=\"comments\" class=\"comments-area\">\n");
    size_t n = count_comments(x, p);
    if (n) {
        buf_puts(b, "<h2 class=\"comments-title\">");
        put_fa(b, (int64_t)n);
        buf_puts(b, " دیدگاه در «");
        put_text(b, p->title);
        buf_puts(b, "»</h2>\n<ol class=\"comment-list\">\n");
    }
    size_t at = 0;
    for (int i = 0; i < part * PER_PART; i++) {
        const market_comment *c = next_comment(x, p, NULL, &at);
        if (!c) break;
        if (i >= (part - 1) * PER_PART) put_comment(x, p, c, 1);
    }
    if (n) buf_puts(b, "</ol>\n");
    if (part > 1) {
        buf_puts(b,
            "<nav class=\"navigation comments-pagination\"><a class=\"prev page-numbers\" href=\"");
        put_path(b, p->path);
        buf_printf(b,
            "comment-page-%d/#comments\">دیدگاه‌های کهنه‌تر</a></nav>\n",
            part - 1);
    }
    buf_puts(b,
        "<div id=\"respond\" class=\"comment-respond\"><h3>دیدگاهی بنویسید</h3><form action=\"/wp-comments-post.php\" "
        "method=\"post\" class=\"comment-form\"><p>نشانی ایمیل شما منتشر نخواهد شد.</p><textarea name=\"comment\">"
        "</textarea><input type=\"submit\" value=\"فرستادن دیدگاه\"></form></div>\n</div>\n");
}

static void put_home(render *x, const market_page *p)
{
    buf *b = x->b;
    buf_puts(b, "<main id=\"main\"><div class=\"entry-content\">");
    put_paragraphs(b, p->text);
    buf_puts(b, "</div>\n");
    size_t at = 0;
    for (const market_page *q; (q = next_page(x, MARKET_POST, &at));) {
        buf_puts(b, "<article class=\"post\"><h2 class=\"entry-title\"><a href=\"");
        put_path(b, q->path);
        buf_puts(b, "\" rel=\"bookmark\">");
        put_text(b, q->title);
        buf_puts(b, "</a></h2><span class=\"comments-link\">");
        put_fa(b, (int64_t)count_comments(x, q));
        buf_puts(b, " دیدگاه</span></article>\n");
    }
    buf_puts(b, "</main>\n");
}

void wordpress_page(render *x, const market_page *p, int part)
{
    buf *b = x->b;
    put_head(x, p);
    if (p->kind == MARKET_HOME) {
        put_home(x, p);
    } else {
        buf_puts(b, "<main id=\"main\" class=\"site-main\"><article class=\"post "
                    "type-post\"><header class=\"entry-header\">"
                    "<h1 class=\"entry-title\">");
        put_text(b, p->title);
        buf_puts(b, "</h1><div class=\"entry-meta\"><span class=\"posted-on\"><time "
                    "class=\"entry-date published\" datetime=\"");
        put_iso(b, p->day, 600);
        buf_puts(b, "\">");
        put_jalali(b, p->day);
        buf_puts(b, "</time></span> <span class=\"byline\">نوشتهٔ تحریریهٔ "
                    "نیم‌طبقه</span></div></header>\n<div class=\"entry-content\">");
        put_paragraphs(b, p->text);
        buf_puts(b, "</div></article>\n");
        put_comments(x, p, part);
        buf_puts(b, "</main>\n");
    }
    put_foot(x);
}
