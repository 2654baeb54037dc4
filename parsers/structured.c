#include "parsers/structured.h"

#include "util/hash.h"

enum { DEPTH_MAX = 40, BLOCKS_MAX = 60, BLOCK_MAX = 8 << 20 };

typedef struct walk {
    const harvest *h;
    found *io;
    int64_t *claimed;
    glean g;
    int depth;
    bool faq; /* inside a FAQPage: the site asks and answers itself */
} walk;

/* --- reading properties ------------------------------------------------------------------------------------- */

static json_t *get(const json_t *v, const char *key)
{
    json_t *m = json_object_get(v, key);
    return json_is_null(m) ? NULL : m;
}

/* "https://schema.org/Review", "schema:Review" -> "Review" */
static sv short_type(sv s)
{
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == '/' || s.p[i] == ':' || s.p[i] == '#') return sv_sub(s, i + 1, SV_NPOS);
    return s;
}

static bool has_type(const json_t *v, const char *want)
{
    const json_t *t = get(v, "@type");
    if (json_is_string(t)) return sv_eq(short_type(sv_c(json_string_value(t))), sv_c(want));
    for (size_t i = 0; i < json_array_size(t); i++)
        if (sv_eq(short_type(sv_c(json_string_value(json_array_get(t, i)))), sv_c(want)))
            return true;
    return false;
}

/* The text of a value: a string, a number, the first of a list, the name or @value of an object. */
static sv text_of(const walk *w, const json_t *v)
{
    for (int i = 0; json_is_array(v) && i < 3; i++) v = json_array_get(v, 0);
    if (!json_is_object(v)) return sv_trim(glean_scalar(w->g.a, v));
    static const char *const keys[] = {
        "@value", "name", "alternateName", "ratingValue", "@id", "url"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const json_t *m = get(v, keys[i]);
        while (json_is_array(m)) m = json_array_get(m, 0);
        sv s = sv_trim(glean_scalar(w->g.a, m));
        if (s.n) return s;
    }
    return (sv){NULL, 0};
}

static sv first(const walk *w, const json_t *v, const char *const *keys)
{
    for (size_t i = 0; keys[i]; i++) {
        sv s = text_of(w, get(v, keys[i]));
        if (s.n) return s;
    }
    return (sv){NULL, 0};
}
#define FIRST(w, v, ...) first((w), (v), (const char *const[]){__VA_ARGS__, NULL})

/* --- a thing that is a comment ------------------------------------------------------------------------------ */

static const struct {
    const char *type;
    sv word;
} kinds[] = {{"Review", SV_INIT("review")}, {"UserReview", SV_INIT("review")},
    {"CriticReview", SV_INIT("review")}, {"Comment", SV_INIT("comment")},
    {"UserComments", SV_INIT("comment")}, {"CorrectionComment", SV_INIT("comment")},
    {"Question", SV_INIT("question")}, {"Answer", SV_INIT("answer")},
    {"DiscussionForumPosting", SV_INIT("post")}};

static sv kind_of(const walk *w, const json_t *v)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!has_type(v, kinds[i].type)) continue;
        bool qa = sv_eq(kinds[i].word, SV("question")) || sv_eq(kinds[i].word, SV("answer"));
        return qa && w->faq ? (sv){NULL, 0} : kinds[i].word;
    }
    return (sv){NULL, 0};
}

