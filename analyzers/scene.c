#include "analyzers/scene.h"

#include "analyzers/words.h"

enum { NEGATION_AFTER = 4, AHEAD = 6 };

static bool is_slight(const token *t)
{
    switch ((token_pos)t->pos) {
    case POS_PRON:
    case POS_ADP:
    case POS_CONJ:
    case POS_DET:
    case POS_NUM:
    case POS_PART: return true;
    default: return t->flags & TF_STOP || sv_eq(t->lemma, SV("بود#باش"));
    }
}

/* A word of n letters that begins behind `at` of them. */
static bool takes(const cue *c, size_t at, size_t n)
{
    if (at + n > c->letters || !n) return false;
    uint64_t inside = n > 1 ? c->ends >> at & ((1ull << (n - 1)) - 1) : 0;
    bool starts = !at || c->ends >> (at - 1) & 1;
    bool stops = at + n == c->letters || c->ends >> (at + n - 1) & 1;
    return !inside || (starts && stops);
}

static bool fits(const cue *c, const words *w, size_t at, uint32_t i, uint32_t to)
{
    if (i == to) return at == c->letters;
    const word *x = &w->at[i];
    bool lemma = x->lemma && (c->ends || i + 1 == to);
    if (takes(c, at, x->n_form) && fits(c, w, at + x->n_form, i + 1, to)) return true;
    if (lemma && takes(c, at, x->n_lemma) && fits(c, w, at + x->n_lemma, i + 1, to)) return true;
    return x->skip && at && c->ends >> (at - 1) & 1 && fits(c, w, at, i + 1, to);
}

/*
 * Whether the words of the hit begin and end where those of the cue do, or are parts or wholes of them: the trie has no
 * blanks, so «خریدنش رو داره» would be «خرید نداره», and «به خودش بود» «بهبود». Words at `light` are function words.
 */
static bool cue_fits(const cue *c, const words *w, const hit *h, bool light)
{
    if (!c->letters || h->to - h->from < 2) return true;
    return (c->ends || !light) && fits(c, w, 0, h->from, h->to);
}

/* The hits whose words are those of their cue. */
static void keep_whole(scene *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->h.n; i++) {
        const hit *h = &s->h.at[i];
        const bool one = h->to - h->from < 2;
        if (i + AHEAD < s->h.n) __builtin_prefetch(&s->cues->at.at[s->h.at[i + AHEAD].pattern]);
        if (one || cue_fits(&s->cues->at.at[h->pattern], &s->w, h,
                       is_slight(&s->t.at[s->w.at[h->to - 1].token])))
            s->h.at[n++] = *h;
    }
    s->h.n = n;
}

static err set_classes(scene *s)
{
    s->class = ARENA_NEW(s->a, uint32_t, s->w.n ? s->w.n : 1);
    if (!s->class) return ERR_NOMEM;
    size_t media = 0, things = 0, tech = 0;
    for (size_t i = 0; i < s->h.n; i++) {
        hit *h = &s->h.at[i];
        if (i + AHEAD < s->h.n) __builtin_prefetch(&s->cues->at.at[s->h.at[i + AHEAD].pattern]);
        const cue *c = &s->cues->at.at[h->pattern];
        h->kind = (uint8_t)c->kind;
        if (c->kind == CUE_FEELING && c->aspect == ASPECT_TASTE && !c->with) s->seen |= CLASS_FOOD;
        s->seen |= c->is;
        if (c->kind != CUE_CLASS) continue;
        for (uint32_t k = h->from; k < h->to; k++) s->class[k] |= (uint32_t)c->target;
        s->seen |= (uint32_t)c->target;
        media += c->target == CLASS_MEDIA;
        things += c->target == CLASS_FOOD || c->target == CLASS_GOODS;
        tech += c->target == CLASS_TECH;
    }
    s->media = media && media >= things && media >= tech;
    return ERR_OK;
}

/* A contrast or verdict word begins a clause of its own, also without a comma; but a verdict word behind a noun is
 * beside the point: «غذاش به نظرم عالی بود». */
static bool begins_clause(const scene *s, uint32_t i)
{
    const uint32_t turns = CLASS_CONTRAST | CLASS_CONCEDE | CLASS_EXCEPT,
                   starts = turns | CLASS_VERDICT;
    if (!(s->class[i] & starts) || (s->class[i - 1] & starts)) return false;
    return (s->class[i] & turns) || s->t.at[s->w.at[i - 1].token].pos != POS_NOUN;
}

static void split_clauses(scene *s)
{
    uint32_t more = 0;
    for (uint32_t i = 0; i < s->w.n; i++) {
        if (i && s->w.at[i].clause == s->w.at[i - 1].clause - more && begins_clause(s, i)) {
            s->w.at[i - 1].clause_end = true;
            more++;
        }
        s->w.at[i].clause += more;
    }
}

