/* corpus_put.c - stores a parsed page: its text, the comments on it, the facts it states. */
#include <math.h>

#include "db/corpus.h"
#include "db/erase.h"
#include "db/lite.h"
#include "db/pseudonym.h"
#include "text/mask.h"
#include "util/hash.h"

enum { BUCKETS = 1024, TEXT_BYTES = 1 << 20, RETENTION_DAYS = 90 };

/* What the parts of one page share. */
typedef struct where {
    store *s;
    arena *a;
    const page *p;
    const doc *d;
    const corpus_in *in;
    corpus_put *ret;
    sv host, base; /* base: the address comments belong to unless they say otherwise */
    int64_t bucket, erase_after;
    uint32_t layers; /* bits of comment_layer seen on this page */
} where;

static sv host_of(sv url)
{
    size_t at = sv_find(url, SV("://"));
    if (at != SV_NPOS) url = sv_sub(url, at + 3, url.n);
    size_t n = 0;
    while (n < url.n && !memchr("/?#", url.p[n], 3)) n++;
    url.n = n;
    const char *user = url.n ? memrchr(url.p, '@', url.n) : NULL;
    if (user) url = sv_sub(url, (size_t)(user + 1 - url.p), url.n);
    return sv_istarts(url, SV("www.")) ? sv_sub(url, 4, url.n) : url;
}

static sv without_fragment(sv url) { return sv_cut(&url, '#'); }

/* The number that a site gives a comment, whether it is printed as "comment-12", "li-comment-12", "12" or an
 * address with #comment-12; other identifiers stay as they are. */
sv corpus_native(sv id)
{
    static const sv prefix[] = {SV_INIT("div-comment-"), SV_INIT("li-comment-"),
        SV_INIT("comment-"), SV_INIT("comment_"), SV_INIT("comment")};
    id = sv_trim(id);
    const char *fragment = id.n ? memrchr(id.p, '#', id.n) : NULL;
    if (fragment && (size_t)(fragment - id.p) + 1 < id.n)
        id = sv_sub(id, (size_t)(fragment + 1 - id.p), id.n);
    for (size_t i = 0; i < sizeof prefix / sizeof prefix[0]; i++) {
        if (!sv_istarts(id, prefix[i])) continue;
        sv rest = sv_sub(id, prefix[i].n, id.n);
        size_t n = 0;
        while (n < rest.n && rest.p[n] >= '0' && rest.p[n] <= '9') n++;
        if (n && n == rest.n) return rest;
    }
    return id;
}

static int64_t native_id(const where *w, sv native)
{
    return hash_id2(hash_id2(hash_id(SV("comment")), w->host), native);
}

static bool second_hand(int layer) { return layer == LAYER_FEED || layer == LAYER_API; }

/* The page where people read a comment that came by a feed or an end point, when the crawl knows it; else 0. */
static err home_of(const where *w, const doc_comment *c, int64_t *ret_url_id)
{
    *ret_url_id = 0;
    sv url = without_fragment(c->url);
    if (!second_hand(c->layer) || !url.n || sv_eq(url, w->p->url)) return ERR_OK;
    int64_t id = hash_id(url), known = 0;
    err e =
        lite_int(w->s, &known, "SELECT 1 FROM urls WHERE bucket=?1 AND host_id=?2 AND url_id=?3",
            "iii", w->bucket, w->p->host_id, id);
    if (known) *ret_url_id = id;
    return e;
}

typedef struct row {
    int64_t id, parent, author, home_id, text_hash;
    sv text, native;
} row;

/* What is stored under r->id. */
typedef struct old {
    bool there, has_text;
    int layer;
    int64_t author, url_id, text_hash;
} old;

static err find_old(const where *w, int64_t id, old *ret)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(w->s, &e,
        "SELECT author,url_id,text_hash,text IS NOT NULL,layer FROM comments WHERE comment_id=?1",
        "i", id);
    *ret = (old){.there = false};
    if (!lite_step(w->s, q, &e)) return e;
    *ret = (old){true, sqlite3_column_int(q, 3) != 0, sqlite3_column_int(q, 4),
        sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 2)};
    lite_end(q);
    return ERR_OK;
}

