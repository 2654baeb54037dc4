#include "report/html.h"

#include <math.h>
#include <stdarg.h>

#include "report/escape.h"
#include "report/fmt.h"
#include "report/words.h"

enum { LINK_SHOWN_CHARS = 52, SPARK_WEEKS = 8, AXIS_BYTES = 40, WEEK_MS = 7 * 86400000 };

const char *html_tr(const html *h, const char *fa, const char *en)
{
    return h->l == LANG_FA ? fa : en;
}

static void put_coordinate(html *h, double d) { buf_printf(&h->b, "%.1f", isfinite(d) ? d : 0.0); }

static void put_with_digits(html *h, sv text)
{
    buf clean = BUF_INIT(0);
    escape_html(&clean, text);
    fmt_digits(
        &h->b, h->l, buf_sv(&clean)); /* &#39; has digits, too, but no text of ours has quotes */
    buf_clear(&clean);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "taste/quality" is for the table of categories, "taste or quality" for a reader. */
static void put_label(html *h, sv s)
{
    size_t from = 0;
    for (size_t i = 1; i + 1 < s.n; i++) {
        if (s.p[i] != '/' || !is_word_byte(s.p[i - 1]) || !is_word_byte(s.p[i + 1])) continue;
        escape_html(&h->b, sv_sub(s, from, i - from));
        buf_puts(&h->b, html_tr(h, " یا ", " or "));
        from = i + 1;
    }
    escape_html(&h->b, sv_sub(s, from, s.n));
}

static void put_one(html *h, char what, va_list *ap)
{
    switch (what) {
    case 's': buf_puts(&h->b, va_arg(*ap, const char *)); return;
    case 't': escape_html(&h->b, va_arg(*ap, sv)); return;
    case 'l': put_label(h, va_arg(*ap, sv)); return;
    case 'D': put_with_digits(h, va_arg(*ap, sv)); return;
    case 'n': fmt_int(&h->b, h->l, va_arg(*ap, int64_t)); return;
    case 'p': fmt_share(&h->b, h->l, va_arg(*ap, double)); return;
    case 'i': fmt_real(&h->b, h->l, va_arg(*ap, double), 0); return;
    case 'r': fmt_real(&h->b, h->l, va_arg(*ap, double), 1); return;
    case 'f': fmt_fixed(&h->b, h->l, va_arg(*ap, double), 1); return;
    case 'g': put_coordinate(h, va_arg(*ap, double)); return;
    case 'd': buf_printf(&h->b, "%d", va_arg(*ap, int)); return;
    default: buf_putc(&h->b, what); return;
    }
}

static void put_all(html *h, const char *fmt, va_list *ap)
{
    while (*fmt) {
        size_t n = strcspn(fmt, "%");
        buf_put(&h->b, (sv){fmt, n});
        fmt += n;
        if (!*fmt || !fmt[1]) return;
        put_one(h, fmt[1], ap);
        fmt += 2;
    }
}

void html_put(html *h, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    put_all(h, fmt, &ap);
    va_end(ap);
}

void html_both(html *h, const char *fa, const char *en, ...)
{
    va_list ap;
    va_start(ap, en);
    put_all(h, html_tr(h, fa, en), &ap);
    va_end(ap);
}

sv html_word(const html *h, const table *t, int64_t row, const char *name)
{
    char names[160];
    const char *first = html_tr(h, "fa", "en"), *second = html_tr(h, "en", "fa");
    (void)snprintf(names, sizeof names, "%s_%s", name, first);
    sv s = table_sv(t, row, names);
    if (s.n) return s;
    s = table_sv(t, row, name);
    if (s.n) return s;
    (void)snprintf(names, sizeof names, "%s_%s", name, second);
    return table_sv(t, row, names);
}

sv html_short(sv label)
{
    size_t at = sv_find(label, SV(": "));
    return at != SV_NPOS && at < AXIS_BYTES && at + 2 < label.n ? sv_sub(label, at + 2, label.n)
                                                                : label;
}

void html_parts(html *h, sv parts)
{
    sv divide = sv_c(html_tr(h, "؛ ", "; "));
    for (int n = 0; parts.n; n++) {
        size_t at = sv_find(parts, divide);
        sv part = at == SV_NPOS ? parts : sv_sub(parts, 0, at);
        parts = at == SV_NPOS ? SV("") : sv_sub(parts, at + divide.n, parts.n);
        html_put(h, "%t<bdi>%D</bdi>", n ? divide : SV(""), html_short(part));
    }
}

sv html_label(const html *h, const table *t, int64_t row)
{
    sv s = html_short(html_word(h, t, row, "label"));
    return s.n ? s : table_sv(t, row, "code|name|key|word|source");
}

/* "Gift buyers" inside a sentence: "gift buyers"; names in capitals stay. */
static void put_lower(html *h, sv label)
{
    bool capital = label.n > 1 && label.p[0] >= 'A' && label.p[0] <= 'Z' && label.p[1] >= 'a' &&
                   label.p[1] <= 'z';
    if (capital) {
        buf_putc(&h->b, (char)(label.p[0] - 'A' + 'a'));
        label = sv_sub(label, 1, label.n);
    }
    html_put(h, "%l", label);
}

void html_group(html *h, const table *t, int64_t row)
{
    sv code = table_sv(t, row, "code|segment"), label = html_label(h, t, row);
    size_t plus = sv_find(label, SV(" + "));
    if (plus != SV_NPOS) { /* found as a cluster of two signs */
        html_both(h, "کسانی با نشانهٔ «%l» و «%l»", "people who show both “%l” and “%l”",
            sv_sub(label, 0, plus), html_short(sv_sub(label, plus + 3, label.n)));
        return;
    }
    if (sv_starts(code, SV("interest.")))
        html_both(h, "علاقه‌مندان به ", "people into ");
    else if (sv_starts(code, SV("life."))) {
        html_both(h, "کسانی با سبک زندگیِ «%l»", "people whose lifestyle is “%l”", label);
        return;
    }
    put_lower(h, label);
}

sv html_complaint(const html *h, const table *t, int64_t row)
{
    sv about = words_complaint(h->l, table_sv(t, row, "code"));
    return about.n ? about : html_label(h, t, row);
}

const char *html_speech(sv text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c >= 0xD8 && c <= 0xDB) return " lang=\"fa\" dir=\"rtl\"";
    }
    return " lang=\"en\" dir=\"ltr\"";
}

