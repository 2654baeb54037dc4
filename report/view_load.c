/* Reads answers from the store into tables; all the rest of the report works on these. */
#include <stddef.h>

#include "report/view.h"
#include "util/vec.h"

enum { ROWS_READ = 2000 };

err table_load(store *s, arena *a, const char *name, const answer_args *args, table *ret)
{
    *ret = (table){.def = answer_find(sv_c(name))};
    if (!ret->def) return ERR_OK;
    table_loader l = {.a = a, .t = ret, .limit = args ? args->limit : 0};
    answer_args all = args ? *args : (answer_args){0};
    if (all.limit) all.limit++; /* one more, to know whether there is more */
    return answer_each(s, ret->def, &all, table_add, &l);
}

static const struct {
    const char *name;
    size_t at;
    int64_t limit;
} wanted[] = {
    {"needs", offsetof(view, needs), ROWS_READ},
    {"complaints", offsetof(view, complaints), ROWS_READ},
    {"interests", offsetof(view, interests), ROWS_READ},
    {"signals", offsetof(view, signals), ROWS_READ},
    {"segments", offsetof(view, segments), ROWS_READ},
    {"personas", offsetof(view, personas), ROWS_READ},
    {"scores", offsetof(view, scores), ROWS_READ},
    {"competitors", offsetof(view, competitors), ROWS_READ},
    {"coverage", offsetof(view, coverage), 2 * ROWS_READ},
    {"aspects", offsetof(view, aspects), ROWS_READ},
    {"facts", offsetof(view, facts), ROWS_READ},
    {"weekly", offsetof(view, weekly), 10 * ROWS_READ},
    {"places", offsetof(view, places), ROWS_READ},
    {"hours", offsetof(view, hours), ROWS_READ},
    {"words", offsetof(view, words), ROWS_READ},
    {"changes", offsetof(view, changes), ROWS_READ},
    {"evidence", offsetof(view, evidence), ROWS_READ},
    {"sources", offsetof(view, sources), ROWS_READ},
    {"skips", offsetof(view, skips), ROWS_READ},
    {"demographics", offsetof(view, demographics), ROWS_READ},
    {"gatekeepers", offsetof(view, gatekeepers), ROWS_READ},
    {"worksheet", offsetof(view, worksheet), ROWS_READ},
    {"register", offsetof(view, registers), ROWS_READ},
    {"spend", offsetof(view, spend), ROWS_READ},
    {"runs", offsetof(view, runs), ROWS_READ},
    {"climate", offsetof(view, climate), ROWS_READ},
    {"barriers", offsetof(view, barriers), ROWS_READ},
    {"replies", offsetof(view, replies), ROWS_READ},
    {"tactics", offsetof(view, tactics), ROWS_READ},
    {"gaps", offsetof(view, gaps), ROWS_READ},
    {"own", offsetof(view, own), ROWS_READ},
    {"value", offsetof(view, value), ROWS_READ},
    {"adjacent", offsetof(view, adjacent), ROWS_READ},
    {"segment_runs", offsetof(view, segment_runs), ROWS_READ},
    {"keywords", offsetof(view, keywords), ROWS_READ},
};

/* Every host asked so far, copied out of the call that hands them over. */
typedef struct manners_list {
    arena *a;
    VEC(politeness) hosts;
} manners_list;

static err keep_host(void *ctx, const politeness *p)
{
    manners_list *l = ctx;
    politeness *kept = VEC_PUSH(l->a, &l->hosts);
    if (!kept) return ERR_NOMEM;
    *kept = *p;
    kept->host = arena_sv(l->a, p->host);
    kept->note = (sv){NULL, 0};
    return kept->host.p ? ERR_OK : ERR_NOMEM;
}

static err load_manners(store *s, arena *a, view *v)
{
    manners_list l = {.a = a};
    err e = politeness_each(s, 0, keep_host, &l);
    v->manners = l.hosts.at;
    v->n_manners = l.hosts.n;
    return e;
}

err view_load(store *s, arena *a, const view_opts *o, view *ret)
{
    *ret = (view){.quotes = o->quotes, .program = o->program, .sample = o->sample};
    err e = answer_base_get(s, a, &o->args, &ret->base);
    for (size_t i = 0; !e && i < sizeof wanted / sizeof wanted[0]; i++) {
        if (o->quotes == QUOTES_NONE && strcmp(wanted[i].name, "evidence") == 0) continue;
        answer_args args = o->args;
        args.limit = wanted[i].limit;
        e = table_load(s, a, wanted[i].name, &args, (table *)(void *)((char *)ret + wanted[i].at));
    }
    return e ? e : load_manners(s, a, ret);
}
