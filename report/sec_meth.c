/* What to ask yourself, and how the report was made: sources, politeness, privacy, confidence, reproduction. */
#include <math.h>

#include "report/fmt.h"
#include "report/measured.h"
#include "report/view.h"
#include "report/words.h"

enum { SKIPS_SHOWN = 12 };

static void ask(html *h, const char *text)
{
    html_put(h, "<li><span class=\"box\" aria-hidden=\"true\"></span><span>%s", text);
}

/* Every question of the worksheet, with what the comments say to it. */
static void worksheet(html *h, const view *v)
{
    const table *t = &v->worksheet;
    if (!t->n_rows) return;
    html_both(h,
        "<details class=\"more\"><summary>کاربرگ: همهٔ پرسش‌ها، با آنچه در دیدگاه‌ها دیده شد</summary>"
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"کاربرگ\"><table><thead><tr>"
        "<th scope=\"col\">پرسش</th><th scope=\"col\">در دیدگاه‌ها (نفر)</th></tr></thead><tbody>\n",
        "<details class=\"more\"><summary>Worksheet: all questions, with what was seen in comments</summary>"
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"worksheet\"><table><thead><tr>"
        "<th scope=\"col\">Question</th><th scope=\"col\">In comments (people)</th></tr></thead><tbody>\n");
    for (int64_t r = 0; r < t->n_rows; r++) {
        sv parts = html_word(h, t, r, "seen");
        html_put(
            h, "<tr><th scope=\"row\">%t</th><td class=\"w\">", html_word(h, t, r, "question"));
        if (parts.n) {
            html_parts(h, parts);
            html_put(h, "</td></tr>\n");
        } else
            html_put(h, "—</td></tr>\n");
    }
    html_put(h, "</tbody></table></div></details>");
}

void sec_todo(html *h, const view *v)
{
    int64_t need = view_largest(&v->needs, NULL, SV("")),
            barrier = view_largest(&v->barriers, NULL, SV(""));
    html_both(h,
        "<p class=\"how\">آنچه اینترنت نمی‌گوید: از اطرافیان، از مشتریان فعلی و با دیدن از "
        "نزدیک.</p><ul class=\"todo\">",
        "<p class=\"how\">What the web cannot say: ask around you, ask present customers, go and "
        "look.</p><ul class=\"todo\">");
    ask(h, html_tr(h, "از ۱۰ نفر دور و برتان بپرسید: آخرین بار چه خریدید و چه پیدا نکردید؟",
               "Ask 10 people around you: what did you last buy, and what could you not find?"));
    if (need >= 0)
        html_both(h, " (در دیدگاه‌ها: %l، %p)", " (in comments: %l, %p)",
            html_label(h, &v->needs, need), table_num(&v->needs, need, "share"));
    html_put(h, "</span></li>");
    ask(h, html_tr(h, "اگر از ما نمی‌خرید، دلیلش چیست؟",
               "If you do not buy from us, why?"));
    if (barrier >= 0)
        html_both(h, " (در دیدگاه‌ها: %l، %p)", " (in comments: %l, %p)",
            html_label(h, &v->barriers, barrier), table_num(&v->barriers, barrier, "share"));
    html_put(h, "</span></li>");
    ask(h,
        html_tr(h,
            "از مشتریان فعلی: کدام گروه بیشترین سود را دارد؟ ستون‌های «مبلغ» و «دفعات» را به فایل CSV خودتان بیفزایید",
            "Among present customers: who brings most profit? Add the columns “amount” and “times” to your own CSV"));
    html_put(h, "</span></li>");
    ask(h,
        html_tr(h,
            "دو ساعت در یک فروشگاه بنشینید: چه چیزی بیشتر سفارش می‌دهند؟ چند نفر گروهی می‌آیند؟ چند نفر بی‌خرید می‌روند؟",
            "Sit in a shop for two hours: what is ordered most? How many come in groups? How "
            "many leave without buying?"));
    html_put(h, "</span></li>");
    ask(h,
        html_tr(h,
            "در سایت خودتان: چند نفر بار اول می‌خرند و چند نفر بارها می‌آیند و نمی‌خرند؟",
            "On your own site: how many buy for the first time, how many come often and never "
            "buy?"));
    html_put(h, "</span></li></ul>");
    worksheet(h, v);
}

