/* What they are after, and what they complain about: ranked bars, then their own sentences, folded. */
#include "report/view.h"

enum { ROWS_SHOWN = 12, QUOTED = 6 };

/* Folded quotes stand side by side; an open one takes the whole line. */
static void quotes_of(html *h, const view *v, const table *t, bool complaints)
{
    int shown = 0;
    for (int64_t r = 0, n = 0; r < t->n_rows && n < QUOTED; r++) {
        view_said said = {.need = table_sv(t, r, "code"),
            .label = complaints ? html_complaint(h, t, r) : html_label(h, t, r),
            .people = table_int(t, r, "authors|n"),
            .complaints = complaints};
        if (table_at(t, r, "authors|n")->suppressed) continue;
        n++;
        if (!view_quoted(v, said.need, complaints)) continue;
        if (!shown++)
            html_put(h, "<h3 class=\"ql\">%s</h3><div class=\"said\">",
                html_tr(h, "نمونهٔ گفته‌ها", "Sample quotes"));
        view_quotes(h, v, &said);
    }
    if (shown) html_put(h, "</div>");
}

static void list(html *h, const view *v, const table *t, bool negative, const char *kind)
{
    html_rows rows = {
        .t = t, .weekly = &v->weekly, .max = ROWS_SHOWN, .negative = negative, .trend = true};
    html_ranked(h, &rows);
    if (t->n_rows > ROWS_SHOWN)
        html_both(h,
            "<p class=\"how\">%n مورد دیگر در <bdi dir=\"ltr\"><code>bazarkav export %s</code></bdi></p>",
            "<p class=\"how\">%n more in <code>bazarkav export %s</code></p>",
            t->n_rows - ROWS_SHOWN, kind);
    quotes_of(h, v, t, negative);
}

/* Eight classes of reasons; each author counts once in a class. */
static void barriers(html *h, const view *v)
{
    html_rows rows = {.t = &v->barriers, .max = ROWS_SHOWN, .negative = true};
    if (view_largest(&v->barriers, NULL, SV("")) < 0) return;
    html_both(h,
        "<h3>چرا نمی‌خرند؟</h3><p class=\"how\">هشت دسته دلیل، از شکایت‌ها و گفته‌های خودشان؛ پرسشِ ساده دلیل به "
        "شمار نمی‌آید.</p>",
        "<h3>Why do they not buy?</h3><p class=\"how\">Eight classes of reasons, from complaints and what "
        "they say themselves; a mere question is no reason.</p>");
    html_ranked(h, &rows);
}

void sec_need(html *h, const view *v)
{
    html_both(h, "<p class=\"how\">میله: سهم نویسندگان. خط نازک: بازهٔ ۹۵٪. روند: هشت هفتهٔ آخر.</p>",
        "<p class=\"how\">Bar: share of authors. Thin line: 95%% interval. Trend: the last 8 "
        "weeks.</p>");
    if (v->needs.n_rows)
        list(h, v, &v->needs, false, "needs");
    else
        html_none(h,
            "در دیدگاه‌های خوانده‌شده نیازی پیدا نشد که دستِ‌کم چند نفر گفته باشند.",
            "No need was found that at least a few people name in the comments read.");
    html_both(h, "<h3>شکایت‌ها</h3>", "<h3>Complaints</h3>");
    if (v->complaints.n_rows)
        list(h, v, &v->complaints, true, "complaints");
    else
        html_none(h,
            "شکایتی پیدا نشد که دستِ‌کم چند نفر گفته باشند.",
            "No complaint was found that at least a few people share.");
    barriers(h, v);
    view_keywords(h, v);
}
