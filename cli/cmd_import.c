/* Takes in what the user already has: exports and spreadsheets of comments. Shows which column it takes for what. */
#include "cli/import_file.h"
#include "cli/recipe_check.h"
#include "cli/reparse.h"
#include "cli/version.h"
#include "util/clock.h"

enum { PREVIEW = 5, WIDTH = 100 };

static const char *role_word(const session *s, import_role r)
{
    static const char *const fa[ROLE_MAX] = {"متن", "عنوان", "نویسنده", "تاریخ", "امتیاز", "شناسه",
        "در پاسخ", "پسند", "پیوند", "مبلغ (تومان)", "دفعات"};
    return tr(s, fa[r], import_role_str(r));
}

static void preview(session *s, const import_table *t, const doc *d)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (int r = 0; r < ROLE_MAX; r++)
        if (t->role[r] >= 0)
            buf_printf(&b, tr(s, "%s ← ستون «%.*s»\n", "%s <- column \"%.*s\"\n"),
                role_word(s, (import_role)r), SV_FMT(t->column[t->role[r]]));
    doc few = *d;
    if (few.n_comments > PREVIEW) few.n_comments = PREVIEW;
    recipe_table(&few, s->lang == LANG_FA, WIDTH, &b);
    buf_printf(&b, tr(s, "در همهٔ فایل: %s، %s\n", "whole file: %s, %s\n"),
        how_many(s, (int64_t)t->n_rows, "سطر", "row", "rows"),
        how_many(s, (int64_t)d->n_comments, "دیدگاه", "comment", "comments"));
    (void)fwrite(b.p, 1, b.n, s->out);
}

/* The competitor that is named, or one that is made for the file. */
static seeds_source source_of(const session *s, const project *p, const char *path)
{
    const char *slash = strrchr(path, '/');
    sv name = sv_c(opt_text(s, "source"));
    if (!name.n) name = sv_c(slash ? slash + 1 : path);
    for (size_t i = 0; i < p->seeds.n_sources; i++)
        if (sv_eq(p->seeds.source[i].name, name)) return p->seeds.source[i];
    return (seeds_source){.name = name,
        .ours = opt_on(s, "ours"),
        .depth = -1,
        .max_pages = -1,
        .delay_ms = -1,
        .every_ms = -1};
}

static err put(
    store *db, session *s, const seeds_source *src, const char *path, const doc *d, corpus_put *ret)
{
    int64_t now = clock_now_ms(), run_id;
    err e = corpus_run_begin(db, SV("import"), SV(BAZARKAV_VERSION), SV(""), now, &run_id);
    if (e) return e;
    e = import_file_put(db, s->a, &(import_target){src, path, run_id}, d, ret);
    err end = corpus_run_end(db, run_id, e ? SV("failed") : SV("done"), clock_now_ms());
    return e ? e : end;
}

static int keep(session *s, const char *path, const doc *d)
{
    project p = {0};
    store *db = NULL;
    lexicon *lx = NULL;
    corpus_put r = {0};
    int code = project_load(s, NULL, &p);
    if (!code) code = project_lexicon(s, &lx);
    if (!code) code = project_open(s, p.db_path, STORE_WRITE, lx, &db);
    if (!code) {
        seeds_source src = source_of(s, &p, path);
        err e =
            corpus_put_project(db, &p.seeds); /* title, contact, k: what the report says on top */
        if (!e) e = put(db, s, &src, path, d, &r);
        if (e)
            code = fail(s, code_of(e), "%s: %s", p.db_path,
                store_detail(db)[0] ? store_detail(db) : err_str(e));
        else
            say(s,
                tr(s, "به «%.*s» افزوده شد: %lld دیدگاه تازه، %lld از پیش بود",
                    "added to \"%.*s\": %lld new, %lld were there"),
                SV_FMT(src.name), (long long)r.comments_new, (long long)r.comments_seen);
    }
    store_close(db);
    lexicon_close(lx);
    if (!code) say(s, "%s", tr(s, "گام بعد: bazarkav analyze", "Next: bazarkav analyze"));
    return code;
}

/* An archive of others: pages of the hosts that the seeds file names, or all as the source that is named. */
static int keep_warc(session *s, const char *path)
{
    project p = {0};
    int code = project_load(s, NULL, &p);
    return code ? code : import_warc(s, &p, path, sv_c(opt_text(s, "source")));
}

static int run(session *s)
{
    import_table t = {.n_columns = 0};
    doc d = {.n_comments = 0};
    if (s->argc != 1)
        return fail(s, EXIT_USAGE, "%s", tr(s, "نام یک فایل را بنویسید", "name one file"));
    sv name = sv_c(s->argv[0]);
    if (sv_ends(name, SV(".warc")) || sv_ends(name, SV(".warc.gz")))
        return keep_warc(s, s->argv[0]);
    opt_value map = opt_list(s, "map");
    int code = import_file_read(s, s->argv[0], &map, &t, &d);
    if (code) return code;
    preview(s, &t, &d);
    if (!opt_on(s, "dry-run")) return keep(s, s->argv[0], &d);
    say(s, "%s",
        tr(s, "چیزی ذخیره نشد (‎--dry-run)", "nothing was stored (--dry-run)"));
    return EXIT_DONE;
}

static const opt_def opts[] = {
    {"source", OPT_TEXT, "NAME",
        "نام رقیب در فایل بذر (پیش‌فرض: نام فایل)",
        "the competitor's name in the seeds file (default: name of the file)", 0},
    {"ours", OPT_FLAG, NULL, "دیدگاه‌های مشتریان خودمان است",
        "reviews of our own customers", 0},
    {"map", OPT_LIST, "ROLE=COLUMN",
        "ستون یک نقش: text، author، date، rating، id، parent، likes، title، link، amount، times",
        "the column of a role: text, author, date, rating, id, parent, likes, title, link, amount, times",
        0},
    {"dry-run", OPT_FLAG, NULL, "تنها پیش‌نمایش، بی‌ذخیره",
        "preview only, store nothing", 'n'},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_import = {
    .name = "import",
    .order = 24,
    .operands = "FILE",
    .fa =
        "دیدگاه‌های یک فایل CSV، JSON یا NDJSON، یا آرشیو WARC را می‌افزاید",
    .en = "takes in comments from a CSV, JSON or NDJSON file, or a WARC archive",
    .help_fa =
        "ستون‌ها از نامشان (فارسی یا انگلیسی) یا از محتوایشان شناخته می‌شوند؛ پیش‌نمایش را ببینید و اگر درست نیست "
        "‎--map‎ بدهید. تنها فایلی را بیاورید که حق استفاده از آن را دارید.\n\n"
        "نمونه:\n  bazarkav import reviews.csv --ours -n\n  bazarkav import digikala.json "
        "--source طبیعت‌مارکت --map text=body\n  bazarkav import crawl.warc.gz",
    .help_en = "Columns are recognised by their names (Persian or English) or by what stands in "
               "them; look at the preview and "
               "use --map where it is wrong. Bring only files that you may use.\n\n"
               "Examples:\n  bazarkav import reviews.csv --ours -n\n  bazarkav import export.json "
               "--source Rival --map text=body\n  bazarkav import crawl.warc.gz",
    .opt = opts,
    .run = run,
};
