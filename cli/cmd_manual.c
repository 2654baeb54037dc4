/* Prints the manual pages and the completions of shells, made from the tables of verbs, options and seeds keys;
 * docs/install.sh calls it. Not listed by --help. */
#include "cli/help.h"
#include "cli/verb.h"
#include "cli/version.h"
#include "report/schema.h"
#include "seeds/keys.h"

static const opt_def options[] = {{NULL, OPT_FLAG, NULL, NULL, NULL, 0}};

/* --- man ------------------------------------------------------------------------------------------------- */
/* Text for roff: no line begins with a dot or quote, backslashes and hyphens are kept. */
static void roff(FILE *out, const char *text)
{
    bool start = true;
    for (const char *p = text; p && *p; p++) {
        if (start && (*p == '.' || *p == '\'')) (void)fputs("\\&", out);
        if (*p == '\\')
            (void)fputs("\\e", out);
        else if (*p == '-')
            (void)fputs("\\-", out);
        else
            (void)fputc(*p, out);
        start = *p == '\n';
    }
}

/* Paragraphs; lines that begin with two blanks are examples. */
static void roff_help(FILE *out, const char *text)
{
    bool example = false;
    sv rest = sv_c(text);
    while (rest.n) {
        sv line = sv_cut(&rest, '\n');
        bool code = sv_starts(line, SV("  "));
        if (code != example) (void)fputs(code ? ".PP\n.EX\n" : ".EE\n.PP\n", out);
        example = code;
        if (!line.n && !code) (void)fputs(".PP\n", out);
        char one[4096];
        (void)snprintf(one, sizeof one, "%.*s\n", SV_FMT(line));
        if (line.n) roff(out, one);
    }
    if (example) (void)fputs(".EE\n", out);
}

static void roff_option(const session *s, const opt_def *o)
{
    (void)fputs(".TP\n.B ", s->out);
    if (o->letter) (void)fprintf(s->out, "\\-%c, ", o->letter);
    (void)fputs("\\-\\-", s->out);
    roff(s->out, o->name);
    if (o->arg) {
        (void)fputs(" \\fI", s->out);
        roff(s->out, o->arg);
        (void)fputs("\\fR", s->out);
    }
    (void)fputc('\n', s->out);
    roff(s->out, tr(s, o->fa, o->en));
    (void)fputc('\n', s->out);
}

static void man_verb(const session *s, const verb *v)
{
    (void)fprintf(s->out, ".SS \"%s", v->name);
    if (v->operands) {
        (void)fputc(' ', s->out);
        roff(s->out, v->operands);
    }
    (void)fputs("\"\n", s->out);
    roff(s->out, tr(s, v->fa, v->en));
    (void)fputs(".\n.PP\n", s->out);
    const char *more = tr(s, v->help_fa, v->help_en);
    if (more) roff_help(s->out, more);
    for (const opt_def *o = v->opt; o && o->name; o++) roff_option(s, o);
}

static const struct {
    const char *name, *fa, *en;
} codes[] = {
    {"0", "انجام شد", "done"},
    {"1", "خطای درونی", "internal failure"},
    {"2", "کاربرد نادرست", "wrong usage"},
    {"3", "فایل بذر یا تنظیم نادرست", "the seeds file or configuration is invalid"},
    {"4", "بخشی انجام شد؛ گزارش می‌گوید کدام میزبان نشد",
        "done in part: some hosts failed, the report says which"},
    {"5", "به دلیل قاعده رد شد (بی نشانی تماس، robots.txt، حریم خصوصی)",
        "refused by policy: no contact, everything disallowed by robots.txt, privacy"},
    {"6", "اجرای دیگری پروژه را در دست دارد", "another run holds the project"},
    {"7", "پایگاه داده: پر، خراب یا تازه‌تر از برنامه",
        "storage: full, corrupt or made by a newer program"},
    {"10", "هشداری برخاست (فقط با --exit-code)", "alerts fired (only with --exit-code)"},
    {"130", "قطع شد؛ حالت ذخیره شد", "interrupted; the state is saved"},
};

static const struct {
    const char *name, *fa, *en;
} environment[] = {
    {"BAZARKAV_DB, BAZARKAV_SEEDS", "مانند --db و --seeds", "as --db and --seeds"},
    {"BAZARKAV_LANG, LC_ALL, LC_MESSAGES, LANG", "زبان پیام‌ها: fa یا جز آن",
        "language of messages: Persian when it begins with fa"},
    {"BAZARKAV_SHARE", "پوشهٔ واژه‌نامه و رده‌بندی",
        "directory of the lexicon and the taxonomy"},
    {"NO_COLOR, CLICOLOR_FORCE, TERM, COLUMNS", "رنگ و پهنای جدول", "colour and width of tables"},
    {"SOURCE_DATE_EPOCH", "زمان ثابت، برای گزارش بازتولیدپذیر",
        "a fixed time, for reports that can be made again"},
};

