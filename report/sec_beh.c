/* Behaviour: the funnel, hours by weekday, habits. */
#include <math.h>

#include "report/fmt.h"
#include "report/view.h"

enum { DAYS = 7, SLOTS = 12 };

static const struct {
    sv code;
    const char *fa, *en;
} stages[] = {
    {SV_INIT("funnel.awareness_question"), "آشنایی «این چیه؟»", "Aware “what is it?”"},
    {SV_INIT("funnel.consideration"), "علاقه «قیمت؟ موجوده؟»", "Interest “price? in stock?”"},
    {SV_INIT("funnel.intent"), "تصمیم «بخرم یا نه؟»", "Decide “buy or not?”"},
    {SV_INIT("funnel.post_purchase"), "خرید «رسید، ممنون»", "Bought “it arrived”"},
    {SV_INIT("funnel.advocacy"), "وفاداری «همیشه از اینجا»", "Loyal “always from here”"},
};

static void funnel(html *h, const view *v)
{
    const table *t = &v->signals;
    double max = 0;
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        double share = table_num(t, view_next(t, "code", stages[i].code, 0), "share");
        if (isfinite(share) && share > max) max = share;
    }
    html_both(h, "<div><h3>قیف: از آشنایی تا وفاداری</h3>",
        "<div><h3>Funnel: from first look to loyalty</h3>");
    if (max <= 0) {
        html_none(h, "نشانه‌ای از مرحله‌های خرید پیدا نشد.",
            "No sign of the stages of buying was found.");
        html_put(h, "</div>");
        return;
    }
    html_put(h, "<div class=\"rows fun\">");
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        int64_t r = view_next(t, "code", stages[i].code, 0);
        html_bar bar = {table_num(t, r, "share"), (double)NAN, (double)NAN, max * 1.15, false};
        html_put(h, "<div class=\"row\"><div class=\"lb\">%s</div><div class=\"br\">",
            html_tr(h, stages[i].fa, stages[i].en));
        html_bar_svg(h, &bar);
        html_put(h, "</div><div class=\"vl\">");
        if (isfinite(bar.share)) html_put(h, "<b>%p</b> ", bar.share);
        html_put(h, "<small>");
        if (r < 0)
            html_both(h, "دیده نشد", "not seen");
        else
            html_people(h, t, r);
        html_put(h, "</small></div></div>\n");
    }
    html_both(h,
        "</div><p class=\"how\">سهم گفته‌هاست، نه نرخ تبدیل.</p></div>",
        "</div><p class=\"how\">Shares of talk, not conversion rates.</p></div>");
}

/* Comments by weekday and two hours; `few`: at least one hour in it has fewer than k. Returns the largest. */
typedef struct slot {
    int64_t n;
    bool few;
} slot;

static int64_t heat_cells(const view *v, slot ret[DAYS][SLOTS])
{
    int64_t max = 0;
    memset(ret, 0, sizeof(slot) * DAYS * SLOTS);
    for (int64_t r = 0; r < v->hours.n_rows; r++) {
        int64_t day = table_int(&v->hours, r, "weekday"), hour = table_int(&v->hours, r, "hour");
        if (day < 0 || day >= DAYS || hour < 0 || hour >= 2 * SLOTS) continue;
        slot *c = &ret[day][hour / 2];
        c->few |= table_at(&v->hours, r, "comments|authors|n")->suppressed;
        c->n += table_int(&v->hours, r, "comments|authors|n");
        if (c->n > max) max = c->n;
    }
    return max;
}

static void heat_count(html *h, const slot *c)
{
    if (!c->n && c->few)
        html_both(h, "کمتر از %n در ساعت", "fewer than %n an hour", (int64_t)h->k);
    else
        html_both(h, c->few ? "%n یا بیشتر" : "%n", c->few ? "%n or more" : "%n", c->n);
}

static void heat_row(html *h, int day, const slot *cells, int64_t max)
{
    html_put(h, "<tr><th scope=\"row\" abbr=\"%s\">%s</th>", fmt_weekday(h->l, day, false),
        fmt_weekday(h->l, day, true));
    for (int i = 0; i < SLOTS; i++) {
        int level = cells[i].n ? 1 + (int)(4 * cells[i].n / max) : cells[i].few ? 1 : 0;
        html_put(h, "<td class=\"h%d\" title=\"", level > 5 ? 5 : level);
        html_both(h, "%s %n تا %n: ", "%s %n–%n: ", fmt_weekday(h->l, day, false), (int64_t)2 * i,
            (int64_t)2 * i + 2);
        heat_count(h, &cells[i]);
        html_put(h, "\"><span class=\"vh\">");
        heat_count(h, &cells[i]);
        html_put(h, "</span></td>");
    }
    html_put(h, "</tr>");
}

static void peak(html *h, slot cells[DAYS][SLOTS])
{
    int day = 0, at = 0;
    for (int d = 0; d < DAYS; d++)
        for (int i = 0; i < SLOTS; i++)
            if (cells[d][i].n > cells[day][at].n) day = d, at = i;
    html_both(h,
        "<p class=\"how\">اوج: %s، ساعت %n تا %n. زمانِ نوشتن دیدگاه است، نه زمان خرید یا مراجعه.</p>",
        "<p class=\"how\">Peak: %s, %n–%n h. This is when comments are written, not when people buy or visit.</p>",
        fmt_weekday(h->l, day, false), (int64_t)2 * at, (int64_t)2 * at + 2);
}

