/* demo: the whole job on a bundled invented market, offline. With --serve it only serves that market, for the
 * tests and for trying things out. */
#include <signal.h>

#include "cli/verb.h"
#include "demo/market.h"
#include "util/file.h"

static const opt_def options[] = {
    {"serve", OPT_FLAG, NULL, "فقط بازار نمونه را سرو کن تا Ctrl-C",
        "only serve the market until Ctrl-C", 0},
    {"state", OPT_NUMBER, "1|2", "حالت بازار: ۲ یعنی چند هفته بعد",
        "state of the market: 2 is some weeks later", 0},
    {"port", OPT_NUMBER, "N", "درگاه (پیش‌فرض: هر درگاه آزاد)",
        "port (default: any free one)", 0},
    {"log", OPT_TEXT, "FILE", "هر درخواست یک سطر در FILE", "one line a request into FILE", 0},
    {"ready", OPT_TEXT, "FILE",
        "نشانی‌ها را پس از آماده شدن در FILE بنویس",
        "write the addresses into FILE once ready", 0},
    {"fault", OPT_LIST, "SPEC", "خطای عمدی، مانند 503x2:/menu یا drop:/a یا wait900:/",
        "an error on purpose: 503x2:/menu, drop:/a, wait900:/ ...", 0},
    {"wait", OPT_NUMBER, "MS", "درنگ سرور پیش از هر پاسخ", "pause of the server before each answer",
        0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

static void put_addresses(buf *b, const server *sv_)
{
    for (int i = 0; i < MARKET_SITES; i++)
        buf_printf(b, "http://127.0.0.%d:%u/\t%s\n", i + 1, server_port(sv_), market_site_code(i));
}

static err tell_addresses(session *s, const server *srv, note *n)
{
    const char *path = opt_text(s, "ready");
    buf text = BUF_INIT(4096);
    put_addresses(&text, srv);
    err e = ERR_OK;
    if (path)
        e = file_save(path, buf_sv(&text), 0644, n);
    else
        (void)fprintf(s->out, "%.*s", (int)text.n, text.p);
    (void)fflush(s->out);
    buf_clear(&text);
    return e;
}

/* SIGUSR1 turns the market to its second state, SIGINT and SIGTERM end. */
static void wait_for_end(market *m, const sigset_t *set)
{
    for (int sig = 0; sigwait(set, &sig) == 0;) {
        if (sig != SIGUSR1) return;
        m->state = 2;
    }
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

static int serve(session *s, market *m)
{
    sigset_t set;
    (void)sigemptyset(&set);
    (void)sigaddset(&set, SIGINT);
    (void)sigaddset(&set, SIGTERM);
    (void)sigaddset(&set, SIGUSR1);
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL); /* before the server's threads start */
    const char *log = opt_text(s, "log");
    CLEANUP(file_closep) FILE *f = log ? fopen(log, "we") : NULL;
    note n = {{0}};
    if (log && !f) return fail(s, code_of(os_err()), "%s: %s", log, os_error());
    server *srv = NULL;
    err e = server_open(&(server_options){.n_hosts = MARKET_SITES,
                            .port = (uint16_t)opt_number(s, "port", 0),
                            .handler = market_serve,
                            .ctx = m,
                            .log = f,
                            .wait_ms = (int)opt_number(s, "wait", 0)},
        &srv, &n);
    if (e) return fail(s, EXIT_INTERNAL, "%s", n.text);
    int code = add_faults(s, srv);
    if (code == EXIT_DONE && tell_addresses(s, srv, &n)) code = fail(s, EXIT_STORAGE, "%s", n.text);
    if (code == EXIT_DONE) wait_for_end(m, &set);
    server_close(srv);
    return code;
}

static int run(session *s)
{
    market m;
    note n = {{0}};
    err e = market_open(&m, &n);
    if (e) return fail(s, EXIT_INTERNAL, "%s", n.text[0] ? n.text : err_str(e));
    m.state = opt_number(s, "state", 1) == 2 ? 2 : 1;
    int code = EXIT_USAGE;
    if (opt_on(s, "serve"))
        code = serve(s, &m);
    else
        (void)fail(
            s, code, "%s", tr(s, "فعلاً فقط با ‎--serve", "only with --serve as yet"));
    market_close(&m);
    return code;
}

const verb verb_demo = {
    .name = "demo",
    .order = 1,
    .operands = "[DIR]",
    .fa =
        "همهٔ کار روی یک بازار ساختگی، بی‌نیاز از اینترنت",
    .en = "the whole job on a bundled invented market, offline",
    .opt = options,
    .run = run,
};
