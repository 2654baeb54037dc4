#include "analyzers/model.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

enum { EACH_MIN = 40, TEXT_MAX = 4000, BODY_HEAD = 32, ROUNDS = 3, AVERAGED = 2, PARTS = 4 };

/* RATE: length of the first step; LOOSE: what mistakes cost against large weights. */
static const double RATE = 4, LOOSE = 2, BIAS_SHARE = 0.1;

static const float LIST_SHARE = 0.5f;
static const char magic[8] = "BKLM001";

/* Up to TEXT_MAX letters: words with a blank between, which is code 127. */
static size_t letters_of(const words *w, uint8_t *ret)
{
    size_t n = 0;
    ret[n++] = 127;
    for (size_t i = 0; i < w->n && n + MATCH_WORD_MAX + 1 < TEXT_MAX; i++) {
        memcpy(ret + n, w->at[i].form, w->at[i].n_form);
        n += w->at[i].n_form;
        ret[n++] = 127;
    }
    return n;
}

static uint64_t mix(uint64_t h, uint8_t c) { return (h ^ c) * 0x100000001B3ull; }

static uint16_t bucket(uint64_t h) { return (uint16_t)((h * 0x9E3779B97F4A7C15ull) >> 48); }

static size_t letter_grams(const uint8_t *t, size_t n, uint16_t *ret)
{
    size_t i = 0, k = 0;
    const uint64_t seed = 0xCBF29CE484222325ull;
    for (; i + 5 <= n; i++, k += 3) {
        uint64_t h = mix(mix(mix(seed, t[i]), t[i + 1]), t[i + 2]);
        ret[k] = bucket(h + 2);
        h = mix(h, t[i + 3]);
        ret[k + 1] = bucket(h + 3);
        ret[k + 2] = bucket(mix(h, t[i + 4]) + 4);
    }
    for (; i + 3 <= n; i++) {
        uint64_t h = mix(mix(seed, t[i]), t[i + 1]);
        for (size_t j = 2; i + j < n; j++) ret[k++] = bucket((h = mix(h, t[i + j])) + j);
    }
    return k;
}

static size_t word_grams(const words *w, uint16_t *ret)
{
    size_t k = 0;
    uint64_t last = 0;
    for (size_t i = 0; i < w->n; i++) {
        uint64_t h = 0x84222325CBF29CE4ull;
        for (size_t j = 0; j < w->at[i].n_form; j++) h = mix(h, w->at[i].form[j]);
        ret[k++] = bucket(h);
        if (i) ret[k++] = bucket(h * 31 + last);
        last = h;
    }
    return k;
}

err model_features(arena *a, const words *w, features *ret)
{
    uint8_t text[TEXT_MAX];
    size_t n = letters_of(w, text), k = 0;
    uint16_t *at = arena_raw(a, (n * 3 + w->n * 2 + 1) * sizeof *at);
    if (!at) return ERR_NOMEM;
    k = letter_grams(text, n, at);
    k += word_grams(w, at + k);
    *ret = (features){at, k};
    return ERR_OK;
}

float model_margin(const linear_model *m, const features *f)
{
    int32_t sum = 0;
    for (size_t i = 0; i < f->n; i++) sum += m->weight[f->at[i]];
    return f->n ? m->bias + m->scale * (float)sum / sqrtf((float)f->n) : m->bias;
}

float model_mix(float list, float margin, float share)
{
    list = list > 4 ? 4 : list < -4 ? -4 : list;
    margin = margin > 3 ? 3 : margin < -3 ? -3 : margin;
    return LIST_SHARE * list + share * margin;
}

err model_open(sv body, linear_model *ret)
{
    if (body.n != MODEL_BODY_BYTES || memcmp(body.p, magic, sizeof magic) != 0) return ERR_FORMAT;
    memcpy(&ret->bias, body.p + 8, sizeof ret->bias);
    memcpy(&ret->scale, body.p + 12, sizeof ret->scale);
    memcpy(&ret->learned_from, body.p + 16, sizeof ret->learned_from);
    ret->weight = (const int8_t *)body.p + BODY_HEAD;
    return isfinite(ret->bias) && isfinite(ret->scale) ? ERR_OK : ERR_FORMAT;
}

