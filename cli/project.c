#include "cli/project.h"

#include <stdlib.h>
#include <unistd.h>

#include "util/file.h"

enum { SEEDS_BYTES = 4 * 1024 * 1024 };

static const char *seeds_path_of(session *s, const char *operand)
{
    if (operand) return operand;
    return s->seeds_path ? s->seeds_path : "seeds.ini";
}

bool project_has_seeds(session *s, const char *operand)
{
    return access(seeds_path_of(s, operand), F_OK) == 0;
}

static void print_issue(session *s, const char *path, const seeds_issue *i)
{
    if (!i->error && s->quiet) return;
    (void)fprintf(s->talk, "%s:%d:%d: %s%.*s\n", path, i->line, i->column,
        i->error ? tr(s, "خطا: ", "error: ") : tr(s, "هشدار: ", "warning: "), SV_FMT(i->text));
}

/* What a config.ini says, which may be missing: the keys of the seeds file, for all projects. */
static int use_config(session *s, const char *path, seeds *io)
{
    sv text;
    note why = {""};
    seeds_issues issues;
    if (!path || access(path, F_OK) != 0) return EXIT_DONE;
    err e = file_load(s->a, path, SEEDS_BYTES, &text, &why);
    if (!e) e = seeds_parse_config(s->a, text, path, s->lang, io, &issues);
    if (e) return fail(s, EXIT_SEEDS, "%s", why.text[0] ? why.text : err_str(e));
    for (size_t i = 0; i < issues.n; i++) print_issue(s, path, &issues.at[i]);
    return issues.n_errors ? EXIT_SEEDS : EXIT_DONE;
}

/* The system's config.ini, then the user's over it. */
static int use_configs(session *s, seeds *io)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    sv path = base && *base ? arena_printf(s->a, "%s/bazarkav/config.ini", base)
              : home        ? arena_printf(s->a, "%s/.config/bazarkav/config.ini", home)
                            : (sv){NULL, 0};
    int code = use_config(s, "/etc/bazarkav/config.ini", io);
    return code ? code : use_config(s, path.p, io);
}

int project_load(session *s, const char *operand, project *ret)
{
    const char *path = seeds_path_of(s, operand);
    sv text;
    note why;
    err e = file_load(s->a, path, SEEDS_BYTES, &text, &why);
    if (e == ERR_ABSENT) {
        fail(s, EXIT_SEEDS, tr(s, "فایل بذر نیست: %s", "there is no seeds file: %s"), path);
        say(s, "%s", tr(s, "با «bazarkav init» یکی بسازید.", "Make one with \"bazarkav init\"."));
        return EXIT_SEEDS;
    }
    if (e) return fail(s, EXIT_SEEDS, "%s", why.text);
    seeds_issues issues;
    ret->seeds = seeds_defaults(s->a, path);
    int code = use_configs(s, &ret->seeds);
    if (code) return code;
    e = seeds_parse_over(s->a, text, path, s->lang, &ret->seeds, &issues);
    if (e) return fail(s, code_of(e), "%s: %s", path, err_str(e));
    for (size_t i = 0; i < issues.n; i++) print_issue(s, path, &issues.at[i]);
    if (issues.n_errors)
        return fail(s, EXIT_SEEDS,
            tr(s, "%s: %zu خطا؛ پس از درست‌کردن: bazarkav check %s",
                issues.n_errors == 1
                    ? "%s: %zu error; when it is corrected: bazarkav check %s"
                    : "%s: %zu errors; when they are corrected: bazarkav check %s"),
            path, issues.n_errors, path);
    const char *contact = getenv("BAZARKAV_CONTACT");
    if (!ret->seeds.contact.n && contact) ret->seeds.contact = sv_c(contact);
    ret->seeds_path = path;
    ret->db_path = project_db(s, path);
    return EXIT_DONE;
}

const char *project_db(session *s, const char *seeds_path)
{
    if (s->db) return s->db;
    const char *from = seeds_path_of(s, seeds_path), *slash = strrchr(from, '/');
    if (!slash) return "bazarkav.db";
    sv path = arena_printf(s->a, "%.*s/bazarkav.db", (int)(slash - from), from);
    return path.p ? path.p : "bazarkav.db";
}

