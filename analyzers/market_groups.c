/* market_groups.c - the groups: written rules first, then sets of categories that the same authors name more often
 * together than chance allows. A set needs G2 >= 25 (p < 1e-6, which holds for all pairs together) between every
 * two of its categories, so shuffled authors give none. */
#include <math.h>
#include <stdlib.h>

#include "analyzers/market_in.h"
#include "analyzers/stats.h"

enum { RULES_SHOWN = 14, CLUSTERS_SHOWN = 6, CLUSTER_CATS = 4 };
static const double g2_least = 25, lift_least = 1.5, overlap_most = 0.8;

/* Rules that join categories which mean one group; every other category of the axes below is a rule of its own. */
static const struct {
    sv code, fa, en, cats[4];
} rule[] = {
    {SV_INIT("demo.parent"), SV_INIT("پدر و مادرها"), SV_INIT("Parents"),
        {SV_INIT("demo.parent"), SV_INIT("gate.child")}},
    {SV_INIT("gate.gift_other"), SV_INIT("هدیه‌خرها"), SV_INIT("Gift buyers"),
        {SV_INIT("gate.gift_other")}},
    {SV_INIT("demo.education"), SV_INIT("دانشجوها و درس‌خوانده‌ها"),
        SV_INIT("Students and graduates"), {SV_INIT("demo.education")}},
    {SV_INIT("demo.job"), SV_INIT("شاغلانی که شغلشان را گفته‌اند"),
        SV_INIT("People who name their job"), {SV_INIT("demo.job")}},
    {SV_INIT("demo.income_low"), SV_INIT("کم‌بودجه‌ها"), SV_INIT("Tight budgets"),
        {SV_INIT("demo.income_low")}},
    {SV_INIT("beh.price"), SV_INIT("قیمت‌سنج‌ها"), SV_INIT("Price-conscious buyers"),
        {SV_INIT("life.frugal")}},
    {SV_INIT("beh.repeat_purchase"), SV_INIT("مشتریان همیشگی"), SV_INIT("Regulars"),
        {SV_INIT("beh.repeat_purchase"), SV_INIT("beh.brand_loyal"), SV_INIT("funnel.advocacy")}},
    {SV_INIT("beh.first_purchase"), SV_INIT("بار اولی‌ها"), SV_INIT("First-time buyers"),
        {SV_INIT("beh.first_purchase")}},
    {SV_INIT("beh.churn"), SV_INIT("در حال رفتن"), SV_INIT("Leaving"), {SV_INIT("beh.churn")}},
};
static const sv rule_axis[] = {
    SV_INIT("demo"), SV_INIT("gate"), SV_INIT("interest"), SV_INIT("life")};
static const sv cluster_axis[] = {SV_INIT("demo"), SV_INIT("gate"), SV_INIT("interest"),
    SV_INIT("life"), SV_INIT("need"), SV_INIT("beh"), SV_INIT("value"), SV_INIT("motive"),
    SV_INIT("attitude"), SV_INIT("obs"), SV_INIT("influence")};
/* No group is made of these: they are about a person more than about a market (PRIVACY duties 12, 13). */
static const sv never[] = {SV_INIT("demo.age_child_teen"), SV_INIT("interest.religion_spiritual"),
    SV_INIT("interest.health_diet"), SV_INIT("demo.social_class"),
    SV_INIT("life.health_conscious")};

static bool among(sv s, const sv *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sv_eq(s, list[i])) return true;
    return false;
}
#define AMONG(s, list) among((s), (list), sizeof(list) / sizeof(list)[0])

bool market_member(const market_group *g, const voter *v)
{
    int n = 0;
    for (int i = 0; i < g->n_cats; i++) n += bit_on(v->has, g->cat[i]);
    return n >= g->at_least;
}

static void measure(const market *m, market_group *g)
{
    bits at = {0};
    g->n = g->sources = 0;
    for (size_t i = 0; i < m->voter.n; i++) {
        const voter *v = &m->voter.at[i];
        if (!market_member(g, v)) continue;
        g->n++;
        if (v->source < MARKET_CATEGORIES && !bit_on(at, v->source)) g->sources++;
        if (v->source < MARKET_CATEGORIES) bit_set(at, v->source);
    }
}

