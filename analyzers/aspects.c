/* Aspects: what is judged, and how. A feeling judges the aspect it names («خوشمزه») or the nearest aspect word of
 * its clause («کیفیتش خوب نبود»). */
#include <assert.h>

#include "analyzers/scene.h"

enum { REACH = 5, JOINED_MAX = 4, DEGREE_REACH = 4 };
static const float MIDDLING = 0.05f, TELLING = 0.3f; /* of a weight */

static err blame_put(scene *s, aspect a, int label, uint32_t from, uint32_t to)
{
    blame *b = VEC_PUSH(s->a, &s->blame);
    if (!b) return ERR_NOMEM;
    assert(a < ASPECT_MAX);
    *b = (blame){a, label, false, from, to};
    return ERR_OK;
}

/* A middling word is told as such; a weight that a negation or a question left over tells nothing. */
static err tell(scene *s, aspect a, float weight, uint32_t from, uint32_t to)
{
    const float size = weight < 0 ? -weight : weight;
    const int polarity = size <= MIDDLING ? 0 : weight > 0 ? 1 : -1;
    if (polarity && size < TELLING) return ERR_OK;
    for (size_t i = 0; i < s->out.n; i++) {
        const finding *had = &s->out.at[i];
        if (had->kind == FINDING_ASPECT && had->polarity == polarity &&
            sv_eq(had->code, aspect_name[a]))
            return ERR_OK;
    }
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
    if (h->kind != CUE_ASPECT || (q->with && !(q->with & s->seen))) return false;
    return !scene_class(s, h->from, CLASS_STRONG | CLASS_FAINT); /* «بیش از اندازه», «یه مقدار» */
}

/* Whether another feeling follows in the clause, which judges the aspect words before it. */
static bool feeling_follows(const scene *s, const feeling *f)
{
    const feeling *next = f + 1;
    return next < s->feeling.at + s->feeling.n &&
           s->w.at[next->from].clause == s->w.at[f->from].clause;
}

/* «خیلی جالبه کیفیتش هم عالیه»: what is said ends with the verb, and what follows is judged by another word. */
static bool is_said(const scene *s, const feeling *f)
{
    const token *last = &s->t.at[s->w.at[f->to - 1].token];
    return (last->flags & TF_COPULA_CLITIC) && feeling_follows(s, f);
}

/* The aspect word that the feeling judges: nearest in its clause, the one before it preferred. */
static const hit *judged(const scene *s, const feeling *f)
{
    const hit *best = NULL;
    uint32_t best_far = REACH + 1;
    const bool said = is_said(s, f);
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *h = &s->h.at[i];
        if (!is_aspect(s, h)) continue;
        if (s->w.at[h->from].clause != s->w.at[f->from].clause) continue;
        if (said && h->from >= f->to) continue;
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
    bool tech = s->seen & CLASS_TECH;
    if (a == ASPECT_QUALITY && media && !food && !goods) return ASPECT_CONTENT;
    if (a == ASPECT_CONTENT && !s->media && (food || goods || tech)) return ASPECT_QUALITY;
    if (a == ASPECT_APPEARANCE && (s->seen & CLASS_STAY) && !goods) return ASPECT_PLACE;
    if (a == ASPECT_PLACE && s->media && !(s->seen & CLASS_STAY)) return ASPECT_CONTENT;
    if (a == ASPECT_CRAFT && !s->media && tech)
        return ASPECT_PERFORMANCE; /* «بازی ها» of a phone */
    if (food) return a;
    if (a == ASPECT_DELIVERY && media && !goods) return ASPECT_NONE; /* read quickly */
    if (a == ASPECT_DELIVERY && tech) return ASPECT_PERFORMANCE;
    if (a == ASPECT_PERFORMANCE && media && !goods && !tech) return ASPECT_CRAFT;
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
    aspect said = f->weight < 0
                      ? q->aspect
                      : (aspect)q->target; /* «غذا»: praise is of the taste, blame of the quality */
    f->aspect = in_field(s, said);
    if (f->aspect == ASPECT_NONE) f->aspect = said; /* the word itself was said */
    err e = f->weight < -0.3f ? blame_put(s, f->aspect, q->label, from, to) : ERR_OK;
    return e ? e : tell(s, f->aspect, f->weight, from, to);
}

static bool is_word(const scene *s, uint32_t i, sv text)
{
    return i < s->w.n && sv_eq(sv_sub(s->raw, s->w.at[i].at, s->w.at[i].n), text);
}

static const hit *starting_at(const scene *s, uint32_t at)
{
    const hit *best = NULL;
    for (size_t i = 0; i < s->h.n; i++)
        if (s->h.at[i].from == at && is_aspect(s, &s->h.at[i]) &&
            (!best || s->h.at[i].to > best->to))
            best = &s->h.at[i];
    return best;
}

