/* corpus_put.c - stores a parsed page: its text and the facts it states; corpus_comments.c stores the comments on it. */
#include "db/corpus_in.h"
#include "db/erase.h"
#include "db/ids.h"
#include "text/mask.h"
#include "util/hash.h"

enum { BUCKETS = 1024, RETENTION_DAYS = 90 };

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

sv corpus_without_fragment(sv url) { return sv_cut(&url, '#'); }

static err put_text(corpus_page *w)
{
    sv title = {NULL, 0}, text = {NULL, 0};
    const doc *d = w->d;
    err e = mask_private(w->a, sv_sub(d->title, 0, CORPUS_TEXT_BYTES), &title);
    if (!e) e = mask_private(w->a, sv_sub(d->text, 0, CORPUS_TEXT_BYTES), &text);
    if (e) return e;
    if (!text.p) text = SV("");
    int64_t hash = hash_id2(hash_id(title), text), last = 0, same = 0;
    e = lite_int(w->s, &last,
        "SELECT max(version) FROM documents WHERE bucket=?1 AND host_id=?2 AND url_id=?3", "iii",
        w->bucket, w->p->host_id, w->p->url_id);
    if (e) return e;
    int64_t id = hash_id2(w->p->url_id, (sv){(const char *)&last, sizeof last});
    if (last)
        e = lite_int(
            w->s, &same, "SELECT text_hash=?2 FROM documents WHERE doc_id=?1", "ii", id, hash);
    w->fresh = w->fresh && !last;
    if (!e && last && same)
        return lite_run(w->s,
            "UPDATE documents SET last_seen=?2,claimed=?3,found=?4,stopped=?5 WHERE doc_id=?1",
            "iiiis", id, w->in->now, d->claimed, (int64_t)d->n_comments, sv_c(d->stopped));
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

static err insert_fact(const corpus_page *w, const doc_fact *f, int64_t id, sv key, sv value)
{
    return lite_run(w->s,
        "INSERT INTO "
        "facts(fact_id,bucket,host_id,url_id,source_id,kind,key,value,amount,confidence,"
        "first_seen,last_seen,first_run,last_run) "
        "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?11,?12,?12) ON CONFLICT(fact_id) DO NOTHING",
        "iiiiiissddii", id, w->bucket, w->p->host_id, w->p->url_id, w->p->source_id,
        (int64_t)f->kind, key.p ? key : SV(""), value.p ? value : SV(""), f->amount,
        (double)f->confidence, w->in->now, w->in->run_id);
}

static err put_fact(corpus_page *w, const doc_fact *f)
{
    sv value = {NULL, 0}, key = {NULL, 0};
    bool own =
        f->kind == FACT_PHONE || f->kind == FACT_HANDLE; /* of the shop, printed for everybody */
    err e = own ? ERR_OK : mask_private(w->a, f->value, &value);
    if (!e && !own) e = mask_private(w->a, f->key, &key);
    if (own) value = f->value, key = f->key;
    if (e) return e;
    int64_t kind = f->kind, id = hash_id2(w->p->host_id, (sv){(const char *)&kind, sizeof kind});
    id = hash_id2(
        hash_id2(hash_id2(id, (sv){(const char *)&w->p->url_id, sizeof(int64_t)}), key), value);
    e = ids_at(w->s, w->p->url_id, id, &id);
    if (!e) e = insert_fact(w, f, id, key, value);
    if (!e && !sqlite3_changes(w->s->db))
        return lite_run(w->s,
            "UPDATE facts SET last_seen=?2,last_run=?3,first_run=CASE WHEN ended_at IS NULL THEN "
            "first_run ELSE ?3 END,ended_at=NULL WHERE fact_id=?1",
            "iii", id, w->in->now, w->in->run_id);
    if (!e) w->ret->facts_new++;
    return e;
}

/* Was nothing stored from this page before? Then nothing of it can be missing now. */
static err look_back(corpus_page *w)
{
    int64_t had = 0;
    err e = lite_int(w->s, &had,
        "SELECT EXISTS(SELECT 1 FROM comments WHERE bucket=?1 AND host_id=?2 AND url_id=?3) OR "
        "EXISTS(SELECT 1 FROM facts WHERE bucket=?1 AND host_id=?2 AND url_id=?3)",
        "iii", w->bucket, w->p->host_id, w->p->url_id);
    w->fresh = !had;
    return e;
}

static err end_facts(corpus_page *w)
{
    if (w->fresh || w->d->broken_off) return ERR_OK;
    err e = lite_run(w->s,
        "UPDATE facts SET ended_at=?4 WHERE bucket=?1 AND host_id=?2 AND url_id=?3 AND ended_at IS "
        "NULL"
        " AND last_seen<?4",
        "iiii", w->bucket, w->p->host_id, w->p->url_id, w->in->now);
    w->ret->facts_ended += sqlite3_changes(w->s->db);
    return e;
}

static corpus_page page_of(store *s, arena *a, const page *p, const corpus_in *in, corpus_put *ret)
{
    int64_t keep = in->retention_ms > 0 ? in->retention_ms : (int64_t)RETENTION_DAYS * 86400000;
    *ret = (corpus_put){.refused = false};
    return (corpus_page){.s = s,
        .a = a,
        .p = p,
        .in = in,
        .ret = ret,
        .host = host_of(p->url),
        .base = corpus_without_fragment(p->url),
        .home_id = p->url_id,
        .bucket = p->host_id % BUCKETS,
        .erase_after = in->now + keep};
}

err corpus_put_doc(
    store *s, arena *a, const page *p, const doc *d, const corpus_in *in, corpus_put *ret)
{
    corpus_page w = page_of(s, a, p, in, ret);
    w.d = d;
    if (d->canonical.n && sv_eq(host_of(d->canonical), w.host))
        w.base = corpus_without_fragment(d->canonical);
    if (d->home.n && sv_eq(host_of(d->home), w.host)) w.home_id = hash_id(d->home);
    err e = erase_forgotten(s, w.host, corpus_without_fragment(p->url), &ret->refused);
    /* under whatever address: it says itself which page it is */
    if (!e && !ret->refused && d->home.n)
        e = erase_forgotten(s, host_of(d->home), d->home, &ret->refused);
    if (e || ret->refused) return e;
    e = look_back(&w);
    if (!e) e = put_text(&w);
    for (size_t i = 0; i < d->n_comments && !e; i++) e = corpus_put_comment(&w, &d->comment[i]);
    if (!e) e = corpus_put_vanished(&w);
    for (size_t i = 0; i < d->n_facts && !e; i++) e = put_fact(&w, &d->fact[i]);
    return e ? e : end_facts(&w);
}

err corpus_put_gone(store *s, const page *p, const corpus_in *in, corpus_put *ret)
{
    arena none = ARENA_INIT(0);
    corpus_page w = page_of(s, &none, p, in, ret);
    const doc empty = {.claimed = 0};
    w.d = &empty;
    err e = corpus_put_vanished(&w);
    return e ? e : end_facts(&w);
}