static void man_tail(const session *s)
{
    (void)fprintf(s->out, ".SH %s\n", tr(s, "\"کد خروج\"", "EXIT STATUS"));
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        (void)fprintf(s->out, ".TP\n.B %s\n", codes[i].name);
        roff(s->out, tr(s, codes[i].fa, codes[i].en));
        (void)fputc('\n', s->out);
    }
    (void)fprintf(s->out, ".SH %s\n", tr(s, "محیط", "ENVIRONMENT"));
    for (size_t i = 0; i < sizeof environment / sizeof environment[0]; i++) {
        (void)fprintf(s->out, ".TP\n.B %s\n", environment[i].name);
        roff(s->out, tr(s, environment[i].fa, environment[i].en));
        (void)fputc('\n', s->out);
    }
    (void)fprintf(
        s->out, ".SH %s\n.BR bazarkav\\-seeds (5)\n", tr(s, "\"نیز ببینید\"", "SEE ALSO"));
}

static void man(const session *s)
{
    int n;
    const verb *const *v = verb_all(&n);
    (void)fprintf(s->out, ".TH BAZARKAV 1 \"\" \"bazarkav %s\" \"%s\"\n.SH %s\nbazarkav \\- ",
        BAZARKAV_VERSION, tr(s, "فرمان‌ها", "User Commands"), tr(s, "نام", "NAME"));
    roff(s->out,
        tr(s,
            "خزندهٔ باادب برای شناخت بازار هدف از دیدگاه‌های عمومی فارسی",
            "polite crawler that finds a target market in public Persian comments"));
    (void)fprintf(s->out,
        "\n.SH %s\n.B bazarkav\n.I COMMAND\n.RI [ OPTION ...]\n.RI [ OPERAND ...]\n.SH %s\n",
        tr(s, "کاربرد", "SYNOPSIS"), tr(s, "شرح", "DESCRIPTION"));
    roff(s->out,
        tr(s,
            "صفحه‌ها و دیدگاه‌های عمومی رقبایی را که در فایل بذر نوشته‌اید می‌خواند، "
            "نیازها و گروه‌ها را در آنها می‌یابد و گزارش "
            "می‌سازد. robots.txt را رعایت می‌کند، وارد حسابی نمی‌شود و نام کسی را نگه نمی‌دارد.",
            "Reads public pages and public comments of the competitors named in a seeds file, "
            "finds needs and groups in them and "
            "reports. It obeys robots.txt, never logs in and keeps no names."));
    (void)fprintf(s->out, "\n.SH %s\n", tr(s, "فرمان‌ها", "COMMANDS"));
    for (int i = 0; i < n; i++)
        if (v[i]->order < VERB_HIDDEN) man_verb(s, v[i]);
    (void)fprintf(s->out, ".SH %s\n",
        tr(s, "\"گزینه‌های همهٔ فرمان‌ها\"", "\"OPTIONS OF ALL COMMANDS\""));
    for (const opt_def *o = global_options(); o->name; o++) roff_option(s, o);
    man_tail(s);
}

static void man_seeds(const session *s)
{
    (void)fprintf(s->out,
        ".TH BAZARKAV\\-SEEDS 5 \"\" \"bazarkav %s\" \"%s\"\n.SH %s\nbazarkav\\-seeds \\- %s\n.SH "
        "%s\n",
        BAZARKAV_VERSION, tr(s, "قالب فایل‌ها", "File Formats"), tr(s, "نام", "NAME"),
        tr(s, "فایل بذر بازارکاو", "seeds file of bazarkav"), tr(s, "شرح", "DESCRIPTION"));
    roff(s->out,
        tr(s,
            "متن UTF-8 به شکل INI. سطری که با ; یا # آغاز شود توضیح است. کلیدها فارسی یا "
            "انگلیسی‌اند و عددها ۱۲۳ یا 123. فهرست با «،» یا "
            "ویرگول یا تکرار کلید. یکاها: ثانیه، دقیقه، ساعت، روز، هفته؛ تومان، ریال؛ ٪. یک فهرست "
            "ساده از نشانی‌ها، هر سطر یکی، هم پذیرفته است.",
            "UTF-8 text in INI form. A line that begins with ; or # is a comment. Keys are Persian "
            "or English, numbers ۱۲۳ or 123. Lists are "
            "divided by a comma (، or ,), or the key is repeated. Units: s, m, h, d, w; toman, "
            "rial; %. A plain list of addresses, one a "
            "line, is accepted, too."));
    for (const section_def *d = section_all(); d->en; d++) {
        (void)fprintf(s->out, "\n.SH \"[%s]  [%s]\"\n", d->en, d->fa);
        for (const key_def *k = key_all(); k->en; k++) {
            if (k->section != d->id) continue;
            (void)fputs(".TP\n.B ", s->out);
            roff(s->out, k->en);
            (void)fprintf(s->out, "  (%s)\n", k->fa);
            roff(s->out, tr(s, k->help_fa, k->help_en));
            (void)fputc('\n', s->out);
        }
    }
    (void)fprintf(s->out,
        "\n.SH %s\n.EX\n[project]\ntitle   = coffee\ncontact = "
        "https://you.example/bot\n\n[competitor \"shop\"]\nurl     = "
        "https://shop.example/\ndelay   = 5 s\n.EE\n.SH %s\n.BR bazarkav (1)\n",
        tr(s, "نمونه", "EXAMPLE"), tr(s, "\"نیز ببینید\"", "SEE ALSO"));
}

