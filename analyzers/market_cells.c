/* market_cells.c - hands out the totals as cells. */
#include <math.h>
#include <stdlib.h>

#include "analyzers/market_in.h"
#include "analyzers/stats.h"

enum { WEEKS_SHOWN = 26, ITEMS_LEAST = 2 };

typedef struct out {
    market *m;
    market_row *row;
    void *ctx;
    err e;
    VEC(size_t) bases; /* counters of weeks */
} out;

static void put(out *o, const market_cell *c)
{
    if (!o->e) o->e = o->row(o->ctx, c);
}

/* A cell with nothing but numbers; the caller fills in what else it has. */
static market_cell cell(const char *topic, sv a, sv b, int64_t n, int64_t base)
{
    return (market_cell){.topic = topic, .a = a, .b = b, .n = n, .base = base, .x = NAN, .y = NAN};
}

static int64_t sources_of(const market *m, int c)
{
    int64_t n = 0;
    for (int s = 0; s < m->s->n_sources; s++)
        n += m->by_source[(size_t)s * (size_t)m->n_cats + (size_t)c] > 0;
    return n;
}

static int64_t sources_typed(const market *m, int type, int c)
{
    int64_t n = 0;
    for (int s = 0; s < m->s->n_sources; s++)
        n += m->type_source[((size_t)s * MARKET_TYPES + (size_t)type) * (size_t)m->n_cats +
                            (size_t)c] > 0;
    return n;
}

typedef struct series {
    int64_t n[WEEKS_SHOWN], base[WEEKS_SHOWN];
} series;

/* The last half year of weeks, over all sources. */
static void weeks_of(const market *m, int category, int64_t last, series *ret)
{
    *ret = (series){{0}, {0}};
    const int64_t week = 7 * (int64_t)86400000;
    for (size_t i = 0; i < m->count.n; i++) {
        const counter *c = &m->count.at[i];
        int64_t back = (last - c->t) / week;
        if (c->source != -1 || back < 0 || back >= WEEKS_SHOWN) continue;
        if (c->kind == COUNT_WEEK_BASE) ret->base[WEEKS_SHOWN - 1 - back] = c->n;
        if (c->kind == COUNT_WEEK && c->i == category) ret->n[WEEKS_SHOWN - 1 - back] = c->n;
    }
}

static int64_t last_week(const market *m)
{
    int64_t last = INT64_MIN;
    for (size_t i = 0; i < m->count.n; i++)
        if (m->count.at[i].kind == COUNT_WEEK_BASE && m->count.at[i].t > last)
            last = m->count.at[i].t;
    return last;
}

/* Weeks are samples of their own only where other people speak in each: not when one writes on and on. */
static const char *trend_of(const market *m, int category, const series *w)
{
    int64_t voices = 0;
    for (int i = 0; i < WEEKS_SHOWN; i++) voices += w->n[i];
    bool few = m->n[category] < 2 * (int64_t)m->s->k || voices > 3 * m->n[category];
    return few ? "too_short" : stats_trend(w->n, w->base, WEEKS_SHOWN);
}

static const char *type_name[MARKET_TYPES] = {"", "complaint", "wish", "request", "question"};

static void put_types(out *o, int i, sv trend)
{
    const market *m = o->m;
    const market_category *k = &m->s->category[i];
    int most = 1;
    for (int t = 1; t < MARKET_TYPES; t++) {
        int64_t n = m->by_type[(size_t)t * (size_t)m->n_cats + (size_t)i];
        if (n > m->by_type[(size_t)most * (size_t)m->n_cats + (size_t)i]) most = t;
        if (!n) continue;
        market_cell c = cell(type_name[t], k->code, SV(""), n, m->people);
        c.c = n;
        c.sources = sources_typed(m, t, i);
        c.word = trend;
        put(o, &c);
    }
    market_cell c = cell("need_kind", k->code, SV(""), 0, 0);
    c.word = sv_c(type_name[most]);
    put(o, &c);
}

