/* market_persona.c - what the members of a group have more of than all: the cells of segments, of their overlap and
 * of group personas. Every line has its own number of authors; what is not known stays a line of its own. */
#include <math.h>

#include "analyzers/market_in.h"
#include "analyzers/stats.h"

typedef struct inside {
    int64_t n[MARKET_CATEGORIES], other[MARKET_GROUPS];
    int64_t *place, *thing; /* by counter */
} inside;

static void look_inside(const market *m, int g, inside *ret)
{
    for (size_t i = 0; i < m->voter.n; i++) {
        const voter *v = &m->voter.at[i];
        if (!market_member(&m->group[g], v)) continue;
        for (int w = 0; w < MARKET_WORDS; w++)
            for (uint64_t b = v->has[w]; b; b &= b - 1) ret->n[w * 64 + __builtin_ctzll(b)]++;
        for (int o = 0; o < m->n_groups; o++) ret->other[o] += market_member(&m->group[o], v);
        if (v->place) ret->place[v->place - 1]++;
        for (int t = 0; t < MARKET_THINGS && v->thing[t]; t++) ret->thing[v->thing[t] - 1]++;
    }
}

static const struct {
    sv axis;
    const char *field;
    int most;
} line[] = {
    {SV_INIT("need"), "need", 3},
    {SV_INIT("motive"), "motive", 2},
    {SV_INIT("priority"), "priority", 1},
    {SV_INIT("value"), "value", 2},
    {SV_INIT("interest"), "interest", 3},
    {SV_INIT("life"), "lifestyle", 2},
    {SV_INIT("attitude"), "attitude", 2},
    {SV_INIT("influence"), "influence", 2},
    {SV_INIT("network"), "network", 1},
};
/* What is known of how many: the rest is a line «نامشخص». */
static const struct {
    const char *field;
    sv prefix, other;
} disclosed[] = {
    {"age", SV_INIT("demo.age_"), {NULL, 0}},
    {"gender", SV_INIT("demo.gender_"), {NULL, 0}},
    {"marital", SV_INIT("demo.married"), SV_INIT("demo.single")},
    {"job", SV_INIT("demo.job"), {NULL, 0}},
    {"education", SV_INIT("demo.education"), {NULL, 0}},
    {"income", SV_INIT("demo.income"), {NULL, 0}},
};

/* A line of a persona. */
typedef struct trait {
    const char *field;
    sv what; /* a category, a place, or "?": not known */
    int64_t n, floor;
    double ix;
    bool sensitive;
} trait;

bool market_sensitive(const market *m, const market_group *g)
{
    bool any = false;
    for (int i = 0; i < g->n_cats; i++) any |= m->s->category[g->cat[i]].sensitive;
    return any;
}

static err put_line(market *m, int g, const trait *t, market_row *row, void *ctx)
{
    sv b = arena_printf(m->a, "%s|%.*s", t->field, SV_FMT(t->what));
    if (!b.p) return ERR_NOMEM;
    const market_group *p = &m->group[g];
    market_cell c = {.topic = "persona",
        .a = p->code,
        .b = b,
        .n = t->n,
        .base = p->n,
        .c = t->n,
        .sources = p->sources,
        .x = NAN,
        .y = t->ix,
        .floor = t->floor,
        .least = t->sensitive || market_sensitive(m, p) ? MARKET_LEAST_SENSITIVE : 0};
    return row(ctx, &c);
}

static bool in_rule(const market_group *g, int c)
{
    for (int i = 0; i < g->n_cats; i++)
        if (g->cat[i] == c) return true;
    return false;
}

/* Shown by other words than the rule itself, by k authors at least: «سفر» is not both the group and its motive. */
static bool shown_apart(const market *m, const market_group *g, int c)
{
    if (g->at_least > 1) return true;
    uint32_t most = 0;
    for (int i = 0; i < g->n_cats; i++) {
        uint32_t n = m->apart[(size_t)g->cat[i] * (size_t)m->n_cats + (size_t)c];
        if (n > most) most = n;
    }
    return (int64_t)most >= m->s->k;
}

/* The lines of one field: most over-indexed first among those with enough authors. */
static err put_field(market *m, int g, size_t l, const inside *in, market_row *row, void *ctx)
{
    bool done[MARKET_CATEGORIES] = {false};
    err e = ERR_OK;
    for (int shown = 0; shown < line[l].most && !e; shown++) {
        int best = -1;
        double best_score = 0;
        for (int c = 0; c < m->n_cats; c++) {
            const market_category *k = &m->s->category[c];
            if (done[c] || in->n[c] < m->s->k || !sv_eq(k->axis, line[l].axis) ||
                in_rule(&m->group[g], c) || !shown_apart(m, &m->group[g], c))
                continue;
            double score =
                (double)in->n[c] * stats_index(in->n[c], m->group[g].n, m->n[c], m->people);
            if (score > best_score) best_score = score, best = c;
        }
        if (best < 0) break;
        done[best] = true;
        const trait t = {line[l].field, m->s->category[best].code, in->n[best], 0,
            stats_index(in->n[best], m->group[g].n, m->n[best], m->people),
            m->s->category[best].sensitive};
        e = put_line(m, g, &t, row, ctx);
    }
    return e;
}

