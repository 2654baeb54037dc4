#include <pthread.h>
#include <signal.h>

#include "cli/demo.h"
#include "util/file.h"

static err tell_addresses(session *s, const server *srv, note *n)
{
    const char *path = opt_text(s, "ready");
    CLEANUP(buf_clear) buf text = BUF_INIT(4096);
    for (int i = 0; i < MARKET_SITES; i++)
        buf_printf(
            &text, "http://127.0.0.%d:%u/\t%s\n", i + 1, server_port(srv), market_site_code(i));
    if (path) return file_save(path, buf_sv(&text), 0644, n);
    (void)fprintf(s->out, "%.*s", SV_FMT(buf_sv(&text)));
    (void)fflush(s->out);
    return ERR_OK;
}

static int add_faults(session *s, server *srv)
{
    opt_value list = opt_list(s, "fault");
    for (int i = 0; i < list.n; i++)
        if (!server_fault(srv, list.at[i]))
            return fail(s, EXIT_USAGE,
                tr(s, "خطای «%s» فهمیده نشد", "cannot read the fault \"%s\""), list.at[i]);
    return EXIT_DONE;
}

int demo_open_server(session *s, market *m, FILE *log, server **ret)
{
    note n = {{0}};
    const server_options o = {.n_hosts = MARKET_SITES,
        .port = (uint16_t)opt_number(s, "port", 0),
        .handler = market_serve,
        .ctx = m,
        .log = log,
        .wait_ms = (int)opt_number(s, "wait", 0)};
    if (server_open(&o, ret, &n))
        return fail(s, EXIT_INTERNAL,
            tr(s, "سرور نمونه باز نشد: %s", "the demo server does not open: %s"), n.text);
    int code = add_faults(s, *ret);
    if (code == EXIT_DONE) return code;
    server_close(*ret);
    *ret = NULL;
    return code;
}

static void wait_for_end(market *m, const sigset_t *set)
{
    for (int sig = 0; sigwait(set, &sig) == 0;) {
        if (sig != SIGUSR1) return;
        m->state = 2;
    }
}

int demo_serve(session *s, market *m)
{
    sigset_t set;
    (void)sigemptyset(&set);
    (void)sigaddset(&set, SIGINT);
    (void)sigaddset(&set, SIGTERM);
    (void)sigaddset(&set, SIGUSR1);
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL); /* before the server's threads start */
    const char *log = opt_text(s, "log");
    CLEANUP(file_closep) FILE *f = log ? fopen(log, "ae") : NULL;
    if (log && !f) return fail(s, code_of(os_err()), "%s: %s", log, os_error());
    server *srv = NULL;
    int code = demo_open_server(s, m, f, &srv);
    if (code != EXIT_DONE) return code;
    note n = {{0}};
    if (tell_addresses(s, srv, &n))
        code = fail(s, EXIT_STORAGE, "%s", n.text);
    else
        wait_for_end(m, &set);
    server_close(srv);
    return code;
}