/* The aspect words that «و» joins to the one that ends before word `at`: «عالی از نظر طعم و حجم و کیفیت». */
static err judge_listed(scene *s, feeling *f, uint32_t at)
{
    for (int i = 0; i < JOINED_MAX && is_word(s, at, SV("و")) && !feeling_follows(s, f); i++) {
        const hit *other = starting_at(s, at + 1);
        if (!other || s->w.at[other->from].clause != s->w.at[f->from].clause) return ERR_OK;
        err e = judge_word(s, f, other);
        if (e) return e;
        at = other->to;
    }
    return ERR_OK;
}

/* The aspect words that «و» joins to what begins at word `at`: «طعم و حجم و کیفیت عالی», «هم طعم و هم حجم عالی». */
static err judge_joined(scene *s, feeling *f, uint32_t at)
{
    for (int i = 0; i < JOINED_MAX; i++) {
        if (at && is_word(s, at - 1, SV("هم"))) at--;
        if (at < 2 || !is_word(s, at - 1, SV("و"))) return ERR_OK;
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

/* What much of an aspect means: good, bad, or nothing that is known. */
static int much_is(aspect a)
{
    switch (a) {
    case ASPECT_PRICE: return -1;
    case ASPECT_QUALITY:
    case ASPECT_PORTION:
    case ASPECT_PERFORMANCE:
    case ASPECT_DURABILITY:
    case ASPECT_HYGIENE:
    case ASPECT_VARIETY: return 1;
    default: return 0;
    }
}

/* «بالا», «پایین», «زیاد» measure the aspect word before them. */
static const hit *measured(const scene *s, const feeling *f)
{
    const hit *h = judged(s, f);
    return h && h->to <= f->from && f->from - h->to <= DEGREE_REACH ? h : NULL;
}

int scene_degree(const scene *s, const feeling *f)
{
    const hit *h = measured(s, f);
    return h ? much_is(in_field(s, s->cues->at.at[h->pattern].aspect)) : 0;
}

static err judge_degree(scene *s, feeling *f)
{
    const hit *h = measured(s, f);
    err e = judge_word(s, f, h);
    return e ? e : judge_joined(s, f, h->from);
}

/* «معمولی بود» is a middling verdict; in «تخم مرغ معمولی فرستادن» the word only tells which. */
static bool says_nothing(const scene *s, const feeling *f)
{
    static const sv verb[] = {SV_INIT("بود#باش"), SV_INIT("داشت#دار"), SV_INIT("شد#شو")};
    if (f->cue->weight != 0 || f->to == scene_clause_to(s, f->to - 1)) return false;
    const token *last = &s->t.at[s->w.at[f->to - 1].token], *next = &s->t.at[s->w.at[f->to].token];
    for (size_t i = 0; i < sizeof verb / sizeof *verb; i++)
        if (sv_eq(next->lemma, verb[i])) return false;
    return !(last->flags & TF_COPULA_CLITIC);
}

static err judge(scene *s, feeling *f)
{
    f->used = f->mute || f->cue->degree || says_nothing(s, f);
    if (f->cue->degree && !f->mute) return judge_degree(s, f);
    if (f->used) return ERR_OK;
    aspect a = in_field(s, f->aspect);
    const hit *h = a != ASPECT_NONE || f->cue->keeps || f->cue->vague ? NULL : judged(s, f);
    if (a == ASPECT_NONE && !h) return ERR_OK;
    f->used = true;
    if (h) {
        if (h->to <= f->from) h = head_of(s, h);
        err e = judge_word(s, f, h);
        if (!e && h->from >= f->to) e = judge_listed(s, f, h->to);
        return e ? e : judge_joined(s, f, h->from);
    }
    f->aspect = a;
    err e = f->weight < -0.3f ? blame_put(s, a, f->cue->label, f->from, f->upto) : ERR_OK;
    if (!e) e = tell(s, a, f->weight, f->from, f->upto);
    return e ? e : judge_joined(s, f, f->from);
}

/* «پام رو اذیت میکنه»: the words of the feeling show a need that is not one of quality. */
static bool needs_more(const scene *s, const feeling *f)
{
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *h = &s->h.at[i];
        const cue *q = &s->cues->at.at[h->pattern];
        if (h->from >= f->to || h->to <= f->from || h->kind != CUE_CATEGORY || q->weak) continue;
        const category *c = taxonomy_at(s->cues->t, q->target);
        if (sv_eq(c->dimension, SV("need")) && !sv_eq(c->id, SV("need.quality"))) return true;
    }
    return false;
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
    else if (!any && sum <= -1.5f && (s->seen & (CLASS_FOOD | CLASS_GOODS | CLASS_BOUGHT)) &&
             !needs_more(s, top))
        a = ASPECT_QUALITY;
    if (a == ASPECT_NONE || (sum < 0 && sum > -1.2f)) return ERR_OK;
    err e = sum < 0 ? blame_put(s, a, -1, top->from, top->upto) : ERR_OK;
    if (!e && sum < 0) s->blame.at[s->blame.n - 1].whole = true;
    return e ? e : tell(s, a, sum, top->from, top->upto);
}

/* Praise or blame of an aspect says more than a middling word about it. */
static void drop_middling(scene *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->out.n; i++) {
        const finding *f = &s->out.at[i];
        bool more = false;
        for (size_t k = 0; f->kind == FINDING_ASPECT && !f->polarity && k < s->out.n; k++)
            more |= s->out.at[k].kind == FINDING_ASPECT && s->out.at[k].polarity &&
                    sv_eq(s->out.at[k].code, f->code);
        if (!more) s->out.at[n++] = *f;
    }
    s->out.n = n;
}

