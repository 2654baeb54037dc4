/* Finds the verb, parses what its table says, runs it. */
#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/verb.h"
#include "cli/version.h"
#include "util/heap.h"

enum { SESSION_BYTES = 1 << 30, KEPT_BLOCK_BYTES = 4 << 20, KEPT_BYTES = 16 << 20 };

static const opt_def global_opt[] = {
    {"dir", OPT_TEXT, "DIR", "پیش از هر کار به این پوشه برو", "work in DIR", 'C'},
    {"db", OPT_TEXT, "FILE", "فایل پایگاه داده", "data base file", 0},
    {"seeds", OPT_TEXT, "FILE", "فایل بذر (پیش‌فرض seeds.ini)",
        "seeds file (default seeds.ini)", 0},
    {"json", OPT_FLAG, NULL, "یک سند JSON در خروجی", "one JSON document on stdout", 0},
    {"plain", OPT_FLAG, NULL, "هر سطر یک رکورد، جداشده با TAB",
        "one record a line, TAB between fields", 0},
    {"quiet", OPT_FLAG, NULL, "فقط خطاها", "errors only", 'q'},
    {"verbose", OPT_FLAG, NULL, "جزئیات بیشتر", "more detail", 'v'},
    {"no-color", OPT_FLAG, NULL, "بی‌رنگ", "no colour", 0},
    {"no-input", OPT_FLAG, NULL, "هیچ پرسشی نکن", "never ask", 0},
    {"no-progress", OPT_FLAG, NULL, "بی نوار پیشرفت", "no progress lines", 0},
    {"lang", OPT_TEXT, "fa|en", "زبان پیام‌ها", "language of messages", 0},
    {"yes", OPT_FLAG, NULL, "به همهٔ پرسش‌ها بله", "answer yes", 0},
    {"help", OPT_FLAG, NULL, "این راهنما", "this help", 'h'},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

enum {
    GLOBAL_BASE = 1000,
    N_GLOBAL = sizeof global_opt / sizeof global_opt[0] - 1,
    VERB_BASE = GLOBAL_BASE + N_GLOBAL,
    LONG_MAX_N = 96
};

const opt_def *global_options(void) { return global_opt; }

/* Persian only when the user's locale says so: a C locale means scripts and English. */
static lang lang_of_environment(void)
{
    const char *const names[] = {"BAZARKAV_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *v = getenv(names[i]);
        if (v && *v) return strncmp(v, "fa", 2) == 0 ? LANG_FA : LANG_EN;
    }
    return LANG_EN;
}

static bool color_wanted(void)
{
    const char *term = getenv("TERM"), *none = getenv("NO_COLOR"),
               *force = getenv("CLICOLOR_FORCE");
    if (none && *none) return false;
    if (force && strcmp(force, "0") != 0) return true;
    return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0;
}

static void add_value(session *s, int i, const char *value)
{
    opt_value *v = &s->value[i];
    const char **more =
        arena_grow(s->a, (void *)v->at, (size_t)v->n, (size_t)v->n + 1, sizeof *more);
    if (!more) exit(fail(s, EXIT_INTERNAL, "%s", err_str(ERR_NOMEM)));
    v->at = more;
    v->at[v->n++] = value ? value : "";
}

static int set_global(session *s, const char *name, const char *value)
{
    if (strcmp(name, "dir") == 0)
        s->dir = value;
    else if (strcmp(name, "db") == 0)
        s->db = value;
    else if (strcmp(name, "seeds") == 0)
        s->seeds_path = value;
    else if (strcmp(name, "json") == 0)
        s->json = true;
    else if (strcmp(name, "plain") == 0)
        s->plain = true;
    else if (strcmp(name, "quiet") == 0)
        s->quiet = true;
    else if (strcmp(name, "verbose") == 0)
        s->verbose++;
    else if (strcmp(name, "no-color") == 0)
        s->color = false;
    else if (strcmp(name, "no-input") == 0)
        s->input = false;
    else if (strcmp(name, "no-progress") == 0)
        s->progress = false;
    else if (strcmp(name, "yes") == 0)
        s->yes = true;
    else if (strcmp(name, "lang") == 0) {
        if (strcmp(value, "fa") != 0 && strcmp(value, "en") != 0)
            return fail(s, EXIT_USAGE,
                tr(s, "زبان «%s» نیست؛ fa یا en", "no language \"%s\"; fa or en"), value);
        s->lang = value[0] == 'f' ? LANG_FA : LANG_EN;
    } else if (strcmp(name, "help") == 0)
        s->help = true;
    return EXIT_DONE;
}

static size_t long_options(
    const opt_def *opt, int base, struct option *ret, char *letters, size_t *n_letters)
{
    size_t n = 0;
    for (; opt[n].name; n++) {
        bool arg = opt[n].type != OPT_FLAG;
        ret[n] = (struct option){
            opt[n].name, arg ? required_argument : no_argument, NULL, base + (int)n};
        if (!opt[n].letter) continue;
        letters[(*n_letters)++] = opt[n].letter;
        if (arg) letters[(*n_letters)++] = ':';
    }
    return n;
}

static int letter_to_code(const session *s, int c)
{
    for (int i = 0; global_opt[i].name; i++)
        if (global_opt[i].letter == c) return GLOBAL_BASE + i;
    for (int i = 0; s->verb->opt && s->verb->opt[i].name; i++)
        if (s->verb->opt[i].letter == c) return VERB_BASE + i;
    return c;
}

/* A verb whose line of operands is empty takes none, "[SEEDS]" and "[DIR]" are one. */
static int operands_fit(const session *s)
{
    const char *line = s->verb->operands ? s->verb->operands : "";
    bool one = strcmp(line, "[SEEDS]") == 0 || strcmp(line, "[DIR]") == 0,
         none = !*line || line[0] == '-' || strncmp(line, "[-", 2) == 0;
    if ((!one && !none) || s->argc <= (int)one) return EXIT_DONE;
    fail(s, EXIT_USAGE, tr(s, "«%s» زیادی است", "\"%s\" is one word too many"), s->argv[one]);
    say(s, tr(s, "راهنما: bazarkav help %s", "See: bazarkav help %s"), s->verb->name);
    return EXIT_USAGE;
}

static int parse_options(session *s, int argc, char **argv)
{
    static const opt_def none[] = {{NULL, OPT_FLAG, NULL, NULL, NULL, 0}};
    struct option longs[LONG_MAX_N] = {0};
    char letters[LONG_MAX_N * 2 + 2] = ":";
    size_t n_letters = 1;
    const opt_def *own = s->verb->opt ? s->verb->opt : none;
    size_t n = long_options(own, VERB_BASE, longs, letters, &n_letters);
    assert(n <= OPT_MAX);
    (void)long_options(global_opt, GLOBAL_BASE, longs + n, letters, &n_letters);
    optind = 1;
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        if ((c == '?' || c == ':') && s->help) break;
        if (c == '?' || c == ':') {
            const char *bad = argv[optind - 1];
            fail(s, EXIT_USAGE,
                c == ':' ? tr(s, "گزینهٔ %s مقدار می‌خواهد",
                               "option %s needs a value")
                         : tr(s, "گزینهٔ %s شناخته نشد", "unknown option %s"),
                bad);
            const char *near = c == '?' ? help_nearest_option(s->verb, bad) : NULL;
            if (near) say(s, tr(s, "منظورتان --%s بود؟", "Did you mean --%s?"), near);
            say(s, tr(s, "راهنما: bazarkav help %s", "See: bazarkav help %s"), s->verb->name);
            return EXIT_USAGE;
        }
        if (c < GLOBAL_BASE) c = letter_to_code(s, c);
        assert(c >= GLOBAL_BASE);
        int rc = EXIT_DONE;
        if (c >= VERB_BASE)
            add_value(s, c - VERB_BASE, optarg);
        else
            rc = set_global(s, global_opt[c - GLOBAL_BASE].name, optarg);
        if (rc) return rc;
    }
    if (s->help) { /* in the language that an option behind it may have asked for */
        help_verb(s, s->verb, s->out);
        exit(EXIT_DONE);
    }
    s->argc = argc - optind;
    s->argv = argv + optind;
    return operands_fit(s);
}