static void source_row(html *h, const view *v, int64_t r)
{
    const table *t = &v->sources;
    sv name = table_sv(t, r, "host|name|source");
    int64_t read = table_int(t, r, "last_read|last_seen|read_at");
    html_put(h,
        "<tr><th "
        "scope=\"row\"><bdi>%t</bdi></th><td>%n</td><td>%n</td><td>%n</td><td>%n</td><td>%n</"
        "td><td>",
        name, table_int(t, r, "pages"), table_int(t, r, "comments"), table_int(t, r, "authors|n"),
        table_int(t, r, "robots_refused|robots"), table_int(t, r, "skipped"));
    double delay = table_num(t, r, "gap_ms");
    if (!isfinite(delay)) delay = table_num(t, r, "delay_ms");
    if (isfinite(delay))
        html_both(h, "%r ثانیه", "%r s", delay / 1000);
    else
        html_put(h, "—");
    html_put(h, "</td><td>");
    if (read)
        fmt_day_short(&h->b, h->l, read, h->offset);
    else
        html_put(h, "—");
    html_put(h, "</td></tr>\n");
}

static void sources(html *h, const view *v)
{
    if (!v->sources.n_rows) {
        html_none(h, "هنوز منبعی خوانده نشده است.", "No source has been read yet.");
        return;
    }
    html_both(h,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"منبع‌ها\"><table "
        "class=\"src\"><thead><tr><th scope=\"col\">منبع</th>"
        "<th scope=\"col\">صفحه</th><th scope=\"col\">دیدگاه</th><th scope=\"col\">نویسنده</th><th "
        "scope=\"col\">نخوانده (robots)</th>"
        "<th scope=\"col\">کنارگذاشته</th><th scope=\"col\">کمترین فاصلهٔ دو درخواست</th><th "
        "scope=\"col\">آخرین خواندن</th></tr></thead><tbody>",
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"sources\"><table "
        "class=\"src\"><thead><tr><th scope=\"col\">Source</th>"
        "<th scope=\"col\">Pages</th><th scope=\"col\">Comments</th><th "
        "scope=\"col\">Authors</th><th scope=\"col\">Unread (robots)</th>"
        "<th scope=\"col\">Left out</th><th scope=\"col\">Smallest gap between requests</th><th "
        "scope=\"col\">Last read</th></tr></thead><tbody>");
    for (int64_t r = 0; r < v->sources.n_rows; r++) source_row(h, v, r);
    html_put(h, "</tbody></table></div>");
}

static void skips(html *h, const view *v)
{
    const table *t = &v->skips;
    if (!t->n_rows) return;
    html_both(h,
        "<details class=\"more\"><summary>صفحه‌هایی که خوانده نشد و دلیلش</summary><div "
        "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"نخوانده‌ها\"><table class=\"src\"><thead><tr>"
        "<th scope=\"col\">میزبان</th><th scope=\"col\">دلیل</th><th scope=\"col\">صفحه</th><th "
        "scope=\"col\">نمونه</th></tr></thead><tbody>",
        "<details class=\"more\"><summary>Pages left unread, and why</summary><div "
        "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"left unread\"><table class=\"src\"><thead><tr>"
        "<th scope=\"col\">Host</th><th scope=\"col\">Why</th><th scope=\"col\">Pages</th><th "
        "scope=\"col\">Example</th></tr></thead><tbody>");
    for (int64_t r = 0; r < t->n_rows && r < SKIPS_SHOWN; r++) {
        sv rule = table_sv(t, r, "rule");
        html_put(h, "<tr><th scope=\"row\"><bdi dir=\"ltr\">%t</bdi></th><td><bdi>%t</bdi>",
            table_sv(t, r, "host|source"), words_of(h->l, table_sv(t, r, "why")));
        if (rule.n) html_put(h, " <bdi dir=\"ltr\"><code>%t</code></bdi>", rule);
        html_put(h, "</td><td>%n</td><td class=\"w\">", table_int(t, r, "pages|n"));
        html_link(h, table_sv(t, r, "example"));
        html_put(h, "</td></tr>\n");
    }
    html_put(h, "</tbody></table></div></details>");
}

/* How much was asked of the sites in the run shown. */
static void requests(html *h, const view *v)
{
    const table *t = &v->runs;
    for (int64_t r = 0; r < t->n_rows; r++)
        if (table_int(t, r, "run") == v->base.run_id && table_int(t, r, "requests") > 0)
            html_both(h, " در این اجرا %n درخواست فرستاده شد.", " Requests sent in this run: %n.",
                table_int(t, r, "requests"));
}

