/* Competitors: need by competitor with the gaps, then a card each. */
#include <math.h>

#include "report/fmt.h"
#include "report/view.h"
#include "report/words.h"

enum { COLUMNS = 8, NEEDS_SHOWN = 12, CARDS = 9, ASPECTS_SHOWN = 4, GROUPED_DIGITS = 15 };

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
    html_put(h, "<tr><th scope=\"row\">%t<small>", html_label(h, &v->needs, need));
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
        "class=\"mx\"><thead><tr>",
        html_tr(h, "نیاز در برابر رقیب", "need by competitor"));
    html_put(h, "<th scope=\"col\">%s</th>", html_tr(h, "نیاز", "Need"));
    for (int i = 0; i < c.n; i++)
        html_put(h,
            c.ours[i] && !sv_eq(c.name[i], SV("ما"))
                ? "<th scope=\"col\"><span>%s (<bdi>%t</bdi>)</span></th>"
                : "<th scope=\"col\"><span>%s<bdi>%t</bdi></span></th>",
            c.ours[i] ? html_tr(h, "ما", "Us") : "",
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
        "<p class=\"how\">«خوب»: عرضه دیده شد و سهم شکایت از آن زیر ۱۰٪ است؛ «نسبی»: ۱۰ تا ۲۵٪؛ «ضعیف»: بیش از "
        "۲۵٪ یا فقط وعده؛ «ندارد»: در صفحه‌های خوانده‌شده پیدا نشد.</p>",
        "<p class=\"how\">Good: offered, complaint share under 10%%; partly: 10–25%%; poor: over 25%% or only "
        "promised; none: not found on the pages read.</p>");
}

/* --- cards ----------------------------------------------------------------------------------------------- */
static void term(html *h, const char *name) { html_put(h, "<dt>%s</dt><dd>", name); }

static void where(html *h, const view *v, int64_t r)
{
    sv url = table_sv(&v->competitors, r, "url"), handles = table_sv(&v->competitors, r, "handles");
    if (!url.n && !handles.n) return;
    term(h, html_tr(h, "کجاست", "Where"));
    if (url.n) html_link(h, url);
    if (handles.n)
        html_put(h, "%s<bdi dir=\"ltr\">%t</bdi>", url.n ? html_tr(h, "، ", ", ") : "", handles);
    html_put(h, "</dd>");
}

static void put_value(html *h, sv value)
{
    bool digits = value.n > 0 && value.n <= GROUPED_DIGITS;
    int64_t n = 0;
    for (size_t i = 0; digits && i < value.n; i++) {
        digits = value.p[i] >= '0' && value.p[i] <= '9';
        n = n * 10 + (value.p[i] - '0');
    }
    if (digits)
        html_put(h, "%n", n);
    else
        html_put(h, "%D", value);
}

/* Offers seen on its pages: what the answer says, else a few facts. */
static void does(html *h, const view *v, int64_t r, sv source)
{
    sv told = html_word(h, &v->competitors, r, "does");
    const table *f = &v->facts;
    if (told.n) {
        term(h, html_tr(h, "چه می‌کند", "What it does"));
        html_put(h, "%D</dd>", told);
        return;
    }
    int shown = 0;
    for (int64_t i = view_next(f, "source", source, 0); i >= 0 && shown < 4;
         i = view_next(f, "source", source, i + 1)) {
        sv kind = table_sv(f, i, "kind");
        if (sv_eq(kind, SV("price")) || sv_eq(kind, SV("product")) || sv_eq(kind, SV("phone")))
            continue;
        if (!shown) term(h, html_tr(h, "چه می‌کند", "What it does"));
        html_put(h, "%s%t: <bdi>", shown++ ? html_tr(h, "؛ ", "; ") : "", words_of(h->l, kind));
        sv value = table_sv(f, i, "value");
        put_value(h, value.n ? value : table_sv(f, i, "key"));
        html_put(h, "</bdi>");
    }
    if (shown) html_put(h, "</dd>");
}

static void replies(html *h, const view *v, int64_t r)
{
    const table *t = &v->competitors;
    int64_t questions = table_int(t, r, "questions");
    double answered = table_num(t, r, "answered"), hours = table_num(t, r, "reply_hours"),
           moved = table_num(t, r, "private");
    if (!isfinite(answered) && !questions) return;
    term(h, html_tr(h, "پاسخ به مشتری", "Answers"));
    if (isfinite(answered) && answered <= 0)
        html_both(h,
            "میان پاسخ‌های %n پرسش، پاسخی با نشانِ صاحب سایت دیده نشد",
            "no reply marked as the owner’s was seen among %n questions", questions);
    else if (isfinite(answered))
        html_both(
            h, "%p پرسش‌ها پاسخ گرفته", "%p of questions answered", answered);
    else
        html_both(h, "%n پرسش", "%n questions", questions);
    if (isfinite(hours)) html_both(h, "؛ میانهٔ زمان پاسخ %r ساعت", "; median %r hours", hours);
    if (isfinite(moved) && moved > 0)
        html_both(h, "؛ %p به پیام خصوصی ارجاع شد", "; %p moved to private messages", moved);
    html_put(h, "</dd>");
}

