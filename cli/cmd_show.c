/* Drills down in the terminal: one need, quote, segment, source or page with what it rests on. */
#include <errno.h>
#include <stdlib.h>

#include "cli/project.h"
#include "cli/version.h"
#include "report/escape.h"
#include "report/quote.h"
#include "report/term.h"
#include "report/writer.h"
#include "util/json.h"

enum { K_LEAST = 3, K_DEFAULT = 5, COMMENTS_SHOWN = 200 };

static const opt_def options[] = {
    {"quotes", OPT_TEXT, "none|short|full",
        "نقل‌قول‌ها: هیچ، کوتاه یا کامل", "quotes: none, short or full",
        0},
    {"k", OPT_NUMBER, "N",
        "کوچک‌ترین گروهی که نشان داده می‌شود (دستِ‌کم ۳)",
        "smallest group shown (at least 3)", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

typedef struct look {
    session *s;
    store *db;
    answer_args args;
    answer_base base;
    sv id;
    quotes quotes;
    buf b;
    int parts; /* JSON: answers written */
    int found;
} look;

/* A part of what is shown: rows of one answer whose column is the thing asked for. */
typedef struct part {
    const char *answer, *column; /* column: names divided by '|' */
    bool loosely;                /* also by a piece of the name */
} part;

static const struct {
    const char *what;
    part part[6];
} things[] = {
    {"need", {{"needs", "code", true}, {"complaints", "code", true}, {"items", "code", false},
                 {"coverage", "need", false}, {"evidence", "need", false}}},
    {"quote", {{"evidence", "comment", false}, {"comments", "id", false}}},
    {"segment", {{"segments", "code", true}, {"personas", "segment", false},
                    {"scores", "segment", false}, {"overlaps", "segment", false}}},
    {"source", {{"sources", "source|host", true}, {"competitors", "source", false},
                   {"aspects", "source", false}, {"coverage", "source", false},
                   {"facts", "source", false}}},
    {"page", {{"pages", "url", false}, {"comments", "url", false}, {"facts", "url", false}}},
};
enum { N_THINGS = sizeof things / sizeof things[0] };

/* Whether a row is meant: its key is the id, "need." + id, or (loosely) its name holds the id. */
static bool is_meant(const table *t, int64_t r, const part *p, sv id)
{
    sv key = table_sv(t, r, p->column);
    if (sv_eq(key, id)) return true;
    if (key.n > id.n && sv_ends(key, id) && key.p[key.n - id.n - 1] == '.') return true;
    if (!p->loosely || !id.n) return false;
    return sv_find(table_sv(t, r, "label_fa|name"), id) != SV_NPOS ||
           sv_find(table_sv(t, r, "label_en|host"), id) != SV_NPOS;
}

static cell *cell_of(table *t, int64_t r, int c)
{
    return (cell *)(uintptr_t)&t->cells[r * t->def->n_cols + c];
}

static void cut_quotes(look *l, table *t)
{
    int text = table_col(t, "text");
    if (text < 0 || strcmp(t->def->name, "evidence") != 0 || l->quotes == QUOTES_FULL) return;
    for (int64_t r = 0; r < t->n_rows; r++) {
        cell *c = cell_of(t, r, text);
        size_t from = (size_t)table_int(t, r, "from"), to = (size_t)table_int(t, r, "to");
        if (from > c->s.n || to > c->s.n || from > to) from = to = 0;
        if (l->quotes == QUOTES_NONE)
            *c = (cell){.null = true};
        else
            c->s = quote_window(c->s, QUOTE_CHARS, &from, &to);
    }
}

/* In a terminal the sentence needs the room: its place and page are left out (`show quote
 * ID` has them), and so is what all rows say. */
static void leave_to_text(table *t, sv id)
{
    if (strcmp(t->def->name, "evidence") != 0) return;
    int place[] = {
        table_col(t, "from"), table_col(t, "to"), table_col(t, "url"), table_col(t, "need")};
    for (int64_t r = 0; r < t->n_rows; r++)
        for (size_t i = 0; i < sizeof place / sizeof place[0]; i++) {
            if (place[i] < 0) continue;
            cell *c = cell_of(t, r, place[i]);
            if (i < 3 || sv_eq(c->s, id)) *c = (cell){.null = true};
        }
}

static void put_title(look *l, const answer_def *def)
{
    if (l->parts++) buf_putc(&l->b, '\n');
    if (l->s->color) buf_puts(&l->b, "\033[1;36m");
    buf_puts(&l->b, l->s->lang == LANG_FA ? def->fa : def->en);
    if (l->s->color) buf_puts(&l->b, "\033[0m");
    buf_putc(&l->b, '\n');
}

static void put_json(look *l, const table *t)
{
    writer_opts o = {.lang = l->s->lang, .base = &l->base, .program = "bazarkav " BAZARKAV_VERSION};
    writer w;
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    if (!f) return;
    writer_begin(&w, &out_json, &o, f);
    writer_open(&w, t->def);
    err e = ERR_OK;
    for (int64_t r = 0; r < t->n_rows && !e; r++) e = writer_row(&w, &t->cells[r * t->def->n_cols]);
    if (writer_end(&w) != ERR_OK) e = ERR_IO;
    if (fclose(f) == 0 && !e) {
        buf_printf(&l->b, "%s\"%s\":", l->parts++ ? "," : "", t->def->name);
        buf_put(&l->b, sv_trim((sv){text, n}));
    }
    free(text);
}

/* The id becomes the full key of the first row it meets, so that "waterproof" finds need.waterproof in the next
 * answers, too. */
static err show_part(look *l, const part *p)
{
    table all, some;
    answer_args args = l->args;
    err e = table_load(l->db, l->s->a, p->answer, &args, &all);
    if (e || !all.def) return e;
    some = (table){.def = all.def};
    table_loader loader = {.a = l->s->a, .t = &some};
    for (int64_t r = 0; r < all.n_rows && !e; r++) {
        if (l->id.n && !is_meant(&all, r, p, l->id)) continue;
        if (l->id.n && p->loosely && !l->found) l->id = table_sv(&all, r, p->column);
        if (some.n_rows < COMMENTS_SHOWN) e = table_add(&loader, &all.cells[r * all.def->n_cols]);
        l->found++;
    }
    if (e || !some.n_rows) return e;
    cut_quotes(l, &some);
    if (l->s->json) {
        put_json(l, &some);
        return ERR_OK;
    }
    if (!l->s->plain) {
        put_title(l, some.def);
        if (l->id.n) leave_to_text(&some, l->id);
    }
    term_opts o = {.lang = l->s->lang,
        .plain = l->s->plain,
        .color = l->s->color,
        .k = l->base.k,
        .offset_min = l->base.offset_min,
        .width = terminal_width()};
    term_table(&l->b, &some, &o);
    return l->b.e;
}

/* The denominators take a while in a large store; a terminal needs k alone. */
static err least_group(look *l)
{
    sv k = {NULL, 0};
    err e = l->args.k ? ERR_OK : store_get(l->db, l->s->a, SV("k"), &k);
    l->base.k = l->args.k ? l->args.k : k.n ? (int)strtol(k.p, NULL, 10) : K_DEFAULT;
    return e;
}

static err show(look *l, int thing)
{
    err e = l->s->json ? answer_base_get(l->db, l->s->a, &l->args, &l->base) : least_group(l);
    if (l->s->json)
        buf_printf(&l->b, "{\"schema\":\"bazarkav/show/1\",\"what\":\"%s\",\"answers\":{",
            things[thing].what);
    for (int i = 0; i < 6 && things[thing].part[i].answer && !e; i++) {
        if (!l->id.n && i) break; /* without an id: the list only */
        e = show_part(l, &things[thing].part[i]);
        if (l->s->json || e) continue;
        if (l->b.n && fwrite(l->b.p, 1, l->b.n, l->s->out) != l->b.n) return ERR_IO;
        (void)fflush(l->s->out); /* what is known is shown before the rest is asked */
        buf_reset(&l->b);
    }
    if (l->s->json) buf_puts(&l->b, "}}\n");
    return e ? e : l->b.e;
}

static int usage(session *s)
{
    fail(s, EXIT_USAGE, "%s",
        tr(s, "چه چیزی؟ need، quote، segment، source یا page",
            "what? need, quote, segment, source or page"));
    say(s, "%s",
        tr(s, "نمونه: bazarkav show need delivery_speed",
            "Example: bazarkav show need delivery_speed"));
    return EXIT_USAGE;
}

static int read_options(session *s, look *l)
{
    const char *text = opt_text(s, "quotes");
    l->args.k = (int)opt_number(s, "k", 0);
    if (l->args.k && l->args.k < K_LEAST)
        return fail(s, EXIT_POLICY, "%s",
            tr(s,
                "گروه کوچک‌تر از ۳ نفر نشان داده نمی‌شود (حریم خصوصی)",
                "groups of fewer than 3 are never shown (privacy)"));
    if (!text || strcmp(text, "short") == 0) return EXIT_DONE;
    l->quotes = strcmp(text, "none") == 0 ? QUOTES_NONE : QUOTES_FULL;
    if (l->quotes == QUOTES_NONE || strcmp(text, "full") == 0) return EXIT_DONE;
    return fail(s, EXIT_USAGE,
        tr(s, "--quotes «%s» نیست؛ none، short یا full",
            "--quotes is none, short or full, not \"%s\""),
        text);
}

static int run(session *s)
{
    look l = {.s = s, .b = BUF_INIT(0), .quotes = QUOTES_SHORT};
    int thing = 0;
    while (s->argc && thing < N_THINGS && strcmp(things[thing].what, s->argv[0]) != 0) thing++;
    if (!s->argc || thing == N_THINGS) return usage(s);
    l.id = sv_c(s->argc > 1 ? s->argv[1] : NULL);
    int rc = read_options(s, &l);
    if (!rc) rc = project_open(s, project_db(s, NULL), STORE_READ, NULL, &l.db);
    if (rc) return rc;
    err e = show(&l, thing);
    if (e == ERR_IO && errno == EPIPE)
        rc = EXIT_DONE; /* the reader has seen enough */
    else if (e)
        rc = fail(s, code_of(e), "%s", err_str(e));
    else if (l.b.n && fwrite(l.b.p, 1, l.b.n, s->out) != l.b.n)
        rc = fail(s, EXIT_STORAGE, "%s", os_error());
    else if (!l.found && !l.id.n)
        say(s, "%s",
            tr(s, "هنوز چیزی نیست؛ bazarkav status می‌گوید چه کم است.",
                "Nothing yet; bazarkav status says what is missing."));
    else if (!l.found)
        rc = fail(s, EXIT_USAGE,
            tr(s,
                "«%s %s» پیدا نشد؛ بی شناسه فهرست را می‌بینید: bazarkav show %s",
                "found no %s \"%s\"; without an id you see the list: bazarkav show %s"),
            things[thing].what, l.id.n ? s->argv[1] : "", things[thing].what);
    buf_clear(&l.b);
    store_close(l.db);
    return rc;
}

const verb verb_show = {
    .name = "show",
    .order = 50,
    .operands = "need|quote|segment|source|page [ID]",
    .fa =
        "یک نیاز، نقل‌قول، بخش، منبع یا صفحه را با شاهدهایش نشان می‌دهد",
    .en = "shows one need, quote, segment, source or page with its evidence",
    .help_fa =
        "بی ID فهرست می‌آید. ID شناسه، بخشی از آن یا پاره‌ای از نام است.\n\n  bazarkav show need\n  bazarkav show need "
        "delivery_speed\n  bazarkav show page https://shop.example/p/1",
    .help_en = "Without ID the list. ID is the code, its last part, or a piece of the name.\n\n  "
               "bazarkav show need\n  bazarkav show "
               "need delivery_speed\n  bazarkav show page https://shop.example/p/1",
    .opt = options,
    .run = run,
};
