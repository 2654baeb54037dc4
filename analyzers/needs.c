/* Needs: what is lacking (complaint), wished for, asked of the seller, or asked as a question. */
#include "analyzers/scene.h"

enum { MARKET = CLASS_FOOD | CLASS_GOODS | CLASS_MEDIA | CLASS_TECH | CLASS_APP | CLASS_STAY };
enum { SPAN_WORDS = 10, NEAR = 12, WIDEN_BEFORE = 4, WIDEN_BEHIND = 3 };

static const sv need_of[ASPECT_MAX] = {SV_INIT("need.quality"), SV_INIT("need.quality"),
    SV_INIT("need.price_value"), SV_INIT("need.delivery_speed"), SV_INIT("need.packaging"),
    SV_INIT("need.portion_size"), SV_INIT("need.service_support"), SV_INIT("need.order_accuracy"),
    SV_INIT("need.quality"), SV_INIT("need.usability_fit"), SV_INIT("need.durability"),
    SV_INIT("need.usability_fit"), SV_INIT("need.emotional_content"),
    SV_INIT("need.emotional_content"), SV_INIT("need.usability_fit"),
    SV_INIT("need.freshness_hygiene"), SV_INIT("need.availability_variety"),
    SV_INIT("need.authenticity_honesty")};

static sv noun_at(const scene *s, uint32_t i)
{
    const token *t = &s->t.at[s->w.at[i].token];
    bool noun = (t->pos == POS_NOUN || t->pos == POS_PROPN) && !(t->flags & TF_STOP) &&
                !scene_class(s, i, CLASS_LIGHT);
    return noun ? t->lemma.n ? t->lemma : t->norm : (sv){NULL, 0};
}

/* The sub-label, a thing of the market: lemma of the first noun of the evidence, else of the nearest before it in the
 * clause («زیپش خراب بود»), else of the next. */
static sv head_noun(const scene *s, uint32_t from, uint32_t to)
{
    sv noun = {NULL, 0};
    for (uint32_t i = from; i < to && !noun.n; i++) noun = noun_at(s, i);
    for (uint32_t i = from, end = scene_clause_from(s, from); i-- > end && !noun.n;)
        noun = noun_at(s, i);
    for (uint32_t i = to, end = scene_clause_to(s, to - 1); i < end && !noun.n; i++)
        noun = noun_at(s, i);
    return noun;
}

/* The core of the need is the cue with what stands round it in its clause, the thing and the verb. */
static void widen(const scene *s, uint32_t *from, uint32_t *to)
{
    uint32_t first = scene_clause_from(s, *from), last = scene_clause_to(s, *to - 1);
    for (int i = 0; i<WIDEN_BEFORE && * from> first && *to - *from < SPAN_WORDS; i++) --*from;
    for (int i = 0; i < WIDEN_BEHIND && *to < last && *to - *from < SPAN_WORDS; i++) ++*to;
}

static err put_need(scene *s, need_type type, sv code, uint32_t from, uint32_t to, sv rule)
{
    if (to - from > SPAN_WORDS) to = from + SPAN_WORDS;
    if (scene_has(s, FINDING_NEED, code)) return ERR_OK;
    int at = taxonomy_find(s->cues->t, code);
    if (at < 0) return ERR_OK;
    sv noun = head_noun(s, from, to);
    widen(s, &from, &to);
    finding *f = scene_put(s, FINDING_NEED, taxonomy_at(s->cues->t, at)->id, from, to);
    if (!f) return ERR_NOMEM;
    f->need = type;
    f->label = arena_sv(s->a, noun); /* the words of the cache may go with the next comment */
    if (noun.n && !f->label.p) return ERR_NOMEM;
    f->rule = rule;
    f->score = 0.8f;
    f->polarity = type == NEED_COMPLAINT ? -1 : 0;
    if (scene_has(s, FINDING_CATEGORY, f->code)) return ERR_OK;
    finding *c = scene_put(s, FINDING_CATEGORY, f->code, from, to);
    if (!c) return ERR_NOMEM;
    c->rule = rule;
    c->score = 0.8f;
    return ERR_OK;
}

static bool clause_has(const scene *s, uint32_t i, uint32_t bits)
{
    for (uint32_t k = scene_clause_from(s, i), to = scene_clause_to(s, i); k < to; k++)
        if (scene_class(s, k, bits)) return true;
    return false;
}

/* Complaint unless the clause says that it is a wish, a request or a question. */
static need_type type_of(const scene *s, uint32_t i, need_type told)
{
    if (told != NEED_NONE) return told;
    if (clause_has(s, i, CLASS_WISH)) return NEED_WISH;
    if (clause_has(s, i, CLASS_PLEASE)) return NEED_REQUEST;
    if (s->w.at[i].question && clause_has(s, i, CLASS_ASK)) return NEED_QUESTION;
    return NEED_COMPLAINT;
}