void html_confidence(html *h, sv word)
{
    static const struct {
        sv word;
        const char *mark, *look;
    } level[] = {{SV_INIT("strong"), "●●●", "c3"}, {SV_INIT("medium"), "●●○", "c2"},
        {SV_INIT("weak"), "●○○", "c1"}};
    for (size_t i = 0; i < sizeof level / sizeof level[0]; i++)
        if (sv_eq(level[i].word, word))
            html_put(h,
                " <span class=\"conf %s\" title=\"%s\"><i aria-hidden=\"true\">%s</i> %t</span>",
                level[i].look, html_tr(h, "اطمینان", "confidence"), level[i].mark,
                words_of(h->l, word));
}

void html_trend(html *h, sv trend)
{
    const char *look = "fl", *mark = "■ ";
    if (sv_eq(trend, SV("rising"))) look = "up", mark = "▲ ";
    if (sv_eq(trend, SV("falling"))) look = "dn", mark = "▼ ";
    if (sv_eq(trend, SV("too_short")) || sv_eq(trend, SV("unknown"))) mark = "";
    if (trend.n) html_put(h, "<span class=\"%s\">%s%t</span>", look, mark, words_of(h->l, trend));
}

static sv short_address(sv url)
{
    sv s = url;
    size_t at = sv_find(s, SV("://"));
    if (at != SV_NPOS) s = sv_sub(s, at + 3, s.n);
    if (sv_ends(s, SV("/"))) s.n--;
    return s;
}

void html_link(html *h, sv url)
{
    bool safe = sv_istarts(url, SV("http://")) || sv_istarts(url, SV("https://"));
    sv shown = short_address(url), rest = shown;
    for (int n = 0; rest.n && n < LINK_SHOWN_CHARS; n++) (void)escape_next(&rest);
    shown.n -= rest.n;
    if (safe) html_put(h, "<a href=\"%t\" rel=\"noreferrer noopener\">", url);
    html_put(h, "<bdi dir=\"ltr\">%t%s</bdi>%s", shown, rest.n ? "…" : "", safe ? "</a>" : "");
}

void html_people(html *h, const table *t, int64_t row)
{
    const cell *c = table_at(t, row, "authors|n");
    if (c->suppressed)
        html_both(h, "کمتر از %n نفر", "fewer than %n people", (int64_t)h->k);
    else if (!c->null)
        html_both(h, "%n نفر", "%n people", c->i);
    else
        html_both(h, "نامشخص", "unknown");
}

void html_none(html *h, const char *fa, const char *en)
{
    html_put(h, "<p class=\"none\">%s</p>", html_tr(h, fa, en));
}

static double at_scale(double share, double scale, double width)
{
    double x = isfinite(share) && scale > 0 ? share / scale : 0;
    return width * (x < 0 ? 0 : x > 1 ? 1 : x);
}

void html_bar_svg(html *h, const html_bar *bar)
{
    html_put(h,
        "<svg class=\"bar\" viewBox=\"0 0 400 18\" preserveAspectRatio=\"none\" "
        "aria-hidden=\"true\">"
        "<rect class=\"tr\" y=\"3\" width=\"400\" height=\"12\" rx=\"2\"/>"
        "<rect class=\"fl%s\" y=\"3\" width=\"%g\" height=\"12\" rx=\"2\"/>",
        bar->negative ? " neg" : "", at_scale(bar->share, bar->scale, 400));
    if (isfinite(bar->low) && isfinite(bar->high)) {
        double a = at_scale(bar->low, bar->scale, 400), z = at_scale(bar->high, bar->scale, 400);
        html_put(h, "<path class=\"wk\" d=\"M%g 9H%gM%g 5V13M%g 5V13\"/>", a, z, a, z);
    }
    html_put(h, "</svg>");
}

