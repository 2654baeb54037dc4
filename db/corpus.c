/* corpus.c - sources, runs, the project's settings, categories, models. */
#include "db/corpus.h"

#include <math.h>
#include <stdio.h>

#include "db/lite.h"
#include "util/buf.h"
#include "util/hash.h"

enum { K_LEAST = 3 };

static sv kind_word(source_kind k)
{
    switch (k) {
    case SOURCE_AUTO: return SV("auto");
    case SOURCE_SHOP: return SV("shop");
    case SOURCE_BLOG: return SV("blog");
    case SOURCE_FORUM: return SV("forum");
    case SOURCE_NETWORK: return SV("network");
    case SOURCE_MARKETPLACE: return SV("marketplace");
    case SOURCE_MEDIA: return SV("media");
    }
    return SV("auto");
}

static sv size_word(source_size z)
{
    switch (z) {
    case SIZE_UNKNOWN: return SV("");
    case SIZE_SMALL: return SV("small");
    case SIZE_MEDIUM: return SV("mid");
    case SIZE_LARGE: return SV("large");
    }
    return SV("");
}

err corpus_put_source(store *s, const seeds_source *src, int64_t now, int64_t *ret_id)
{
    int64_t id = hash_id(src->name);
    sv url = src->url.n ? src->url.at[0] : SV("");
    err e = lite_run(s,
        "INSERT INTO "
        "sources(source_id,name,kind,ours,size,seed_url,recipe,depth,max_pages,delay_ms,"
        "every_ms,active,added_at) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,1,?12)"
        " ON CONFLICT(source_id) DO UPDATE SET kind=excluded.kind,ours=excluded.ours,"
        "size=excluded.size,seed_url=excluded.seed_url,recipe=excluded.recipe,depth=excluded.depth,"
        "max_pages=excluded.max_pages,delay_ms=excluded.delay_ms,every_ms=excluded.every_ms,active="
        "1",
        "ississsiiiii", id, src->name, kind_word(src->kind), (int64_t)src->ours,
        size_word(src->size), url, src->recipe, (int64_t)src->depth, src->max_pages, src->delay_ms,
        src->every_ms, now);
    if (!e && ret_id) *ret_id = id;
    return e;
}

err corpus_keep_sources(store *s, const int64_t *ids, size_t n)
{
    err e = lite_run(s, "UPDATE sources SET active=0 WHERE active", "");
    for (size_t i = 0; i < n && !e; i++)
        e = lite_run(s, "UPDATE sources SET active=1 WHERE source_id=?1", "i", ids[i]);
    return e;
}

static err put_number(store *s, sv key, double v)
{
    char text[40];
    int n = snprintf(text, sizeof text, "%.10g", v);
    return v < 0 || isnan(v) ? lite_run(s, "DELETE FROM project WHERE key=?1", "s", key)
                             : store_set(s, key, (sv){text, (size_t)n});
}

/* The list as one text, a line each. */
static err put_list(store *s, sv key, const seeds_list *l)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(1 << 16);
    for (size_t i = 0; i < l->n; i++) {
        if (i) buf_putc(&b, '\n');
        buf_put(&b, l->at[i]);
    }
    return b.e ? b.e : store_set(s, key, b.n ? buf_sv(&b) : SV(""));
}

/* The languages of the report in order: "fa,en". */
static sv report_langs(const seeds_report *r)
{
    static const sv one[] = {SV_INIT("fa,en"), SV_INIT("fa"), SV_INIT("en")};
    if (r->n_langs <= 0) return one[0];
    if (r->n_langs == 1) return one[r->lang[0] == LANG_EN ? 2 : 1];
    return r->lang[0] == LANG_EN ? SV("en,fa") : one[0];
}

err corpus_put_project(store *s, const seeds *p)
{
    static const sv quotes_word[] = {SV_INIT("short"), SV_INIT("none"), SV_INIT("full")};
    const struct {
        sv key, value;
    } text[] = {
        {SV("title"), p->title},
        {SV("question"), p->question},
        {SV("purpose"), p->purpose},
        {SV("contact"), p->contact},
        {SV("us"), p->us.name},
        {SV("quotes"), quotes_word[p->report.quotes]},
        {SV("report_lang"), report_langs(&p->report)},
    };
    const struct {
        sv key;
        double value;
    } number[] = {
        {SV("k"), p->report.k < K_LEAST ? 5 : p->report.k},
        {SV("retention_days"), (double)p->retention_days},
        {SV("timezone_min"), p->timezone_offset_min < 0 ? 210 : p->timezone_offset_min},
        {SV("us.money"), p->us.money},
        {SV("us.people"), p->us.people},
        {SV("us.tools"), p->us.tools},
        {SV("us.skill"), p->us.skill},
        {SV("us.value"), p->us.customer_value_toman},
        {SV("us.market"), p->us.market_size},
        {SV("weight.size"), p->report.weight_size},
        {SV("weight.value"), p->report.weight_value},
        {SV("weight.rivalry"), p->report.weight_rivalry},
        {SV("weight.ability"), p->report.weight_ability},
    };
    err e = ERR_OK;
    for (size_t i = 0; i < sizeof text / sizeof text[0] && !e; i++)
        e = store_set(s, text[i].key, text[i].value);
    for (size_t i = 0; i < sizeof number / sizeof number[0] && !e; i++)
        e = put_number(s, number[i].key, number[i].value);
    if (!e) e = put_list(s, SV("us.product"), &p->us.product);
    if (!e) e = put_list(s, SV("us.can"), &p->us.can);
    if (!e) e = put_list(s, SV("us.cannot"), &p->us.cannot);
    if (!e) e = put_list(s, SV("keyword"), &p->keyword);
    if (!e) e = put_list(s, SV("hashtag"), &p->hashtag);
    return e;
}