err scene_read(scene *s, const lexicon *lx, const analyze_cache *k)
{
    if (k) token_cache_tidy(k->tokens);
    err e = token_split_cached(s->a, lx, k ? k->tokens : NULL, s->raw, &s->t);
    if (!e) e = words_make(s->a, s->cues, k ? k->words : NULL, s->raw, &s->t, &s->w);
    if (e) return e;
    e = match_find(s->cues->main, s->a, &s->w, &s->h);
    if (!e) keep_whole(s);
    if (!e) e = set_classes(s);
    if (e) return e;
    split_clauses(s);
    return ERR_OK;
}

finding *scene_put(scene *s, finding_kind kind, sv code, uint32_t from, uint32_t to)
{
    finding *f = VEC_PUSH(s->a, &s->out);
    if (!f) return NULL;
    *f = (finding){.kind = kind, .code = code, .score = 1};
    if (from < to && to <= s->w.n) {
        f->from = s->w.at[from].at;
        f->to = s->w.at[to - 1].at + s->w.at[to - 1].n;
    }
    return f;
}

const finding *scene_has(const scene *s, finding_kind kind, sv code)
{
    for (size_t i = 0; i < s->out.n; i++)
        if (s->out.at[i].kind == kind && sv_eq(s->out.at[i].code, code)) return &s->out.at[i];
    return NULL;
}

uint32_t scene_clause_from(const scene *s, uint32_t i)
{
    while (i && s->w.at[i - 1].clause == s->w.at[i].clause) i--;
    return i;
}

uint32_t scene_clause_to(const scene *s, uint32_t i)
{
    uint32_t to = i + 1;
    while (to < s->w.n && s->w.at[to].clause == s->w.at[i].clause) to++;
    return to;
}

/* The word belongs to a feeling that begins later: «چسبید، دستتون درد نکنه». */
static bool owned(const scene *s, uint32_t i, uint32_t after)
{
    for (size_t k = 0; k < s->feeling.n; k++)
        if (s->feeling.at[k].from >= after && s->feeling.at[k].from <= i && i < s->feeling.at[k].to)
            return true;
    return false;
}

static bool is_verb(const scene *s, uint32_t i)
{
    return s->t.at[s->w.at[i].token].pos == POS_VERB;
}

bool scene_complete(const scene *s, uint32_t i)
{
    const word *w = &s->w.at[i];
    const token *t = &s->t.at[w->token];
    return w->flags & TF_COPULA_CLITIC || (t->pos == POS_ADJ && sv_ends(t->norm, SV("یه"))) ||
           sv_ends(t->norm, SV("ترینه"));
}

/* «پخته نشده»: the passive has its negation in its second word. */
static bool is_not_done(const scene *s, uint32_t i, uint32_t end)
{
    return i < end && s->w.at[i].flags & TF_NEGATED && is_verb(s, i - 1) &&
           sv_eq(s->t.at[s->w.at[i].token].lemma, SV("شد#شو"));
}

/* What is said from here on is said of something else: «عالیه هرکی ندیده», «خوب، هیچ ایرادی نداره»; but «خوب که نبود». */
static bool turns_away(const scene *s, uint32_t i, uint32_t end)
{
    if (scene_class(s, i, CLASS_NEGATOR | CLASS_IF)) return true;
    bool that = sv_eq(s->t.at[s->w.at[i].token].norm, SV("که"));
    return scene_class(s, i, CLASS_LINK) &&
           !(that && i + 1 < end && s->w.at[i + 1].flags & TF_NEGATED);
}

bool scene_negated(const scene *s, uint32_t from, uint32_t to, uint32_t *ret_upto)
{
    *ret_upto = to;
    if (from && s->w.at[from - 1].clause == s->w.at[from].clause &&
        scene_class(s, from - 1, CLASS_NEGATOR))
        return true;
    uint32_t end = scene_clause_to(s, to - 1);
    if (is_not_done(s, to, end)) {
        *ret_upto = to + 1;
        return true;
    }
    if (is_verb(s, to - 1) || scene_complete(s, to - 1)) return false;
    for (uint32_t i = to; i < end && i < to + NEGATION_AFTER; i++) {
        bool negated = s->w.at[i].flags & TF_NEGATED;
        if (!negated && turns_away(s, i, end)) return false;
        if (negated && owned(s, i, to)) return false;
        if (negated) {
            *ret_upto = i + 1;
            return true;
        }
        if (is_verb(s, i)) return false; /* a finite verb closes the reach: «خوب بود نفهمیدم» */
    }
    return false;
}