static void put_categories(out *o)
{
    market *m = o->m;
    int64_t last = last_week(m);
    for (int i = 0; i < m->n_cats; i++) {
        const market_category *k = &m->s->category[i];
        if (!m->n[i] || i == m->minor) continue;
        bool need = sv_eq(k->axis, SV("need"));
        sv trend = {NULL, 0};
        if (need) {
            series w;
            weeks_of(m, i, last, &w);
            trend = sv_c(trend_of(m, i, &w));
            put_types(o, i, trend);
        }
        market_cell c = cell("cat", k->code, SV(""), m->n[i], m->people);
        c.c = m->c[i];
        c.sources = sources_of(m, i);
        c.least = k->sensitive ? MARKET_LEAST_SENSITIVE : 0;
        c.word = trend;
        put(o, &c);
    }
}

static void put_at(out *o, const char *topic, const int64_t *n, int s, int i)
{
    const market *m = o->m;
    if (!n[i] || i == m->minor) return;
    const market_category *k = &m->s->category[i];
    market_cell c = cell(topic, k->code, m->s->source[s], n[i], m->people_at[s]);
    c.c = n[i];
    c.sources = 1;
    c.part = k->code;
    c.least = k->sensitive ? MARKET_LEAST_SENSITIVE : 0;
    put(o, &c);
}

static void put_sources(out *o)
{
    const market *m = o->m;
    static const char *const word[3] = {"negative", "neutral", "positive"};
    for (int s = 0; s < m->s->n_sources; s++) {
        size_t row = (size_t)s * (size_t)m->n_cats;
        market_cell c = cell("base_source", m->s->source[s], SV(""), m->people_at[s], m->people);
        c.c = m->comments_at[s];
        c.sources = 1;
        c.part = SV("all");
        put(o, &c);
        for (int i = 0; i < m->n_cats; i++) {
            put_at(o, "cat_source", m->by_source + row, s, i);
            put_at(o, "complaint_source",
                m->type_source + row * MARKET_TYPES + (size_t)m->n_cats * NEED_COMPLAINT, s, i);
            put_at(o, "praise_source", m->praise + row, s, i);
            put_at(o, "blame_source", m->blame + row, s, i);
        }
        for (int p = 0; p < 3; p++) {
            c = cell("opinion", sv_c(word[p]), m->s->source[s], m->opinion_at[s * 3 + p],
                m->people_at[s]);
            c.c = c.n;
            c.sources = 1;
            c.part = sv_c(word[p]);
            if (c.n) put(o, &c);
        }
    }
    for (int p = 0; p < 3; p++) {
        market_cell c = cell("opinion", sv_c(word[p]), SV(""), m->opinion[p], m->people);
        c.c = m->opinion_c[p];
        if (c.n) put(o, &c);
    }
}

static sv numbers(out *o, const char *fmt, sv s, int64_t n)
{
    sv text = arena_printf(o->m->a, fmt, SV_FMT(s), (long long)n);
    if (!text.p) o->e = ERR_NOMEM;
    return text;
}

/* Authors of that week at that source. */
static int64_t base_of(const out *o, const counter *of)
{
    for (size_t i = 0; i < o->bases.n; i++) {
        const counter *c = &o->m->count.at[o->bases.at[i]];
        if (c->source == of->source && c->t == of->t) return c->n;
    }
    return 0;
}

static void find_bases(out *o)
{
    for (size_t i = 0; i < o->m->count.n && !o->e; i++) {
        if (o->m->count.at[i].kind != COUNT_WEEK_BASE) continue;
        size_t *at = VEC_PUSH(o->m->a, &o->bases);
        if (!at) o->e = ERR_NOMEM;
        if (at) *at = i;
    }
}

