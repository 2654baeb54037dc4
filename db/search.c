#include "db/search.h"

#include "db/lite.h"
#include "text/token.h"
#include "util/buf.h"

enum { QUERY_WORDS = 32 };

/* snippet(): 24 words around what was found. */
static const char find_comments[] =
    "SELECT c.comment_id,coalesce(c.written_at,0),o.name,coalesce(u.url,''),"
    "snippet(comments_fts,0,'','','…',24) FROM comments_fts f JOIN comments c ON c.comment_id=f.rowid "
    "JOIN sources o USING(source_id) LEFT JOIN urls u ON u.bucket=c.bucket AND u.host_id=c.host_id "
    "AND u.url_id=coalesce((SELECT m.url_id FROM urls m WHERE m.bucket=c.bucket AND m.host_id=c.host_id "
    "AND m.url_id=c.home_id),c.url_id) WHERE comments_fts MATCH ?1 AND c.gone_at IS NULL AND "
    "c.text IS NOT NULL AND NOT EXISTS(SELECT 1 FROM signals g JOIN categories k USING(category_id) "
    "WHERE g.comment_id=c.comment_id AND k.code='demo.age_child_teen') ORDER BY rank,c.comment_id "
    "LIMIT ?2";
static const char find_pages[] =
    "SELECT d.doc_id,d.last_seen,o.name,coalesce(u.url,''),snippet(documents_fts,-1,'','','…',24) "
    "FROM documents_fts f JOIN documents d ON d.doc_id=f.rowid JOIN sources o USING(source_id) "
    "LEFT JOIN urls u ON u.bucket=d.bucket AND u.host_id=d.host_id AND u.url_id=d.url_id "
    "WHERE documents_fts MATCH ?1 ORDER BY rank,d.doc_id LIMIT ?2";

/* Each word in quotes, so that nothing in it is an operator; all must be there. */
static err expression(arena *a, const lexicon *lx, sv query, sv *ret)
{
    tokens t;
    err e = token_split(a, lx, query, &t);
    if (e) return e;
    buf b = BUF_INIT(0);
    int words = 0;
    for (size_t k = 0; k < t.n && words < QUERY_WORDS; k++) {
        if (t.at[k].kind == TOKEN_PUNCT) continue;
        buf_puts(&b, words++ ? " AND \"" : "\"");
        for (size_t i = t.at[k].at, end = i + t.at[k].n; i < end; i++) {
            if (query.p[i] == '"') buf_putc(&b, '"');
            if (query.p[i]) buf_putc(&b, query.p[i]);
        }
        buf_putc(&b, '"');
    }
    *ret = b.e ? (sv){NULL, 0} : arena_sv(a, buf_sv(&b));
    e = b.e ? b.e : ret->p || !words ? ERR_OK : ERR_NOMEM;
    buf_clear(&b);
    return e;
}

static err each(store *s, const char *sql, sv match, int64_t limit,
    err (*hit)(void *ctx, const search_hit *h), void *ctx)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e, sql, "si", match, limit ? limit : (int64_t)-1);
    while (q && lite_step(s, q, &e)) {
        search_hit h = {.page = sql == find_pages,
            .id = sqlite3_column_int64(q, 0),
            .at = sqlite3_column_int64(q, 1),
            .source = lite_text(q, 2),
            .url = lite_text(q, 3),
            .text = lite_text(q, 4)};
        err stop = hit(ctx, &h);
        if (!stop) continue;
        lite_end(q);
        return stop;
    }
    return e;
}

err search_each(store *s, arena *a, const lexicon *lx, const search_ask *ask,
    err (*hit)(void *ctx, const search_hit *h), void *ctx)
{
    sv match;
    err e = expression(a, lx, ask->query, &match);
    if (e || !match.n) return e;
    e = each(s, find_comments, match, ask->limit, hit, ctx);
    return e ? e : each(s, find_pages, match, ask->limit, hit, ctx);
}
