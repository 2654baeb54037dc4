/* taxonomy.h - the vocabulary of findings: categories in dimensions, read from seeds/taxonomy/taxonomy.json. A
 * user may add cues (see analyze.h), never a category of religion, ethnicity, health, sexuality or politics
 * of persons: PRIVACY duty 12, asserted by a test. */
#ifndef ANALYZERS_TAXONOMY_H
#define ANALYZERS_TAXONOMY_H

#include "util/arena.h"
#include "util/note.h"

typedef enum negation_rule {
    NEGATION_KEEPS,   /* N0: a topic; negation does not matter */
    NEGATION_CANCELS, /* N1: negated, it is no finding */
    NEGATION_TURNS    /* N2: negated, it is `opposite` */
} negation_rule;

typedef struct category {
    sv id, dimension; /* "need.quality", "need" */
    sv name_fa, name_en;
    sv definition_fa, definition_en;
    sv evidence; /* "E1" explicit .. "E4" computed */
    int tier; /* 1 explicit, 2 soft, 3 latent (groups only), 4 computed (never from one comment) */
    bool core;
    negation_rule negation;
    int opposite;             /* index for NEGATION_TURNS, else -1 */
    int number_lo, number_hi; /* range of <N>, both 0 when any number will do */
} category;

typedef struct taxonomy taxonomy;

/* Gets every cue of every category while the file is read. */
typedef err taxonomy_cue(void *ctx, int category, sv cue, bool weak);

/*
 * text   JSON; borrowed during the call.
 * a      owns the result.
 * cue    may be NULL.
 * Fails with ERR_FORMAT (not the promised structure) or ERR_NOMEM.
 */
err taxonomy_parse(arena *a, sv text, taxonomy **ret, note *reterr) MUST_USE;
/* Calls `cue` for each cue in the order of the file; stops at its first failure. */
err taxonomy_each_cue(const taxonomy *t, taxonomy_cue *cue, void *ctx) MUST_USE;

/*
 * A category of the user's own: `id` is DIMENSION.NAME in small Latin letters, digits and _, of a dimension that is
 * there, but not about who a person is (demo, pers) and not computed (segment). Negated, it is no finding.
 * a  owns copies. ERR_FORMAT: no such id, or it is there already.
 */
err taxonomy_add(arena *a, taxonomy *t, sv id, sv name_fa, sv name_en) MUST_USE;

int taxonomy_count(const taxonomy *t);
/* i from 0; never NULL inside the range. */
const category *taxonomy_at(const taxonomy *t, int i);
/* The index of `id`, or -1. */
int taxonomy_find(const taxonomy *t, sv id);

#endif
