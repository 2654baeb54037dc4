/* The politeness audit of the method section: what the store knows of our manners at each host. */
#include "report/view.h"

/* "0 of 429 or 503", or how many and the shortest wait that followed. */
static void busy(html *h, const politeness *p)
{
    html_put(h, "%n", p->busy);
    if (p->busy && p->busy_wait_min_ms >= 0)
        html_both(h, " <small>(دستِ‌کم %r ثانیه صبر)</small>",
            " <small>(waited %r s or more)</small>", (double)p->busy_wait_min_ms / 1000);
}

static void seconds(html *h, int64_t ms)
{
    if (ms < 0)
        html_put(h, "—");
    else
        html_put(h, "%r", (double)ms / 1000);
}

static void host_row(html *h, const politeness *p)
{
    html_put(h, "<tr><th scope=\"row\"><bdi dir=\"ltr\">%t</bdi></th><td>%n</td><td>", p->host,
        p->requests);
    seconds(h, p->gap_min_ms);
    html_put(h, "</td><td>");
    seconds(h, p->gap_median_ms);
    html_put(h, "</td><td>%n</td><td>%n</td><td>", p->concurrency, p->refused);
    busy(h, p);
    html_put(h, "</td><td>%p</td><td>%n</td></tr>\n",
        p->requests ? (double)p->not_modified / (double)p->requests : 0, (p->bytes + 1023) / 1024);
}

void view_manners(html *h, const view *v)
{
    if (!v->n_manners) return;
    html_both(h,
        "<details class=\"more\"><summary>ممیزی ادب خزش، میزبان به میزبان</summary><div class=\"scroll\" "
        "tabindex=\"0\" role=\"region\" aria-label=\"ادب خزش\"><table class=\"src\"><thead><tr>"
        "<th scope=\"col\">میزبان</th><th scope=\"col\">درخواست</th>"
        "<th scope=\"col\">کمترین فاصله (ثانیه)</th><th scope=\"col\">میانهٔ فاصله (ثانیه)</th>"
        "<th scope=\"col\">هم‌زمان</th><th scope=\"col\">نخوانده (robots)</th>"
        "<th scope=\"col\">پاسخ ۴۲۹ یا ۵۰۳</th><th scope=\"col\">بی‌تغییر (۳۰۴)</th>"
        "<th scope=\"col\">کیلوبایت</th></tr></thead><tbody>",
        "<details class=\"more\"><summary>Politeness audit, host by host</summary><div class=\"scroll\" "
        "tabindex=\"0\" role=\"region\" aria-label=\"politeness\"><table class=\"src\"><thead><tr>"
        "<th scope=\"col\">Host</th><th scope=\"col\">Requests</th>"
        "<th scope=\"col\">Least gap (s)</th><th scope=\"col\">Median gap (s)</th>"
        "<th scope=\"col\">At once</th><th scope=\"col\">Unread (robots)</th>"
        "<th scope=\"col\">Answered 429 or 503</th><th scope=\"col\">Unchanged (304)</th>"
        "<th scope=\"col\">KiB</th></tr></thead><tbody>");
    for (size_t i = 0; i < v->n_manners; i++) host_row(h, &v->manners[i]);
    html_both(h,
        "</tbody></table><p class=\"how\">فاصله‌ها از آغاز یک درخواست تا آغاز درخواست بعدی‌اند، در همهٔ اجراها. "
        "قاعدهٔ هر تصمیم: <bdi dir=\"ltr\"><code>bazarkav audit politeness</code></bdi></p></div></details>",
        "</tbody></table><p class=\"how\">Gaps run from the start of one request to the start of the next, over "
        "all runs. The rule behind each decision: <code>bazarkav audit politeness</code></p></div></details>");
}
