/* Shows what each stage sees; one inspector a file. */
#include "cli/inspect.h"

#define INSPECTOR(name) extern const inspector inspector_##name;
#include "inspectors.inc"
#undef INSPECTOR
#define INSPECTOR(name) &inspector_##name,
static const inspector *const all[] = {
#include "inspectors.inc"
    NULL};
#undef INSPECTOR

static int run(session *s)
{
    const char *what = s->argc ? s->argv[0] : "";
    for (int i = 0; all[i]; i++)
        if (strcmp(all[i]->what, what) == 0) return all[i]->run(s);
    int code = s->argc
                   ? fail(s, EXIT_USAGE, tr(s, "«%s» دیدنی نیست", "cannot inspect \"%s\""), what)
                   : EXIT_USAGE;
    for (int i = 0; all[i]; i++)
        say(s, "  inspect %-10s %s", all[i]->what, tr(s, all[i]->fa, all[i]->en));
    return code;
}

static const opt_def opts[] = {
    {"agent", OPT_TEXT, "TOKEN", "robots: نام خزنده", "robots: product token of the crawler", 0},
    {"robots", OPT_TEXT, "FILE", "robots: فایل robots.txt", "robots: the robots.txt file", 0},
    {"url", OPT_TEXT, "URL", "page: نشانی صفحه", "page: its address", 0},
    {"content-type", OPT_TEXT, "TYPE", "page: نوع محتوا", "page: its content type", 0},
    {"recipe", OPT_LIST, "FILE", "page: دستور استخراج", "page: recipe file", 0},
    {"no-learn", OPT_FLAG, NULL,
        "comments: تنها فهرست واژه‌ها داوری کند؛ هر خط همان دم پاسخ بگیرد",
        "comments: the list of words alone judges; each line is answered at once", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_inspect = {
    .name = "inspect",
    .order = 54,
    .operands = "WHAT",
    .fa = "نشان می‌دهد هر مرحله از ورودی چه می‌بیند",
    .en = "shows what each stage sees in its input",
    .help_fa = "نمونه:\n  echo 'میخوام کیفیتش خوب باشه' | bazarkav inspect tokens\n"
               "  bazarkav inspect robots --agent bazarkav --robots robots.txt < urls.txt",
    .help_en = "Examples:\n  echo 'میخوام کیفیتش خوب باشه' | bazarkav inspect tokens\n"
               "  bazarkav inspect robots --agent bazarkav --robots robots.txt < urls.txt",
    .opt = opts,
    .run = run,
};
