#include "db/tally.h"

#include <math.h>
#include <stdio.h>

#include "db/lite.h"
#include "db/tally_in.h"
#include "parsers/doc.h"
#include "util/vec.h"

err tally_sources(store *s, arena *a, tally_source **ret, size_t *ret_n)
{
    VEC(tally_source) v = {0};
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e, "SELECT source_id,name FROM sources ORDER BY name", "");
    while (lite_step(s, q, &e)) {
        tally_source *t = VEC_PUSH(a, &v);
        if (t) *t = (tally_source){sqlite3_column_int64(q, 0), arena_sv(a, lite_text(q, 1))};
        if (!t || !t->name.p) e = ERR_NOMEM;
    }
    *ret = v.at;
    *ret_n = v.n;
    return e;
}

err tally_categories(store *s, arena *a, tally_category **ret, size_t *ret_n)
{
    VEC(tally_category) v = {0};
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT category_id,code,axis,label_fa,label_en,sensitive FROM categories ORDER BY code",
        "");
    while (lite_step(s, q, &e)) {
        tally_category *t = VEC_PUSH(a, &v);
        if (t)
            *t = (tally_category){sqlite3_column_int64(q, 0), arena_sv(a, lite_text(q, 1)),
                arena_sv(a, lite_text(q, 2)), arena_sv(a, lite_text(q, 3)),
                arena_sv(a, lite_text(q, 4)), sqlite3_column_int(q, 5) != 0};
        if (!t || !t->code.p || !t->axis.p || !t->label_fa.p || !t->label_en.p) e = ERR_NOMEM;
    }
    *ret = v.at;
    *ret_n = v.n;
    return e;
}

static tally_voice voice_of(sqlite3_stmt *q)
{
    return (tally_voice){.source_id = sqlite3_column_int64(q, 0),
        .author = sqlite3_column_int64(q, 1),
        .comment = sqlite3_column_int64(q, 2),
        .written_at = sqlite3_column_int(q, 4) >= WHEN_DAY ? sqlite3_column_int64(q, 3) : 0,
        .to_the_minute = sqlite3_column_int(q, 4) >= WHEN_MINUTE,
        .offset_min = sqlite3_column_int(q, 5),
        .category_id = sqlite3_column_int64(q, 6),
        .kind = (finding_kind)sqlite3_column_int(q, 7),
        .need = (need_type)sqlite3_column_int(q, 8),
        .polarity = sqlite3_column_int(q, 9),
        .label = lite_text(q, 10),
        .value = sqlite3_column_double(q, 11),
        .score = (float)sqlite3_column_double(q, 12),
        .from = (uint32_t)sqlite3_column_int64(q, 13),
        .to = (uint32_t)sqlite3_column_int64(q, 14),
        .paid = sqlite3_column_double(q, 15),
        .times = sqlite3_column_double(q, 16)};
}

err tally_each_voice(store *s, tally_voice_row *row, void *ctx)
{
    err e = migrate_voices(s);
    if (e) return e;
    e = lite_exec(s,
        "CREATE TEMP TABLE paid(comment_id INTEGER PRIMARY KEY, amount REAL, times REAL);"
        "INSERT INTO temp.paid SELECT comment_id,amount,times FROM comments INDEXED BY "
        "comments_paid WHERE amount IS NOT NULL AND gone_at IS NULL");
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT "
        "c.source_id,c.author,c.comment_id,c.written_at,c.written_precision,c.written_offset,"
        "s.category_id,s.kind,s.need,s.polarity,l.text,s.value,s.score,s.from_byte,s.to_byte,"
        "p.amount,p.times"
        " FROM comments c INDEXED BY comments_source LEFT JOIN signals s ON "
        "s.comment_id=c.comment_id"
        " LEFT JOIN labels l ON l.label_id=s.label_id"
        " LEFT JOIN temp.paid p ON p.comment_id=c.comment_id WHERE c.gone_at IS NULL AND c.kind<>?1"
        " ORDER BY c.source_id,c.author,c.comment_id",
        "i", (int64_t)COMMENT_OWNER_REPLY);
    while (lite_step(s, q, &e)) {
        const tally_voice v = voice_of(q);
        e = row(ctx, &v);
    }
    err gone = lite_exec(s, "DROP TABLE IF EXISTS temp.paid");
    return e ? e : gone;
}

