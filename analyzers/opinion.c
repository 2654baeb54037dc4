/* Feelings: which words judge, how strongly, and what negation, wishes and conditions make of them; and the
 * verdict over the whole comment. */
#include "analyzers/scene.h"

static bool is_feeling(const scene *s, const hit *h)
{
    const cue *c = &s->cues->at.at[h->pattern];
    return h->kind == CUE_FEELING && (!c->with || (c->with & s->seen));
}

/* A longer one, a form, or one that knows its field. */
static bool better(const scene *s, const hit *h, const hit *than)
{
    if (h->to != than->to || h->exact != than->exact)
        return h->to > than->to || (h->to == than->to && h->exact);
    return s->cues->at.at[h->pattern].with && !s->cues->at.at[than->pattern].with;
}

/* Longest first from the left: «بد نیست» hides «بد»; a form hides a lemma: «دقیقه» is not «دقیق». */
static err collect(scene *s)
{
    uint32_t free_from = 0;
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *best = &s->h.at[i];
        if (!is_feeling(s, best) || best->from < free_from) continue;
        for (size_t k = i + 1; k < s->h.n && s->h.at[k].from == best->from; k++)
            if (is_feeling(s, &s->h.at[k]) && better(s, &s->h.at[k], best)) best = &s->h.at[k];
        const cue *c = &s->cues->at.at[best->pattern];
        feeling *f = VEC_PUSH(s->a, &s->feeling);
        if (!f) return ERR_NOMEM;
        *f = (feeling){c, best->from, best->to, best->to, best->negated ? -c->weight : c->weight,
            c->aspect, false, false};
        free_from = best->to;
    }
    return ERR_OK;
}

static bool overlaps(const scene *s, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < s->feeling.n; i++)
        if (s->feeling.at[i].from < to && from < s->feeling.at[i].to) return true;
    return false;
}

static float strength(const scene *s, const feeling *f)
{
    uint32_t from = scene_clause_from(s, f->from);
    float k = 1;
    for (uint32_t i = f->from; i-- > from && i + 3 > f->from;) {
        if (scene_class(s, i, CLASS_STRONG))
            k *= 1.3f;
        else if (scene_class(s, i, CLASS_FAINT))
            k *= 0.6f;
    }
    if (s->w.at[f->from].flags & TF_ELONGATED) k *= 1.2f;
    return k > 1.8f ? 1.8f : k;
}

static bool near(const scene *s, uint32_t from, uint32_t to, uint32_t bits)
{
    for (uint32_t i = from; i < to; i++)
        if (scene_class(s, i, bits)) return true;
    return false;
}

/* The words between the feeling and the negator hold another feeling, which then owns the negator. */
static bool taken(const scene *s, const feeling *f)
{
    for (const feeling *g = f + 1; g < s->feeling.at + s->feeling.n; g++)
        if (g->from < f->upto) return true;
    return false;
}

/* The words of the cue have their own negation: «ایرادی نداره». */
static bool has_negation(const scene *s, const feeling *f)
{
    for (uint32_t i = f->from; i < f->to; i++)
        if ((s->w.at[i].flags & TF_NEGATED) || scene_class(s, i, CLASS_NEGATOR)) return true;
    return false;
}

/* «انتظار کیفیت بهتری داشتم», «انتظار این کیفیت پایین رو نداشتم»: what was expected is praised or blamed, and its
 * verb does not negate the feeling. */
static bool expected(const scene *s, const feeling *f, uint32_t from, uint32_t to)
{
    if (!near(s, from, f->from, CLASS_EXPECT)) return false;
    for (uint32_t i = f->to; i < to; i++)
        if (sv_eq(s->t.at[s->w.at[i].token].lemma, SV("داشت#دار"))) return true;
    return false;
}

/* In a question that wants to know; «چرا اینقدر کند شده؟» blames. */
static bool is_open(const scene *s, uint32_t i)
{
    if (!s->w.at[i].question) return false;
    uint32_t from = i, to = i + 1;
    while (from && s->w.at[from - 1].sentence == s->w.at[i].sentence) from--;
    while (to < s->w.n && s->w.at[to].sentence == s->w.at[i].sentence) to++;
    return near(s, from, to, CLASS_ASK) && !near(s, from, to, CLASS_WHY);
}

/* Where what is wished or asked for could begin: a feeling with a verb of its own is no part of what the verb before it
 * says, «کاش زودتر دیده بودم عالیه». */
static uint32_t wish_from(const scene *s, const feeling *f, uint32_t from)
{
    const token *last = &s->t.at[s->w.at[f->to - 1].token];
    if (!scene_complete(s, f->to - 1) && last->pos != POS_VERB) return from;
    for (uint32_t i = f->from; i > from; i--)
        if (s->t.at[s->w.at[i - 1].token].pos == POS_VERB) return i;
    return from;
}

