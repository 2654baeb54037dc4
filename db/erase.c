#include "db/erase.h"

#include "db/ids.h"
#include "db/lite.h"
#include "db/tombs.h"
#include "util/buf.h"
#include "util/hash.h"

enum { WORDS_LEAST = 3 };

#define FOLDED(x) ERASE_FOLDED(x)

/* Everything with a kept text that answers derive from what was erased; the caller builds it anew. */
static err drop_derived(store *s)
{
    return lite_exec(s, "DELETE FROM tally; DELETE FROM segments; DELETE FROM alerts");
}

err erase_forgotten(store *s, sv host, sv url, bool *ret)
{
    *ret = false;
    if (!s->tombs_counted) {
        int64_t any = 0;
        err e = lite_int(s, &any, "SELECT 1 FROM tombstones LIMIT 1", "");
        if (e) return e;
        s->tombs_counted = true;
        s->has_tombs = any;
    }
    if (!s->has_tombs) return ERR_OK;
    sv port = host, name = sv_cut(&port, ':'); /* a site is forgotten with one port or with all */
    err e = tombs_has(s, SV("site"), host, ret);
    if (!e && !*ret && port.n) e = tombs_has(s, SV("site"), name, ret);
    return e || *ret ? e : tombs_has(s, SV("url"), url, ret);
}

typedef struct one {
    enum { OF_URL, OF_HOST, OF_WORDS } by;
    int64_t id;
    sv words;
} one;

/* The words of a comment, wherever they stand. */
static err bury_text(store *s, int64_t id, int64_t now)
{
    err e = ERR_OK;
    sqlite3_stmt *q =
        lite_bind(s, &e, "SELECT text FROM comments WHERE comment_id=?1 AND text<>''", "i", id);
    if (!lite_step(s, q, &e)) return e;
    e = tombs_bury(s, SV("text"), lite_text(q, 0), now);
    lite_end(q);
    return e;
}

/* One comment with all that hangs on it; the tombstone keeps every form of it from coming back. Where the host stays,
 * it may number other comments so, and have this one at other addresses. */
static err drop_comment(store *s, int64_t id, const one *o, int64_t now, erased *ret)
{
    int64_t n = 0;
    err e = o->by == OF_HOST ? ERR_OK : tombs_mark(s, id, now);
    if (!e && o->by != OF_HOST) e = tombs_words(s, id, now);
    if (!e && o->by == OF_WORDS) e = bury_text(s, id, now);
    if (!e) e = corpus_withdraw(s, id, now);
    if (!e) e = lite_run(s, "DELETE FROM comments WHERE comment_id=?1", "i", id);
    n = sqlite3_changes(s->db);
    ret->comments += n;
    return e || !n ? e : tombs_bury(s, SV("comment"), (sv){(const char *)&id, sizeof id}, now);
}

/* With its copies: the same words of the same author under the same number, or under none, at other addresses. */
static err drop_copies(store *s, int64_t id, const one *o, int64_t now, erased *ret)
{
    err e = ERR_OK;
    for (int64_t copy = 0; !e; copy = 0) {
        e = lite_int(s, &copy,
            "SELECT c.comment_id FROM comments o JOIN comments c ON c.source_id=o.source_id AND "
            "c.author=o.author AND c.text_hash=o.text_hash AND c.comment_id<>o.comment_id AND "
            "(c.native IS o.native OR c.native IS NULL OR o.native IS NULL) WHERE o.comment_id=?1",
            "i", id);
        if (!copy) break;
        if (!e) e = drop_comment(s, copy, o, now, ret);
    }
    return e ? e : drop_comment(s, id, o, now, ret);
}

static err drop_document(store *s, int64_t id, erased *ret)
{
    err e = lite_run(s,
        "INSERT INTO documents_fts(documents_fts,rowid,title,text)"
        " SELECT 'delete',doc_id,title,text FROM documents WHERE doc_id=?1"
        " AND EXISTS(SELECT 1 FROM documents_fts_docsize WHERE id=?1)",
        "i", id);
    if (!e) e = lite_run(s, "DELETE FROM documents WHERE doc_id=?1", "i", id);
    ret->documents++;
    return e;
}

