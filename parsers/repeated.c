#include "parsers/repeated.h"

#include "parsers/repeated_in.h"
#include "util/hash.h"
#include "util/map.h"

enum { GROUPS_MAX = 3000, ITEMS_MAX = 3000, CHECKED_MAX = 40 };

/* --- groups of one shape ------------------------------------------------------------------------------------ */

typedef struct group {
    sv shape;
    nodes node;
    uint32_t number; /* from 1 on; each of its elements has it, too */
} group;

static sv word(sv *rest)
{
    *rest = sv_trim(*rest);
    size_t n = 0;
    while (n < rest->n && !sv_space(rest->p[n])) n++;
    sv w = sv_sub(*rest, 0, n);
    *rest = sv_sub(*rest, n, SV_NPOS);
    return w;
}

/* Words that tell neighbours apart, not kinds: "odd", "level-2", "comment-77". */
static bool passing(sv w)
{
    static const sv words[] = {SV_INIT("odd"), SV_INIT("even"), SV_INIT("alt"), SV_INIT("first"),
        SV_INIT("last"), SV_INIT("parent"), SV_INIT("active"), SV_INIT("reply"), SV_INIT("child"),
        SV_INIT("has-children")};
    for (size_t i = 0; i < w.n; i++)
        if (w.p[i] >= '0' && w.p[i] <= '9') return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sv_ieq(w, words[i])) return true;
    return false;
}

/* Tag and classes of an element into b; where it has none, what it is a child of. */
static void shape_of(const xmlNode *n, buf *b)
{
    sv classes = html_class(n);
    buf_reset(b);
    buf_puts(b, (const char *)n->name);
    for (sv w = word(&classes); w.n; w = word(&classes)) {
        if (passing(w)) continue;
        buf_putc(b, '.');
        buf_put(b, w);
    }
    const xmlNode *up = n->parent;
    if ((b->n && memchr(b->p, '.', b->n)) || !up || up->type != XML_ELEMENT_NODE || !up->parent ||
        up->parent->type != XML_ELEMENT_NODE)
        return;
    buf_putc(b, '<');
    buf_puts(b, (const char *)up->name);
    buf_putc(b, '#');
    buf_put(b, html_id(up));
    buf_putc(b, '.');
    buf_put(b, html_class(up));
}

static bool may_be_item(const xmlNode *n)
{
    switch ((int)html_tag(n)) {
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_P: return n->children != NULL;
    default: return false;
    }
}

static err collect(arena *a, const tree *t, group *groups, size_t *n)
{
    map by_shape = MAP_INIT(a);
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (xmlNode *e = t->root; e; e = html_next(e, t->root)) {
        if (e->type != XML_ELEMENT_NODE) continue;
        html_el_of(e)->group = 0;
        if (!may_be_item(e)) continue;
        shape_of(e, &b);
        if (b.e) return b.e;
        group *g = map_get(&by_shape, buf_sv(&b));
        if (!g) {
            if (*n >= GROUPS_MAX) continue;
            g = &groups[(*n)++];
            *g = (group){.shape = arena_sv(a, buf_sv(&b)), .number = (uint32_t)*n};
            err er = g->shape.p ? map_put(&by_shape, g->shape, g) : ERR_NOMEM;
            if (er) return er;
        }
        if (g->node.n >= ITEMS_MAX) continue;
        xmlNode **slot = VEC_PUSH(a, &g->node);
        if (!slot) return ERR_NOMEM;
        *slot = e;
        html_el_of(e)->group = g->number;
    }
    return ERR_OK;
}

/* --- words that say "comments" ------------------------------------------------------------------------------ */

bool repeated_says(sv s)
{
    static const unsigned char next[256] = {['c'] = 'o', /* the two letters that words begin with */
        ['r'] = 'e',
        ['n'] = 'a',
        ['d'] = 'i',
        ['f'] = 'e',
        ['t'] = 'e',
        ['o'] = 'p',
        ['g'] = 'u',
        ['k'] = 'o',
        ['b'] = 'e',
        ['a'] = 'v',
        [0xD8] = 0xAF,
        [0xD9] = 1}; /* several */
    static const char *const words[] = {"comment", "review", "nazar", "didgah", "feedback",
        "testimonial", "opinion", "guestbook", "دیدگاه", "نظر", "پاسخ", "reply", "replies",
        "discussion", "kommentar", "bewertung", "rezension", "commentaire", "avis"};
    for (size_t k = 0; k < s.n; k++) {
        char first = sv_lower(s.p[k]);
        unsigned char second = next[(unsigned char)first];
        if (!second || k + 1 >= s.n) continue;
        if (second != 1 && (unsigned char)sv_lower(s.p[k + 1]) != second) continue;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (words[i][0] == first && sv_istarts(sv_sub(s, k, SV_NPOS), sv_c(words[i])))
                return true;
    }
    return false;
}