static err make_row(const where *w, const doc_comment *c, row *ret)
{
    sv who = c->author_id.n ? c->author_id : c->author;
    if (pseudonym_nameless(c->author) && !c->author_id.n) who = (sv){NULL, 0};
    err e = pseudonym_of(w->s, w->host, who, &ret->author);
    if (!e) e = mask_personal(w->a, sv_sub(c->text, 0, TEXT_BYTES), &ret->text);
    if (!e) e = home_of(w, c, &ret->home_id);
    if (e) return e;
    ret->native = corpus_native(c->id);
    ret->text_hash = hash_id(ret->text);
    sv parent = corpus_native(c->parent);
    ret->parent = parent.n ? native_id(w, parent) : 0;
    if (ret->native.n) {
        ret->id = native_id(w, ret->native);
        return ERR_OK;
    }
    sv base = c->url.n ? without_fragment(c->url) : w->base;
    ret->id = hash_id2(
        hash_id2(hash_id(base), (sv){(const char *)&ret->author, sizeof ret->author}), ret->text);
    return ERR_OK;
}

static err entombed(const where *w, const row *r, bool *ret)
{
    *ret = false;
    err e = erase_forgotten(w->s, (sv){NULL, 0}, (sv){NULL, 0}, ret); /* counts once */
    if (e || !w->s->has_tombs) return e;
    unsigned char digest[PSEUDONYM_DIGEST_BYTES];
    const struct {
        sv kind, value;
    } look[] = {{SV("comment"), {(const char *)&r->id, sizeof r->id}}, {SV("text"), r->text}};
    for (int i = 0; i < 2 && !e && !*ret; i++) {
        int64_t found = 0;
        e = pseudonym_digest(w->s, look[i].kind, look[i].value, digest);
        if (!e)
            e = lite_int(w->s, &found, "SELECT 1 FROM tombstones WHERE kind=?1 AND digest=?2", "sb",
                look[i].kind, (sv){(char *)digest, sizeof digest});
        *ret = found;
    }
    return e;
}

/* Takes the stored text out of the index, which needs to be told the old words; corpus_index puts texts in. */
static err unindex_text(store *s, int64_t id)
{
    return lite_run(s,
        "INSERT INTO comments_fts(comments_fts,rowid,text)"
        " SELECT 'delete',comment_id,text FROM comments WHERE comment_id=?1 AND text IS NOT NULL"
        " AND EXISTS(SELECT 1 FROM comments_fts_docsize WHERE id=?1)",
        "i", id);
}

static err insert_comment(where *w, const doc_comment *c, const row *r)
{
    const when *d = &c->date;
    bool dated = d->precision != WHEN_NONE, rated = c->rating_max > 0;
    err e = lite_run(w->s,
        "INSERT INTO "
        "comments(comment_id,bucket,host_id,url_id,source_id,native,parent_id,author,kind,"
        "layer,confidence,written_at,written_precision,written_offset,written_raw,first_seen,last_"
        "seen,"
        "rating,rating_max,likes,text,text_hash,erase_after,home_id,amount,times) "
        "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,"
        "?12,?13,?14,?15,?16,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25)",
        "iiiiisIIiidIiisidddsiiIdd", r->id, w->bucket, w->p->host_id, w->p->url_id, w->p->source_id,
        r->native.n ? r->native : (sv){NULL, 0}, r->parent, r->author, (int64_t)c->kind,
        (int64_t)c->layer, (double)c->confidence, d->at_ms, (int64_t)d->precision,
        (int64_t)d->offset_min, dated ? d->raw : (sv){NULL, 0}, w->in->now,
        rated ? c->rating : (double)NAN, rated ? c->rating_max : (double)NAN,
        c->likes < 0 ? (double)NAN : (double)c->likes, r->text, r->text_hash, w->erase_after,
        r->home_id, c->amount > 0 ? c->amount : (double)NAN, c->times > 0 ? c->times : (double)NAN);
    w->ret->comments_new++;
    return e;
}

