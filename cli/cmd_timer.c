/* timer: a systemd user timer, or a line for crontab, that runs `bazarkav monitor` on this project. `print` only
 * shows, `install` writes the two unit files and says how to start them. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/project.h"
#include "util/buf.h"
#include "util/file.h"

enum { SEEDS_BYTES = 4 << 20 };

static const opt_def options[] = {
    {"daily", OPT_TEXT, "HH:MM", "هر روز در این ساعت (پیش‌فرض 06:00)",
        "every day at (default 06:00)", 0},
    {"hourly", OPT_FLAG, NULL, "هر ساعت", "every hour", 0},
    {"cron", OPT_FLAG, NULL, "سطری برای crontab به جای systemd", "a line for crontab, not systemd",
        0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

typedef struct plan {
    sv name;          /* of the units: bazarkav-NAME */
    sv dir, program;  /* absolute */
    int hour, minute; /* local */
    bool hourly;
    bool mails; /* an alert goes out by sendmail */
} plan;

/* Letters and digits of the directory's name; others become '-'. */
static sv unit_name(session *s, sv dir)
{
    const char *slash = memrchr(dir.p, '/', dir.n);
    sv base = slash ? (sv){slash + 1, dir.n - (size_t)(slash + 1 - dir.p)} : dir;
    char *p = arena_alloc(s->a, base.n + 1);
    if (!p) return (sv){NULL, 0};
    for (size_t i = 0; i < base.n; i++) {
        char c = sv_lower(base.p[i]);
        p[i] = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
    }
    return base.n ? (sv){p, base.n} : SV("market");
}

/* Whether the seeds file has alerts sent by mail. */
static bool has_mail(session *s)
{
    sv text;
    seeds sd;
    seeds_issues issues;
    const char *path = s->seeds_path ? s->seeds_path : "seeds.ini";
    if (access(path, R_OK) != 0 || file_load(s->a, path, SEEDS_BYTES, &text, NULL)) return false;
    return !seeds_parse(s->a, text, path, s->lang, &sd, &issues) && sd.alerts.mail.n;
}

static int read_plan(session *s, plan *p)
{
    char dir[PATH_MAX], self[PATH_MAX];
    if (!getcwd(dir, sizeof dir)) return fail(s, EXIT_STORAGE, "%s", os_error());
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    *p = (plan){.dir = arena_sv(s->a, sv_c(dir)), .hour = 6, .hourly = opt_on(s, "hourly")};
    p->program = n > 0 ? arena_sv(s->a, (sv){self, (size_t)n}) : SV("/usr/local/bin/bazarkav");
    p->name = unit_name(s, p->dir);
    p->mails = has_mail(s);
    const char *at = opt_text(s, "daily");
    int used = 0;
    if (at && (sscanf(at, "%2d:%2d%n", &p->hour, &p->minute, &used) != 2 || at[used] ||
                  p->hour < 0 || p->hour > 23 || p->minute < 0 || p->minute > 59))
        return fail(s, EXIT_USAGE,
            tr(s, "ساعت باید مانند 06:00 باشد، نه «%s»", "a time looks like 06:00, not \"%s\""),
            at);
    return p->name.p && p->dir.p && p->program.p ? EXIT_DONE
                                                 : fail(s, EXIT_INTERNAL, "%s", err_str(ERR_NOMEM));
}

/* A word of a unit file: quoted, and % doubled, because systemd expands it. */
static void put_word(buf *b, sv w)
{
    buf_putc(b, '"');
    for (size_t i = 0; i < w.n; i++) {
        if (w.p[i] == '"' || w.p[i] == '\\') buf_putc(b, '\\');
        if (w.p[i] == '%') buf_putc(b, '%');
        if (w.p[i] == '$') buf_putc(b, '$');
        buf_putc(b, w.p[i]);
    }
    buf_putc(b, '"');
}

/* Everything of a user service that forbids more also forbids sendmail the group it needs. */
static void put_hardening(buf *b, const plan *p)
{
    if (p->mails) {
        buf_puts(b,
            "# sendmail needs the group of its queue: no hardening here, it would take that away\n");
        return;
    }
    buf_puts(b,
        "# an alert file elsewhere needs its directory in ReadWritePaths\n"
        "NoNewPrivileges=true\nProtectSystem=strict\nProtectHome=read-only\nReadWritePaths=");
    put_word(b, p->dir);
    bool temporary = sv_starts(p->dir, SV("/tmp/")) || sv_starts(p->dir, SV("/var/tmp/"));
    buf_puts(b, temporary ? "\n" : "\nPrivateTmp=true\n");
    buf_puts(b, "ProtectKernelTunables=true\nProtectControlGroups=true\n"
                "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX\nLockPersonality=true\n"
                "MemoryDenyWriteExecute=true\nSystemCallArchitectures=native\n");
}

static void put_service(buf *b, const plan *p)
{
    buf_printf(b,
        "[Unit]\nDescription=bazarkav: watch the market \"%.*s\"\n"
        "Wants=network-online.target\nAfter=network-online.target\n\n[Service]\n"
        "Type=oneshot\nNice=10\nIOSchedulingClass=idle\nWorkingDirectory=",
        SV_FMT(p->name));
    for (size_t i = 0; i < p->dir.n; i++) {
        if (p->dir.p[i] == '%') buf_putc(b, '%');
        buf_putc(b, p->dir.p[i]);
    }
    buf_puts(b, "\nExecStart=");
    put_word(b, p->program);
    buf_puts(b, " monitor --no-progress\n"
                "# 4: done in part; the digest says which source failed\nSuccessExitStatus=4\n");
    put_hardening(b, p);
}