/* What to do about it, by kind of failure. */
static const char *advice(const session *s, err e)
{
    switch (e) {
    case ERR_ABSENT:
        return tr(s, "نخست «bazarkav run» را اجرا کنید.", "First run \"bazarkav run\".");
    case ERR_BUSY:
        return tr(s, "اجرای دیگری همین پروژه را در دست دارد؛ صبر کنید یا آن را ببندید.",
            "Another run holds this project; wait for it or stop it.");
    case ERR_NEWER:
        return tr(s,
            "این فایل را نسخهٔ تازه‌تری از بازارکاو ساخته است؛ برنامه را به‌روز کنید.",
            "A newer bazarkav wrote this file; update the program.");
    case ERR_CORRUPT:
        return tr(s,
            "فایل آسیب دیده است؛ از نسخهٔ پشتیبان بازگردانید یا «bazarkav analyze --reparse» را بیازمایید.",
            "The file is damaged; restore a copy.");
    case ERR_FULL:
        return tr(s, "دیسک پر است؛ جا باز کنید و دوباره اجرا کنید، چیزی از دست نرفته است.",
            "The disk is full; free some space and run again, nothing is lost.");
    case ERR_DENIED:
        return tr(s, "اجازهٔ نوشتن نیست؛ با --db جای دیگری بدهید.",
            "It cannot be written; give another place with --db.");
    default: return NULL;
    }
}

/* What happened to the store, and what to do about it. */
static int store_failed(session *s, const char *db_path, err e, const note *why)
{
    sv twice = arena_printf(s->a, "%s: ", db_path),
       text = sv_c(why->text[0] ? why->text : err_str(e));
    if (sv_starts(text, twice)) text = sv_sub(text, twice.n, text.n);
    if (e == ERR_ABSENT && access(db_path, F_OK) != 0)
        fail(s, code_of(e),
            tr(s, "هنوز پایگاه داده‌ای نیست: %s",
                "there is no data base yet: %s"),
            db_path);
    else
        fail(s, code_of(e), "%s: %.*s", db_path, SV_FMT(text));
    const char *next = advice(s, e);
    if (next) say(s, "%s", next);
    return code_of(e);
}

int project_open(session *s, const char *db_path, store_mode mode, const lexicon *lx, store **ret)
{
    note why = {""};
    err e = store_open(db_path, mode, lx, ret, &why);
    return e ? store_failed(s, db_path, e, &why) : EXIT_DONE;
}

int project_hold(session *s, const char *db_path)
{
    note why = {""};
    err e = store_hold(db_path, &why);
    return e ? store_failed(s, db_path, e, &why) : EXIT_DONE;
}

int project_open_held(
    session *s, const char *db_path, store_mode mode, const lexicon *lx, store **ret)
{
    return project_open(s, db_path, access(db_path, F_OK) == 0 ? mode : STORE_READ, lx, ret);
}

int project_lexicon(session *s, lexicon **ret)
{
    note why = {""};
    err e = lexicon_open(NULL, ret, &why);
    if (!e) return EXIT_DONE;
    return fail(s, EXIT_INTERNAL,
        tr(s, "واژه‌نامه باز نشد: %s", "cannot open the lexicon: %s"),
        why.text[0] ? why.text : err_str(e));
}

int project_need_contact(session *s, const project *p)
{
    if (p->seeds.contact.n) return EXIT_DONE;
    fail(s, EXIT_POLICY, "%s",
        tr(s,
            "بی نشانی تماس هیچ صفحه‌ای خوانده نمی‌شود: صاحب سایت باید بتواند شما را بیابد",
            "no page is read without a contact: the owner of a site must be able to reach you"));
    say(s,
        tr(s,
            "در بخش [پروژه] از %s بنویسید:\n  تماس = https://شما.example/bot   یا   تماس = you@example.org",
            "In the section [project] of %s write:\n  contact = https://you.example/bot   or   "
            "contact = you@example.org"),
        p->seeds_path);
    return EXIT_POLICY;
}