/* What came by a feed or an end point is now on its page, or that page has become known. */
static err move_home(const where *w, const doc_comment *c, const row *r)
{
    if (second_hand(c->layer))
        return !r->home_id ? ERR_OK
                           : lite_run(w->s, "UPDATE comments SET home_id=?2 WHERE comment_id=?1",
                                 "ii", r->id, r->home_id);
    return lite_run(w->s, "UPDATE comments SET url_id=?2,layer=?3,home_id=NULL WHERE comment_id=?1",
        "iii", r->id, w->p->url_id, (int64_t)c->layer);
}

/* Seen before: the times, and the text where it was edited or had been taken down. A text past its retention
 * does not come back. */
static err update_comment(where *w, const doc_comment *c, const row *r, const old *o)
{
    bool rated = c->rating_max > 0;
    w->ret->comments_seen++;
    err e = lite_run(w->s,
        "UPDATE comments SET last_seen=?2,likes=coalesce(nullif(?3,-1),likes),"
        "rating=coalesce(?4,rating),rating_max=coalesce(?5,rating_max),amount=coalesce(?6,amount),"
        "times=coalesce(?7,times) WHERE comment_id=?1",
        "iiidddd", r->id, w->in->now, c->likes, rated ? c->rating : (double)NAN,
        rated ? c->rating_max : (double)NAN, c->amount > 0 ? c->amount : (double)NAN,
        c->times > 0 ? c->times : (double)NAN);
    if (!e && second_hand(o->layer)) e = move_home(w, c, r);
    if (e || (o->has_text && o->text_hash == r->text_hash)) return e;
    int64_t keep = 0;
    e = lite_int(w->s, &keep, "SELECT erase_after>?2 FROM comments WHERE comment_id=?1", "ii",
        r->id, w->in->now);
    if (e || !keep) return e;
    w->ret->comments_changed++;
    if (o->has_text) e = unindex_text(w->s, r->id);
    if (!e)
        e = lite_run(w->s,
            "UPDATE comments SET text=?2,text_hash=?3,gone_at=NULL WHERE comment_id=?1", "isi",
            r->id, r->text, r->text_hash);
    return e;
}

static err put_comment(where *w, const doc_comment *c)
{
    row r = {.id = 0};
    old o = {.there = false};
    bool refused = false;
    if (!sv_trim(c->text).n) return ERR_OK;
    err e = make_row(w, c, &r);
    if (!e) e = entombed(w, &r, &refused);
    if (e || refused) return e;
    e = find_old(w, r.id, &o);
    /* the same number on another page with another author and text: numbers begin anew on each page there */
    if (!e && o.there && r.native.n && o.url_id != w->p->url_id && o.author != r.author &&
        o.text_hash != r.text_hash) {
        r.id = hash_id2(r.id, (sv){(const char *)&w->p->url_id, sizeof w->p->url_id});
        e = find_old(w, r.id, &o);
    }
    if (e) return e;
    w->layers |= 1U << c->layer;
    return o.there ? update_comment(w, c, &r, &o) : insert_comment(w, c, &r);
}

err corpus_withdraw(store *s, int64_t id, int64_t now)
{
    err e = unindex_text(s, id);
    if (!e) e = lite_run(s, "DELETE FROM signals WHERE comment_id=?1", "i", id);
    if (!e) e = lite_run(s, "DELETE FROM analyzed WHERE comment_id=?1", "i", id);
    if (!e)
        e = lite_run(s,
            "UPDATE comments SET text=NULL,written_raw=NULL,gone_at=?2 WHERE comment_id=?1", "ii",
            id, now);
    return e;
}

static bool read_fully(const doc *d)
{
    if (d->stopped || d->comments_external) return false;
    if (d->claimed >= 0) return (int64_t)d->n_comments >= d->claimed;
    for (size_t i = 0; i < d->n_links; i++)
        if (d->link[i].kind == LINK_NEXT) return false;
    return d->n_comments > 0;
}

/* Duty 9: what a fully read page does not show any more was withdrawn. Where the page does not tell its number,
 * a list that loses more than half, or as many as it gains, is a moving window or a new layout instead. */
