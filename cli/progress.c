/* What the user sees while a crawl runs: a bar and the busiest hosts on a terminal, one line a minute elsewhere,
 * a line at any time after SIGUSR1. */
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/crawl.h"
#include "report/words.h"
#include "util/buf.h"
#include "util/clock.h"

enum { TTY_MS = 250, LINE_MS = 60000, HOSTS = 6, BAR = 10, COLUMNS = 80, COLUMNS_LEAST = 20 };

static struct {
    int64_t begun, last;
    int lines; /* on the screen */
} shown;

static int64_t waiting_of(const crawl *c)
{
    int64_t known = atomic_load(&c->st->links),
            done = atomic_load(&c->st->pages) + atomic_load(&c->st->not_modified) +
                   atomic_load(&c->st->refused) + atomic_load(&c->st->failed);
    return known > done ? known - done : 0;
}

/* Words stand at the end: Persian between Latin columns would be torn apart by the terminal. */
static void sum_line(const crawl *c, int64_t now, buf *out)
{
    bool fa = c->s->lang == LANG_FA;
    int64_t done = atomic_load(&c->st->pages) + atomic_load(&c->st->not_modified),
            left = waiting_of(c), hosts = atomic_load(&c->st->hosts);
    int64_t ms = now - shown.begun ? now - shown.begun : 1;
    double rate = (double)done * 1000.0 / (double)ms;
    int64_t all = done + left, full = all ? done * BAR / all : 0;
    buf_puts(out, "crawl  [");
    for (int i = 0; i < BAR; i++) buf_puts(out, i < full ? "█" : "░");
    buf_printf(
        out, "] %lld/%lld%s  %.1f/s", (long long)done, (long long)all, fa ? "" : " pages", rate);
    if (rate > 0 && left) {
        int64_t eta = (int64_t)((double)left / rate);
        buf_printf(out, "  eta %lldm %llds", (long long)(eta / 60), (long long)(eta % 60));
    }
    buf_printf(out,
        fa           ? "  صفحه، %lld میزبان"
        : hosts == 1 ? "  %lld host"
                     : "  %lld hosts",
        (long long)hosts);
}

/* What the host is doing, or nothing while all goes well. */
static void put_state(const crawl *c, const site *s, int64_t now, buf *out)
{
    const polite *p = &s->pace->p;
    double wait = (double)(p->next_at - now) / 1000.0;
    bool asked_for = p->crawl_delay_ms >= p->delay_ms && p->crawl_delay_ms;
    if (s->left) {
        sv detail = sv_c(s->left), word = words_of(c->s->lang, sv_cut(&detail, ':'));
        buf_printf(out, "%s: %.*s", tr(c->s, "کنار گذاشته شد", "left"), SV_FMT(word));
    } else if (s->gate == GATE_SHUT) {
        buf_printf(out, "%s %d/%d",
            tr(c->s, "robots.txt پاسخ نمی‌دهد", "robots.txt does not answer"),
            s->robots_tries, SITE_ROBOTS_TRIES);
    } else if (p->fails) {
        buf_printf(
            out, "%s %d, %.0f s", tr(c->s, "تلاش دوباره", "retry"), p->fails, wait > 0 ? wait : 0);
    } else if (wait > 0.05 && !p->busy) {
        buf_printf(out, "%s %.1f s%s", tr(c->s, "درنگ", "wait"), wait,
            asked_for ? tr(c->s, " (خواست robots)", " (robots delay)") : "");
    }
}

static void host_line(const crawl *c, const site *s, int64_t now, buf *out)
{
    buf_printf(out, "  %-28.*s %6lld  ", SV_FMT(s->pace->host), (long long)s->pages);
    put_state(c, s, now, out);
    if (s->refused)
        buf_printf(out, "  %lld %s", (long long)s->refused, tr(c->s, "رد شد", "skipped"));
}

static size_t columns_of(void)
{
    struct winsize w;
    const char *text = getenv("COLUMNS");
    long n = text ? strtol(text, NULL, 10) : 0;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col) n = w.ws_col;
    return n < COLUMNS_LEAST ? COLUMNS : (size_t)n;
}

/* Prints a line and empties it; on a screen no longer than that is wide, or going back up would miss. */
static void put_line(const crawl *c, buf *line, size_t columns)
{
    size_t n = 0, wide = 0;
    for (sv s = buf_sv(line); n < s.n; n++) {
        bool starts = ((unsigned char)s.p[n] & 0xC0) != 0x80;
        bool narrow = sv_starts(sv_sub(s, n, s.n), SV("\xE2\x80\x8C")); /* ZWNJ */
        if (starts && !narrow && ++wide >= columns) break;
    }
    (void)fprintf(c->s->talk, "%.*s\n", (int)n, line->n ? line->p : "");
    buf_reset(line);
}

static void draw(const crawl *c, int64_t now)
{
    CLEANUP(buf_clear) buf line = BUF_INIT(0);
    size_t columns = columns_of();
    if (shown.lines) (void)fprintf(c->s->talk, "\033[%dA", shown.lines);
    (void)fputs("\r\033[J", c->s->talk);
    sum_line(c, now, &line);
    put_line(c, &line, columns);
    shown.lines = 1;
    for (const site *s = c->first; s && shown.lines <= HOSTS; s = s->next) {
        if (!s->source_id || (!s->head && !s->pace->p.busy && !s->left && s->gate != GATE_SHUT))
            continue;
        host_line(c, s, now, &line);
        put_line(c, &line, columns);
        shown.lines++;
    }
    (void)fflush(c->s->talk);
}

/* The sum, and with `all` every host: what a log file or SIGUSR1 gets. */
static void tell(const crawl *c, int64_t now, bool all)
{
    CLEANUP(buf_clear) buf line = BUF_INIT(0);
    sum_line(c, now, &line);
    put_line(c, &line, SIZE_MAX);
    for (const site *s = c->first; s && all; s = s->next) {
        if (!s->source_id) continue;
        host_line(c, s, now, &line);
        put_line(c, &line, SIZE_MAX);
    }
    if (all) shown.lines = 0;
    (void)fflush(c->s->talk);
}

void progress_tick(crawl *c, int64_t now)
{
    if (!shown.begun) shown.begun = shown.last = now;
    if (stop_status_asked()) tell(c, now, true);
    if (c->s->quiet || now - shown.last < (c->s->progress ? TTY_MS : LINE_MS)) return;
    shown.last = now;
    if (c->s->progress)
        draw(c, now);
    else
        tell(c, now, false);
}

void progress_end(crawl *c)
{
    if (c->s->progress && shown.lines) (void)fprintf(c->s->talk, "\033[%dA\r\033[J", shown.lines);
    shown.begun = shown.last = 0;
    shown.lines = 0;
}
