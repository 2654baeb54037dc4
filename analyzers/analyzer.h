/* analyzer.h - private to analyzers/: what an analyzer is made of. */
#ifndef ANALYZERS_ANALYZER_H
#define ANALYZERS_ANALYZER_H

#include "analyzers/analyze.h"
#include "analyzers/model.h"
#include "analyzers/scene.h"

struct analyzer {
    arena a;
    const lexicon *lx; /* borrowed */
    taxonomy *t;
    cues cues;
    uint64_t digest;
    char version[17];
    bool has_model;
    linear_model model; /* its weights are in `a` */
};

/* All findings of the comment in `s`, whose arena owns them. k: NULL is fine. */
err analyzer_run(scene *s, const analyzer *z, const analyze_cache *k, findings *ret) MUST_USE;
/* The score of a comment from that of the list; z has a model. Where the list says nothing the model, which knows
 * good and bad only, must be sure, or there is no verdict; the more so where something is asked. */
float analyzer_weigh(const analyzer *z, float list, bool asks, const features *f);
/* -1, 0, +1: what a score of `z` says; by the list of words alone it must be larger than with the model. */
int analyzer_polarity(const analyzer *z, float score);

#endif
