/* The card of a competitor: where it is, what it does, how it answers, what people praise and complain about. */
#include <math.h>

#include "report/fmt.h"
#include "report/quote.h"
#include "report/view.h"
#include "report/words.h"

enum { ASPECTS_SHOWN = 4, GROUPED_DIGITS = 15 };

static void term(html *h, const char *name) { html_put(h, "<dt>%s</dt><dd>", name); }

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

/* What its pages say of it: shown in its own words, so cut, never reworded. */
enum { CATEGORIES_SHOWN = 4, TERMS_CHARS = 90 };

static void said_value(html *h, sv value)
{
    size_t from = 0, to = 0;
    sv shown = quote_window(value, TERMS_CHARS, &from, &to);
    html_put(h, "<bdi%s>", html_speech(value));
    put_value(h, shown);
    html_put(h, "%s</bdi>", shown.n < value.n ? "…" : "");
}

static bool is_number(sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

static int64_t first_fact(const view *v, int64_t rival, sv kind)
{
    sv source = table_sv(&v->competitors, rival, "source|name");
    for (int64_t r = view_next(&v->facts, "source", source, 0); r >= 0;
         r = view_next(&v->facts, "source", source, r + 1))
        if (sv_eq(table_sv(&v->facts, r, "kind"), kind) && table_sv(&v->facts, r, "value").n)
            return r;
    return -1;
}

static void where(html *h, const view *v, int64_t r)
{
    sv url = table_sv(&v->competitors, r, "url"), handles = table_sv(&v->competitors, r, "handles");
    if (!url.n && !handles.n) return;
    term(h, html_tr(h, "کجاست", "Where"));
    if (url.n) html_link(h, url);
    if (handles.n)
        html_put(h, "%s<bdi dir=\"ltr\">%t</bdi>", url.n ? html_tr(h, "، ", ", ") : "", handles);
    int64_t address = first_fact(v, r, SV("address"));
    if (address >= 0) {
        html_put(h, "<br>");
        said_value(h, table_sv(&v->facts, address, "value"));
    }
    html_put(h, "</dd>");
}

/* Number of products and what they cost. */
static bool range_of(html *h, const table *f, sv source)
{
    double low = (double)NAN, high = (double)NAN;
    int64_t products = 0, prices = 0;
    for (int64_t r = view_next(f, "source", source, 0); r >= 0;
         r = view_next(f, "source", source, r + 1)) {
        double toman = table_num(f, r, "amount");
        sv kind = table_sv(f, r, "kind");
        products += sv_eq(kind, SV("product"));
        if (!sv_eq(kind, SV("price")) || !isfinite(toman)) continue;
        prices++;
        if (!(low <= toman)) low = toman;
        if (!(high >= toman)) high = toman;
    }
    if (products < prices) products = prices;
    if (!products) return false;
    html_both(h, "%n محصول", products == 1 ? "%n product" : "%n products", products);
    if (!isfinite(low)) return true;
    html_put(h, "%s", html_tr(h, low < high ? "، از " : "، ", low < high ? ", from " : ", "));
    fmt_money(&h->b, h->l, low);
    if (low < high) {
        html_put(h, "%s", html_tr(h, " تا ", " to "));
        fmt_money(&h->b, h->l, high);
    }
    return true;
}

/* The weekday (0 = Saturday) of a schema.org name such as "Mo" at the front of *s, or -1. */
static int cut_weekday(sv *s)
{
    static const char names[7][3] = {"Sa", "Su", "Mo", "Tu", "We", "Th", "Fr"};
    for (int i = 0; i < 7; i++)
        if (sv_starts(*s, (sv){names[i], 2})) {
            *s = sv_sub(*s, 2, s->n);
            return i;
        }
    return -1;
}

/* "Mo-Fr 09:00-18:00" as a reader says it; false for anything else, and nothing is put. */
static bool hours(html *h, sv value)
{
    sv rest = value;
    int from = cut_weekday(&rest), to = from;
    if (from >= 0 && sv_starts(rest, SV("-"))) {
        rest = sv_sub(rest, 1, rest.n);
        to = cut_weekday(&rest);
    }
    bool clock = rest.n == strlen(" 09:00-18:00") && rest.p[0] == ' ' && rest.p[6] == '-';
    for (size_t i = 1; clock && i < rest.n; i++)
        clock = i == 6 || (i % 6 == 3 ? rest.p[i] == ':' : rest.p[i] >= '0' && rest.p[i] <= '9');
    if (from < 0 || to < 0 || !clock) return false;
    if ((to + 1) % 7 == from)
        html_put(h, "%s", html_tr(h, "هر روز", "every day"));
    else if (to == from)
        html_put(h, "%s", fmt_weekday(h->l, from, false));
    else
        html_both(h, "%s تا %s", "%s to %s", fmt_weekday(h->l, from, false),
            fmt_weekday(h->l, to, false));
    html_both(h, " %D تا %D", " %D to %D", sv_sub(rest, 1, 5), sv_sub(rest, 7, 5));
    return true;
}

static bool is_repeated(const table *f, sv source, int64_t row)
{
    for (int64_t r = view_next(f, "source", source, 0); r >= 0 && r < row;
         r = view_next(f, "source", source, r + 1))
        if (sv_eq(table_sv(f, r, "value"), table_sv(f, row, "value")) &&
            !sv_eq(table_sv(f, r, "kind"), SV("product")))
            return true;
    return false;
}

/* The values of one kind, `max` of them, with the name of the kind in front. */
static bool kind_of(html *h, const table *f, sv source, sv kind, int max)
{
    int n = 0;
    for (int64_t r = view_next(f, "source", source, 0); r >= 0 && n < max;
         r = view_next(f, "source", source, r + 1)) {
        sv value = table_sv(f, r, "value"), name = words_of(h->l, kind);
        if (!sv_eq(table_sv(f, r, "kind"), kind) || !value.n) continue;
        if (is_repeated(f, source, r)) {
            if (max == 1) break; /* one text for delivery and returns is told once */
            continue;
        }
        if (!n && !sv_starts(value, name))
            html_put(h,
                sv_eq(kind, SV("category")) ? html_tr(h, "دسته‌ها: ", "categories: ")
                                            : "%t: ",
                name);
        html_put(h, "%s", n++ ? html_tr(h, "، ", ", ") : "");
        if (!sv_eq(kind, SV("hours")) || !hours(h, value)) said_value(h, value);
        if (sv_eq(kind, SV("discount")) && is_number(value))
            html_put(h, "%s", html_tr(h, "٪", "%"));
    }
    return n > 0;
}

static void does(html *h, const view *v, int64_t r, sv source)
{
    static const struct {
        sv kind;
        int max;
    } kinds[] = {{SV_INIT("category"), CATEGORIES_SHOWN}, {SV_INIT("discount"), 1},
        {SV_INIT("delivery"), 1}, {SV_INIT("returns"), 1}, {SV_INIT("hours"), 1}};
    const table *f = &v->facts;
    sv told = html_word(h, &v->competitors, r, "does");
    size_t start = h->b.n;
    term(h, html_tr(h, "چه می‌کند", "What it does"));
    size_t empty = h->b.n, end = empty;
    if (range_of(h, f, source)) end = h->b.n;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (end > empty) html_put(h, "%s", html_tr(h, "؛ ", "; "));
        bool any = kind_of(h, f, source, kinds[i].kind, kinds[i].max);
        if (any)
            end = h->b.n;
        else
            h->b.n = end; /* nothing to divide */
    }
    if (end == empty && told.n) html_put(h, "%D", told), end = h->b.n;
    if (end == empty)
        h->b.n = start;
    else
        html_put(h, "</dd>");
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
    view_reply_kinds(h, v, table_sv(t, r, "source|name"));
    html_put(h, "</dd>");
}