static void put_timer(buf *b, const plan *p)
{
    buf_printf(b, "[Unit]\nDescription=bazarkav: when to watch \"%.*s\"\n\n[Timer]\nOnCalendar=",
        SV_FMT(p->name));
    if (p->hourly)
        buf_puts(b, "hourly");
    else
        buf_printf(b, "*-*-* %02d:%02d:00", p->hour, p->minute);
    buf_printf(b, "\nPersistent=true\nRandomizedDelaySec=%s\n\n[Install]\nWantedBy=timers.target\n",
        p->hourly ? "5m" : "30m");
}

/* Inside single quotes of sh; % ends a command in crontab. */
static void put_shell(buf *b, sv w)
{
    buf_putc(b, '\'');
    for (size_t i = 0; i < w.n; i++) {
        if (w.p[i] == '\'')
            buf_puts(b, "'\\''");
        else if (w.p[i] == '%')
            buf_puts(b, "\\%");
        else
            buf_putc(b, w.p[i]);
    }
    buf_putc(b, '\'');
}

static void put_cron(buf *b, const plan *p)
{
    if (p->hourly)
        buf_printf(b, "%d * * * * ", p->minute);
    else
        buf_printf(b, "%d %d * * * ", p->minute, p->hour);
    buf_puts(b, "cd ");
    put_shell(b, p->dir);
    buf_puts(b, " && ");
    put_shell(b, p->program);
    buf_puts(b, " monitor --no-progress\n");
}

static int install(session *s, const plan *p, sv service, sv timer)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    sv dir = base && *base ? arena_printf(s->a, "%s/systemd/user", base)
                           : arena_printf(s->a, "%s/.config/systemd/user", home ? home : "");
    sv one = arena_printf(s->a, "%s/bazarkav-%.*s.service", dir.p, SV_FMT(p->name));
    sv two = arena_printf(s->a, "%s/bazarkav-%.*s.timer", dir.p, SV_FMT(p->name));
    if (!dir.p || !one.p || !two.p) return fail(s, EXIT_INTERNAL, "%s", err_str(ERR_NOMEM));
    note why;
    err e = file_mkdirs(dir.p, 0700, &why);
    if (!e) e = file_save(one.p, service, 0644, &why);
    if (!e) e = file_save(two.p, timer, 0644, &why);
    if (e) return fail(s, code_of(e), "%s", why.text);
    (void)fprintf(s->out, "%s\n%s\n", one.p, two.p);
    say(s,
        tr(s,
            "گام بعد: systemctl --user daemon-reload && systemctl --user enable --now bazarkav-%.*s.timer",
            "Next: systemctl --user daemon-reload && systemctl --user enable --now "
            "bazarkav-%.*s.timer"),
        SV_FMT(p->name));
    return EXIT_DONE;
}

static int run(session *s)
{
    bool put = s->argc == 1 && strcmp(s->argv[0], "install") == 0;
    if (!put && (s->argc != 1 || strcmp(s->argv[0], "print") != 0))
        return fail(s, EXIT_USAGE, "%s",
            tr(s, "‎print یا install؟ مثال: bazarkav timer print --daily 06:00",
                "print or install? For example: bazarkav timer print --daily 06:00"));
    plan p = {.hour = 6};
    int code = read_plan(s, &p);
    if (code != EXIT_DONE) return code;
    if (access("seeds.ini", R_OK) != 0)
        say(s, "%s",
            tr(s, "هشدار: در این پوشه seeds.ini نیست.",
                "Warning: there is no seeds.ini in this directory."));
    CLEANUP(buf_clear) buf service = BUF_INIT(0), timer = BUF_INIT(0);
    if (opt_on(s, "cron")) {
        if (put)
            return fail(s, EXIT_USAGE, "%s",
                tr(s,
                    "سطر crontab را خودتان با crontab -e بیفزایید؛ print آن را نشان می‌دهد",
                    "add the crontab line yourself with crontab -e; print shows it"));
        put_cron(&timer, &p);
        (void)fwrite(timer.p, 1, timer.n, s->out);
        return EXIT_DONE;
    }
    put_service(&service, &p);
    put_timer(&timer, &p);
    if (put) return install(s, &p, buf_sv(&service), buf_sv(&timer));
    (void)fprintf(s->out, "# bazarkav-%.*s.service\n%.*s\n# bazarkav-%.*s.timer\n%.*s",
        SV_FMT(p.name), SV_FMT(buf_sv(&service)), SV_FMT(p.name), SV_FMT(buf_sv(&timer)));
    return EXIT_DONE;
}

const verb verb_timer = {
    .name = "timer",
    .order = 48,
    .operands = "install|print",
    .fa = "پایش زمان‌بندی‌شده با systemd یا crontab",
    .en = "scheduled monitoring with systemd or crontab",
    .help_fa = "  bazarkav timer print --daily 06:00\n  bazarkav timer install --daily 06:00\n"
               "  bazarkav timer print --cron\n",
    .help_en = "  bazarkav timer print --daily 06:00\n  bazarkav timer install --daily 06:00\n"
               "  bazarkav timer print --cron\n",
    .opt = options,
    .run = run,
};
