#include "parsers/extract_in.h"
#include "parsers/meta_in.h"

enum { LEAD_CHARS = 30, TITLE_BYTES = 600, ABOVE_CHARS = 200 };

sv el_text(const el *e, char *out, size_t room)
{
    size_t n = 0;
    for (const xmlNode *m = html_next(e->node, e->node); m; m = html_next(m, e->node)) {
        sv d = html_data(m);
        if (d.n > room - n) d.n = room - n;
        if (d.n) memcpy(out + n, d.p, d.n);
        n += d.n;
    }
    return (sv){out, n};
}

size_t title_at(const els *s, const el *top, sv title)
{
    char room[TITLE_BYTES];
    size_t last = (size_t)(top - s->at), first_h1 = 0;
    for (size_t i = 1; i < s->n && i < top->end; i++) {
        GumboTag tag = html_tag(s->at[i].node);
        if (!html_is_heading(tag) || tag > GUMBO_TAG_H3) continue;
        if (title.n && meta_same(el_text(&s->at[i], room, sizeof room), title)) return i;
        if (tag == GUMBO_TAG_H1 && !first_h1 && i < last) first_h1 = i;
    }
    return first_h1;
}

static bool inside_dropped(const els *s, size_t i)
{
    for (;; i = s->at[i].up) {
        if (s->at[i].dropped) return true;
        if (i == s->at[i].up) return false;
    }
}

static bool is_prose(const el *e, size_t least)
{
    return e->own >= least && e->own_linked * 3 < e->own && (e->own_stops || e->own >= 2 * least);
}

/* The title is told elsewhere; what stands above it in the article is its address, section, date. */
static void drop_title(els *s, el *top, size_t at)
{
    size_t first = (size_t)(top - s->at);
    if (at <= first || at >= top->end) return;
    el *title = &s->at[at];
    size_t above = 0;
    for (size_t i = first + 1; i < at; i++)
        if (s->at[i].end <= at && !inside_dropped(s, i) && is_prose(&s->at[i], 2 * LEAD_CHARS))
            above += s->at[i].own;
    if (above > ABOVE_CHARS) return; /* a heading in the middle */
    for (size_t i = first + 1; i < at; i++)
        if (s->at[i].end <= at) els_drop(s, &s->at[i]);
    els_drop(s, title);
}

/* The same lead is often there twice, for two sizes of screen. */
static bool told_before(const els *s, size_t from, size_t i)
{
    char one[TITLE_BYTES], other[TITLE_BYTES];
    sv text = el_text(&s->at[i], one, sizeof one);
    for (size_t j = from; j < i; j++)
        if (s->at[j].taken && meta_same(el_text(&s->at[j], other, sizeof other), text)) return true;
    return false;
}

static void take_lead(els *s, el *top, size_t from)
{
    size_t to = (size_t)(top - s->at);
    if (!from) return;
    for (size_t i = s->at[from].end; i < to; i++) {
        el *e = &s->at[i];
        if (!is_prose(e, LEAD_CHARS) || inside_dropped(s, i) || e->end > to) continue;
        if (!told_before(s, from, i)) e->taken = true;
        i = e->end - 1;
    }
}

void take_around(els *s, el *top, sv title)
{
    size_t at = title_at(s, top, title);
    take_lead(s, top, at);
    drop_title(s, top, at);
}