static int64_t joint(const market *m, const market_group *a, const market_group *b)
{
    int64_t n = 0;
    for (size_t i = 0; i < m->voter.n; i++)
        n += market_member(a, &m->voter.at[i]) && market_member(b, &m->voter.at[i]);
    return n;
}

static bool repeats(const market *m, const market_group *g)
{
    for (int i = 0; i < m->n_groups; i++) {
        int64_t both = joint(m, g, &m->group[i]), any = g->n + m->group[i].n - both;
        if (any > 0 && (double)both / (double)any >= overlap_most) return true;
    }
    return false;
}

static err write_rule(market *m, market_group *g)
{
    sv fa = SV(""), en = SV("");
    for (int i = 0; i < g->n_cats; i++) {
        const market_category *c = &m->s->category[g->cat[i]];
        fa = arena_printf(m->a, "%.*s%s«%.*s»", SV_FMT(fa), i ? "، " : "", SV_FMT(c->label_fa));
        en = arena_printf(m->a, "%.*s%s\"%.*s\"", SV_FMT(en), i ? ", " : "", SV_FMT(c->label_en));
        if (!fa.p || !en.p) return ERR_NOMEM;
    }
    bool many = g->at_least > 1;
    g->rule_fa =
        many
            ? arena_printf(m->a,
                  "در دیدگاه‌هایش دست‌کم %d تا از این‌ها هست: %.*s",
                  g->at_least, SV_FMT(fa))
            : arena_printf(m->a, "گفته است: %.*s", SV_FMT(fa));
    g->rule_en =
        many ? arena_printf(m->a, "comments show at least %d of: %.*s", g->at_least, SV_FMT(en))
             : arena_printf(m->a, "said: %.*s", SV_FMT(en));
    return g->rule_fa.p && g->rule_en.p ? ERR_OK : ERR_NOMEM;
}

static err accept(market *m, market_group *g)
{
    int least = m->s->k;
    for (int i = 0; i < g->n_cats; i++)
        if (m->s->category[g->cat[i]].sensitive && least < MARKET_LEAST_SENSITIVE)
            least = MARKET_LEAST_SENSITIVE;
    measure(m, g);
    if (!g->n_cats || g->n < least || m->n_groups == MARKET_GROUPS || repeats(m, g)) return ERR_OK;
    err e = write_rule(m, g);
    if (!e) m->group[m->n_groups++] = *g;
    return e;
}

/* "Interest: books" -> "books": the part after the colon names the group. */
static sv after_colon(sv s)
{
    size_t at = sv_find(s, SV(":"));
    return at == SV_NPOS ? s : sv_trim(sv_sub(s, at + 1, s.n));
}

static int by_size(const void *a, const void *b)
{
    const market_group *x = a, *y = b;
    if (x->n != y->n) return x->n < y->n ? 1 : -1;
    return sv_cmp(x->code, y->code);
}

static err form_rules(market *m)
{
    err e = ERR_OK;
    bool used[MARKET_CATEGORIES] = {false};
    for (size_t r = 0; r < sizeof rule / sizeof rule[0] && !e; r++) {
        market_group g = {
            .code = rule[r].code, .label_fa = rule[r].fa, .label_en = rule[r].en, .at_least = 1};
        for (int i = 0; i < 4 && rule[r].cats[i].n; i++) {
            int c = market_find(m, rule[r].cats[i]);
            if (c < 0) continue;
            g.cat[g.n_cats++] = c;
            used[c] = true;
        }
        e = accept(m, &g);
    }
    /* single categories, most frequent first, so that a twin loses against the larger one */
    for (int left = m->n_cats; left > 0 && !e; left--) {
        int best = -1;
        for (int i = 0; i < m->n_cats; i++)
            if (!used[i] && (best < 0 || m->n[i] > m->n[best])) best = i;
        if (best < 0 || m->n[best] < m->s->k || m->n_groups >= RULES_SHOWN) break;
        used[best] = true;
        const market_category *c = &m->s->category[best];
        if (!AMONG(c->axis, rule_axis) || AMONG(c->code, never)) continue;
        market_group g = {.code = c->code,
            .label_fa = after_colon(c->label_fa),
            .label_en = after_colon(c->label_en),
            .cat = {best},
            .n_cats = 1,
            .at_least = 1};
        e = accept(m, &g);
    }
    return e;
}

