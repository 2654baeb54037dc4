/* What changed since the last run: alerts, new markets, prices, muted noise; and one chart by week. */
#include <math.h>

#include "report/fmt.h"
#include "report/view.h"
#include "report/words.h"

enum { CHANGES_SHOWN = 12, LINES = 3, WEEKS = 26 };

typedef struct look {
    sv kind;
    const char *look, *fa, *en;
} look;

static const look looks[] = {
    {SV_INIT("alert"), "warn", "هشدار", "Alert"},
    {SV_INIT("complaint_share"), "warn", "هشدار", "Alert"},
    {SV_INIT("complaints"), "warn", "هشدار", "Alert"},
    {SV_INIT("health"), "warn", "سلامت خزش", "Health"},
    {SV_INIT("gone"), "warn", "حذف شد", "Gone"},
    {SV_INIT("page_gone"), "warn", "حذف شد", "Gone"},
    {SV_INIT("new_category"), "info", "بازار تازه", "New market"},
    {SV_INIT("new_market"), "info", "بازار تازه", "New market"},
    {SV_INIT("category"), "info", "بازار تازه", "New market"},
    {SV_INIT("product"), "info", "محصول تازه", "New product"},
    {SV_INIT("price"), "price", "قیمت", "Price"},
    {SV_INIT("discount"), "price", "تخفیف", "Discount"},
};

static look look_of(sv kind)
{
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (sv_eq(looks[i].kind, kind)) return looks[i];
    return (look){kind, "", NULL, NULL};
}

static void change(html *h, const table *t, int64_t r)
{
    sv kind = table_sv(t, r, "kind"), title = html_word(h, t, r, "title");
    sv before = table_sv(t, r, "before"), after = table_sv(t, r, "after");
    sv source = table_sv(t, r, "source"), url = table_sv(t, r, "url");
    look k = look_of(kind);
    html_put(h, "<li class=\"%s\"><b class=\"tag\">", k.look);
    if (k.fa)
        html_put(h, "%s", html_tr(h, k.fa, k.en));
    else
        html_put(h, "%t", words_of(h->l, kind));
    html_put(h, "</b><div><p>%t", title.n ? title : table_sv(t, r, "key"));
    if (!title.n && source.n) html_both(h, " در <bdi>%t</bdi>", " at <bdi>%t</bdi>", source);
    html_put(h, "</p><p class=\"ev\">");
    if (before.n) html_put(h, "<s><bdi>%t</bdi></s> %s ", before, html_tr(h, "←", "→"));
    if (after.n) html_put(h, "<bdi>%t</bdi>", after);
    if ((before.n || after.n) && url.n) html_put(h, " · ");
    if (url.n) html_link(h, url);
    html_put(h, "</p></div></li>\n");
}

static void muted(html *h, int64_t n)
{
    if (!n) return;
    html_put(h, "<li class=\"quiet\"><b class=\"tag\">%s</b><div><p>",
        html_tr(h, "بی‌اثر", "Muted"));
    html_both(h, "%n تغییر ریز (تاریخ، بنر، شمارنده) نشان داده نشد",
        "%n small changes (dates, banners, counters) not shown", n);
    html_put(h, "</p></div></li>");
}

static void changes(html *h, const view *v)
{
    const table *t = &v->changes;
    int64_t quiet = 0, shown = 0, more = 0;
    html_put(h, "<ul class=\"chg\">");
    for (int64_t r = 0; r < t->n_rows; r++) {
        int64_t noise = table_int(t, r, "muted");
        if (noise || sv_eq(table_sv(t, r, "kind"), SV("muted")))
            quiet += noise > 0 ? noise : 1;
        else if (shown < CHANGES_SHOWN)
            change(h, t, r), shown++;
        else
            more++;
    }
    muted(h, quiet);
    html_put(h, "</ul>");
    if (more)
        html_both(h,
            "<p class=\"how\">%n تغییر دیگر: <bdi dir=\"ltr\"><code>bazarkav export "
            "changes</code></bdi></p>",
            "<p class=\"how\">%n more: <code>bazarkav export changes</code></p>", more);
}

/* --- the chart: shares of the most frequent complaint, by source and week ---------------------------------- */
typedef struct line {
    sv source;
    double share[WEEKS];
    double weight; /* authors, to choose the lines shown */
} line;

typedef struct chart {
    line of[16];
    int n, n_weeks;
    int64_t week[WEEKS];
    double top;
} chart;

static int week_index(chart *c, int64_t at)
{
    int i = 0;
    while (i < c->n_weeks && c->week[i] < at) i++;
    if (i < c->n_weeks && c->week[i] == at) return i;
    if (c->n_weeks == WEEKS) return -1;
    memmove(&c->week[i + 1], &c->week[i], sizeof c->week[0] * (size_t)(c->n_weeks - i));
    c->week[i] = at;
    c->n_weeks++;
    return i;
}

static line *line_of(chart *c, sv source)
{
    for (int i = 0; i < c->n; i++)
        if (sv_eq(c->of[i].source, source)) return &c->of[i];
    if (c->n == (int)(sizeof c->of / sizeof c->of[0])) return NULL;
    c->of[c->n] = (line){.source = source};
    for (int i = 0; i < WEEKS; i++) c->of[c->n].share[i] = NAN;
    return &c->of[c->n++];
}

