/* diff: two runs side by side, and what changed between them. */
#include "cli/digest.h"
#include "cli/project.h"
#include "report/fmt.h"

static const opt_def options[] = {
    {"show-noise", OPT_FLAG, NULL, "صفحه‌های نادیده را هم نشان بده",
        "list the muted pages, too", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

static int64_t number_of(session *s, const char *text)
{
    char *end = NULL;
    long long n = strtoll(text, &end, 10);
    if (!*text || *end || n < 1)
        exit(
            fail(s, EXIT_USAGE, tr(s, "شمارهٔ اجرا نیست: %s", "not the number of a run: %s"), text));
    return n;
}

/* The operand, else the run `back` before the latest. */
static err find_run(session *s, store *db, int operand, int64_t back, monitor_run *ret)
{
    if (operand < s->argc) return monitor_run_get(db, s->a, number_of(s, s->argv[operand]), ret);
    return monitor_run_at(db, s->a, back, ret);
}

static void print_figures(session *s, const monitor_run *a, const monitor_run *b)
{
    const struct {
        const char *fa, *en;
        int64_t before, after;
    } row[] = {
        {"اجرا", "run", a->run_id, b->run_id},
        {"درخواست‌ها", "requests", a->fetched, b->fetched},
        {"بی‌تغییر (304)", "not modified (304)", a->not_modified, b->not_modified},
        {"ناکام", "failed", a->failed, b->failed},
        {"دیدگاه تازه", "new comments", a->new_comments, b->new_comments},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        (void)fprintf(s->out, s->plain ? "%lld\t%lld\t%s\n" : "%8lld %8lld  %s\n",
            (long long)row[i].before, (long long)row[i].after, tr(s, row[i].fa, row[i].en));
    if (!s->plain) (void)fputc('\n', s->out);
}

static int show(session *s, store *db)
{
    monitor_run older, newer;
    err e = find_run(s, db, 1, 0, &newer);
    if (!e)
        e = s->argc == 1 ? monitor_run_get(db, s->a, number_of(s, s->argv[0]), &older)
                         : find_run(s, db, 0, 1, &older);
    if (e) return fail(s, code_of(e), "%s", store_detail(db));
    if (!newer.run_id || !older.run_id)
        return fail(s, EXIT_USAGE, "%s",
            tr(s, "دو اجرا برای سنجیدن نیست؛ دوباره «bazarkav run» را بزنید",
                "there are no two runs to compare; say \"bazarkav run\" once more"));
    if (older.run_id > newer.run_id) {
        monitor_run swap = older;
        older = newer;
        newer = swap;
    }
    digest d;
    e = digest_load(s, db, older.run_id, newer.run_id, &d);
    if (e) return fail(s, code_of(e), "%s", store_detail(db));
    if (s->json) {
        CLEANUP(buf_clear) buf b = BUF_INIT(0);
        digest_json(&d, &b);
        (void)fwrite(b.p, 1, b.n, s->out);
        return EXIT_DONE;
    }
    print_figures(s, &older, &newer);
    digest_print(s, &d, opt_on(s, "show-noise"), s->out);
    return EXIT_DONE;
}

static int run(session *s)
{
    store *db = NULL;
    int code = project_open(s, project_db(s, NULL), STORE_READ, NULL, &db);
    if (code == EXIT_DONE) code = show(s, db);
    store_close(db);
    return code;
}

const verb verb_diff = {
    .name = "diff",
    .order = 47,
    .operands = "[RUN [RUN]]",
    .fa = "دو اجرا کنار هم، و آنچه میان آن‌ها عوض شد",
    .en = "two runs side by side, and what changed between them",
    .help_fa =
        "بی‌شماره: دو اجرای آخر. با یک شماره: آن اجرا و آخرین اجرا.\n\n"
        "  bazarkav diff\n  bazarkav diff 3 9 --show-noise\n",
    .help_en = "Without numbers: the last two runs. With one: that run and the latest.\n\n"
               "  bazarkav diff\n  bazarkav diff 3 9 --show-noise\n",
    .opt = options,
    .run = run,
};
