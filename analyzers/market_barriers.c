/* market_barriers.c - why people do not buy, in the eight classes a marketer can act on. An author counts once in a
 * class, however many of its signs the comments show. */
#include <math.h>

#include "analyzers/market_in.h"

enum { SIGNS = 5 };

/* Signs count wherever they are said; complaints only where the author complains about the need. */
static const struct {
    sv code, said[SIGNS], blamed[SIGNS];
} barrier[MARKET_BARRIERS] = {
    {SV_INIT("barrier.price"), {SV_INIT("demo.income_low")}, {SV_INIT("need.price_value")}},
    {SV_INIT("barrier.trust"), {SV_INIT("attitude.distrust"), SV_INIT("attitude.warn")},
        {SV_INIT("need.authenticity_honesty")}},
    {SV_INIT("barrier.delivery"), {{NULL, 0}},
        {SV_INIT("need.delivery_speed"), SV_INIT("need.order_accuracy"),
            SV_INIT("need.packaging")}},
    {SV_INIT("barrier.availability"), {{NULL, 0}}, {SV_INIT("need.availability_variety")}},
    {SV_INIT("barrier.fit"), {{NULL, 0}},
        {SV_INIT("need.portion_size"), SV_INIT("need.quality"), SV_INIT("need.durability")}},
    {SV_INIT("barrier.effort"), {{NULL, 0}},
        {SV_INIT("need.usability_fit"), SV_INIT("need.information"),
            SV_INIT("need.service_support")}},
    {SV_INIT("barrier.habit"), {SV_INIT("beh.churn"), SV_INIT("beh.brand_switch")}, {{NULL, 0}}},
    {SV_INIT("barrier.other_person"),
        {SV_INIT("gate.child"), SV_INIT("gate.spouse"), SV_INIT("gate.parent_elder")}, {{NULL, 0}}},
};

static void set_all(const market *m, const sv *codes, bits b)
{
    for (int i = 0; i < SIGNS && codes[i].n; i++) {
        int c = market_find(m, codes[i]);
        if (c >= 0) bit_set(b, c);
    }
}

void market_new_barriers(market *m)
{
    for (int i = 0; i < MARKET_BARRIERS; i++) {
        set_all(m, barrier[i].said, m->barrier[i].said);
        set_all(m, barrier[i].blamed, m->barrier[i].blamed);
    }
}

void market_add_barriers(market *m, const bits has, const bits complains, int source)
{
    for (int i = 0; i < MARKET_BARRIERS; i++) {
        uint64_t any = 0;
        for (int w = 0; w < MARKET_WORDS; w++)
            any |= (has[w] & m->barrier[i].said[w]) | (complains[w] & m->barrier[i].blamed[w]);
        if (!any) continue;
        m->barrier[i].n++;
        if (source < MARKET_CATEGORIES) bit_set(m->barrier[i].at, source);
    }
}

err market_each_barrier(market *m, market_row *row, void *ctx)
{
    err e = ERR_OK;
    for (int i = 0; i < MARKET_BARRIERS && !e; i++) {
        market_cell c = {.topic = "barrier",
            .a = barrier[i].code,
            .b = SV(""),
            .n = m->barrier[i].n,
            .base = m->people,
            .c = m->barrier[i].n,
            .x = NAN,
            .y = NAN,
            .least = i == 0 ? MARKET_LEAST_SENSITIVE : 0}; /* a tight budget is sensitive */
        for (int w = 0; w < MARKET_WORDS; w++)
            c.sources += __builtin_popcountll(m->barrier[i].at[w]);
        if (c.n) e = row(ctx, &c);
    }
    return e;
}