/* What training keeps: weights as `w × size`, so that shrinking all of them is one product. */
typedef struct trainer {
    const features *f;
    const int8_t *label;
    const float *cost; /* of a mistake on a good and on a bad example */
    float *w, *sum;    /* [MODEL_BUCKETS]; sum: of the last rounds */
    double size, bias, bias_sum, pull;
    uint32_t *order;
    size_t n, seen;
} trainer;

static void shuffle(uint32_t *order, size_t n, uint64_t seed)
{
    for (size_t i = n; i > 1; i--) {
        seed = seed * 6364136223846793005ull + 1442695040888963407ull;
        size_t k = (size_t)((seed >> 33) % i);
        uint32_t swap = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swap;
    }
}

/* One step down the slope of the logistic loss of example i. */
static void learn_one(trainer *t, size_t i)
{
    const features *x = &t->f[i];
    float sum = 0, unit = x->n ? 1 / sqrtf((float)x->n) : 0, part[PARTS] = {0};
    size_t whole = x->n / PARTS * PARTS;
    for (size_t k = 0; k < whole; k += PARTS) /* sums that do not wait for each other */
        for (size_t p = 0; p < PARTS; p++) part[p] += t->w[x->at[k + p]];
    for (size_t k = whole; k < x->n; k++) sum += t->w[x->at[k]];
    for (size_t p = 0; p < PARTS; p++) sum += part[p];
    double y = t->label[i], d = (double)(sum * unit) * t->size + t->bias;
    double rate = RATE / (1 + RATE * t->pull * (double)t->seen++);
    t->size *= 1 - rate * t->pull;
    double step = rate * y * (double)t->cost[y < 0] / (1 + exp(y * d));
    float each = (float)(step / t->size) * unit;
    for (size_t k = 0; k < x->n; k++) t->w[x->at[k]] += each;
    t->bias += BIAS_SHARE * step;
}

static void learn_rounds(trainer *t)
{
    for (int round = 0; round < ROUNDS; round++) {
        shuffle(t->order, t->n, (uint64_t)round + 1);
        for (size_t i = 0; i < t->n; i++) learn_one(t, t->order[i]);
        if (round < ROUNDS - AVERAGED) continue;
        for (int i = 0; i < MODEL_BUCKETS; i++) t->sum[i] += t->w[i] * (float)(t->size / AVERAGED);
        t->bias_sum += t->bias / AVERAGED;
    }
}

static void write_body(const trainer *t, buf *ret)
{
    float top = 1e-9f;
    for (int i = 0; i < MODEL_BUCKETS; i++) top = fmaxf(top, fabsf(t->sum[i]));
    float bias = (float)t->bias_sum, scale = top / 127;
    uint32_t learned = (uint32_t)t->n;
    char head[BODY_HEAD] = {0};
    memcpy(head, magic, sizeof magic);
    memcpy(head + 8, &bias, sizeof bias);
    memcpy(head + 12, &scale, sizeof scale);
    memcpy(head + 16, &learned, sizeof learned);
    buf_put(ret, (sv){head, sizeof head});
    for (int i = 0; i < MODEL_BUCKETS; i++)
        buf_putc(ret, (char)(int8_t)lrintf(t->sum[i] / top * 127));
}

err model_train(const features *f, const int8_t *label, size_t n, buf *ret)
{
    size_t count[2] = {0, 0};
    for (size_t i = 0; i < n; i++) count[label[i] < 0]++;
    if (count[0] < EACH_MIN || count[1] < EACH_MIN || n > INT_MAX) return ERR_LIMIT;
    const float cost[] = {(float)n / 2 / (float)count[0], (float)n / 2 / (float)count[1]};
    trainer t = {.f = f, .label = label, .cost = cost, .n = n, .size = 1};
    t.pull = 1 / (LOOSE * (double)n);
    t.w = calloc(MODEL_BUCKETS, sizeof *t.w);
    t.sum = calloc(MODEL_BUCKETS, sizeof *t.sum);
    t.order = calloc(n, sizeof *t.order);
    err e = t.w && t.sum && t.order ? ERR_OK : ERR_NOMEM;
    for (size_t i = 0; i < n && !e; i++) t.order[i] = (uint32_t)i;
    if (!e) learn_rounds(&t);
    if (!e) write_body(&t, ret);
    free(t.w);
    free(t.sum);
    free(t.order);
    return e ? e : ret->e;
}
