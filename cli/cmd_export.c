/* Writes answers as files for people with spreadsheets, notebooks and scripts. */
#include <errno.h>
#include <unistd.h>

#include "cli/project.h"
#include "cli/version.h"
#include "report/export.h"
#include "util/file.h"

enum { K_LEAST = 3 };

static const opt_def options[] = {
    {"format", OPT_TEXT, "FORMAT",
        "csv، tsv، json، ndjson، jsonl، xlsx یا md (پیش‌فرض csv)",
        "csv, tsv, json, ndjson, jsonl, xlsx or md (default csv)", 'f'},
    {"output", OPT_TEXT, "FILE",
        "فایل یا پوشه؛ «-» خروجی استاندارد است (پیش‌فرض)",
        "file or directory; \"-\" is standard output (the default)", 'o'},
    {"bom", OPT_FLAG, NULL, "نشان BOM در آغاز CSV، برای اکسل", "a BOM in front of CSV, for Excel",
        0},
    {"quotes", OPT_TEXT, "none|short|full",
        "نقل‌قول‌های evidence: هیچ، کوتاه یا کامل",
        "quotes of \"evidence\": none, short or full", 0},
    {"key", OPT_TEXT, "KEY", "فقط سطرهای این شناسه (ستون نخست)",
        "only rows of this key (first column)", 0},
    {"limit", OPT_NUMBER, "N", "بیش از N سطر ننویس", "at most N rows", 0},
    {"k", OPT_NUMBER, "N",
        "کوچک‌ترین گروهی که نشان داده می‌شود (دستِ‌کم ۳)",
        "smallest group shown (at least 3)", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

typedef struct job {
    const answer_def *def;       /* NULL: all */
    const writer_format *format; /* NULL: a workbook */
    const char *out;             /* "-": standard output */
    export_opts with;
} job;

static int list_kinds(session *s)
{
    int n;
    const answer_def *d = answer_list(&n);
    for (int i = 0; i < n; i++)
        (void)fprintf(s->talk, "  %-14s %s\n", d[i].name, tr(s, d[i].fa, d[i].en));
    (void)fprintf(s->talk, "  %-14s %s\n", "all",
        tr(s, "همه، جز متن خام دیدگاه‌ها",
            "all of them but the raw comments"));
    return EXIT_USAGE;
}

static int read_kind(session *s, const char *format, job *ret)
{
    const char *kind = s->argc ? s->argv[0] : NULL;
    if (!kind && strcmp(format, "jsonl") == 0) kind = "comments";
    if (!kind) {
        fail(s, EXIT_USAGE, "%s",
            tr(s, "چه چیزی؟ یکی از این‌ها را بنویسید:",
                "what? Name one of these:"));
        return list_kinds(s);
    }
    ret->def = answer_find(sv_c(kind));
    if (ret->def || strcmp(kind, "all") == 0) return EXIT_DONE;
    fail(s, EXIT_USAGE,
        tr(s, "«%s» نیست؛ یکی از این‌ها:", "there is no \"%s\"; one of these:"),
        kind);
    return list_kinds(s);
}

static int read_quotes(session *s, job *ret)
{
    static const char *const names[] = {"short", "none", "full"};
    const char *text = opt_text(s, "quotes");
    for (int i = 0; i < 3 && text; i++)
        if (strcmp(names[i], text) == 0) {
            ret->with.quotes = (quotes)i;
            return EXIT_DONE;
        }
    return text ? fail(s, EXIT_USAGE,
                      tr(s, "--quotes «%s» نیست؛ none، short یا full",
                          "--quotes is none, short or full, not \"%s\""),
                      text)
                : EXIT_DONE;
}

static int read_options(session *s, job *ret)
{
    const char *format = opt_text(s, "format");
    if (!format) format = s->json ? "json" : s->plain ? "tsv" : "csv";
    ret->format = writer_find(sv_c(format));
    if (!ret->format && strcmp(format, "xlsx") != 0)
        return fail(s, EXIT_USAGE,
            tr(s, "قالب «%s» نیست؛ csv، tsv، json، ndjson، jsonl، xlsx یا md",
                "no format \"%s\"; csv, tsv, json, ndjson, jsonl, xlsx or md"),
            format);
    int rc = read_kind(s, format, ret);
    if (!rc) rc = read_quotes(s, ret);
    if (rc) return rc;
    ret->out = opt_text(s, "output");
    if (!ret->out) ret->out = "-";
    ret->with.args.k = (int)opt_number(s, "k", 0);
    ret->with.args.limit = opt_number(s, "limit", 0);
    ret->with.args.key = sv_c(opt_text(s, "key"));
    if (ret->with.args.k && ret->with.args.k < K_LEAST)
        return fail(s, EXIT_POLICY, "%s",
            tr(s,
                "گروه کوچک‌تر از ۳ نفر نوشته نمی‌شود (حریم خصوصی)",
                "groups of fewer than 3 are never written (privacy)"));
    return EXIT_DONE;
}

/* The library writes files only, so standard output gets a copy of a temporary one. */
static err book_to_stream(store *db, const job *j, FILE *out, note *why)
{
    char path[] = "/tmp/bazarkav-XXXXXX";
    char part[16384];
    int fd = mkstemp(path);
    if (fd < 0) return note_set(why, os_err(), "%s: %s", path, os_error());
    (void)close(fd);
    err e = export_book(db, j->def, &j->with, path, why);
    CLEANUP(file_closep) FILE *f = e ? NULL : fopen(path, "re");
    (void)remove(path);
    for (size_t n; f && !e && (n = fread(part, 1, sizeof part, f)) > 0;)
        if (fwrite(part, 1, n, out) != n) e = os_err();
    return e;
}

static err write_stream(store *db, const job *j, session *s, note *why)
{
    if (!j->format) return book_to_stream(db, j, s->out, why);
    if (!j->def) return export_json(db, &j->with, s->out);
    return export_stream(db, j->def, j->format, &j->with, s->out, NULL);
}

static err write_files(store *db, const job *j, int *files, note *why)
{
    *files = 1;
    if (!j->format) return export_book(db, j->def, &j->with, j->out, why);
    if (j->def) return export_file(db, j->def, j->format, &j->with, j->out, why);
    if (j->format != &out_json) {
        *files = 0;
        return export_dir(db, j->format, &j->with, j->out, files, why);
    }
    CLEANUP(file_closep) FILE *f = fopen(j->out, "we");
    return f ? export_json(db, &j->with, f) : note_set(why, os_err(), "%s: %s", j->out, os_error());
}

/* A plain stream has no room for the origin, so the person at the terminal is told. */
static void tell_origin(const session *s, const job *j)
{
    const answer_base *b = &j->with.base;
    say(s,
        tr(s,
            "%s%.*s%s%lld منبع · k = %d · متن خام پس از %lld روز پاک می‌شود · تماس: %.*s",
            "%s%.*s%ssources: %lld · k = %d · raw text erased after %lld days · contact: %.*s"),
        b->purpose.n ? tr(s, "هدف: ", "purpose: ") : "", SV_FMT(b->purpose),
        b->purpose.n ? " · " : "", (long long)b->sources, b->k, (long long)b->retention_days,
        SV_FMT(b->contact));
}

static int check_target(session *s, const job *j)
{
    bool to_stream = strcmp(j->out, "-") == 0;
    if (to_stream && !j->format && isatty(STDOUT_FILENO))
        return fail(s, EXIT_USAGE, "%s",
            tr(s, "برای xlsx نام فایل بدهید: -o summary.xlsx",
                "xlsx needs a file: -o summary.xlsx"));
    if (to_stream && !j->def && j->format && j->format != &out_json)
        return fail(s, EXIT_USAGE, "%s",
            tr(s, "«all» در این قالب چند فایل است؛ پوشه بدهید: -o DIR",
                "\"all\" is many files in this format; give a directory: -o DIR"));
    return EXIT_DONE;
}

static int run(session *s)
{
    job j = {.with = {.with = {.lang = s->lang, .program = "bazarkav " BAZARKAV_VERSION}}};
    note why = {""};
    int files = 0, rc = read_options(s, &j);
    if (!rc) rc = check_target(s, &j);
    store *db = NULL;
    if (!rc) rc = project_open(s, project_db(s, NULL), STORE_READ, NULL, &db);
    if (rc) return rc;
    j.with.with.bom = opt_on(s, "bom");
    err e = export_begin(db, s->a, &j.with);
    bool to_stream = strcmp(j.out, "-") == 0;
    if (!e) e = to_stream ? write_stream(db, &j, s, &why) : write_files(db, &j, &files, &why);
    if (e == ERR_IO && to_stream && errno == EPIPE) {
        rc = EXIT_DONE; /* the reader has seen enough */
    } else if (e) {
        const char *text = why.text[0] ? why.text : store_detail(db);
        rc = fail(s, code_of(e), "%s", text && *text ? text : err_str(e));
    } else if (!to_stream) {
        say(s, tr(s, "%s نوشته شد (%s)", "wrote %s (%s)"), j.out,
            how_many(s, files, "فایل", "file", "files"));
    } else if (j.format && j.format->companion) {
        tell_origin(s, &j);
    }
    store_close(db);
    return rc;
}

const verb verb_export = {
    .name = "export",
    .order = 41,
    .operands = "KIND",
    .fa = "پاسخ‌ها را به CSV، JSON، اکسل، Markdown می‌نویسد",
    .en = "writes answers as CSV, JSON, Excel, Markdown",
    .help_fa =
        "KIND یکی از پاسخ‌هاست (needs، complaints، segments …؛ بی KIND فهرست می‌شود) یا "
        "all یا comments.\nعددهای کمتر از k نفر تهی‌اند و ستون suppressed آنها را نشان می‌دهد. کنار CSV، TSV و NDJSON "
        "فایلی با پایان .meta.json می‌آید: هدف، منبع‌ها، دوره، "
        "k، نگه‌داری و تماس.\n\n  bazarkav export needs --format csv -o needs.csv\n  "
        "bazarkav export all --format xlsx -o "
        "summary.xlsx\n  bazarkav export all --format csv -o out\n  bazarkav export "
        "comments --format jsonl > comments.jsonl",
    .help_en = "KIND is one of the answers (needs, complaints, segments ...; without KIND they are "
               "listed), all, or comments.\nCounts of "
               "fewer than k people are empty, and the column suppressed says so. Beside CSV, TSV "
               "and NDJSON a file .meta.json tells "
               "purpose, sources, period, k, retention and contact.\n\n  bazarkav export needs "
               "--format csv -o needs.csv\n  bazarkav export "
               "all --format xlsx -o summary.xlsx\n  bazarkav export all --format csv -o out\n  "
               "bazarkav export comments --format jsonl > "
               "comments.jsonl",
    .opt = options,
    .run = run,
};
