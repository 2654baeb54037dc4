/* Segments: group cards (the persona lines with their counts), then the score card. */
#include <math.h>

#include "report/fmt.h"
#include "report/view.h"

enum { CARDS = 6, LINES = 8, VALUES = 3, PIPS = 5 };

static const double NOBODY = 0.995; /* shown as 100 % */

static const struct {
    sv field;
    const char *fa, *en;
} fields[] = {
    {SV_INIT("need"), "نیاز", "Need"},
    {SV_INIT("complaint"), "شکایت", "Complaint"},
    {SV_INIT("product"), "محصول", "Product"},
    {SV_INIT("motive"), "انگیزه", "Motive"},
    {SV_INIT("priority"), "اولویت", "Priority"},
    {SV_INIT("value"), "ارزش", "Value"},
    {SV_INIT("interest"), "علاقه", "Interest"},
    {SV_INIT("life"), "سبک زندگی", "Lifestyle"},
    {SV_INIT("lifestyle"), "سبک زندگی", "Lifestyle"},
    {SV_INIT("attitude"), "نگرش", "Attitude"},
    {SV_INIT("influence"), "تأثیر روانی", "Influence"},
    {SV_INIT("belief"), "باور", "Belief"},
    {SV_INIT("place"), "جا", "Place"},
    {SV_INIT("geo"), "جا", "Place"},
    {SV_INIT("age"), "سن", "Age"},
    {SV_INIT("demo"), "دموگرافیک", "Demographic"},
    {SV_INIT("gender"), "جنسیت", "Gender"},
    {SV_INIT("family"), "خانواده", "Family"},
    {SV_INIT("marital"), "تأهل", "Marital status"},
    {SV_INIT("income"), "درآمد", "Income"},
    {SV_INIT("job"), "شغل", "Job"},
    {SV_INIT("education"), "تحصیلات", "Education"},
    {SV_INIT("behaviour"), "رفتار خرید", "Behaviour"},
    {SV_INIT("beh"), "رفتار خرید", "Behaviour"},
    {SV_INIT("gate"), "تصمیم‌گیرنده", "Who decides"},
    {SV_INIT("funnel"), "مرحلهٔ خرید", "Stage"},
    {SV_INIT("network"), "شبکه", "Network"},
    {SV_INIT("words"), "واژه‌ها", "Words"},
    {SV_INIT("source"), "کجا می‌نویسند", "Where they write"},
};

enum { N_FIELDS = sizeof fields / sizeof fields[0] };

static bool is_unknown(const table *p, int64_t r)
{
    sv value = table_sv(p, r, "value_en|value"), fa = table_sv(p, r, "value_fa|value");
    return (!value.n && !fa.n) || sv_eq(value, SV("unknown"));
}

/* The next row of a field of a segment that says something (or says that nothing is known). */
static int64_t next_of(const table *p, sv segment, sv field, bool unknown, int64_t from)
{
    for (int64_t r = view_next(p, "segment", segment, from); r >= 0;
         r = view_next(p, "segment", segment, r + 1)) {
        if (!sv_eq(table_sv(p, r, "field"), field) || is_unknown(p, r) != unknown) continue;
        if (!table_at(p, r, "authors|n")->suppressed) return r;
    }
    return -1;
}

/* One field of a persona: its values joined, each with its count. */
static bool persona_field(html *h, const table *p, sv segment, size_t f)
{
    int64_t r = next_of(p, segment, fields[f].field, false, 0);
    if (r < 0) return false;
    html_put(h, "<dt>%s</dt><dd>", html_tr(h, fields[f].fa, fields[f].en));
    for (int n = 0; r >= 0 && n < VALUES;
         r = next_of(p, segment, fields[f].field, false, r + 1), n++) {
        const cell *authors = table_at(p, r, "authors|n");
        html_put(h, "%s<bdi>%l</bdi>", n ? html_tr(h, "، ", ", ") : "",
            html_short(html_word(h, p, r, "value")));
        if (!authors->null) html_put(h, " <small>(%n)</small>", authors->i);
    }
    html_put(h, "</dd>");
    return true;
}

/* The fields nobody of the group speaks of (`all`), or those most are silent about; the number put. */
static int unknown_fields(html *h, const table *p, sv segment, bool all, int before)
{
    int n = 0;
    for (size_t f = 0; f < N_FIELDS; f++) {
        int64_t r = next_of(p, segment, fields[f].field, true, 0);
        double share = table_num(p, r, "share");
        if (r < 0 || (isfinite(share) && share >= NOBODY) != all || share <= 1 - NOBODY) continue;
        html_put(h, "%s%s",
            n        ? html_tr(h, "، ", ", ")
            : before ? html_tr(h, "؛ ", "; ")
                     : "",
            html_tr(h, fields[f].fa, fields[f].en));
        n++;
        if (!all && isfinite(share)) html_put(h, " %p", share);
    }
    return n;
}

/* What the group does not say of itself, in one line. */
static void persona_unknown(html *h, const table *p, sv segment)
{
    size_t start = h->b.n;
    html_put(h, "%s", html_tr(h, "<dt>نامشخص</dt><dd>", "<dt>Unknown</dt><dd>"));
    int n = unknown_fields(h, p, segment, false, 0), all = unknown_fields(h, p, segment, true, n);
    if (all) html_put(h, "%s", html_tr(h, ": کسی نگفته است", ": nobody says"));
    if (n + all)
        html_put(h, "</dd>");
    else
        h->b.n = start;
}

