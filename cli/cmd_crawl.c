/* Fetches and parses what the seeds file names, into the store; a dry run is the same run into a store that is
 * thrown away. */
#include "cli/crawl_opts.h"
#include "cli/scratch.h"
#include "cli/stages.h"

static int run(session *s)
{
    char dir[SCRATCH_BYTES] = "";
    bool dry = opt_on(s, "dry-run");
    project p = {0};
    pipeline_opts o;
    pipeline_stats stats = {0};
    int rc = project_load(s, s->argc ? s->argv[0] : NULL, &p);
    if (!rc) rc = crawl_opts_read(s, &p, &o);
    if (!rc && dry) p.db_path = scratch_open(s, dir);
    if (!rc && !p.db_path) rc = fail(s, EXIT_STORAGE, "%s: %s", dir, os_error());
    if (rc) return rc;
    o.verb = "crawl";
    o.dry_run = dry;
    rc = stage_crawl(s, &p, &o, &stats);
    if (!dry && (rc == EXIT_DONE || rc == EXIT_PARTLY))
        say(s, tr(s, "گام بعد: bazarkav analyze --db %s", "Next: bazarkav analyze --db %s"),
            p.db_path);
    if (dry && p.db_path) scratch_remove(s, p.db_path, dir);
    return rc;
}

static const opt_def opts[] = {
    CRAWL_OPTS,
    {"dry-run", OPT_FLAG, NULL, "همان کار، ولی چیزی ذخیره نشود", "the same, but nothing is kept",
        0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_crawl = {
    .name = "crawl",
    .order = 14,
    .operands = "[SEEDS]",
    .fa =
        "صفحه‌ها را می‌خواند و در پایگاه داده می‌گذارد؛ ادامه‌پذیر",
    .en = "fetches and parses into the data base; resumable",
    .help_fa =
        "SEEDS فایل بذر است، یا فهرستی ساده از نشانی‌ها. Ctrl-C ذخیره می‌کند و می‌ایستد؛\n"
        "همان فرمان ادامه می‌دهد. kill -USR1 وضعیت را نشان می‌دهد.\n"
        "نمونه:\n  bazarkav crawl --dry-run --max-pages 20\n  bazarkav crawl --only \"قله‌شاپ\"",
    .help_en =
        "SEEDS is the seeds file, or a plain list of addresses. Ctrl-C saves and stops; the same\n"
        "command goes on. kill -USR1 shows the state.\n"
        "Examples:\n  bazarkav crawl --dry-run --max-pages 20\n  bazarkav crawl --only shop",
    .opt = opts,
    .run = run,
};