/* The next row to erase: each goes before the next is asked for, so that no list is kept. */
static const char *const next_comment[] = {
    [OF_URL] = "SELECT comment_id FROM comments WHERE url_id=?1 OR home_id=?1",
    [OF_HOST] = "SELECT comment_id FROM comments WHERE bucket=?1%1024 AND host_id=?1",
    [OF_WORDS] = ("SELECT comment_id FROM comments WHERE ?1 IS NOT NULL AND instr(" FOLDED(
        "text") "," FOLDED("?2") ")"),
};
static const char *const next_document[] = {
    [OF_URL] =
        "SELECT doc_id FROM documents WHERE url_id=?1 OR url_id IN (SELECT url_id FROM comments "
        "WHERE home_id=?1 AND layer NOT IN(4,5))", /* feeds and end points have no text of the page */
    [OF_HOST] = "SELECT doc_id FROM documents WHERE bucket=?1%1024 AND host_id=?1",
    [OF_WORDS] = ("SELECT doc_id FROM documents WHERE ?1 IS NOT NULL AND (instr(" FOLDED(
        "text") "," FOLDED("?2") ") OR instr(" FOLDED("title") "," FOLDED("?2") "))"),
};

/* Identifiers first, into a temporary table, then one by one. */
static err collect(store *s, const char *select, const one *o)
{
    err e = lite_exec(s, "CREATE TEMP TABLE IF NOT EXISTS doomed(id INTEGER PRIMARY KEY);"
                         "DELETE FROM doomed");
    sqlite3_stmt *q = o->by == OF_WORDS ? lite_bind(s, &e, select, "is", (int64_t)1, o->words)
                                        : lite_bind(s, &e, select, "i", o->id);
    while (lite_step(s, q, &e)) {
        int64_t id = sqlite3_column_int64(q, 0);
        if (!e) e = lite_run(s, "INSERT OR IGNORE INTO doomed VALUES(?1)", "i", id);
    }
    return e;
}

static err each_doomed(store *s, bool comments, const one *o, int64_t now, erased *ret)
{
    err e = ERR_OK;
    for (;;) {
        int64_t id = 0;
        e = lite_int(s, &id, "SELECT id FROM doomed LIMIT 1", "");
        if (e || !id) return e;
        e = !comments         ? drop_document(s, id, ret)
            : o->by == OF_URL ? drop_copies(s, id, o, now, ret)
                              : drop_comment(s, id, o, now, ret);
        if (!e) e = lite_run(s, "DELETE FROM doomed WHERE id=?1", "i", id);
        if (e) return e;
    }
}

static err drop_all(store *s, const one *o, int64_t now, erased *ret)
{
    err e = collect(s, next_document[o->by], o); /* first: a page is known by comments, too */
    if (!e) e = each_doomed(s, false, o, now, ret);
    if (!e) e = collect(s, next_comment[o->by], o);
    return e ? e : each_doomed(s, true, o, now, ret);
}

static err count_run(store *s, int64_t *n, const char *sql, int64_t id)
{
    err e = lite_run(s, sql, "i", id);
    *n += sqlite3_changes(s->db);
    return e;
}

sv erase_host(sv url)
{
    size_t at = sv_find(url, SV("://"));
    if (at != SV_NPOS) url = sv_sub(url, at + 3, url.n);
    size_t n = 0;
    while (n < url.n && !memchr("/?#", url.p[n], 3)) n++;
    url.n = n;
    return sv_istarts(url, SV("www.")) ? sv_sub(url, 4, url.n) : url;
}

static err finish(store *s, err e)
{
    if (!e) e = drop_derived(s);
    if (!e) e = store_commit(s);
    if (e) {
        store_rollback(s);
        return e;
    }
    return erase_scrub(s);
}

static err url_rows(store *s, sv page, int64_t id, erased *ret)
{
    err e = count_run(s, &ret->facts, "DELETE FROM facts WHERE url_id=?1", id);
    if (!e) e = count_run(s, &ret->fetches, "DELETE FROM fetches WHERE url_id=?1", id);
    if (!e) e = count_run(s, &ret->urls, "DELETE FROM urls WHERE url_id=?1", id);
    if (!e) e = lite_run(s, "DELETE FROM changes WHERE url=?1", "s", page);
    if (!e) e = lite_run(s, "DELETE FROM skips WHERE example=?1", "s", page);
    return e;
}

