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

#endif
