/* check, crawl, analyze, report: the whole job, resumable at every point. */
#include "cli/crawl_opts.h"
#include "cli/digest.h"
#include "cli/import_file.h"
#include "cli/stages.h"

static const char *dir_of(session *s, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) return ".";
    sv dir = arena_printf(s->a, "%.*s", (int)(slash - path), path);
    return dir.n ? dir.p : slash == path ? "/" : ".";
}

static int run(session *s)
{
    project p = {0};
    pipeline_opts o;
    pipeline_stats stats = {0};
    int rc = project_load(s, s->argc ? s->argv[0] : NULL, &p);
    if (!rc) rc = crawl_opts_read(s, &p, &o);
    if (!rc) rc = project_hold(s, p.db_path);
    if (rc) return rc;
    o.verb = "run";
    int crawled = stage_crawl(s, &p, &o, &stats);
    if (crawled && crawled != EXIT_PARTLY) return crawled;
    const char *out = opt_text(s, "out");
    int own = stage_own_reviews(s, &p, stats.run_id);
    if (own == EXIT_PARTLY) crawled = own;
    if (own && own != EXIT_PARTLY) return own;
    rc = stage_analyze(s, p.db_path);
    if (!rc && stats.run_id) rc = digest_make(s, &p, stats.run_id);
    if (!rc) rc = stage_report(s, p.db_path, out ? out : dir_of(s, p.db_path), false);
    if (rc) return rc;
    say(s, "%s",
        tr(s, "گام بعد: گزارش را باز کنید؛ شاهدها در پایانه: bazarkav show need",
            "Next: open the report; the evidence in the terminal: bazarkav show need"));
    return crawled;
}

static const opt_def opts[] = {
    CRAWL_OPTS,
    {"out", OPT_TEXT, "DIR", "پوشهٔ گزارش", "folder of the report", 'o'},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_run = {
    .name = "run",
    .order = 13,
    .operands = "[SEEDS]",
    .fa = "همهٔ کار: سنجش، خواندن، تحلیل، گزارش",
    .en = "the whole job: check, crawl, analyze, report",
    .help_fa =
        "دوباره اجرا کنید تا ادامه دهد؛ بار دوم فقط آنچه عوض شده گرفته می‌شود.\nنمونه:\n  "
        "bazarkav run\n  bazarkav run --only \"قله‌شاپ\"",
    .help_en = "Run it again to go on; a second run asks only for what changed.\nExamples:\n  "
               "bazarkav run\n  bazarkav run --only \"shop\"",
    .opt = opts,
    .run = run,
};
