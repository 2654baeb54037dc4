#include "tests/report_market.h"

#include <stddef.h>
#include <stdlib.h>

#include "tests/tests.h"
#include "util/file.h"

static const struct {
    const char *name;
    size_t at;
} tables[] = {
    {"needs", offsetof(view, needs)},
    {"complaints", offsetof(view, complaints)},
    {"interests", offsetof(view, interests)},
    {"signals", offsetof(view, signals)},
    {"segments", offsetof(view, segments)},
    {"personas", offsetof(view, personas)},
    {"scores", offsetof(view, scores)},
    {"competitors", offsetof(view, competitors)},
    {"coverage", offsetof(view, coverage)},
    {"aspects", offsetof(view, aspects)},
    {"facts", offsetof(view, facts)},
    {"weekly", offsetof(view, weekly)},
    {"places", offsetof(view, places)},
    {"hours", offsetof(view, hours)},
    {"words", offsetof(view, words)},
    {"changes", offsetof(view, changes)},
    {"evidence", offsetof(view, evidence)},
    {"sources", offsetof(view, sources)},
    {"skips", offsetof(view, skips)},
    {"climate", offsetof(view, climate)},
    {"barriers", offsetof(view, barriers)},
    {"replies", offsetof(view, replies)},
    {"tactics", offsetof(view, tactics)},
    {"gaps", offsetof(view, gaps)},
    {"own", offsetof(view, own)},
    {"value", offsetof(view, value)},
    {"adjacent", offsetof(view, adjacent)},
    {"segment_runs", offsetof(view, segment_runs)},
    {"gatekeepers", offsetof(view, gatekeepers)},
    {"worksheet", offsetof(view, worksheet)},
};

static column_kind kind_of(sv name)
{
    static const char *const names[] = {
        "text", "code", "url", "count", "real", "share", "index", "money", "time", "date", "word"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (sv_eq(sv_c(names[i]), name)) return (column_kind)i;
    ck_abort_msg("no kind %.*s", SV_FMT(name));
    return COL_TEXT;
}

static answer_def *def_of(arena *a, sv line)
{
    answer_def *d = ARENA_NEW(a, answer_def, 1);
    column *c = ARENA_NEW(a, column, 32);
    while (line.n) {
        sv kind = sv_cut(&line, '\t'), name = sv_cut(&kind, ':');
        c[d->n_cols].name = arena_sv(a, name).p;
        c[d->n_cols++].kind = kind_of(kind);
    }
    d->col = c;
    return d;
}

static void add_row(arena *a, table *t, sv line)
{
    cell c[32] = {{0}};
    table_loader l = {.a = a, .t = t, .cap = t->n_rows < 16 ? (t->n_rows ? 16 : 0) : 0};
    for (l.cap = t->n_rows ? 16 : 0; l.cap && l.cap < t->n_rows; l.cap *= 2) continue;
    for (int i = 0; i < t->def->n_cols; i++) {
        sv s = sv_cut(&line, '\t');
        if (sv_eq(s, SV("-"))) c[i].null = true;
        if (sv_eq(s, SV("<"))) c[i].null = c[i].suppressed = true;
        c[i].s = s;
        if (c[i].null || !s.n) continue;
        c[i].d = strtod(s.p, NULL);
        c[i].i = (int64_t)c[i].d;
    }
    ck_assert_int_eq(table_add(&l, c), ERR_OK);
}

void report_market(arena *a, view *v)
{
    sv text;
    note why = {0};
    ck_assert_msg(file_load(a, "tests/data/report/market.txt", 1 << 20, &text, &why) == ERR_OK,
        "%s", why.text);
    *v = (view){.program = "bazarkav test",
        .base = {.run_id = 9,
            .offset_min = 210,
            .generated_at = 1795228200000,
            .from_at = 1790109000000,
            .to_at = 1795228200000,
            .sources = 4,
            .pages = 763,
            .documents = 700,
            .comments = 4337,
            .authors = 1840,
            .robots_refused = 12,
            .skipped = 33,
            .k = 5,
            .retention_days = 90,
            .title = SV("گیاه آپارتمانی"),
            .purpose = SV("پژوهش بازار"),
            .contact = SV("https://ourshop.example/contact"),
            .model = SV("fa-2026.11")}};
    table *t = NULL;
    while (text.n) {
        sv line = sv_cut(&text, '\n');
        if (!line.n || line.p[0] == '#') continue;
        if (!sv_starts(line, SV("= "))) {
            ck_assert_ptr_nonnull(t);
            add_row(a, t, line);
            continue;
        }
        t = NULL;
        for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
            if (sv_eq(sv_sub(line, 2, line.n), sv_c(tables[i].name)))
                t = (table *)(void *)((char *)v + tables[i].at);
        ck_assert_ptr_nonnull(t);
        t->def = def_of(a, sv_cut(&text, '\n'));
    }
}

void report_check_nesting(const html *h)
{
    static const char *const single[] = {
        "meta", "!doctype", "rect", "path", "polyline", "circle", "link", "br"};
    char stack[64][16];
    int n = 0;
    for (const char *p = strchr(h->b.p, '<'); p; p = strchr(p, '<')) {
        bool close = *++p == '/';
        p += close;
        size_t len = strcspn(p, " >/");
        bool one = false;
        for (size_t i = 0; i < sizeof single / sizeof single[0]; i++)
            one |= strlen(single[i]) == len && strncmp(single[i], p, len) == 0;
        if (one) continue;
        ck_assert_uint_lt(len, sizeof stack[0]);
        if (!close) {
            ck_assert_int_lt(n, 64);
            memcpy(stack[n], p, len);
            stack[n++][len] = 0;
            continue;
        }
        ck_assert_int_gt(n, 0);
        n--;
        ck_assert_msg(strlen(stack[n]) == len && strncmp(stack[n], p, len) == 0,
            "</%.*s> closes <%s>", (int)len, p, stack[n]);
    }
    ck_assert_int_eq(n, 0);
}
