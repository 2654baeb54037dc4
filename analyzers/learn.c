#include "analyzers/learn.h"

#include <math.h>
#include <stdlib.h>

#include "analyzers/analyzer.h"
#include "analyzers/model.h"
#include "util/vec.h"

enum { LEARN_BYTES = 512 << 20, SCRATCH_BYTES = 64 << 20, RATED_ENOUGH = 200 };

/* Of list and model together, in the second round, where the model shall find what the list does not know. */
static const float SURE_AGAIN = 0.4f, SHARE_AGAIN = 1.8f;

typedef struct example {
    features f;
    float list;   /* verdict of the list of words */
    int8_t label; /* +1, -1; 0: not sure */
    bool rated, asks;
} example;

struct learner {
    const analyzer *z;
    arena a, scratch;
    analyze_cache *cache;
    VEC(example) at;
    size_t rated[2], sure[2]; /* good, bad */
};

void learner_free(learner *l)
{
    if (!l) return;
    arena_clear(&l->a);
    arena_clear(&l->scratch);
    analyze_cache_free(l->cache);
    free(l);
}

learner *learner_new(const analyzer *z)
{
    learner *l = calloc(1, sizeof *l);
    if (!l) return NULL;
    l->z = z;
    l->a = ARENA_INIT(LEARN_BYTES);
    l->scratch = ARENA_INIT(SCRATCH_BYTES);
    l->cache = analyze_cache_new();
    if (l->cache) return l;
    learner_free(l);
    return NULL;
}

analyze_cache *learner_cache(learner *l) { return l->cache; }

void learner_counts(const learner *l, size_t *ret_rated, size_t *ret_sure)
{
    *ret_rated = l->rated[0] + l->rated[1];
    *ret_sure = l->sure[0] + l->sure[1];
}

/* Sure: strong in sum, and no feeling speaks against it. */
static int sure_label(const scene *s)
{
    int sign = s->score >= 0.8f ? 1 : s->score <= -0.8f ? -1 : 0;
    for (size_t i = 0; i < s->feeling.n; i++)
        if (s->feeling.at[i].weight * (float)sign < -0.8f) return 0;
    return sign;
}

static err keep(learner *l, const scene *s, int8_t label, bool rated)
{
    features f;
    err e = model_features(&l->scratch, &s->w, &f);
    if (e) return e;
    uint16_t *copy = arena_array(&l->a, f.n ? f.n : 1, sizeof *copy);
    example *x = VEC_PUSH(&l->a, &l->at);
    if (!copy || !x) return ERR_NOMEM;
    memcpy(copy, f.at, f.n * sizeof *copy);
    *x = (example){{copy, f.n}, s->score, label, rated, s->asks};
    if (label) (rated ? l->rated : l->sure)[label < 0]++;
    return ERR_OK;
}

err learner_add(learner *l, sv text, double rating)
{
    if (l->at.n >= LEARN_MAX) return ERR_OK;
    scene s = {.a = &l->scratch, .cues = &l->z->cues, .raw = text};
    err e = scene_read(&s, l->z->lx, l->cache);
    if (!e) e = scene_feelings(&s);
    if (!e) {
        scene_weigh(&s);
        bool rated = !isnan(rating);
        int label = rated ? (rating >= 0.75) - (rating <= 0.45) : sure_label(&s);
        if (s.w.n) e = keep(l, &s, (int8_t)label, rated);
    }
    arena_reset(&l->scratch);
    return e;
}

err learner_study(learner *l, sv text, findings *ret, size_t *ret_mark)
{
    arena_reset(&l->scratch);
    scene s = {.a = &l->scratch, .cues = &l->z->cues, .raw = text};
    err e = analyzer_run(&s, l->z, l->cache, ret);
    *ret_mark = LEARN_NOT_KEPT;
    if (e || !s.w.n || l->at.n >= LEARN_MAX) return e;
    *ret_mark = l->at.n;
    return keep(l, &s, (int8_t)sure_label(&s), false);
}

int learner_polarity(const learner *l, size_t mark)
{
    const example *x = &l->at.at[mark];
    return analyzer_polarity(
        l->z, l->z->has_model ? analyzer_weigh(l->z, x->list, x->asks, &x->f) : x->list);
}

/* One round over the examples that have a label. */
static err train_round(const learner *l, bool stars, const int8_t *label_of, buf *ret)
{
    features *f = calloc(l->at.n + 1, sizeof *f);
    int8_t *label = calloc(l->at.n + 1, sizeof *label);
    size_t n = 0;
    for (size_t i = 0; f && label && i < l->at.n; i++) {
        if (!label_of[i] || (stars && !l->at.at[i].rated)) continue;
        f[n] = l->at.at[i].f;
        label[n++] = label_of[i];
    }
    err e = f && label ? model_train(f, label, n, ret) : ERR_NOMEM;
    free(f);
    free(label);
    return e;
}

/* The first model and the list together are sure of more comments than the list alone. */
static void relabel(const learner *l, const linear_model *m, int8_t *label)
{
    for (size_t i = 0; i < l->at.n; i++) {
        const example *x = &l->at.at[i];
        if (x->rated && x->label) continue;
        float sum = model_mix(x->list, model_margin(m, &x->f), SHARE_AGAIN);
        label[i] = (int8_t)((sum > SURE_AGAIN) - (sum < -SURE_AGAIN));
    }
}

err learner_train(learner *l, buf *ret)
{
    bool stars = l->rated[0] >= RATED_ENOUGH && l->rated[1] >= RATED_ENOUGH;
    int8_t *label = calloc(l->at.n + 1, sizeof *label);
    if (!label) return ERR_NOMEM;
    for (size_t i = 0; i < l->at.n; i++) label[i] = l->at.at[i].label;
    buf first = BUF_INIT(0);
    linear_model m;
    err e = train_round(l, stars, label, &first);
    if (!e && !stars) e = model_open(buf_sv(&first), &m);
    if (!e && !stars) relabel(l, &m, label);
    if (!e) e = train_round(l, stars, label, ret);
    buf_clear(&first);
    free(label);
    return e;
}
