/* The reading half of warc.h: members are unpacked one by one, damage is skipped up to the next member. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "db/warc.h"
#include "util/file.h"

enum { GZIP_BITS = 15 + 16, CHUNK = 64 * 1024, HEADERS = 200, TARGET_BYTES = 64 * 1024 };

struct reading {
    warc_fn *fn;
    void *ctx;
    int64_t damaged;
    sv all;   /* the file */
    buf data; /* one member, unpacked */
};

static bool gzip_at(sv s) { return s.n > 3 && memcmp(s.p, "\x1F\x8B\x08", 3) == 0; }

/* Unpacks the member at the start of `in`; *ret_used: its packed bytes. False: damaged or too large. */
static bool unpack(sv in, buf *out, size_t *ret_used)
{
    unsigned char *chunk = malloc(CHUNK);
    z_stream z = {0};
    union {
        const char *in;
        unsigned char *out;
    } p = {in.p};
    buf_reset(out);
    if (!chunk || inflateInit2(&z, GZIP_BITS) != Z_OK) {
        free(chunk);
        return false;
    }
    z.next_in = p.out;
    z.avail_in = in.n > UINT32_MAX ? UINT32_MAX : (uInt)in.n;
    int rc = Z_OK;
    while (rc == Z_OK && !out->e) {
        z.next_out = chunk;
        z.avail_out = CHUNK;
        rc = inflate(&z, Z_NO_FLUSH);
        buf_put(out, (sv){(const char *)chunk, CHUNK - z.avail_out});
        if (rc == Z_OK && z.avail_out && !z.avail_in) rc = Z_BUF_ERROR;
    }
    *ret_used = (size_t)z.total_in;
    (void)inflateEnd(&z);
    free(chunk);
    return rc == Z_STREAM_END && !out->e;
}

/* The next line of *rest without its end. */
static sv line_of(sv *rest)
{
    sv line = sv_cut(rest, '\n');
    if (sv_ends(line, SV("\r"))) line.n--;
    return line;
}

static bool number(sv s, size_t *ret)
{
    size_t v = 0;
    if (!s.n || s.n > 12) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        v = v * 10 + (size_t)(s.p[i] - '0');
    }
    *ret = v;
    return true;
}

static int64_t date_of(sv s)
{
    struct tm tm = {0};
    char text[32];
    if (s.n < 19 || s.n >= sizeof text) return 0;
    memcpy(text, s.p, s.n);
    text[s.n] = 0;
    const char *end = strptime(text, "%Y-%m-%dT%H:%M:%S", &tm);
    if (!end) return 0;
    int64_t ms = (int64_t)timegm(&tm) * 1000;
    size_t frac = 0;
    if (*end == '.' && number(sv_sub(sv_c(end), 1, 3), &frac)) ms += (int64_t)frac;
    return ms;
}

/* Head and body of the HTTP message into the page. */
static void read_http(sv block, warc_response *r)
{
    page *p = &r->page;
    size_t at = sv_find(block, SV("\r\n\r\n")), skip = 4;
    if (at == SV_NPOS) at = sv_find(block, SV("\n\n")), skip = 2;
    if (at == SV_NPOS) at = block.n, skip = 0;
    p->head = sv_sub(block, 0, at);
    p->body = sv_sub(block, at + skip, block.n);
    sv rest = p->head, first = line_of(&rest);
    size_t status = 0;
    (void)sv_cut(&first, ' ');
    (void)number(sv_cut(&first, ' '), &status);
    p->status = (int)status;
    p->why = status >= 200 && status < 300   ? PAGE_OK
             : status >= 300 && status < 400 ? PAGE_REDIRECT
                                             : PAGE_GONE;
    for (int i = 0; rest.n && i < HEADERS; i++) {
        sv value = line_of(&rest), name = sv_trim(sv_cut(&value, ':'));
        value = sv_trim(value);
        if (sv_ieq(name, SV("content-type"))) p->content_type = value;
        if (sv_ieq(name, SV("etag"))) p->etag = value;
        if (sv_ieq(name, SV("last-modified"))) p->last_modified = value;
        if (sv_ieq(name, SV("x-robots-tag")) && !p->robots_tag.n) p->robots_tag = value;
        if ((sv_ieq(name, SV("content-encoding")) && !sv_ieq(value, SV("identity"))) ||
            (sv_ieq(name, SV("transfer-encoding")) && sv_ieq(value, SV("chunked"))))
            r->encoded = true;
    }
}

