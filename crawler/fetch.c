#include "crawler/fetch.h"

#include <unistd.h>

#include "crawler/curl.h"
#include "crawler/decode.h"
#include "crawler/headers.h"
#include "crawler/url.h"
#include "util/buf.h"
#include "util/clock.h"

enum { KEEP_BYTES = 32 * 1024, BUFFER_BYTES = 16 * 1024, DNS_S = 600, LINE_BYTES = 2048 };

struct fetch {
    CURLM *multi;
    const guard *guard;
    bool http2;
};

struct transfer {
    CURL *easy;
    struct curl_slist *extra; /* header lines of one request */
    fetch *f;
    void *ctx;
    buf head, body, plain; /* plain: a body decoded here */
    size_t body_max, head_bytes;
    page_why stopped; /* why a callback ended it, or PAGE_OK */
    bool rules, test_net, checked, refused;
    int sent; /* requests of this transfer */
    CURLcode rc;
    char trouble[CURL_ERROR_SIZE]; /* libcurl's own words */
};

/* Content types that may be read; a type that is not here is not downloaded. */
static bool readable_type(sv type, sv path)
{
    static const char *const good[] = {"text/", "application/xhtml", "application/xml",
        "application/json", "application/ld+json", "application/activity+json", "application/rss",
        "application/atom", "application/rdf", "application/gzip", "application/x-gzip",
        "application/problem+json", NULL};
    if (!type.n) return true;
    if (sv_istarts(type, SV("text/css")) || sv_istarts(type, SV("text/javascript"))) return false;
    for (int i = 0; good[i]; i++)
        if (sv_istarts(type, sv_c(good[i]))) return true;
    bool sitemap = sv_ends(path, SV(".gz")) || sv_ends(path, SV(".xml"));
    return sitemap && sv_istarts(type, SV("application/octet-stream"));
}

static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *a)
{
    transfer *t = ctx;
    if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
    guard_verdict v = guard_check(t->f->guard, &a->addr);
    if (v == GUARD_REFUSED) {
        t->refused = true;
        return CURL_SOCKET_BAD;
    }
    t->test_net = v == GUARD_TEST_NET;
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* libcurl asks again by itself when a kept connection was closed; that would come too soon for the host's pace. */
static int before_request(void *ctx, char *ip, char *local, int port, int local_port)
{
    transfer *t = ctx;
    (void)ip, (void)local, (void)port, (void)local_port;
    return t->sent++ ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

static size_t take_header(char *p, size_t size, size_t n, void *ctx)
{
    transfer *t = ctx;
    (void)size;
    t->head_bytes += n;
    if (t->head_bytes > FETCH_HEAD_BYTES) {
        t->stopped = PAGE_TOO_BIG;
        return 0;
    }
    if (sv_istarts((sv){p, n}, SV("HTTP/"))) buf_reset(&t->head); /* after 1xx */
    buf_put(&t->head, (sv){p, n});
    return t->head.e ? 0 : n;
}

static bool type_refused(transfer *t)
{
    char *type = NULL, *address = NULL;
    if (t->rules || t->checked) return false;
    t->checked = true;
    (void)curl_easy_getinfo(t->easy, CURLINFO_CONTENT_TYPE, &type);
    (void)curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &address);
    sv path = sv_c(address);
    path = sv_cut(&path, '?');
    return !readable_type(sv_trim(sv_c(type)), path);
}

static size_t take_body(char *p, size_t size, size_t n, void *ctx)
{
    transfer *t = ctx;
    (void)size;
    if (type_refused(t)) {
        t->stopped = PAGE_BAD_TYPE;
        return 0;
    }
    if (n > t->body_max - t->body.n) {
        t->stopped = PAGE_TOO_BIG;
        return 0;
    }
    buf_put(&t->body, (sv){p, n});
    return t->body.e ? 0 : n;
}

static void set_up(CURL *c, transfer *t, const fetch_opts *o)
{
    (void)curl_easy_setopt(c, CURLOPT_PRIVATE, t);
    (void)curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->trouble);
    (void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    (void)curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    (void)curl_easy_setopt(c, CURLOPT_PROXY, "");
    (void)curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    (void)curl_easy_setopt(c, CURLOPT_USERAGENT, o->agent);
    (void)curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, DECODE_ACCEPT);
    (void)curl_easy_setopt(c, CURLOPT_HTTP_CONTENT_DECODING, 0L); /* decode.h tells a cut */
    (void)curl_easy_setopt(c, CURLOPT_PATH_AS_IS, 1L);
    (void)curl_easy_setopt(c, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    (void)curl_easy_setopt(c, CURLOPT_BUFFERSIZE, (long)BUFFER_BYTES);
    (void)curl_easy_setopt(c, CURLOPT_DNS_CACHE_TIMEOUT, (long)DNS_S);
    (void)curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)FETCH_TOTAL_MS);
    (void)curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)FETCH_CONNECT_MS);
    (void)curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)FETCH_SLOW_BYTES);
    (void)curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)FETCH_SLOW_S);
    (void)curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    (void)curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
    (void)curl_easy_setopt(c, CURLOPT_PREREQFUNCTION, before_request);
    (void)curl_easy_setopt(c, CURLOPT_PREREQDATA, t);
    (void)curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
    (void)curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
    (void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
    (void)curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
    if (o->ca_file) (void)curl_easy_setopt(c, CURLOPT_CAINFO, o->ca_file);
}

