/* corpus_signals.c - hands out comments for analysis and stores what was found. */
#include <math.h>

#include "db/corpus.h"
#include "db/lite.h"
#include "util/hash.h"

err corpus_batch(store *s, arena *a, int64_t model_id, int64_t after, corpus_comments *ret)
{
    err e = ERR_OK;
    corpus_comment *c = ARENA_NEW(a, corpus_comment, CORPUS_BATCH);
    if (!c) return ERR_NOMEM;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT c.comment_id,c.text_hash,c.text,c.rating/c.rating_max,c.kind FROM comments c"
        " LEFT JOIN analyzed a USING(comment_id) WHERE c.comment_id>?1 AND c.text IS NOT NULL AND"
        " (?2=0 OR a.model_id IS NULL OR a.model_id<>?2 OR a.text_hash<>c.text_hash)"
        " ORDER BY c.comment_id LIMIT ?3",
        "iii", after, model_id, (int64_t)CORPUS_BATCH);
    size_t n = 0;
    while (n < CORPUS_BATCH && lite_step(s, q, &e)) {
        bool rated = sqlite3_column_type(q, 3) != SQLITE_NULL;
        c[n] = (corpus_comment){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1),
            arena_sv(a, lite_text(q, 2)), rated ? sqlite3_column_double(q, 3) : (double)NAN,
            sqlite3_column_int(q, 4) == COMMENT_OWNER_REPLY};
        if (!c[n++].text.p) e = ERR_NOMEM;
    }
    lite_end(q);
    *ret = (corpus_comments){c, n};
    return e;
}

/* The row of a label; the last few thousand are remembered. */
static err label_id(store *s, sv text, int64_t *ret)
{
    *ret = hash_id(text);
    int64_t *known = &s->label_cache[*ret % LITE_LABELS];
    if (*known == *ret) return ERR_OK;
    err e =
        lite_run(s, "INSERT INTO labels VALUES(?1,?2) ON CONFLICT DO NOTHING", "is", *ret, text);
    if (!e) *known = *ret;
    return e;
}

err corpus_put_findings(store *s, const corpus_comment *c, const findings *f, int64_t model_id)
{
    err e = lite_run(s, "DELETE FROM signals WHERE comment_id=?1", "i", c->id);
    for (size_t i = 0; i < f->n && !e; i++) {
        const finding *x = &f->at[i];
        int64_t label = 0;
        if (x->label.n) e = label_id(s, x->label, &label);
        if (e) break;
        e = lite_run(s,
            "INSERT INTO "
            "signals(comment_id,kind,category_id,from_byte,to_byte,need,polarity,label_id,"
            "value,score,rule,model_id) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"
            " ON CONFLICT DO NOTHING",
            "iiiiiiiIddsi", c->id, (int64_t)x->kind, hash_id(x->code), (int64_t)x->from,
            (int64_t)x->to, (int64_t)x->need, (int64_t)x->polarity, label,
            x->kind == FINDING_VALUE ? x->value : (double)NAN, (double)x->score,
            x->rule.p ? x->rule : SV(""), model_id);
    }
    if (e) return e;
    return lite_run(s,
        "INSERT INTO analyzed VALUES(?1,?2,?3) ON CONFLICT(comment_id) DO UPDATE SET"
        " model_id=excluded.model_id,text_hash=excluded.text_hash",
        "iii", c->id, model_id, c->text_hash);
}

static err drop_listed(store *s, bool labels, int64_t *ret_n)
{
    err e = lite_run(
        s, "DELETE FROM signals WHERE comment_id IN (SELECT comment_id FROM temp.stale)", "");
    if (!e)
        e = lite_run(
            s, "DELETE FROM analyzed WHERE comment_id IN (SELECT comment_id FROM temp.stale)", "");
    *ret_n = sqlite3_changes(s->db);
    if (e || (!labels && !*ret_n)) return e;
    return lite_run(s,
        "DELETE FROM labels WHERE label_id NOT IN (SELECT label_id FROM signals WHERE"
        " label_id IS NOT NULL)",
        "");
}

err corpus_drop_stale(store *s, bool labels, int64_t *ret_n)
{
    *ret_n = 0;
    err e = store_begin(s);
    if (e) return e;
    /* text past its retention cannot be read again: its findings stay with the model that made them. What was found
     * in a comment is stored together with its row in `analyzed`, which is the smaller table to look through. */
    e = lite_exec(s,
        "CREATE TEMP TABLE stale AS SELECT comment_id FROM comments WHERE gone_at IS NOT NULL UNION"
        " SELECT comment_id FROM analyzed a WHERE NOT EXISTS"
        "(SELECT 1 FROM comments c WHERE c.comment_id=a.comment_id)");
    if (!e) e = drop_listed(s, labels, ret_n);
    if (!e) e = lite_exec(s, "DROP TABLE temp.stale");
    if (!e) return store_commit(s);
    store_rollback(s);
    return e;
}
