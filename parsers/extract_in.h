/* extract_in.h - private to extract*.c: what is known of each element while the article is looked for. */
#ifndef PARSERS_EXTRACT_IN_H
#define PARSERS_EXTRACT_IN_H

#include "parsers/doc.h"
#include "parsers/html.h"
#include "util/map.h"

/* What class, id and role say; bits. */
enum name_bit {
    NAME_BODY = 1,    /* the text of an article: "entry-content", itemprop=articleBody */
    NAME_GOOD = 2,    /* "content", "post", "story": may be */
    NAME_BAD = 4,     /* sidebar, share bar, related stories ... : never article */
    NAME_COMMENT = 8, /* comments */
    NAME_HIDDEN = 16, /* not shown */
    NAME_SMALL = 32,  /* byline, caption, tags: dropped when short */
    NAME_CAPTION = 64 /* of a picture: dropped unless long */
};

typedef struct el {
    xmlNode *node;
    size_t up,
        end; /* index of the parent (itself for the top), of the first element after the subtree */
    size_t own, own_linked,
        own_stops; /* letters, letters in links, punctuation of the text right in it */
    size_t chars, linked, stops,
        prose;      /* of the whole subtree; prose: of its long blocks with few links */
    size_t n_prose; /* long blocks */
    double score;
    unsigned names;
    bool dropped, taken;
} el;

typedef struct els {
    el *at; /* in document order, 0 is <body> */
    size_t n;
} els;

/* All elements below body with their names. Fails with ERR_NOMEM. */
err els_make(arena *a, xmlNode *body, els *ret) MUST_USE;
/* Counts the text of what is not dropped. */
void els_measure(els *s);
el *els_of(const xmlNode *n);
/* Drops an element with all below it. */
void els_drop(els *s, el *e);

enum { NAMES_WORDS_MAX = 400 };

/* What was looked up on this page so far; begin with {.bits = MAP_INIT(a)}. */
typedef struct names_seen {
    map bits;            /* of a whole class attribute, plus one */
    uint16_t first[256]; /* by the letter after "-": a word's number plus one, 0 for none */
    uint16_t next[NAMES_WORDS_MAX];
    bool indexed;
} names_seen;
unsigned names_of(const xmlNode *n, names_seen *seen);

/* Drops what repeats a comment of d. Fails with ERR_NOMEM. */
err drop_said(arena *a, els *s, const doc *d) MUST_USE;

/* Drops what is no part of any article: by element, role, class. */
void prune_page(els *s);
/* Drops what stands between the paragraphs of the chosen part: link lists, "read also", headings left alone. */
void prune_article(els *s, el *top);
/* Whether a short text is one that sites put between paragraphs: "Read more: ...", «بیشتر بخوانید», "Advertisement". */
bool junk_line(sv text);

/* The text below an element as far as it fits into out. */
sv el_text(const el *e, char *out, size_t room);
/* The index of the heading that is the title (else the first h1 before top), or 0. */
size_t title_at(const els *s, const el *top, sv title);

/* Takes into the article what belongs to it outside of the chosen part: the lead under the title, parts beside it. */
void take_around(els *s, el *top, sv title);

static inline double el_link_share(const el *e)
{
    return e->chars ? (double)e->linked / (double)e->chars : 0;
}

#endif