static void heat(html *h, const view *v)
{
    slot cells[DAYS][SLOTS];
    int64_t max = heat_cells(v, cells);
    html_both(h, "<div><h3>ساعت شلوغیِ دیدگاه‌ها</h3>",
        "<div><h3>When comments come</h3>");
    if (!max) {
        html_none(h,
            "سایت‌های خوانده‌شده ساعتِ دیدگاه‌ها را نمی‌گویند، یا شمار دیدگاه‌ها برای این نمودار کم است.",
            "The sites read do not tell the hour of comments, or there are too few for this chart.");
        html_put(h, "</div>");
        return;
    }
    html_put(h, "<table class=\"heat\" dir=\"ltr\"><caption class=\"vh\">%s</caption><tbody>",
        html_tr(h,
            "شمار دیدگاه‌ها به روز هفته و ساعت؛ هر خانه دو ساعت",
            "comments by weekday and hour; two hours a cell"));
    for (int d = 0; d < DAYS; d++) heat_row(h, d, cells[d], max);
    html_put(h, "<tr class=\"hx\"><td></td>");
    for (int i = 0; i < SLOTS; i++)
        if (i % 3 == 0)
            html_put(h, "<td>%n</td>", (int64_t)2 * i);
        else
            html_put(h, "<td></td>");
    html_put(h, "</tr></tbody></table>");
    peak(h, cells);
    html_put(h, "</div>");
}

static const struct {
    const char *fa, *en;
    sv code[4];
} habits[] = {
    {"عادت خرید", "Purchase habit",
        {SV_INIT("beh.first_purchase"), SV_INIT("beh.repeat_purchase"), SV_INIT("beh.impulse"),
            SV_INIT("beh.channel_offline")}},
    {"عادت خرج", "Spending",
        {SV_INIT("beh.spend_amount"), SV_INIT("life.frugal"), SV_INIT("influence.promo_scarcity")}},
    {"عادت جست‌وجو", "Search",
        {SV_INIT("beh.search_compare"), SV_INIT("influence.social_proof")}},
    {"وفاداری", "Loyalty",
        {SV_INIT("beh.brand_loyal"), SV_INIT("beh.future_repeat"), SV_INIT("beh.brand_switch"),
            SV_INIT("beh.churn")}},
    {"تعامل با برند", "Interaction",
        {SV_INIT("beh.brand_interaction"), SV_INIT("attitude.recommend"),
            SV_INIT("attitude.warn")}},
    {"تنها یا گروهی", "Alone or in groups", {SV_INIT("obs.group"), SV_INIT("obs.alone")}},
    {"حضوری یا بیرون‌بر", "In place or take-away",
        {SV_INIT("obs.dine_in"), SV_INIT("obs.takeaway")}},
    {"شبکهٔ اجتماعی", "Networks named",
        {SV_INIT("network.instagram"), SV_INIT("network.telegram"), SV_INIT("network.twitter"),
            SV_INIT("network.video")}},
};

/* Amounts named in comments, over all sources. */
static void spend(html *h, const view *v)
{
    const table *t = &v->spend;
    int64_t r = view_next(t, "source", SV(""), 0);
    double median = table_num(t, r, "median"), low = table_num(t, r, "quarter"),
           high = table_num(t, r, "three_quarters");
    if (!isfinite(median)) return;
    html_put(h, "%s<span class=\"ev\">%s ", html_tr(h, "؛ ", "; "),
        html_tr(
            h, "میانهٔ مبلغ‌های گفته‌شده", "median of the amounts named"));
    fmt_money(&h->b, h->l, median);
    if (isfinite(low) && isfinite(high)) {
        html_put(h, "%s",
            html_tr(h, "؛ نیمی از آن‌ها میان ", "; half of them between "));
        fmt_money(&h->b, h->l, low);
        html_put(h, "%s", html_tr(h, " و ", " and "));
        fmt_money(&h->b, h->l, high);
    }
    html_put(h, "</span>");
}

static void habit(html *h, const view *v, size_t i)
{
    int n = 0;
    int64_t first = -1;
    html_put(h, "<div><dt>%s</dt><dd>", html_tr(h, habits[i].fa, habits[i].en));
    for (size_t c = 0; c < 4 && habits[i].code[c].n; c++) {
        int64_t r = view_next(&v->signals, "code", habits[i].code[c], 0);
        const cell *x = table_at(&v->signals, r, "authors|n");
        if (x->null || x->suppressed || !x->i) continue;
        if (!n) first = r;
        html_put(h, "%s%l <span class=\"ev\">", n++ ? html_tr(h, "؛ ", "; ") : "",
            html_label(h, &v->signals, r));
        html_people(h, &v->signals, r);
        html_put(h, "</span>");
    }
    if (!n) html_put(h, "<span class=\"ev\">%s</span>", html_tr(h, "نامشخص", "unknown"));
    if (sv_eq(habits[i].code[0], SV("beh.spend_amount"))) spend(h, v);
    if (first >= 0) html_confidence(h, table_sv(&v->signals, first, "confidence"));
    html_put(h, "</dd></div>");
}

void sec_beh(html *h, const view *v)
{
    html_put(h, "<div class=\"two\">");
    funnel(h, v);
    heat(h, v);
    html_put(h, "</div><dl class=\"traits wide\">");
    for (size_t i = 0; i < sizeof habits / sizeof habits[0]; i++) habit(h, v, i);
    html_put(h, "</dl>");
}