/* Asked for: what is good is not there yet, and what shall not be has been there. */
static void unsay(const scene *s, feeling *f, uint32_t from, uint32_t to)
{
    const uint32_t wish = wish_from(s, f, from);
    if (near(s, wish, f->from, CLASS_WISH))
        f->weight *= f->weight > 0 ? -0.2f : 0.3f;
    else if (near(s, wish, f->from, CLASS_PLEASE)) {
        f->mute = f->weight > 0;
        f->weight *= f->mute ? 0.1f : 0.5f;
    } else if (near(s, from, to, CLASS_IF)) {
        f->mute = f->weight > 0 && near(s, from, f->from, CLASS_IF);
        f->weight *= 0.4f;
    }
    if (s->w.at[f->from].question && f->weight > 0)
        f->weight *= near(s, from, to, CLASS_ASK) || s->w.at[to - 1].sentence_end ? 0.15f : 0.6f;
    else if (is_open(s, f->from))
        f->weight *= 0.25f;
}

/* «بدتر از این نمیشه», «از این زیباتر ندیدم»: nothing is more so. */
static bool is_utmost(const scene *s, const feeling *f, uint32_t from, uint32_t to)
{
    if (!(s->w.at[f->from].flags & TF_COMPARATIVE || s->w.at[f->to - 1].flags & TF_COMPARATIVE))
        return false;
    for (uint32_t i = from; i + 1 < to; i++) {
        sv of = s->t.at[s->w.at[i].token].norm, what = s->t.at[s->w.at[i + 1].token].lemma;
        if (sv_eq(of, SV("ازین"))) return true;
        if (sv_eq(of, SV("از")) && (sv_eq(what, SV("این")) || sv_eq(what, SV("آن")))) return true;
    }
    return false;
}

/* «بدون دردسر» praises, «دردسر نبود» hardly does. */
static bool is_without(const scene *s, const feeling *f)
{
    return f->from && sv_eq(s->t.at[s->w.at[f->from - 1].token].norm, SV("بدون"));
}

static void evaluate(const scene *s, feeling *f)
{
    float w = f->cue->degree ? f->weight * (float)scene_degree(s, f) : f->weight;
    uint32_t from = scene_clause_from(s, f->from), to = scene_clause_to(s, f->to - 1);
    bool hoped = expected(s, f, from, to);
    bool open = !f->cue->keeps && !f->cue->polite && w != 0 && !hoped && !has_negation(s, f) &&
                !(w < 0 && near(s, from, f->from, CLASS_PLEASE));
    if (open && scene_negated(s, f->from, f->to, &f->upto) && !taken(s, f))
        w *= is_utmost(s, f, from, to) ? 1.2f
             : w >= 3                  ? -0.4f
             : w > 0                   ? -0.9f
             : is_without(s, f)        ? -0.6f
                                       : -0.1f;
    else
        f->upto = f->to;
    if (hoped && w > 0) w *= -0.5f;
    w *= strength(s, f);
    if (w > 0 && f->to - f->from == 1 && (s->w.at[f->from].flags & TF_COMPARATIVE)) w *= 0.5f;
    f->weight = w;
    if (!f->cue->keeps && !f->cue->polite) unsay(s, f, from, to);
    f->mute |= f->cue->degree && w == 0;
}

/* «خوب سرخ نشده»: how it was not done. */
static bool is_well(const scene *s, uint32_t i)
{
    sv w = s->t.at[s->w.at[i].token].norm;
    return sv_eq(w, SV("خوب")) || sv_eq(w, SV("درست")) || sv_eq(w, SV("کامل"));
}

/* «فوق العاده پایین»: before another feeling the word only strengthens it. */
static void only_strengthen(scene *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->feeling.n; i++) {
        const feeling *f = &s->feeling.at[i];
        bool strong = i + 1 < s->feeling.n && f[1].from == f->to &&
                      (f[1].to == f->to + 1 || has_negation(s, &f[1])) &&
                      s->w.at[f->from].clause == s->w.at[f->to].clause;
        bool well = strong && f->to - f->from == 1 && is_well(s, f->from);
        for (uint32_t k = f->from; strong && !well && k < f->to; k++)
            strong = scene_class(s, k, CLASS_STRONG);
        if (!strong) s->feeling.at[n++] = *f;
    }
    s->feeling.n = n;
}

err scene_feelings(scene *s)
{
    err e = collect(s);
    if (e) return e;
    only_strengthen(s);
    for (size_t i = 0; i < s->feeling.n; i++) evaluate(s, &s->feeling.at[i]);
    return ERR_OK;
}

