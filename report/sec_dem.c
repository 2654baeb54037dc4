/* What authors say of themselves, with the unknown hatched; and the places they name. */
#include <math.h>

#include "report/view.h"
#include "report/words.h"

enum { PARTS = 5, PLACES_SHOWN = 10 };

static const struct {
    const char *fa, *en;
    sv field;     /* of the answer "demographics" */
    sv prefix[3]; /* codes that begin so */
} stacks[] = {
    {"سن", "Age", SV_INIT("age"), {SV_INIT("demo.age")}},
    {"جنسیت", "Gender", SV_INIT("gender"), {SV_INIT("demo.gender")}},
    {"تأهل و خانواده", "Family", SV_INIT("marital"),
        {SV_INIT("demo.married"), SV_INIT("demo.single"), SV_INIT("demo.parent")}},
    {"درآمد (توان خرید)", "Income (affordability)", SV_INIT("income"), {SV_INIT("demo.income")}},
    {"تحصیلات", "Education", SV_INIT("education"), {SV_INIT("demo.education")}},
    {"شغل", "Job", SV_INIT("job"), {SV_INIT("demo.job")}},
    {"طبقهٔ اجتماعی (نشانهٔ غیرمستقیم)", "Social class (proxy)", SV_INIT("social_class"),
        {SV_INIT("demo.social_class")}},
};

static bool belongs(const table *t, int64_t r, size_t i)
{
    sv code = table_sv(t, r, "code");
    for (size_t p = 0; p < 3; p++)
        if (stacks[i].prefix[p].n && sv_starts(code, stacks[i].prefix[p])) return true;
    return false;
}

static int parts_of(const view *v, size_t i, int64_t *row, bool *hidden)
{
    int n = 0;
    *hidden = false;
    for (int64_t r = 0; r < v->signals.n_rows; r++) {
        const cell *c = table_at(&v->signals, r, "authors|n");
        if (!belongs(&v->signals, r, i) || c->null) continue;
        if (c->suppressed) *hidden = true;
        if (!c->suppressed && c->i > 0 && n < PARTS) row[n++] = r;
    }
    return n;
}

/* Share of authors who say nothing of it: counted by the store where it can, else what is left. */
static double unknown_share(const view *v, size_t i, double left)
{
    const table *t = &v->demographics;
    for (int64_t r = view_next(t, "field", stacks[i].field, 0); r >= 0;
         r = view_next(t, "field", stacks[i].field, r + 1)) {
        double share = table_num(t, r, "share");
        if (sv_eq(table_sv(t, r, "code"), SV("unknown")) && isfinite(share)) return share;
    }
    return left;
}

/* Demographic groups may overlap (married and a parent), so the unknown is at least what is left. */
static void stack(html *h, const view *v, size_t i)
{
    int64_t row[PARTS], told = 0;
    bool hidden;
    int n = parts_of(v, i, row, &hidden);
    double base = v->base.authors > 0 ? (double)v->base.authors : 1, x = 0;
    html_put(h,
        "<div class=\"stack\"><h3>%s</h3><svg class=\"bar\" viewBox=\"0 0 400 16\" "
        "preserveAspectRatio=\"none\" aria-hidden=\"true\">",
        html_tr(h, stacks[i].fa, stacks[i].en));
    for (int p = 0; p < n; p++) {
        int64_t authors = table_int(&v->signals, row[p], "authors|n");
        double w = 400 * (double)authors / base;
        told += authors;
        if (x + w > 400) w = 400 - x;
        html_put(h, "<rect class=\"k%d\" x=\"%g\" width=\"%g\" height=\"16\"/>", p, x,
            w > 1.5 ? w - 1 : w);
        x += w;
    }
    html_put(
        h, "<rect fill=\"url(#hatch)\" x=\"%g\" width=\"%g\" height=\"16\"/></svg><p>", x, 400 - x);
    for (int p = 0; p < n; p++) {
        sv label = html_label(h, &v->signals, row[p]);
        if (sv_eq(label, sv_c(html_tr(h, stacks[i].fa, stacks[i].en))))
            label = sv_c(html_tr(h, "گفته شده", "stated")); /* a category without parts */
        html_put(h, "<span class=\"kk k%d\"></span>%l %n ", p, label,
            table_int(&v->signals, row[p], "authors|n"));
    }
    double unknown = unknown_share(v, i, 1 - (double)told / base);
    html_put(h, "<span class=\"kk unk\"></span>%s ", html_tr(h, "نامشخص", "unknown"));
    html_put(h, "%p", unknown < 0 ? 0.0 : unknown);
    if (hidden)
        html_both(h, " <small>(و گروه‌هایی با کمتر از %n نفر)</small>",
            " <small>(and groups of fewer than %n people)</small>", (int64_t)h->k);
    html_put(h, "</p></div>\n");
}

