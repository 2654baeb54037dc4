#include "parsers/comments.h"

#include "parsers/links.h"
#include "parsers/repeated.h"
#include "parsers/state.h"
#include "parsers/structured.h"
#include "parsers/weave.h"

/* What the layers share while one page is read. */
typedef struct layers {
    arena *a;
    const tree *t;
    const page *p;
    const parse_opts *o;
    doc *io;
    select_index *x;
    when_base base;
    found all;
    bool whole; /* a recipe read the thread or channel that the page is: nothing else adds to it */
} layers;

static harvest harvest_of(const layers *l, const recipe *r)
{
    return (harvest){
        .a = l->a, .r = r, .p = l->p, .d = l->io, .base = l->base, .only = harvest_only(l->o)};
}

/* A list of the tree's CSS that is written here, compiled at each use: short and rare. */
static err css_nodes(layers *l, const char *css, nodes *io)
{
    css_list s;
    err e = css_parse(l->a, sv_c(css), &s, NULL);
    return e ? e : select_all(l->a, l->x, l->t->root, &s, io);
}

static xmlNode *css_first(layers *l, const char *css)
{
    css_list s;
    return css_parse(l->a, sv_c(css), &s, NULL) ? NULL : select_first(l->x, l->t->root, &s);
}

/* --- what a recipe says beyond its items -------------------------------------------------------------------- */

static err pages(layers *l, const picks *p, link_kind kind)
{
    glean g = {.a = l->a, .x = l->x, .t = l->t, .base = l->p->url};
    for (size_t i = 0; i < p->n; i++) {
        if (p->at[i].from != PICK_CSS) continue;
        nodes n = {0};
        err e = select_all(l->a, l->x, l->t->root, &p->at[i].css, &n);
        for (size_t k = 0; k < n.n && k < 100 && !e; k++) {
            sv href = html_attr(n.at[k], "href");
            const picks one = {.at = &p->at[i], .n = 1};
            if (p->at[i].n_filters) e = glean_html(&g, n.at[k], &one, &href, NULL);
            href = links_resolve(l->a, l->p->url, href);
            if (!e && href.n) e = links_add(l->a, l->io, (doc_link){.href = href, .kind = kind});
        }
        if (e) return e;
    }
    return ERR_OK;
}

static bool holds_article(const xmlNode *n)
{
    return html_first(n, GUMBO_TAG_H1) || html_is(n, GUMBO_TAG_BODY) || html_is(n, GUMBO_TAG_MAIN);
}

static err regions(layers *l, const picks *p)
{
    for (size_t i = 0; i < p->n; i++) {
        nodes n = {0};
        err e = select_all(l->a, l->x, l->t->root, &p->at[i].css, &n);
        if (e) return e;
        for (size_t k = 0; k < n.n; k++)
            if (!holds_article(n.at[k])) html_set_mark(n.at[k], MARK_COMMENT);
    }
    return ERR_OK;
}

static err claimed(layers *l, const picks *p)
{
    glean g = {.a = l->a, .x = l->x, .t = l->t, .base = l->p->url};
    sv v, n = {NULL, 0};
    err e = glean_html(&g, l->t->root, p, &v, NULL);
    if (!e && v.n) n = glean_number(l->a, v, true);
    double d = n.n ? strtod(n.p, NULL) : -1;
    if (d >= 0 && d < 1e7 && (int64_t)d > l->io->claimed) l->io->claimed = (int64_t)d;
    return e;
}

static err around(layers *l, const recipe *r)
{
    err e = pages(l, &r->field[RF_PAGES], LINK_NEXT);
    if (!e) e = pages(l, &r->field[RF_API], LINK_API);
    if (!e) e = claimed(l, &r->field[RF_CLAIMED]);
    if (!e && !r->main_text) e = regions(l, &r->field[RF_REGION]);
    if (r->platform.n) l->io->platform = r->platform.p;
    return e;
}

/* --- layers ------------------------------------------------------------------------------------------------- */

