#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/verb.h"
#include "report/fmt.h"

static const opt_value *value_of(const session *s, const char *name)
{
    for (int i = 0; s->verb->opt && s->verb->opt[i].name; i++)
        if (strcmp(s->verb->opt[i].name, name) == 0) return &s->value[i];
    abort(); /* a verb asked for an option that is not in its table */
}

bool opt_on(const session *s, const char *name) { return value_of(s, name)->n > 0; }

const char *opt_text(const session *s, const char *name)
{
    const opt_value *v = value_of(s, name);
    return v->n ? v->at[v->n - 1] : NULL;
}

opt_value opt_list(const session *s, const char *name) { return *value_of(s, name); }

int64_t opt_number(const session *s, const char *name, int64_t fallback)
{
    const char *text = opt_text(s, name);
    if (!text) return fallback;
    char *end = NULL;
    errno = 0;
    long long n = strtoll(text, &end, 10);
    if (*text && !*end && !errno && n >= 0) return n;
    exit(fail(s, EXIT_USAGE,
        tr(s, "--%s عدد می‌خواهد، نه «%s»", "--%s wants a number, not \"%s\""),
        name, text));
}

int64_t opt_seconds(const session *s, const char *name)
{
    const char *text = opt_text(s, name);
    if (!text) return -1;
    char *end = NULL;
    double d = strtod(text, &end);
    if (*text && !*end && d >= 0 && d <= 86400) return (int64_t)(d * 1000 + 0.5);
    exit(fail(s, EXIT_USAGE,
        tr(s, "--%s ثانیه می‌خواهد، نه «%s»", "--%s wants seconds, not \"%s\""),
        name, text));
}

const char *tr(const session *s, const char *fa, const char *en)
{
    return s->lang == LANG_FA && fa ? fa : en;
}

const char *how_many(const session *s, int64_t n, const char *fa, const char *one, const char *more)
{
    const char *noun = s->lang == LANG_FA ? fa : n == 1 ? one : more;
    sv text = arena_printf(s->a, "%lld %s", (long long)n, noun);
    return text.p ? text.p : noun;
}

/* One line of prose in the session's language. */
static void tell(const session *s, FILE *to, const char *fmt, va_list *ap)
{
    CLEANUP(buf_clear) buf prose = BUF_INIT(0);
    char *text = NULL;
    int n = vasprintf(&text, fmt, *ap);
    if (n >= 0) fmt_prose(&prose, s->lang, (sv){text, (size_t)n});
    buf_putc(&prose, '\n');
    if (n >= 0) free(text);
    if (!prose.e) (void)fwrite(prose.p, 1, prose.n, to);
}

int fail(const session *s, int code, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    (void)fputs("bazarkav: ", s->talk);
    tell(s, s->talk, fmt, &ap);
    va_end(ap);
    return code;
}

void say(const session *s, const char *fmt, ...)
{
    if (s->quiet) return;
    va_list ap;
    va_start(ap, fmt);
    tell(s, s->talk, fmt, &ap);
    va_end(ap);
}

void show_line(const session *s, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    tell(s, s->out, fmt, &ap);
    va_end(ap);
}

int terminal_width(void)
{
    enum { DEFAULT = 100, LEAST = 40, MOST = 400 };
    struct winsize w;
    const char *env = getenv("COLUMNS");
    long n = env ? strtol(env, NULL, 10) : 0;
    if (n <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0) n = w.ws_col;
    if (n <= 0) n = DEFAULT;
    return n < LEAST ? LEAST : n > MOST ? MOST : (int)n;
}

int code_of(err e)
{
    switch (e) {
    case ERR_OK: return EXIT_DONE;
    case ERR_BUSY: return EXIT_BUSY;
    case ERR_POLICY: return EXIT_POLICY;
    case ERR_FORMAT: return EXIT_SEEDS;
    case ERR_IO:
    case ERR_FULL:
    case ERR_CORRUPT:
    case ERR_NEWER:
    case ERR_DENIED:
    case ERR_ABSENT: return EXIT_STORAGE;
    case ERR_NOMEM:
    case ERR_LIMIT: return EXIT_INTERNAL;
    }
    return EXIT_INTERNAL;
}