/* A digest of everything that counts depend on. */
static const char made_of[] =
    "SELECT (SELECT count(*)||'.'||coalesce(sum(text_hash&65535),0)||'.'||coalesce(sum(gone_at IS "
    "NULL),0)"
    "||'.'||coalesce(sum(kind),0) FROM comments)||'|'||(SELECT count(*) FROM analyzed)||'|'||"
    "(SELECT count(*)||'.'||coalesce(sum(ended_at IS NULL),0) FROM facts)||'|'||"
    "(SELECT count(*)||'.'||coalesce(sum(text_hash&65535),0) FROM documents)||'|'||"
    "(SELECT count(*)||'.'||total(amount) FROM comments WHERE amount IS NOT NULL)||'|'||"
    "(SELECT count(*)||'.'||sum(ours)||'.'||sum(active) FROM sources)||'|'||"
    "coalesce((SELECT group_concat(key||'='||value,';') FROM (SELECT key,value FROM project WHERE"
    " key<>'counted' ORDER BY key)),'')";

err tally_fresh(store *s, bool *ret)
{
    err e = ERR_OK;
    *ret = false;
    sqlite3_stmt *q = lite_bind(s, &e, made_of, "");
    if (!lite_step(s, q, &e)) return e;
    int64_t same = 0;
    e = lite_int(s, &same,
        "SELECT 1 FROM project WHERE key='counted' AND value=?1 AND EXISTS(SELECT 1 FROM tally)",
        "s", lite_text(q, 0));
    lite_end(q);
    *ret = same;
    return e;
}

err tally_clear(store *s) { return lite_exec(s, "DELETE FROM tally; DELETE FROM segments"); }

err tally_put(store *s, const tally_cell *c)
{
    return lite_run(s,
        "INSERT INTO tally(topic,a,b,n,base,c,sources,x,y,word,part,least,floor)"
        " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13) ON CONFLICT DO NOTHING",
        "sssiiiiddssii", c->topic, c->a.p ? c->a : SV(""), c->b.p ? c->b : SV(""), c->n, c->base,
        c->c, c->sources, c->x, c->y, c->word, c->part.p ? c->part : SV(""), (int64_t)c->least,
        c->floor);
}

err tally_put_group(store *s, const tally_group *g)
{
    return lite_run(s, "INSERT INTO segments VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)", "ssssssiiii",
        g->code, g->cluster ? SV("cluster") : SV("rule"), g->label_fa, g->label_en, g->rule_fa,
        g->rule_en, g->n, g->base, g->sources, (int64_t)g->rank);
}

err tally_derive(store *s)
{
    err e = tally_derive_sql(s);
    if (!e) e = tally_derive_scores(s);
    if (!e)
        e = lite_exec(s,
            "DELETE FROM segment_history WHERE run_id=(SELECT coalesce(max(run_id),0) FROM runs);"
            "INSERT INTO segment_history SELECT (SELECT coalesce(max(run_id),0) FROM runs),segment,"
            "label_fa,label_en,n,base FROM segments");
    if (e) return e;
    sqlite3_stmt *q = lite_bind(s, &e, made_of, "");
    if (!lite_step(s, q, &e)) return e;
    e = lite_run(s,
        "INSERT INTO project VALUES('counted',coalesce(?1,'')) ON CONFLICT(key) DO UPDATE SET "
        "value=excluded.value",
        "s", lite_text(q, 0));
    lite_end(q);
    return e;
}
