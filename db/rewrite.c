#include "db/rewrite.h"

#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "db/erase.h"
#include "db/lite.h"
#include "util/buf.h"
#include "util/file.h"
#include "util/hash.h"
#include "util/vec.h"

enum {
    LIST_BYTES = 256 << 20,
    COPY_BYTES = 1 << 16,
    PLAIN_BYTES = 64 << 20,
    RECORD_BYTES = 192 << 20
};

/* Letters folded as in fold(); \\u escapes of JSON; Windows-1256; escapes of an address. */
enum { SPELLED_FOLDED, SPELLED_JSON, SPELLED_1256, SPELLED_URL, N_SPELLED };

typedef struct place {
    int64_t at, n;
    bool drop;
} place;

typedef struct rewrite {
    store *s;
    arena a;
    sv site, url, text;
    VEC(place) at;
    int64_t dropped;
    char *plain;           /* PLAIN_BYTES, for reading records */
    sv spelled[N_SPELLED]; /* `text` as a record may have it */
} rewrite;

static bool same_page(sv a, sv b)
{
    sv x = a, y = b;
    return sv_eq(sv_cut(&x, '#'), sv_cut(&y, '#'));
}

static int64_t page_of(sv url) { return hash_id(sv_cut(&url, '#')); }

/* In place: ي and ك as Persian letters, without half-spaces and the ways HTML writes them. Same length or shorter. */
static sv fold(char *p, size_t n)
{
    static const sv gone[] = {SV_INIT("\u200C"), SV_INIT("&zwnj;"), SV_INIT("&#8204;"),
        SV_INIT("&#x200c;"), SV_INIT("&#x200C;")};
    const sv all = {p, n};
    size_t to = 0;
    for (size_t i = 0; i < n;) {
        const sv rest = sv_sub(all, i, n);
        size_t skip = 0;
        for (size_t k = 0; (p[i] == '&' || p[i] == gone[0].p[0]) && k < 5 && !skip; k++)
            if (sv_starts(rest, gone[k])) skip = gone[k].n;
        const char *letter = sv_starts(rest, SV("ي")) ? "ی" : sv_starts(rest, SV("ك")) ? "ک" : NULL;
        if (letter) {
            p[to++] = letter[0];
            p[to++] = letter[1];
            skip = 2;
        } else if (!skip) {
            p[to++] = p[i];
            skip = 1;
        }
        i += skip;
    }
    return (sv){p, to};
}

static sv in_1256(arena *a, sv text)
{
    char *out = arena_alloc(a, text.n + 1), *in = arena_alloc(a, text.n + 1), *to = out;
    iconv_t how = out && in ? iconv_open("CP1256", "UTF-8") : (iconv_t)-1;
    if (how == (iconv_t)-1) return (sv){NULL, 0};
    (void)memcpy(in, text.p, text.n);
    size_t left = text.n, room = text.n;
    bool ok = iconv(how, &in, &left, &to, &room) != (size_t)-1;
    (void)iconv_close(how);
    return ok ? (sv){out, (size_t)(to - out)} : (sv){NULL, 0};
}

/* \\u06cc for letters beyond ASCII when json, else %DB%8C. */
static sv escaped(arena *a, sv text, bool json)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i],
                      d = i + 1 < text.n ? (unsigned char)text.p[i + 1] : 0;
        if (c < 0x80)
            buf_putc(&b, text.p[i]);
        else if (!json)
            buf_printf(&b, "%%%02X", c);
        else if ((c & 0xE0) == 0xC0)
            buf_printf(&b, "\\u%04x", (unsigned)(c & 0x1F) << 6 | (d & 0x3F)), i++;
        else
            return (sv){NULL, 0};
    }
    return b.e ? (sv){NULL, 0} : arena_sv(a, buf_sv(&b));
}

static err spell(rewrite *r)
{
    sv copy = r->text.n ? arena_sv(&r->a, r->text) : (sv){NULL, 0};
    if (!r->text.n) return ERR_OK;
    if (!copy.p) return ERR_NOMEM;
    r->spelled[SPELLED_FOLDED] = fold((char *)(uintptr_t)copy.p, copy.n);
    r->spelled[SPELLED_JSON] = escaped(&r->a, r->text, true);
    r->spelled[SPELLED_1256] = in_1256(&r->a, r->text);
    r->spelled[SPELLED_URL] = escaped(&r->a, r->text, false);
    return ERR_OK;
}

