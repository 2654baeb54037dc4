/* Comments that were found in the structured data of a page stand in its text as well: found there by what they say. */
#include "parsers/extract_in.h"
#include "parsers/meta_in.h"

enum { KEY_BYTES = 120, KEY_LEAST = 16, TEXT_BYTES = 400, COMPANY = 120 };

/* The first letters of a text, without blanks and marks. */
static sv key_of(arena *a, sv text)
{
    char out[KEY_BYTES];
    size_t n = 0;
    for (size_t i = 0; i < text.n && n < sizeof out; i++)
        if ((text.p[i] & 0x80) || (sv_lower(text.p[i]) >= 'a' && sv_lower(text.p[i]) <= 'z'))
            out[n++] = text.p[i];
    return n < KEY_LEAST ? (sv){NULL, 0} : arena_sv(a, (sv){out, n});
}

static err learn(arena *a, const doc *d, map *said)
{
    for (size_t i = 0; i < d->n_comments; i++) {
        const doc_comment *c = &d->comment[i];
        bool beside = c->kind == COMMENT_COMMENT || c->kind == COMMENT_REVIEW ||
                      c->kind == COMMENT_OWNER_REPLY;
        if (c->layer != LAYER_STRUCTURED || !beside)
            continue; /* others are marked, or the page's own text */
        sv key = key_of(a, sv_sub(c->text, 0, TEXT_BYTES));
        err e = key.n && !map_get(said, key) ? map_put(said, key, &d->comment[i]) : ERR_OK;
        if (e) return e;
    }
    return ERR_OK;
}

/* The item around a comment's text: as far up as little else comes with it. */
static el *item_of(els *s, el *e)
{
    while (e->up && s->at[e->up].chars <= 2 * e->chars + COMPANY &&
           !html_is(s->at[e->up].node, GUMBO_TAG_MAIN) &&
           !html_is(s->at[e->up].node, GUMBO_TAG_ARTICLE))
        e = &s->at[e->up];
    return e;
}

/* What holds all of them, when it holds little else: the list with its heading. */
static void drop_list(els *s, size_t first, size_t last, size_t chars)
{
    size_t at = first;
    while (at && s->at[at].end <= last) at = s->at[at].up;
    el *list = &s->at[at];
    if (!at || list->chars > 2 * chars + COMPANY) return;
    els_drop(s, list);
}

err drop_said(arena *a, els *s, const doc *d)
{
    map said = MAP_INIT(a);
    char room[TEXT_BYTES];
    size_t first = 0, last = 0, chars = 0, n = 0;
    err e = learn(a, d, &said);
    for (size_t i = 1; !e && d->n_comments && i < s->n; i++) {
        el *b = &s->at[i];
        if (b->dropped || b->own < KEY_LEAST / 2 || html_is_heading(html_tag(b->node))) continue;
        sv key = key_of(a, el_text(b, room, sizeof room));
        if (!key.n || !map_get(&said, key)) continue;
        el *item = item_of(s, b);
        if (!n++) first = (size_t)(item - s->at);
        last = (size_t)(item - s->at);
        chars += item->chars;
        els_drop(s, item);
        i = item->end > i ? item->end - 1 : i;
    }
    if (n > 1) drop_list(s, first, last, chars);
    return e;
}
