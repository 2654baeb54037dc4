/* What the parsers read from one page: article, date, author, comments. Prints names because it shows the stage;
 * nothing is stored. */
#include "cli/inspect.h"
#include "parsers/parse.h"
#include "parsers/when.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/json.h"

enum { PAGE_MAX = 64 * 1024 * 1024 };

static void put_when(json *j, arena *a, const when *w) { json_kstr(j, SV("date"), when_iso(a, w)); }

static void put_comment(json *j, arena *a, const doc_comment *c)
{
    json_open(j, '{');
    json_kstr(j, SV("id"), c->id);
    json_kstr(j, SV("author"), c->author);
    put_when(j, a, &c->date);
    json_kstr(j, SV("text"), c->text);
    json_key(j, SV("rating"));
    if (c->rating_max > 0)
        json_num(j, c->rating, 2);
    else
        json_nil(j);
    json_key(j, SV("likes"));
    if (c->likes >= 0)
        json_int(j, c->likes);
    else
        json_nil(j);
    json_kstr(j, SV("parent"), c->parent);
    json_close(j, '}');
}

static void put_doc(json *j, arena *a, const doc *d)
{
    json_open(j, '{');
    json_kstr(j, SV("title"), d->title);
    json_kstr(j, SV("text"), d->text);
    json_kstr(j, SV("author"), d->author);
    put_when(j, a, &d->date);
    json_kstr(j, SV("lang"), d->lang);
    json_key(j, SV("comments"));
    json_open(j, '[');
    for (size_t i = 0; i < d->n_comments; i++) put_comment(j, a, &d->comment[i]);
    json_close(j, ']');
    json_close(j, '}');
}

static int run(session *s)
{
    page p = {.why = PAGE_OK,
        .status = 200,
        .url = sv_c(opt_text(s, "url")),
        .content_type = sv_c(opt_text(s, "content-type")),
        .fetched_at = clock_now_ms()};
    err e = file_read(s->a, stdin, PAGE_MAX, &p.body);
    doc d;
    const parse_opts o = {.without_facts = true, .zone_min = PARSE_ZONE_AUTO};
    if (!e) e = parse_page(s->a, &p, &o, &d);
    if (e) return fail(s, code_of(e), "%s", err_str(e));
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    json j = JSON_INIT(&b);
    put_doc(&j, s->a, &d);
    if (b.e) return fail(s, code_of(b.e), "%s", err_str(b.e));
    (void)fwrite(b.p, 1, b.n, s->out);
    (void)fputc('\n', s->out);
    return EXIT_DONE;
}

const inspector inspector_page = {.what = "page",
    .fa = "صفحه، JSON یا خوراک ← متن، تاریخ، دیدگاه‌ها",
    .en = "a page, JSON or feed -> text, date, comments",
    .run = run};
