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

/* Things that are for heat or for cold, asked for where it is the other way round: does that make sense? */
static const sv for_heat[] = {SV_INIT("کولر"), SV_INIT("پنکه"), SV_INIT("سایه‌بان"),
    SV_INIT("سایبان"), SV_INIT("یخچال"), SV_INIT("ضدآفتاب"), SV_INIT("آبسردکن"), SV_INIT("بستنی")};
static const sv for_cold[] = {SV_INIT("بخاری"), SV_INIT("هیتر"), SV_INIT("پتو"), SV_INIT("شوفاژ"),
    SV_INIT("گلخانه"), SV_INIT("کاپشن"), SV_INIT("پالتو"), SV_INIT("کرسی"), SV_INIT("دستکش")};

/* "fits", "odd", or NULL where the thing or the climate says nothing. */
static const char *sense_of(sv thing, climate c)
{
    bool heat = false, cold = false;
    for (size_t i = 0; i < sizeof for_heat / sizeof for_heat[0]; i++)
        heat |= sv_eq(thing, for_heat[i]);
    for (size_t i = 0; i < sizeof for_cold / sizeof for_cold[0]; i++)
        cold |= sv_eq(thing, for_cold[i]);
    if (heat == cold) return NULL;
    if (c == CLIMATE_COLD) return heat ? "odd" : "fits";
    if (c == CLIMATE_HOT_WET || c == CLIMATE_HOT_DRY) return cold ? "odd" : "fits";
    return NULL;
}

static err put_thing(const market *m, uint32_t thing, market_row *row, void *ctx)
{
    int64_t of[CLIMATE_MAX] = {0}, all = 0;
    const sv label = m->count.at[thing].label;
    for (size_t i = 0; i < m->voter.n; i++) {
        const voter *v = &m->voter.at[i];
        bool names = false;
        for (int t = 0; t < MARKET_THINGS && v->thing[t]; t++)
            names |= sv_eq(m->count.at[v->thing[t] - 1].label, label);
        if (!names || !v->place) continue;
        climate c = climate_of(m->count.at[v->place - 1].label);
        if (c == CLIMATE_UNKNOWN) continue;
        of[c]++;
        all++;
    }
    err e = ERR_OK;
    for (int c = 1; c < CLIMATE_MAX && !e; c++) {
        const char *word = sense_of(label, (climate)c);
        market_cell cell = {.topic = "climate_thing",
            .a = label,
            .b = climate_en((climate)c),
            .n = of[c],
            .base = all,
            .c = of[c],
            .x = (double)NAN,
            .y = (double)NAN,
            .word = word ? sv_c(word) : (sv){NULL, 0},
            .part = label};
        if (of[c] && word) e = row(ctx, &cell);
    }
    return e;
}

/* A label once, whichever category it was said under. */
static err put_things(const market *m, market_row *row, void *ctx)
{
    err e = ERR_OK;
    for (uint32_t i = 0; i < m->count.n && !e; i++) {
        const counter *k = &m->count.at[i];
        bool again = k->kind != COUNT_ITEM || !sense_of(k->label, CLIMATE_COLD);
        for (uint32_t o = 0; o < i && !again; o++)
            again = m->count.at[o].kind == COUNT_ITEM && sv_eq(m->count.at[o].label, k->label);
        if (!again) e = put_thing(m, i, row, ctx);
    }
    return e;
}

err market_each_climate(market *m, market_row *row, void *ctx)
{
    weather *w = ARENA_NEW(m->a, weather, 1);
    if (!w) return ERR_NOMEM;
    sum_up(m, w);
    err e = put_places(m, row, ctx);
    if (!e) e = put_things(m, row, ctx);
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