static double most_authors(const table *t)
{
    double max = 1;
    for (int64_t r = 0; r < t->n_rows; r++)
        if ((double)table_int(t, r, "authors|n") > max) max = (double)table_int(t, r, "authors|n");
    return max;
}

static void place(html *h, const table *t, int64_t r, double max)
{
    sv climate = html_word(h, t, r, "climate");
    html_bar bar = {
        (double)table_int(t, r, "authors|n"), (double)NAN, (double)NAN, max * 1.15, false};
    html_put(h, "<div class=\"row\"><div class=\"lb\">%l", html_label(h, t, r));
    if (climate.n) html_put(h, " <small>%t</small>", climate);
    html_put(h, "</div><div class=\"br\">");
    html_bar_svg(h, &bar);
    html_both(h, "</div><div class=\"vl\"><b>%n</b> <small>نفر</small></div></div>\n",
        "</div><div class=\"vl\"><b>%n</b> <small>people</small></div></div>\n",
        table_int(t, r, "authors|n"));
}

static void places(html *h, const view *v)
{
    const table *t = &v->places;
    int shown = 0;
    html_both(h, "<h3>جاهایی که نامشان آمده</h3>", "<h3>Places named</h3>");
    for (int64_t r = 0; r < t->n_rows && shown < PLACES_SHOWN; r++) {
        const cell *c = table_at(t, r, "authors|n");
        if (c->null || c->suppressed) continue;
        if (!shown++) html_put(h, "<div class=\"rows geo\">");
        place(h, t, r, most_authors(t));
    }
    if (shown)
        html_put(h, "</div>");
    else
        html_none(h,
            "نام جایی که دستِ‌کم چند نفر گفته باشند پیدا نشد.",
            "No place was found that at least a few people name.");
}

/* Rural, climate, abroad ...: the other geographic signals, as lines. */
static void other_geo(html *h, const view *v)
{
    const table *t = &v->signals;
    int shown = 0;
    for (int64_t r = 0; r < t->n_rows; r++) {
        const cell *c = table_at(t, r, "authors|n");
        sv code = table_sv(t, r, "code");
        if (!view_on_axis(t, r, SV("geo")) || c->null || c->suppressed ||
            sv_eq(code, SV("geo.city")) || sv_eq(code, SV("geo.postal_address")))
            continue;
        html_put(h, "%s%l ", shown++ ? " · " : "<p class=\"how\">", html_label(h, t, r));
        html_people(h, t, r);
    }
    if (shown) html_put(h, "</p>");
}

/* The need with the most people whose climate differs from that of everybody. */
static void climate_note(html *h, const view *v)
{
    const table *t = &v->climate;
    int64_t best = -1;
    for (int64_t r = 0; r < t->n_rows; r++) {
        sv verdict = table_sv(t, r, "verdict");
        bool tells = sv_eq(verdict, SV("fits")) || sv_eq(verdict, SV("odd"));
        if (!tells || table_hidden(t, r)) continue;
        if (best < 0 || table_int(t, r, "authors") > table_int(t, best, "authors")) best = r;
    }
    if (best < 0) return;
    html_both(h,
        "هم‌خوانی نیاز و اقلیم: از خواهندگانِ «%l» که شهری نام برده‌اند، %p در اقلیم «%t» هستند (%n نفر)؛ سهم این "
        "اقلیم میان همه %p است. ",
        "Need and climate: of those who ask for “%l” and name a place, %p are in a %t climate (%n people); "
        "of all authors who name one, %p are. ",
        html_label(h, t, best), table_num(t, best, "share"),
        words_of(h->l, table_sv(t, best, "climate")), table_int(t, best, "authors"),
        table_num(t, best, "expected"));
}

void sec_dem(html *h, const view *v)
{
    if (!v->base.authors) {
        html_none(h,
            "هنوز نویسنده‌ای نیست که چیزی از خود گفته باشد.",
            "There is no author yet who says anything of themselves.");
        return;
    }
    html_both(h,
        "<p class=\"how\">فقط آنچه نویسنده خودش گفته است. بخش هاشورخورده یعنی نامشخص؛ از روی نام "
        "یا عکس حدس نمی‌زنیم.</p>",
        "<p class=\"how\">Only what authors say themselves. Hatched = unknown; we never guess from "
        "names or photos.</p>");
    html_put(h, "<div class=\"stacks\">");
    for (size_t i = 0; i < sizeof stacks / sizeof stacks[0]; i++) stack(h, v, i);
    html_put(h, "</div>");
    places(h, v);
    other_geo(h, v);
    html_put(h, "<p class=\"note\">");
    climate_note(h, v);
    html_both(h,
        "کد پستی فقط برای شعبهٔ رقبا ثبت می‌شود، هرگز برای آدم‌ها.</p>",
        "Postal codes are kept for rivals’ branches only, never for people.</p>");
}