static void card(html *h, const view *v, int64_t r)
{
    const table *t = &v->segments, *p = &v->personas;
    sv code = table_sv(t, r, "code|segment"), rule = html_word(h, t, r, "rule");
    double low = table_num(t, r, "low"), high = table_num(t, r, "high");
    html_put(h, "<article class=\"card\"><header><h3>");
    html_group(h, t, r);
    html_put(h, "</h3><p class=\"sub\">%p <small>", table_num(t, r, "share"));
    if (isfinite(low) && isfinite(high)) {
        html_put(h, "(");
        fmt_share_range(&h->b, h->l, low, high);
        html_put(h, ") · ");
    }
    html_people(h, t, r);
    html_put(h, "</small></p>");
    html_confidence(h, table_sv(t, r, "confidence"));
    html_put(h, "</header><dl>");
    int lines = 0;
    for (size_t f = 0; f < N_FIELDS && lines < LINES; f++) lines += persona_field(h, p, code, f);
    persona_unknown(h, p, code);
    html_put(h, "</dl>");
    if (rule.n)
        html_put(h, "<p class=\"sub2\">%s: <bdi>%D</bdi></p>",
            html_tr(h, "قاعدهٔ گروه", "Rule of the group"), rule);
    html_put(h, "</article>\n");
}

static void pips(html *h, const table *t, int64_t r, const char *name)
{
    double d = table_num(t, r, name);
    if (!isfinite(d)) {
        html_put(h, "<td>—</td>");
        return;
    }
    int n = (int)(d + 0.5);
    html_put(h, "<td><span class=\"pips\" role=\"img\" aria-label=\"%d / 5\">", n);
    for (int i = 0; i < PIPS; i++) html_put(h, i < n ? "<i></i>" : "<u></u>");
    html_put(h, "</span><span class=\"nn\">%f</span></td>", d);
}

static void scores(html *h, const view *v)
{
    const table *t = &v->scores;
    bool missing = false;
    html_both(h,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"کارت امتیاز\"><table "
        "class=\"score\"><caption>کارت امتیاز (۰ تا ۵؛ وزن‌ها در فایل بذر عوض "
        "می‌شود)</caption><thead><tr><th scope=\"col\">بخش</th><th scope=\"col\">اندازه</th><th "
        "scope=\"col\">ارزش هر مشتری</th><th scope=\"col\">خلوتی رقابت</th>"
        "<th scope=\"col\">توان ما</th><th scope=\"col\">جمع</th></tr></thead><tbody>",
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"score card\"><table "
        "class=\"score\"><caption>Score card (0–5; the weights are set in the seeds "
        "file)</caption><thead><tr><th scope=\"col\">Segment</th><th scope=\"col\">Size</th><th "
        "scope=\"col\">Value</th><th scope=\"col\">Low rivalry</th>"
        "<th scope=\"col\">Our ability</th><th scope=\"col\">Total</th></tr></thead><tbody>");
    for (int64_t r = 0; r < t->n_rows && r < CARDS; r++) {
        double total = table_num(t, r, "total");
        html_put(h, "<tr><th scope=\"row\">");
        html_group(h, t, r);
        html_put(h, "</th>");
        pips(h, t, r, "size");
        pips(h, t, r, "value");
        pips(h, t, r, "rivalry");
        pips(h, t, r, "ability");
        if (isfinite(total))
            html_put(h, "<td><b>%f</b></td></tr>\n", total);
        else
            html_put(h, "<td>—</td></tr>\n"), missing = true;
    }
    html_put(h, "</tbody></table></div><p class=\"how\">");
    html_both(h, "«توان ما» و «ارزش هر مشتری» از فایل بذر خود شماست. ",
        "“Our ability” and “value” come from your own seeds file. ");
    if (missing)
        html_both(h,
            "تا یکی از چهار معیار نباشد، جمعی گفته نمی‌شود: بخش <bdi dir=\"ltr\">[ما]</bdi> را پر کنید. ",
            "While one of the four is missing no total is given: fill in the section [us]. ");
    sv remark = html_word(h, t, 0, "note");
    html_put(h, "%D</p>", remark);
}

void sec_seg(html *h, const view *v)
{
    html_both(h,
        "<p class=\"how\">هر بخش یک گروه است، نه یک آدم. هر سطر تعداد خودش را دارد و آنچه نمی‌دانیم «نامشخص» می‌ماند. "
        "بخش‌ها می‌توانند هم‌پوشانی داشته باشند.</p>",
        "<p class=\"how\">Each segment is a group, never a person. Each line has its own count; "
        "what we do not know stays “unknown”. Segments may overlap.</p>");
    int shown = 0;
    for (int64_t r = 0; r < v->segments.n_rows && shown < CARDS; r++) {
        const cell *n = table_at(&v->segments, r, "authors|n");
        if (n->suppressed || n->null) continue;
        if (!shown++) html_put(h, "<div class=\"cards seg\">");
        card(h, v, r);
    }
    if (shown)
        html_put(h, "</div>");
    else
        html_none(h, "هنوز گروهی با نفرهای کافی شناخته نشده است.",
            "No group with enough people is known yet.");
    if (shown && v->scores.n_rows) scores(h, v);
    view_segments_more(h, v);
}