static void few_or(html *h, const cell *c)
{
    if (c->suppressed)
        html_both(h, "زیر %n", "&lt;%n", (int64_t)h->k);
    else
        html_put(h, "%n", c->i);
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
        html_put(h, "<div class=\"swr\"><span class=\"n\" dir=\"auto\">");
        few_or(h, n);
        html_put(h,
            "</span><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
            "aria-hidden=\"true\"><rect class=\"ng\" "
            "x=\"%g\" y=\"1\" width=\"%g\" height=\"8\"/><rect class=\"ps\" x=\"50\" y=\"1\" "
            "width=\"%g\" "
            "height=\"8\"/><path d=\"M50 0V10\"/></svg><span class=\"p\" dir=\"auto\">",
            50 - a, a, z);
        few_or(h, p);
        html_put(h, "</span><span class=\"t\" dir=\"auto\">%l</span></div>", html_label(h, t, r));
    }
    if (shown) html_put(h, "</div>");
}

void view_card(html *h, const view *v, int64_t r)
{
    const table *t = &v->competitors;
    sv name = table_sv(t, r, "name|source"), source = table_sv(t, r, "source|name"),
       kind = table_sv(t, r, "kind"), size = table_sv(t, r, "size");
    html_put(h, "<article class=\"card\"><header><h3><bdi%s>%t</bdi></h3><p class=\"sub\">",
        html_speech(name), name);
    if (size.n && !sv_eq(size, SV("unknown")))
        html_both(h, "رقیب %t · ", "%t rival · ",
            words_of(h->l, sv_eq(size, SV("medium")) ? SV("mid") : size));
    if (kind.n) html_put(h, "%t · ", words_of(h->l, kind));
    html_both(h, "%n دیدگاه از %n نویسنده</p></header><dl>",
        "%n comments of %n authors</p></header><dl>", table_int(t, r, "comments"),
        table_int(t, r, "authors|n"));
    where(h, v, r);
    does(h, v, r, source);
    view_strategy(h, v, r);
    view_tactics(h, v, source);
    replies(h, v, r);
    html_put(h, "</dl>");
    praise_bars(h, v, source);
    html_put(h, "</article>\n");
}
