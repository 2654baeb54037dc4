#include "parsers/weave.h"

#include "util/map.h"

enum { LETTERS = 160, SAME_MIN = 40, STEPS_MAX = 200 };

/* The first letters of a text, without blanks, punctuation and case, for comparing. */
typedef struct letters {
    char p[LETTERS];
    size_t n;
} letters;

static bool is_letter(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static letters letters_of(sv s)
{
    letters l = {.n = 0};
    for (size_t i = 0; i < s.n && l.n < LETTERS; i++) {
        if (sv_starts(sv_sub(s, i, 3), SV("\xE2\x80")) &&
            i + 2 < s.n) { /* quotes, dashes, joiners */
            i += 2;
            continue;
        }
        if (sv_starts(sv_sub(s, i, 2), SV("\xC2\xA0")))
            i++;
        else if (is_letter((unsigned char)s.p[i]))
            l.p[l.n++] = sv_lower(s.p[i]);
    }
    return l;
}

static bool same_text(const letters *a, const letters *b)
{
    size_t n = a->n < b->n ? a->n : b->n, most = a->n > b->n ? a->n : b->n;
    return (n == most || n >= SAME_MIN) && memcmp(a->p, b->p, n) == 0;
}

static bool same_day(const when *a, const when *b)
{
    if (a->precision == WHEN_NONE || b->precision == WHEN_NONE) return true;
    int64_t d = a->at_ms - b->at_ms;
    return d < 86400000LL && d > -86400000LL;
}

static bool same_name(sv a, sv b) { return !a.n || !b.n || sv_ieq(a, b); }

static bool is_number(sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

static bool same(const doc_comment *a, const doc_comment *b, const letters *la, const letters *lb)
{
    if (a->id.n && b->id.n && sv_eq(a->id, b->id)) return true;
    /* two ids of one kind tell two comments apart */
    if (a->id.n && b->id.n && (a->layer == b->layer || (is_number(a->id) && is_number(b->id))))
        return false;
    if (!same_name(a->author, b->author) || !same_day(&a->date, &b->date)) return false;
    if (!la->n && !lb->n)
        return a->author.n && b->author.n && a->rating_max > 0 && a->rating >= b->rating &&
               a->rating <= b->rating;
    if (!la->n || !lb->n) /* the rating of what is said elsewhere */
        return a->author.n && b->author.n && a->date.precision != WHEN_NONE &&
               b->date.precision != WHEN_NONE && (a->rating_max > 0 || b->rating_max > 0);
    return same_text(la, lb);
}

static void fill(doc_comment *to, const doc_comment *from)
{
    if (!to->id.n) to->id = from->id;
    if (!to->parent.n) to->parent = from->parent;
    if (!to->author.n) to->author = from->author;
    if (!to->author_id.n) to->author_id = from->author_id;
    if (!to->url.n) to->url = from->url;
    bool exact = from->date.zoned && !to->date.zoned && from->date.precision >= to->date.precision;
    if (from->date.precision > to->date.precision || exact) to->date = from->date;
    if (!(to->rating_max > 0)) to->rating = from->rating, to->rating_max = from->rating_max;
    if (to->likes < 0) to->likes = from->likes;
    if (!to->text.n) to->text = from->text;
    if (to->kind == COMMENT_COMMENT) to->kind = from->kind;
}

/* Where to look for a comment that may be the same: by id, and by the first letters of the text. */
typedef struct chain {
    size_t at; /* index of the comment */
    struct chain *next;
} chain;

typedef struct finder {
    arena *a;
    map ids, texts;
    letters *l;
} finder;

static err note_under(finder *x, map *m, sv key, size_t at)
{
    chain *c = ARENA_NEW(x->a, chain, 1);
    sv own = c ? arena_sv(x->a, key) : (sv){NULL, 0};
    if (!own.p) return ERR_NOMEM;
    chain *first = map_get(m, own);
    *c = (chain){.at = at};
    if (!first) return map_put(m, own, c);
    c->next = first->next;
    first->next = c;
    return ERR_OK;
}

static sv start_of(const letters *l) { return (sv){l->p, l->n < SAME_MIN ? l->n : SAME_MIN}; }

static err add_to(finder *x, const doc_comment *c, size_t at)
{
    err e = c->id.n ? note_under(x, &x->ids, c->id, at) : ERR_OK;
    return e ? e : note_under(x, &x->texts, start_of(&x->l[at]), at);
}

/* The first comment of `io` that is the same as c, or NULL. */
static doc_comment *find_same(
    const finder *x, const found *io, const doc_comment *c, const letters *l)
{
    const chain *lists[] = {c->id.n ? map_get(&x->ids, c->id) : NULL,
        map_get(&x->texts, start_of(l)), map_get(&x->texts, SV(""))};
    for (int i = 0; i < 3; i++) {
        int steps = 0;
        for (const chain *at = lists[i]; at && steps < STEPS_MAX; at = at->next, steps++)
            if (same(&io->at[at->at], c, &x->l[at->at], l)) return &io->at[at->at];
    }
    return NULL;
}

static err put_together(arena *a, found *io, const found *more, bool add)
{
    finder x = {.a = a,
        .ids = MAP_INIT(a),
        .texts = MAP_INIT(a),
        .l = ARENA_NEW(a, letters, io->n + more->n + 1)};
    map moved = MAP_INIT(a); /* ids of `more` that became ids of io */
    const size_t had = io->n;
    err e = x.l ? ERR_OK : ERR_NOMEM;
    for (size_t i = 0; i < had && !e; i++) {
        x.l[i] = letters_of(io->at[i].text);
        e = add_to(&x, &io->at[i], i);
    }
    for (size_t i = 0; i < more->n && !e; i++) {
        doc_comment c = more->at[i];
        const letters mine = letters_of(c.text);
        const sv *parent = c.parent.n ? map_get(&moved, c.parent) : NULL;
        if (parent) c.parent = *parent;
        doc_comment *old = find_same(&x, io, &c, &mine);
        if (old) {
            fill(old, &c);
            if (c.id.n && old->id.n && !sv_eq(c.id, old->id)) e = map_put(&moved, c.id, &old->id);
            continue;
        }
        doc_comment *slot = add ? VEC_PUSH(a, io) : NULL;
        if (!slot && add) return ERR_NOMEM;
        if (!slot) continue;
        *slot = c;
        x.l[io->n - 1] = mine;
        e = add_to(&x, slot, io->n - 1);
    }
    return e;
}

err weave(arena *a, found *io, const found *more) { return put_together(a, io, more, true); }

err weave_fill(arena *a, found *io, const found *more) { return put_together(a, io, more, false); }

/* The made-up id of a thing that has none (structured.c). */
static bool is_made_up(sv id)
{
    if (id.n != 17 || id.p[0] != 'h') return false;
    for (size_t i = 1; i < id.n; i++)
        if (!((id.p[i] >= '0' && id.p[i] <= '9') || (id.p[i] >= 'a' && id.p[i] <= 'f')))
            return false;
    return true;
}

static bool has_id(const found *all, sv id)
{
    for (size_t i = 0; i < all->n; i++)
        if (sv_eq(all->at[i].id, id)) return true;
    return false;
}

void weave_parents(found *io)
{
    for (size_t i = 0; i < io->n; i++) {
        doc_comment *c = &io->at[i];
        if (sv_eq(c->parent, c->id) || sv_eq(c->parent, SV("0"))) c->parent = (sv){NULL, 0};
        if (is_made_up(c->parent) && !has_id(io, c->parent)) c->parent = (sv){NULL, 0};
    }
}
