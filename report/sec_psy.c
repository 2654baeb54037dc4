/* Psychographic traits of the group, never of a person: interests by index, the others as lines. */
#include <math.h>

#include "report/view.h"
#include "report/words.h"

enum { DOTS_SHOWN = 8, NAMES_SHOWN = 3, INDEX_LEAST = 3, LATENT_TIER = 3, LATENT_LEAST = 30 };

static const struct {
    sv axis, axis2;
    const char *fa, *en;
    bool latent; /* needs much text */
} traits[] = {
    {SV_INIT("value"), SV_INIT("moral"), "ارزش‌ها", "Values", true},
    {SV_INIT("attitude"), SV_INIT(""), "نگرش‌ها", "Attitudes", false},
    {SV_INIT("life"), SV_INIT(""), "سبک زندگی", "Lifestyle", false},
    {SV_INIT("motive"), SV_INIT(""), "انگیزه‌ها", "Motivations", true},
    {SV_INIT("priority"), SV_INIT(""), "اولویت‌ها", "Priorities", false},
    {SV_INIT("influence"), SV_INIT(""), "تأثیرات روانی", "Influences", false},
    {SV_INIT("belief"), SV_INIT(""), "باورهای گفته‌شده", "Stated beliefs", false},
    {SV_INIT("pers"), SV_INIT(""), "ویژگی شخصیتی", "Personality", true},
};

static void dot(html *h, const table *t, int64_t r)
{
    double index = table_num(t, r, "index");
    bool low = index < 100;
    double x = low ? 2 * index : 200 + 1.5 * (index - 100);
    x = x < 8 ? 8 : x > 392 ? 392 : x;
    html_put(
        h, "<div class=\"row\"><div class=\"lb\">%l</div><div class=\"br\">", html_label(h, t, r));
    html_put(h,
        "<svg class=\"bar\" viewBox=\"0 0 400 18\" preserveAspectRatio=\"none\" "
        "aria-hidden=\"true\"><path class=\"ax\" "
        "d=\"M200 0V18\"/><path class=\"stem%s\" d=\"M200 9H%g\"/><path class=\"dot%s\" "
        "d=\"M%g "
        "9h.01\"/></svg>",
        low ? " lo" : "", x, low ? " lo" : "", x);
    html_put(h, "</div><div class=\"vl\"><b>");
    html_put(h, "%i</b> <small>", index);
    html_people(h, t, r);
    if (sv_eq(table_sv(t, r, "certainty"), SV("uncertain")))
        html_put(h, " · %t", words_of(h->l, SV("uncertain")));
    html_put(h, "</small></div></div>\n");
}

/* Too few of them say little: then shares are shown. */
static bool has_index(const table *t)
{
    int n = 0;
    for (int64_t r = 0; r < t->n_rows; r++) n += isfinite(table_num(t, r, "index"));
    return n >= INDEX_LEAST;
}

/* Which group the index is about. */
static void index_of(html *h, const view *v)
{
    sv segment = table_sv(&v->interests, 0, "segment");
    int64_t r = view_next(&v->segments, "code|segment", segment, 0);
    if (!segment.n || r < 0) return;
    html_put(h, " <small>");
    html_group(h, &v->segments, r);
    html_put(h, "</small>");
}

static void share_row(html *h, const table *t, int64_t r, double scale)
{
    html_bar bar = {
        table_num(t, r, "share"), table_num(t, r, "low"), table_num(t, r, "high"), scale, false};
    html_put(
        h, "<div class=\"row\"><div class=\"lb\">%l</div><div class=\"br\">", html_label(h, t, r));
    html_bar_svg(h, &bar);
    html_put(h, "</div><div class=\"vl\"><b>%p</b> <small>", bar.share);
    html_people(h, t, r);
    html_put(h, "</small></div></div>\n");
}

static void interests(html *h, const view *v)
{
    const table *t = &v->interests;
    bool index = has_index(t);
    int shown = 0;
    html_both(h, "<div><h3>علایق", "<div><h3>Interests");
    if (index) index_of(h, v);
    html_put(h, "</h3>");
    for (int64_t r = 0; r < t->n_rows && shown < DOTS_SHOWN; r++) {
        if (table_at(t, r, "authors|n")->suppressed) continue;
        if (index && !isfinite(table_num(t, r, "index")))
            continue; /* no index: too few of the group */
        if (!shown++) html_put(h, "<div class=\"rows%s\">", index ? " dots" : "");
        if (index)
            dot(h, t, r);
        else
            share_row(h, t, r, html_scale(t, t->n_rows));
    }
    if (shown)
        html_put(h, "</div>");
    else
        html_none(h,
            "علاقه‌ای پیدا نشد که دستِ‌کم چند نفر گفته باشند.",
            "No interest was found that at least a few people name.");
    html_put(h, "</div>");
}