static int unknown_verb(session *s, const char *name)
{
    const verb *near = verb_nearest(name);
    fail(s, EXIT_USAGE, tr(s, "فرمان «%s» نیست", "there is no command \"%s\""), name);
    if (near) say(s, tr(s, "منظورتان «%s» بود؟", "Did you mean \"%s\"?"), near->name);
    say(s, "%s", tr(s, "همهٔ فرمان‌ها: bazarkav help", "All commands: bazarkav help"));
    return EXIT_USAGE;
}

static void use_environment(session *s)
{
    const char *db = getenv("BAZARKAV_DB"), *seeds_path = getenv("BAZARKAV_SEEDS");
    if (!s->db && db && *db) s->db = db;
    if (!s->seeds_path && seeds_path && *seeds_path) s->seeds_path = seeds_path;
}

/* Index of the verb: the first word that is neither an option nor the value of a global one. */
static int verb_index(int argc, char **argv)
{
    int i = 1;
    for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        const char *name = argv[i] + (argv[i][1] == '-' ? 2 : 1);
        for (int k = 0; global_opt[k].name; k++) {
            bool is_long = argv[i][1] == '-' && strcmp(name, global_opt[k].name) == 0;
            bool is_short = argv[i][1] != '-' && name[0] == global_opt[k].letter && !name[1];
            if ((is_long || is_short) && global_opt[k].type != OPT_FLAG) i++;
        }
    }
    return i;
}