static bool says(const rewrite *r, sv plain)
{
    for (int i = SPELLED_JSON; i < N_SPELLED; i++)
        if (r->spelled[i].n && sv_find(plain, r->spelled[i]) != SV_NPOS) return true;
    sv folded = fold((char *)(uintptr_t)plain.p, plain.n);
    return sv_find(folded, r->spelled[SPELLED_FOLDED]) != SV_NPOS;
}

/* Whether the bytes of a record, which is one gzip member, hold the words. */
static err holds(rewrite *r, FILE *f, const place *p, bool *ret)
{
    if (!r->plain) r->plain = arena_alloc(&r->a, PLAIN_BYTES);
    char *packed = malloc((size_t)p->n + 1);
    z_stream z = {.next_in = (Bytef *)packed,
        .avail_in = (uInt)p->n,
        .next_out = (Bytef *)r->plain,
        .avail_out = PLAIN_BYTES};
    err e = packed && r->plain && inflateInit2(&z, 16 + MAX_WBITS) == Z_OK ? ERR_OK : ERR_NOMEM;
    if (!e && (fseeko(f, (off_t)p->at, SEEK_SET) != 0 ||
                  fread(packed, 1, (size_t)p->n, f) != (size_t)p->n))
        e = ERR_CORRUPT;
    if (!e) {
        (void)inflate(&z, Z_FINISH); /* what can be read of a damaged one is looked at */
        *ret = says(r, (sv){r->plain, PLAIN_BYTES - z.avail_out});
    }
    (void)inflateEnd(&z);
    free(packed);
    return e;
}

static err doomed(rewrite *r, FILE *f, sv url, place *p)
{
    p->drop = r->url.n ? same_page(url, r->url) : r->site.n && erase_same_host(url, r->site);
    return r->text.n ? holds(r, f, p, &p->drop) : ERR_OK;
}

/* The records of a file, as the store knows them. */
static err look(rewrite *r, int64_t file, FILE *f)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(r->s, &e,
        "WITH gone AS MATERIALIZED (SELECT source_id,author,text_hash FROM comments WHERE ?3<>0 AND "
        "(url_id=?3 OR home_id=?3)) "
        "SELECT f.warc_off,f.warc_len,coalesce(u.url,h.name,''),EXISTS(SELECT 1 FROM gone) AND EXISTS("
        "SELECT 1 FROM comments c WHERE c.bucket=f.bucket AND c.host_id=f.host_id AND "
        "c.url_id=f.url_id AND (c.home_id=?3 OR EXISTS(SELECT 1 FROM gone g WHERE "
        "g.source_id=c.source_id AND g.author=c.author AND g.text_hash=c.text_hash))) OR ?2 IS NOT NULL AND (EXISTS(SELECT 1 "
        "FROM comments c WHERE c.url_id=f.url_id AND instr(" ERASE_FOLDED("c.text") "," ERASE_FOLDED("?2") ")) OR EXISTS(SELECT 1 FROM documents d WHERE d.url_id=f.url_id AND (instr(" ERASE_FOLDED(
            "d.text") "," ERASE_FOLDED("?2") ") OR instr(" ERASE_FOLDED("d.title") "," ERASE_FOLDED("?2") ")))) FROM fetches f LEFT JOIN urls u "
                                                                                                          "USING(bucket,host_id,"
                                                                                                          "url_id) LEFT JOIN hosts h USING(bucket,host_id) WHERE f.warc_file=?1 AND f.warc_len>0 "
                                                                                                          "ORDER BY f.warc_off",
        "isi", file, r->text, r->url.n ? page_of(r->url) : 0);
    while (lite_step(r->s, q, &e)) {
        place *p = VEC_PUSH(&r->a, &r->at);
        if (!p) e = ERR_NOMEM;
        if (e) continue;
        *p = (place){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1), false};
        bool matched = sqlite3_column_int(q, 3) != 0;
        e = matched ? ERR_OK : doomed(r, f, lite_text(q, 2), p);
        p->drop = p->drop || matched;
        r->dropped += p->drop;
    }
    return e;
}

static err copy(FILE *from, FILE *to, int64_t at, int64_t n)
{
    char b[COPY_BYTES];
    if (fseeko(from, (off_t)at, SEEK_SET) != 0) return os_err();
    while (n > 0) {
        size_t want = n < COPY_BYTES ? (size_t)n : (size_t)COPY_BYTES;
        if (fread(b, 1, want, from) != want) return ERR_CORRUPT;
        if (fwrite(b, 1, want, to) != want) return os_err();
        n -= (int64_t)want;
    }
    return ERR_OK;
}