static bool named(const xmlNode *n)
{
    return repeated_says(html_id(n)) || repeated_says(html_class(n)) ||
           repeated_says(html_attr(n, "itemprop")) || repeated_says(html_attr(n, "aria-label"));
}

/* A heading in front of the list, on its level or up to three above. */
static bool headed(arena *a, const xmlNode *n)
{
    for (int up = 0; n && n->type == XML_ELEMENT_NODE && up < 4; n = n->parent, up++) {
        int seen = 0;
        for (const xmlNode *p = n->prev; p && seen < 4; p = p->prev) {
            if (p->type != XML_ELEMENT_NODE) continue;
            seen++;
            const xmlNode *h = html_is_heading(html_tag(p)) ? p : NULL;
            for (int tag = GUMBO_TAG_H2; !h && tag <= GUMBO_TAG_H5; tag++)
                h = html_first(p, (GumboTag)tag);
            sv line = h ? html_line(a, h) : html_line(a, p);
            if (line.n && line.n < 160 && repeated_says(line)) return true;
            if (h) return false;
        }
    }
    return false;
}

static bool hinted(arena *a, const group *g)
{
    const xmlNode *n = g->node.at[0];
    for (int up = 0; n && n->type == XML_ELEMENT_NODE && up < 4; n = n->parent, up++) {
        if (html_is(n, GUMBO_TAG_BODY) || html_is(n, GUMBO_TAG_MAIN)) break;
        if (named(n)) return true;
    }
    return headed(a, g->node.at[0]);
}

/* --- choosing ----------------------------------------------------------------------------------------------- */

typedef struct count {
    size_t n, /* 0: no comments, whatever the rest of the group says */
        dates, names, prose, teasers, crowds, same; /* same: the author of the one before */
    size_t bytes, all;                              /* of prose, of everything */
} count;

/* Whether score() says 0 whatever the elements that are left to look at hold. */
static bool hopeless(const count *c, size_t left, bool hint)
{
    double n = (double)(c->n + left), most = (double)left;
    if (((double)c->prose + most) / n < 0.6 || (double)c->teasers / n > 0.3) return true;
    if (hint) return false;
    return c->teasers || ((double)c->dates + most) / n < 0.9 || ((double)c->names + most) / n < 0.9;
}

static err measure(repeated *r, const group *g, count *c)
{
    *c = (count){0};
    sv before = {NULL, 0};
    size_t step = g->node.n / CHECKED_MAX + 1, all = (g->node.n + step - 1) / step;
    for (size_t i = 0; i < g->node.n; i += step) {
        repeated_item it;
        err e = repeated_read(r, g->node.at[i], &it);
        if (e) return e;
        c->n++;
        c->dates += it.date.precision != WHEN_NONE;
        c->names += it.author.n > 0;
        c->same += it.author.n && sv_eq(it.author, before);
        before = it.author;
        c->prose += it.text.n >= 8;
        c->teasers += it.teaser;
        c->crowds += it.n_dates > 2;
        c->bytes += it.text.n;
        c->all += it.bytes;
        if (hopeless(c, all - c->n, r->hinted)) {
            c->n = 0;
            break;
        }
    }
    return ERR_OK;
}

/* 0: no comments. */
static double score(const count *c, bool hint)
{
    double n = (double)c->n, dates = (double)c->dates / n, names = (double)c->names / n,
           prose = (double)c->prose / n, teasers = (double)c->teasers / n;
    if (c->n <= 3 && (dates < 0.5 || names < 0.5)) return 0;
    if (c->crowds * 2 > c->n) return 0;
    if (prose < 0.6 || teasers > 0.3 || c->bytes / c->n < 8) return 0;
    if (hint ? dates < 0.5 && names < 0.7
             : c->n < 3 || c->same + 1 >= c->n || dates < 0.9 || names < 0.9 || teasers > 0 ||
                   c->bytes / c->n < 60)
        return 0;
    double small =
        1 + 100.0 / (100.0 + (double)c->all / n); /* the box itself, not the one around it */
    double words = 0.5 + 0.5 * (c->bytes / c->n < 60 ? (double)c->bytes / n / 60 : 1);
    return words * small * (dates * 2 + names + prose) * (hint ? 2 : 1) *
           (1 + 0.05 * (n > 20 ? 20 : n));
}

