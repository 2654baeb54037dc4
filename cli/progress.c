/* What the user sees while a crawl runs: a bar and the busiest hosts on a terminal, one line a minute elsewhere,
 * a line at any time after SIGUSR1. */
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/crawl.h"
#include "report/words.h"
#include "util/clock.h"

enum { TTY_MS = 250, LINE_MS = 60000, HOSTS = 6, BAR = 10, WIDTH = 80 };

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

static void sum_line(const crawl *c, int64_t now, FILE *out)
{
    int64_t done = atomic_load(&c->st->pages) + atomic_load(&c->st->not_modified),
            left = waiting_of(c);
    int64_t ms = now - shown.begun ? now - shown.begun : 1;
    double rate = (double)done * 1000.0 / (double)ms;
    int64_t all = done + left, full = all ? done * BAR / all : 0;
    (void)fprintf(out, "crawl  [");
    for (int i = 0; i < BAR; i++) (void)fputs(i < full ? "█" : "░", out);
    (void)fprintf(out, "] %lld/%lld %s  %.1f/s", (long long)done, (long long)all,
        tr(c->s, "صفحه", "pages"), rate);
    if (rate > 0 && left) {
        int64_t eta = (int64_t)((double)left / rate);
        (void)fprintf(out, "  eta %lldm %llds", (long long)(eta / 60), (long long)(eta % 60));
    }
    (void)fprintf(out, "  %lld %s", atomic_load(&c->st->hosts), tr(c->s, "میزبان", "hosts"));
}

static void host_line(const crawl *c, const site *s, int64_t now, FILE *out)
{
    const polite *p = &s->pace->p;
    char state[160] = "";
    double wait = (double)(p->next_at - now) / 1000.0;
    if (s->left) {
        sv detail = sv_c(s->left), word = words_of(c->s->lang, sv_cut(&detail, ':'));
        (void)snprintf(
            state, sizeof state, "%s: %.*s", tr(c->s, "کنار گذاشته شد", "left"), SV_FMT(word));
    } else if (s->gate == GATE_SHUT)
        (void)snprintf(state, sizeof state, "%s %d/%d",
            tr(c->s, "robots.txt پاسخ نمی‌دهد", "robots.txt does not answer"),
            s->robots_tries, SITE_ROBOTS_TRIES);
    else if (p->fails)
        (void)snprintf(
            state, sizeof state, "%s %d, %.0f s", tr(c->s, "تلاش دوباره", "retry"), p->fails, wait);
    else if (wait > 0.05 && !p->busy)
        (void)snprintf(state, sizeof state, "%s %.1f s%s", tr(c->s, "درنگ", "wait"), wait,
            p->crawl_delay_ms >= p->delay_ms && p->crawl_delay_ms
                ? tr(c->s, " (خواست robots)", " (robots delay)")
                : "");
    (void)fprintf(out, "  %-32.*s %6lld  %s", SV_FMT(s->pace->host), (long long)s->pages, state);
    if (s->refused)
        (void)fprintf(out, "  %lld %s", (long long)s->refused, tr(c->s, "رد شد", "skipped"));
}

static void draw(const crawl *c, int64_t now)
{
    FILE *out = c->s->talk;
    if (shown.lines) (void)fprintf(out, "\033[%dA", shown.lines);
    (void)fputs("\r\033[J", out);
    sum_line(c, now, out);
    (void)fputc('\n', out);
    shown.lines = 1;
    for (const site *s = c->first; s && shown.lines <= HOSTS; s = s->next) {
        if (!s->source_id || (!s->head && !s->pace->p.busy && !s->left && s->gate != GATE_SHUT))
            continue;
        host_line(c, s, now, out);
        (void)fputc('\n', out);
        shown.lines++;
    }
    (void)fflush(out);
}

static void tell(const crawl *c, int64_t now)
{
    sum_line(c, now, c->s->talk);
    (void)fputc('\n', c->s->talk);
    (void)fflush(c->s->talk);
}

static void tell_all(const crawl *c, int64_t now)
{
    tell(c, now);
    for (const site *s = c->first; s; s = s->next) {
        if (!s->source_id) continue;
        host_line(c, s, now, c->s->talk);
        (void)fputc('\n', c->s->talk);
    }
    shown.lines = 0;
}

void progress_tick(crawl *c, int64_t now)
{
    if (!shown.begun) shown.begun = shown.last = now;
    if (stop_status_asked()) tell_all(c, now);
    if (c->s->quiet || now - shown.last < (c->s->progress ? TTY_MS : LINE_MS)) return;
    shown.last = now;
    if (c->s->progress)
        draw(c, now);
    else
        tell(c, now);
}

void progress_end(crawl *c)
{
    if (c->s->progress && shown.lines) (void)fprintf(c->s->talk, "\033[%dA\r\033[J", shown.lines);
    shown.begun = shown.last = 0;
    shown.lines = 0;
}
