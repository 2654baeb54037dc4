/* market_paid.c - what own customers pay, over all and by segment: only what the user's own table tells. A sum to
 * which one customer gives half or more is left out: it would tell that customer's. */
#include <math.h>
#include <stdlib.h>

#include "analyzers/market_in.h"

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Cells of one group, or of all with g NULL; `paid` has room for every author. */
static err put_group(market *m, const market_group *g, float *paid, market_row *row, void *ctx)
{
    size_t n = 0;
    double sum = 0, times = 0;
    for (size_t i = 0; i < m->voter.n; i++) {
        const voter *v = &m->voter.at[i];
        if (v->paid <= 0 || (g && !market_member(g, v))) continue;
        paid[n++] = v->paid;
        sum += (double)v->paid;
        times += (double)v->times;
    }
    if (!n) return ERR_OK;
    qsort(paid, n, sizeof *paid, by_value);
    market_cell c = {.topic = "paid",
        .a = g ? g->code : SV(""),
        .b = SV(""),
        .n = (int64_t)n,
        .base = g ? g->n : m->people,
        .c = (int64_t)lround(times),
        .x = (double)paid[n / 2],
        .y = (double)paid[n - 1] * 2 >= sum ? (double)NAN : sum,
        .word = arena_printf(m->a, "%.2f", times / (double)n),
        .least = g && market_sensitive(m, g) ? MARKET_LEAST_SENSITIVE : 0};
    return c.word.p ? row(ctx, &c) : ERR_NOMEM;
}

err market_each_paid(market *m, market_row *row, void *ctx)
{
    float *paid = arena_array(m->a, m->voter.n + 1, sizeof *paid);
    if (!paid) return ERR_NOMEM;
    err e = put_group(m, NULL, paid, row, ctx);
    for (int g = 0; g < m->n_groups && !e; g++) e = put_group(m, &m->group[g], paid, row, ctx);
    return e;
}
