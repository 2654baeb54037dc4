/* corpus_comments.c - the comments of a page: which of them are known, which were edited, which vanished. */
#include <math.h>

#include "db/corpus_in.h"
#include "db/erase.h"
#include "db/ids.h"
#include "db/pseudonym.h"
#include "db/tombs.h"
#include "text/mask.h"
#include "util/hash.h"

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

static bool second_hand(comment_layer layer) { return layer == LAYER_FEED || layer == LAYER_API; }

/* Where people read a comment that stands elsewhere: the page that this one says to be; for a feed or an end point the
 * page it names, when the crawl knows it. Else 0. */
static err home_of(const corpus_page *w, const doc_comment *c, int64_t *ret_url_id)
{
    *ret_url_id = 0;
    sv url = corpus_without_fragment(c->url);
    if (!second_hand(c->layer)) {
        if (w->home_id != w->p->url_id) *ret_url_id = w->home_id;
        return ERR_OK;
    }
    if (!url.n || sv_eq(url, w->p->url)) return ERR_OK;
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

static err find_old(const corpus_page *w, int64_t id, old *ret)
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

/* Where numbers begin anew on each page: the identifier of what this page numbers so. `id`: its identifier if the
 * number is the host's. */
static err renumber(const corpus_page *w, int64_t id, int64_t *ret)
{
    const int64_t place = w->p->url_id;
    return ids_at(w->s, place, hash_id2(id, (sv){(const char *)&place, sizeof place}), ret);
}

/* What is answered: the comment of this page with that number, before one that another page has. */
static err find_parent(corpus_page *w, sv native, int64_t *ret)
{
    int64_t here = 0, id = 0;
    err e = ids_of_native(w->s, w->host, native, &id);
    if (!e) e = renumber(w, id, &here);
    *ret = id;
    if (!e)
        e = lite_int(w->s, ret, "SELECT comment_id FROM comments WHERE comment_id=?1", "i", here);
    if (*ret == id) w->early = true;
    return e;
}

/* A comment that got a number of its own takes the answers that this page has shown before it. */
static err take_answers(const corpus_page *w, int64_t from, int64_t id)
{
    if (!w->early) return ERR_OK;
    return lite_run(w->s,
        "UPDATE comments SET parent_id=?5 WHERE bucket=?1 AND host_id=?2 AND url_id=?3 AND "
        "parent_id=?4",
        "iiiii", w->bucket, w->p->host_id, w->p->url_id, from, id);
}

static err make_row(corpus_page *w, const doc_comment *c, row *ret)
{
    sv who = c->author_id.n ? c->author_id : c->author;
    if (pseudonym_nameless(c->author) && !c->author_id.n) who = (sv){NULL, 0};
    err e = pseudonym_of(w->s, w->host, who, &ret->author);
    if (!e) e = mask_personal(w->a, sv_sub(c->text, 0, CORPUS_TEXT_BYTES), &ret->text);
    if (!e) e = home_of(w, c, &ret->home_id);
    if (e) return e;
    ret->native = corpus_native(c->id);
    ret->text_hash = hash_id(ret->text);
    sv parent = corpus_native(c->parent);
    ret->parent = 0;
    if (parent.n) e = find_parent(w, parent, &ret->parent);
    if (e || ret->native.n) return e ? e : ids_of_native(w->s, w->host, ret->native, &ret->id);
    int64_t place = hash_id(c->url.n ? corpus_without_fragment(c->url) : w->base);
    int64_t id =
        hash_id2(hash_id2(place, (sv){(const char *)&ret->author, sizeof ret->author}), ret->text);
    return ids_at(w->s, place, id, &ret->id);
}

static tombs_marks marks_of(const corpus_page *w, const row *r)
{
    return (tombs_marks){w->p->url_id, w->home_id, r->author, r->text_hash, r->native};
}

static err entombed(const corpus_page *w, const row *r, bool *ret)
{
    *ret = false;
    err e = erase_forgotten(w->s, (sv){NULL, 0}, (sv){NULL, 0}, ret); /* counts once */
    if (e || !w->s->has_tombs) return e;
    const tombs_marks m = marks_of(w, r);
    e = tombs_has(w->s, SV("comment"), (sv){(const char *)&r->id, sizeof r->id}, ret);
    if (!e && !*ret) e = tombs_has(w->s, SV("text"), r->text, ret);
    return e || *ret ? e : tombs_said(w->s, &m, ret);
}

/* Where numbers begin anew on each page: was that number of the page forgotten which this one says to be? */
static err entombed_at_base(const corpus_page *w, const row *r, bool *ret)
{
    const int64_t base = w->home_id;
    if (base == w->p->url_id || !r->native.n || !w->s->has_tombs) return ERR_OK;
    int64_t id = 0;
    err e = ids_at(w->s, base, hash_id2(r->id, (sv){(const char *)&base, sizeof base}), &id);
    return e ? e : tombs_has(w->s, SV("comment"), (sv){(const char *)&id, sizeof id}, ret);
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

static err insert_comment(corpus_page *w, const doc_comment *c, const row *r)
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
static err move_home(const corpus_page *w, const doc_comment *c, const row *r)
{
    if (second_hand(c->layer))
        return !r->home_id ? ERR_OK
                           : lite_run(w->s, "UPDATE comments SET home_id=?2 WHERE comment_id=?1",
                                 "ii", r->id, r->home_id);
    return lite_run(w->s,
        "UPDATE comments SET url_id=?2,layer=?3,home_id=nullif(?4,0) WHERE comment_id=?1", "iiii",
        r->id, w->p->url_id, (int64_t)c->layer, r->home_id);
}

/* Seen before: the times, and the text where it was edited or had been taken down. A text past its retention
 * does not come back. */
static err update_comment(corpus_page *w, const doc_comment *c, const row *r, const old *o)
{
    bool rated = c->rating_max > 0;
    w->ret->comments_seen++;
    err e = lite_run(w->s,
        "UPDATE comments SET last_seen=?2,likes=coalesce(nullif(?3,-1),likes),"
        "rating=coalesce(?4,rating),rating_max=coalesce(?5,rating_max),amount=coalesce(?6,amount),"
        "times=coalesce(?7,times),parent_id=coalesce(?8,parent_id) WHERE comment_id=?1",
        "iiiddddI", r->id, w->in->now, c->likes, rated ? c->rating : (double)NAN,
        rated ? c->rating_max : (double)NAN, c->amount > 0 ? c->amount : (double)NAN,
        c->times > 0 ? c->times : (double)NAN, o->url_id == w->p->url_id ? r->parent : 0);
    if (!e && second_hand((comment_layer)o->layer)) e = move_home(w, c, r);
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

/* Does the host begin anew with its numbers on each page? Then two comments that it numbers so are here already. */
static err numbers_anew(const corpus_page *w, const row *r, bool *ret)
{
    int64_t found = 0;
    err e = lite_int(w->s, &found,
        "SELECT 1 FROM comments WHERE bucket=?1 AND host_id=?2 AND native=?3 AND comment_id<>?4 "
        "LIMIT 1",
        "iisi", w->bucket, w->p->host_id, r->native, r->id);
    *ret = found;
    return e;
}

/* The host's number is under a tombstone: may this be another comment, which this page numbers alike? Feeds and end
 * points name comments of all pages, often with other authors and shorter texts: from there nothing comes back. */
static err is_another(const corpus_page *w, const doc_comment *c, const row *r, bool *ret)
{
    old here = {.there = false};
    int64_t id = 0;
    *ret = false;
    if (second_hand(c->layer) || !r->native.n) return ERR_OK;
    err e = renumber(w, r->id, &id);
    if (!e) e = find_old(w, id, &here);
    *ret = here.there; /* stored as another one while the forgotten one was there to compare */
    if (e || here.there) return e;
    const tombs_marks m = marks_of(w, r);
    e = tombs_is_another(w->s, r->id, &m, ret);
    return e || !*ret ? e : numbers_anew(w, r, ret);
}

/* The number that the comment really gets, what is stored under it, and whether that was forgotten. */
static err settle(corpus_page *w, const doc_comment *c, row *r, old *o, bool *ret_refused)
{
    bool forgotten = false, anew = false;
    err e = entombed(w, r, &forgotten);
    if (!e && forgotten) e = is_another(w, c, r, &anew);
    *ret_refused = forgotten && !anew;
    if (!e && !*ret_refused) e = entombed_at_base(w, r, ret_refused);
    if (e || *ret_refused) return e;
    e = find_old(w, r->id, o);
    /* the same number on another page with another author and text: numbers begin anew on each page there */
    if (o->there && r->native.n && o->url_id != w->p->url_id && o->author != r->author &&
        o->text_hash != r->text_hash)
        anew = true;
    if (e || !anew) return e;
    const int64_t hosts = r->id;
    e = renumber(w, hosts, &r->id);
    if (!e) e = entombed(w, r, ret_refused);
    if (!e) e = find_old(w, r->id, o);
    return e || o->there || *ret_refused ? e : take_answers(w, hosts, r->id);
}

err corpus_put_comment(corpus_page *w, const doc_comment *c)
{
    row r = {.id = 0};
    old o = {.there = false};
    bool refused = false;
    if (!sv_trim(c->text).n) return ERR_OK;
    err e = make_row(w, c, &r);
    if (!e) e = settle(w, c, &r, &o, &refused);
    w->ret->forgotten = w->ret->forgotten || refused;
    if (e || refused) return e;
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
    if (d->stopped || d->broken_off || d->comments_external) return false;
    if (d->claimed >= 0) return (int64_t)d->n_comments >= d->claimed;
    for (size_t i = 0; i < d->n_links; i++)
        if (d->link[i].kind == LINK_NEXT) return false;
    return d->n_comments > 0;
}

/* Duty 9: what a fully read page does not show any more was withdrawn. Where the page does not tell its number,
 * a list that loses more than half, or as many as it gains, is a moving window or a new layout instead. */
err corpus_put_vanished(corpus_page *w)
{
    if (w->fresh || !read_fully(w->d)) return ERR_OK;
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
