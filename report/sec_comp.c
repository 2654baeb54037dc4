/* Competitors: need by competitor with the gaps, then a card each. */
#include "report/view.h"
#include "report/words.h"

enum { COLUMNS = 8, NEEDS_SHOWN = 12, CARDS = 9 };

typedef struct columns {
    sv name[COLUMNS];
    bool ours[COLUMNS];
    int n;
    bool can; /* no page of ours is read, but the seeds file says what we can answer */
} columns;

static void add_column(columns *c, sv name, bool ours)
{
    for (int i = 0; i < c->n; i++)
        if (sv_eq(c->name[i], name)) return;
    if (c->n == COLUMNS || !name.n) return;
    c->name[c->n] = name;
    c->ours[c->n++] = ours;
}

static columns columns_of(const view *v)
{
    const table *t = &v->coverage;
    columns c = {.n = 0};
    for (int64_t r = 0; r < t->n_rows; r++)
        if (!table_int(t, r, "ours")) add_column(&c, table_sv(t, r, "source"), false);
    for (int64_t r = 0; r < t->n_rows; r++)
        if (table_int(t, r, "ours")) add_column(&c, table_sv(t, r, "source"), true);
    bool read = c.n && c.ours[c.n - 1];
    for (int64_t r = 0; r < v->needs.n_rows && !read; r++)
        c.can |= table_sv(&v->needs, r, "ours").n > 0;
    return c;
}

static int64_t cell_of(const table *t, sv need, sv source)
{
    for (int64_t r = view_next(t, "need|code", need, 0); r >= 0;
         r = view_next(t, "need|code", need, r + 1))
        if (sv_eq(table_sv(t, r, "source"), source)) return r;
    return -1;
}

