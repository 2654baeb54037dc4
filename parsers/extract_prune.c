/* What is cut away: before the article is chosen, and inside it. */
#include "parsers/extract_in.h"

enum { JUNK_CHARS = 160 };

static bool is_prefix_tag(GumboTag tag)
{
    return tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_ASIDE || tag == GUMBO_TAG_FOOTER ||
           tag == GUMBO_TAG_MENU || tag == GUMBO_TAG_BUTTON || tag == GUMBO_TAG_FIGURE ||
           tag == GUMBO_TAG_FORM || tag == GUMBO_TAG_LABEL || tag == GUMBO_TAG_INPUT ||
           tag == GUMBO_TAG_FIGCAPTION;
}

static bool is_core(GumboTag tag)
{
    return tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_MAIN ||
           tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_P || tag == GUMBO_TAG_A ||
           tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_EM ||
           tag == GUMBO_TAG_I || html_is_heading(tag);
}

/* An element that holds much of the page's prose is not dropped for its name alone. */
static bool should_drop(const els *s, const el *e)
{
    GumboTag tag = html_tag(e->node);
    double share = s->at[0].prose ? (double)e->prose / (double)s->at[0].prose : 0;
    if (e->names & NAME_HIDDEN && tag != GUMBO_TAG_BODY) return share < 0.5;
    if (e->names & NAME_COMMENT && !is_core(tag)) return share < 0.6;
    if (is_prefix_tag(tag)) return share < 0.3;
    if (is_core(tag)) return false;
    if (e->names & NAME_BAD && !(e->names & NAME_BODY)) return share < 0.3;
    if (e->names & NAME_CAPTION && !(e->names & NAME_BODY)) return share < 0.2 && e->chars < 700;
    if (e->names & NAME_SMALL && !(e->names & NAME_BODY)) return share < 0.1 && e->chars < 250;
    return false;
}

void prune_page(els *s)
{
    for (size_t i = 1; i < s->n; i++) {
        el *e = &s->at[i];
        if (e->dropped || should_drop(s, e)) {
            els_drop(s, e);
            i = e->end - 1;
        }
    }
}

static bool is_link_list(const el *e)
{
    GumboTag tag = html_tag(e->node);
    double share = el_link_share(e);
    if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DL || tag == GUMBO_TAG_TABLE)
        return share > 0.6 && e->linked > 20;
    if (tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SECTION) return share > 0.6;
    if (tag == GUMBO_TAG_P || tag == GUMBO_TAG_SPAN) return share > 0.9 && e->chars > 5;
    return false;
}

static void drop_link_lists(els *s, const el *top)
{
    for (size_t i = (size_t)(top - s->at) + 1; i < top->end; i++) {
        el *e = &s->at[i];
        if (!e->dropped && !is_link_list(e)) continue;
        els_drop(s, e);
        i = e->end - 1;
    }
}

/* Paragraphs and headings that only lead elsewhere. */
static void drop_junk(els *s, const el *top)
{
    char room[4 * JUNK_CHARS];
    for (size_t i = (size_t)(top - s->at) + 1; i < top->end; i++) {
        el *e = &s->at[i];
        if (e->dropped) {
            i = e->end - 1;
            continue;
        }
        if (!e->chars || e->chars > JUNK_CHARS || !html_is_block(html_tag(e->node))) continue;
        if (!junk_line(el_text(e, room, sizeof room))) continue;
        els_drop(s, e);
        i = e->end - 1;
    }
}

/* A heading with nothing under it before the next one of its rank, or before the end. */
static void drop_lone_headings(els *s, const el *top)
{
    size_t first = (size_t)(top - s->at);
    GumboTag under = GUMBO_TAG_H1; /* the rank of what follows: end of article */
    bool text = false;
    for (size_t i = top->end; i-- > first + 1;) {
        el *e = &s->at[i];
        GumboTag tag = html_tag(e->node);
        bool gone = false;
        for (size_t j = i; j > first && !gone; j = s->at[j].up) gone = s->at[j].dropped;
        if (gone) continue;
        if (html_is_heading(tag)) {
            if (!text && under <= tag)
                els_drop(s, e);
            else
                under = tag;
            text = false;
            continue;
        }
        bool in_heading = false;
        for (size_t j = s->at[i].up; j > first && !in_heading; j = s->at[j].up)
            in_heading = html_is_heading(html_tag(s->at[j].node));
        if (e->own && !in_heading) text = true;
    }
}

void prune_article(els *s, el *top)
{
    drop_link_lists(s, top);
    drop_junk(s, top);
    els_measure(s);
    drop_lone_headings(s, top);
}