static bool has_children(const json_t *v)
{
    static const char *const keys[] = {
        "comment", "comments", "suggestedAnswer", "acceptedAnswer", "answer"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (get(v, keys[i])) return true;
    return false;
}

static void rating(const walk *w, const json_t *v, draft *d, double *max)
{
    const json_t *r = get(v, "reviewRating");
    while (json_is_array(r)) r = json_array_get(r, 0);
    if (!r) r = get(v, "rating");
    d->v[RF_RATING] = json_is_object(r) ? FIRST(w, r, "ratingValue") : text_of(w, r);
    sv best = json_is_object(r) ? FIRST(w, r, "bestRating") : (sv){NULL, 0};
    sv number = best.n ? glean_number(w->g.a, best, false) : best;
    *max = number.n ? strtod(number.p, NULL) : 0;
}

static sv likes(const walk *w, const json_t *v)
{
    sv n = FIRST(w, v, "upvoteCount");
    const json_t *stat = get(v, "interactionStatistic");
    size_t many = json_is_array(stat) ? json_array_size(stat) : 1;
    for (size_t i = 0; i < many && !n.n; i++) {
        const json_t *s = json_is_array(stat) ? json_array_get(stat, i) : stat;
        sv type = text_of(w, get(s, "interactionType"));
        const json_t *t = get(s, "interactionType");
        if (json_is_object(t)) type = text_of(w, get(t, "@type"));
        if (sv_find(type, SV("Like")) != SV_NPOS) n = text_of(w, get(s, "userInteractionCount"));
    }
    return n;
}

/* Text fields may hold HTML or entities. */
static err plain(const walk *w, sv *io)
{
    static filter html = {.op = FILTER_HTML};
    const pick p = {.filter = &html, .n_filters = 1};
    return io->n ? glean_filter(&w->g, &p, io) : ERR_OK;
}

/* What a comment answers, when that is a comment: the thread or the article it is in may stand there as well. */
static sv above(const walk *w, const json_t *v)
{
    bool comment = json_is_string(v) || (json_is_object(v) && kind_of(w, v).n);
    return comment ? FIRST(w, v, "@id", "identifier", "url") : (sv){NULL, 0};
}

static err one(walk *w, const json_t *v, sv kind, sv parent, sv *ret_id)
{
    draft d = {.layer = LAYER_STRUCTURED};
    double max = 0;
    d.v[RF_TYPE] = kind;
    d.v[RF_TEXT] = FIRST(w, v, "reviewBody", "text", "commentText", "articleBody", "description");
    if (!sv_eq(kind, SV("question")) || !d.v[RF_TEXT].n)
        d.v[RF_TITLE] = FIRST(w, v, "headline", "name");
    d.v[RF_AUTHOR] = FIRST(w, v, "author", "creator");
    d.v[RF_DATE] = FIRST(w, v, "datePublished", "dateCreated", "commentTime", "uploadDate");
    d.v[RF_LIKES] = likes(w, v);
    rating(w, v, &d, &max);
    d.v[RF_ID] = FIRST(w, v, "@id", "identifier");
    d.v[RF_LINK] = FIRST(w, v, "url");
    d.v[RF_PARENT] = parent.n ? parent : above(w, get(v, "parentItem"));
    if (!d.v[RF_ID].n && has_children(v)) {
        d.v[RF_ID] = arena_printf(w->g.a, "h%016llx", (unsigned long long)hash64(d.v[RF_TEXT]));
        if (!d.v[RF_ID].p) return ERR_NOMEM;
    }
    err e = plain(w, &d.v[RF_TEXT]);
    if (!e) e = plain(w, &d.v[RF_TITLE]);
    size_t n = w->io->n;
    if (!e) e = harvest_finish(w->h, &d, w->io);
    if (e || w->io->n == n) return e;
    if (max > 0 && w->io->at[n].rating_max > 0) w->io->at[n].rating_max = max;
    *ret_id = arena_sv(w->g.a, d.v[RF_ID]);
    return ERR_OK;
}

/* --- the walk ----------------------------------------------------------------------------------------------- */

static void claim(walk *w, const json_t *v)
{
    static const char *const keys[] = {"commentCount", "reviewCount", "answerCount"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        sv s = text_of(w, get(v, keys[i]));
        sv n = s.n ? glean_number(w->g.a, s, false) : s;
        int64_t count = n.n ? (int64_t)strtod(n.p, NULL) : -1;
        if (count > *w->claimed && count < 10000000) *w->claimed = count;
    }
}

static err visit(walk *w, const json_t *v, sv parent)
{
    const char *key;
    json_t *m;
    size_t i;
    err e = ERR_OK;
    if (w->depth >= DEPTH_MAX) return ERR_OK;
    w->depth++;
    bool faq = w->faq;
    if (json_is_array(v)) {
        json_array_foreach(v, i, m) if (!e) e = visit(w, m, parent);
    } else if (json_is_object(v)) {
        if (has_type(v, "FAQPage")) w->faq = true;
        sv kind = kind_of(w, v), id = {NULL, 0};
        if (kind.n) e = one(w, v, kind, parent, &id);
        claim(w, v);
        json_object_foreach((json_t *)(uintptr_t)v, key, m)
        {
            bool away = strcmp(key, "parentItem") == 0 || strcmp(key, "itemReviewed") == 0 ||
                        strcmp(key, "author") == 0;
            if (!e && !(away && kind.n)) e = visit(w, m, id.n ? id : parent);
        }
    }
    w->faq = faq;
    w->depth--;
    return e;
}

static err block(walk *w, const xmlNode *script)
{
    for (const xmlNode *n = script->children; n; n = n->next) {
        sv text = html_data(n);
        if (!text.n || text.n > BLOCK_MAX) continue;
        json_t *v = glean_json_read(text);
        if (!v) continue;
        err e = visit(w, v, (sv){NULL, 0});
        json_decref(v);
        if (e) return e;
    }
    return ERR_OK;
}

/* "reviewBody": "comment" in every review from `from` on: the template of the site was not filled in. What is left are
 * ratings. */
static void drop_unfilled(found *io, size_t from)
{
    enum { SAID_BYTES = 20 };
    size_t kept = from;
    if (io->n < from + 2 || !io->at[from].text.n || io->at[from].text.n > SAID_BYTES) return;
    for (size_t i = from + 1; i < io->n; i++)
        if (!sv_eq(io->at[i].text, io->at[from].text)) return;
    for (size_t i = from; i < io->n; i++) {
        io->at[i].text = (sv){NULL, 0};
        if (io->at[i].rating_max > 0) io->at[kept++] = io->at[i];
    }
    io->n = kept;
}

err structured_find(
    const harvest *h, const tree *t, const select_index *x, found *io, int64_t *ret_claimed)
{
    walk w = {.h = h,
        .io = io,
        .claimed = ret_claimed,
        .g = {.a = h->a, .x = x, .t = t, .base = h->p->url}};
    int blocks = 0;
    size_t from = io->n;
    err e = ERR_OK;
    for (xmlNode *n = html_first(t->root, GUMBO_TAG_SCRIPT); n && !e && blocks < BLOCKS_MAX;
         n = html_after(n, t->root, GUMBO_TAG_SCRIPT)) {
        if (sv_find(html_attr(n, "type"), SV("ld+json")) == SV_NPOS) continue;
        blocks++;
        e = block(&w, n);
    }
    drop_unfilled(io, from);
    from = io->n;
    json_t *markup = e ? NULL : structured_markup(&w.g);
    if (markup) e = visit(&w, markup, (sv){NULL, 0});
    json_decref(markup);
    drop_unfilled(io, from);
    return e;
}