static err put_vanished(where *w)
{
    if (!read_fully(w->d)) return ERR_OK;
    int64_t known = 0, missing = 0;
    err e = lite_int(w->s, &known,
        "SELECT count(*) FROM comments WHERE bucket=?1 AND host_id=?2 AND url_id=?3 AND gone_at IS "
        "NULL",
        "iii", w->bucket, w->p->host_id, w->p->url_id);
    if (!e)
        e = lite_int(w->s, &missing,
            "SELECT count(*) FROM comments WHERE bucket=?1 AND host_id=?2 AND url_id=?3 AND "
            "gone_at IS"
            " NULL AND last_seen<?4 AND (?5=0 OR (?5>>layer)&1)",
            "iiiii", w->bucket, w->p->host_id, w->p->url_id, w->in->now, (int64_t)w->layers);
    if (e || !missing) return e;
    if (w->d->claimed < 0 &&
        (missing * 2 > known || (w->ret->comments_new > 1 && w->ret->comments_new >= missing)))
        return ERR_OK;
    sqlite3_stmt *q = lite_bind(w->s, &e,
        "SELECT comment_id FROM comments WHERE bucket=?1 AND host_id=?2 AND url_id=?3 AND gone_at "
        "IS NULL"
        " AND last_seen<?4 AND (?5=0 OR (?5>>layer)&1) LIMIT 1",
        "iiiii", w->bucket, w->p->host_id, w->p->url_id, w->in->now, (int64_t)w->layers);
    while (lite_step(w->s, q, &e)) {
        int64_t id = sqlite3_column_int64(q, 0);
        (void)sqlite3_reset(q); /* the row leaves the set: ask again, keep the parameters */
        e = corpus_withdraw(w->s, id, w->in->now);
        w->ret->comments_gone++;
    }
    return e;
}

static err put_text(where *w)
{
    sv title = {NULL, 0}, text = {NULL, 0};
    const doc *d = w->d;
    err e = mask_private(w->a, sv_sub(d->title, 0, TEXT_BYTES), &title);
    if (!e) e = mask_private(w->a, sv_sub(d->text, 0, TEXT_BYTES), &text);
    if (e) return e;
    if (!text.p) text = SV("");
    int64_t hash = hash_id2(hash_id(title), text), last = 0, same = 0;
    e = lite_int(w->s, &last,
        "SELECT max(version) FROM documents WHERE bucket=?1 AND host_id=?2 AND url_id=?3", "iii",
        w->bucket, w->p->host_id, w->p->url_id);
    if (e) return e;
    int64_t id = hash_id2(w->p->url_id, (sv){(const char *)&last, sizeof last});
    e = lite_int(w->s, &same, "SELECT text_hash=?2 FROM documents WHERE doc_id=?1", "ii", id, hash);
    if (!e && last && same)
        return lite_run(w->s,
            "UPDATE documents SET last_seen=?2,claimed=?3,found=?4 WHERE doc_id=?1", "iiii", id,
            w->in->now, d->claimed, (int64_t)d->n_comments);
    last++;
    id = hash_id2(w->p->url_id, (sv){(const char *)&last, sizeof last});
    twin_page own = {id, w->p->source_id, w->p->url_id, d->simhash};
    int64_t twin = w->in->twins ? twin_find(w->in->twins, &own) : 0;
    if (w->in->twins && !twin) twin_add(w->in->twins, &own);
    if (!e)
        e = lite_run(w->s,
            "INSERT INTO "
            "documents(doc_id,bucket,host_id,url_id,version,source_id,first_seen,last_seen,"
            "text_hash,simhash,platform,lang,title,text,published_at,claimed,found,stopped,twin_of)"
            " VALUES(?1,?2,?3,?4,?5,?6,?7,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)",
            "iiiiiiiiissssIiisI", id, w->bucket, w->p->host_id, w->p->url_id, last, w->p->source_id,
            w->in->now, hash, (int64_t)d->simhash, sv_c(d->platform), d->lang, title, text,
            d->date.precision ? d->date.at_ms : 0, d->claimed, (int64_t)d->n_comments,
            sv_c(d->stopped), twin);
    w->ret->new_version = true;
    return e;
}