static void read_chart(const view *v, sv code, chart *c)
{
    const table *t = &v->weekly;
    for (int pass = 0; pass < 2; pass++)
        for (int64_t r = view_next(t, "need|code", code, 0); r >= 0;
             r = view_next(t, "need|code", code, r + 1)) {
            double share = table_num(t, r, "share");
            int i = week_index(c, table_int(t, r, "week|at"));
            line *x = pass ? line_of(c, table_sv(t, r, "source")) : NULL;
            if (!x || !x->source.n || i < 0 || !isfinite(share)) continue;
            x->share[i] = share;
            x->weight += (double)table_int(t, r, "authors|n");
            if (share > c->top) c->top = share;
        }
    for (int i = 0; i < c->n; i++) /* largest first */
        for (int j = i + 1; j < c->n; j++)
            if (c->of[j].weight > c->of[i].weight) {
                line x = c->of[i];
                c->of[i] = c->of[j];
                c->of[j] = x;
            }
    if (c->n > LINES) c->n = LINES;
}

static double last_of(const chart *c, const line *x)
{
    for (int i = c->n_weeks - 1; i >= 0; i--)
        if (isfinite(x->share[i])) return x->share[i];
    return 0;
}

static void put_lines(html *h, const chart *c, double top)
{
    html_put(h, "<svg viewBox=\"0 0 100 60\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                "<path class=\"gr\" d=\"M0 0H100M0 30H100M0 60H100\"/>");
    for (int n = c->n - 1; n >= 0; n--) {
        html_put(h, "<polyline class=\"s%d\" points=\"", n + 1);
        for (int i = 0; i < c->n_weeks; i++)
            if (isfinite(c->of[n].share[i]))
                html_put(
                    h, "%g,%g ", 100.0 * i / (c->n_weeks - 1), 60 - 60 * c->of[n].share[i] / top);
        html_put(h, "\"/>");
    }
    html_put(h, "</svg>");
}

/* Labels at the end of the lines, pushed apart where they would overlap. */
static void put_ends(html *h, const chart *c, double top)
{
    double y[LINES];
    int by[LINES];
    for (int i = 0; i < c->n; i++) {
        y[i] = 100 - 100 * last_of(c, &c->of[i]) / top;
        by[i] = i;
    }
    for (int i = 0; i < c->n; i++)
        for (int j = i + 1; j < c->n; j++)
            if (y[by[j]] < y[by[i]]) {
                int x = by[i];
                by[i] = by[j];
                by[j] = x;
            }
    for (int i = 1; i < c->n; i++)
        if (y[by[i]] < y[by[i - 1]] + 13) y[by[i]] = y[by[i - 1]] + 13;
    html_put(h, "<div class=\"el\">");
    for (int i = 0; i < c->n; i++)
        html_put(h, "<span dir=\"auto\" class=\"s%d\" style=\"top:%g%%\">%t %p</span>", by[i] + 1,
            y[by[i]], c->of[by[i]].source, last_of(c, &c->of[by[i]]));
    html_put(h, "</div>");
}

static void week_chart(html *h, const view *v)
{
    int64_t worst = view_largest(&v->complaints, NULL, SV(""));
    chart c = {.n = 0};
    if (worst < 0) return;
    read_chart(v, table_sv(&v->complaints, worst, "code"), &c);
    if (c.n_weeks < 3 || c.n < 1 || c.top <= 0) return;
    double top = ceil(c.top * 110 / 2) * 2 / 100;
    html_both(h,
        "<figure class=\"chart\"><figcaption>سهم نویسندگانی که از «%t» شکایت دارند، "
        "هفته‌به‌هفته",
        "<figure class=\"chart\"><figcaption>Share of authors who complain about “%t”, per week",
        html_label(h, &v->complaints, worst));
    html_put(h,
        "</figcaption><div class=\"line\" dir=\"ltr\"><div "
        "class=\"yl\"><span>%p</span><span>%p</span><span>%p</span></div>",
        top, top / 2, 0.0);
    put_lines(h, &c, top);
    put_ends(h, &c, top);
    html_put(h, "<div class=\"xl\"><span dir=\"auto\">");
    fmt_day_short(&h->b, h->l, c.week[0], h->offset);
    html_put(h, "</span><span dir=\"auto\">");
    fmt_day_short(&h->b, h->l, c.week[c.n_weeks - 1], h->offset);
    html_put(h, "</span></div></div></figure>");
}

void sec_chg(html *h, const view *v)
{
    if (v->changes.n_rows)
        changes(h, v);
    else if (v->base.run_id <= 1)
        html_none(h,
            "این نخستین اجراست؛ از اجرای بعد، تغییرِ قیمت، دسته و "
            "شکایت‌ها "
            "اینجا "
            "دیده "
            "می‌شود.",
            "This is the first run; from the next one on, changes of prices, categories and "
            "complaints "
            "show up here.");
    else
        html_none(h, "از اجرای پیش تغییر مهمی دیده نشد.",
            "Nothing that matters changed since the last run.");
    week_chart(h, v);
}
