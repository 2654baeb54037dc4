/* A competitor table from a spreadsheet becomes a seeds file on stdout. */
#include "cli/verb.h"
#include "seeds/csv.h"
#include "util/buf.h"
#include "util/file.h"

enum { TABLE_BYTES = 4 * 1024 * 1024 };

static int run(session *s)
{
    const char *path = opt_text(s, "from-csv");
    if (!path)
        return fail(s, EXIT_USAGE, "%s",
            tr(s, "یک جدول بدهید: bazarkav seeds --from-csv رقیبان.csv",
                "give a table: bazarkav seeds --from-csv competitors.csv"));
    sv text;
    note why = {""};
    err e = file_load(s->a, path, TABLE_BYTES, &text, &why);
    CLEANUP(buf_clear) buf b = BUF_INIT(16 * 1024 * 1024);
    if (!e) e = seeds_from_csv(s->a, text, s->lang, &b, &why);
    if (e)
        return fail(s, EXIT_SEEDS, "%s: %s", path,
            e == ERR_ABSENT ? tr(s, "چنین فایلی نیست", "there is no such file")
            : why.text[0]   ? why.text
                            : err_str(e));
    (void)fwrite(b.p, 1, b.n, s->out);
    say(s, "%s",
        tr(s, "گام بعد: خروجی را در seeds.ini بگذارید، «تماس» را پر کنید، سپس bazarkav check",
            "Next: put this into seeds.ini, fill in contact, then bazarkav check"));
    return EXIT_DONE;
}

static const opt_def opts[] = {
    {"from-csv", OPT_TEXT, "FILE", "جدول رقیبان: نام، گونه، نشانی، شبکه، اندازه",
        "table of competitors: name, kind, url, network, size", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_seeds = {
    .name = "seeds",
    .order = 11,
    .operands = "--from-csv FILE",
    .fa = "جدول رقیبان را به فایل بذر تبدیل می‌کند",
    .en = "turns a table of competitors into a seeds file",
    .help_fa =
        "ستون‌ها: نام، گونه، نشانی، شبکه، اندازه (یا name, kind, url, network, "
        "size).\nنمونه:\n  bazarkav seeds --from-csv competitors.csv > seeds.ini",
    .help_en = "Columns: name, kind, url, network, size (or their Persian names).\nExample:\n  "
               "bazarkav seeds --from-csv competitors.csv > seeds.ini",
    .opt = opts,
    .run = run,
};