/* Praise of the whole, not of a part. */
static const float WHOLE = 1.2f;

/* The verdict: «در کل خوبه»; what «متوسط», «معمولی» leave of praise. */
static const float CLOSING = 2.3f, MIDDLING = 0.6f;

/* One thing that is lacking, «اصلا» lacking, and all of them. */
static const float LACK = 0.5f, LACK_STRONG = 0.8f, LACK_MOST = -1;

/* What others said of it. */
static const float REPORTED = 0.3f;

/* «فقط», «البته»: what follows; and when that is a flaw of what was praised: «عالی بود فقط کمی سرد». */
static const float EXCEPTED = 0.8f, BUT_FOR = 0.3f;

/* «با اینکه دیر رسید عالی بود»: up to its verb, what follows is the point. */
static bool conceded(const scene *s, uint32_t from, const feeling *f)
{
    while (from < f->from && !scene_class(s, from, CLASS_CONCEDE)) from++;
    for (uint32_t k = from; k < f->from; k++)
        if (s->t.at[s->w.at[k].token].pos == POS_VERB) return false;
    for (const feeling *g = s->feeling.at; g < f; g++)
        if (g->from >= from && g->weight * f->weight < 0) return false;
    return true;
}

/* «نوشته بودن عالی»: others have said so, and mostly the comment goes on to say what it was. */
static bool reported(const scene *s, const feeling *f)
{
    return s->seen & CLASS_SAID && near(s, scene_clause_from(s, f->from), f->from, CLASS_SAID);
}

/* How much a clause counts: the closing verdict wins, what is conceded weighs less. */
static float clause_share(const scene *s, const feeling *f, bool contrast_follows)
{
    uint32_t from = scene_clause_from(s, f->from), to = scene_clause_to(s, f->from);
    float k = 1;
    if (near(s, from, to, CLASS_VERDICT))
        k = CLOSING;
    else if (near(s, from, to, CLASS_CONCEDE))
        k = conceded(s, from, f) ? 0.5f : 1.3f;
    else if (near(s, from, to, CLASS_EXCEPT))
        k = EXCEPTED;
    else if (near(s, from, to, CLASS_CONTRAST))
        k = 1.3f;
    return contrast_follows ? 0.7f * k : k;
}

/* A hit that tells of something missing or wrong, by itself. */
static bool complains(const scene *s, const hit *h)
{
    const cue *c = &s->cues->at.at[h->pattern];
    if (h->kind != CUE_CATEGORY || c->weak || h->negated) return false;
    if (c->with && !(c->with & s->seen)) return false;
    sv id = taxonomy_at(s->cues->t, c->target)->id;
    if (!sv_starts(id, SV("need.")) || overlaps(s, h->from, h->to)) return false;
    if (sv_eq(id, SV("need.information")) || sv_eq(id, SV("need.availability_variety")))
        return false;
    return (c->need == NEED_NONE || c->need == NEED_COMPLAINT) && !is_open(s, h->from);
}

/* What several cues say of the same words counts once. */
static float complaints(const scene *s, bool praised)
{
    float sum = 0;
    uint32_t told = 0;
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *h = &s->h.at[i];
        if (h->from < told || !complains(s, h)) continue;
        told = h->to;
        uint32_t from = scene_clause_from(s, h->from);
        sum -= praised && near(s, from, h->to, CLASS_EXCEPT) ? 0.5f : 1.5f;
    }
    return sum < -3 ? -3 : sum;
}

/* Faces and signs: at most ±2 in all. */
static float emoji(const scene *s)
{
    static const uint32_t good[] = {0x2764, 0x2665, 0x1F60D, 0x1F618, 0x1F44D, 0x1F44F, 0x1F339,
        0x1F60A, 0x1F496, 0x1F495, 0x1F497, 0x1F49A, 0x1F499, 0x1F49B, 0x1F49C, 0x1F4AF, 0x1F44C,
        0x1F970, 0x1F60B, 0x1F603, 0x1F604, 0x1F338, 0x1F33A, 0x1F490, 0x1F929, 0x1F60E, 0x2728,
        0x1F642, 0x263A, 0x1F31F, 0x2B50, 0x1F917, 0x1F337, 0x1F9E1, 0x1F90D, 0x1F49E, 0x1F493,
        0x1F49D, 0x1F600};
    static const uint32_t bad[] = {0x1F44E, 0x1F621, 0x1F620, 0x1F624, 0x1F622, 0x1F62D, 0x1F61E,
        0x1F641, 0x2639, 0x1F612, 0x1F611, 0x1F610, 0x1F494, 0x1F92E, 0x1F922, 0x1F614, 0x1F92C,
        0x1F61F, 0x1F62B, 0x1F629, 0x1F615, 0x1F616, 0x1F623, 0x1F625, 0x1F630, 0x1F628, 0x1F644,
        0x1F926, 0x1F595};
    float sum = 0;
    for (size_t i = 0; i < s->w.n; i++) {
        if (s->w.at[i].kind != TOKEN_EMOJI) continue;
        sv rest = sv_sub(s->raw, s->w.at[i].at, s->w.at[i].n);
        uint32_t c = fold_next(&rest);
        for (size_t k = 0; k < sizeof good / sizeof *good; k++) sum += good[k] == c ? 1.2f : 0;
        for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) sum -= bad[k] == c ? 1.2f : 0;
    }
    if (s->raw.n && memchr(s->raw.p, ':', s->raw.n)) {
        if (sv_find(s->raw, SV(":)")) != SV_NPOS) sum += 0.3f;
        if (sv_find(s->raw, SV(":(")) != SV_NPOS) sum -= 1.2f;
    }
    return sum > 2 ? 2 : sum < -2 ? -2 : sum;
}