void html_spark(html *h, const double *value, int n)
{
    double max = 0;
    int last = 0;
    for (int i = 0; i < n; i++) {
        if (!isfinite(value[i])) return;
        last = i;
        if (value[i] > max) max = value[i];
    }
    if (n < 3 || max <= 0) return;
    html_put(h, "<svg class=\"spark\" viewBox=\"-2 0 66 20\" aria-hidden=\"true\"><path d=\"");
    for (int i = 0; i < n; i++)
        html_put(h, "%s%g %g", i ? "L" : "M", 60.0 * i / (n - 1), 17 - 14 * value[i] / max);
    html_put(h, "\"/><circle cx=\"%g\" cy=\"%g\" r=\"2.2\"/></svg>", 60.0 * last / (n - 1),
        17 - 14 * value[last] / max);
}

double html_scale(const table *t, int64_t n_rows)
{
    double max = 0;
    for (int64_t r = 0; r < t->n_rows && r < n_rows; r++) {
        double high = table_num(t, r, "high"), share = table_num(t, r, "share");
        if (isfinite(high) && high > max) max = high;
        if (isfinite(share) && share > max) max = share;
    }
    max *= 1.15;
    return max <= 0 || max > 1 ? 1 : max;
}

/* The weeks up to `last` of one need over all sources, oldest first: 0 where nobody spoke of it, NAN where fewer
 * than k did. */
static void weeks_of(const table *weekly, sv code, int64_t last, double *ret)
{
    for (int i = 0; i < SPARK_WEEKS; i++) ret[i] = 0;
    for (int64_t r = 0; weekly && r < weekly->n_rows; r++) {
        if (table_sv(weekly, r, "source").n || !sv_eq(table_sv(weekly, r, "need|code"), code))
            continue;
        int64_t ago = (last - table_int(weekly, r, "week|at") + WEEK_MS / 2) / WEEK_MS;
        if (ago >= 0 && ago < SPARK_WEEKS)
            ret[SPARK_WEEKS - 1 - ago] = table_num(weekly, r, "share");
    }
}

/* The last week of which anything is told. */
static int64_t last_week(const table *weekly)
{
    int64_t last = 0;
    for (int64_t r = 0; weekly && r < weekly->n_rows; r++) {
        int64_t week = table_int(weekly, r, "week|at");
        if (week > last) last = week;
    }
    return last;
}

static void ranked_row(html *h, const html_rows *rows, int64_t r, double scale, int64_t last)
{
    const table *t = rows->t;
    sv items = table_sv(t, r, "items");
    html_put(h, "<div class=\"row\"><div class=\"lb\">%l",
        rows->negative ? html_complaint(h, t, r) : html_label(h, t, r));
    if (items.n)
        html_put(h, " <small>%s<bdi%s>%t</bdi></small>", html_tr(h, "دربارهٔ ", "about "),
            html_speech(items), items);
    html_put(h, "</div>");
    html_bar bar = {table_num(t, r, "share"), table_num(t, r, "low"), table_num(t, r, "high"),
        scale, rows->negative};
    html_put(h, "<div class=\"br\">");
    html_bar_svg(h, &bar);
    html_put(h, "</div><div class=\"vl\"><b>%p</b> <small>", bar.share);
    if (isfinite(bar.low) && isfinite(bar.high)) {
        html_put(h, "%s ", html_tr(h, "بازه", "range"));
        fmt_share_range(&h->b, h->l, bar.low, bar.high);
        html_put(h, " · ");
    }
    html_people(h, t, r);
    html_put(h, "</small></div><div class=\"tn\">");
    double week[SPARK_WEEKS];
    sv trend = table_sv(t, r, "trend");
    if (rows->trend && trend.n) {
        weeks_of(rows->weekly, table_sv(t, r, "code"), last, week);
        html_put(h, "<span>");
        html_spark(h, week, SPARK_WEEKS);
        html_trend(h, trend);
        html_put(h, "</span>");
    }
    html_confidence(h, table_sv(t, r, "confidence"));
    html_put(h, "</div></div>\n");
}

void html_ranked(html *h, const html_rows *rows)
{
    const table *t = rows->t;
    double scale = html_scale(t, rows->max);
    int64_t hidden = 0, last = last_week(rows->weekly);
    html_put(h, "<div class=\"rows\">");
    for (int64_t r = 0; r < t->n_rows && r < rows->max; r++)
        if (table_at(t, r, "authors|n")->suppressed)
            hidden++;
        else
            ranked_row(h, rows, r, scale, last);
    html_put(h, "</div>");
    if (hidden == 1)
        html_both(h,
            "<p class=\"how\">یک مورد دیگر کمتر از %n نفر دارد و نشان داده نمی‌شود.</p>",
            "<p class=\"how\">One more has fewer than %n people and is not shown.</p>",
            (int64_t)h->k);
    else if (hidden)
        html_both(h,
            "<p class=\"how\">%n مورد دیگر هر کدام کمتر از %n نفر دارد و نشان داده نمی‌شود.</p>",
            "<p class=\"how\">%n more have fewer than %n people each and are not shown.</p>",
            hidden, (int64_t)h->k);
}
