#include "crawler/headers.h"

#include "crawler/curl.h"

enum { DATE_BYTES = 64, DIGITS_MAX = 9 };

static int status_of(sv line)
{
    if (!sv_istarts(line, SV("HTTP/"))) return 0;
    (void)sv_cut(&line, ' ');
    int status = 0;
    for (size_t i = 0; i < line.n && i < 3; i++) {
        if (line.p[i] < '0' || line.p[i] > '9') return 0;
        status = status * 10 + (line.p[i] - '0');
    }
    return status >= 100 ? status : 0;
}

static int64_t retry_after(sv v, int64_t now_s)
{
    int64_t s = 0;
    size_t digits = 0;
    while (digits < v.n && v.p[digits] >= '0' && v.p[digits] <= '9') {
        if (digits < DIGITS_MAX) s = s * 10 + (v.p[digits] - '0');
        digits++;
    }
    if (digits && digits == v.n) return s;
    char text[DATE_BYTES];
    if (!v.n || v.n >= sizeof text || memchr(v.p, 0, v.n)) return -1;
    memcpy(text, v.p, v.n);
    text[v.n] = 0;
    if (curl_load(NULL)) return -1;
    int64_t at = (int64_t)curl_getdate(text, NULL);
    return at < 0 ? -1 : at > now_s ? at - now_s : 0;
}

/* Lines of one name are one list (RFC 9110 5.3). */
static err append(arena *a, sv *io, sv value)
{
    if (!value.n) return ERR_OK;
    *io = io->n ? arena_printf(a, "%.*s, %.*s", SV_FMT(*io), SV_FMT(value)) : value;
    return io->p ? ERR_OK : ERR_NOMEM;
}

err headers_parse(arena *a, sv head, int64_t now_s, headers *ret)
{
    headers h = {.retry_after_s = -1};
    h.status = status_of(sv_cut(&head, '\n'));
    const struct {
        sv name;
        sv *into;
    } plain[] = {{SV("content-type"), &h.content_type}, {SV("etag"), &h.etag},
        {SV("last-modified"), &h.last_modified}, {SV("location"), &h.location}};
    const struct {
        sv name;
        sv *into;
    } lists[] = {
        {SV("x-robots-tag"), &h.robots_tag}, {SV("content-encoding"), &h.content_encoding}};
    while (head.n) {
        sv value = sv_cut(&head, '\n'), name = sv_trim(sv_cut(&value, ':'));
        value = sv_trim(value);
        for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
            if (!plain[i].into->n && sv_ieq(name, plain[i].name)) *plain[i].into = value;
        if (sv_ieq(name, SV("retry-after"))) h.retry_after_s = retry_after(value, now_s);
        for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
            if (sv_ieq(name, lists[i].name) && append(a, lists[i].into, value)) return ERR_NOMEM;
    }
    *ret = h;
    return ERR_OK;
}
