/* Aspects: what is judged, and how. A feeling judges the aspect it names («خوشمزه») or the nearest aspect word of
 * its clause («کیفیتش خوب نبود»). */
#include "analyzers/scene.h"

enum { REACH = 5, REACH_AFTER = 2 };

static err tell(scene *s, aspect a, float weight, uint32_t from, uint32_t to)
{
    int polarity = weight > 0.05f ? 1 : weight < -0.05f ? -1 : 0;
    finding *had = NULL;
    for (size_t i = 0; i < s->out.n; i++)
        if (s->out.at[i].kind == FINDING_ASPECT && sv_eq(s->out.at[i].code, aspect_name[a]))
            had = &s->out.at[i];
    if (had && had->polarity == polarity) return ERR_OK;
    finding *f = scene_put(s, FINDING_ASPECT, aspect_name[a], from, to);
    if (!f) return ERR_NOMEM;
    f->polarity = (int8_t)polarity;
    f->score = 0.7f;
    f->rule = SV("aspect");
    return ERR_OK;
}

/* The aspect word that the feeling judges: nearest in its clause, the one before it preferred. */
static const hit *judged(const scene *s, const feeling *f)
{
    const hit *best = NULL;
    uint32_t best_far = REACH + 1;
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *h = &s->h.at[i];
        if (s->cues->at.at[h->pattern].kind != CUE_ASPECT) continue;
        if (s->w.at[h->from].clause != s->w.at[f->from].clause) continue;
        uint32_t far = h->to <= f->from   ? f->from - h->to
                       : h->from >= f->to ? h->from - f->to + 1
                                          : 0;
        if (far < best_far ||
            (far == best_far && best && h->to - h->from > best->to - best->from)) {
            best = h;
            best_far = far;
        }
    }
    return best;
}

err scene_aspects(scene *s)
{
    for (size_t i = 0; i < s->feeling.n; i++) {
        feeling *f = &s->feeling.at[i];
        const hit *h = f->cue->keeps || f->cue->vague ? NULL : judged(s, f);
        aspect a = f->aspect;
        uint32_t from = f->from, to = f->upto;
        if (a == ASPECT_NONE && h) {
            a = s->cues->at.at[h->pattern].aspect;
            if (h->from < from) from = h->from;
            if (h->to > to) to = h->to;
        }
        if (a == ASPECT_NONE) continue;
        f->aspect = a;
        f->used = true;
        err e = tell(s, a, f->weight, from, to);
        if (e) return e;
    }
    return ERR_OK;
}