/* The values of one field, then how many told none. */
static err put_told(market *m, int g, const inside *in, size_t d, market_row *row, void *ctx)
{
    err e = ERR_OK;
    int64_t known = 0, smallest = 0;
    bool sensitive = false;
    for (int c = 0; c < m->n_cats && !e; c++) {
        sv code = m->s->category[c].code;
        bool here = sv_starts(code, disclosed[d].prefix) ||
                    (disclosed[d].other.n && sv_eq(code, disclosed[d].other));
        if (!here || !in->n[c] || c == m->minor) continue;
        known += in->n[c];
        sensitive |= m->s->category[c].sensitive;
        if (!smallest || in->n[c] < smallest) smallest = in->n[c];
        /* what makes the group is no finding about it: no index */
        double ix = in_rule(&m->group[g], c)
                        ? (double)NAN
                        : stats_index(in->n[c], m->group[g].n, m->n[c], m->people);
        const trait t = {disclosed[d].field, code, in->n[c], 0, ix, m->s->category[c].sensitive};
        e = put_line(m, g, &t, row, ctx);
    }
    int64_t rest = m->group[g].n - known;
    const trait t = {
        disclosed[d].field, SV("?"), rest > 0 ? rest : 0, smallest, (double)NAN, sensitive};
    return e ? e : put_line(m, g, &t, row, ctx);
}

static err put_places(market *m, int g, const inside *in, market_row *row, void *ctx)
{
    err e = ERR_OK;
    for (int shown = 0; shown < 3 && !e; shown++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < m->count.n; i++)
            if (in->place[i] >= m->s->k && (best == SIZE_MAX || in->place[i] > in->place[best]))
                best = i;
        if (best == SIZE_MAX) break;
        const trait t = {"place", m->count.at[best].label, in->place[best], 0, (double)NAN, false};
        e = put_line(m, g, &t, row, ctx);
        in->place[best] = 0;
    }
    return e;
}

/* Things ordered or used that the group names more than all do: its products (index above 110). */
static err put_things(market *m, int g, const inside *in, market_row *row, void *ctx)
{
    enum { SHOWN = 3, ABOVE = 110 };
    size_t had[SHOWN];
    err e = ERR_OK;
    for (int shown = 0; shown < SHOWN && !e; shown++) {
        size_t best = SIZE_MAX;
        double most = 0, ix = 0;
        for (size_t i = 0; i < m->count.n; i++) {
            const counter *k = &m->count.at[i];
            bool again = false;
            for (int h = 0; h < shown; h++)
                again |= i == had[h] || sv_eq(k->label, m->count.at[had[h]].label);
            /* what every member names is what makes a member */
            if (in->thing[i] < m->s->k || again || in->thing[i] == m->group[g].n ||
                !sv_eq(m->s->category[k->i].axis, SV("obs")))
                continue;
            double x = stats_index(in->thing[i], m->group[g].n, k->n, m->people);
            double score = (double)in->thing[i] * x;
            if (x >= ABOVE && score > most) most = score, best = i, ix = x;
        }
        if (best == SIZE_MAX) break;
        had[shown] = best;
        const trait t = {"product", m->count.at[best].label, in->thing[best], 0, ix, false};
        e = put_line(m, g, &t, row, ctx);
    }
    return e;
}

static err put_group(market *m, int g, inside *in, market_row *row, void *ctx)
{
    const market_group *p = &m->group[g];
    market_cell c = {.topic = "segment",
        .a = p->code,
        .b = SV(""),
        .n = p->n,
        .base = m->people,
        .c = p->n,
        .sources = p->sources,
        .x = NAN,
        .y = NAN};
    err e = row(ctx, &c);
    for (int i = 0; i < m->n_cats && !e; i++) {
        if (!in->n[i] || i == m->minor) continue;
        c = (market_cell){.topic = "seg",
            .a = p->code,
            .b = m->s->category[i].code,
            .n = in->n[i],
            .base = p->n,
            .c = in->n[i],
            .sources = p->sources,
            .x = NAN,
            .y = stats_index(in->n[i], p->n, m->n[i], m->people),
            .least =
                m->s->category[i].sensitive || market_sensitive(m, p) ? MARKET_LEAST_SENSITIVE : 0};
        e = row(ctx, &c);
    }
    for (int o = g + 1; o < m->n_groups && !e; o++) {
        c = (market_cell){.topic = "overlap",
            .a = p->code,
            .b = m->group[o].code,
            .n = in->other[o],
            .base = p->n,
            .c = in->other[o],
            .x = NAN,
            .y = NAN,
            .least = market_sensitive(m, p) || market_sensitive(m, &m->group[o])
                         ? MARKET_LEAST_SENSITIVE
                         : 0};
        if (in->other[o]) e = row(ctx, &c);
    }
    for (size_t l = 0; l < sizeof line / sizeof line[0] && !e; l++)
        e = put_field(m, g, l, in, row, ctx);
    for (size_t d = 0; d < sizeof disclosed / sizeof disclosed[0] && !e; d++)
        e = put_told(m, g, in, d, row, ctx);
    if (!e) e = put_things(m, g, in, row, ctx);
    return e ? e : put_places(m, g, in, row, ctx);
}

err market_each_group(market *m, market_row *row, void *ctx)
{
    err e = ERR_OK;
    for (int g = 0; g < m->n_groups && !e; g++) {
        inside *in = ARENA_NEW(m->a, inside, 1);
        if (in) in->place = ARENA_NEW(m->a, int64_t, m->count.n + 1);
        if (in) in->thing = ARENA_NEW(m->a, int64_t, m->count.n + 1);
        if (!in || !in->place || !in->thing) return ERR_NOMEM;
        look_inside(m, g, in);
        e = put_group(m, g, in, row, ctx);
    }
    return e;
}
