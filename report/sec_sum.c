/* The top of the page, and the answer to «who is it?» in at most five sentences. */
#include <math.h>

#include "report/fmt.h"
#include "report/view.h"

enum { SMALL_AUTHORS = 100 };

static void fact(html *h, const char *label, int64_t n)
{
    html_put(h, "<div><dt>%s</dt><dd>%n</dd></div>", label, n);
}

void sec_top(html *h, const view *v)
{
    const answer_base *m = &v->base;
    if (v->sample)
        html_both(h,
            "<aside class=\"sample\" aria-label=\"نمونه\">نمونهٔ نمایشی — همهٔ فروشگاه‌ها، آدم‌ها و دیدگاه‌ها ساختگی‌اند</aside>",
            "<aside class=\"sample\" aria-label=\"sample\">Demo — all shops, people and comments are invented</aside>");
    html_both(h,
        "<header class=\"top\"><div class=\"wrap\"><p class=\"kick\">گزارش شناخت بازار هدف",
        "<header class=\"top\"><div class=\"wrap\"><p class=\"kick\">Target-market report");
    if (m->title.n) html_put(h, " · <bdi%s>%t</bdi>", html_speech(m->title), m->title);
    html_put(h, "</p>\n<h1>");
    if (m->question.n)
        html_put(h, "<bdi%s>%t</bdi>", html_speech(m->question), m->question);
    else if (m->title.n)
        html_both(
            h, "بازار هدف «%t» چه کسانی هستند؟", "Who is the target market of “%t”?", m->title);
    else
        html_both(h, "بازار هدف چه کسانی هستند؟", "Who is the target market?");
    html_put(h, "</h1>\n<p class=\"meta\">");
    if (m->from_at) {
        html_put(h, "<span>");
        fmt_day_range(&h->b, h->l, m->from_at, m->to_at, h->offset);
        html_put(h, "</span>");
    }
    html_both(h, "<span>اجرای شمارهٔ %n</span><span>تازه‌شده: ",
        "<span>run no. %n</span><span>updated ", m->run_id);
    fmt_moment(&h->b, h->l, m->generated_at, h->offset);
    html_put(h, "</span></p>\n<dl class=\"facts\">");
    fact(h, html_tr(h, "سایت خوانده‌شده", "sites read"), m->sources);
    fact(h, html_tr(h, "صفحه", "pages"), m->pages);
    fact(h, html_tr(h, "دیدگاه عمومی", "public comments"), m->comments);
    fact(h, html_tr(h, "نویسندهٔ متمایز", "distinct authors"), m->authors);
    fact(h,
        html_tr(h, "صفحه به‌احترام robots.txt خوانده نشد",
            m->robots_refused == 1 ? "page left unread (robots.txt)"
                                   : "pages left unread (robots.txt)"),
        m->robots_refused);
    html_put(h, "</dl></div></header>");
}

static void thin_lead(html *h, const view *v)
{
    if (!v->base.comments && v->base.sources) {
        html_both(h,
            "<p>هنوز هیچ دیدگاهی خوانده نشده است، پس این پرسش پاسخی ندارد: سایت‌های فهرست‌شده یا پاسخ ندادند یا "
            "دیدگاهی نداشتند. دلیلش را <bdi dir=\"ltr\"><code>bazarkav status</code></bdi> می‌گوید.</p>",
            "<p>No comment has been read yet, so there is no answer: the listed sites gave no answer or had "
            "no comments. <code>bazarkav status</code> says why.</p>");
        return;
    }
    if (!v->base.comments) {
        html_both(h,
            "<p>هنوز هیچ دیدگاهی خوانده نشده است، پس این پرسش پاسخی ندارد. نشانی رقبا را در فایل بذر "
            "بنویسید و <bdi dir=\"ltr\"><code>bazarkav run</code></bdi> را اجرا کنید.</p>",
            "<p>No comment has been read yet, so there is no answer. Write the competitors’ addresses "
            "into the seeds file and run <code>bazarkav run</code>.</p>");
        return;
    }
    if (!v->base.authors) {
        html_both(h,
            "<p>%n دیدگاه خوانده شده ولی هنوز بررسی نشده است: <bdi dir=\"ltr\"><code>bazarkav analyze</code></bdi></p>",
            "<p>Comments read: %n, but not analysed yet: <code>bazarkav analyze</code></p>",
            v->base.comments);
        return;
    }
    if (v->base.authors >= VIEW_THIN_AUTHORS)
        html_both(h,
            "<p>%n دیدگاه از %n نویسنده خوانده شد، ولی نه نیازی در آن‌ها پیدا شد و نه گروهی که "
            "دستِ‌کم %n نفر باشد؛ حدس نمی‌زنیم. شاید زبان دیدگاه‌ها فارسی نیست یا دربارهٔ خرید نیستند. ",
            "<p>Read: %n comments of %n authors, but neither a need nor a group of at least %n people "
            "was found in them, and we do not guess. Perhaps they are not in Persian, or not about buying. ",
            v->base.comments, v->base.authors, (int64_t)h->k);
    else
        html_both(h,
            "<p>برای پاسخ دادن هنوز زود است: تنها %n دیدگاه از %n نویسنده خوانده شده و حدس نمی‌زنیم. ",
            v->base.comments == 1
                ? "<p>It is too early to say: only %n comment of %n author was read, and we do not guess. "
                : "<p>It is too early to say: only %n comments of %n authors were read, and we do not "
                  "guess. ",
            v->base.comments, v->base.authors);
    int64_t r = view_largest(&v->needs, NULL, SV(""));
    if (r >= 0)
        html_both(h, "آنچه تا اینجا بیشتر دیده شد: <b>%l</b> (%n نفر). ",
            "What was seen most so far: <b>%l</b> (%n people). ", html_label(h, &v->needs, r),
            table_int(&v->needs, r, "authors|n"));
    html_both(h,
        "منبع‌های بیشتری اضافه کنید یا بگذارید چند اجرای دیگر بگذرد.</p>",
        "Add more sources, or let a few more runs pass.</p>");
}