static err moved(const rewrite *r, int64_t file, const place *p, int64_t to)
{
    return lite_run(r->s,
        "UPDATE fetches SET warc_off=?3,warc_len=?4,warc_file=?5 WHERE warc_file=?1 AND "
        "warc_off=?2",
        p->drop ? "iinnn" : "iiiii", file, p->at, to, p->n, file);
}

/* Everything between dropped records goes over; what is behind `committed` was never acknowledged. */
static err copy_rest(const rewrite *r, int64_t file, FILE *from, FILE *to, int64_t committed)
{
    int64_t at = 0, out = 0;
    err e = ERR_OK;
    for (size_t i = 0; i < r->at.n && !e; i++) {
        const place *p = &r->at.at[i];
        if (p->at < at || p->at + p->n > committed) continue;
        e = copy(from, to, at, p->at - at);
        out += p->at - at;
        if (!e) e = moved(r, file, p, out);
        if (!e && !p->drop) e = copy(from, to, p->at, p->n);
        if (!p->drop) out += p->n;
        at = p->at + p->n;
    }
    if (!e) e = copy(from, to, at, committed - at);
    out += committed - at;
    if (!e && (fflush(to) != 0 || fsync(fileno(to)) != 0)) e = os_err();
    return e ? e
             : lite_run(r->s,
                   "UPDATE warc_files SET committed=?2,sealed_sha256=NULL WHERE file_id=?1", "ii",
                   file, out);
}

static err write_anew(const rewrite *r, int64_t file, sv path, int64_t committed, note *reterr)
{
    arena a = ARENA_INIT(16384);
    sv fresh = arena_printf(&a, "%.*s.new", SV_FMT(path)), name = arena_sv(&a, path);
    CLEANUP(file_closep) FILE *from = name.p ? fopen(name.p, "re") : NULL;
    int fd = fresh.p ? open(fresh.p, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    CLEANUP(file_closep) FILE *to = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!to && fd >= 0) (void)close(fd);
    err e = from && to ? store_begin(r->s)
                       : note_set(reterr, os_err(), "%.*s: %s", SV_FMT(path), os_error());
    if (e) goto done;
    e = copy_rest(r, file, from, to, committed);
    if (!e && rename(fresh.p, name.p) != 0)
        e = note_set(reterr, os_err(), "%s: %s", name.p, os_error());
    if (!e) e = store_commit(r->s);
    if (e) store_rollback(r->s);
done:
    if (e && fresh.p) (void)unlink(fresh.p);
    arena_clear(&a);
    return e;
}

static err one_file(rewrite *r, int64_t file, sv path, int64_t committed, note *reterr)
{
    int64_t before = r->dropped;
    arena a = ARENA_INIT(16384);
    sv name = arena_sv(&a, path);
    CLEANUP(file_closep) FILE *f = name.p ? fopen(name.p, "re") : NULL;
    err missing = os_err();
    arena_clear(&a);
    r->at.n = 0;
    if (!f) return missing == ERR_ABSENT ? ERR_OK : note_set(reterr, missing, "%.*s", SV_FMT(path));
    err e = look(r, file, f); /* an absent file: sealed ones may be deleted whole */
    return e || r->dropped == before ? e : write_anew(r, file, path, committed, reterr);
}

err rewrite_records(store *s, sv site, sv url, sv text, int64_t *ret_n, note *reterr)
{
    rewrite r = {.s = s, .a = ARENA_INIT(LIST_BYTES), .site = site, .url = url, .text = text};
    err e = spell(&r);
    int64_t last = INT64_MIN;
    while (!e) {
        sqlite3_stmt *q = lite_bind(s, &e,
            "SELECT file_id,path,committed FROM warc_files WHERE file_id>?1 ORDER BY file_id LIMIT "
            "1",
            "i", last);
        if (!lite_step(s, q, &e)) break;
        last = sqlite3_column_int64(q, 0);
        sv path = arena_sv(&r.a, lite_text(q, 1));
        int64_t committed = sqlite3_column_int64(q, 2);
        lite_end(q);
        e = path.p ? one_file(&r, last, path, committed, reterr) : ERR_NOMEM;
    }
    *ret_n = r.dropped;
    arena_clear(&r.a);
    return e;
}
