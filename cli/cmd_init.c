/* Writes a first seeds file with comments. Asks three things on a terminal, nothing otherwise. */
#include <unistd.h>

#include "cli/verb.h"
#include "util/buf.h"
#include "util/file.h"

static const char template_fa[] = {
#include "init_fa.inc"
};
static const char template_en[] = {
#include "init_en.inc"
};

enum { ANSWER_BYTES = 500 };

/* A line from the terminal, or `fallback` for an empty one or without a terminal. */
static sv ask(session *s, const char *question, const char *fallback)
{
    char line[ANSWER_BYTES];
    if (!s->input) return sv_c(fallback);
    (void)fprintf(s->talk, "%s [%s]: ", question, fallback);
    if (!fgets(line, sizeof line, stdin)) return sv_c(fallback);
    sv answer = sv_trim(sv_c(line));
    return answer.n ? arena_sv(s->a, answer) : sv_c(fallback);
}

static void put_filled(buf *b, sv text, const sv names[4], const sv values[4])
{
    while (text.p) {
        sv head = sv_cut(&text, '{');
        buf_put(b, head);
        if (!text.p) break;
        sv name = sv_cut(&text, '}');
        for (int i = 0; i < 4; i++)
            if (sv_eq(name, names[i])) buf_put(b, values[i]);
    }
}

static sv base_name(const char *dir)
{
    sv d = sv_c(dir);
    while (d.n > 1 && d.p[d.n - 1] == '/') d.n--;
    const char *slash = memrchr(d.p, '/', d.n);
    return slash ? (sv){slash + 1, d.n - (size_t)(slash + 1 - d.p)} : d;
}

static int run(session *s)
{
    const char *dir = s->argc ? s->argv[0] : ".";
    sv path = s->argc ? arena_printf(s->a, "%s/seeds.ini", dir) : SV("seeds.ini");
    if (!path.p) return fail(s, EXIT_INTERNAL, "%s", err_str(ERR_NOMEM));
    if (access(path.p, F_OK) == 0)
        return fail(s, EXIT_USAGE,
            tr(s, "%s هست و بازنویسی نمی‌شود",
                "%s exists and is not overwritten"),
            path.p);
    note why;
    err e = s->argc ? file_mkdirs(dir, 0700, &why) : ERR_OK;
    if (e) return fail(s, code_of(e), "%s", why.text);
    sv base = base_name(dir);
    sv title =
        base.n && base.p[0] != '.' ? arena_sv(s->a, base) : sv_c(tr(s, "بازار من", "my market"));
    const sv names[4] = {SV("title"), SV("contact"), SV("name"), SV("url")};
    sv values[4] = {
        ask(s, tr(s, "نام بازار", "Name of the market"), title.p),
        ask(s,
            tr(s,
                "نشانی تماس (صفحه یا ایمیل؛ در User-Agent دیده می‌شود)",
                "Contact (page or e-mail, shown in the User-Agent)"),
            ""),
        ask(s, tr(s, "نام نخستین رقیب", "Name of the first competitor"),
            tr(s, "رقیب ۱", "competitor 1")),
        ask(s, tr(s, "نشانی او", "Its address"), "https://shop.example/"),
    };
    CLEANUP(buf_clear) buf b = BUF_INIT(1 << 20);
    put_filled(&b, sv_c(s->lang == LANG_FA ? template_fa : template_en), names, values);
    e = b.e ? b.e : file_save(path.p, buf_sv(&b), 0600, &why);
    if (e) return fail(s, code_of(e), "%s", b.e ? err_str(b.e) : why.text);
    (void)fprintf(s->out, "%s\n", path.p);
    if (s->argc)
        say(s,
            tr(s,
                "گام بعد: %s را ویرایش کنید (دست‌کم «تماس» و «نشانی»)، سپس:\n  cd %s && bazarkav check",
                "Next: edit %s (at least contact and url), then:\n  cd %s && bazarkav check"),
            path.p, dir);
    else
        say(s,
            tr(s,
                "گام بعد: %s را ویرایش کنید (دست‌کم «تماس» و «نشانی»)، سپس:\n  bazarkav check",
                "Next: edit %s (at least contact and url), then:\n  bazarkav check"),
            path.p);
    return EXIT_DONE;
}

const verb verb_init = {
    .name = "init",
    .order = 10,
    .operands = "[DIR]",
    .fa = "فایل بذر تازه با توضیح می‌سازد",
    .en = "writes a first seeds file with comments",
    .help_fa = "نمونه:\n  bazarkav init camping && cd camping",
    .help_en = "Example:\n  bazarkav init camping && cd camping",
    .run = run,
};