/* «بالکنم کوچیکه»: small may be said of anything; it is no portion when the words before it name something else. */
static bool named_otherwise(const scene *s, const hit *h, const category *c)
{
    bool small = h->to - h->from == 1 && sv_eq(c->id, SV("need.portion_size"));
    for (size_t i = 0; small && i < s->blame.n; i++) {
        const blame *b = &s->blame.at[i];
        if (b->from >= h->from || b->to < h->to) continue;
        return !sv_eq(
            b->label >= 0 ? taxonomy_at(s->cues->t, b->label)->id : need_of[b->aspect], c->id);
    }
    return false;
}

/* «آبکی» of a soup, «خسته کننده» of a scent: no need of what is read or watched. */
static bool foreign(const scene *s, const category *c)
{
    return sv_eq(c->id, SV("need.emotional_content")) && !s->media &&
           (s->seen & (CLASS_FOOD | CLASS_GOODS | CLASS_TECH));
}

/* Whether a word of one of these classes stands near the words, in their sentence. */
static bool beside(const scene *s, const hit *h, uint32_t bits)
{
    uint32_t from = h->from > NEAR ? h->from - NEAR : 0, to = h->to + NEAR;
    for (uint32_t i = from; bits && i < to && i < s->w.n; i++)
        if (s->w.at[i].sentence == s->w.at[h->from].sentence && scene_class(s, i, bits))
            return true;
    return !bits;
}

static bool felt(const scene *s, const hit *h)
{
    for (size_t i = 0; i < s->feeling.n; i++)
        if (s->feeling.at[i].from < h->to && h->from < s->feeling.at[i].to) return true;
    return false;
}

/* «به نظرتون گرون نیست؟» scolds; and where nothing of a market is named, nobody is asked about it. */
static bool scolds(const scene *s, const hit *h)
{
    if (!(s->seen & MARKET) && h->to - h->from == 1) return true;
    for (size_t i = 0; i < s->feeling.n; i++) {
        const feeling *f = &s->feeling.at[i];
        if (s->w.at[f->from].sentence == s->w.at[h->from].sentence && f->weight < -1) return true;
    }
    return false;
}

/* «بسته بندیش بد نبود»: the words of a cue with gaps may hold a blame that is taken back. */
static bool praised(const scene *s, const hit *h)
{
    bool good = false, bad = false;
    for (size_t i = 0; i < s->feeling.n; i++) {
        const feeling *f = &s->feeling.at[i];
        if (f->from >= h->to || f->to <= h->from) continue;
        bool taken_back = f->cue->weight < 0;
        for (uint32_t k = f->from; k < f->to; k++) taken_back |= s->w.at[k].flags & TF_NEGATED;
        good |= f->weight > 0 && taken_back;
        bad |= f->weight < 0;
    }
    return good && !bad;
}

static err from_cues(scene *s)
{
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *h = &s->h.at[i];
        const cue *q = &s->cues->at.at[h->pattern];
        if (h->kind != CUE_CATEGORY || q->weak || (q->with && !(q->with & s->seen))) continue;
        const category *c = taxonomy_at(s->cues->t, q->target);
        if (!sv_eq(c->dimension, SV("need")) || !beside(s, h, q->beside) ||
            (q->plain && felt(s, h)) || named_otherwise(s, h, c) || foreign(s, c))
            continue;
        uint32_t upto = h->to;
        bool own = q->keeps || c->negation == NEGATION_KEEPS;
        for (uint32_t k = h->from; k < h->to; k++) own |= (s->w.at[k].flags & TF_NEGATED) != 0;
        if (h->negated || (!own && scene_negated(s, h->from, h->to, &upto))) continue;
        if (praised(s, h)) continue;
        need_type told = q->need;
        if (told == NEED_NONE && sv_eq(c->id, SV("need.information"))) told = NEED_QUESTION;
        need_type type = type_of(s, h->from, told);
        bool offer = (q->with & CLASS_OFFER) != 0;
        if (type == NEED_QUESTION && !offer && h->to - h->from < 3 && scolds(s, h)) continue;
        err e = put_need(s, type, c->id, h->from, h->to, q->text);
        if (!e && type == NEED_COMPLAINT)
            e = scene_aspect_of_need(s, c->id, q->aspect, h->from, h->to);
        if (e) return e;
    }
    return ERR_OK;
}

/* «پام رو اذیت میکنه» is no want of quality, too, when a cue has said what is wanting. */
static bool cued(const scene *s, const blame *b, sv code, size_t n_cued)
{
    if (!sv_eq(code, SV("need.quality"))) return false;
    for (size_t i = 0; b->whole && i < n_cued; i++)
        if (s->out.at[i].kind == FINDING_NEED) return true;
    const word *w = s->w.at;
    uint32_t from = w[b->from].at, to = w[b->to - 1].at + w[b->to - 1].n;
    for (size_t i = 0; i < n_cued; i++) {
        const finding *f = &s->out.at[i];
        if (f->kind == FINDING_NEED && f->from < to && f->to > from) return true;
    }
    return false;
}

