#include "parsers/weave.h"

enum { LETTERS = 160, SAME_MIN = 40 };

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
    return la->n && lb->n && same_text(la, lb);
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

static err put_together(arena *a, found *io, const found *more, bool add)
{
    size_t had = io->n;
    letters *l = ARENA_NEW(a, letters, io->n + more->n + 1);
    if (!l) return ERR_NOMEM;
    for (size_t i = 0; i < had; i++) l[i] = letters_of(io->at[i].text);
    for (size_t i = 0; i < more->n; i++) {
        letters mine = letters_of(more->at[i].text);
        size_t k = 0;
        while (k < io->n && !same(&io->at[k], &more->at[i], &l[k], &mine)) k++;
        if (k < io->n) {
            fill(&io->at[k], &more->at[i]);
            continue;
        }
        if (!add) continue;
        doc_comment *c = VEC_PUSH(a, io);
        if (!c) return ERR_NOMEM;
        *c = more->at[i];
        l[io->n - 1] = mine;
    }
    return ERR_OK;
}

err weave(arena *a, found *io, const found *more) { return put_together(a, io, more, true); }

err weave_fill(arena *a, found *io, const found *more) { return put_together(a, io, more, false); }

void weave_parents(found *io)
{
    for (size_t i = 0; i < io->n; i++) {
        doc_comment *c = &io->at[i];
        if (sv_eq(c->parent, c->id) || sv_eq(c->parent, SV("0"))) c->parent = (sv){NULL, 0};
    }
}
