#include "parsers/extract_in.h"

enum { PROSE_CHARS = 60, KEPT_SHIFT = sizeof(uintptr_t) * 4 };

#define KEPT_MAX (((uintptr_t)1 << KEPT_SHIFT) - 1)

el *els_of(const xmlNode *n) { return n && n->type == XML_ELEMENT_NODE ? n->psvi : NULL; }

err els_make(arena *a, xmlNode *body, els *ret)
{
    size_t n = 0;
    for (xmlNode *m = body; m; m = html_next(m, body)) n += m->type == XML_ELEMENT_NODE;
    el *at = ARENA_NEW(a, el, n);
    if (!at) return ERR_NOMEM;
    size_t i = 0;
    names_seen seen = {.bits = MAP_INIT(a)};
    for (xmlNode *m = body; m; m = html_next(m, body)) {
        if (m->type != XML_ELEMENT_NODE) continue;
        const el *up = m == body ? NULL : els_of(m->parent);
        at[i] = (el){.node = m, .up = up ? (size_t)(up - at) : i, .names = names_of(m, &seen)};
        at[i].dropped = html_is_hidden(html_tag(m)) || html_marked(m, MARK_DROP);
        m->psvi = &at[i++];
    }
    for (i = n; i-- > 0;) {
        if (at[i].end < i + 1) at[i].end = i + 1;
        el *up = &at[at[i].up];
        if (up->end < at[i].end) up->end = at[i].end;
    }
    *ret = (els){at, n};
    return ERR_OK;
}

void els_drop(els *s, el *e)
{
    (void)s;
    e->dropped = true;
    html_set_mark(e->node, MARK_DROP);
}

static bool is_stop(sv s)
{
    switch ((unsigned char)s.p[0]) {
    case ',':
    case '.':
    case ';':
    case '!':
    case '?': return true;
    case 0xD8:
        return s.n > 1 && ((unsigned char)s.p[1] == 0x8C || (unsigned char)s.p[1] == 0x9B ||
                              (unsigned char)s.p[1] == 0x9F); /* ، ؛ ؟ */
    case 0xE3:
        return s.n > 2 && (unsigned char)s.p[1] == 0x80 &&
               ((unsigned char)s.p[2] == 0x81 || (unsigned char)s.p[2] == 0x82);
    case 0xEF: return s.n > 2 && (unsigned char)s.p[1] == 0xBC && (unsigned char)s.p[2] == 0x8C;
    default: return false;
    }
}

/* The bytes that a stop may begin with. */
static bool may_stop(unsigned char c) { return c < 0x40 || c == 0xD8 || c == 0xE3 || c == 0xEF; }

/* Letters (white space as one), and how many of them are punctuation. */
static void count(sv s, size_t *chars, size_t *stops)
{
    bool blank = true;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c & 0xC0) == 0x80) continue;
        if (!may_stop(c)) {
            ++*chars;
            blank = false;
            continue;
        }
        bool space = sv_space(s.p[i]);
        if (!(space && blank)) ++*chars;
        blank = space;
        *stops += is_stop(sv_sub(s, i, 3));
    }
    if (blank && *chars) --*chars;
}

/* count() of a text that is not blank; kept with the node, since every pass asks again. */
static void count_once(xmlNode *n, sv data, size_t *chars, size_t *stops)
{
    uintptr_t kept = (uintptr_t)n->psvi;
    size_t c = kept >> KEPT_SHIFT, p = kept & KEPT_MAX;
    if (!kept) {
        count(data, &c, &p);
        if (c <= KEPT_MAX &&
            p <= KEPT_MAX) /* NOLINTNEXTLINE(performance-no-int-to-ptr): never followed */
            n->psvi = (void *)((uintptr_t)c << KEPT_SHIFT | p);
    }
    *chars += c;
    *stops += p;
}

/* One pass down: text goes to the nearest block, a link above it is remembered. */
static void measure_own(els *s)
{
    size_t block = 0;
    xmlNode *body = s->at[0].node;
    for (xmlNode *n = body; n;) {
        el *e = els_of(n);
        if (e && e->dropped) {
            n = html_skip(n, body);
            continue;
        }
        sv data = html_data(n);
        if (data.n && (n->psvi || sv_trim(data).n)) {
            bool linked = false;
            const xmlNode *m = n->parent;
            for (; m != body && !html_is_block(html_tag(m)); m = m->parent)
                linked |= html_is(m, GUMBO_TAG_A);
            el *b = els_of(m);
            for (const xmlNode *k = m; !linked && k && k != body; k = k->parent) /* a card */
                linked = html_is(k, GUMBO_TAG_A);
            block = (size_t)(b - s->at);
            size_t chars = 0;
            count_once(n, data, &chars, &s->at[block].own_stops);
            s->at[block].own += chars;
            if (linked) s->at[block].own_linked += chars;
        }
        n = html_next(n, body);
    }
}

void els_measure(els *s)
{
    for (size_t i = 0; i < s->n; i++) {
        el *e = &s->at[i];
        e->own = e->own_linked = e->own_stops = 0;
        e->chars = e->linked = e->stops = e->prose = e->n_prose = 0;
    }
    if (!s->at[0].dropped) measure_own(s);
    for (size_t i = s->n; i-- > 0;) {
        el *e = &s->at[i], *up = &s->at[e->up];
        e->chars += e->own;
        e->linked += e->own_linked;
        e->stops += e->own_stops;
        if (e->own >= PROSE_CHARS && e->own_linked * 2 < e->own && e->own_stops) {
            e->prose += e->own - e->own_linked;
            e->n_prose++;
        }
        if (i == 0) break;
        up->chars += e->chars;
        up->linked += e->linked;
        up->stops += e->stops;
        up->prose += e->prose;
        up->n_prose += e->n_prose;
    }
}