static void method(html *h, const view *v)
{
    const answer_base *m = &v->base;
    html_both(h,
        "<li><b>حریم خصوصی</b> نام کاربران نگه داشته نمی‌شود؛ هر نویسنده در هر سایت یک کد جداست "
        "و سایت‌ها به هم وصل نمی‌شوند (یک نفر در دو سایت دو "
        "بار شمرده می‌شود). عددهای زیر %n نفر پنهان‌اند. متن خام پس از %n روز پاک می‌شود.</li>",
        "<li><b>Privacy</b> No user names are kept; each author has a separate code per site and "
        "sites are never linked (a person on two sites "
        "counts twice). Counts under %n people are hidden. Raw text is erased after %n days.</li>",
        (int64_t)h->k, m->retention_days);
    html_both(h,
        "<li><b>ادب خزش</b> robots.txt رعایت شد (%n صفحه نخوانده ماند)؛ هر میزبان یک اتصال، با "
        "درنگ میان درخواست‌ها؛ بدون ورود به حساب.",
        m->robots_refused == 1
            ? "<li><b>Politeness</b> robots.txt obeyed (%n page left unread); one connection per host, "
              "with a pause between requests; no log-in."
            : "<li><b>Politeness</b> robots.txt obeyed (%n pages left unread); one connection per host, "
              "with a pause between requests; no log-in.",
        m->robots_refused);
    requests(h, v);
    html_put(h, "</li>");
    html_both(h,
        "<li><b>نشانگر اطمینان</b> قوی: دستِ‌کم ۱۰۰ نویسنده و ۳ منبع. متوسط: ۳۰ و ۲. ضعیف: %n. "
        "نویسنده‌ها شمرده می‌شوند، نه گفته‌ها.</li>",
        "<li><b>Confidence</b> strong: at least 100 authors and 3 sources; medium: 30 and 2; weak: "
        "%n. Authors are counted, not mentions.</li>",
        (int64_t)h->k);
    html_both(h,
        "<li><b>بازه</b> بازهٔ ۹۵٪ ویلسون؛ فقط خطای نمونه‌گیری را می‌گوید، نه خطای واژه‌نامه را.</li>",
        "<li><b>Intervals</b> Wilson 95%%; they cover sampling noise only, not the error of the "
        "lexicon.</li>");
    measured_put(h);
    html_both(h,
        "<li><b>نقل‌قول</b> کوتاه و بدون نام. نقل عین جمله قابل جست‌وجوست؛ برای انتشار بیرونی "
        "با <bdi dir=\"ltr\"><code>--quotes none</code></bdi> گزارش بگیرید.</li>",
        "<li><b>Quotes</b> Short, unnamed. Verbatim text can be searched for; for publication "
        "outside use <code>--quotes none</code>.</li>");
}

static void origin(html *h, const view *v)
{
    const answer_base *m = &v->base;
    if (m->purpose.n)
        html_both(h, "<li><b>هدف گردآوری</b> %t</li>", "<li><b>Purpose</b> %t</li>", m->purpose);
    if (m->contact.n)
        html_both(h, "<li><b>پرسش و اعتراض</b> <bdi>%t</bdi></li>",
            "<li><b>Questions and objections</b> <bdi>%t</bdi></li>", m->contact);
    html_both(h, "<li><b>بازتولید</b> <bdi dir=\"ltr\"><code>%s · ",
        "<li><b>Reproduce</b> <bdi dir=\"ltr\"><code>%s · ", v->program);
    html_put(h, "rules %t · run %d · k %d</code></bdi>", m->model, (int)m->run_id, h->k);
    html_both(h, "؛ دوباره از همان داده: ", "; again from the same data: ");
    html_put(h,
        "<bdi dir=\"ltr\"><code>bazarkav analyze &amp;&amp; bazarkav report --k %d --quotes %s</code></bdi></li>",
        h->k,
        v->quotes == QUOTES_NONE   ? "none"
        : v->quotes == QUOTES_FULL ? "full"
                                   : "short");
}

void sec_meth(html *h, const view *v)
{
    sources(h, v);
    skips(h, v);
    view_manners(h, v);
    html_put(h, "<ul class=\"meth\">");
    method(h, v);
    origin(h, v);
    html_put(h, "</ul>");
}
