#include "analyzers/model.h"

#include <limits.h>
#include <linear.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#include "sonames.inc"
#include "util/late.h"

enum { EACH_MIN = 40, TEXT_MAX = 4000, BODY_HEAD = 32 };

static const float LIST_SHARE = 0.5f, MODEL_SHARE = 3;
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
    size_t k = 0;
    for (size_t i = 0; i + 3 <= n; i++) {
        uint64_t h = 0xCBF29CE484222325ull;
        for (size_t j = 0; j < 5 && i + j < n; j++) {
            h = mix(h, t[i + j]);
            if (j >= 2) ret[k++] = bucket(h + j);
        }
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
    uint16_t *at = arena_array(a, n * 3 + w->n * 2 + 1, sizeof *at);
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

float model_mix(float list, float margin)
{
    list = list > 4 ? 4 : list < -4 ? -4 : list;
    margin = margin > 3 ? 3 : margin < -3 ? -3 : margin;
    return LIST_SHARE * list + MODEL_SHARE * margin;
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

/* liblinear wants index-value lists that end with -1; a bias is a feature like the others. */
static struct feature_node **nodes_of(const features *f, size_t n, struct feature_node **ret_block)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++) total += f[i].n + 2;
    struct feature_node **row = calloc(n + 1, sizeof *row), *p = calloc(total + 1, sizeof *p);
    *ret_block = p;
    if (!row || !p) {
        free(row);
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        row[i] = p;
        double value = f[i].n ? 1 / sqrt((double)f[i].n) : 0;
        for (size_t k = 0; k < f[i].n; k++) *p++ = (struct feature_node){f[i].at[k] + 1, value};
        *p++ = (struct feature_node){MODEL_BUCKETS + 1, 1};
        *p++ = (struct feature_node){-1, 0};
    }
    return row;
}

/* liblinear, loaded when something is learned. */
#define LINEAR_CALLS(X)                                                                            \
    X(check_parameter) X(free_and_destroy_model) X(set_print_string_function) X(train)
static struct linear_calls {
    LINEAR_CALLS(LATE_POINTER)
} linear;

static err linear_loaded = ERR_OK;

static void load_linear(void)
{
    static const char *const names[] = {LINEAR_CALLS(LATE_NAME)};
    linear_loaded = late_load(SONAME_LINEAR, names, sizeof names / sizeof *names, &linear, NULL);
}

static void silent(const char *text) { (void)text; }

static void write_body(const struct model *m, uint32_t learned, buf *ret)
{
    double top = 1e-9, sign = m->label[0] == 1 ? 1 : -1;
    for (int i = 0; i < MODEL_BUCKETS; i++) top = fmax(top, fabs(m->w[i]));
    float bias = (float)(sign * m->w[MODEL_BUCKETS]), scale = (float)(top / 127);
    char head[BODY_HEAD] = {0};
    memcpy(head, magic, sizeof magic);
    memcpy(head + 8, &bias, sizeof bias);
    memcpy(head + 12, &scale, sizeof scale);
    memcpy(head + 16, &learned, sizeof learned);
    buf_put(ret, (sv){head, sizeof head});
    for (int i = 0; i < MODEL_BUCKETS; i++)
        buf_putc(ret, (char)(int8_t)lrint(sign * m->w[i] / top * 127));
}

static err fit(const struct problem *p, const size_t count[2], buf *ret)
{
    /* L2R_LR is a trust region Newton method: it draws no random numbers */
    int label[] = {1, -1};
    double all = (double)p->l, weight[] = {all / 2 / (double)count[0], all / 2 / (double)count[1]};
    struct parameter how = {.solver_type = L2R_LR,
        .eps = 0.02,
        .C = 2,
        .p = 0.1,
        .nr_weight = 2,
        .weight_label = label,
        .weight = weight};
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load_linear);
    if (linear_loaded) return linear_loaded;
    linear.set_print_string_function(silent);
    if (linear.check_parameter(p, &how)) return ERR_FORMAT;
    struct model *m = linear.train(p, &how);
    if (!m) return ERR_NOMEM;
    write_body(m, (uint32_t)p->l, ret);
    linear.free_and_destroy_model(&m);
    return ret->e;
}

err model_train(const features *f, const int8_t *label, size_t n, buf *ret)
{
    size_t count[2] = {0, 0};
    for (size_t i = 0; i < n; i++) count[label[i] < 0]++;
    if (count[0] < EACH_MIN || count[1] < EACH_MIN || n > INT_MAX) return ERR_LIMIT;
    struct feature_node *block = NULL;
    struct feature_node **row = nodes_of(f, n, &block);
    double *y = calloc(n, sizeof *y);
    err e = row && y ? ERR_OK : ERR_NOMEM;
    for (size_t i = 0; i < n && !e; i++) y[i] = label[i] < 0 ? -1 : 1;
    const struct problem p = {.l = (int)n, .n = MODEL_BUCKETS + 1, .y = y, .x = row, .bias = -1};
    if (!e) e = fit(&p, count, ret);
    free(y);
    free(row);
    free(block);
    return e;
}
