/* monitor: run for what is due, what changed, alerts. Made for timers: one digest, quiet when nothing happened. */
#include "cli/alert.h"
#include "cli/crawl_opts.h"
#include "cli/import_file.h"
#include "cli/stages.h"

static const opt_def options[] = {
    {"exit-code", OPT_FLAG, NULL, "کد خروج ۱۰ اگر هشداری داده شد", "exit code 10 when alerts fired",
        0},
    {"show-noise", OPT_FLAG, NULL, "صفحه‌های نادیده را هم نشان بده",
        "list the muted pages, too", 0},
    {"report", OPT_TEXT, "DIR", "گزارش را هم در DIR تازه کن", "renew the report in DIR, too", 0},
    CRAWL_OPTS,
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

static bool goes_on(int code) { return code == EXIT_DONE || code == EXIT_PARTLY; }

/* The differences of the run, shown; alerts. */
static int tell(session *s, const project *p, store *db, int64_t run_id, size_t *ret_alerts)
{
    digest d;
    err e = digest_load(s, db, 0, run_id, &d);
    if (e) return fail(s, code_of(e), "%s", store_detail(db));
    int code = alert_send(s, db, p, &d, ret_alerts);
    if (s->json) {
        CLEANUP(buf_clear) buf b = BUF_INIT(0);
        digest_json(&d, &b);
        (void)fwrite(b.p, 1, b.n, s->out);
    } else if (d.n || !s->quiet)
        digest_print(s, &d, opt_on(s, "show-noise"), s->out);
    return code;
}

static int finish(session *s, const project *p, int64_t run_id, int code)
{
    store *db = NULL;
    size_t alerts = 0;
    int made_diff = digest_make(s, p, run_id);
    if (made_diff != EXIT_DONE) return made_diff;
    int opened = project_open(s, p->db_path, STORE_RUN, NULL, &db);
    if (opened != EXIT_DONE) return opened;
    int told = tell(s, p, db, run_id, &alerts);
    store_close(db);
    if (!goes_on(told)) return told;
    if (told == EXIT_PARTLY) code = told;
    if (opt_text(s, "report")) {
        int made = stage_report(s, p->db_path, opt_text(s, "report"), false);
        if (made != EXIT_DONE) return made;
    }
    if (alerts)
        say(s, tr(s, "%s فرستاده شد.", "%s."),
            how_many(s, (int64_t)alerts, "هشدار", "alert", "alerts"));
    return alerts && opt_on(s, "exit-code") ? EXIT_ALERTS : code;
}

static int run(session *s)
{
    project p = {0};
    pipeline_opts o;
    pipeline_stats got = {0};
    int code = project_load(s, s->argc ? s->argv[0] : NULL, &p);
    if (code == EXIT_DONE) code = crawl_opts_read(s, &p, &o);
    if (code == EXIT_DONE) code = project_hold(s, p.db_path);
    if (code != EXIT_DONE) return code;
    o.verb = "monitor";
    code = stage_crawl(s, &p, &o, &got);
    if (!goes_on(code)) return code;
    int own = stage_own_reviews(s, &p, got.run_id);
    if (!goes_on(own)) return own;
    if (own == EXIT_PARTLY) code = own;
    int analysed = stage_analyze(s, p.db_path);
    if (!goes_on(analysed)) return analysed;
    return finish(s, &p, got.run_id, code);
}

const verb verb_monitor = {
    .name = "monitor",
    .order = 46,
    .operands = "[SEEDS]",
    .fa =
        "آنچه موعدش رسیده خوانده می‌شود؛ تغییرها و هشدارها",
    .en = "reads what is due, tells what changed, sends alerts",
    .help_fa =
        "هشدارها در بخش [هشدار] فایل بذر تعریف می‌شوند. تاریخ، شمارنده، بنر و ترتیب فهرست‌ها تغییر "
        "به شمار نمی‌آیند.\n\n"
        "  bazarkav monitor\n  bazarkav monitor --exit-code -q; [ $? -eq 10 ] && echo \"هشدار\"\n",
    .help_en =
        "Alerts are defined in the section [alerts] of the seeds file. Dates, counters, "
        "banners and the "
        "order of lists are no change.\n\n"
        "  bazarkav monitor\n  bazarkav monitor --exit-code -q; [ $? -eq 10 ] && echo alert\n",
    .opt = options,
    .run = run,
};
