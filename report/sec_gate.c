/* Who decides, and their own words. */
#include <math.h>

#include "report/view.h"
#include "report/words.h"

enum { WORDS_SHOWN = 24 };

/* --- gatekeepers ----------------------------------------------------------------------------------------- */
static void gate_box(html *h, const view *v, const char *title, sv code, const char *what)
{
    int64_t r = view_next(&v->signals, "code", code, 0);
    html_put(h, "<div><h3>%s</h3><p>%s</p><p class=\"ev\">", title, what);
    html_people(h, &v->signals, r);
    if (r >= 0) html_confidence(h, table_sv(&v->signals, r, "confidence"));
    html_put(h, "</p>");
    sv needs = html_word(h, &v->gatekeepers, view_next(&v->gatekeepers, "code", code, 0), "needs");
    if (needs.n) {
        html_put(h, "<p class=\"sub2\">%s: ", html_tr(h, "نیازها", "needs"));
        html_parts(h, needs);
        html_put(h, "</p>");
    }
    html_put(h, "</div>");
}

void sec_gate(html *h, const view *v)
{
    bool any = false;
    for (int64_t r = 0; r < v->signals.n_rows; r++) {
        const cell *c = table_at(&v->signals, r, "authors|n");
        any |= view_on_axis(&v->signals, r, SV("gate")) && !c->null && !c->suppressed && c->i > 0;
    }
    if (!any) {
        html_none(h,
            "کسی از خرید برای دیگری یا اجازهٔ دیگری چیزی نگفته است (دستِ‌کم نه به اندازهٔ کافی).",
            "Nobody spoke of buying for somebody else or of asking somebody else (or too few "
            "did).");
        return;
    }
    html_both(h,
        "<p class=\"how\">نویسندهٔ دیدگاه همیشه مصرف‌کننده نیست. برای هر کدام پیام جدا بسازید.</p>",
        "<p class=\"how\">Who writes is not always who uses. Make a message for each.</p>");
    html_put(h, "<div class=\"gate g4\">");
    gate_box(h, v, html_tr(h, "برای فرزند", "For a child"), SV("gate.child"),
        html_tr(h,
            "کاربر فرزند است؛ پدر یا مادر تصمیم می‌گیرد و می‌پردازد",
            "the child uses; a parent decides and pays"));
    gate_box(h, v, html_tr(h, "همسر", "Spouse"), SV("gate.spouse"),
        html_tr(h, "نظر همسر شرط خرید است", "the spouse has a say"));
    gate_box(h, v, html_tr(h, "پدر و مادر یا بزرگ‌ترها", "Parents, elders"),
        SV("gate.parent_elder"),
        html_tr(h, "برای آنان یا با اجازهٔ آنان", "for them, or with their consent"));
    gate_box(h, v, html_tr(h, "هدیه", "Gift"), SV("gate.gift_other"),
        html_tr(h, "خریدار یکی است و گیرنده دیگری", "one buys, another receives"));
    html_put(h, "</div>");
}

/* --- their own words ------------------------------------------------------------------------------------- */
/* How they write: colloquial or formal, by share of authors. */
static void register_line(html *h, const view *v)
{
    const table *t = &v->registers;
    int shown = 0;
    for (int64_t r = 0; r < t->n_rows; r++) {
        if (table_hidden(t, r)) continue;
        if (!shown)
            html_both(h,
                "<p class=\"how\">لحن نوشته‌ها: ", "<p class=\"how\">How they write: ");
        html_put(h, "%s%t %p", shown++ ? " · " : "", words_of(h->l, table_sv(t, r, "register")),
            table_num(t, r, "share"));
    }
    if (shown) html_put(h, "</p>");
}

void sec_lang(html *h, const view *v)
{
    const table *t = &v->words;
    int shown = 0;
    html_both(h,
        "<p class=\"how\">واژه‌هایی که مشتریان بیش از معمول به کار می‌برند (شاخص ۱۰۰ = معمول). "
        "برای متن تبلیغ و سئو.</p>",
        "<p class=\"how\">Words these customers use more than usual (index 100 = usual). For copy "
        "and SEO.</p>");
    for (int64_t r = 0; r < t->n_rows && shown < WORDS_SHOWN; r++) {
        double index = table_num(t, r, "index");
        sv term = table_sv(t, r, "term|label|word|label_fa");
        if (table_hidden(t, r) || !term.n) continue;
        if (!shown++) html_put(h, "<p class=\"words\" lang=\"fa\" dir=\"rtl\">");
        html_put(h, "<span%s>%t <small%s>", isfinite(index) && index < 100 ? " class=\"lo\"" : "",
            term, html_tr(h, "", " lang=\"en\" dir=\"ltr\""));
        if (isfinite(index)) html_put(h, "%i · ", index);
        html_people(h, t, r);
        html_put(h, "</small></span>");
    }
    if (shown) {
        html_put(h, "</p>");
        register_line(h, v);
    } else
        html_none(h, "برای شناختن زبان این مشتریان هنوز متن کافی نیست.",
            "There is not enough text yet to tell their words.");
}