static err by_recipes(layers *l, const recipe_set *s, recipe_origin origin, bool *done)
{
    for (size_t i = 0; s && i < s->n && !*done; i++) {
        const recipe *r = &s->at[i];
        harvest h = harvest_of(l, r);
        if (r->kind != RECIPE_HTML || r->origin != origin || !harvest_wants(r, h.only)) continue;
        if (!harvest_html_fits(&h, l->t, l->x)) continue;
        h.r = r = recipe_whole(r);
        found more = {0};
        err e = harvest_html(&h, l->t, l->x, &more);
        if (!e && (more.n || r->stop_empty || !l->io->platform)) e = around(l, r);
        if (!e) e = weave(l->a, &l->all, &more);
        if (e) return e;
        *done = more.n > 0 || r->stop_empty;
        l->whole = *done && r->main_text;
    }
    return ERR_OK;
}

static err by_structure(layers *l)
{
    found more = {0};
    harvest h = harvest_of(l, NULL);
    int64_t count = -1;
    err e = structured_find(&h, l->t, l->x, &more, &count);
    if (!e) e = l->whole ? weave_fill(l->a, &l->all, &more) : weave(l->a, &l->all, &more);
    if (count > l->io->claimed) l->io->claimed = count;
    return e;
}

static err by_state(layers *l)
{
    found more = {0};
    harvest h = harvest_of(l, NULL);
    err e = state_find(&h, l->t, l->o->recipes, &more);
    return e ? e : weave(l->a, &l->all, &more);
}

/* Whether there is more than ratings. */
static bool says_anything(const found *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->at[i].text.n) return true;
    return false;
}

static err by_repetition(layers *l)
{
    found more = {0};
    harvest h = harvest_of(l, NULL);
    err e = repeated_find(&h, l->t, l->x, &more);
    if (e) return e;
    return l->all.n ? weave_fill(l->a, &l->all, &more) : weave(l->a, &l->all, &more);
}

/* --- what the page says about its comments ------------------------------------------------------------------ */

static void outside(layers *l)
{
    static const char *const widgets =
        "#disqus_thread, .fb-comments, .giscus, .utterances, #commento, #hyvor-talk-view, "
        ".vuukle-comments, "
        "#vuukle-comments, #remark42, #cusdis_thread, #isso-thread, #coral_thread, "
        "#livefyre-comments, "
        "[data-spotim-module], #intensedebate-comments, [data-spot-im-class], "
        "script[src*=\"disqus.com/embed\"], script[src*=\"utteranc.es\"], "
        "script[src*=\"giscus.app\"], "
        "script[src*=\"spot.im\"], script[src*=\"commento\"]";
    static const char *const forms =
        "#commentform, .comment-form, form[action*=\"comment\"], form[id*=\"comment\"], "
        "form[class*=\"comment\"], "
        "#review_form, textarea[name*=\"comment\" i], textarea[id*=\"comment\" i]";
    l->io->comments_external = css_first(l, widgets) != NULL;
    l->io->comments_open = css_first(l, forms) != NULL;
}

static err mark_forms(layers *l)
{
    nodes n = {0};
    err e = css_nodes(l,
        "#respond, .comment-respond, #commentform, #disqus_thread, .fb-comments, "
        "#review_form_wrapper",
        &n);
    for (size_t i = 0; i < n.n && !e; i++)
        if (!holds_article(n.at[i])) html_set_mark(n.at[i], MARK_COMMENT);
    return e;
}

/* «۴۱ دیدگاه», "41 comments" in a heading of the comments. */
static err heading(layers *l)
{
    static const char *const words[] = {"omment", "دیدگاه", "نظر", "eview", "ommentar", "ntwort",
        "esponse", "eaktion", "eply", "eplies", "پاسخ", "thoughts"};
    nodes n = {0};
    err e = css_nodes(l,
        ".comments-title, #comments-title, .comments-heading, .comment-title, .comments-count, "
        "#comments h2, "
        "#comments h3, #comments h4, .woocommerce-Reviews-title",
        &n);
    for (size_t i = 0; i < n.n && i < 10 && !e && l->io->claimed < 0; i++) {
        sv line = html_line(l->a, n.at[i]);
        bool about = false;
        for (size_t k = 0; k < sizeof words / sizeof *words && !about; k++)
            about = sv_find(line, sv_c(words[k])) != SV_NPOS;
        sv number = about && line.n < 400 ? glean_number(l->a, line, false) : (sv){NULL, 0};
        double d = number.n ? strtod(number.p, NULL) : -1;
        if (d >= 0 && d < 1e6) l->io->claimed = (int64_t)d;
    }
    return e;
}

