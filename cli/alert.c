#include "cli/alert.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/escape.h"
#include "report/fmt.h"
#include "util/clock.h"
#include "util/file.h"

enum { COMMAND_LIMIT_MS = 60000, POLL_MS = 20 };

bool alert_wanted(const seeds_alerts *a, const monitor_change *c)
{
    if (c->muted) return false;
    if (sv_eq(c->kind, SV("price")))
        return a->price_percent >= 0 && fabs(c->amount) >= a->price_percent;
    if (sv_eq(c->kind, SV("complaints")))
        return a->complaint_share_points >= 0 && c->amount >= a->complaint_share_points;
    if (sv_eq(c->kind, SV("category"))) return a->new_category;
    /* Pages that go away and sources that fall silent are always told. */
    return sv_eq(c->kind, SV("gone")) || sv_eq(c->kind, SV("silent")) ||
           sv_eq(c->kind, SV("layout"));
}

static void put_alert(json *j, const monitor_change *c)
{
    json_open(j, '{');
    json_kstr(j, SV("rule"), c->kind);
    digest_json_change(j, c);
    json_close(j, '}');
}

static void put_message(buf *b, const project *p, const digest *d)
{
    json j = JSON_INIT(b);
    CLEANUP(buf_clear) buf at = BUF_INIT(64);
    fmt_iso(&at, clock_now_ms(), 0);
    json_open(&j, '{');
    json_kstr(&j, SV("schema"), SV("bazarkav/alerts/1"));
    json_kstr(&j, SV("project"), p->seeds.title);
    json_kint(&j, SV("run"), d->run_id);
    json_kstr(&j, SV("generated"), buf_sv(&at));
    json_key(&j, SV("alerts"));
    json_open(&j, '[');
    for (size_t i = 0; i < d->n; i++) put_alert(&j, &d->at[i]);
    json_close(&j, ']');
    json_close(&j, '}');
    buf_putc(b, '\n');
}

/* One line an alert, appended: what other programs read with `tail -f`. */
static bool to_file(const session *s, sv path, const digest *d)
{
    sv name = arena_sv(s->a, path);
    CLEANUP(fd_closep)
    int fd = name.p ? open(name.p, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (size_t i = 0; i < d->n; i++) {
        json j = JSON_INIT(&b);
        put_alert(&j, &d->at[i]);
        buf_putc(&b, '\n');
    }
    if (fd >= 0 && !b.e && write(fd, b.p, b.n) == (ssize_t)b.n) return true;
    (void)fail(s, 0, "%.*s: %s", SV_FMT(path), os_error());
    return false;
}

/* Waits for `pid`; kills it when it takes too long. True when it ended with 0. */
static bool wait_for(pid_t pid)
{
    int status = 0;
    for (int waited = 0; waited < COMMAND_LIMIT_MS; waited += POLL_MS) {
        pid_t got = waitpid(pid, &status, WNOHANG);
        if (got == pid) return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (got < 0 && errno != EINTR) return false;
        (void)usleep(POLL_MS * 1000);
    }
    (void)kill(pid, SIGKILL);
    (void)waitpid(pid, &status, 0);
    return false;
}

static void write_all(int fd, sv text)
{
    while (text.n) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return; /* the program does not want to read; its exit code tells */
        text = sv_sub(text, (size_t)n, text.n);
    }
}

/* Runs argv with `text` on its stdin. */
static bool feed(char *const argv[], sv text)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    pid_t pid = fork();
    if (pid == 0) {
        (void)dup2(ends[0], STDIN_FILENO);
        (void)execv(argv[0], argv);
        _exit(127);
    }
    (void)close(ends[0]);
    void (*before)(int) = signal(SIGPIPE, SIG_IGN);
    if (pid > 0) write_all(ends[1], text);
    (void)close(ends[1]);
    (void)signal(SIGPIPE, before);
    return pid > 0 && wait_for(pid);
}