typedef struct link {
    int a, b;
    double g2;
} link;

static int by_strength(const void *x, const void *y)
{
    const link *a = x, *b = y;
    if (a->g2 < b->g2 || a->g2 > b->g2) return a->g2 < b->g2 ? 1 : -1;
    return a->a != b->a ? a->a - b->a : a->b - b->b;
}

/* How much more often than by chance; 0: not surely. */
static double bond(const market *m, int a, int b)
{
    int64_t both = m->apart[(size_t)a * (size_t)m->n_cats + (size_t)b];
    if (both < m->s->k) return 0;
    double expected = (double)m->n[a] * (double)m->n[b] / (double)m->people;
    if ((double)both < lift_least * expected) return 0;
    double g2 = stats_g2(both, m->n[a], m->n[b], m->people);
    return g2 >= g2_least ? g2 : 0;
}

static void grow(const market *m, market_group *g, const bool *free_cat)
{
    while (g->n_cats < CLUSTER_CATS) {
        int best = -1;
        double strongest = 0;
        for (int c = 0; c < m->n_cats; c++) {
            double weakest = free_cat[c] ? INFINITY : 0;
            for (int i = 0; i < g->n_cats && weakest > 0; i++)
                weakest = c == g->cat[i] ? 0 : fmin(weakest, bond(m, c, g->cat[i]));
            if (weakest > strongest) strongest = weakest, best = c;
        }
        if (best < 0) return;
        g->cat[g->n_cats++] = best;
    }
}

static err name_cluster(market *m, market_group *g)
{
    const market_category *a = &m->s->category[g->cat[0]], *b = &m->s->category[g->cat[1]];
    g->code = arena_printf(m->a, "%.*s+%.*s", SV_FMT(a->code), SV_FMT(b->code));
    g->label_fa = arena_printf(
        m->a, "%.*s + %.*s", SV_FMT(after_colon(a->label_fa)), SV_FMT(after_colon(b->label_fa)));
    g->label_en = arena_printf(
        m->a, "%.*s + %.*s", SV_FMT(after_colon(a->label_en)), SV_FMT(after_colon(b->label_en)));
    return g->code.p && g->label_fa.p && g->label_en.p ? ERR_OK : ERR_NOMEM;
}

static err form_clusters(market *m)
{
    bool free_cat[MARKET_CATEGORIES] = {false};
    VEC(link) all = {0};
    for (int i = 0; i < m->n_cats; i++) {
        const market_category *c = &m->s->category[i];
        free_cat[i] = AMONG(c->axis, cluster_axis) && !AMONG(c->code, never) && !c->sensitive;
    }
    for (int a = 0; a < m->n_cats; a++)
        for (int b = a + 1; b < m->n_cats; b++) {
            if (!free_cat[a] || !free_cat[b] ||
                sv_eq(m->s->category[a].axis, m->s->category[b].axis))
                continue;
            double g2 = bond(m, a, b);
            if (g2 <= 0) continue;
            link *l = VEC_PUSH(m->a, &all);
            if (!l) return ERR_NOMEM;
            *l = (link){a, b, g2};
        }
    if (all.n) qsort(all.at, all.n, sizeof *all.at, by_strength);
    int first = m->n_groups;
    err e = ERR_OK;
    for (size_t i = 0; i < all.n && m->n_groups - first < CLUSTERS_SHOWN && !e; i++) {
        if (!free_cat[all.at[i].a] || !free_cat[all.at[i].b]) continue;
        market_group g = {
            .cluster = true, .cat = {all.at[i].a, all.at[i].b}, .n_cats = 2, .at_least = 2};
        grow(m, &g, free_cat);
        for (int c = 0; c < g.n_cats; c++) free_cat[g.cat[c]] = false;
        e = name_cluster(m, &g);
        if (!e) e = accept(m, &g);
    }
    return e;
}

err market_form(market *m)
{
    err e = form_rules(m);
    qsort(m->group, (size_t)m->n_groups, sizeof *m->group, by_size);
    return e ? e : form_clusters(m);
}

const market_group *market_groups(const market *m, int *ret_n)
{
    *ret_n = m->n_groups;
    return m->group;
}
