/* scene.h - private to analyzers/: one comment while it is being analysed, from words to findings. The steps in
 * the order they run: words, hits, feelings, categories, aspects, needs, opinion. */
#ifndef ANALYZERS_SCENE_H
#define ANALYZERS_SCENE_H

#include "analyzers/analyze.h"
#include "analyzers/words.h"

struct analyze_cache {
    token_cache *tokens;
    word_cache *words;
};

/* An evaluated feeling: negation, strength, wish and condition are in `weight`. */
typedef struct feeling {
    const cue *cue;
    uint32_t from, to; /* words */
    uint32_t upto;     /* word after the verb that negates it, or `to` */
    float weight;
    aspect aspect;
    bool used; /* judged an aspect */
    bool mute; /* asked for or supposed, not found: judges no aspect */
} feeling;

/* An aspect that is blamed: what the complaint is about. */
typedef struct blame {
    aspect aspect;
    int label;  /* need that the aspect word asks for, or -1 */
    bool whole; /* the verdict names nothing */
    uint32_t from, to;
} blame;

typedef struct scene {
    arena *a;
    const cues *cues;
    sv raw;
    tokens t;
    words w;
    hits h;
    uint32_t *class; /* word_class bits of each word */
    uint32_t seen;   /* all of them */
    bool
        media; /* it is about what is read or watched: words for that, and not fewer than for things */
    VEC(feeling) feeling;
    VEC(finding) out;
    VEC(blame) blame;
    float score; /* of the whole comment, from the list */
    bool asks;   /* something is asked or asked for */
} scene;

/* Words, hits and clauses. k: NULL is fine. */
err scene_read(scene *s, const lexicon *lx, const analyze_cache *k) MUST_USE;
err scene_feelings(scene *s) MUST_USE;
err scene_categories(scene *s) MUST_USE;
err scene_aspects(scene *s) MUST_USE;
err scene_needs(scene *s) MUST_USE;
/* Whether much of what a feeling of degree measures is good (+1) or bad (-1); 0: it measures nothing known. */
int scene_degree(const scene *s, const feeling *f);
/* Instead of the steps after scene_read(), for what we offer: the needs that it answers. */
err scene_offers(scene *s) MUST_USE;
/* A complaint found by its own cue blames its aspect, too: `said`, or that of the need when it is ASPECT_NONE. */
err scene_aspect_of_need(scene *s, sv need, aspect said, uint32_t from, uint32_t to) MUST_USE;
/* After the last step: the cues that are there and led to nothing. */
err scene_misses(const scene *s, misses *ret) MUST_USE;
/* Sets `asks`, and `score`: above 0 the list says good, below bad, 0 nothing. */
void scene_weigh(scene *s);
/* After it: an aspect that is both praised and blamed keeps the verdict that the comment as a whole gives. */
void scene_settle(scene *s);

/* A new finding whose evidence is the words from .. to-1; NULL when out of memory. */
finding *scene_put(scene *s, finding_kind kind, sv code, uint32_t from, uint32_t to);
/* Whether there is a finding of that kind and code; so far. */
const finding *scene_has(const scene *s, finding_kind kind, sv code);
/* First word and one past the last word of the clause of word i. */
uint32_t scene_clause_from(const scene *s, uint32_t i);
uint32_t scene_clause_to(const scene *s, uint32_t i);
/* An adjective with its verb, «خوبه», «عالیه»: what follows is said of something else. */
bool scene_complete(const scene *s, uint32_t i);
/* True when a negator stands within reach of the words (taxonomy rule N1); *ret_upto: one past it. */
bool scene_negated(const scene *s, uint32_t from, uint32_t to, uint32_t *ret_upto);
/* Whether word i is of one of these classes. */
static inline bool scene_class(const scene *s, uint32_t i, uint32_t bits)
{
    return (s->class[i] & bits) != 0;
}

#endif
