#include "report/mini.h"

#include <math.h>

#include "report/fmt.h"
#include "report/words.h"

enum { ROWS_SHOWN = 5 };

void mini_list(html *h, sv labels)
{
    static const sv axis[] = {SV_INIT("نیاز: "), SV_INIT("Need: ")};
    for (size_t i = 0; i < sizeof axis / sizeof axis[0]; i++) {
        if (!sv_starts(labels, axis[i])) continue;
        while (labels.n) {
            size_t at = sv_find(labels, axis[i]);
            html_put(h, "%l", at == SV_NPOS ? labels : sv_sub(labels, 0, at));
            labels = at == SV_NPOS ? SV("") : sv_sub(labels, at + axis[i].n, labels.n);
        }
        return;
    }
    html_put(h, "%l", labels);
}

static void people(html *h, const table *t, int64_t r)
{
    double share = table_num(t, r, "share"), low = table_num(t, r, "low"),
           high = table_num(t, r, "high");
    if (isfinite(share)) html_put(h, "<b>%p</b> ", share);
    html_put(h, "<small>");
    if (isfinite(low) && isfinite(high)) {
        html_put(h, "(");
        fmt_share_range(&h->b, h->l, low, high);
        html_put(h, ") · ");
    }
    html_people(h, t, r);
    html_put(h, "</small>");
    html_confidence(h, table_sv(t, r, "confidence"));
}

static bool is_empty(const html *h, const table *t, int64_t r, const mini_column *c)
{
    switch (c->kind) {
    case MINI_PEOPLE:
    case MINI_PUT: return false;
    case MINI_INDEX:
    case MINI_SHARE:
    case MINI_REAL:
    case MINI_MONEY: return !isfinite(table_num(t, r, c->name));
    case MINI_TEXT:
    case MINI_LIST:
    case MINI_WORD: return !html_word(h, t, r, c->name).n;
    }
    return true;
}

static void value(html *h, const table *t, int64_t r, const mini_column *c)
{
    double d = table_num(t, r, c->name);
    sv text = {NULL, 0};
    if (is_empty(h, t, r, c)) {
        html_put(h, "—");
        return;
    }
    switch (c->kind) {
    case MINI_PEOPLE: people(h, t, r); return;
    case MINI_PUT: c->put(h, t, r); return;
    case MINI_SHARE: html_put(h, "%p", d); return;
    case MINI_REAL: html_put(h, "%r", d); return;
    case MINI_MONEY: fmt_money(&h->b, h->l, d); return;
    case MINI_INDEX:
        html_put(h, "<b>%i</b>", d);
        if (sv_eq(table_sv(t, r, "certainty"), SV("uncertain")))
            html_put(h, " <small>%t</small>", words_of(h->l, SV("uncertain")));
        return;
    case MINI_TEXT:
    case MINI_LIST:
    case MINI_WORD: text = html_word(h, t, r, c->name);
    }
    if (c->kind == MINI_LIST)
        mini_list(h, text);
    else if (c->kind == MINI_WORD)
        html_put(h, "%t", words_of(h->l, text));
    else
        html_put(h, "<bdi%s>%t</bdi>", html_speech(text), text);
}

static void put_row(html *h, const table *t, int64_t r, const mini *m, const bool *used)
{
    html_put(h, "<tr><th scope=\"row\">");
    if (m->group)
        html_group(h, t, r);
    else
        html_put(h, "%l", html_label(h, t, r));
    html_put(h, "</th>");
    for (int c = 0; c < MINI_COLUMNS; c++) {
        if (!used[c]) continue;
        html_put(h, "<td data-l=\"%s\">", html_tr(h, m->col[c].fa, m->col[c].en));
        value(h, t, r, &m->col[c]);
        html_put(h, "</td>");
    }
    html_put(h, "</tr>\n");
}

/* The rows to show, best first; *more: how many others there are. */
static int choose(const table *t, const mini *m, int64_t *ret, int64_t *more)
{
    int n = 0;
    *more = 0;
    for (int64_t r = 0; r < t->n_rows; r++) {
        double rank = m->rank(t, r);
        int at = n;
        if (isnan(rank)) continue;
        while (at > 0 && rank > m->rank(t, ret[at - 1])) at--;
        if (n == ROWS_SHOWN) ++*more;
        if (at == ROWS_SHOWN) continue;
        if (n < ROWS_SHOWN) n++;
        for (int i = n - 1; i > at; i--) ret[i] = ret[i - 1];
        ret[at] = r;
    }
    return n;
}

static void more_in(html *h, const mini *m, int64_t n)
{
    if (n)
        html_both(h,
            "<p class=\"how\">%n سطر دیگر در <bdi dir=\"ltr\"><code>bazarkav export %s</code></bdi></p>",
            "<p class=\"how\">%n more in <code>bazarkav export %s</code></p>", n, m->answer);
}

bool mini_put(html *h, const table *t, const mini *m)
{
    int64_t row[ROWS_SHOWN], more = 0;
    bool used[MINI_COLUMNS] = {false};
    int n = choose(t, m, row, &more);
    if (!n) return false;
    html_put(h, "<h3>%s</h3>", html_tr(h, m->fa, m->en));
    if (m->about_fa) html_put(h, "<p class=\"how\">%s</p>", html_tr(h, m->about_fa, m->about_en));
    html_put(h, "<table class=\"mini\"><thead><tr><th scope=\"col\">%s</th>",
        html_tr(h, m->row_fa, m->row_en));
    for (int c = 0; c < MINI_COLUMNS && m->col[c].fa; c++) {
        for (int i = 0; i < n; i++) used[c] |= !is_empty(h, t, row[i], &m->col[c]);
        if (used[c])
            html_put(h, "<th scope=\"col\">%s</th>", html_tr(h, m->col[c].fa, m->col[c].en));
    }
    html_put(h, "</tr></thead><tbody>");
    for (int i = 0; i < n; i++) put_row(h, t, row[i], m, used);
    html_put(h, "</tbody></table>");
    more_in(h, m, more);
    return true;
}