/* Items that hold other items of the group only, such as a list in a list, are no comments; nested replies are. */
static err best_group(repeated *r, const tree *t, group **ret, bool *ret_hint)
{
    group *groups = ARENA_NEW(r->g.a, group, GROUPS_MAX);
    size_t n = 0;
    double best = 0;
    if (!groups) return ERR_NOMEM;
    err e = collect(r->g.a, t, groups, &n);
    for (size_t i = 0; i < n && !e; i++) {
        group *g = &groups[i];
        if (g->node.n < 2 && !named(g->node.at[0])) continue;
        bool hint = hinted(r->g.a, g);
        if (!hint && g->node.n < 3) continue;
        count c;
        r->g.items = &g->node;
        r->group = g->number;
        r->hinted = hint;
        e = measure(r, g, &c);
        double s = e || !c.n ? 0 : score(&c, hint);
        if (s > best) best = s, *ret = g, *ret_hint = hint;
    }
    return e;
}

static err put_item(
    const repeated *r, const repeated_item *it, sv id, sv parent, bool owner, found *io)
{
    draft d = {.layer = LAYER_REPEATED};
    d.v[RF_ID] = id, d.v[RF_PARENT] = parent, d.v[RF_TEXT] = it->text, d.v[RF_AUTHOR] = it->author;
    d.v[RF_DATE] = it->date.raw, d.v[RF_RATING] = it->rating;
    if (owner) d.v[RF_OWNER] = SV("owner");
    size_t n = io->n;
    err e = harvest_finish(r->h, &d, io);
    if (!e && io->n > n) io->at[n].date = it->date, io->at[n].confidence = 0.6F;
    return e;
}

/* «پاسخ مدیر», "Response from the owner": who it is, without the word in front. */
static sv who_answers(sv author)
{
    static const sv words[] = {SV_INIT("پاسخ "), SV_INIT("جواب "), SV_INIT("response from "),
        SV_INIT("reply from "), SV_INIT("answer from "), SV_INIT("reply by ")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sv_istarts(author, words[i])) return sv_trim(sv_sub(author, words[i].n, SV_NPOS));
    return author;
}

/* The answer in the box of an item. */
static err put_answer(repeated *r, const repeated_item *of, sv id, found *io)
{
    union {
        const xmlNode *in;
        xmlNode *out;
    } u = {.in = of->answer};
    repeated_item it;
    err e = repeated_read(r, u.out, &it);
    if (e || !it.text.n) return e;
    sv head = it.author.n ? it.author : sv_sub(it.text, 0, 80);
    it.author = who_answers(it.author);
    return put_item(r, &it, it.id, id, repeated_by_owner(of->answer, head), io);
}

/* A number for what has none, so that its answer can name it. */
static sv number_of(const repeated *r, const repeated_item *it)
{
    if (it->id.n || !it->answer) return it->id;
    return arena_printf(r->g.a, "h%016llx", (unsigned long long)hash64(it->text));
}

static err emit(repeated *r, const group *g, found *io)
{
    r->g.items = &g->node;
    r->group = g->number;
    sv *id = ARENA_NEW(r->g.a, sv, g->node.n + 1), parent;
    if (!id) return ERR_NOMEM;
    for (size_t i = 0; i < g->node.n; i++) {
        repeated_item it;
        err e = repeated_read(r, g->node.at[i], &it);
        if (e) return e;
        html_set_mark(g->node.at[i], MARK_COMMENT);
        id[i] = number_of(r, &it);
        parent = (sv){NULL, 0};
        for (size_t k = i; k-- > 0;) /* the nearest one around it */
            if (repeated_inside(g->node.at[i], g->node.at[k])) {
                parent = id[k];
                break;
            }
        if (!it.text.n || it.teaser) continue;
        size_t before = io->n;
        e = put_item(r, &it, id[i], parent, false, io);
        if (!e && it.answer && io->n > before) e = put_answer(r, &it, id[i], io);
        if (e) return e;
    }
    return ERR_OK;
}

err repeated_find(const harvest *h, const tree *t, const select_index *x, found *io)
{
    repeated r = {.h = h, .g = {.a = h->a, .x = x, .t = t, .base = h->p->url}};
    group *g = NULL;
    bool hint = false;
    err e = best_group(&r, t, &g, &hint);
    r.hinted = hint;
    return e || !g ? e : emit(&r, g, io);
}
