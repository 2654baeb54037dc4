#include "analyzers/analyze.h"

#include <dirent.h>
#include <stdlib.h>

#include "analyzers/analyzer.h"
#include "analyzers/learn.h"
#include "text/money.h"
#include "util/file.h"
#include "util/hash.h"
#include "util/share.h"

/* RULES: raise it when code changes what is found in a text, so that stores are read anew. */
enum { FILE_MAX = 16 << 20, FILES_MAX = 64, ANALYZER_MAX = 256 << 20, RULES = 2 };

/* Of a score, by the list alone and with the model, which is sure of smaller ones. SURE_ALONE: of the model's margin
 * where no word of the list stands: such a comment is mostly a statement, and neutral; one that asks or asks for
 * something is so even more. */
static const float VERDICT_LIST = 0.45f, VERDICT = 0.1f, SILENT = 0.2f, SURE_ALONE = 1.25f,
                   SURE_ASKED = 2.2f, MODEL_SHARE = 0.6f;

/* A model that has seen few comments has smaller margins. */
enum { FEW_LEARNED = 2000 };
static const float FEW_SHARE = 0.8f;

static void digest_add(analyzer *z, sv data)
{
    z->digest = (uint64_t)hash_id2((int64_t)(z->digest >> 1), data);
}

static void set_version(analyzer *z)
{
    (void)snprintf(z->version, sizeof z->version, "%016llx", (unsigned long long)z->digest);
}

static err taxonomy_to_cue(void *ctx, int target, sv text, bool weak)
{
    cues *c = ctx;
    const cue q = {.kind = CUE_CATEGORY,
        .target = target,
        .aspect = ASPECT_NONE,
        .label = -1,
        .weak = weak,
        .text = text};
    err e = cues_add(c, &q);
    return e == ERR_FORMAT ? ERR_OK : e; /* a cue of punctuation only */
}

static err load_taxonomy(analyzer *z, const char *dir, note *reterr)
{
    sv path = arena_printf(&z->a, "%s/taxonomy.json", dir), text;
    if (!path.p) return ERR_NOMEM;
    err e = file_load(&z->a, path.p, FILE_MAX, &text, reterr);
    if (!e) e = taxonomy_parse(&z->a, text, &z->t, reterr);
    if (!e) e = cues_init(&z->cues, &z->a, z->t);
    if (!e) e = taxonomy_each_cue(z->t, taxonomy_to_cue, &z->cues);
    if (!e) digest_add(z, text);
    return e;
}

static int is_tsv(const struct dirent *d)
{
    sv name = sv_c(d->d_name);
    return name.n > 4 && name.p[0] != '.' && sv_ends(name, SV(".tsv"));
}

static err load_file(analyzer *z, const char *dir, const char *name, note *reterr)
{
    sv path = arena_printf(&z->a, "%s/%s", dir, name), text;
    if (!path.p) return ERR_NOMEM;
    err e = file_load(&z->a, path.p, FILE_MAX, &text, reterr);
    if (!e) e = cues_read(&z->cues, text, path.p, reterr);
    if (!e) digest_add(z, text);
    return e;
}

/* All .tsv files in the order of their names, so that the version does not depend on the file system. */
static err load_folder(analyzer *z, const char *dir, note *reterr)
{
    struct dirent **list = NULL;
    int n = scandir(dir, &list, is_tsv, alphasort);
    err e = ERR_OK;
    for (int i = 0; i < n; i++) {
        if (!e && i < FILES_MAX) e = load_file(z, dir, list[i]->d_name, reterr);
        free(list[i]);
    }
    free(list);
    return e;
}

static err open_all(analyzer *z, const char *dir, const char *extra, note *reterr)
{
    char found[SHARE_PATH_BYTES];
    if (!dir) {
        err e = share_find("taxonomy", found, reterr);
        if (e) return e;
        dir = found;
    }
    err e = load_taxonomy(z, dir, reterr);
    if (!e) e = load_folder(z, dir, reterr);
    if (!e && extra) e = load_folder(z, extra, reterr);
    if (!e) e = cues_build(&z->cues);
    if (!e && z->lx) digest_add(z, lexicon_version(z->lx));
    set_version(z);
    return e;
}

err analyzer_open(
    const char *dir, const char *extra, const lexicon *lx, analyzer **ret, note *reterr)
{
    analyzer *z = calloc(1, sizeof *z);
    if (!z) return ERR_NOMEM;
    z->a = ARENA_INIT(ANALYZER_MAX);
    z->lx = lx;
    z->digest = RULES;
    err e = open_all(z, dir, extra, reterr);
    if (e) {
        analyzer_close(z);
        return e;
    }
    *ret = z;
    return ERR_OK;
}

void analyzer_close(analyzer *z)
{
    if (!z) return;
    cues_clear(&z->cues);
    arena_clear(&z->a);
    free(z);
}

sv analyzer_version(const analyzer *z) { return (sv){z->version, 16}; }

const taxonomy *analyzer_taxonomy(const analyzer *z) { return z->t; }

err analyzer_each_cue(const analyzer *z, int i, taxonomy_cue *each, void *ctx)
{
    for (size_t k = 0; k < z->cues.at.n; k++) {
        const struct cue *c = &z->cues.at.at[k];
        if (c->kind != CUE_CATEGORY || c->target != i) continue;
        if (k && c->text.p == c[-1].text.p) continue; /* another way of the same rule */
        err e = each(ctx, i, c->text, c->weak);
        if (e) return e;
    }
    return ERR_OK;
}