static bool is_verb(const scene *s, uint32_t i)
{
    return s->t.at[s->w.at[i].token].pos == POS_VERB;
}

static bool requests(const word *w)
{
    return w->flags & TF_IMPERATIVE || (w->flags & TF_SUBJUNCTIVE && w->flags & TF_PERSON_2);
}

/* Something is asked or asked for. */
static bool asks(const scene *s)
{
    for (size_t i = 0; i < s->out.n; i++)
        if (s->out.at[i].kind == FINDING_NEED && s->out.at[i].need > NEED_COMPLAINT) return true;
    for (size_t i = 0; i < s->w.n; i++)
        if (s->w.at[i].question || requests(&s->w.at[i])) return true;
    return s->seen & CLASS_PLEASE;
}

/* Thanks for what is asked for, or beside blame, are manners; «ممنون از ...» says what for. */
static float manners(const scene *s, const feeling *f, bool blamed)
{
    if (!f->cue->polite || f->weight <= 0) return 1;
    sv next = f->to < s->w.n ? s->t.at[s->w.at[f->to].token].norm : SV("");
    if (sv_eq(next, SV("از"))) return 1;
    if (blamed && sv_eq(next, SV("که"))) return -0.3f; /* «ممنون که یخ کرده فرستادید» */
    return s->asks ? 0.1f : blamed ? 0.5f : 1;
}

/* Where no word judges, what is not, is not had or is not done tells of a lack: «گوشت توش نداشت»; not what is asked,
 * supposed or wished, nor what one has not done oneself, but «اصلا نفهمیدم». */
static float lacks(const scene *s)
{
    const uint32_t other = CLASS_IF | CLASS_WISH | CLASS_PLEASE | CLASS_ASK;
    float sum = 0;
    for (uint32_t i = 0; i < s->w.n; i++) {
        const word *w = &s->w.at[i];
        if (!(w->flags & TF_NEGATED) || !is_verb(s, i) || w->question || requests(w)) continue;
        uint32_t from = scene_clause_from(s, i), to = scene_clause_to(s, i);
        const bool strong = near(s, from, i, CLASS_STRONG);
        if ((!strong && w->flags & TF_PERSON_1) || near(s, from, to, other)) continue;
        sum -= strong ? LACK_STRONG : LACK;
    }
    return sum < LACK_MOST ? LACK_MOST : sum;
}

void scene_weigh(scene *s)
{
    uint32_t last_contrast = 0;
    for (uint32_t i = (uint32_t)s->w.n; i && s->seen & CLASS_CONTRAST && !last_contrast; i--)
        if (scene_class(s, i - 1, CLASS_CONTRAST)) last_contrast = i - 1;
    bool blamed = false;
    s->asks = asks(s);
    for (size_t i = 0; i < s->feeling.n; i++) blamed |= s->feeling.at[i].weight < -1;
    float sum = 0, left = 1;
    for (size_t i = 0; i < s->feeling.n; i++) {
        const feeling *f = &s->feeling.at[i];
        if (f->cue->weight == 0 && !f->cue->keeps) left *= MIDDLING;
        float k = clause_share(s, f, f->from < last_contrast);
        if (sum >= 1.2f && f->weight < 0 && f->weight >= f->cue->weight && k == EXCEPTED)
            k = BUT_FOR;
        if (f->cue->weight > 1 && f->aspect == ASPECT_NONE && !f->used) k *= WHOLE;
        if (reported(s, f)) k *= REPORTED;
        sum += f->weight * k * manners(s, f, blamed);
    }
    sum += complaints(s, sum > 1.5f) + emoji(s);
    if (sum > 0) sum *= left;
    if (!s->asks && sum < 0.45f && sum > -0.45f) sum += lacks(s);
    s->score = sum;
}