struct fetch_all {
    fetch f;
    fetch_opts o;
    char from[LINE_BYTES];
};

err fetch_open(const fetch_opts *o, fetch **ret, note *reterr)
{
    err e = curl_load(reterr);
    if (e) return e;
    struct fetch_all *all = calloc(1, sizeof *all);
    if (!all) return ERR_NOMEM;
    all->o = *o;
    all->f.guard = o->guard;
    all->f.multi = curl_multi_init();
    if (!all->f.multi) {
        free(all);
        return note_set(reterr, ERR_NOMEM, "libcurl");
    }
    if (o->from) (void)snprintf(all->from, sizeof all->from, "From: %s", o->from);
    (void)curl_multi_setopt(all->f.multi, CURLMOPT_MAXCONNECTS, (long)o->connections * 2);
    (void)curl_multi_setopt(all->f.multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    *ret = &all->f;
    return ERR_OK;
}

void fetch_close(fetch *f)
{
    if (!f) return;
    (void)curl_multi_cleanup(f->multi);
    free(f);
}

transfer *transfer_new(fetch *f)
{
    transfer *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    t->f = f;
    t->easy = curl_easy_init();
    if (!t->easy) {
        free(t);
        return NULL;
    }
    t->head = BUF_INIT(FETCH_HEAD_BYTES + 1);
    set_up(t->easy, t, &((struct fetch_all *)(void *)f)->o);
    return t;
}

void transfer_free(transfer *t)
{
    if (!t) return;
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->extra);
    buf_clear(&t->head);
    buf_clear(&t->body);
    buf_clear(&t->plain);
    free(t);
}

static bool add_line(transfer *t, const char *line)
{
    struct curl_slist *more = curl_slist_append(t->extra, line);
    if (more) t->extra = more;
    return more != NULL;
}

/* A validator is sent back only when no line could be made of it. */
static bool clean_value(sv v)
{
    for (size_t i = 0; i < v.n; i++)
        if ((unsigned char)v.p[i] < 0x20) return false;
    return v.n > 0 && v.n < LINE_BYTES / 2;
}