/* One record at the start of *io, which moves behind it. False: no record. */
static bool read_record(sv *io, warc_response *r, bool *ret_response)
{
    sv rest = *io, type = {NULL, 0}, target = {NULL, 0}, media = {NULL, 0};
    size_t length = SV_NPOS;
    int64_t date = 0;
    *ret_response = false;
    while (rest.n && (rest.p[0] == '\r' || rest.p[0] == '\n')) rest = sv_sub(rest, 1, rest.n);
    if (!sv_starts(line_of(&rest), SV("WARC/"))) return false;
    for (int i = 0; i < HEADERS; i++) {
        sv value = line_of(&rest);
        if (!value.n) break;
        sv name = sv_trim(sv_cut(&value, ':'));
        value = sv_trim(value);
        if (sv_ieq(name, SV("warc-type"))) type = value;
        if (sv_ieq(name, SV("warc-target-uri"))) target = value;
        if (sv_ieq(name, SV("warc-date"))) date = date_of(value);
        if (sv_ieq(name, SV("content-type"))) media = value;
        if (sv_ieq(name, SV("content-length")) && !number(value, &length)) return false;
    }
    if (length > rest.n) return false;
    *io = sv_sub(rest, length, rest.n);
    bool http = sv_ieq(type, SV("response")) && sv_istarts(media, SV("application/http"));
    if (!http || !target.n || target.n > TARGET_BYTES) return true;
    if (target.p[0] == '<' && sv_ends(target, SV(">")))
        target = sv_sub(target, 1, target.n - 2); /* WARC 1.0 */
    r->page.url = target;
    r->page.fetched_at = date;
    read_http(sv_sub(rest, 0, length), r);
    *ret_response = true;
    return true;
}

/* All records of one unpacked piece. */
static err read_piece(struct reading *rd, sv piece, int64_t offset, int64_t length)
{
    while (sv_trim(piece).n) {
        warc_response r = {.offset = offset, .length = length};
        bool response;
        if (!read_record(&piece, &r, &response)) {
            rd->damaged++;
            size_t next =
                piece.n > 1 ? sv_find(sv_sub(piece, 1, piece.n), SV("\nWARC/1.")) : SV_NPOS;
            if (next == SV_NPOS) return ERR_OK;
            piece = sv_sub(piece, next + 2, piece.n);
            continue;
        }
        err e = response ? rd->fn(rd->ctx, &r) : ERR_OK;
        if (e) return e;
    }
    return ERR_OK;
}

err warc_each_in(sv bytes, warc_fn *fn, void *ctx, int64_t *ret_damaged)
{
    struct reading rd = {.fn = fn, .ctx = ctx, .all = bytes, .data = BUF_INIT(WARC_RECORD_BYTES)};
    err e = ERR_OK;
    if (!gzip_at(bytes)) {
        e = read_piece(&rd, bytes, 0, 0);
        bytes.n = 0;
    }
    for (size_t at = 0; at < bytes.n && !e;) {
        size_t used = 0;
        sv rest = sv_sub(bytes, at, bytes.n);
        if (gzip_at(rest) && unpack(rest, &rd.data, &used)) {
            e = read_piece(&rd, buf_sv(&rd.data), (int64_t)at, (int64_t)used);
            at += used;
            continue;
        }
        rd.damaged++;
        size_t next = sv_find(sv_sub(rest, 1, rest.n), SV("\x1F\x8B\x08"));
        at = next == SV_NPOS ? bytes.n : at + 1 + next;
    }
    buf_clear(&rd.data);
    if (ret_damaged) *ret_damaged = rd.damaged;
    return e;
}

/* The whole file, mapped; {NULL, 0} for an empty one. */
static err map_file(const char *path, sv *ret, note *reterr)
{
    struct stat st;
    CLEANUP(fd_closep) int fd = open(path, O_RDONLY | O_CLOEXEC);
    *ret = (sv){NULL, 0};
    if (fd < 0 || fstat(fd, &st) != 0)
        return note_set(reterr, os_err(), "%s: %s", path, os_error());
    if (!S_ISREG(st.st_mode)) return note_set(reterr, ERR_FORMAT, "%s: no file", path);
    if (!st.st_size) return ERR_OK;
    void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED) return note_set(reterr, os_err(), "%s: %s", path, os_error());
    *ret = (sv){p, (size_t)st.st_size};
    return ERR_OK;
}

static void unmap(sv s)
{
    union {
        const char *p;
        void *v;
    } at = {s.p};
    if (s.n) (void)munmap(at.v, s.n);
}

err warc_each(const char *path, warc_fn *fn, void *ctx, int64_t *ret_damaged, note *reterr)
{
    sv all;
    err e = map_file(path, &all, reterr);
    if (e) return e;
    e = warc_each_in(all, fn, ctx, ret_damaged);
    unmap(all);
    return e;
}

err warc_read(
    const char *path, int64_t offset, int64_t length, warc_fn *fn, void *ctx, note *reterr)
{
    sv all;
    int64_t damaged = 0;
    err e = map_file(path, &all, reterr);
    if (e) return e;
    bool inside = offset >= 0 && length > 0 && (size_t)offset < all.n &&
                  (size_t)length <= all.n - (size_t)offset;
    if (!inside)
        e = note_set(reterr, ERR_CORRUPT, "%s: no record at %lld", path, (long long)offset);
    else
        e = warc_each_in(sv_sub(all, (size_t)offset, (size_t)length), fn, ctx, &damaged);
    if (!e && damaged)
        e = note_set(reterr, ERR_CORRUPT, "%s: damaged at %lld", path, (long long)offset);
    unmap(all);
    return e;
}