static err put_fact(where *w, const doc_fact *f)
{
    sv value = {NULL, 0}, key = {NULL, 0};
    bool own =
        f->kind == FACT_PHONE || f->kind == FACT_HANDLE; /* of the shop, printed for everybody */
    err e = own ? ERR_OK : mask_private(w->a, f->value, &value);
    if (!e && !own) e = mask_private(w->a, f->key, &key);
    if (own) value = f->value, key = f->key;
    if (e) return e;
    int64_t kind = f->kind, id = hash_id2(w->p->host_id, (sv){(const char *)&kind, sizeof kind}),
            had = 0;
    id = hash_id2(
        hash_id2(hash_id2(id, (sv){(const char *)&w->p->url_id, sizeof(int64_t)}), key), value);
    e = lite_int(w->s, &had, "SELECT 1 FROM facts WHERE fact_id=?1", "i", id);
    if (!e && had)
        return lite_run(w->s,
            "UPDATE facts SET last_seen=?2,last_run=?3,first_run=CASE WHEN ended_at IS NULL THEN "
            "first_run ELSE ?3 END,ended_at=NULL WHERE fact_id=?1",
            "iii", id, w->in->now, w->in->run_id);
    w->ret->facts_new++;
    if (!e)
        e = lite_run(w->s,
            "INSERT INTO "
            "facts(fact_id,bucket,host_id,url_id,source_id,kind,key,value,amount,confidence,"
            "first_seen,last_seen,first_run,last_run) "
            "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?11,?12,"
            "?12)",
            "iiiiiissddii", id, w->bucket, w->p->host_id, w->p->url_id, w->p->source_id, kind,
            key.p ? key : SV(""), value.p ? value : SV(""), f->amount, (double)f->confidence,
            w->in->now, w->in->run_id);
    return e;
}

static err end_facts(where *w)
{
    err e = lite_run(w->s,
        "UPDATE facts SET ended_at=?4 WHERE bucket=?1 AND host_id=?2 AND url_id=?3 AND ended_at IS "
        "NULL"
        " AND last_seen<?4",
        "iiii", w->bucket, w->p->host_id, w->p->url_id, w->in->now);
    w->ret->facts_ended += sqlite3_changes(w->s->db);
    return e;
}

static where where_of(store *s, arena *a, const page *p, const corpus_in *in, corpus_put *ret)
{
    int64_t keep = in->retention_ms > 0 ? in->retention_ms : (int64_t)RETENTION_DAYS * 86400000;
    *ret = (corpus_put){.refused = false};
    return (where){.s = s,
        .a = a,
        .p = p,
        .in = in,
        .ret = ret,
        .host = host_of(p->url),
        .base = without_fragment(p->url),
        .bucket = p->host_id % BUCKETS,
        .erase_after = in->now + keep};
}

err corpus_put_doc(
    store *s, arena *a, const page *p, const doc *d, const corpus_in *in, corpus_put *ret)
{
    where w = where_of(s, a, p, in, ret);
    w.d = d;
    if (d->canonical.n && sv_eq(host_of(d->canonical), w.host))
        w.base = without_fragment(d->canonical);
    err e = erase_forgotten(s, w.host, without_fragment(p->url), &ret->refused);
    if (e || ret->refused) return e;
    e = put_text(&w);
    for (size_t i = 0; i < d->n_comments && !e; i++) e = put_comment(&w, &d->comment[i]);
    if (!e) e = put_vanished(&w);
    for (size_t i = 0; i < d->n_facts && !e; i++) e = put_fact(&w, &d->fact[i]);
    return e ? e : end_facts(&w);
}

err corpus_put_gone(store *s, const page *p, const corpus_in *in, corpus_put *ret)
{
    arena none = ARENA_INIT(0);
    where w = where_of(s, &none, p, in, ret);
    const doc empty = {.claimed = 0};
    w.d = &empty;
    err e = put_vanished(&w);
    return e ? e : end_facts(&w);
}
