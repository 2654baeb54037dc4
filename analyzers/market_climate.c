/* market_climate.c - places with their climate, and needs held against it. */
#include <math.h>

#include "analyzers/climate.h"
#include "analyzers/market_in.h"
#include "analyzers/stats.h"

static err put_places(market *m, market_row *row, void *ctx)
{
    err e = ERR_OK;
    for (size_t i = 0; i < m->count.n && !e; i++) {
        const counter *k = &m->count.at[i];
        if (k->kind != COUNT_ITEM || k->i != m->city) continue;
        climate c = climate_of(k->label);
        if (c == CLIMATE_UNKNOWN) continue;
        market_cell cell = {
            .topic = "climate_fa", .a = k->label, .word = climate_fa(c), .x = NAN, .y = NAN};
        e = row(ctx, &cell);
        cell.topic = "climate_en";
        cell.word = climate_en(c);
        if (!e) e = row(ctx, &cell);
    }
    return e;
}

typedef struct weather {
    int64_t all, of[CLIMATE_MAX], need[MARKET_CATEGORIES], need_of[CLIMATE_MAX][MARKET_CATEGORIES];
} weather;

/* Authors whose place is known; each has one. */
static void sum_up(const market *m, weather *w)
{
    for (size_t i = 0; i < m->voter.n; i++) {
        const voter *v = &m->voter.at[i];
        climate c = v->place ? climate_of(m->count.at[v->place - 1].label) : CLIMATE_UNKNOWN;
        if (c == CLIMATE_UNKNOWN) continue;
        w->all++;
        w->of[c]++;
        for (int k = 0; k < m->n_cats; k++) {
            w->need[k] += bit_on(v->has, k);
            w->need_of[c][k] += bit_on(v->has, k);
        }
    }
}

err market_each_climate(market *m, market_row *row, void *ctx)
{
    weather *w = ARENA_NEW(m->a, weather, 1);
    if (!w) return ERR_NOMEM;
    sum_up(m, w);
    err e = put_places(m, row, ctx);
    for (int k = 0; k < m->n_cats; k++)
        for (int c = 1; c < CLIMATE_MAX && !e; c++) {
            const market_category *cat = &m->s->category[k];
            bool asks = sv_eq(cat->axis, SV("need")) || sv_eq(cat->code, SV("geo.climate"));
            if (!asks || !w->need_of[c][k]) continue;
            double index = stats_index(w->need_of[c][k], w->need[k], w->of[c], w->all);
            market_cell cell = {.topic = "climate",
                .a = cat->code,
                .b = climate_en((climate)c),
                .n = w->need_of[c][k],
                .base = w->need[k],
                .c = w->need_of[c][k],
                .x = (double)w->of[c] / (double)w->all,
                .y = index,
                .word = sv_c(index >= 130  ? "more"
                             : index <= 70 ? "less"
                                           : "same"),
                .part = cat->code};
            e = row(ctx, &cell);
        }
    return e;
}