static void mark(html *h, sv word, bool ours)
{
    static const struct {
        sv word;
        const char *look, *glyph;
    } marks[] = {{SV_INIT("good"), "m3", "●"}, {SV_INIT("partly"), "m2", "◑"},
        {SV_INIT("poor"), "m1", "◔"}, {SV_INIT("none"), "m0", "○"}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (sv_eq(marks[i].word, word)) {
            html_put(h, "<td class=\"%s%s\"><span aria-hidden=\"true\">%s</span> <em>%t</em></td>",
                marks[i].look, ours ? " us" : "", marks[i].glyph, words_of(h->l, word));
            return;
        }
    html_put(h, "<td class=\"m0%s\"><span aria-hidden=\"true\">·</span> <em>%s</em></td>",
        ours ? " us" : "", html_tr(h, "داده کم", "too little"));
}

/* What the seeds file says of us. */
static void mark_can(html *h, sv word)
{
    if (sv_eq(word, SV("yes")))
        html_both(h,
            "<td class=\"m3 us\"><span aria-hidden=\"true\">●</span> <em>می‌توانیم</em></td>",
            "<td class=\"m3 us\"><span aria-hidden=\"true\">●</span> <em>we can</em></td>");
    else if (sv_eq(word, SV("no")))
        html_both(h,
            "<td class=\"m0 us\"><span aria-hidden=\"true\">○</span> <em>نمی‌توانیم</em></td>",
            "<td class=\"m0 us\"><span aria-hidden=\"true\">○</span> <em>we cannot</em></td>");
    else
        html_both(h,
            "<td class=\"m0 us\"><span aria-hidden=\"true\">·</span> <em>ننوشته‌اید</em></td>",
            "<td class=\"m0 us\"><span aria-hidden=\"true\">·</span> <em>not told</em></td>");
}

static bool is_good(sv word) { return sv_eq(word, SV("good")) || sv_eq(word, SV("partly")); }

static void matrix_row(html *h, const view *v, int64_t need, const columns *c)
{
    sv code = table_sv(&v->needs, need, "code");
    html_put(h, "<tr><th scope=\"row\">%l<small>", html_label(h, &v->needs, need));
    html_people(h, &v->needs, need);
    html_put(h, "</small></th>");
    bool served = false, seen = false;
    for (int i = 0; i < c->n; i++) {
        sv word = table_sv(&v->coverage, cell_of(&v->coverage, code, c->name[i]), "word|coverage");
        mark(h, word, c->ours[i]);
        if (c->ours[i]) continue;
        served |= is_good(word);
        seen |= word.n > 0;
    }
    if (c->can) mark_can(h, table_sv(&v->needs, need, "ours"));
    sv gap = table_sv(&v->needs, need, "gap");
    if (gap.n) seen = true, served = !sv_eq(gap, SV("yes"));
    html_put(h,
        seen && !served ? "<td class=\"gap\"><b>%s</b></td></tr>\n"
                        : "<td class=\"gap\">—</td></tr>\n",
        html_tr(h, "بله", "yes"));
}

static void matrix(html *h, const view *v)
{
    columns c = columns_of(v);
    html_put(h,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table "
        "class=\"mx\"><caption class=\"vh\">%s</caption><thead><tr>",
        html_tr(h, "نیاز در برابر رقیب", "need by competitor"),
        html_tr(h, "هر رقیب هر نیاز را چگونه پاسخ می‌دهد",
            "how each competitor answers each need"));
    html_put(h, "<th scope=\"col\">%s</th>", html_tr(h, "نیاز", "Need"));
    for (int i = 0; i < c.n; i++)
        html_put(h,
            c.ours[i] && !sv_eq(c.name[i], SV("ما"))
                ? "<th scope=\"col\"><span>%s (<bdi%s>%t</bdi>)</span></th>"
                : "<th scope=\"col\"><span>%s<bdi%s>%t</bdi></span></th>",
            c.ours[i] ? html_tr(h, "ما", "Us") : "", html_speech(c.name[i]),
            c.ours[i] && sv_eq(c.name[i], SV("ما")) ? SV("") : c.name[i]);
    if (c.can) html_put(h, "<th scope=\"col\"><span>%s</span></th>", html_tr(h, "ما", "Us"));
    html_put(h, "<th scope=\"col\"><span>%s</span></th></tr></thead><tbody>\n",
        html_tr(h, "جای خالی", "Gap"));
    for (int64_t r = 0, n = 0; r < v->needs.n_rows && n < NEEDS_SHOWN; r++) {
        if (table_at(&v->needs, r, "authors|n")->suppressed) continue;
        n++;
        matrix_row(h, v, r, &c);
    }
    html_put(h, "</tbody></table></div>");
    html_both(h,
        "<p class=\"how\">«خوب»: دستِ‌کم %n نفر تعریف کرده‌اند، بیش از شاکیان‌اند و سهم شکایت زیر ۱۰٪ است؛ «نسبی»: کمی تعریف، یا تنها "
        "وعده؛ «ضعیف»: سهم شکایت بیش از ۲۵٪ یا شکایت دو برابر تعریف؛ «ندارد»: در صفحه‌های خوانده‌شده پیدا نشد.</p>",
        "<p class=\"how\">Good: praised by at least %n people, more than complain, complaint share under 10%%; partly: some "
        "praise, or only a promise; poor: complaint share over 25%% or twice the praise; none: not found "
        "on the pages read.</p>",
        (int64_t)h->k);
}

void sec_comp(html *h, const view *v)
{
    if (v->coverage.n_rows && v->needs.n_rows)
        matrix(h, v);
    else
        html_none(h, "برای سنجش رقبا در برابر نیازها هنوز داده کافی نیست.",
            "There is not enough data yet to hold the competitors against the needs.");
    view_gaps(h, v);
    if (!v->competitors.n_rows) return;
    int64_t rivals = 0;
    for (int64_t r = 0; r < v->competitors.n_rows; r++)
        rivals += !table_int(&v->competitors, r, "ours");
    html_put(h, rivals == 2 || rivals == 4 ? "<div class=\"cards by2\">" : "<div class=\"cards\">");
    for (int64_t r = 0, n = 0; r < v->competitors.n_rows && n < CARDS; r++)
        if (!table_int(&v->competitors, r, "ours")) view_card(h, v, r), n++;
    html_put(h, "</div>");
}