/* A latent trait (a value, a motive, personality) shows in many texts only, never in a few. */
static bool too_thin(const table *t, int64_t r)
{
    return table_int(t, r, "tier") >= LATENT_TIER && table_int(t, r, "authors|n") < LATENT_LEAST;
}

/* The largest of an axis that are not taken yet, at most NAMES_SHOWN rows. */
static int largest(const table *t, sv axis, sv axis2, int64_t *ret)
{
    int n = 0;
    while (n < NAMES_SHOWN) {
        int64_t best = -1;
        for (int64_t r = 0; r < t->n_rows; r++) {
            const cell *c = table_at(t, r, "authors|n");
            bool taken = c->null || c->suppressed || c->i <= 0 || too_thin(t, r) ||
                         sv_eq(table_sv(t, r, "code"), SV("belief.unconscious_hint"));
            for (int i = 0; i < n; i++) taken |= ret[i] == r;
            if (taken || !(view_on_axis(t, r, axis) || (axis2.n && view_on_axis(t, r, axis2))))
                continue;
            if (best < 0 || c->i > table_int(t, best, "authors|n")) best = r;
        }
        if (best < 0) break;
        ret[n++] = best;
    }
    return n;
}

static void trait(html *h, const view *v, size_t i)
{
    const table *t = &v->signals;
    int64_t row[NAMES_SHOWN] = {0};
    int n = largest(t, traits[i].axis, traits[i].axis2, row);
    html_put(h, n ? "<div><dt>%s</dt><dd>" : "<div class=\"off\"><dt>%s</dt><dd>",
        html_tr(h, traits[i].fa, traits[i].en));
    if (!n)
        html_put(h, "%s",
            traits[i].latent ? html_tr(h, "متن کافی نیست؛ گفته نمی‌شود",
                                   "not enough text; not stated")
                             : html_tr(h, "نامشخص", "unknown"));
    for (int x = 0; x < n; x++) {
        html_put(h, "%s%l <span class=\"ev\">", x ? html_tr(h, "؛ ", "; ") : "",
            html_label(h, t, row[x]));
        html_people(h, t, row[x]);
        html_put(h, "</span>");
    }
    if (n) html_confidence(h, table_sv(t, row[0], "confidence"));
    html_put(h, "</dd></div>");
}

void sec_psy(html *h, const view *v)
{
    if (has_index(&v->interests))
        html_both(h,
            "<p class=\"how\">شاخص ۱۰۰ یعنی مثل میانگین همهٔ نویسندگان؛ ۱۵۰ یعنی یک‌ونیم برابر. همیشه نسبی است؛ «نامطمئن»: شاید تنها از بخت باشد.</p>",
            "<p class=\"how\">Index 100 = same as all authors; 150 = half as much again. Always "
            "relative; “uncertain”: it may be chance alone.</p>");
    else
        html_both(h,
            "<p class=\"how\">میله: سهم نویسندگان، خط نازک: بازهٔ ۹۵٪. این‌ها را خودشان گفته‌اند؛ دربارهٔ گروه است، نه یک آدم.</p>",
            "<p class=\"how\">Bar: share of authors, thin line: 95%% interval. Said by themselves; about the group, never a person.</p>");
    html_put(h, "<div class=\"two\">");
    interests(h, v);
    html_both(h, "<div><h3>دیگر ویژگی‌ها</h3><dl class=\"traits\">",
        "<div><h3>The other traits</h3><dl class=\"traits\">");
    for (size_t i = 0; i < sizeof traits / sizeof traits[0]; i++) trait(h, v, i);
    html_both(h,
        "<div class=\"off\"><dt>باورهای ناخودآگاه</dt><dd>از متن قابل سنجش نیست</dd></div></dl></div></div>",
        "<div class=\"off\"><dt>Unconscious beliefs</dt><dd>cannot be measured from "
        "text</dd></div></dl></div></div>");
}
