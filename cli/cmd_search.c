/* search QUERY: comments and pages that hold the words, in whatever spelling. */
#include <errno.h>

#include "cli/project.h"
#include "db/search.h"
#include "report/escape.h"
#include "text/digits.h"
#include "text/jalali.h"
#include "util/json.h"

enum { HITS = 20, HITS_MAX = 100000 };

static const opt_def options[] = {
    {"limit", OPT_NUMBER, "N",
        "بیشترین شمار یافته از هر گونه (پیش‌فرض ۲۰، ۰: همه)",
        "most hits of each kind (20; 0: all)", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

typedef struct finder {
    session *s;
    buf b;
    int64_t n;
} finder;

static err put_json(finder *f, const search_hit *h)
{
    char id[17];
    json j = {.b = &f->b};
    (void)snprintf(id, sizeof id, "%016llx", (unsigned long long)h->id);
    if (f->n) buf_putc(&f->b, ',');
    json_open(&j, '{');
    json_kstr(&j, SV("kind"), h->page ? SV("page") : SV("comment"));
    json_kstr(&j, SV("id"), sv_c(id));
    json_kstr(&j, SV("source"), h->source);
    json_kstr(&j, SV("url"), h->url);
    json_kint(&j, SV("at"), h->at);
    json_kstr(&j, SV("text"), h->text);
    json_close(&j, '}');
    return f->b.e;
}

static void put_day(finder *f, int64_t at)
{
    if (!at) return;
    jdate d = jalali_of_days(at / 86400000);
    buf_printf(&f->b, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static err put_plain(finder *f, const search_hit *h)
{
    buf_puts(&f->b, h->page ? "page\t" : "comment\t");
    buf_printf(&f->b, "%016llx\t", (unsigned long long)h->id);
    escape_term(&f->b, h->source);
    buf_putc(&f->b, '\t');
    put_day(f, h->at);
    buf_putc(&f->b, '\t');
    escape_term(&f->b, h->url);
    buf_putc(&f->b, '\t');
    escape_term(&f->b, h->text);
    buf_putc(&f->b, '\n');
    return f->b.e;
}

static err put_human(finder *f, const search_hit *h)
{
    escape_term(&f->b, h->text);
    buf_puts(&f->b, "\n  ");
    escape_term(&f->b, h->source);
    buf_puts(&f->b, h->at ? " · " : "");
    put_day(f, h->at);
    buf_puts(&f->b, " · ");
    escape_term(&f->b, h->url);
    buf_puts(&f->b, "\n\n");
    return f->b.e;
}

static err show(void *ctx, const search_hit *h)
{
    finder *f = ctx;
    err e = f->s->json ? put_json(f, h) : f->s->plain ? put_plain(f, h) : put_human(f, h);
    f->n++;
    if (e) return e;
    if (f->b.n && fwrite(f->b.p, 1, f->b.n, f->s->out) != f->b.n) return ERR_IO;
    buf_reset(&f->b);
    return ERR_OK;
}

/* The operands as one query: a shell need not be told what belongs together. */
static sv query_of(session *s)
{
    sv q = {NULL, 0};
    for (int i = 0; i < s->argc; i++)
        q = i ? arena_printf(s->a, "%.*s %s", SV_FMT(q), s->argv[i]) : sv_c(s->argv[0]);
    return q;
}

static int find(session *s, store *db, const lexicon *lx, sv query)
{
    finder f = {.s = s, .b = BUF_INIT(0)};
    int rc = EXIT_DONE;
    if (s->json) (void)fputs("{\"schema\":\"bazarkav/search/1\",\"hits\":[", s->out);
    err e = search_each(db, s->a, lx, &(search_ask){query, opt_number(s, "limit", HITS)}, show, &f);
    if (s->json && !e) (void)fputs("]}\n", s->out);
    if (e == ERR_IO && errno == EPIPE)
        rc = EXIT_DONE; /* the reader has seen enough */
    else if (e)
        rc = fail(s, code_of(e), "%s", err_str(e));
    else if (!f.n && !s->json)
        say(s, "%s", tr(s, "چیزی پیدا نشد.", "Nothing found."));
    buf_clear(&f.b);
    return rc;
}

static int run(session *s)
{
    store *db = NULL;
    sv query = query_of(s);
    int64_t limit = opt_number(s, "limit", HITS);
    if (!sv_trim(query).n)
        return fail(s, EXIT_USAGE, "%s",
            tr(s, "چه واژه‌ای؟ نمونه: bazarkav search کیفیت",
                "which words? Example: bazarkav search کیفیت"));
    if (limit < 0 || limit > HITS_MAX)
        return fail(
            s, EXIT_USAGE, "%s", tr(s, "--limit از ۰ تا ۱۰۰۰۰۰ است", "--limit is 0 to 100000"));
    lexicon *lx = NULL;
    note why = {0};
    if (lexicon_open(NULL, &lx, &why)) return fail(s, EXIT_INTERNAL, "%s", why.text);
    int rc = project_open(s, project_db(s, NULL), STORE_READ, lx, &db);
    if (!rc) {
        rc = find(s, db, lx, query);
        store_close(db);
    }
    lexicon_close(lx);
    return rc;
}

const verb verb_search = {
    .name = "search",
    .order = 55,
    .operands = "WORD ...",
    .fa =
        "در دیدگاه‌ها و صفحه‌ها می‌گردد، به هر املایی که نوشته شده باشند",
    .en = "searches comments and pages, in whatever spelling",
    .help_fa =
        "همهٔ واژه‌ها باید در متن باشند؛ ي/ی، ك/ک، نیم‌فاصله و پسوند فرقی نمی‌کند: «كتاب ها» کتاب‌ها و "
        "کتاب را می‌یابد.\n\n  bazarkav search کیفیت\n  bazarkav search --limit 0 ارسال دیر --plain",
    .help_en =
        "All words must be in the text; ي/ی, ك/ک, half-spaces and endings make no "
        "difference: «كتاب ها» finds کتاب‌ها and کتاب.\n\n  bazarkav search کیفیت\n  bazarkav "
        "search --limit 0 ارسال دیر --plain",
    .opt = options,
    .run = run,
};
