#include "report/view.h"

#include "report/fmt.h"
#include "report/quote.h"

enum { QUOTES_SHOWN = 3 };

int64_t view_next(const table *t, const char *name, sv key, int64_t from)
{
    for (int64_t r = from; r < t->n_rows; r++)
        if (sv_eq(table_sv(t, r, name), key)) return r;
    return -1;
}

int64_t view_largest(const table *t, const char *name, sv key)
{
    int64_t best = -1;
    for (int64_t r = 0; r < t->n_rows; r++) {
        if (name && !sv_eq(table_sv(t, r, name), key)) continue;
        const cell *n = table_at(t, r, "authors|n");
        if (n->null || n->suppressed) continue;
        if (best < 0 || n->i > table_int(t, best, "authors|n")) best = r;
    }
    return best;
}

bool view_thin(const view *v)
{
    return v->base.authors < VIEW_THIN_AUTHORS || (view_largest(&v->segments, NULL, SV("")) < 0 &&
                                                      view_largest(&v->needs, NULL, SV("")) < 0);
}

int64_t view_gap(const view *v)
{
    for (int64_t r = 0; r < v->needs.n_rows; r++) {
        const cell *n = table_at(&v->needs, r, "authors|n");
        sv code = table_sv(&v->needs, r, "code");
        bool seen = false, served = false;
        if (n->null || n->suppressed) continue;
        if (table_col(&v->needs, "gap") >= 0) {
            if (sv_eq(table_sv(&v->needs, r, "gap"), SV("yes"))) return r;
            continue;
        }
        for (int64_t c = view_next(&v->coverage, "need|code", code, 0); c >= 0;
             c = view_next(&v->coverage, "need|code", code, c + 1)) {
            if (table_int(&v->coverage, c, "ours")) continue;
            sv word = table_sv(&v->coverage, c, "word|coverage");
            seen = true;
            served |= sv_eq(word, SV("good")) || sv_eq(word, SV("partly"));
        }
        if (seen && !served) return r;
    }
    return -1;
}

bool view_on_axis(const table *signals, int64_t row, sv axis)
{
    sv code = table_sv(signals, row, "code");
    if (sv_starts(code, axis) && code.n > axis.n && code.p[axis.n] == '.') return true;
    return sv_eq(table_sv(signals, row, "axis"), axis);
}

static void one_quote(html *h, const view *v, int64_t r)
{
    const table *t = &v->evidence;
    sv text = table_sv(t, r, "text|quote");
    size_t from = (size_t)table_int(t, r, "from"), to = (size_t)table_int(t, r, "to");
    if (from > text.n || to > text.n || from > to) from = to = 0;
    sv shown = quote_window(text, v->quotes == QUOTES_FULL ? 0 : QUOTE_CHARS, &from, &to);
    bool before = shown.p != text.p, after = shown.p + shown.n != text.p + text.n;
    bool persian = strstr(html_speech(text), "fa") != NULL;
    html_put(h, "<blockquote><p%s>%s%s%t", html_speech(text), persian ? "«" : "“",
        before ? "…" : "", sv_sub(shown, 0, from));
    if (to > from) html_put(h, "<mark>%t</mark>", sv_sub(shown, from, to - from));
    html_put(
        h, "%t%s%s</p><footer>", sv_sub(shown, to, shown.n), after ? "…" : "", persian ? "»" : "”");
    sv source = table_sv(t, r, "source");
    if (source.n)
        html_both(h, "<span>یک نفر در <bdi%s>%t</bdi></span>",
            "<span>someone on <bdi%s>%t</bdi></span>", html_speech(source), source);
    int64_t day = table_int(t, r, "day|written|date|written_at");
    if (day) {
        html_put(h, "<span>");
        fmt_day(&h->b, h->l, day, h->offset);
        html_put(h, "</span>");
    }
    sv url = table_sv(t, r, "url");
    if (url.n) html_link(h, url);
    html_put(h, "</footer></blockquote>");
}

/* The next quote of a need at or after `from`, or -1. Where the type is known, complaints and the rest are apart. */
static int64_t next_quote(const table *t, sv need, bool complaints, int64_t from)
{
    for (int64_t r = view_next(t, "need|code", need, from); r >= 0;
         r = view_next(t, "need|code", need, r + 1)) {
        sv type = table_sv(t, r, "need_type");
        if (type.n && sv_eq(type, SV("complaint")) != complaints) continue;
        if (table_sv(t, r, "text|quote").n) return r;
    }
    return -1;
}

bool view_quoted(const view *v, sv need, bool complaints)
{
    return v->quotes != QUOTES_NONE && next_quote(&v->evidence, need, complaints, 0) >= 0;
}

void view_quotes(html *h, const view *v, const view_said *said)
{
    sv need = said->need;
    bool complaints = said->complaints;
    const table *t = &v->evidence;
    int64_t n = 0, shown = 0;
    if (v->quotes == QUOTES_NONE) return;
    for (int64_t r = next_quote(t, need, complaints, 0); r >= 0 && n < QUOTES_SHOWN;
         r = next_quote(t, need, complaints, r + 1))
        n++;
    if (!n) return;
    html_both(h, "<details class=\"quotes\"><summary>%l <small>%n گفته از %n نفر</small></summary>",
        n == 1
            ? "<details class=\"quotes\"><summary>%l <small>%n quote, %n people</small></summary>"
            : "<details class=\"quotes\"><summary>%l <small>%n quotes, %n people</small></summary>",
        said->label, n, said->people);
    for (int64_t r = next_quote(t, need, complaints, 0); r >= 0 && shown < n;
         r = next_quote(t, need, complaints, r + 1), shown++)
        one_quote(h, v, r);
    html_put(h, "</details>");
}
