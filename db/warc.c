#include "db/warc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "util/clock.h"
#include "util/file.h"

enum { LEVEL = 6, GZIP_BITS = 15 + 16, UUID_BYTES = 48, DATE_BYTES = 32 };

struct warc {
    int fd;
    int64_t size;
};

static err write_all(int fd, sv s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return os_err();
        s = sv_sub(s, (size_t)n, s.n);
    }
    return ERR_OK;
}

/* One gzip member of `head` and `body`. */
static err put_member(buf *out, sv head, sv body)
{
    z_stream z = {0};
    unsigned char chunk[16 * 1024];
    if (deflateInit2(&z, LEVEL, Z_DEFLATED, GZIP_BITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return ERR_NOMEM;
    const sv part[] = {head, body, SV("\r\n\r\n")};
    for (int i = 0; i < 3; i++) {
        union {
            const char *in;
            unsigned char *out;
        } p = {part[i].p}; /* zlib does not write there, but says so only with ZLIB_CONST */
        z.next_in = p.out;
        z.avail_in = (uInt)part[i].n;
        int rc = Z_OK;
        do {
            z.next_out = chunk;
            z.avail_out = sizeof chunk;
            rc = deflate(&z, i == 2 ? Z_FINISH : Z_NO_FLUSH);
            buf_put(out, (sv){(const char *)chunk, sizeof chunk - z.avail_out});
        } while (i == 2 ? rc != Z_STREAM_END : z.avail_in > 0);
    }
    (void)deflateEnd(&z);
    return out->e;
}

static void put_uuid(char text[UUID_BYTES])
{
    unsigned char r[16] = {0};
    if (getrandom(r, sizeof r, 0) != (ssize_t)sizeof r) memset(r, 0, sizeof r);
    r[6] = (unsigned char)((r[6] & 0x0F) | 0x40);
    r[8] = (unsigned char)((r[8] & 0x3F) | 0x80);
    (void)snprintf(text, UUID_BYTES,
        "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", r[0], r[1], r[2],
        r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], r[11], r[12], r[13], r[14], r[15]);
}

static void put_date(char text[DATE_BYTES], int64_t ms)
{
    time_t s = (time_t)(ms / 1000);
    struct tm tm = {0};
    (void)gmtime_r(&s, &tm);
    char day[24];
    (void)strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &tm);
    (void)snprintf(text, DATE_BYTES, "%s.%03dZ", day, (int)(ms % 1000));
}

static bool renamed(sv name)
{
    return sv_ieq(name, SV("content-encoding")) || sv_ieq(name, SV("transfer-encoding")) ||
           sv_ieq(name, SV("content-length"));
}

/* The response head that fits the decoded body. */
static void put_http_head(buf *out, sv head, size_t body)
{
    sv first = sv_trim(sv_cut(&head, '\n'));
    buf_put(out, sv_starts(first, SV("HTTP/")) ? first : SV("HTTP/1.1 200 OK"));
    buf_puts(out, "\r\n");
    while (head.n) {
        sv line = sv_trim(sv_cut(&head, '\n')), rest = line, name = sv_trim(sv_cut(&rest, ':'));
        if (!line.n) continue;
        if (renamed(name)) buf_puts(out, "X-Archive-Orig-");
        buf_put(out, line);
        buf_puts(out, "\r\n");
    }
    buf_printf(out, "Content-Length: %zu\r\n\r\n", body);
}

err warc_record(const page *p, buf *out)
{
    char uuid[UUID_BYTES], date[DATE_BYTES];
    CLEANUP(buf_clear) buf http = BUF_INIT(0), head = BUF_INIT(0);
    put_http_head(&http, p->head, p->body.n);
    put_uuid(uuid);
    put_date(date, p->fetched_at);
    buf_printf(&head,
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: %s\r\n"
        "WARC-Target-URI: %.*s\r\nContent-Type: "
        "application/http;msgtype=response\r\nContent-Length: %zu\r\n\r\n",
        uuid, date, SV_FMT(p->url), http.n + p->body.n);
    buf_put(&head, buf_sv(&http));
    err e = head.e ? head.e : http.e;
    return e ? e : put_member(out, buf_sv(&head), p->body);
}

static err put_info(warc *w, const char *software, const char *contact)
{
    char uuid[UUID_BYTES], date[DATE_BYTES];
    CLEANUP(buf_clear) buf body = BUF_INIT(0), head = BUF_INIT(0), out = BUF_INIT(0);
    put_uuid(uuid);
    put_date(date, clock_now_ms());
    buf_printf(&body,
        "software: %s\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\noperator: %s\r\n",
        software, contact ? contact : "");
    buf_printf(&head,
        "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: %s\r\n"
        "Content-Type: application/warc-fields\r\nContent-Length: %zu\r\n\r\n",
        uuid, date, body.n);
    err e = put_member(&out, buf_sv(&head), buf_sv(&body));
    int64_t off;
    return e ? e : warc_append(w, buf_sv(&out), &off);
}

err warc_open(const char *path, int64_t committed, const char *software, const char *contact,
    warc **ret, note *reterr)
{
    warc *w = calloc(1, sizeof *w);
    struct stat st;
    if (!w) return ERR_NOMEM;
    w->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (w->fd < 0 || fstat(w->fd, &st) != 0) {
        err e = note_set(reterr, os_err(), "%s: %s", path, os_error());
        warc_close(w);
        return e;
    }
    if (st.st_size < committed) {
        warc_close(w);
        return note_set(reterr, ERR_CORRUPT, "%s: shorter than its index says", path);
    }
    w->size = committed;
    err e = ftruncate(w->fd, committed) == 0 && lseek(w->fd, committed, SEEK_SET) == committed
                ? ERR_OK
                : os_err();
    if (!e && !committed) e = put_info(w, software, contact);
    if (e) {
        warc_close(w);
        return note_set(reterr, e, "%s: %s", path, os_error());
    }
    *ret = w;
    return ERR_OK;
}

void warc_close(warc *w)
{
    if (!w) return;
    if (w->fd >= 0) (void)close(w->fd);
    free(w);
}

err warc_append(warc *w, sv record, int64_t *ret_off)
{
    err e = write_all(w->fd, record);
    if (e) return e;
    *ret_off = w->size;
    w->size += (int64_t)record.n;
    return ERR_OK;
}

err warc_sync(warc *w) { return fdatasync(w->fd) == 0 ? ERR_OK : os_err(); }
int64_t warc_size(const warc *w) { return w->size; }
