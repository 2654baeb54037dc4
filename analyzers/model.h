/* model.h - a hashed linear model of feeling: words 1-2-grams and letters 3-5-grams in 2^16 buckets, one signed
 * byte each. It is trained by the program on the user's own comments and never shipped. */
#ifndef ANALYZERS_MODEL_H
#define ANALYZERS_MODEL_H

#include <stdint.h>

#include "analyzers/match.h"
#include "util/buf.h"
#include "util/note.h"

enum { MODEL_BUCKETS = 1 << 16, MODEL_BODY_BYTES = 32 + MODEL_BUCKETS };

typedef struct linear_model {
    float bias, scale; /* margin = bias + scale × Σ weight / √features */
    uint32_t learned_from;
    const int8_t *weight; /* [MODEL_BUCKETS], borrowed from the body */
} linear_model;

/* The buckets of a comment's words; what is said twice is there twice. */
typedef struct features {
    const uint16_t *at;
    size_t n;
} features;

err model_features(arena *a, const words *w, features *ret) MUST_USE;
/* Above 0: good. */
float model_margin(const linear_model *m, const features *f);
/* The verdict of the list of words and the margin as one; share: how much the model has to say. */
float model_mix(float list, float margin, float share);
/* `body` as made by model_train; borrowed. ERR_FORMAT when it is none. */
err model_open(sv body, linear_model *ret) MUST_USE;
/*
 * f[i] with label[i] (+1, -1); both kinds weigh the same in all. The same input gives the same body, byte for byte.
 * ERR_LIMIT: too few of one kind to learn from.
 */
err model_train(const features *f, const int8_t *label, size_t n, buf *ret) MUST_USE;

#endif