static const char *why_fewer(const doc *d)
{
    if (d->claimed <= (int64_t)d->n_comments) return d->stopped;
    if (d->n_comments == 0 && d->comments_external) return "comments are on another site";
    for (size_t i = 0; i < d->n_links; i++)
        if (d->link[i].kind == LINK_NEXT || d->link[i].kind == LINK_API)
            return "more pages of comments";
    return "the page shows fewer than it counts";
}

static void hand_over(doc *io, found *all)
{
    weave_parents(all);
    io->comment = all->at;
    io->n_comments = all->n;
    io->stopped = why_fewer(io);
}

/* End points that a WordPress page announces: link[rel="https://api.w.org/"]. */
static err announced(layers *l)
{
    xmlNode *n = css_first(l, "link[rel=\"https://api.w.org/\"]");
    xmlNode *post =
        n ? css_first(l, "link[rel=\"alternate\"][type=\"application/json\"][href*=\"/posts/\"], "
                         "link[rel=\"alternate\"][type=\"application/json\"][href*=\"/pages/\"]")
          : NULL;
    sv api = n ? links_resolve(l->a, l->p->url, html_attr(n, "href")) : (sv){NULL, 0};
    if (!api.n) return ERR_OK;
    sv id = post ? html_attr(post, "href") : (sv){NULL, 0};
    size_t digits = 0;
    while (digits < id.n && id.p[id.n - 1 - digits] >= '0' && id.p[id.n - 1 - digits] <= '9')
        digits++;
    bool query = memchr(api.p, '?', api.n) != NULL;
    sv url = arena_printf(l->a, "%.*s%swp/v2/comments%cper_page=100&orderby=id&order=asc%s%.*s",
        SV_FMT(api), sv_ends(api, SV("/")) || query ? "" : "/", query ? '&' : '?',
        digits ? "&post=" : "", SV_FMT(sv_sub(id, id.n - digits, digits)));
    return url.p ? links_add(l->a, l->io, (doc_link){.href = url, .kind = LINK_API}) : ERR_NOMEM;
}

/* Recipes of the user that read a script of the page go before those of platforms. */
static bool has_scripts(const recipe_set *s)
{
    for (size_t i = 0; s && i < s->n; i++)
        if (s->at[i].field[RF_SCRIPT].n && s->at[i].origin == RECIPE_OF_USER) return true;
    return false;
}

err comments_find(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io)
{
    layers l = {.a = a, .t = t, .p = p, .o = o, .io = io, .base = harvest_base(p, o, io)};
    bool done = false;
    err e = select_index_make(a, t->root, &l.x);
    if (!e) outside(&l);
    if (!e) e = by_recipes(&l, o->recipes, RECIPE_OF_USER, &done);
    if (!e && !done && has_scripts(o->recipes)) e = by_state(&l);
    if (!e) e = by_recipes(&l, recipe_default(), RECIPE_BUILT_IN, &done);
    if (!e) e = by_structure(&l);
    if (!e && !l.all.n && !done) e = by_state(&l);
    if (!e && !says_anything(&l.all) && !done) e = by_repetition(&l);
    if (!e) e = mark_forms(&l);
    if (!e) e = heading(&l);
    if (!e) e = announced(&l);
    if (!e) hand_over(io, &l.all);
    return e;
}

/* --- JSON --------------------------------------------------------------------------------------------------- */

err comments_json(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io)
{
    json_t *root = glean_json_read(utf8);
    if (!root) {
        io->stopped = "the JSON cannot be read";
        return ERR_OK;
    }
    found all = {0};
    harvest h = {.a = a, .p = p, .d = io, .base = harvest_base(p, o, io), .only = harvest_only(o)};
    err e = state_value(&h, root, o->recipes, io, &all);
    if (!e) hand_over(io, &all);
    json_decref(root);
    return e;
}
