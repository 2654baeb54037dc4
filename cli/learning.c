#include "cli/learning.h"

#include "analyzers/learn.h"
#include "db/corpus.h"
#include "util/clock.h"
#include "util/hash.h"

enum { BATCH_BYTES = 64 << 20, BODY_BYTES = 4 << 20 };

static const sv model_name = SV_INIT("feeling");

static err gather(store *db, arena *a, learner *l, size_t *ret_read)
{
    int64_t after = -1;
    err e = ERR_OK;
    corpus_comments c = {NULL, 1};
    for (; c.n && !e && *ret_read < LEARN_MAX; arena_reset(a)) {
        e = corpus_batch(db, a, 0, after, &c);
        for (size_t i = 0; i < c.n && !e; i++) {
            after = c.at[i].id;
            if (!c.at[i].owner) e = learner_add(l, c.at[i].text, c.at[i].rating);
        }
        *ret_read += c.n;
    }
    return e;
}

static err keep(store *db, arena *a, const learner *l, sv rules, sv body)
{
    size_t rated, sure;
    int64_t id;
    learner_counts(l, &rated, &sure);
    sv digest = arena_printf(a, "%016llx", (unsigned long long)hash64(body));
    sv card = arena_printf(a,
        "good or bad, linear, 65536 hashed features, 8 bits each; trained on this project's own "
        "comments: %zu with "
        "stars, %zu about which the list of words was sure; no personal data",
        rated, sure);
    if (!digest.p || !card.p) return ERR_NOMEM;
    const corpus_model m = {model_name, rules, digest, card, body};
    return corpus_put_model(db, &m, clock_now_ms(), &id);
}

static err train_anew(store *db, arena *a, analyzer *z, sv rules)
{
    size_t read = 0;
    buf body = BUF_INIT(BODY_BYTES);
    learner *l = learner_new(z);
    err e = l ? gather(db, a, l, &read) : ERR_NOMEM;
    if (!e) e = read < LEARN_MIN ? ERR_LIMIT : learner_train(l, &body);
    if (!e) e = keep(db, a, l, rules, buf_sv(&body));
    if (!e) e = analyzer_use_model(z, buf_sv(&body));
    learner_free(l);
    buf_clear(&body);
    return e == ERR_LIMIT ? ERR_OK : e;
}

err learning_apply(store *db, analyzer *z, bool anew)
{
    arena a = ARENA_INIT(BATCH_BYTES);
    char name[17] = {0};
    memcpy(name, analyzer_version(z).p, sizeof name - 1);
    const sv rules = {name, sizeof name - 1};
    corpus_model m;
    err e = anew ? ERR_ABSENT : corpus_get_model(db, &a, model_name, rules, &m);
    if (!e)
        e = analyzer_use_model(z, m.body);
    else if (e == ERR_ABSENT)
        e = train_anew(db, &a, z, rules);
    arena_clear(&a);
    return e;
}