/* The shipped cues do not matter here: only which categories there are. */
static err check(analyzer *z, sv text, const char *name, note *reterr)
{
    char dir[SHARE_PATH_BYTES];
    err e = share_find("taxonomy", dir, reterr);
    if (!e) e = load_taxonomy(z, dir, reterr);
    return e ? e : cues_read(&z->cues, text, name, reterr);
}

err analyzer_check(sv text, const char *name, note *reterr)
{
    analyzer *z = calloc(1, sizeof *z);
    if (!z) return ERR_NOMEM;
    z->a = ARENA_INIT(ANALYZER_MAX);
    err e = check(z, text, name, reterr);
    analyzer_close(z);
    return e;
}

err analyzer_use_model(analyzer *z, sv body)
{
    sv copy = arena_sv(&z->a, body);
    if (!copy.p) return ERR_NOMEM;
    err e = model_open(copy, &z->model);
    if (e) return e;
    z->has_model = true;
    digest_add(z, body);
    set_version(z);
    return ERR_OK;
}

float analyzer_weigh(const analyzer *z, float list, bool asks, const features *f)
{
    float margin = model_margin(&z->model, f), least = asks ? SURE_ASKED : SURE_ALONE;
    if (z->model.learned_from < FEW_LEARNED) least *= FEW_SHARE;
    bool silent = list <= SILENT && list >= -SILENT;
    return !silent || margin >= least || margin <= -least ? model_mix(list, margin, MODEL_SHARE)
                                                          : list;
}

int analyzer_polarity(const analyzer *z, float score)
{
    const float least = z->has_model ? VERDICT : VERDICT_LIST;
    return score > least ? 1 : score < -least ? -1 : 0;
}

static err ask_model(scene *s, const analyzer *z)
{
    features f;
    err e = model_features(s->a, &s->w, &f);
    if (!e) s->score = analyzer_weigh(z, s->score, s->asks, &f);
    return e;
}

/* What was paid or asked, in toman, beside the category that a sum is named. */
static err put_amounts(scene *s, const lexicon *lx)
{
    moneys m;
    if (!scene_has(s, FINDING_CATEGORY, SV("beh.spend_amount"))) return ERR_OK;
    err e = money_of_tokens(s->a, lx, s->raw, &s->t, &m);
    for (size_t i = 0; i < m.n && !e; i++) {
        if (m.at[i].unit != MONEY_TOMAN || m.at[i].from >= m.at[i].to) continue;
        int at = taxonomy_find(s->cues->t, SV("beh.spend_amount"));
        finding *f = scene_put(s, FINDING_VALUE, taxonomy_at(s->cues->t, at)->id, 0, 0);
        if (!f) return ERR_NOMEM;
        f->from = m.at[i].from;
        f->to = m.at[i].to;
        f->value = (m.at[i].lo + m.at[i].hi) / 2;
        f->label = SV("toman");
        f->score = m.at[i].guessed ? 0.6f : 0.9f;
        f->rule = SV("money");
        break; /* one sum a comment: the first */
    }
    return e;
}

static err put_opinion(scene *s, const analyzer *z)
{
    finding *f = scene_put(s, FINDING_OPINION, SV("opinion"), 0, (uint32_t)s->w.n);
    if (!f) return ERR_NOMEM;
    float size = s->score < 0 ? -s->score : s->score;
    f->polarity = (int8_t)analyzer_polarity(z, s->score);
    f->score = size > 3 ? 1 : size / 3;
    f->rule = SV("list");
    return ERR_OK;
}

analyze_cache *analyze_cache_new(void)
{
    analyze_cache *k = calloc(1, sizeof *k);
    if (!k) return NULL;
    k->tokens = token_cache_new();
    k->words = word_cache_new(k->tokens);
    if (k->tokens && k->words) return k;
    analyze_cache_free(k);
    return NULL;
}

void analyze_cache_free(analyze_cache *k)
{
    if (!k) return;
    token_cache_free(k->tokens);
    word_cache_free(k->words);
    free(k);
}

err analyzer_run(scene *s, const analyzer *z, const analyze_cache *k, findings *ret)
{
    err e = scene_read(s, z->lx, k);
    if (!e) e = scene_feelings(s);
    if (!e) e = scene_categories(s);
    if (!e) e = scene_aspects(s);
    if (!e) e = scene_needs(s);
    if (!e) e = put_amounts(s, z->lx);
    if (e) return e;
    scene_weigh(s);
    scene_settle(s);
    if (z->has_model) e = ask_model(s, z);
    if (!e) e = put_opinion(s, z);
    if (e) return e;
    *ret = (findings){s->out.at, s->out.n};
    return ERR_OK;
}

err analyze_comment(arena *a, const analyzer *z, sv text, findings *ret)
{
    return analyze_cached(a, z, NULL, text, ret);
}

err analyze_cached(arena *a, const analyzer *z, analyze_cache *k, sv text, findings *ret)
{
    scene s = {.a = a, .cues = &z->cues, .raw = text};
    return analyzer_run(&s, z, k, ret);
}

err analyze_offer(arena *a, const analyzer *z, sv text, findings *ret)
{
    scene s = {.a = a, .cues = &z->cues, .raw = text, .seen = CLASS_OFFER};
    err e = scene_read(&s, z->lx, NULL);
    if (!e) e = scene_offers(&s);
    if (!e) *ret = (findings){s.out.at, s.out.n};
    return e;
}

err analyze_explained(arena *a, const analyzer *z, sv text, findings *ret, misses *ret_misses)
{
    scene s = {.a = a, .cues = &z->cues, .raw = text};
    err e = analyzer_run(&s, z, NULL, ret);
    return e ? e : scene_misses(&s, ret_misses);
}