/* What the group wants, from its persona. */
static sv wanted_by(const html *h, const view *v, sv segment)
{
    const table *p = &v->personas;
    for (int64_t r = view_next(p, "segment", segment, 0); r >= 0;
         r = view_next(p, "segment", segment, r + 1)) {
        sv value = html_short(html_word(h, p, r, "value"));
        if (!sv_eq(table_sv(p, r, "field"), SV("need")) || table_hidden(p, r) || !value.n) continue;
        if (!sv_eq(table_sv(p, r, "value_en"), SV("unknown"))) return value;
    }
    return (sv){NULL, 0};
}

static void lead_segment(html *h, const view *v, int64_t r)
{
    const table *t = &v->segments;
    if (r < 0) {
        html_both(h, "در این نمونه هنوز گروهی از مشتریان با نفرهای کافی شناخته نشده است. ",
            "In this sample no group of customers with enough people is known yet. ");
        return;
    }
    sv wants = wanted_by(h, v, table_sv(t, r, "code|segment"));
    if (v->base.authors < SMALL_AUTHORS)
        html_both(h, "در این نمونهٔ کوچک (%n نویسنده) ", "In this small sample (%n authors) ",
            v->base.authors);
    else
        html_both(h, "در این نمونه ", "In this sample ");
    html_put(h, "%s",
        wants.n ? html_tr(h,
                      "بزرگ‌ترین گروهی که نیازش را می‌شناسیم <b>",
                      "the largest group whose need we know is <b>")
                : html_tr(h, "بزرگ‌ترین گروهی که می‌شناسیم <b>",
                      "the largest group we know is <b>"));
    html_group(h, t, r);
    html_both(h, "</b> هستند: %p از نویسندگان (%n نفر)", "</b>: %p of the authors (%n people)",
        table_num(t, r, "share"), table_int(t, r, "authors|n"));
    if (wants.n)
        html_both(h, " که بیش از همه <b>«%l»</b> می‌خواهند",
            ", who above all want <b>“%l”</b>", wants);
    html_put(h, ". ");
}

/* The next two groups by size. */
static void lead_next(html *h, const view *v, int64_t first)
{
    const table *t = &v->segments;
    int64_t row[2] = {-1, -1};
    int n = 0;
    for (; n < 2; n++) {
        for (int64_t r = 0; r < t->n_rows; r++) {
            const cell *c = table_at(t, r, "authors|n");
            if (r == first || (n && r == row[0]) || c->null || c->suppressed) continue;
            if (row[n] < 0 || c->i > table_int(t, row[n], "authors|n")) row[n] = r;
        }
        if (row[n] < 0) break;
    }
    if (first < 0 || !n) return;
    html_both(h, "پس از آنان ", "Next come ");
    for (int i = 0; i < n; i++) {
        html_put(h, "%s<b>", i ? html_tr(h, " و ", " and ") : "");
        html_group(h, t, row[i]);
        html_put(h, "</b> (%p)", table_num(t, row[i], "share"));
    }
    html_both(h, " می‌آیند. ", ". ");
}

