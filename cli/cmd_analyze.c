/* Reads the stored comments with the present rules: no network, and nothing changes when nothing is new. */
#include <string.h>
#include <unistd.h>

#include "cli/analysis.h"
#include "cli/crawl_opts.h"
#include "cli/learning.h"
#include "cli/project.h"
#include "cli/reparse.h"
#include "cli/stages.h"
#include "db/corpus.h"

static int open_all(session *s, const char *db_path, lexicon **lx, analyzer **z, store **db)
{
    note why = {""};
    int code = project_lexicon(s, lx);
    if (code) return code;
    const char *slash = strrchr(db_path, '/');
    sv extra = arena_printf(s->a, "%.*slexicon", slash ? (int)(slash + 1 - db_path) : 0, db_path);
    err e = analyzer_open(NULL, extra.p, *lx, z, &why);
    if (e)
        return fail(s, EXIT_INTERNAL,
            tr(s, "رده‌بندی باز نشد: %s", "cannot open the taxonomy: %s"),
            why.text[0] ? why.text : err_str(e));
    return project_open_held(s, db_path, STORE_RUN, *lx, db);
}

static void tell(session *s, const analysis *a)
{
    if (!a->read && !a->dropped && !a->counted) {
        say(s, "%s",
            tr(s,
                "تحلیل: چیزی تازه نیست؛ هیچ یافته‌ای تغییر نکرد.",
                "analyze: nothing new; no finding changed."));
        return;
    }
    say(s, tr(s, "تحلیل: %s، %s، %s", "analyze: %s, %s, %s"),
        how_many(s, a->read, "دیدگاه", "comment", "comments"),
        how_many(s, a->findings, "یافته", "finding", "findings"),
        how_many(s, a->segments, "بخش", "segment", "segments"));
    if (s->verbose)
        say(s,
            tr(s,
                "یافتن %lld میلی‌ثانیه (خواندن %lld، نوشتن %lld)، شمارش %lld میلی‌ثانیه",
                "finding %lld ms (reading %lld, writing %lld), counting %lld ms"),
            (long long)a->find_ms, (long long)a->read_ms, (long long)a->write_ms,
            (long long)a->count_ms);
}

/* What the seeds file says of us, of weights and of k counts from now on, without a crawl. Where there is none, or the
 * store is named by itself, what was stored stays. */
static int apply_seeds(session *s, store *db)
{
    const char *path = s->argc ? s->argv[0] : s->seeds_path ? s->seeds_path : "seeds.ini";
    if (s->db || access(path, F_OK) != 0) return EXIT_DONE;
    project p = {0};
    int code = project_load(s, path, &p);
    err e = code ? ERR_OK : corpus_put_project(db, &p.seeds);
    return e ? fail(s, code_of(e), "%s", store_detail(db)) : code;
}

static int analyse(session *s, const char *db_path, int threads, bool all)
{
    lexicon *lx = NULL;
    analyzer *z = NULL;
    store *db = NULL;
    analysis a = {0};
    int code = open_all(s, db_path, &lx, &z, &db);
    if (!code && strcmp(s->verb->name, "analyze") == 0) code = apply_seeds(s, db);
    if (!code) {
        const analysis_rules r = {z, lx};
        err e = learning_apply(db, z, all);
        if (!e) e = analysis_run(db, &r, threads, all, &a);
        if (e)
            code = fail(s, code_of(e), "%s: %s", db_path,
                store_detail(db)[0] ? store_detail(db) : err_str(e));
    }
    store_close(db);
    analyzer_close(z);
    lexicon_close(lx);
    if (!code) tell(s, &a);
    return code;
}

int stage_analyze(session *s, const char *db_path) { return analyse(s, db_path, 0, false); }

/* A store can be parsed anew without a seeds file, one that was crawled from a list of addresses; with one its
 * recipes count. */
static int reparse(session *s, const char *operand, const char *db)
{
    project p = {.seeds = seeds_defaults(s->a, ""), .db_path = db};
    struct recipe_set *recipes = NULL;
    int code = project_has_seeds(s, operand) ? project_load(s, operand, &p) : EXIT_DONE;
    p.db_path = db;
    if (!code) code = crawl_recipes(s, &p, &recipes);
    return code ? code : reparse_archive(s, &p, recipes);
}

static int run(session *s)
{
    const char *operand = s->argc ? s->argv[0] : NULL, *db = project_db(s, operand);
    int code = opt_on(s, "reparse") ? reparse(s, operand, db) : EXIT_DONE;
    if (!code) code = analyse(s, db, (int)opt_number(s, "threads", 0), opt_on(s, "all"));
    if (!code)
        say(s, "%s",
            tr(s, "گام بعد: bazarkav report یا bazarkav show need",
                "Next: bazarkav report, or bazarkav show need"));
    return code;
}

static const opt_def opts[] = {
    {"threads", OPT_NUMBER, "N",
        "شمار رشته‌ها (پیش‌فرض: همهٔ پردازنده‌ها)",
        "threads (default: all processors)", 0},
    {"all", OPT_FLAG, NULL,
        "همهٔ دیدگاه‌ها از نو، نه تنها تازه‌ها",
        "all comments anew, not only new ones", 0},
    {"reparse", OPT_FLAG, NULL,
        "نخست صفحه‌ها را از آرشیو خام (WARC) دوباره تجزیه کن",
        "first parse the pages of the raw archive (WARC) anew", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_analyze = {
    .name = "analyze",
    .order = 22,
    .operands = "[SEEDS]",
    .fa =
        "متن‌های ذخیره‌شده را با واژه‌نامهٔ کنونی تحلیل می‌کند (بی شبکه)",
    .en = "reads stored text with the present lexicons (no network)",
    .help_fa =
        "بار دوم هیچ چیز را تغییر نمی‌دهد. نتیجه به شمار رشته‌ها بستگی ندارد.\nنمونه:\n  bazarkav analyze && "
        "bazarkav report",
    .help_en = "A second run changes nothing. The result does not depend on the number of "
               "threads.\nExample:\n  "
               "bazarkav analyze && bazarkav report",
    .opt = opts,
    .run = run,
};
