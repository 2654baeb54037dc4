/* Categories of the taxonomy: a cue, its negation rule, its number range, weak cues only beside others. */
#include "analyzers/scene.h"

enum { WEAK_REACH = 5 };

static bool in_range(const scene *s, const hit *h, const category *c)
{
    if (!c->number_hi) return true;
    for (uint32_t i = h->from; i < h->to; i++)
        if (s->w.at[i].number && s->w.at[i].value > 0)
            return s->w.at[i].value >= c->number_lo && s->w.at[i].value <= c->number_hi;
    return true;
}

/* The category the hit stands for after negation, or -1. */
static int meaning(const scene *s, const hit *h, const cue *q)
{
    const category *c = taxonomy_at(s->cues->t, q->target);
    if (c->negation == NEGATION_KEEPS || q->keeps) return q->target;
    bool negated = h->negated;
    for (uint32_t i = h->from; !negated && i < h->to; i++)
        if (s->w.at[i].flags & TF_NEGATED) return q->target; /* the cue names its own negation */
    uint32_t upto;
    if (!negated) negated = scene_negated(s, h->from, h->to, &upto);
    if (!negated) return q->target;
    return c->negation == NEGATION_TURNS ? c->opposite : -1;
}

static err put(scene *s, int target, const hit *h, const cue *q)
{
    const category *c = taxonomy_at(s->cues->t, target);
    if (scene_has(s, FINDING_CATEGORY, c->id)) return ERR_OK;
    finding *f = scene_put(s, FINDING_CATEGORY, c->id, h->from, h->to);
    if (!f) return ERR_NOMEM;
    f->score = c->tier == 1 ? 0.8f : 0.4f;
    f->rule = q->text;
    return ERR_OK;
}

/* One word said twice is one hint. */
static bool same_word(const scene *s, const hit *g, const hit *h)
{
    return sv_eq(s->t.at[s->w.at[g->from].token].lemma, s->t.at[s->w.at[h->from].token].lemma);
}

/* A weak cue counts close to a strong cue of its dimension, or with another weak one of its category. */
static bool supported(const scene *s, size_t at, const category *c)
{
    const hit *h = &s->h.at[at];
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *g = &s->h.at[i];
        const cue *q = &s->cues->at.at[g->pattern];
        if (g->kind != CUE_CATEGORY || (g->from < h->to && h->from < g->to)) continue;
        const category *d = taxonomy_at(s->cues->t, q->target);
        uint32_t far = g->from >= h->to ? g->from - h->to : h->from - g->to;
        if (d == c && far <= 2 * WEAK_REACH && !same_word(s, g, h)) return true;
        if (!q->weak && far <= WEAK_REACH && sv_eq(d->dimension, c->dimension) &&
            !sv_eq(c->dimension, SV("interest")))
            return true;
    }
    return false;
}

/* «همسرم گفت نخر»: the advice of another, which the writer only reports. */
static bool reported(const scene *s, const hit *h, const category *c)
{
    if (!sv_eq(c->dimension, SV("attitude"))) return false;
    for (uint32_t i = h->from, to = scene_clause_from(s, i); i-- > to;) {
        const token *t = &s->t.at[s->w.at[i].token];
        if (sv_eq(t->lemma, SV("گفت#گو"))) return !(t->flags & (TF_PERSON_1 | TF_PERSON_2));
    }
    return false;
}

/* «اگه ببینید وقتتون رفته»: the verb of a condition is no advice. */
static bool supposed(const scene *s, const hit *h, const category *c)
{
    if (!sv_eq(c->dimension, SV("attitude"))) return false;
    for (uint32_t i = h->from, to = scene_clause_from(s, i); i-- > to;) {
        if (scene_class(s, i, CLASS_IF)) return true;
        if (s->t.at[s->w.at[i].token].pos == POS_VERB) return false;
    }
    return false;
}

/* «فیلم گرفتم از خرابیش»، «مثل اسباب بازیه»: one word of a phrase that means something else than its words. */
static bool idiom(const scene *s, const hit *h, const category *c)
{
    return h->to - h->from == 1 && scene_class(s, h->from, CLASS_IDIOM) &&
           sv_eq(c->dimension, SV("interest"));
}

