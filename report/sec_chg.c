/* What changed since the last run: alerts, new markets, prices, muted noise; and one chart by week. */
#include <math.h>

#include "report/fmt.h"
#include "report/view.h"
#include "report/words.h"

enum { CHANGES_SHOWN = 12, LINES = 3, WEEKS = 26 };

/* How a change is told: its tag, and a sentence of %k key, %s source, %b before, %a after, %d percent. */
typedef struct telling {
    sv kind;
    const char *look, *tag_fa, *tag_en, *fa, *en;
    bool facts; /* before and after stand below it */
} telling;

static const telling tellings[] = {
    {SV_INIT("complaints"), "warn", "هشدار", "Alert", "شکایت از «%k» در %s از %b٪ به %a٪ رسید",
        "Complaints about “%k” at %s rose from %b% to %a%", false},
    {SV_INIT("category"), "info", "بازار تازه", "New market", "%s بخش «%k» را باز کرد",
        "%s opened “%k”", false},
    {SV_INIT("price"), "price", "قیمت", "Price", "«%k» در %s %d٪ تغییر کرد",
        "“%k” at %s changed by %d%", true},
    {SV_INIT("discount"), "price", "تخفیف", "Discount", "تخفیف «%k» در %s",
        "Discount on “%k” at %s", true},
    {SV_INIT("delivery"), "info", "ارسال", "Delivery", "شرایط ارسال %s عوض شد",
        "Delivery terms of %s changed", true},
    {SV_INIT("returns"), "info", "بازگشت کالا", "Returns", "شرایط بازگشت کالای %s عوض شد",
        "Return terms of %s changed", true},
    {SV_INIT("address"), "info", "نشانی", "Address", "نشانی %s عوض شد", "The address of %s changed",
        true},
    {SV_INIT("hours"), "info", "ساعت کار", "Hours", "ساعت کار %s عوض شد",
        "The opening hours of %s changed", true},
    {SV_INIT("handle"), "info", "شبکه", "Network", "%s در «%k» صفحه باز کرد",
        "%s has a new page: %k", false},
    {SV_INIT("phone"), "info", "تلفن", "Phone", "%s تلفن تازه‌ای نوشت",
        "%s names a new phone number", false},
    {SV_INIT("gone"), "warn", "حذف شد", "Gone", "صفحهٔ «%b» در %s برداشته شد",
        "The page “%b” of %s is gone", false},
    {SV_INIT("silent"), "warn", "سلامت خزش", "Health", "%s پاسخ نداد", "%s gave no answer", false},
    {SV_INIT("layout"), "warn", "سلامت خزش", "Health",
        "در %s دیگر دیدگاهی پیدا نشد؛ چیدمان صفحه عوض شده است",
        "No comment was found at %s any more: the page layout changed", false},
};

typedef struct change_parts {
    sv key, source, before, after;
    double amount;
} change_parts;

/* Numbers of before and after are amounts; other text is shown as it is. */
static void put_value(html *h, sv value)
{
    bool digits = value.n > 0 && value.n < 16;
    int64_t n = 0;
    for (size_t i = 0; digits && i < value.n; i++) {
        digits = value.p[i] >= '0' && value.p[i] <= '9';
        n = n * 10 + (value.p[i] - '0');
    }
    if (digits)
        html_put(h, "%n", n);
    else
        html_put(h, "<bdi>%D</bdi>", value);
}

static void sentence(html *h, const char *fmt, const change_parts *p)
{
    for (; *fmt; fmt++) {
        if (*fmt != '%' || !fmt[1] || !strchr("ksbad", fmt[1])) {
            buf_putc(&h->b, *fmt);
            continue;
        }
        switch (*++fmt) {
        case 'k': html_put(h, "<bdi>%t</bdi>", p->key); break;
        case 's': html_put(h, "<bdi>%t</bdi>", p->source); break;
        case 'b': put_value(h, p->before); break;
        case 'a': put_value(h, p->after); break;
        default: html_put(h, "%i", fabs(p->amount)); break;
        }
    }
}

/* What the key names: the label of a need, else the key itself. */
static sv key_of(const html *h, const view *v, sv key)
{
    int64_t r = view_next(&v->complaints, "code", key, 0);
    if (r >= 0) return html_complaint(h, &v->complaints, r);
    r = view_next(&v->needs, "code", key, 0);
    return r >= 0 ? html_label(h, &v->needs, r) : key;
}

