/* The page round the sections: head with its strict policy, table of contents, foot. */
#include "report/view.h"

static const char css[] = {
#include "css.inc"
};

static const struct {
    const char *id, *toc_fa, *toc_en, *fa, *en;
    section *put;
} sections[] = {
    {"sum", "خلاصه", "Summary", "خلاصه در یک نگاه", "At a glance", sec_sum},
    {"chg", "چه تغییر کرد", "What changed", "از اجرای پیش چه تغییر کرد",
        "Changed since the last run", sec_chg},
    {"need", "نیازها و شکایت‌ها", "Needs &amp; complaints",
        "نیازها: دنبال چه هستند؟", "Needs: what are they after?", sec_need},
    {"comp", "رقبا", "Competitors",
        "رقبا: چه کسی به کدام نیاز جواب می‌دهد؟",
        "Competitors: who answers which need?", sec_comp},
    {"seg", "بخش‌ها و انتخاب", "Segments &amp; choice",
        "بخش‌ها: کدام را هدف بگیریم؟", "Segments: which one to aim at?",
        sec_seg},
    {"psy", "روان‌شناختی", "Psychographic", "روان‌شناختی", "Psychographic",
        sec_psy},
    {"dem", "دموگرافیک و جغرافیا", "Demographic &amp; place", "دموگرافیک و جغرافیا",
        "Demographic and place", sec_dem},
    {"beh", "رفتار خرید", "Behaviour", "رفتار خرید", "Buying behaviour", sec_beh},
    {"gate", "تصمیم‌گیرنده کیست", "Gatekeepers",
        "تصمیم‌گیرنده کیست؟ (محافظ دروازه)",
        "Who decides? (gatekeepers)", sec_gate},
    {"lang", "زبان مشتری", "Their words", "زبان خود مشتری", "Their own words", sec_lang},
    {"todo", "خودتان بپرسید", "Ask yourself", "این‌ها را خودتان بپرسید",
        "Ask these yourself", sec_todo},
    {"meth", "روش و حدود", "Method &amp; limits", "روش و حدود", "Method and limits", sec_meth},
};
enum { N_SECTIONS = sizeof sections / sizeof sections[0] };

/* The font given with --embed-font, as a data: address; the policy allows no other. */
static void font(html *h)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (!h->font.n) return;
    html_put(
        h, "@font-face{font-family:Vazirmatn;font-weight:100 900;src:url(data:font/woff2;base64,");
    for (size_t i = 0; i < h->font.n; i += 3) {
        unsigned n = 0;
        for (size_t j = i; j < i + 3; j++)
            n = n << 8 | (j < h->font.n ? (unsigned char)h->font.p[j] : 0U);
        for (size_t j = 0; j < 4; j++)
            buf_putc(&h->b, i + j <= h->font.n ? digit[n >> (18 - 6 * j) & 63] : '=');
    }
    html_put(h, ") format('woff2')}");
}

static void head(html *h, const view *v)
{
    html_both(h, "<!doctype html><html lang=\"fa\" dir=\"rtl\">",
        "<!doctype html><html lang=\"en\" dir=\"ltr\">");
    html_put(h, "<head><meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                "content=\"width=device-width,initial-scale=1\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'; img-src "
                "data:; font-src data:\">\n<meta name=\"referrer\" content=\"no-referrer\"><meta "
                "name=\"robots\" "
                "content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\"><title>");
    if (v->base.question.n)
        html_put(h, "%t", v->base.question);
    else
        html_both(h, "بازار هدف %t", "Target market %t", v->base.title);
    html_put(h, "</title><style>");
    font(h);
    buf_puts(&h->b, css);
    html_put(h,
        "</style></head><body>\n<svg width=\"0\" height=\"0\" class=\"defs\" "
        "aria-hidden=\"true\"><defs><pattern "
        "id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect "
        "class=\"hb\" width=\"6\" height=\"6\"/><rect class=\"hl\" width=\"2\" "
        "height=\"6\"/></pattern></defs></svg><a "
        "class=\"skip\" href=\"#main\">%s</a>\n",
        html_tr(h, "رفتن به متن", "Skip to content"));
}

static void contents(html *h)
{
    html_put(h, "<div class=\"wrap grid\"><nav class=\"toc\" aria-label=\"%s\"><ol>",
        html_tr(h, "فهرست", "Contents"));
    for (int i = 0; i < N_SECTIONS; i++)
        html_put(h, "<li><a href=\"#%s\">%s</a></li>", sections[i].id,
            html_tr(h, sections[i].toc_fa, sections[i].toc_en));
    html_put(h, "</ol></nav><main id=\"main\">\n");
}

void page_put(html *h, const view *v)
{
    head(h, v);
    sec_top(h, v);
    contents(h);
    for (int i = 0; i < N_SECTIONS; i++) {
        html_put(h, "<section id=\"%s\"><h2>%s</h2>", sections[i].id,
            html_tr(h, sections[i].fa, sections[i].en));
        sections[i].put(h, v);
        html_put(h, "</section>\n");
    }
    html_both(h,
        "</main></div><footer class=\"end\"><div class=\"wrap\">ساخته‌شده بدون جاوااسکریپت؛ این "
        "فایل به هیچ جا وصل نمی‌شود. <bdi dir=\"ltr\">%s</bdi></div></footer></body></html>\n",
        "</main></div><footer class=\"end\"><div class=\"wrap\">Made without JavaScript; this file "
        "connects to nothing. "
        "%s</div></footer></body></html>\n",
        v->program);
}