static bool add_condition(transfer *t, const fetch_want *w)
{
    char line[LINE_BYTES];
    bool ok = true, tag = clean_value(w->etag);
    if (tag) {
        (void)snprintf(line, sizeof line, "If-None-Match: %.*s", SV_FMT(w->etag));
        ok = add_line(t, line);
    }
    if (clean_value(w->last_modified)) {
        (void)snprintf(line, sizeof line, "If-Modified-Since: %.*s", SV_FMT(w->last_modified));
        ok = ok && add_line(t, line);
    } else if (w->since_ms && !tag) {
        time_t s = (time_t)(w->since_ms / 1000);
        struct tm tm;
        if (gmtime_r(&s, &tm) &&
            strftime(line, sizeof line, "If-Modified-Since: %a, %d %b %Y %H:%M:%S GMT", &tm))
            ok = ok && add_line(t, line);
    }
    return ok;
}

err fetch_start(fetch *f, transfer *t, const fetch_want *w, void *ctx)
{
    const struct fetch_all *all = (const struct fetch_all *)(const void *)f;
    curl_slist_free_all(t->extra);
    t->extra = NULL;
    buf_reset(&t->head);
    buf_reset(&t->body);
    t->body_max = w->body_max;
    t->rules = w->rules;
    t->head_bytes = 0;
    t->stopped = PAGE_OK;
    t->checked = t->refused = false;
    t->sent = 0;
    t->trouble[0] = 0;
    t->ctx = ctx;
    bool ok = add_line(t, "Accept: "
                          "text/html,application/xhtml+xml,application/xml;q=0.9,application/"
                          "json;q=0.8,*/*;q=0.1") &&
              add_line(t, "Accept-Language: fa-IR,fa;q=0.9,en;q=0.4") &&
              (!all->from[0] || add_line(t, all->from)) && add_condition(t, w);
    if (!ok || curl_easy_setopt(t->easy, CURLOPT_URL, w->url) != CURLE_OK) return ERR_NOMEM;
    (void)curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->extra);
    return curl_multi_add_handle(f->multi, t->easy) == CURLM_OK ? ERR_OK : ERR_NOMEM;
}

err fetch_work(fetch *f, int ms)
{
    int running = 0;
    if (curl_multi_perform(f->multi, &running) != CURLM_OK) return ERR_IO;
    if (ms > 0) {
        if (curl_multi_poll(f->multi, NULL, 0, ms, NULL) != CURLM_OK) return ERR_IO;
        if (curl_multi_perform(f->multi, &running) != CURLM_OK) return ERR_IO;
    }
    return ERR_OK;
}

void *fetch_next(fetch *f)
{
    int left = 0;
    for (CURLMsg *m; (m = curl_multi_info_read(f->multi, &left));) {
        transfer *t = NULL;
        if (m->msg != CURLMSG_DONE) continue;
        CURL *easy = m->easy_handle;
        CURLcode rc = m->data.result;
        (void)curl_easy_getinfo(easy, CURLINFO_PRIVATE, &t);
        (void)curl_multi_remove_handle(f->multi, easy);
        t->rc = rc;
        return t->ctx;
    }
    return NULL;
}

void fetch_stop(fetch *f, transfer *t) { (void)curl_multi_remove_handle(f->multi, t->easy); }
void fetch_wake(fetch *f) { (void)curl_multi_wakeup(f->multi); }

static page_why why_of(const transfer *t, int status)
{
    if (t->refused) return PAGE_FORBIDDEN;
    if (t->stopped != PAGE_OK) return t->stopped;
    if (t->rc == CURLE_OPERATION_TIMEDOUT) return PAGE_TIMEOUT;
    if (t->rc == CURLE_PARTIAL_FILE) return PAGE_CUT_SHORT; /* of Content-Length, or of a chunk */
    if (t->rc == CURLE_OUT_OF_MEMORY)
        return PAGE_TOO_BIG; /* so libcurl calls a header line over 100 KB */
    return t->rc == CURLE_OK ? page_why_of(status) : PAGE_NETWORK;
}