static void lead_needs(html *h, const view *v)
{
    int64_t need = view_largest(&v->needs, NULL, SV(""));
    int64_t complaint = view_largest(&v->complaints, NULL, SV(""));
    if (need < 0) return;
    html_both(h, "در میان همهٔ نویسندگان پرتکرارترین نیاز <b>«%l»</b> است (%p)",
        "Among all authors the most frequent need is <b>“%l”</b> (%p)",
        html_label(h, &v->needs, need), table_num(&v->needs, need, "share"));
    if (complaint >= 0)
        html_both(h, " و بیشترین شکایت از <b>«%l»</b> (%p)",
            ", and most complaints are about <b>“%l”</b> (%p)",
            html_complaint(h, &v->complaints, complaint),
            table_num(&v->complaints, complaint, "share"));
    html_put(h, ". ");
}

static void lead_gap(html *h, const view *v)
{
    int64_t r = view_gap(v), rivals = 0;
    for (int64_t c = 0; c < v->competitors.n_rows; c++)
        rivals += !table_int(&v->competitors, c, "ours");
    if (r < 0) return;
    if (rivals == 1)
        html_both(h,
            "جای خالی: تنها رقیبِ فهرست‌شده <b>«%l»</b> را خوب پاسخ نمی‌دهد. ",
            "A gap: the only listed competitor does not answer <b>“%l”</b> well. ",
            html_label(h, &v->needs, r));
    else
        html_both(h,
            "جای خالی: <b>«%l»</b> را هیچ‌یک از رقبای فهرست‌شده خوب پاسخ نمی‌دهد. ",
            "A gap: none of the listed competitors answers <b>“%l”</b> well. ",
            html_label(h, &v->needs, r));
}

/* The winner of the score card, or -1 while there is no total. */
static int64_t best_score(const view *v)
{
    int64_t best = -1;
    for (int64_t r = 0; r < v->scores.n_rows; r++) {
        double total = table_num(&v->scores, r, "total");
        if (isfinite(total) && (best < 0 || total > table_num(&v->scores, best, "total"))) best = r;
    }
    return best;
}

/* «همه» is not the customer; and which group the score card prefers. */
static void lead_choice(html *h, const view *v, int64_t first)
{
    int64_t best = best_score(v);
    double share = first < 0 ? (double)NAN : table_num(&v->segments, first, "share");
    bool others = isfinite(share) && share < 0.995;
    if (others)
        html_both(h,
            "«همه» مشتری نیستند: %p نویسندگان در بزرگ‌ترین گروه نیستند",
            "“Everybody” is not the customer: %p of the authors are outside the largest group",
            1 - share);
    if (best >= 0) {
        html_put(h, "%s",
            others
                ? html_tr(h,
                      "؛ با توان ما و ارزشی که نوشته‌اید، بالاترین امتیاز از آنِ <b>",
                      "; with our ability and the value you wrote, the highest score goes to <b>")
                : html_tr(h,
                      "با توان ما و ارزشی که نوشته‌اید، بالاترین امتیاز از آنِ <b>",
                      "With our ability and the value you wrote, the highest score goes to <b>"));
        html_group(h, &v->scores, best);
        html_both(h, "</b> است (%f از ۵)", "</b> (%f of 5)", table_num(&v->scores, best, "total"));
    }
    if (others || best >= 0) html_put(h, ".");
}

/* At most five sentences. */
static void lead(html *h, const view *v)
{
    html_put(h, "<div class=\"lead\">");
    if (view_thin(v)) {
        thin_lead(h, v);
    } else {
        int64_t first = view_largest(&v->segments, NULL, SV(""));
        html_put(h, "<p>");
        lead_segment(h, v, first);
        lead_next(h, v, first);
        lead_needs(h, v);
        lead_gap(h, v);
        lead_choice(h, v, first);
        html_put(h, "</p>");
    }
    html_put(h, "</div>");
}

static void evidence_line(html *h, const view *v, const table *t, int64_t r)
{
    int64_t sources = table_int(t, r, "sources");
    html_put(h, "</a><p class=\"ev\">");
    html_people(h, t, r);
    double share = table_num(t, r, "share");
    if (isfinite(share)) html_both(h, " · %p از %n", " · %p of %n", share, v->base.authors);
    if (sources)
        html_both(h, " · %n منبع", sources == 1 ? " · %n source" : " · %n sources", sources);
    html_confidence(h, table_sv(t, r, "confidence"));
    html_put(h, "</p></li>\n");
}