static bool to_command(const session *s, const project *p, const digest *d)
{
    sv command = arena_sv(s->a, p->seeds.alerts.command);
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    put_message(&b, p, d);
    if (!command.p || b.e) return false;
    char shell[] = "/bin/sh", dash_c[] = "-c";
    char *argv[] = {shell, dash_c, (char *)(uintptr_t)command.p, NULL};
    if (feed(argv, buf_sv(&b))) return true;
    (void)fail(s, 0, tr(s, "فرمان هشدار شکست خورد: %s", "the alert command failed: %s"), command.p);
    return false;
}

/* No line break or blank in an address: it becomes a header. */
static bool address_ok(sv to)
{
    for (size_t i = 0; i < to.n; i++)
        if ((unsigned char)to.p[i] <= ' ' || to.p[i] == 127) return false;
    return to.n > 2 && memchr(to.p, '@', to.n) != NULL;
}

static bool to_mail(const session *s, const project *p, const digest *d)
{
    sv to = p->seeds.alerts.mail;
    if (!address_ok(to)) {
        (void)fail(
            s, 0, tr(s, "نشانی ایمیل درست نیست: %.*s", "not a mail address: %.*s"), SV_FMT(to));
        return false;
    }
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    buf_printf(
        &b, "To: %.*s\nSubject: bazarkav: %zu alert%s\n", SV_FMT(to), d->n, d->n == 1 ? "" : "s");
    buf_puts(&b, "Auto-Submitted: auto-generated\nMIME-Version: 1.0\n"
                 "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
    escape_term(&b, p->seeds.title);
    buf_puts(&b, "\n\n");
    for (size_t i = 0; i < d->n; i++) {
        CLEANUP(buf_clear) buf line = BUF_INIT(0);
        digest_sentence(&line, s->lang, &d->at[i]);
        escape_term(&b, buf_sv(&line)); /* one line: nobody's text ends the mail or its header */
        buf_putc(&b, '\n');
        escape_term(&b, d->at[i].url);
        buf_puts(&b, "\n\n");
    }
    const char *own = getenv("BAZARKAV_SENDMAIL");
    sv program = arena_sv(s->a, sv_c(own && *own ? own : "/usr/sbin/sendmail"));
    if (!program.p || b.e) return false;
    char dash_t[] = "-t", dash_i[] = "-i";
    char *argv[] = {(char *)(uintptr_t)program.p, dash_t, dash_i, NULL};
    if (feed(argv, buf_sv(&b))) return true;
    (void)fail(s, 0, tr(s, "%s ایمیل را نپذیرفت", "%s did not take the mail"), program.p);
    return false;
}

static err choose(session *s, store *db, const project *p, const digest *d, digest *ret)
{
    *ret = *d;
    ret->at = ARENA_NEW(s->a, monitor_change, d->n + 1);
    ret->n = 0;
    err e = ret->at ? store_begin(db) : ERR_NOMEM;
    if (e) return e;
    for (size_t i = 0; i < d->n && !e; i++) {
        const monitor_change *c = &d->at[i];
        bool fire = false;
        sv key = arena_printf(s->a, "%lld %.*s", (long long)c->source_id, SV_FMT(c->key));
        if (!alert_wanted(&p->seeds.alerts, c)) continue;
        const monitor_alarm alarm = {c->kind, key, d->run_id, clock_now_ms()};
        e = key.p ? monitor_alert(db, &alarm, p->seeds.alerts.cooldown_ms, &fire) : ERR_NOMEM;
        if (fire) ret->at[ret->n++] = *c;
    }
    if (!e) return store_commit(db);
    store_rollback(db);
    return e;
}

int alert_send(session *s, store *db, const project *p, const digest *d, size_t *ret_n)
{
    digest fired;
    *ret_n = 0;
    err e = choose(s, db, p, d, &fired);
    if (e) return fail(s, code_of(e), "%s", store_detail(db));
    *ret_n = fired.n;
    if (!fired.n) return EXIT_DONE;
    const seeds_alerts *a = &p->seeds.alerts;
    bool ok = true;
    if (a->file.n) ok = to_file(s, a->file, &fired) && ok;
    if (a->command.n) ok = to_command(s, p, &fired) && ok;
    if (a->mail.n) ok = to_mail(s, p, &fired) && ok;
    return ok ? EXIT_DONE : EXIT_PARTLY;
}