/* Needs that a word of blame near a word for the aspect shows seldom: «صداش معمولی» is no want of use. Their own cues
 * show them. */
static bool says_too_little(sv code)
{
    static const sv need[] = {SV_INIT("need.usability_fit"), SV_INIT("need.freshness_hygiene"),
        SV_INIT("need.delivery_speed")};
    for (size_t i = 0; i < sizeof need / sizeof *need; i++)
        if (sv_eq(code, need[i])) return true;
    return false;
}

/* In a comment that praises on the whole, blame by the way («فقط رنگش بد بود») is no want. */
static bool praises(const scene *s)
{
    float sum = 0;
    for (size_t i = 0; i < s->feeling.n; i++) sum += s->feeling.at[i].weight;
    return sum > 2;
}

static err from_blame(scene *s)
{
    const size_t n_cued = s->out.n;
    if (praises(s)) return ERR_OK;
    for (size_t i = 0; i < s->blame.n; i++) {
        const blame *b = &s->blame.at[i];
        sv code = b->label >= 0 ? taxonomy_at(s->cues->t, b->label)->id : need_of[b->aspect];
        if (cued(s, b, code, n_cued) || says_too_little(code)) continue;
        err e = put_need(s, type_of(s, b->from, NEED_NONE), code, b->from, b->to, SV("aspect"));
        if (e) return e;
    }
    return ERR_OK;
}

static const token *token_of(const scene *s, uint32_t i) { return &s->t.at[s->w.at[i].token]; }

/* «مگه»: who asks with it asks nothing. */
static bool rhetorical(const token *t)
{
    static const sv mark[] = {SV_INIT("مگه"), SV_INIT("مگر"), SV_INIT("چرا"), SV_INIT("آخه")};
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++)
        if (sv_eq(t->norm, mark[i])) return true;
    return false;
}

/* Whether the words from..to-1, a sentence with a question mark, ask somebody for something: a verb that is not in
 * the past or an asking word, and nobody is scolded. */
static bool asks(const scene *s, uint32_t from, uint32_t to)
{
    bool verb = false, asking = false;
    for (uint32_t i = from; i < to; i++) {
        const token *t = token_of(s, i);
        if (rhetorical(t)) return false;
        if (t->pos == POS_VERB) verb |= !(t->flags & TF_PAST) || (t->flags & TF_PERSON_2) != 0;
        verb |= (t->flags & TF_COPULA_CLITIC) != 0;
        asking |= scene_class(s, i, CLASS_ASK);
    }
    for (size_t k = 0; k < s->feeling.n; k++) {
        const feeling *f = &s->feeling.at[k];
        if (f->from >= from && f->to <= to && f->weight < 0) return false;
    }
    return asking || (verb && to - from >= 2);
}

static bool need_within(const scene *s, uint32_t from, uint32_t to)
{
    uint32_t a = s->w.at[from].at, b = s->w.at[to - 1].at + s->w.at[to - 1].n;
    for (size_t i = 0; i < s->out.n; i++)
        if (s->out.at[i].kind == FINDING_NEED && s->out.at[i].from < b && s->out.at[i].to > a)
            return true;
    return false;
}

/* Any question that nothing else explains asks for information. */
static err from_questions(scene *s)
{
    static const sv code = SV_INIT("need.information");
    for (uint32_t from = 0, to; (s->seen & MARKET) && from < s->w.n; from = to) {
        for (to = from + 1; to < s->w.n && !s->w.at[to - 1].sentence_end; to++) {}
        if (!s->w.at[from].question || need_within(s, from, to) || !asks(s, from, to)) continue;
        uint32_t first = to - from > SPAN_WORDS ? to - SPAN_WORDS : from;
        err e = put_need(s, NEED_QUESTION, code, first, to, SV("question"));
        if (e) return e;
    }
    return ERR_OK;
}

err scene_offers(scene *s)
{
    err e = from_cues(s);
    if (s->out.n) return e; /* «ارسال با پیک» is about the delivery, not about people */
    for (size_t i = 0; i < s->h.n && !e; i++) {
        const hit *h = &s->h.at[i];
        const cue *q = &s->cues->at.at[h->pattern];
        bool names = q->kind == CUE_ASPECT || (q->kind == CUE_FEELING && q->aspect != ASPECT_NONE);
        if (!names || (q->with && !(q->with & s->seen))) continue;
        sv code = q->label >= 0 ? taxonomy_at(s->cues->t, q->label)->id : need_of[q->aspect];
        e = put_need(s, NEED_NONE, code, h->from, h->to, q->text);
    }
    return e;
}

err scene_needs(scene *s)
{
    err e = from_cues(s);
    if (!e) e = from_blame(s);
    return e ? e : from_questions(s);
}