static void praise_bars(html *h, const view *v, sv source)
{
    const table *t = &v->aspects;
    int64_t max = 1;
    int shown = 0;
    for (int64_t r = view_next(t, "source", source, 0); r >= 0;
         r = view_next(t, "source", source, r + 1)) {
        int64_t p = table_int(t, r, "praise"), n = table_int(t, r, "complaints");
        if (p > max) max = p;
        if (n > max) max = n;
    }
    for (int64_t r = view_next(t, "source", source, 0); r >= 0 && shown < ASPECTS_SHOWN;
         r = view_next(t, "source", source, r + 1)) {
        const cell *p = table_at(t, r, "praise"), *n = table_at(t, r, "complaints");
        if (p->suppressed && n->suppressed) continue;
        if (!shown++)
            html_put(h,
                "<div class=\"sw\" role=\"group\" aria-label=\"%s\"><div "
                "class=\"swh\"><span>%s</span><span>%s</span></div>",
                html_tr(h, "قوت و ضعف", "strengths and weaknesses"),
                html_tr(h, "شکایت", "complaints"), html_tr(h, "تعریف", "praise"));
        double a = 50.0 * (double)table_int(t, r, "complaints") / (double)max,
               z = 50.0 * (double)table_int(t, r, "praise") / (double)max;
        html_put(h, "<div class=\"swr\"><span class=\"n\">");
        if (n->suppressed)
            html_put(h, "&lt;%n", (int64_t)h->k);
        else
            html_put(h, "%n", n->i);
        html_put(h,
            "</span><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
            "aria-hidden=\"true\"><rect class=\"ng\" "
            "x=\"%g\" y=\"1\" width=\"%g\" height=\"8\"/><rect class=\"ps\" x=\"50\" y=\"1\" "
            "width=\"%g\" "
            "height=\"8\"/><path d=\"M50 0V10\"/></svg><span class=\"p\">",
            50 - a, a, z);
        if (p->suppressed)
            html_put(h, "&lt;%n", (int64_t)h->k);
        else
            html_put(h, "%n", p->i);
        html_put(h, "</span><span class=\"t\" dir=\"auto\">%t</span></div>", html_label(h, t, r));
    }
    if (shown) html_put(h, "</div>");
}

static void card(html *h, const view *v, int64_t r)
{
    const table *t = &v->competitors;
    sv name = table_sv(t, r, "name|source"), source = table_sv(t, r, "source|name"),
       strategy = table_sv(t, r, "strategy"), kind = table_sv(t, r, "kind"),
       size = table_sv(t, r, "size");
    html_put(h, "<article class=\"card\"><header><h3><bdi>%t</bdi></h3><p class=\"sub\">", name);
    if (size.n && !sv_eq(size, SV("unknown")))
        html_put(h, "%t · ", words_of(h->l, sv_eq(size, SV("medium")) ? SV("mid") : size));
    if (kind.n) html_put(h, "%t · ", words_of(h->l, kind));
    html_both(h, "%n دیدگاه از %n نویسنده</p></header><dl>",
        "%n comments of %n authors</p></header><dl>", table_int(t, r, "comments"),
        table_int(t, r, "authors|n"));
    where(h, v, r);
    does(h, v, r, source);
    if (strategy.n) {
        term(h, html_tr(h, "راهبرد (برداشت)", "Strategy (reading)"));
        html_put(h, "%t</dd>", words_of(h->l, strategy));
    }
    replies(h, v, r);
    html_put(h, "</dl>");
    praise_bars(h, v, source);
    html_put(h, "</article>\n");
}

void sec_comp(html *h, const view *v)
{
    if (v->coverage.n_rows && v->needs.n_rows)
        matrix(h, v);
    else
        html_none(h, "برای سنجش رقبا در برابر نیازها هنوز داده کافی نیست.",
            "There is not enough data yet to hold the competitors against the needs.");
    if (!v->competitors.n_rows) return;
    html_put(h, "<div class=\"cards\">");
    for (int64_t r = 0, n = 0; r < v->competitors.n_rows && n < CARDS; r++)
        if (!table_int(&v->competitors, r, "ours")) card(h, v, r), n++;
    html_put(h, "</div>");
}