/* --- completion ------------------------------------------------------------------------------------------ */
static void words_of_verbs(const session *s)
{
    int n;
    const verb *const *v = verb_all(&n);
    for (int i = 0; i < n; i++)
        if (v[i]->order < VERB_HIDDEN) (void)fprintf(s->out, " %s", v[i]->name);
}

static void words_of_options(const session *s, const opt_def *o)
{
    for (; o && o->name; o++) (void)fprintf(s->out, " --%s", o->name);
}

/* What may stand behind a verb: the lower-case words of its line of operands, or the names of the answers. */
static void words_of_operands(const session *s, const verb *v)
{
    const char *p = v->operands ? v->operands : "";
    int n;
    const answer_def *all = answer_list(&n);
    for (int i = 0; i < n && strcmp(v->name, "export") == 0; i++)
        (void)fprintf(s->out, "%s ", all[i].name);
    if (*p == '-') return;
    while (*p) {
        size_t len = strspn(p, "abcdefghijklmnopqrstuvwxyz"), any = strcspn(p, " |[].");
        if (len && len == any) (void)fprintf(s->out, "%.*s ", (int)len, p);
        p += any ? any : 1;
    }
}

static void bash(const session *s)
{
    int n;
    const verb *const *v = verb_all(&n);
    (void)fputs(
        "_bazarkav() {\n    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}"
        " verb= words= operands= skip= w\n    for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
        "        [ -z \"$skip\" ] || { skip=; continue; }\n        case $w in -C|--dir|--db|--seeds|"
        "--lang) skip=1 ;; -*) ;; *) verb=$w; break ;; esac\n    done\n    [ \"$prev\" != --lang ] || "
        "{ COMPREPLY=($(compgen -W 'fa en' -- \"$cur\")); return; }\n    case $verb in\n",
        s->out);
    for (int i = 0; i < n; i++) {
        if (v[i]->order >= VERB_HIDDEN) continue;
        (void)fprintf(s->out, "    %s) words=\"", v[i]->name);
        words_of_options(s, v[i]->opt);
        (void)fputs("\" operands=\"", s->out);
        words_of_operands(s, v[i]);
        (void)fputs("\" ;;\n", s->out);
    }
    (void)fputs("    '') words=\"", s->out);
    words_of_verbs(s);
    (void)fputs("\" ;;\n    esac\n    case $cur in -*) words=\"$words", s->out);
    words_of_options(s, global_options());
    (void)fputs("\" ;; *) [ -n \"$verb\" ] && words=$operands ;; esac\n    COMPREPLY=($(compgen -W "
                "\"$words\" -- \"$cur\"))\n    [ ${#COMPREPLY[@]} "
                "-gt 0 ] || COMPREPLY=($(compgen -f -- \"$cur\"))\n}\ncomplete -o filenames -F "
                "_bazarkav bazarkav\n",
        s->out);
}

/* A text between single quotes of a shell. */
static void quoted(FILE *out, const char *text)
{
    for (const char *p = text; *p; p++)
        if (*p == '\'')
            (void)fputs("'\\''", out);
        else if (*p == '[' || *p == ']' || *p == ':')
            (void)fputc(' ', out); /* they divide parts in zsh */
        else
            (void)fputc(*p, out);
}

static void zsh_options(const session *s, const opt_def *o)
{
    for (; o && o->name; o++) {
        (void)fprintf(s->out, " '--%s[", o->name);
        quoted(s->out, tr(s, o->fa, o->en));
        (void)fputs(o->arg ? "]:value:_files'" : "]'", s->out);
    }
}