static err pass(scene *s, bool weak)
{
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *h = &s->h.at[i];
        const cue *q = &s->cues->at.at[h->pattern];
        if (h->kind != CUE_CATEGORY || q->weak != weak || (q->with && !(q->with & s->seen)))
            continue;
        const category *c = taxonomy_at(s->cues->t, q->target);
        if (c->tier == 4 || sv_eq(c->dimension, SV("need"))) continue; /* computed; needs.c */
        if (!in_range(s, h, c) || idiom(s, h, c) || (weak && !supported(s, i, c))) continue;
        int target = reported(s, h, c) || supposed(s, h, c) ? -1 : meaning(s, h, q);
        err e = target < 0 ? ERR_OK : put(s, target, h, q);
        if (e) return e;
    }
    return ERR_OK;
}

/* «نشستم»، «باهاش کار کردم»: the writer did it; not what is asked, wished, supposed or only said. */
static bool told(const scene *s, uint32_t i)
{
    const word *w = &s->w.at[i];
    const uint32_t did = TF_PERSON_1 | TF_PAST;
    if ((w->flags & (did | TF_NEGATED)) != did || w->question) return false;
    if (s->t.at[w->token].pos != POS_VERB || scene_class(s, i, CLASS_IDLE)) return false;
    for (uint32_t k = scene_clause_from(s, i); k < i; k++)
        if (scene_class(s, k, CLASS_IF | CLASS_WISH)) return false;
    return true;
}

/* Narration of the first person about anything of a market is of someone who has it, whatever the verb. */
static err narration(scene *s)
{
    static const uint32_t market =
        CLASS_MEDIA | CLASS_FOOD | CLASS_GOODS | CLASS_APP | CLASS_TECH | CLASS_STAY;
    const sv id = SV("funnel.post_purchase");
    uint32_t i = 0;
    if (!(s->seen & market) || scene_has(s, FINDING_CATEGORY, id)) return ERR_OK;
    while (i < s->w.n && !told(s, i)) i++;
    const int at = i < s->w.n ? taxonomy_find(s->cues->t, id) : -1;
    if (at < 0) return ERR_OK;
    finding *f = scene_put(s, FINDING_CATEGORY, taxonomy_at(s->cues->t, at)->id, i, i + 1);
    if (!f) return ERR_NOMEM;
    f->score = 0.6f;
    f->rule = SV("narration");
    return ERR_OK;
}

err scene_categories(scene *s)
{
    err e = pass(s, false);
    if (!e) e = pass(s, true);
    return e ? e : narration(s);
}

static void note_miss(const scene *s, size_t i, misses *ret)
{
    const hit *h = &s->h.at[i];
    const cue *q = &s->cues->at.at[h->pattern];
    if (q->kind != CUE_CATEGORY || q->with == CLASS_OFFER) return;
    const category *c = taxonomy_at(s->cues->t, q->target);
    if (scene_has(s, FINDING_CATEGORY, c->id)) return;
    for (size_t k = 0; k < ret->n; k++)
        if (sv_eq(ret->at[k].code, c->id)) return;
    miss_reason why = MISS_NEGATED;
    if (c->tier == 4)
        why = MISS_COMPUTED;
    else if (q->with && !(q->with & s->seen))
        why = MISS_FIELD;
    else if (!in_range(s, h, c))
        why = MISS_RANGE;
    else if (q->weak && (sv_eq(c->dimension, SV("need")) || !supported(s, i, c)))
        why = MISS_WEAK;
    const word *a = &s->w.at[h->from], *b = &s->w.at[h->to - 1];
    ret->at[ret->n++] = (miss){c->id, q->text, a->at, b->at + b->n, why};
}

err scene_misses(const scene *s, misses *ret)
{
    *ret = (misses){ARENA_NEW(s->a, miss, s->h.n + 1), 0};
    if (!ret->at) return ERR_NOMEM;
    for (size_t i = 0; i < s->h.n; i++) note_miss(s, i, ret);
    return ERR_OK;
}
