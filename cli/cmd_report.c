/* Writes the report pages: one self-contained HTML file for each language. */
#include <unistd.h>

#include "cli/stages.h"
#include "cli/version.h"
#include "report/report.h"
#include "util/file.h"

enum { K_LEAST = 3, FONT_BYTES = 4 * 1024 * 1024 };

static const opt_def options[] = {
    {"html", OPT_FLAG, NULL, "صفحهٔ HTML (پیش‌فرض)", "an HTML page (the default)", 0},
    {"lang", OPT_TEXT, "fa,en", "زبان یا زبان‌های گزارش",
        "language or languages of the report", 0},
    {"out", OPT_TEXT, "DIR", "پوشهٔ خروجی (پیش‌فرض: همین‌جا)",
        "directory to write into (default: here)", 'o'},
    {"quotes", OPT_TEXT, "none|short|full",
        "نقل‌قول‌ها: هیچ، کوتاه (۱۲۰ نویسه) یا کامل",
        "quotes: none, short (120 characters) or full", 0},
    {"k", OPT_NUMBER, "N",
        "کوچک‌ترین گروهی که نشان داده می‌شود (دستِ‌کم ۳)",
        "smallest group shown (at least 3)", 0},
    {"embed-font", OPT_TEXT, "FILE", "فونت WOFF2 را در صفحه بگنجان",
        "embed a WOFF2 font into the page", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

static report_opts first_opts(void)
{
    return (report_opts){
        .lang = {LANG_FA, LANG_EN}, .n_langs = 2, .program = "bazarkav " BAZARKAV_VERSION};
}

/* "fa,en" in that order; an unknown one is an error. */
static bool read_langs(const char *text, report_opts *ret)
{
    sv rest = sv_c(text);
    ret->n_langs = 0;
    while (rest.n) {
        sv one = sv_trim(sv_cut(&rest, ','));
        lang l = sv_ieq(one, SV("fa")) ? LANG_FA : sv_ieq(one, SV("en")) ? LANG_EN : LANG_AUTO;
        if (l == LANG_AUTO || ret->n_langs == REPORT_LANGS) return false;
        if (ret->n_langs && ret->lang[0] == l) continue;
        ret->lang[ret->n_langs++] = l;
    }
    return ret->n_langs > 0;
}

static bool read_quotes(const char *text, quotes *ret)
{
    static const char *const names[] = {"short", "none", "full"};
    for (int i = 0; i < 3; i++)
        if (strcmp(names[i], text) == 0) {
            *ret = (quotes)i;
            return true;
        }
    return false;
}

/* What the seeds file asks for, where there is one. */
static int from_seeds(session *s, project *p, report_opts *o)
{
    const char *path = s->seeds_path ? s->seeds_path : "seeds.ini";
    if (!s->seeds_path && access(path, R_OK) != 0) {
        p->db_path = project_db(s, NULL);
        return EXIT_DONE;
    }
    int rc = project_load(s, NULL, p);
    if (rc) return rc;
    const seeds_report *r = &p->seeds.report;
    o->quotes = r->quotes;
    if (r->k >= K_LEAST) o->args.k = r->k;
    for (o->n_langs = 0; o->n_langs < r->n_langs && o->n_langs < REPORT_LANGS; o->n_langs++)
        o->lang[o->n_langs] = r->lang[o->n_langs];
    return EXIT_DONE;
}

static int from_options(session *s, report_opts *o)
{
    const char *langs = opt_text(s, "lang"), *words = opt_text(s, "quotes"),
               *font = opt_text(s, "embed-font");
    if (langs && !read_langs(langs, o))
        return fail(s, EXIT_USAGE,
            tr(s, "زبان «%s» نیست؛ fa، en یا fa,en", "no language \"%s\"; fa, en or fa,en"), langs);
    if (words && !read_quotes(words, &o->quotes))
        return fail(s, EXIT_USAGE,
            tr(s, "--quotes «%s» نیست؛ none، short یا full",
                "--quotes is none, short or full, not \"%s\""),
            words);
    o->args.k = (int)opt_number(s, "k", o->args.k);
    if (o->args.k && o->args.k < K_LEAST)
        return fail(s, EXIT_POLICY, "%s",
            tr(s,
                "گروه کوچک‌تر از ۳ نفر نشان داده نمی‌شود (حریم خصوصی)",
                "groups of fewer than 3 are never shown (privacy)"));
    note why = {""};
    if (font && file_load(s->a, font, FONT_BYTES, &o->font, &why) != ERR_OK)
        return fail(s, EXIT_USAGE, "%s: %s", font, why.text);
    return EXIT_DONE;
}

/* Writes the pages from an open store, says where they are. */
static int write_pages(session *s, store *db, const report_opts *o)
{
    report_files made = {.n = 0};
    note why = {""};
    err e = report_write(db, s->a, o, &made, &why);
    if (e) return fail(s, code_of(e), "%s", why.text[0] ? why.text : err_str(e));
    for (int i = 0; i < made.n; i++) (void)fprintf(s->out, "%s\n", made.path[i].p);
    return EXIT_DONE;
}

static int run(session *s)
{
    project p = {.db_path = NULL};
    report_opts o = first_opts();
    int rc = from_seeds(s, &p, &o);
    if (!rc) rc = from_options(s, &o);
    store *db = NULL;
    if (!rc) rc = project_open(s, p.db_path, STORE_READ, NULL, &db);
    if (rc) return rc;
    o.dir = opt_text(s, "out");
    rc = write_pages(s, db, &o);
    store_close(db);
    if (rc) return rc;
    say(s, "%s",
        tr(s,
            "گزارش ساخته شد؛ با مرورگر بازش کنید. گام بعد: bazarkav export all --format xlsx -o summary.xlsx",
            "The report is made; open it in a browser. Next: bazarkav export all --format xlsx -o "
            "summary.xlsx"));
    if (o.quotes != QUOTES_NONE)
        say(s, "%s",
            tr(s,
                "نقل عین جمله قابل جست‌وجوست؛ برای انتشار بیرونی: --quotes none",
                "A quote can be searched for; to publish outside use --quotes none"));
    return EXIT_DONE;
}

int stage_report(session *s, const char *db_path, const char *dir, bool sample)
{
    report_opts o = first_opts();
    store *db = NULL;
    sv words = {NULL, 0}, langs = {NULL, 0};
    int rc = project_open(s, db_path, STORE_READ, NULL, &db);
    if (rc) return rc;
    err e = store_get(db, s->a, SV("quotes"), &words);
    if (!e) e = store_get(db, s->a, SV("report_lang"), &langs);
    if (!e && words.n) (void)read_quotes(words.p, &o.quotes);
    if (!e && langs.n && !read_langs(langs.p, &o)) o = first_opts();
    o.dir = dir;
    o.sample = sample;
    rc = e ? fail(s, code_of(e), "%s: %s", db_path, store_detail(db)) : write_pages(s, db, &o);
    store_close(db);
    return rc;
}

const verb verb_report = {
    .name = "report",
    .order = 40,
    .fa = "گزارش HTML به فارسی و انگلیسی می‌سازد",
    .en = "writes the HTML report in Persian and English",
    .help_fa =
        "از آنچه در پایگاه داده است می‌سازد؛ به اینترنت نیاز ندارد. هر زبان یک فایل: نخستین report.html است و "
        "دومی report.en.html.\n\n  bazarkav report\n  bazarkav report --lang fa --out out --quotes none\n  bazarkav "
        "report --k 10",
    .help_en = "Made from the data base, without network. One file a language: the first is "
               "report.html, the second "
               "report.en.html.\n\n  bazarkav report\n  bazarkav report --lang en --out out "
               "--quotes none\n  bazarkav report "
               "--k 10\n\nA quote can be searched for: a report that is published should be made "
               "with --quotes none.",
    .opt = options,
    .run = run,
};
