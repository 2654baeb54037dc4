/* tombs.c - keyed digests of what was forgotten: nobody can read them, and the next crawl is measured against them. */
#include "db/tombs.h"

#include "db/lite.h"
#include "db/pseudonym.h"
#include "parsers/doc.h"
#include "util/hash.h"

err tombs_bury(store *s, sv kind, sv value, int64_t now)
{
    unsigned char digest[PSEUDONYM_DIGEST_BYTES];
    err e = pseudonym_digest(s, kind, value, digest);
    s->tombs_counted = false;
    return e ? e
             : lite_run(s, "INSERT INTO tombstones VALUES(?1,?2,?3) ON CONFLICT DO NOTHING", "sbi",
                   kind, (sv){(char *)digest, sizeof digest}, now);
}

err tombs_has(store *s, sv kind, sv value, bool *ret)
{
    unsigned char digest[PSEUDONYM_DIGEST_BYTES];
    int64_t found = 0;
    err e = value.n ? pseudonym_digest(s, kind, value, digest) : ERR_OK;
    if (!e && value.n)
        e = lite_int(s, &found, "SELECT 1 FROM tombstones WHERE kind=?1 AND digest=?2", "sb", kind,
            (sv){(char *)digest, sizeof digest});
    if (found) *ret = true;
    return e;
}

static err mark(store *s, sv kind, int64_t id, int64_t value, int64_t now)
{
    const int64_t both[2] = {id, value};
    return tombs_bury(s, kind, (sv){(const char *)both, sizeof both}, now);
}

/* The author's name is a pseudonym of the site: no other site has it. */
static err bury_words(store *s, int64_t author, int64_t words, sv native, int64_t now)
{
    const int64_t said[2] = {author, words}, copy[3] = {author, words, hash_id(native)};
    err e = author ? tombs_bury(s, SV("said"), (sv){(const char *)said, sizeof said}, now) : ERR_OK;
    return e || !author ? e : tombs_bury(s, SV("copy"), (sv){(const char *)copy, sizeof copy}, now);
}

err tombs_said(store *s, const tombs_marks *m, bool *ret)
{
    const int64_t said[2] = {m->author, m->text_hash},
                  copy[3] = {m->author, m->text_hash, hash_id(m->native)},
                  bare[3] = {m->author, m->text_hash, hash_id(SV(""))};
    if (!m->author) return ERR_OK;
    if (!m->native.n) return tombs_has(s, SV("said"), (sv){(const char *)said, sizeof said}, ret);
    err e = tombs_has(s, SV("copy"), (sv){(const char *)copy, sizeof copy}, ret);
    return e ? e : tombs_has(s, SV("copy"), (sv){(const char *)bare, sizeof bare}, ret);
}

err tombs_words(store *s, int64_t id, int64_t now)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(
        s, &e, "SELECT author,text_hash,native FROM comments WHERE comment_id=?1", "i", id);
    if (!lite_step(s, q, &e)) return e;
    e = bury_words(s, sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1), lite_text(q, 2), now);
    lite_end(q);
    return e;
}

/* What tells a comment from one that another page numbers alike: its pages, its author, its words. Of one that only
 * came by a feed or an end point the page is not sure. */
err tombs_mark(store *s, int64_t id, int64_t now)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT url_id,home_id,author,text_hash FROM comments WHERE comment_id=?1 AND layer NOT IN(?2,?3)",
        "iii", id, (int64_t)LAYER_FEED, (int64_t)LAYER_API);
    if (!lite_step(s, q, &e)) return e;
    const int64_t url = sqlite3_column_int64(q, 0), home = sqlite3_column_int64(q, 1),
                  author = sqlite3_column_int64(q, 2), words = sqlite3_column_int64(q, 3);
    lite_end(q);
    e = mark(s, SV("marked"), id, 0, now);
    if (!e) e = mark(s, SV("page"), id, url, now);
    if (!e && home) e = mark(s, SV("page"), id, home, now);
    if (!e) e = mark(s, SV("author"), id, author, now);
    return e ? e : mark(s, SV("words"), id, words, now);
}

static err marked(store *s, sv kind, int64_t id, int64_t value, bool *ret)
{
    const int64_t both[2] = {id, value};
    return tombs_has(s, kind, (sv){(const char *)both, sizeof both}, ret);
}

err tombs_unless(store *s, int64_t id, int64_t url_id)
{
    unsigned char digest[PSEUDONYM_DIGEST_BYTES];
    const int64_t own[2] = {id, 0};
    bool there = false;
    err e = marked(s, SV("page"), id, url_id, &there);
    if (e || there) return e;
    e = pseudonym_digest(s, SV("marked"), (sv){(const char *)own, sizeof own}, digest);
    return e ? e
             : lite_run(s, "DELETE FROM tombstones WHERE kind='marked' AND digest=?1", "b",
                   (sv){(char *)digest, sizeof digest});
}

err tombs_is_another(store *s, int64_t id, const tombs_marks *m, bool *ret)
{
    bool known = false, same = m->author == 0;
    *ret = false;
    err e = marked(s, SV("marked"), id, 0, &known);
    if (!e && !same) e = marked(s, SV("page"), id, m->url_id, &same);
    if (!e && !same) e = marked(s, SV("page"), id, m->base_id, &same);
    if (!e && !same) e = marked(s, SV("author"), id, m->author, &same);
    if (!e && !same) e = marked(s, SV("words"), id, m->text_hash, &same);
    if (!e) *ret = known && !same;
    return e;
}