/* Rows of signals on an axis, the one with the most authors. */
static int64_t largest_signal(const view *v, sv axis)
{
    int64_t best = -1;
    for (int64_t r = 0; r < v->signals.n_rows; r++) {
        const cell *n = table_at(&v->signals, r, "authors|n");
        if (!view_on_axis(&v->signals, r, axis) || n->null || n->suppressed) continue;
        if (best < 0 || n->i > table_int(&v->signals, best, "authors|n")) best = r;
    }
    return best;
}

static void find_segments(html *h, const view *v)
{
    int64_t r = view_largest(&v->segments, NULL, SV(""));
    if (r < 0) return;
    html_put(h, "<li><a href=\"#seg\">");
    html_group(h, &v->segments, r);
    html_both(h, ": بزرگ‌ترین گروهِ شناخته‌شده",
        ": the largest group we can name");
    evidence_line(h, v, &v->segments, r);
}

static void find_gap(html *h, const view *v)
{
    int64_t r = view_gap(v);
    if (r < 0) return;
    html_both(h,
        "<li><a href=\"#comp\">جای خالی: %l — هیچ رقیبِ فهرست‌شده‌ای خوب پاسخ نمی‌دهد",
        "<li><a href=\"#comp\">Gap: %l — no listed rival answers it well",
        html_label(h, &v->needs, r));
    evidence_line(h, v, &v->needs, r);
}

static void find_gate(html *h, const view *v)
{
    int64_t r = largest_signal(v, SV("gate"));
    /* a handful of people is no headline: section "gate" tells of them */
    if (r < 0 || sv_eq(table_sv(&v->signals, r, "confidence"), SV("weak"))) return;
    html_both(h, "<li><a href=\"#gate\">همه برای خودشان نمی‌خرند: %l",
        "<li><a href=\"#gate\">Not everybody buys for themselves: %l",
        html_label(h, &v->signals, r));
    evidence_line(h, v, &v->signals, r);
}

static void findings(html *h, const view *v)
{
    int64_t need = view_largest(&v->needs, NULL, SV(""));
    int64_t complaint = view_largest(&v->complaints, NULL, SV(""));
    html_put(h, "<ol class=\"finds\">");
    if (need >= 0) {
        html_both(h, "<li><a href=\"#need\">«%l» مهم‌ترین نیاز است",
            "<li><a href=\"#need\">“%l” is the top need", html_label(h, &v->needs, need));
        evidence_line(h, v, &v->needs, need);
    }
    if (complaint >= 0) {
        html_both(h, "<li><a href=\"#need\">بیشترین شکایت از «%l» است",
            "<li><a href=\"#need\">Most complaints are about “%l”",
            html_complaint(h, &v->complaints, complaint));
        evidence_line(h, v, &v->complaints, complaint);
    }
    find_segments(h, v);
    find_gap(h, v);
    find_gate(h, v);
    html_put(h, "</ol>");
}

/* Share of the authors who say nothing about their age, as far as we know. */
static double silent_share(const view *v)
{
    const table *t = &v->demographics;
    for (int64_t r = view_next(t, "field", SV("age"), 0); r >= 0;
         r = view_next(t, "field", SV("age"), r + 1))
        if (sv_eq(table_sv(t, r, "code"), SV("unknown"))) return table_num(t, r, "share");
    return (double)NAN;
}

void sec_sum(html *h, const view *v)
{
    lead(h, v);
    if (v->base.authors) findings(h, v);
    html_both(h,
        "<aside class=\"cant\"><h3>این گزارش چه چیز را نمی‌داند</h3><ul>"
        "<li>کسانی که دیدگاه نمی‌نویسند — معمولاً بیشترِ مشتریان</li><li>فروش، سود و سهم واقعی بازار</li>",
        "<aside class=\"cant\"><h3>What this report cannot know</h3><ul>"
        "<li>People who write no comments — usually most customers</li>"
        "<li>Sales, profit and real market share</li>");
    double silent = silent_share(v);
    if (isfinite(silent) && silent < 0.985)
        html_both(h,
            "<li>سنِ %p از نویسندگان، و درآمد و تأهلِ بیشترشان؛ حدس نمی‌زنیم</li>",
            "<li>The age of %p of the authors, and the income and marital status of most; we do "
            "not "
            "guess</li>",
            silent);
    else if (v->base.authors)
        html_both(h,
            "<li>سن، درآمد و تأهلِ تقریباً همهٔ نویسندگان؛ حدس نمی‌زنیم</li>",
            "<li>Age, income and marital status of nearly all authors; we do not guess</li>");
    html_put(h, "</ul></aside>");
}
