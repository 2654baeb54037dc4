/* What a competitor does: the reading of its strategy with what led to it, its tactics stage by stage, the kinds of its
 * answers. */
#include <math.h>

#include "report/fmt.h"
#include "report/view.h"
#include "report/words.h"

static void term(html *h, const char *name) { html_put(h, "<dt>%s</dt><dd>", name); }

void view_strategy(html *h, const view *v, int64_t row)
{
    const table *t = &v->competitors;
    sv strategy = table_sv(t, row, "strategy"), why = html_word(h, t, row, "strategy");
    if (!strategy.n) return;
    term(h, html_tr(h, "راهبرد (برداشت)", "Strategy (reading)"));
    html_put(h, "%t", words_of(h->l, strategy));
    if (why.n && !sv_eq(why, strategy)) html_put(h, ": <small>%D</small>", why);
    html_put(h, "</dd>");
}

/* Address and telephone stand above on the card. */
static bool is_tactic(sv stage) { return stage.n && !sv_eq(stage, SV("contact")); }

static void seen_between(html *h, const table *t, int64_t r)
{
    int64_t first = table_int(t, r, "first_seen"), last = table_int(t, r, "last_seen"),
            ended = table_int(t, r, "ended");
    html_put(h, " <small>");
    if (first) fmt_day_short(&h->b, h->l, first, h->offset);
    if (first && last / 86400000 > first / 86400000) {
        html_put(h, "%s", html_tr(h, " تا ", " to "));
        fmt_day_short(&h->b, h->l, last, h->offset);
    }
    if (ended) html_both(h, "، %n پایان‌یافته", ", %n ended", ended);
    html_put(h, "</small>");
}

void view_tactics(html *h, const view *v, sv source)
{
    const table *t = &v->tactics;
    sv stage = {NULL, 0};
    for (int64_t r = view_next(t, "source", source, 0); r >= 0;
         r = view_next(t, "source", source, r + 1)) {
        sv at = table_sv(t, r, "stage");
        if (!is_tactic(at)) continue;
        if (!stage.n) term(h, html_tr(h, "شگردها، مرحله به مرحله", "Tactics, stage by stage"));
        if (sv_eq(at, stage))
            html_put(h, "%s", html_tr(h, "، ", ", "));
        else
            html_put(h, "%s%t: ", stage.n ? "<br>" : "", words_of(h->l, at));
        html_put(h, "%t", words_of(h->l, table_sv(t, r, "kind")));
        if (table_int(t, r, "times") > 1) html_put(h, " (%n)", table_int(t, r, "times"));
        seen_between(h, t, r);
        stage = at;
    }
    if (stage.n) html_put(h, "</dd>");
}

void view_reply_kinds(html *h, const view *v, sv source)
{
    const table *t = &v->replies;
    int shown = 0, hidden = 0, answers = 0;
    for (int64_t r = view_next(t, "source", source, 0); r >= 0;
         r = view_next(t, "source", source, r + 1))
        answers += !sv_eq(table_sv(t, r, "kind"), SV("unanswered"));
    if (!answers) return;
    for (int64_t r = view_next(t, "source", source, 0); r >= 0;
         r = view_next(t, "source", source, r + 1)) {
        if (table_hidden(t, r)) {
            hidden++;
            continue;
        }
        html_put(h, "<br>%t %p <small>(", words_of(h->l, table_sv(t, r, "kind")),
            table_num(t, r, "share"));
        fmt_share_range(&h->b, h->l, table_num(t, r, "low"), table_num(t, r, "high"));
        html_put(h, " · ");
        html_people(h, t, r);
        html_put(h, ")</small>");
        shown++;
    }
    if (shown && hidden)
        html_put(h, "<br><small>%s</small>",
            html_tr(h,
                "بقیه کوچک‌تر از آن‌اند که نشان داده شوند",
                "the rest are too small to show"));
}