/* The comment that `page` numbers so: what is stored from it goes before what another page of the host has there. */
static err numbered(store *s, sv page, sv native, int64_t *ret)
{
    *ret = 0;
    err e = lite_int(s, ret,
        "SELECT comment_id FROM comments WHERE native=?1 AND (url_id=?2 OR home_id=?2)", "si",
        native, hash_id(page));
    return e || *ret ? e : ids_of_native(s, erase_host(page), native, ret);
}

err erase_url(store *s, sv url, int64_t now, erased *ret)
{
    sv fragment = url, page = sv_cut(&fragment, '#');
    *ret = (erased){0};
    err e = store_begin(s);
    if (e) return e;
    if (fragment.n) {
        int64_t id = 0;
        e = numbered(s, page, corpus_native(fragment), &id);
        if (!e) e = drop_copies(s, id, &(one){.by = OF_URL}, now, ret);
        if (!e) e = tombs_unless(s, id, hash_id(page));
        if (!e) e = tombs_bury(s, SV("comment"), (sv){(const char *)&id, sizeof id}, now);
        return finish(s, e);
    }
    one o = {.by = OF_URL, .id = hash_id(page)};
    e = drop_all(s, &o, now, ret);
    if (!e) e = url_rows(s, page, o.id, ret);
    if (!e) e = tombs_bury(s, SV("url"), page, now);
    return finish(s, e);
}

static err site_rows(store *s, int64_t host_id, erased *ret)
{
    err e = count_run(s, &ret->facts, "DELETE FROM facts WHERE host_id=?1", host_id);
    if (!e) e = count_run(s, &ret->fetches, "DELETE FROM fetches WHERE host_id=?1", host_id);
    if (!e)
        e = lite_run(s, "DELETE FROM changes WHERE url IN (SELECT url FROM urls WHERE host_id=?1)",
            "i", host_id);
    if (!e) e = count_run(s, &ret->urls, "DELETE FROM urls WHERE host_id=?1", host_id);
    if (!e) e = lite_run(s, "DELETE FROM skips WHERE host_id=?1", "i", host_id);
    if (!e) e = lite_run(s, "DELETE FROM hosts WHERE host_id=?1", "i", host_id);
    return e;
}

bool erase_same_host(sv a, sv b)
{
    sv x = erase_host(a), y = erase_host(b), x_name = x, y_name = y;
    sv x_port = x_name, y_port = y_name;
    x_name = sv_cut(&x_port, ':');
    y_name = sv_cut(&y_port, ':');
    return sv_ieq(x_name, y_name) && (!x_port.n || !y_port.n || sv_eq(x_port, y_port));
}

/* The identifiers of a host: with and without "www.", http and https, any port unless one is given. */
static err collect_hosts(store *s, sv host)
{
    err e = lite_exec(s, "CREATE TEMP TABLE IF NOT EXISTS doomed_host(id INTEGER PRIMARY KEY);"
                         "DELETE FROM doomed_host");
    sqlite3_stmt *q = lite_bind(s, &e, "SELECT host_id,name FROM hosts", "");
    while (lite_step(s, q, &e))
        if (erase_same_host(lite_text(q, 1), host))
            e = lite_run(s, "INSERT INTO doomed_host VALUES(?1)", "i", sqlite3_column_int64(q, 0));
    return e;
}

err erase_site(store *s, sv host, int64_t now, erased *ret)
{
    *ret = (erased){0};
    err e = store_begin(s);
    if (e) return e;
    e = collect_hosts(s, host);
    while (!e) {
        int64_t id = 0;
        e = lite_int(s, &id, "SELECT id FROM doomed_host LIMIT 1", "");
        if (e || !id) break;
        one o = {.by = OF_HOST, .id = id};
        e = drop_all(s, &o, now, ret);
        if (!e) e = site_rows(s, id, ret);
        if (!e) e = lite_run(s, "DELETE FROM doomed_host WHERE id=?1", "i", id);
    }
    if (!e) e = tombs_bury(s, SV("site"), erase_host(host), now);
    return finish(s, e);
}

