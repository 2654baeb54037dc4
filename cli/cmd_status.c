/* What is held, what happened last, what to do next. The first line needs no query. */
#include <inttypes.h>
#include <sys/stat.h>

#include "cli/project.h"
#include "report/fmt.h"
#include "report/term.h"
#include "report/words.h"
#include "util/clock.h"
#include "util/json.h"

enum { RUNS_SHOWN = 5, SKIPS_SHOWN = 5 };

static const opt_def options[] = {{NULL, OPT_FLAG, NULL, NULL, NULL, 0}};

typedef struct state {
    session *s;
    const char *path;
    int64_t bytes;
    answer_base base;
    table runs, sources, skips;
} state;

static err load(store *db, state *t)
{
    answer_args some = {.limit = RUNS_SHOWN};
    err e = answer_base_get(db, t->s->a, NULL, &t->base);
    if (!e) e = table_load(db, t->s->a, "runs", &some, &t->runs);
    if (!e) e = table_load(db, t->s->a, "sources", NULL, &t->sources);
    some.limit = SKIPS_SHOWN;
    return e ? e : table_load(db, t->s->a, "skips", &some, &t->skips);
}

/* The next command that makes sense. */
static const char *next_of(const state *t)
{
    if (!t->runs.n_rows || !t->base.pages) return "bazarkav run";
    sv last = table_sv(&t->runs, 0, "status");
    if (sv_eq(last, SV("open")) || sv_eq(last, SV("interrupted"))) return "bazarkav crawl";
    if (t->base.comments && !t->base.authors) return "bazarkav analyze";
    return "bazarkav report";
}

static void put_size(buf *b, lang l, int64_t bytes)
{
    fmt_real(b, l, (double)bytes / (1024 * 1024), 1);
    buf_puts(b, l == LANG_FA ? " مگابایت" : " MiB");
}

static void counted(buf *b, lang l, int64_t n, const char *fa, const char *one, const char *more)
{
    if (b->n && b->p[b->n - 1] != '\n') buf_puts(b, l == LANG_FA ? "، " : ", ");
    fmt_int(b, l, n);
    buf_putc(b, ' ');
    buf_puts(b, l == LANG_FA ? fa : n == 1 ? one : more);
}

static void put_counts(buf *b, const state *t)
{
    lang l = t->s->lang;
    const answer_base *m = &t->base;
    counted(b, l, m->sources, "منبع", "source", "sources");
    counted(b, l, m->pages, "صفحه", "page", "pages");
    counted(b, l, m->comments, "دیدگاه", "comment", "comments");
    counted(b, l, m->authors, "نویسنده", "author", "authors");
    counted(b, l, m->robots_refused, "نخوانده به احترام robots.txt", "left unread for robots.txt",
        "left unread for robots.txt");
    counted(b, l, m->skipped, "کنارگذاشتهٔ دیگر در آخرین خزش",
        "left out for other reasons in the last crawl",
        "left out for other reasons in the last crawl");
    buf_putc(b, '\n');
    if (l == LANG_FA) {
        buf_puts(b, "متن خام پس از ");
        fmt_int(b, l, m->retention_days);
        buf_puts(b, " روز پاک می‌شود (bazarkav purge)\n");
    } else {
        buf_printf(
            b, "raw text is erased after %" PRId64 " days (bazarkav purge)\n", m->retention_days);
    }
}

static void put_section(buf *b, const state *t, const table *x, const char *fa, const char *en)
{
    if (!x->n_rows) return;
    term_opts o = {.lang = t->s->lang,
        .plain = t->s->plain,
        .color = t->s->color,
        .k = t->base.k,
        .offset_min = t->base.offset_min,
        .width = terminal_width()};
    buf_printf(b, "\n%s\n", t->s->lang == LANG_FA ? fa : en);
    term_table(b, x, &o);
}

static void put_people(buf *b, const state *t)
{
    put_counts(b, t);
    put_section(b, t, &t->runs, "آخرین اجراها", "Last runs");
    put_section(b, t, &t->sources, "منبع‌ها", "Sources");
    put_section(b, t, &t->skips, "چرا خوانده نشد (آخرین اجرا)", "Why left unread (last run)");
    buf_printf(b, "\n%s %s\n", tr(t->s, "گام بعد:", "Next:"), next_of(t));
}

static void put_runs(json *j, const state *t)
{
    json_key(j, SV("runs"));
    json_open(j, '[');
    for (int64_t r = 0; r < t->runs.n_rows; r++) {
        json_open(j, '{');
        json_kint(j, SV("run"), table_int(&t->runs, r, "run"));
        json_kstr(j, SV("verb"), table_sv(&t->runs, r, "verb"));
        json_kstr(j, SV("status"), table_sv(&t->runs, r, "status"));
        json_kint(j, SV("started_ms"), table_int(&t->runs, r, "started"));
        json_kint(j, SV("ended_ms"), table_int(&t->runs, r, "ended"));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_json(buf *b, const state *t)
{
    json j = JSON_INIT(b);
    const answer_base *m = &t->base;
    json_open(&j, '{');
    json_kstr(&j, SV("schema"), SV("bazarkav/status/1"));
    json_kstr(&j, SV("db"), sv_c(t->path));
    json_kint(&j, SV("bytes"), t->bytes);
    json_kint(&j, SV("sources"), m->sources);
    json_kint(&j, SV("pages"), m->pages);
    json_kint(&j, SV("comments"), m->comments);
    json_kint(&j, SV("authors"), m->authors);
    json_kint(&j, SV("robots_refused"), m->robots_refused);
    json_kint(&j, SV("skipped"), m->skipped);
    json_kint(&j, SV("retention_days"), m->retention_days);
    json_kint(&j, SV("k"), m->k);
    put_runs(&j, t);
    json_kstr(&j, SV("next"), sv_c(next_of(t)));
    json_close(&j, '}');
    buf_putc(b, '\n');
}

static int64_t size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

/* At once, before the store is asked anything. */
static void first_line(state *t)
{
    buf b = BUF_INIT(1024);
    put_size(&b, t->s->lang, t->bytes);
    if (b.p) (void)fprintf(t->s->out, "%s  %s\n", b.p, t->path);
    (void)fflush(t->s->out);
    buf_clear(&b);
}

static int run(session *s)
{
    state t = {.s = s, .path = project_db(s, NULL)};
    t.bytes = size_of(t.path);
    store *db = NULL;
    int rc = project_open(s, t.path, STORE_READ, NULL, &db);
    if (rc) return rc;
    if (!s->json && !s->plain) first_line(&t);
    err e = load(db, &t);
    buf b = BUF_INIT(0);
    if (e)
        rc = fail(s, code_of(e), "%s: %s", t.path, store_detail(db));
    else if (s->json)
        put_json(&b, &t);
    else if (s->plain)
        term_table(&b, &t.sources, &(term_opts){.plain = true, .offset_min = t.base.offset_min});
    else
        put_people(&b, &t);
    if (!rc && fwrite(b.p, 1, b.n, s->out) != b.n) rc = fail(s, EXIT_STORAGE, "%s", os_error());
    buf_clear(&b);
    store_close(db);
    return rc;
}

const verb verb_status = {
    .name = "status",
    .order = 51,
    .fa = "چه داریم، آخرین اجراها، گام بعد",
    .en = "what is held, the last runs, what to do next",
    .help_fa = "  bazarkav status\n  bazarkav status --json",
    .help_en = "  bazarkav status\n  bazarkav status --json",
    .opt = options,
    .run = run,
};