static void zsh(const session *s)
{
    int n;
    const verb *const *v = verb_all(&n);
    (void)fputs("#compdef bazarkav\n_bazarkav() {\n    local -a verbs=(", s->out);
    for (int i = 0; i < n; i++) {
        if (v[i]->order >= VERB_HIDDEN) continue;
        (void)fprintf(s->out, " '%s:", v[i]->name);
        quoted(s->out, tr(s, v[i]->fa, v[i]->en));
        (void)fputc('\'', s->out);
    }
    (void)fputs(")\n    local -a common=(", s->out);
    zsh_options(s, global_options());
    (void)fputs(")\n    if (( CURRENT == 2 )); then _describe command verbs; return; fi\n    case "
                "${words[2]} in\n",
        s->out);
    for (int i = 0; i < n; i++) {
        if (v[i]->order >= VERB_HIDDEN) continue;
        (void)fprintf(s->out, "    %s) _arguments $common", v[i]->name);
        zsh_options(s, v[i]->opt);
        (void)fputs(" '*:file:_files' ;;\n", s->out);
    }
    (void)fputs("    esac\n}\n_bazarkav \"$@\"\n", s->out);
}

static void fish_options(const session *s, const opt_def *o, const char *verb_name)
{
    for (; o && o->name; o++) {
        (void)fputs("complete -c bazarkav", s->out);
        if (verb_name) (void)fprintf(s->out, " -n '__fish_seen_subcommand_from %s'", verb_name);
        (void)fprintf(s->out, " -l %s", o->name);
        if (o->letter) (void)fprintf(s->out, " -s %c", o->letter);
        (void)fprintf(s->out, "%s -d '", o->arg ? " -r" : "");
        quoted(s->out, tr(s, o->fa, o->en));
        (void)fputs("'\n", s->out);
    }
}

static void fish(const session *s)
{
    int n;
    const verb *const *v = verb_all(&n);
    for (int i = 0; i < n; i++) {
        if (v[i]->order >= VERB_HIDDEN) continue;
        (void)fprintf(
            s->out, "complete -c bazarkav -n __fish_use_subcommand -f -a %s -d '", v[i]->name);
        quoted(s->out, tr(s, v[i]->fa, v[i]->en));
        (void)fputs("'\n", s->out);
        (void)fprintf(
            s->out, "complete -c bazarkav -n '__fish_seen_subcommand_from %s' -a '", v[i]->name);
        words_of_operands(s, v[i]);
        (void)fputs("'\n", s->out);
        fish_options(s, v[i]->opt, v[i]->name);
    }
    fish_options(s, global_options(), NULL);
}

/* The JSON schema of one answer. */
static int schema(const session *s, const char *name)
{
    const answer_def *def = answer_find(sv_c(name));
    buf b = BUF_INIT(0);
    if (!def) return fail(s, EXIT_USAGE, tr(s, "«%s» نیست", "there is no \"%s\""), name);
    schema_put(&b, def);
    int rc = fwrite(b.p, 1, b.n, s->out) == b.n ? EXIT_DONE : EXIT_STORAGE;
    buf_clear(&b);
    return rc;
}

static int schema_names(const session *s)
{
    int n;
    const answer_def *all = answer_list(&n);
    for (int i = 0; i < n; i++) (void)fprintf(s->out, "%s-%d\n", all[i].name, all[i].version);
    return EXIT_DONE;
}

static int run(session *s)
{
    if (s->argc && strcmp(s->argv[0], "schema") == 0)
        return s->argc > 1 ? schema(s, s->argv[1]) : schema_names(s);
    static const struct {
        const char *what;
        void (*put)(const session *s);
    } pages[] = {{"man", man}, {"seeds", man_seeds}, {"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    for (size_t i = 0; s->argc == 1 && i < sizeof pages / sizeof pages[0]; i++)
        if (strcmp(pages[i].what, s->argv[0]) == 0) {
            pages[i].put(s);
            return EXIT_DONE;
        }
    return fail(s, EXIT_USAGE, "%s",
        tr(s, "man، seeds، bash، zsh، fish یا schema", "man, seeds, bash, zsh, fish or schema"));
}

const verb verb_manual = {
    .name = "manual",
    .order = VERB_HIDDEN,
    .operands = "man|seeds|bash|zsh|fish|schema [KIND]",
    .fa = "صفحهٔ راهنما یا تکمیل خودکار را چاپ می‌کند",
    .en = "print a manual page or a shell completion",
    .opt = options,
    .run = run,
};