err corpus_run_begin(store *s, sv verb, sv program, sv config, int64_t now, int64_t *ret_id)
{
    int64_t last = 0;
    err e = lite_int(s, &last, "SELECT max(run_id) FROM runs", "");
    if (!e)
        e = lite_run(s,
            "INSERT INTO runs(run_id,started_at,verb,program,config,status)"
            " VALUES(?1,?2,?3,?4,?5,'open')",
            "iisss", last + 1, now, verb, program, config);
    if (!e) e = migrate_no_voices(s);
    if (!e) *ret_id = last + 1;
    return e;
}

err corpus_run_end(store *s, int64_t run_id, sv status, int64_t now)
{
    return lite_run(
        s, "UPDATE runs SET ended_at=?2,status=?3 WHERE run_id=?1", "iis", run_id, now, status);
}

err corpus_put_category(store *s, const corpus_category *c)
{
    return lite_run(s,
        "INSERT INTO categories(category_id,axis,code,label_fa,label_en,tier,evidence,sensitive)"
        " VALUES(?1,?2,?3,?4,?5,?6,?7,?8) ON CONFLICT(category_id) DO UPDATE SET "
        "axis=excluded.axis,"
        "label_fa=excluded.label_fa,label_en=excluded.label_en,tier=excluded.tier,"
        "evidence=excluded.evidence,sensitive=excluded.sensitive"
        " WHERE (axis,label_fa,label_en,tier,evidence,sensitive)<>(excluded.axis,excluded.label_fa,"
        "excluded.label_en,excluded.tier,excluded.evidence,excluded.sensitive)",
        "issssisi", hash_id(c->code), c->axis, c->code, c->label_fa, c->label_en, (int64_t)c->tier,
        c->evidence.n ? c->evidence : SV("E1"), (int64_t)c->sensitive);
}

err corpus_put_model(store *s, const corpus_model *m, int64_t now, int64_t *ret_id)
{
    int64_t id = hash_id2(hash_id2(hash_id(m->name), m->version), m->digest);
    err e = lite_run(s,
        "INSERT INTO models(model_id,name,version,digest,card,body,made_at)"
        " VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(model_id) DO NOTHING",
        "issssbi", id, m->name, m->version, m->digest, m->card.p ? m->card : SV(""), m->body, now);
    if (!e) *ret_id = id;
    return e;
}

err corpus_get_model(store *s, arena *a, sv name, sv version, corpus_model *ret)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT digest,card,body FROM models WHERE name=?1 AND version=?2"
        " ORDER BY made_at DESC,model_id LIMIT 1",
        "ss", name, version);
    if (!lite_step(s, q, &e)) return e ? e : ERR_ABSENT;
    *ret = (corpus_model){
        name, version, arena_sv(a, lite_text(q, 0)), arena_sv(a, lite_text(q, 1)), {NULL, 0}};
    sv body = {sqlite3_column_blob(q, 2), (size_t)sqlite3_column_bytes(q, 2)};
    ret->body = arena_sv(a, body);
    lite_end(q);
    return ret->digest.p && ret->card.p && ret->body.p ? ERR_OK : ERR_NOMEM;
}

err corpus_index(store *s)
{
    err e = store_begin(s);
    if (e) return e;
    e = lite_run(s,
        "INSERT INTO comments_fts(rowid,text) SELECT comment_id,text FROM comments WHERE text IS "
        "NOT NULL AND comment_id NOT IN (SELECT id FROM comments_fts_docsize)",
        "");
    if (!e)
        e = lite_run(s,
            "INSERT INTO documents_fts(rowid,title,text) SELECT doc_id,title,text FROM documents "
            "WHERE (text<>'' OR title IS NOT NULL) AND doc_id NOT IN (SELECT id FROM "
            "documents_fts_docsize)",
            "");
    if (!e) e = store_commit(s);
    if (e) store_rollback(s);
    return e;
}