static void put_counter(out *o, const counter *k, int64_t last)
{
    const market *m = o->m;
    static const char *const typed[MARKET_TYPES] = {
        "", "item_complaint", "item_wish", "item_request", "item_question"};
    const market_category *cat = &m->s->category[k->i];
    market_cell c = {0};
    if (k->kind == COUNT_ITEM || k->kind == COUNT_ITEM_TYPE) {
        if (k->n < ITEMS_LEAST || k->i == m->minor) return;
        c = cell(
            k->kind == COUNT_ITEM ? "item" : typed[k->t], cat->code, k->label, k->n, m->people);
        c.least = cat->sensitive ? MARKET_LEAST_SENSITIVE : 0;
    } else if (k->kind == COUNT_SWITCH) {
        static const char *const way[3] = {"from", "compared", "to"};
        int w = k->t < 0 ? 0 : k->t > 0 ? 2 : 1;
        c = cell("switch", m->s->source[k->source],
            arena_printf(m->a, "%.*s|%s", SV_FMT(k->label), way[w]), k->n, m->people_at[k->source]);
    } else if (k->kind == COUNT_WEEK && k->t > last - (int64_t)WEEKS_SHOWN * 7 * 86400000) {
        sv at = k->source < 0 ? SV("") : m->s->source[k->source];
        c = cell("week", cat->code, numbers(o, "%.*s|%lld", at, k->t), k->n, base_of(o, k));
        c.part =
            numbers(o, "%.*s|%lld", cat->code, k->t); /* sources of a week add up to the week */
        if (k->source < 0) c.part = (sv){NULL, 0};
    } else {
        return;
    }
    c.c = k->c;
    for (int w = 0; w < MARKET_WORDS; w++) c.sources += __builtin_popcountll(k->seen_in[w]);
    put(o, &c);
}

