#include "parsers/extract.h"

#include "parsers/extract_in.h"

enum { SCORED_CHARS = 25, LEVELS = 5 };
/* When a part is widened: by how much more prose (more for a long one), of how few links, how much of it prose. */
static const double widen_gain = 0.3, widen_size = 2000, widen_links = 0.3, widen_prose = 0.5;

static double base_score(const el *e)
{
    double s = 0;
    switch ((int)html_tag(e->node)) {
    case GUMBO_TAG_DIV: s = 5; break;
    case GUMBO_TAG_ARTICLE: s = 12; break;
    case GUMBO_TAG_MAIN: s = 6; break;
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_BLOCKQUOTE: s = 3; break;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_ADDRESS: s = -3; break;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_TH: s = -5; break;
    default: break;
    }
    if (e->names & NAME_BODY)
        s += 40;
    else if (e->names & NAME_GOOD)
        s += 15;
    if (e->names & NAME_BAD) s -= 25;
    return s;
}

/* Each long block gives its weight to the elements above it, less the farther they are. */
static void spread_scores(els *s)
{
    for (size_t i = 0; i < s->n; i++) s->at[i].score = 0;
    for (size_t i = 1; i < s->n; i++) {
        const el *e = &s->at[i];
        if (e->own < SCORED_CHARS) continue;
        double plain = 1 - (double)e->own_linked / (double)e->own;
        double bonus = (double)e->own / 100;
        double w = (1 + (double)e->own_stops + (bonus < 3 ? bonus : 3)) * plain;
        bool flow = html_is(e->node, GUMBO_TAG_DIV) || html_is(e->node, GUMBO_TAG_TD) ||
                    html_is(e->node, GUMBO_TAG_ARTICLE) || html_is(e->node, GUMBO_TAG_SECTION);
        size_t j = flow ? i : e->up;
        for (int level = 0; level < LEVELS; level++, j = s->at[j].up) {
            s->at[j].score += level == 0 ? w : level == 1 ? w / 2 : w / (level * 3);
            if (j == 0) break;
        }
    }
}

static el *best(els *s)
{
    el *top = &s->at[0];
    double most = 0;
    for (size_t i = 1; i < s->n; i++) {
        el *e = &s->at[i];
        if (e->score <= 0 || !e->prose) continue;
        double v = (e->score + base_score(e)) * (1 - el_link_share(e));
        if (v > most) {
            most = v;
            top = e;
        }
    }
    return top;
}

/* The named body of the article, when it holds most of what the scores found. */
static el *named(els *s, el *top)
{
    el *ret = NULL;
    for (size_t i = 1; i < s->n; i++) {
        el *e = &s->at[i];
        if (!(e->names & NAME_BODY) || e->dropped) continue;
        if (e->prose * 10 < top->prose * 7) continue;
        if (!ret || e->prose > ret->prose) ret = e;
    }
    return ret;
}

static bool is_whole(const el *e)
{
    enum { ARTICLE_CHARS = 200 };
    return html_is(e->node, GUMBO_TAG_MAIN) ||
           (html_is(e->node, GUMBO_TAG_ARTICLE) && e->prose > ARTICLE_CHARS);
}

/* A part that leaves much prose of plain make beside it is too narrow: pages in sections, products, recipes. */
static el *widened(els *s, el *top)
{
    el *ret = top;
    for (el *up = top; up != s->at && !is_whole(up);) {
        up = &s->at[up->up];
        double had = (double)ret->prose, gain = (double)up->prose - had;
        double chars = (double)(up->chars - ret->chars),
               linked = (double)(up->linked - ret->linked);
        bool much = gain > (widen_gain + had / widen_size) * had;
        if (much && linked < widen_links * chars && gain > widen_prose * chars) ret = up;
    }
    return ret;
}

static err write_taken(arena *a, const els *s, unsigned without, doc *io)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    html_writer w = {.b = &b, .without = without};
    for (size_t i = 0; i < s->n; i++) {
        if (!s->at[i].taken) continue;
        html_write_break(&w);
        html_write(&w, s->at[i].node);
        i = s->at[i].end - 1;
    }
    if (b.e) return b.e;
    io->text = arena_sv(a, buf_sv(&b));
    return io->text.p ? ERR_OK : ERR_NOMEM;
}

/* When nearly all prose of the page was taken for comments, and they are few or the rest says nothing, it was the
 * article that was taken; as on a page with no comments but with paragraphs that look alike. */
static bool mistaken(const els *s, const doc *io, size_t prose_before)
{
    enum { LEAST_CHARS = 300, FEW = 3 };
    size_t left = s->at[0].prose, gone = prose_before - left;
    if (left >= LEAST_CHARS || gone < 4 * left + LEAST_CHARS) return false;
    size_t sure = 0;
    for (size_t i = 0; i < io->n_comments; i++) sure += io->comment[i].layer != LAYER_REPEATED;
    return io->n_comments <= FEW || !sure;
}

static void measure_all(els *s, size_t *ret_prose)
{
    els_measure(s);
    *ret_prose = s->at[0].prose;
    for (size_t i = 1; i < s->n; i++)
        if (html_marked(s->at[i].node, MARK_COMMENT)) s->at[i].dropped = true;
    els_measure(s);
}

err extract_article(arena *a, tree *t, doc *io)
{
    if (!t->body) return ERR_OK;
    els s;
    size_t prose;
    err e = els_make(a, t->body, &s);
    if (e) return e;
    measure_all(&s, &prose);
    if (mistaken(&s, io, prose)) {
        for (size_t i = 0; i < s.n; i++) html_clear_mark(s.at[i].node, MARK_COMMENT);
        for (size_t i = 0; i < s.n; i++) s.at[i].dropped = html_is_hidden(html_tag(s.at[i].node));
        els_measure(&s);
    }
    e = drop_said(a, &s, io);
    if (e) return e;
    els_measure(&s);
    prune_page(&s);
    els_measure(&s);
    spread_scores(&s);
    el *top = best(&s), *body = named(&s, top);
    if (body) top = body;
    top = widened(&s, top);
    prune_article(&s, top);
    top->taken = true;
    take_around(&s, top, io->title);
    e = write_taken(a, &s, MARK_COMMENT | MARK_DROP, io);
    if (e || io->text.n || io->n_comments) return e;
    s.at[0].taken = true; /* a page of odd shape: rather all of it than nothing */
    return write_taken(a, &s, 0, io);
}