static void change_head(
    html *h, const view *v, int64_t r, const change_parts *p, const telling *how)
{
    const table *t = &v->changes;
    sv title = html_word(h, t, r, "title"), kind = table_sv(t, r, "kind");
    html_put(h, "<li class=\"%s\"><b class=\"tag\">", how ? how->look : "");
    if (how)
        html_put(h, "%s", html_tr(h, how->tag_fa, how->tag_en));
    else
        html_put(h, "%t", words_of(h->l, kind));
    html_put(h, "</b><div><p>");
    if (title.n && !sv_eq(title, table_sv(t, r, "key")))
        html_put(h, "%t", title);
    else if (how && sv_eq(kind, SV("price")))
        sentence(h,
            p->amount < 0 ? html_tr(h, "«%k» در %s %d٪ ارزان شد", "“%k” at %s is %d% cheaper")
                          : html_tr(h, "«%k» در %s %d٪ گران شد", "“%k” at %s is %d% dearer"),
            p);
    else if (how)
        sentence(h, html_tr(h, how->fa, how->en), p);
    else
        html_put(h, "<bdi>%t</bdi> · <bdi>%t</bdi>", p->source, p->key);
    html_put(h, "</p><p class=\"ev\">");
}

static void change(html *h, const view *v, int64_t r)
{
    const table *t = &v->changes;
    sv kind = table_sv(t, r, "kind"), url = table_sv(t, r, "url");
    change_parts p = {key_of(h, v, table_sv(t, r, "key")), table_sv(t, r, "source"),
        table_sv(t, r, "before"), table_sv(t, r, "after"), table_num(t, r, "amount")};
    const telling *how = NULL;
    for (size_t i = 0; i < sizeof tellings / sizeof tellings[0]; i++)
        if (sv_eq(tellings[i].kind, kind)) how = &tellings[i];
    change_head(h, v, r, &p, how);
    bool facts = !how || how->facts;
    if (facts && p.before.n) {
        html_put(h, "<s>");
        put_value(h, p.before);
        html_put(h, "</s> %s ", html_tr(h, "←", "→"));
    }
    if (facts && p.after.n) put_value(h, p.after);
    if (sv_eq(kind, SV("price"))) html_put(h, " %s", html_tr(h, "تومان", "toman"));
    if (facts && (p.before.n || p.after.n) && url.n) html_put(h, " · ");
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

/* The run whose changes are shown: the latest that has any. */
static int64_t last_run(const table *t)
{
    int64_t run = 0;
    for (int64_t r = 0; r < t->n_rows; r++)
        if (table_int(t, r, "run") > run) run = table_int(t, r, "run");
    return run;
}

static void when_seen(html *h, const view *v, int64_t run)
{
    const table *t = &v->changes;
    int64_t at = 0;
    for (int64_t r = 0; r < t->n_rows; r++)
        if (table_int(t, r, "run") == run && table_int(t, r, "found_at") > at)
            at = table_int(t, r, "found_at");
    if (!run || !at) return;
    if (run < v->base.run_id)
        html_both(h,
            "<p class=\"how\">اجرای آخر تغییر تازه‌ای نداشت؛ این‌ها در اجرای %n دیده شد، ",
            "<p class=\"how\">The last run saw nothing new; these were seen in run %n, ", run);
    else
        html_both(h, "<p class=\"how\">اجرای %n، ", "<p class=\"how\">Run %n, ", run);
    fmt_day(&h->b, h->l, at, h->offset);
    html_put(h, "</p>");
}

static void changes(html *h, const view *v)
{
    const table *t = &v->changes;
    int64_t quiet = 0, shown = 0, more = 0, run = last_run(t);
    when_seen(h, v, run);
    html_put(h, "<ul class=\"chg\">");
    for (int64_t r = 0; r < t->n_rows; r++) {
        int64_t noise = table_int(t, r, "muted");
        if (run && table_int(t, r, "run") != run) continue;
        if (noise)
            quiet += noise;
        else if (shown < CHANGES_SHOWN)
            change(h, v, r), shown++;
        else
            more++;
    }
    muted(h, quiet);
    html_put(h, "</ul>");
    if (more)
        html_both(h,
            "<p class=\"how\">%n تغییر دیگر: <bdi dir=\"ltr\"><code>bazarkav export changes</code></bdi></p>",
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
    for (int i = 0; i < WEEKS; i++) c->of[c->n].share[i] = (double)NAN;
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
        "<figure class=\"chart\"><figcaption>سهم نویسندگانی که از «%l» شکایت دارند، هفته‌به‌هفته",
        "<figure class=\"chart\"><figcaption>Share of authors who complain about “%l”, per week",
        html_complaint(h, &v->complaints, worst));
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
            "این نخستین اجراست؛ از اجرای بعد، تغییرِ قیمت، دسته و شکایت‌ها اینجا دیده می‌شود.",
            "This is the first run; from the next one on, changes of prices, categories and "
            "complaints "
            "show up here.");
    else
        html_none(h, "از اجرای پیش تغییر مهمی دیده نشد.",
            "Nothing that matters changed since the last run.");
    week_chart(h, v);
    view_segment_runs(h, v);
}
