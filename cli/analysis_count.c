/* analysis_count.c - carries findings from the store to the market fold and its cells back. */
#include <stdlib.h>

#include "analyzers/market.h"
#include "cli/analysis.h"
#include "db/tally.h"

enum { COUNT_BYTES = 0x7fffffff };

typedef struct carry {
    store *db;
    market *m;
    tally_source *source;
    size_t n_sources;
    tally_category *category; /* sorted by id */
    int *place;               /* of category[i] in the order of codes */
    size_t n_categories;
    size_t last; /* source of the last row */
} carry;

static int source_of(carry *c, int64_t id)
{
    for (size_t i = 0; i < c->n_sources; i++) {
        size_t at = (c->last + i) % c->n_sources;
        if (c->source[at].id != id) continue;
        c->last = at;
        return (int)at;
    }
    return -1;
}

static int category_of(const carry *c, int64_t id)
{
    size_t lo = 0, hi = c->n_categories;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (c->category[mid].id < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < c->n_categories && c->category[lo].id == id ? c->place[lo] : -1;
}

static err hear(void *ctx, const tally_voice *v)
{
    carry *c = ctx;
    market_voice m = {.source = source_of(c, v->source_id),
        .author = v->author,
        .comment = v->comment,
        .written_at = v->written_at,
        .to_the_minute = v->to_the_minute,
        .offset_min = v->offset_min,
        .category = v->category_id ? category_of(c, v->category_id) : -1,
        .kind = v->kind,
        .need = v->need,
        .polarity = v->polarity,
        .label = v->label,
        .value = v->value,
        .score = v->score,
        .from = v->from,
        .to = v->to,
        .paid = v->paid,
        .times = v->times};
    return m.source < 0 ? ERR_OK : market_add(c->m, &m);
}

static err put_cell(void *ctx, const market_cell *m)
{
    carry *c = ctx;
    const tally_cell t = {.topic = sv_c(m->topic),
        .a = m->a,
        .b = m->b,
        .word = m->word,
        .part = m->part,
        .n = m->n,
        .base = m->base,
        .c = m->c,
        .sources = m->sources,
        .x = m->x,
        .y = m->y,
        .least = m->least,
        .floor = m->floor};
    return tally_put(c->db, &t);
}

typedef struct keyed {
    tally_category c;
    int place;
} keyed;

static int by_id(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    return (x->c.id > y->c.id) - (x->c.id < y->c.id);
}

/* The set-up in order of code, and the look-up by identifier. */
static err prepare(carry *c, arena *a, market_setup *ret)
{
    market_category *cat = ARENA_NEW(a, market_category, c->n_categories + 1);
    keyed *k = ARENA_NEW(a, keyed, c->n_categories + 1);
    sv *name = ARENA_NEW(a, sv, c->n_sources + 1);
    c->place = ARENA_NEW(a, int, c->n_categories + 1);
    if (!cat || !k || !name || !c->place) return ERR_NOMEM;
    for (size_t i = 0; i < c->n_categories; i++) {
        const tally_category *t = &c->category[i];
        cat[i] = (market_category){t->code, t->axis, t->label_fa, t->label_en, t->sensitive};
        k[i] = (keyed){*t, (int)i};
    }
    qsort(k, c->n_categories, sizeof *k, by_id);
    for (size_t i = 0; i < c->n_categories; i++) c->category[i] = k[i].c, c->place[i] = k[i].place;
    for (size_t i = 0; i < c->n_sources; i++) name[i] = c->source[i].name;
    ret->category = cat;
    ret->n_categories = (int)c->n_categories;
    ret->source = name;
    ret->n_sources = (int)c->n_sources;
    return ERR_OK;
}

/* What we said we can and cannot do: the needs that it answers. */
static err put_ability(store *db, arena *a, const analyzer *z, sv key, sv word)
{
    sv list;
    err e = store_get(db, a, key, &list);
    while (!e && list.n) {
        sv item = sv_trim(sv_cut(&list, '\n'));
        findings f = {NULL, 0};
        if (item.n) e = analyze_offer(a, z, item, &f);
        for (size_t i = 0; i < f.n && !e; i++) {
            if (f.at[i].kind != FINDING_NEED) continue;
            const tally_cell t = {.topic = SV("can"), .a = f.at[i].code, .word = word};
            e = tally_put(db, &t);
        }
    }
    return e;
}

static err put_groups(store *db, const market *m, int64_t people, int *ret_n)
{
    err e = ERR_OK;
    const market_group *g = market_groups(m, ret_n);
    for (int i = 0; i < *ret_n && !e; i++) {
        const tally_group t = {g[i].code, g[i].label_fa, g[i].label_en, g[i].rule_fa, g[i].rule_en,
            g[i].cluster, g[i].n, people, g[i].sources, i + 1};
        e = tally_put_group(db, &t);
    }
    return e;
}

static err project_k(store *db, arena *a, int *ret)
{
    sv k;
    err e = store_get(db, a, SV("k"), &k);
    *ret = e || !k.n ? 5 : (int)strtol(k.p, NULL, 10);
    if (*ret < 3) *ret = 3;
    return e;
}

static err fold(carry *c, arena *a, const analyzer *z, int *ret_segments)
{
    market_setup setup = {0};
    err e = tally_sources(c->db, a, &c->source, &c->n_sources);
    if (!e) e = tally_categories(c->db, a, &c->category, &c->n_categories);
    if (!e) e = prepare(c, a, &setup);
    if (!e) e = project_k(c->db, a, &setup.k);
    if (!e) e = market_new(a, &setup, &c->m);
    if (!e) e = tally_each_voice(c->db, hear, c);
    if (!e) e = market_end(c->m);
    if (!e) e = tally_clear(c->db);
    if (!e) e = market_each(c->m, put_cell, c);
    if (!e) e = put_groups(c->db, c->m, market_people(c->m), ret_segments);
    if (!e) e = put_ability(c->db, a, z, SV("us.cannot"), SV("no"));
    if (!e) e = put_ability(c->db, a, z, SV("us.can"), SV("yes"));
    return e ? e : tally_derive(c->db);
}

err analysis_count(store *db, const analyzer *z, int *ret_segments)
{
    arena a = ARENA_INIT(COUNT_BYTES);
    carry c = {.db = db};
    err e = store_begin(db);
    if (e) return e;
    e = fold(&c, &a, z, ret_segments);
    arena_clear(&a);
    if (!e) e = store_commit(db);
    if (e) store_rollback(db);
    return e;
}
