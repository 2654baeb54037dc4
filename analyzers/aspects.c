/* Aspects: what is judged, and how. A feeling judges the aspect it names («خوشمزه») or the nearest aspect word of
 * its clause («کیفیتش خوب نبود»). */
#include <assert.h>

#include "analyzers/scene.h"

enum { REACH = 5, JOINED_MAX = 4 };

static err blame_put(scene *s, aspect a, int label, uint32_t from, uint32_t to)
{
    blame *b = VEC_PUSH(s->a, &s->blame);
    if (!b) return ERR_NOMEM;
    assert(a < ASPECT_MAX);
    *b = (blame){a, label, from, to};
    return ERR_OK;
}

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

static bool is_aspect(const scene *s, const hit *h)
{
    const cue *q = &s->cues->at.at[h->pattern];
    return q->kind == CUE_ASPECT && (!q->with || (q->with & s->seen));
}

/* The aspect word that the feeling judges: nearest in its clause, the one before it preferred. */
static const hit *judged(const scene *s, const feeling *f)
{
    const hit *best = NULL;
    uint32_t best_far = REACH + 1;
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *h = &s->h.at[i];
        if (!is_aspect(s, h)) continue;
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

/* What a word means depends on the field: «سفت» is no taste of a shoe, «سریع» no delivery of a phone. */
static aspect in_field(const scene *s, aspect a)
{
    bool food = s->seen & CLASS_FOOD, goods = s->seen & CLASS_GOODS, media = s->seen & CLASS_MEDIA;
    if (a == ASPECT_QUALITY && media && !food && !goods) return ASPECT_CONTENT;
    if (food) return a;
    if (a == ASPECT_DELIVERY && media && !goods) return ASPECT_NONE; /* read quickly */
    if (a == ASPECT_DELIVERY && (s->seen & CLASS_TECH)) return ASPECT_PERFORMANCE;
    if (a == ASPECT_PERFORMANCE && media && !goods && !(s->seen & CLASS_TECH)) return ASPECT_CRAFT;
    return a;
}

/* An aspect word that ends `gap` words before the word `at`. */
static const hit *ending_at(const scene *s, uint32_t at, uint32_t gap)
{
    const hit *best = NULL;
    for (size_t i = 0; i < s->h.n && at >= gap; i++)
        if (s->h.at[i].to == at - gap && s->h.at[i].from < at && is_aspect(s, &s->h.at[i]) &&
            (!best || s->h.at[i].from < best->from))
            best = &s->h.at[i];
    return best;
}

static err judge_word(scene *s, feeling *f, const hit *h)
{
    const cue *q = &s->cues->at.at[h->pattern];
    uint32_t from = h->from < f->from ? h->from : f->from, to = h->to > f->upto ? h->to : f->upto;
    f->aspect = in_field(s, q->aspect);
    if (f->aspect == ASPECT_NONE) f->aspect = q->aspect; /* the word itself was said */
    err e = f->weight < -0.3f ? blame_put(s, f->aspect, q->label, from, to) : ERR_OK;
    return e ? e : tell(s, f->aspect, f->weight, from, to);
}

/* The aspect words that «و» joins to what begins at word `at`: «طعم و حجم و کیفیت عالی». */
static err judge_joined(scene *s, feeling *f, uint32_t at)
{
    for (int i = 0; i < JOINED_MAX; i++) {
        if (at < 2 || s->w.at[at - 1].n != 2 || memcmp(s->raw.p + s->w.at[at - 1].at, "و", 2) != 0)
            return ERR_OK;
        const hit *other = ending_at(s, at, 1);
        err e = other ? judge_word(s, f, other) : ERR_OK;
        if (e || !other) return e;
        at = other->from;
    }
    return ERR_OK;
}

/* «رفتار کارکنان هتل عالی»: the head of the chain is judged. */
static const hit *head_of(const scene *s, const hit *h)
{
    for (const hit *head; (head = ending_at(s, h->from, 0));) h = head;
    return h;
}

static err judge(scene *s, feeling *f)
{
    aspect a = in_field(s, f->aspect);
    const hit *h = a != ASPECT_NONE || f->cue->keeps || f->cue->vague ? NULL : judged(s, f);
    if (a == ASPECT_NONE && !h) return ERR_OK;
    f->used = true;
    if (h) {
        if (h->to <= f->from) h = head_of(s, h);
        err e = judge_word(s, f, h);
        return e ? e : judge_joined(s, f, h->from);
    }
    f->aspect = a;
    err e = f->weight < -0.3f ? blame_put(s, a, -1, f->from, f->upto) : ERR_OK;
    if (!e) e = tell(s, a, f->weight, f->from, f->upto);
    return e ? e : judge_joined(s, f, f->from);
}

/* A verdict that names no aspect: on a book or film it is about the content; blame of food or goods is about their
 * quality (praise of them in general names nothing). */
static err judge_whole(scene *s)
{
    bool media = (s->seen & CLASS_MEDIA) && !(s->seen & (CLASS_FOOD | CLASS_GOODS));
    const feeling *top = NULL;
    float sum = 0;
    for (size_t i = 0; i < s->feeling.n; i++) {
        const feeling *f = &s->feeling.at[i];
        if (f->used || f->cue->keeps || f->cue->vague) continue;
        sum += f->weight;
        if (!top || f->weight * f->weight > top->weight * top->weight) top = f;
    }
    if (!top || (sum > 0) != (top->weight > 0)) return ERR_OK;
    bool any = false;
    for (size_t i = 0; i < s->out.n; i++) any |= s->out.at[i].kind == FINDING_ASPECT;
    aspect a = ASPECT_NONE;
    if (media && !scene_has(s, FINDING_ASPECT, aspect_name[ASPECT_CONTENT]))
        a = ASPECT_CONTENT;
    else if (!any && sum <= -1.5f && (s->seen & (CLASS_FOOD | CLASS_GOODS)))
        a = ASPECT_QUALITY;
    if (a == ASPECT_NONE || (sum < 0 && sum > -1.2f)) return ERR_OK;
    err e = sum < 0 ? blame_put(s, a, -1, top->from, top->upto) : ERR_OK;
    return e ? e : tell(s, a, sum, top->from, top->upto);
}

err scene_aspects(scene *s)
{
    for (size_t i = 0; i < s->feeling.n; i++) {
        err e = judge(s, &s->feeling.at[i]);
        if (e) return e;
    }
    return judge_whole(s);
}

err scene_aspect_of_need(scene *s, sv need, uint32_t from, uint32_t to)
{
    static const struct {
        sv need;
        aspect a;
    } of[] = {{SV_INIT("need.price_value"), ASPECT_PRICE},
        {SV_INIT("need.delivery_speed"), ASPECT_DELIVERY},
        {SV_INIT("need.packaging"), ASPECT_PACKAGING},
        {SV_INIT("need.portion_size"), ASPECT_PORTION},
        {SV_INIT("need.service_support"), ASPECT_STAFF},
        {SV_INIT("need.order_accuracy"), ASPECT_ACCURACY},
        {SV_INIT("need.authenticity_honesty"), ASPECT_AUTHENTICITY},
        {SV_INIT("need.durability"), ASPECT_DURABILITY},
        {SV_INIT("need.freshness_hygiene"), ASPECT_HYGIENE},
        {SV_INIT("need.emotional_content"), ASPECT_CONTENT}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (sv_eq(of[i].need, need) && !scene_has(s, FINDING_ASPECT, aspect_name[of[i].a]))
            return tell(s, of[i].a, -1, from, to);
    return ERR_OK;
}