static sv detail_of(const transfer *t, page_why why, arena *a)
{
    if (why == PAGE_TOO_BIG && t->rc == CURLE_OUT_OF_MEMORY) return SV("header line too long");
    if (why == PAGE_TOO_BIG)
        return t->head_bytes > FETCH_HEAD_BYTES
                   ? arena_printf(a, "header lines over %d bytes", FETCH_HEAD_BYTES)
                   : arena_printf(a, "body over %zu bytes", t->body_max);
    if (why == PAGE_FORBIDDEN) return SV("private or reserved address");
    if (t->rc == CURLE_ABORTED_BY_CALLBACK) return SV("connection closed without an answer");
    if (why == PAGE_BAD_TYPE) return SV("content type not read here");
    if (t->rc == CURLE_PEER_FAILED_VERIFICATION || t->rc == CURLE_SSL_CONNECT_ERROR)
        return arena_sv(a, sv_c(t->trouble));
    return t->rc == CURLE_OK ? (sv){NULL, 0} : sv_c(curl_easy_strerror(t->rc));
}

static void measure(const transfer *t, fetch_result *ret)
{
    curl_off_t sent = 0, seen = 0;
    char *ip = NULL;
    long version = 0;
    (void)curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &sent);
    (void)curl_easy_getinfo(t->easy, CURLINFO_STARTTRANSFER_TIME_T, &seen);
    (void)curl_easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &ip);
    (void)curl_easy_getinfo(t->easy, CURLINFO_HTTP_VERSION, &version);
    ret->sent_ms = (int64_t)(sent / 1000);
    ret->seen_ms = (int64_t)((seen + 999) / 1000);
    ret->http_major = version == CURL_HTTP_VERSION_2_0 ? 2 : 1;
    (void)snprintf(ret->ip, sizeof ret->ip, "%s", ip ? ip : "");
}

/* Nothing was sent and nothing was meant to be: there is nothing to decode, whatever the coding says. */
static bool is_empty(const transfer *t, int status, sv body)
{
    curl_off_t length = -1;
    (void)curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    return !body.n && (length == 0 || status == 204 || status == 205);
}

err fetch_take(transfer *t, arena *a, page *io, fetch_result *ret)
{
    headers h;
    curl_off_t total = 0;
    err e = headers_parse(a, buf_sv(&t->head), clock_now_ms() / 1000, &h);
    if (e) return e;
    *ret = (fetch_result){.answered = h.status > 0,
        .test_net = t->test_net,
        .untrusted = t->rc == CURLE_PEER_FAILED_VERIFICATION};
    measure(t, ret);
    ret->retry_after_ms = h.retry_after_s < 0 || h.status < 300 ? -1 : h.retry_after_s * 1000;
    (void)curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &total);
    io->took_ms = (int)(total / 1000);
    io->status = h.status;
    io->why = why_of(t, h.status);
    io->detail = detail_of(t, io->why, a);
    io->head = buf_sv(&t->head);
    io->content_type = h.content_type;
    io->etag = h.etag;
    io->last_modified = h.last_modified;
    io->robots_tag = h.robots_tag;
    io->body = buf_sv(&t->body);
    t->plain.limit = t->body_max;
    if (!is_empty(t, h.status, io->body)) decode_page(h.content_encoding, &t->plain, io);
    io->location = (sv){NULL, 0};
    if (io->why != PAGE_REDIRECT) return ERR_OK;
    if (!h.location.n)
        io->detail = SV("redirect without a target");
    else if (url_resolve(a, io->url, h.location, &io->location))
        io->detail = SV("redirect to what is no http address"), io->location = (sv){NULL, 0};
    return ERR_OK;
}

static void trim(buf *b, size_t keep, size_t limit)
{
    if (b->cap <= keep) return;
    buf_clear(b);
    *b = BUF_INIT(limit);
}

void transfer_trim_body(transfer *t)
{
    trim(&t->body, KEEP_BYTES, 0);
    trim(&t->plain, KEEP_BYTES, 0);
}

void transfer_trim(transfer *t)
{
    transfer_trim_body(t);
    trim(&t->head, KEEP_BYTES / 4, FETCH_HEAD_BYTES + 1);
}
