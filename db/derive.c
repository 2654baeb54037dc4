/* derive.c - runs derive.sql, then weighs the score card. */
#include <math.h>
#include <stdio.h>

#include "db/lite.h"
#include "db/tally_in.h"

static const char derive[] = {
#include "derive.inc"
};

enum { GROUPS_MAX = 32, PARTS = 4 };
static const struct {
    sv name, weight, fa, en;
} part[PARTS] = {
    {SV_INIT("size"), SV_INIT("weight.size"), SV_INIT("اندازه"), SV_INIT("size")},
    {SV_INIT("value"), SV_INIT("weight.value"), SV_INIT("ارزش"), SV_INIT("value")},
    {SV_INIT("rivalry"), SV_INIT("weight.rivalry"), SV_INIT("رقابت کم"), SV_INIT("low rivalry")},
    {SV_INIT("ability"), SV_INIT("weight.ability"), SV_INIT("توان ما"), SV_INIT("our ability")},
};

typedef struct group {
    sv code, fa, en;
    double score[PARTS]; /* NaN: missing */
    int64_t n, base;
} group;

typedef struct card {
    group at[GROUPS_MAX];
    int n;
    double weight[PARTS];
} card;

err tally_derive_sql(store *s) { return lite_exec(s, derive); }

static err get_real(store *s, double *ret, const char *sql, sv a, sv b)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e, sql, "ss", a, b);
    if (!lite_step(s, q, &e)) return e;
    if (sqlite3_column_type(q, 0) != SQLITE_NULL) *ret = sqlite3_column_double(q, 0);
    lite_end(q);
    return e;
}

static err load(store *s, arena *a, card *c)
{
    err e = ERR_OK;
    double sum = 0;
    for (int p = 0; p < PARTS && !e; p++) {
        c->weight[p] = 25;
        e = get_real(s, &c->weight[p],
            "SELECT CAST(value AS REAL) FROM project WHERE key=?1 OR key=?2", part[p].weight,
            part[p].weight);
        sum += c->weight[p];
    }
    for (int p = 0; p < PARTS; p++) c->weight[p] = sum > 0 ? c->weight[p] / sum : 1.0 / PARTS;
    if (e) return e;
    sqlite3_stmt *q = lite_bind(
        s, &e, "SELECT segment,label_fa,label_en,n,base FROM segments ORDER BY rank LIMIT 32", "");
    while (c->n < GROUPS_MAX && lite_step(s, q, &e)) {
        group *g = &c->at[c->n++];
        *g = (group){arena_sv(a, lite_text(q, 0)), arena_sv(a, lite_text(q, 1)),
            arena_sv(a, lite_text(q, 2)), {NAN, NAN, NAN, NAN}, sqlite3_column_int64(q, 3),
            sqlite3_column_int64(q, 4)};
        if (!g->code.p || !g->fa.p || !g->en.p) e = ERR_NOMEM;
    }
    lite_end(q);
    for (int i = 0; i < c->n && !e; i++)
        for (int p = 0; p < PARTS && !e; p++)
            e = get_real(s, &c->at[i].score[p],
                "SELECT x FROM tally WHERE topic='score' AND a=?1 AND b=?2", c->at[i].code,
                part[p].name);
    return e;
}

/* NaN while one part is missing: a total of three would look like one of four. */
static double total(const group *g, const double *weight)
{
    double t = 0;
    for (int p = 0; p < PARTS; p++) t += weight[p] * g->score[p];
    return t;
}

static int winner(const card *c, const double *weight)
{
    int best = -1;
    for (int i = 0; i < c->n; i++) {
        double t = total(&c->at[i], weight);
        if (isfinite(t) && (best < 0 || t > total(&c->at[best], weight) + 1e-9)) best = i;
    }
    return best;
}

/* The smallest weight of one part, above its own, at which another group comes first; 0: none does. */
static int tipping(const card *c, int p, int first, int *ret_other)
{
    for (int percent = (int)lround(c->weight[p] * 100) + 1; percent <= 100; percent++) {
        double w[PARTS], rest = 1 - c->weight[p], mine = percent / 100.0;
        for (int i = 0; i < PARTS; i++)
            w[i] = i == p     ? mine
                   : rest > 0 ? c->weight[i] * (1 - mine) / rest
                              : (1 - mine) / (PARTS - 1);
        *ret_other = winner(c, w);
        if (*ret_other >= 0 && *ret_other != first) return percent;
    }
    return 0;
}

static err put_word(store *s, sv code, sv which, sv text)
{
    return lite_run(s,
        "INSERT OR REPLACE INTO tally(topic,a,b,n,base,word) VALUES('score_note',?1,?2,0,0,?3)",
        "sss", code, which, text);
}

static err put_missing(store *s, arena *a, const group *g)
{
    sv names = SV("");
    for (int p = 0; p < PARTS; p++)
        if (!isfinite(g->score[p])) {
            names = arena_printf(
                a, "%.*s%s%.*s", SV_FMT(names), names.n ? ", " : "", SV_FMT(part[p].en));
            if (!names.p) return ERR_NOMEM;
        }
    return names.n ? put_word(s, g->code, SV("missing"), names) : ERR_OK;
}

static err put_note(store *s, arena *a, const card *c, int first)
{
    int least = 101, which = 0, other = -1;
    for (int p = 0; p < PARTS; p++) {
        int o, percent = tipping(c, p, first, &o);
        if (percent && percent < least) least = percent, which = p, other = o;
    }
    sv fa =
        other < 0
            ? SV("با هیچ وزنی گروه دیگری نخست نمی‌شود.")
            : arena_printf(a,
                  "اگر وزن «%.*s» از %d٪ بیشتر شود، «%.*s» نخست می‌شود.",
                  SV_FMT(part[which].fa), least - 1, SV_FMT(c->at[other].fa));
    sv en = other < 0 ? SV("No weight puts another group first.")
                      : arena_printf(a, "If \"%.*s\" weighs more than %d %%, \"%.*s\" comes first.",
                            SV_FMT(part[which].en), least - 1, SV_FMT(c->at[other].en));
    if (!fa.p || !en.p) return ERR_NOMEM;
    err e = put_word(s, c->at[first].code, SV("fa"), fa);
    return e ? e : put_word(s, c->at[first].code, SV("en"), en);
}

err tally_derive_scores(store *s)
{
    arena a = ARENA_INIT(1 << 20);
    card c = {.n = 0};
    err e = load(s, &a, &c);
    for (int i = 0; i < c.n && !e; i++) {
        double t = total(&c.at[i], c.weight);
        if (!isfinite(t))
            e = put_missing(s, &a, &c.at[i]);
        else
            e = lite_run(s,
                "INSERT OR REPLACE INTO tally(topic,a,b,n,base,x) "
                "VALUES('score',?1,'total',?2,?3,round(?4,1))",
                "siid", c.at[i].code, c.at[i].n, c.at[i].base, t);
    }
    int first = winner(&c, c.weight);
    if (!e && first >= 0) e = put_note(s, &a, &c, first);
    arena_clear(&a);
    return e;
}