/* Addresses that have the words in them, as percent escapes. */
static err drop_addresses(store *s, sv words)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (size_t i = 0; i < words.n; i++)
        if (words.p[i] & 0x80 || words.p[i] == ' ')
            buf_printf(&b, "%%%02X", (unsigned char)words.p[i]);
        else
            buf_putc(&b, words.p[i]);
    if (b.e) return b.e;
    sv hidden = buf_sv(&b);
    err e = lite_run(s,
        "DELETE FROM fetches WHERE url_id IN (SELECT url_id FROM urls WHERE instr(url,?1))", "s",
        hidden);
    if (!e)
        e = lite_run(s, "DELETE FROM changes WHERE instr(coalesce(url,''),?1) OR instr(key,?1)",
            "s", hidden);
    if (!e) e = lite_run(s, "DELETE FROM skips WHERE instr(example,?1)", "s", hidden);
    return e ? e : lite_run(s, "DELETE FROM urls WHERE instr(url,?1)", "s", hidden);
}

err erase_text(store *s, sv words, int64_t now, erased *ret)
{
    *ret = (erased){0};
    words = sv_trim(words);
    if (words.n < WORDS_LEAST) return ERR_LIMIT;
    err e = store_begin(s);
    if (e) return e;
    one o = {.by = OF_WORDS, .words = words};
    e = drop_all(s, &o, now, ret);
    if (!e)
        e = lite_run(s,
            "DELETE FROM facts WHERE instr(" FOLDED("value") "," FOLDED("?1") ") OR instr(" FOLDED(
                "key") "," FOLDED("?1") ")",
            "s", words);
    ret->facts += sqlite3_changes(s->db);
    if (!e)
        e = lite_run(s,
            "DELETE FROM changes WHERE instr(" FOLDED(
                "coalesce(before,'')||' '||coalesce(after,'')||' '||"
                "key") "," FOLDED("?1") ")",
            "s", words);
    if (!e) e = drop_addresses(s, words);
    if (!e)
        e = lite_run(s,
            "DELETE FROM labels WHERE label_id NOT IN (SELECT label_id FROM signals WHERE label_id "
            "IS NOT"
            " NULL)",
            "");
    return finish(s, e);
}

err erase_old(store *s, int64_t before, int64_t now, erased *ret)
{
    *ret = (erased){0};
    err e = store_begin(s);
    if (e) return e;
    e = lite_run(s,
        "INSERT INTO comments_fts(comments_fts,rowid,text) SELECT 'delete',comment_id,text FROM "
        "comments"
        " WHERE text IS NOT NULL AND (erase_after<=?1 OR coalesce(written_at,first_seen)<?2)"
        " AND comment_id IN (SELECT id FROM comments_fts_docsize)",
        "ii", now, before);
    if (!e)
        e = lite_run(s,
            "UPDATE comments SET text=NULL,written_raw=NULL,erase_after=min(erase_after,?1) WHERE "
            "text IS"
            " NOT NULL AND (erase_after<=?1 OR coalesce(written_at,first_seen)<?2)",
            "ii", now, before);
    ret->comments = sqlite3_changes(s->db);
    if (!e)
        e = lite_run(s,
            "INSERT INTO documents_fts(documents_fts,rowid,title,text) SELECT "
            "'delete',doc_id,title,text"
            " FROM documents WHERE last_seen<?1 AND text<>''"
            " AND doc_id IN (SELECT id FROM documents_fts_docsize)",
            "i", before);
    if (!e)
        e = lite_run(s, "UPDATE documents SET text='',title=NULL WHERE last_seen<?1 AND text<>''",
            "i", before);
    ret->documents = sqlite3_changes(s->db);
    if (!e) e = store_commit(s);
    if (e) {
        store_rollback(s);
        return e;
    }
    return ret->comments + ret->documents ? erase_scrub(s) : ERR_OK;
}

err erase_scrub(store *s)
{
    err e = lite_exec(s, "INSERT INTO comments_fts(comments_fts) VALUES('optimize');"
                         "INSERT INTO documents_fts(documents_fts) VALUES('optimize')");
    if (!e) e = lite_exec(s, "VACUUM");
    return e ? e : lite_exec(s, "PRAGMA wal_checkpoint(TRUNCATE)");
}
