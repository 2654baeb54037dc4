/* Segments: group cards (the persona lines with their counts), then the score card. */
#include <math.h>

#include "report/fmt.h"
#include "report/view.h"
#include "report/words.h"

enum { CARDS = 6, LINES = 8, PIPS = 5 };

static const struct {
    sv field;
    const char *fa, *en;
} fields[] = {
    {SV_INIT("need"), "نیاز", "Need"},
    {SV_INIT("complaint"), "شکایت", "Complaint"},
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

static void field_name(html *h, sv field)
{
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (sv_eq(fields[i].field, field)) {
            html_put(h, "%s", html_tr(h, fields[i].fa, fields[i].en));
            return;
        }
    html_put(h, "%t", words_of(h->l, field));
}

/* One field of a persona: its values joined, each with its count. */
static void persona_field(html *h, const table *t, sv segment, sv field)
{
    bool known = false;
    html_put(h, "<dt>");
    field_name(h, field);
    html_put(h, "</dt><dd>");
    for (int64_t r = view_next(t, "segment", segment, 0); r >= 0;
         r = view_next(t, "segment", segment, r + 1)) {
        sv value = html_word(h, t, r, "value");
        const cell *n = table_at(t, r, "authors|n");
        if (!sv_eq(table_sv(t, r, "field"), field) || !value.n || n->suppressed) continue;
        html_put(h, "%s%t", known ? html_tr(h, "، ", ", ") : "", html_short(value));
        if (!n->null) html_put(h, " <small>(%n)</small>", n->i);
        known = true;
    }
    html_put(h, known ? "</dd>" : "%s</dd>", html_tr(h, "نامشخص", "unknown"));
}

static bool first_of_field(const table *t, sv segment, sv field, int64_t row)
{
    for (int64_t r = view_next(t, "segment", segment, 0); r >= 0 && r < row;
         r = view_next(t, "segment", segment, r + 1))
        if (sv_eq(table_sv(t, r, "field"), field)) return false;
    return true;
}

static void card(html *h, const view *v, int64_t r)
{
    const table *t = &v->segments, *p = &v->personas;
    sv code = table_sv(t, r, "code|segment"), rule = html_word(h, t, r, "rule");
    double low = table_num(t, r, "low"), high = table_num(t, r, "high");
    html_put(h, "<article class=\"card\"><header><h3>%t</h3><p class=\"sub\">%p <small>",
        html_label(h, t, r), table_num(t, r, "share"));
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
    for (int64_t i = view_next(p, "segment", code, 0); i >= 0 && lines < LINES;
         i = view_next(p, "segment", code, i + 1)) {
        sv field = table_sv(p, i, "field");
        if (!first_of_field(p, code, field, i)) continue;
        persona_field(h, p, code, field);
        lines++;
    }
    html_put(h, "</dl>");
    if (rule.n)
        html_put(h, "<p class=\"sub2\">%s: <bdi>%t</bdi></p>",
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
    html_put(h, "</span><span class=\"nn\">%r</span></td>", d);
}

static void scores(html *h, const view *v)
{
    const table *t = &v->scores;
    bool missing = false;
    html_both(h,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"کارت امتیاز\"><table "
        "class=\"score\"><caption>کارت امتیاز (۰ تا ۵؛ وزن‌ها در فایل "
        "بذر "
        "عوض "
        "می‌شود)</caption><thead><tr><th scope=\"col\">بخش</th><th "
        "scope=\"col\">اندازه</th><th "
        "scope=\"col\">ارزش هر مشتری</th><th scope=\"col\">خلوتی رقابت</th>"
        "<th scope=\"col\">توان ما</th><th scope=\"col\">جمع</th></tr></thead><tbody>",
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"score card\"><table "
        "class=\"score\"><caption>Score card (0–5; the weights are set in the seeds "
        "file)</caption><thead><tr><th scope=\"col\">Segment</th><th scope=\"col\">Size</th><th "
        "scope=\"col\">Value</th><th scope=\"col\">Low rivalry</th>"
        "<th scope=\"col\">Our ability</th><th scope=\"col\">Total</th></tr></thead><tbody>");
    for (int64_t r = 0; r < t->n_rows && r < CARDS; r++) {
        double total = table_num(t, r, "total");
        html_put(h, "<tr><th scope=\"row\">%t</th>", html_label(h, t, r));
        pips(h, t, r, "size");
        pips(h, t, r, "value");
        pips(h, t, r, "rivalry");
        pips(h, t, r, "ability");
        if (isfinite(total))
            html_put(h, "<td><b>%r</b></td></tr>\n", total);
        else
            html_put(h, "<td>—</td></tr>\n"), missing = true;
    }
    html_put(h, "</tbody></table></div><p class=\"how\">");
    html_both(h, "«توان ما» و «ارزش هر مشتری» از فایل بذر خود شماست. ",
        "“Our ability” and “value” come from your own seeds file. ");
    if (missing)
        html_both(h,
            "تا یکی از چهار معیار نباشد، جمعی گفته نمی‌شود: "
            "بخش "
            "<bdi "
            "dir=\"ltr\">[ما]</bdi> "
            "را "
            "پر کنید. ",
            "While one of the four is missing no total is given: fill in the section [us]. ");
    sv remark = html_word(h, t, 0, "note");
    html_put(h, "%t</p>", remark);
}

void sec_seg(html *h, const view *v)
{
    html_both(h,
        "<p class=\"how\">هر بخش یک گروه است، نه یک آدم. هر سطر تعداد خودش را دارد و آنچه "
        "نمی‌دانیم «نامشخص» می‌ماند. "
        "بخش‌ها می‌توانند هم‌پوشانی داشته باشند.</p>",
        "<p class=\"how\">Each segment is a group, never a person. Each line has its own count; "
        "what we do not know "
        "stays “unknown”. Segments may overlap.</p>");
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
}