static void put_hours(out *o)
{
    for (int d = 0; d < 7; d++)
        for (int h = 0; h < 24; h++) {
            if (!o->m->hour_c[d][h]) continue;
            market_cell c = cell("hour", numbers(o, "%.*s%lld", SV(""), d),
                numbers(o, "%.*s%lld", SV(""), h), o->m->hour[d][h], o->m->people);
            c.c = o->m->hour_c[d][h];
            c.part = SV("all");
            put(o, &c);
        }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void put_amounts(out *o, sv at, double *d, size_t n, int64_t base)
{
    if (!n) return;
    qsort(d, n, sizeof *d, by_value);
    market_cell c = cell("spend", at, SV(""), (int64_t)n, base);
    c.x = d[n / 2];
    c.y = d[n / 4];
    c.c = (int64_t)n;
    c.word = arena_printf(o->m->a, "%.0f", d[n - 1 - n / 4]);
    if (at.n) c.part = SV("all");
    put(o, &c);
}

static void put_spend(out *o)
{
    market *m = o->m;
    VEC(double) all = {0};
    for (int s = 0; s < m->s->n_sources; s++) {
        for (size_t i = 0; i < m->spend[s].n; i++) {
            double *d = VEC_PUSH(m->a, &all);
            if (!d) o->e = ERR_NOMEM;
            if (d) *d = m->spend[s].at[i];
        }
        put_amounts(o, m->s->source[s], m->spend[s].at, m->spend[s].n, m->people_at[s]);
    }
    put_amounts(o, SV(""), all.at, all.n, m->people);
}

static void put_pair(out *o, const char *topic, const uint32_t *from, int a, int b)
{
    const market *m = o->m;
    int64_t n = from[(size_t)a * (size_t)m->n_cats + (size_t)b];
    const market_category *x = &m->s->category[a], *y = &m->s->category[b];
    if (n < ITEMS_LEAST) return;
    int64_t base = from == m->pair
                       ? m->n[a]
                       : m->by_type[(size_t)NEED_COMPLAINT * (size_t)m->n_cats + (size_t)a];
    market_cell c = cell(topic, x->code, y->code, n, base);
    c.c = n;
    c.y = stats_index(n, base, m->n[b], m->people);
    c.least = x->sensitive || y->sensitive ? MARKET_LEAST_SENSITIVE : 0;
    put(o, &c);
}

static bool axis_in(sv axis, const char *list)
{
    char name[40];
    if (axis.n + 3 > sizeof name) return false;
    name[0] = ' ';
    memcpy(name + 1, axis.p, axis.n);
    name[axis.n + 1] = ' ';
    return sv_find(sv_c(list), (sv){name, axis.n + 2}) != SV_NPOS;
}

static void put_pairs(out *o)
{
    const market *m = o->m;
    for (int a = 0; a < m->n_cats; a++)
        for (int b = 0; b < m->n_cats; b++) {
            if (a == b || a == m->minor || b == m->minor) continue;
            sv x = m->s->category[a].axis, y = m->s->category[b].axis;
            if (axis_in(x, " demo geo gate ") &&
                axis_in(y,
                    " interest life value motive attitude influence priority belief moral need "))
                put_pair(o, "pair", m->pair, a, b);
            if (axis_in(x, " need ") && axis_in(y, " beh attitude funnel need "))
                put_pair(o, "reaction", m->react, a, b);
        }
}

/* What nobody said of a field: the base less everybody who said something of it (each field is one of a kind). */
static void put_unknown(out *o)
{
    static const struct {
        const char *field;
        sv prefix[2];
    } fields[] = {{"age", {SV_INIT("demo.age_"), SV_INIT("demo.age_")}},
        {"gender", {SV_INIT("demo.gender_"), SV_INIT("demo.gender_")}},
        {"marital", {SV_INIT("demo.married"), SV_INIT("demo.single")}},
        {"income", {SV_INIT("demo.income"), SV_INIT("demo.income")}},
        {"education", {SV_INIT("demo.education"), SV_INIT("demo.education")}},
        {"job", {SV_INIT("demo.job"), SV_INIT("demo.job")}}};
    const market *m = o->m;
    for (size_t f = 0; f < sizeof fields / sizeof fields[0]; f++) {
        bits any = {0};
        int64_t known = 0, smallest = 0;
        bool sensitive = false;
        for (int i = 0; i < m->n_cats; i++)
            if (sv_starts(m->s->category[i].code, fields[f].prefix[0]) ||
                sv_starts(m->s->category[i].code, fields[f].prefix[1])) {
                bit_set(any, i);
                sensitive |= m->n[i] && m->s->category[i].sensitive;
                if (m->n[i] && (!smallest || m->n[i] < smallest)) smallest = m->n[i];
            }
        for (size_t v = 0; v < m->voter.n; v++) {
            uint64_t hit = 0;
            for (int w = 0; w < MARKET_WORDS; w++) hit |= any[w] & m->voter.at[v].has[w];
            known += hit != 0;
        }
        market_cell c =
            cell("unknown", sv_c(fields[f].field), SV(""), m->people - known, m->people);
        c.floor = smallest;
        c.least = sensitive ? MARKET_LEAST_SENSITIVE : 0;
        put(o, &c);
    }
}

static void put_quotes(out *o)
{
    const market *m = o->m;
    for (int i = 0; i < m->n_cats; i++)
        for (int q = 0; q < m->n_quotes[i] && i != m->minor; q++) {
            const quote *z = &m->quotes[i][q];
            market_cell c = cell(
                "quote", m->s->category[i].code, numbers(o, "%.*s%lld", SV(""), z->comment), 0, 0);
            c.c = q;
            c.x = z->from;
            c.y = z->to;
            c.word = sv_c(type_name[z->need]);
            put(o, &c);
        }
}

err market_each(market *m, market_row *row, void *ctx)
{
    out o = {.m = m, .row = row, .ctx = ctx};
    find_bases(&o);
    market_cell c = cell("base", SV(""), SV(""), m->people, m->people);
    c.c = m->comments;
    c.sources = m->s->n_sources;
    put(&o, &c);
    put_categories(&o);
    put_sources(&o);
    int64_t last = last_week(m);
    for (size_t i = 0; i < m->count.n; i++) put_counter(&o, &m->count.at[i], last);
    put_hours(&o);
    put_spend(&o);
    put_pairs(&o);
    put_unknown(&o);
    put_quotes(&o);
    if (!o.e) o.e = market_each_barrier(m, row, ctx);
    if (!o.e) o.e = market_each_paid(m, row, ctx);
    if (!o.e) o.e = market_each_climate(m, row, ctx);
    return o.e ? o.e : market_each_group(m, row, ctx);
}