err scene_aspects(scene *s)
{
    for (size_t i = 0; i < s->feeling.n; i++) {
        err e = judge(s, &s->feeling.at[i]);
        if (e) return e;
    }
    err e = judge_whole(s);
    drop_middling(s);
    return e;
}

static aspect aspect_of(const finding *f)
{
    int a = 0;
    while (a < ASPECT_MAX && !sv_eq(aspect_name[a], f->code)) a++;
    return (aspect)a;
}

/* An aspect that is praised here and blamed there gets one verdict, that of the whole comment. */
void scene_settle(scene *s)
{
    bool said[ASPECT_MAX][3] = {{false}};
    for (size_t i = 0; i < s->out.n; i++) {
        const finding *f = &s->out.at[i];
        if (f->kind == FINDING_ASPECT) said[aspect_of(f)][f->polarity + 1] = true;
    }
    size_t n = 0;
    for (size_t i = 0; i < s->out.n; i++) {
        const finding *f = &s->out.at[i];
        bool drop = false;
        if (f->kind == FINDING_ASPECT) {
            aspect a = aspect_of(f);
            drop = said[a][0] && said[a][2] && (f->polarity > 0) != (s->score > 0);
        }
        if (!drop) s->out.at[n++] = *f;
    }
    s->out.n = n;
}

/* Whether the words blame an aspect that says more: «شکست» durability, not performance, too; «ترجمهٔ کتاب افتضاح بود»
 * the craft, not the content. */
static bool blamed_within(const scene *s, aspect a, uint32_t from, uint32_t to)
{
    bool wide = a == ASPECT_PERFORMANCE || a == ASPECT_CONTENT || a == ASPECT_USABILITY;
    if (a == ASPECT_QUALITY) return s->blame.n > 0;
    for (size_t i = 0; wide && i < s->blame.n; i++)
        if (s->blame.at[i].from < to && from < s->blame.at[i].to) return true;
    return false;
}

/* The first aspect that the words name, ASPECT_NONE when none. */
static aspect named(const scene *s, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *h = &s->h.at[i];
        if (h->from < to && from < h->to && is_aspect(s, h))
            return in_field(s, s->cues->at.at[h->pattern].aspect);
    }
    return ASPECT_NONE;
}

/* What a complaint blames by the words it is in: «با عکسش فرق داره» is about accuracy, «صداش کمه» about performance,
 * use of a hotel about the place. */
static aspect blamed_by(const scene *s, aspect a, uint32_t from, uint32_t to)
{
    aspect n = named(s, from, to);
    if (a == ASPECT_AUTHENTICITY && n == ASPECT_ACCURACY) return n;
    if (a != ASPECT_USABILITY) return a;
    return n != ASPECT_NONE ? n : s->seen & CLASS_STAY ? ASPECT_PLACE : a;
}

err scene_aspect_of_need(scene *s, sv need, aspect said, uint32_t from, uint32_t to)
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
        {SV_INIT("need.durability"), ASPECT_PERFORMANCE},
        {SV_INIT("need.freshness_hygiene"), ASPECT_HYGIENE},
        {SV_INIT("need.emotional_content"), ASPECT_CONTENT},
        {SV_INIT("need.quality"), ASPECT_QUALITY},
        {SV_INIT("need.usability_fit"), ASPECT_USABILITY}};
    aspect a = said;
    for (size_t i = 0; a == ASPECT_NONE && i < sizeof of / sizeof *of; i++)
        if (sv_eq(of[i].need, need)) a = blamed_by(s, of[i].a, from, to);
    if (a == ASPECT_NONE || blamed_within(s, a, from, to) ||
        scene_has(s, FINDING_ASPECT, aspect_name[a]))
        return ERR_OK;
    return tell(s, a, -1, from, to);
}
