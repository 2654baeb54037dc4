/* A line to its first price, percentage or number: "price 250000 toman", "price 200000-300000 toman",
 * "percent 20", "number 3" or "none". */
#include "cli/filter.h"
#include "text/money.h"

static const money *first(const moneys *m, money_unit unit)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->at[i].unit == unit) return &m->at[i];
    return NULL;
}

static err show(arena *a, const lexicon *lx, sv line, sv *ret)
{
    static const struct {
        money_unit unit;
        const char *name, *tail;
    } kinds[] = {{MONEY_TOMAN, "price", " toman"}, {MONEY_DOLLAR, "price", " dollar"},
        {MONEY_EURO, "price", " euro"}, {MONEY_PERCENT, "percent", ""},
        {MONEY_COUNT, "number", ""}};
    moneys m;
    err e = money_find(a, lx, line, &m);
    if (e) return e;
    *ret = SV("none");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const money *k = first(&m, kinds[i].unit);
        if (!k) continue;
        if (k->lo < k->hi)
            *ret = arena_printf(a, "%s %.15g-%.15g%s", kinds[i].name, k->lo, k->hi, kinds[i].tail);
        else
            *ret = arena_printf(a, "%s %.15g%s", kinds[i].name, k->lo, kinds[i].tail);
        return ret->p ? ERR_OK : ERR_NOMEM;
    }
    return ERR_OK;
}

static int run(session *s) { return filter_run(s, show); }

const inspector inspector_money = {
    .what = "money",
    .fa = "بها، درصد یا عدد هر سطر",
    .en = "the price, percentage or number of each line",
    .run = run,
};