/* "bazarkav -C dir run x" becomes "run -C dir x": one parser for options on both sides of the verb. */
static void verb_first(int at, char **argv)
{
    char *name = argv[at];
    for (int i = at; i > 1; i--) argv[i] = argv[i - 1];
    argv[1] = name;
}

static const char *verb_name(int argc, char **argv)
{
    int at = verb_index(argc, argv);
    bool version = argc > 1 && (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0);
    if (at >= argc) return version ? "version" : "help";
    verb_first(at, argv);
    return argv[1];
}

int main(int argc, char **argv)
{
    heap_keep(KEPT_BLOCK_BYTES, KEPT_BYTES);
    arena a = ARENA_INIT(SESSION_BYTES);
    session s = {.a = &a, .out = stdout, .talk = stderr, .input = isatty(STDIN_FILENO)};
    s.lang = lang_of_environment();
    s.color = color_wanted();
    s.progress = isatty(STDERR_FILENO);
    (void)signal(SIGPIPE, SIG_IGN);
    const char *name = verb_name(argc, argv);
    s.verb = verb_find(name);
    if (!s.verb) return unknown_verb(&s, name);
    bool named = argc > 1 && strcmp(argv[1], name) == 0;
    s.n_words = argc - 1;
    s.word = argv + 1;
    int skip = named ? 1 : 0; /* without a verb there may still be options */
    int rc = strcmp(name, "version") == 0 && !named ? EXIT_DONE
                                                    : parse_options(&s, argc - skip, argv + skip);
    use_environment(&s);
    if (!rc && s.dir && chdir(s.dir) != 0) rc = fail(&s, EXIT_USAGE, "%s: %s", s.dir, os_error());
    if (!rc) rc = s.verb->run(&s);
    if (fflush(stdout) != 0 && errno != EPIPE && !rc)
        rc = fail(&s, EXIT_STORAGE, "stdout: %s", os_error());
    arena_clear(&a);
    return rc;
}
