#include "demo/server.h"

#include <arpa/inet.h>
#include <pthread.h>

#include "demo/httpd.h"
#include "util/arena.h"
#include "util/clock.h"
#include "util/hash.h"
#include "util/map.h"

enum { FAULTS_MAX = 16, LOG_BYTES = 64 << 20, BODY_MAX = 8 << 20, PORT_TRIES = 20 };

typedef enum fault_what { FAULT_STATUS, FAULT_DROP, FAULT_WAIT, FAULT_CUT } fault_what;

typedef struct fault {
    fault_what what;
    int value; /* status or ms */
    int left;  /* -1: for ever */
    char prefix[200];
} fault;

typedef struct host {
    server *of;
    int index;
    struct MHD_Daemon *daemon;
    int busy;
} host;

typedef struct count {
    int64_t n;
} count;

struct server {
    server_options o;
    host host[SERVER_HOSTS_MAX];
    uint16_t port;
    pthread_mutex_t lock; /* guards all below */
    arena a;
    map seen; /* "N target" -> count */
    struct {
        server_entry *at;
        size_t n, cap;
    } log;
    fault fault[FAULTS_MAX];
    int n_faults;
};

/* What one request carries between the calls of the library. */
typedef struct visit {
    char *target;
    bool started;
} visit;

static void pause_ms(int ms)
{
    struct timespec t = {ms / 1000, (long)(ms % 1000) * 1000000};
    if (ms > 0) (void)nanosleep(&t, NULL);
}

void server_log_line(const server_entry *e, buf *ret)
{
    buf_printf(ret, "%lld\t127.0.0.%d\t%s\t%s\t%d\t%d\t%s\t%s", (long long)e->at_ms, e->host + 1,
        e->method, e->target, e->status, e->busy, e->conditional ? "conditional" : "plain",
        e->agent);
}

static const char *keep(server *s, const char *text)
{
    sv copy = arena_sv(&s->a, sv_c(text ? text : "-"));
    return copy.p ? copy.p : "-";
}

/* The fault that applies to `target` now, used up once; WHAT is FAULT_STATUS 0 when there is none. */
static fault take_fault(server *s, const char *target)
{
    for (int i = 0; i < s->n_faults; i++) {
        fault *f = &s->fault[i];
        if (!f->left || strncmp(target, f->prefix, strlen(f->prefix)) != 0) continue;
        if (f->left > 0) f->left--;
        return *f;
    }
    return (fault){0};
}

static int64_t count_visit(server *s, int index, const char *target)
{
    sv key = arena_printf(&s->a, "%d %s", index, target);
    count *c = key.p ? map_get(&s->seen, key) : NULL;
    if (c) return ++c->n;
    c = ARENA_NEW(&s->a, count, 1);
    /* Out of memory: the next visit counts as the first. */
    if (c && key.p && map_put(&s->seen, key, c)) return 0;
    return 0;
}

static void write_log(server *s, server_entry e)
{
    server_entry *more = s->log.n < s->log.cap ? s->log.at : NULL;
    if (!more) {
        size_t cap = s->log.cap ? s->log.cap * 2 : 256;
        more = arena_grow(&s->a, s->log.at, s->log.n, cap, sizeof *more);
        if (!more) return;
        s->log.at = more;
        s->log.cap = cap;
    }
    s->log.at[s->log.n++] = e;
    if (!s->o.log) return;
    buf line = BUF_INIT(0);
    server_log_line(&e, &line);
    (void)fprintf(s->o.log, "%.*s\n", (int)line.n, line.p ? line.p : "");
    (void)fflush(s->o.log);
    buf_clear(&line);
}

static void add_time_header(struct MHD_Response *r, int64_t at_s)
{
    static const char *const day[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const month[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t t = (time_t)at_s;
    struct tm tm;
    char text[64];
    if (!at_s || !gmtime_r(&t, &tm)) return;
    (void)snprintf(text, sizeof text, "%s, %02d %s %d %02d:%02d:%02d GMT", day[tm.tm_wday],
        tm.tm_mday, month[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
    (void)MHD_add_response_header(r, MHD_HTTP_HEADER_LAST_MODIFIED, text);
}

/* A body that promises one byte more than it has, so that the library closes the connection on it. */
static ssize_t cut_body(void *ctx, uint64_t pos, char *to, size_t max)
{
    const buf *b = ctx;
    if (pos >= b->n) return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t n = b->n - (size_t)pos;
    if (n > max) n = max;
    memcpy(to, b->p + pos, n);
    return (ssize_t)n;
}

static void cut_free(void *ctx)
{
    buf *b = ctx;
    buf_clear(b);
    free(b);
}

static struct MHD_Response *response_of(server_reply *r, const fault *f)
{
    if (f->what == FAULT_CUT && f->prefix[0]) {
        buf *b = malloc(sizeof *b);
        if (!b) return NULL;
        *b = r->body;
        r->body = BUF_INIT(0);
        return MHD_create_response_from_callback(b->n + 1, 4096, cut_body, b, cut_free);
    }
    bool empty = r->status == 304;
    return MHD_create_response_from_buffer(
        empty ? 0 : r->body.n, empty ? NULL : r->body.p, MHD_RESPMEM_MUST_COPY);
}

static enum MHD_Result send_reply(
    struct MHD_Connection *c, server_reply *r, const fault *f, const char *if_none_match)
{
    char etag[32];
    (void)snprintf(etag, sizeof etag, "\"%016llx\"", (unsigned long long)hash64(buf_sv(&r->body)));
    if (r->status == 200 && !r->no_etag && if_none_match && strstr(if_none_match, etag))
        r->status = 304;
    struct MHD_Response *m = response_of(r, f);
    if (!m) return MHD_NO;
    (void)MHD_add_response_header(m, MHD_HTTP_HEADER_CONTENT_TYPE, r->type);
    if ((r->status == 200 || r->status == 304) && !r->no_etag)
        (void)MHD_add_response_header(m, MHD_HTTP_HEADER_ETAG, etag);
    if (r->location[0]) (void)MHD_add_response_header(m, MHD_HTTP_HEADER_LOCATION, r->location);
    if (r->header[0]) (void)MHD_add_response_header(m, r->header[0], r->header[1]);
    if (r->status == 429 || r->status == 503)
        (void)MHD_add_response_header(m, MHD_HTTP_HEADER_RETRY_AFTER, "1");
    add_time_header(m, r->modified_s);
    enum MHD_Result ok = MHD_queue_response(c, (unsigned)r->status, m);
    MHD_destroy_response(m);
    return ok;
}

static void call_handler(
    host *h, const char *path, const char *target, int64_t nth, server_reply *r)
{
    char base[64];
    (void)snprintf(base, sizeof base, "http://127.0.0.%d:%u", h->index + 1, h->of->port);
    const char *question = strchr(target, '?');
    server_request q = {.host = h->index,
        .target = sv_c(target),
        .path = sv_c(path),
        .query = sv_c(question ? question + 1 : NULL),
        .base = sv_c(base),
        .nth = nth};
    h->of->o.handler(h->of->o.ctx, &q, r);
}

static enum MHD_Result serve(
    host *h, struct MHD_Connection *c, const char *path, const char *method, const char *target)
{
    server *s = h->of;
    server_reply r = {
        .status = 200, .type = "text/html; charset=UTF-8", .body = BUF_INIT(BODY_MAX)};
    const char *match = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    const char *agent = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "User-Agent");
    bool since = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-Modified-Since") != NULL;
    (void)pthread_mutex_lock(&s->lock);
    int64_t at = clock_now_ms(), nth = count_visit(s, h->index, target);
    int busy = ++h->busy;
    fault f = take_fault(s, target);
    (void)pthread_mutex_unlock(&s->lock);
    pause_ms(s->o.wait_ms);
    if (f.what == FAULT_WAIT) pause_ms(f.value);
    bool drop = f.what == FAULT_DROP;
    if (f.what == FAULT_STATUS && f.value)
        r.status = f.value;
    else if (!drop)
        call_handler(h, path, target, nth, &r);
    enum MHD_Result ok = drop ? MHD_NO : send_reply(c, &r, &f, match);
    (void)pthread_mutex_lock(&s->lock);
    write_log(s, (server_entry){.at_ms = at,
                     .host = h->index,
                     .status = drop ? 0 : r.status,
                     .busy = busy,
                     .conditional = match || since,
                     .method = keep(s, method),
                     .target = keep(s, target),
                     .agent = keep(s, agent)});
    h->busy--;
    (void)pthread_mutex_unlock(&s->lock);
    buf_clear(&r.body);
    return ok;
}

/* The library decodes the path before the handler sees it; this call comes first and sees it raw. */
static void *first_sight(void *ctx, const char *target, struct MHD_Connection *c)
{
    (void)ctx;
    (void)c;
    visit *v = calloc(1, sizeof *v);
    if (v) v->target = strdup(target);
    return v;
}

/* The library's signature. NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result on_request(void *ctx, struct MHD_Connection *c, const char *path,
    const char *method, const char *version, const char *upload, size_t *upload_n, void **state)
{
    (void)version;
    (void)upload;
    visit *v = *state;
    if (!v || !v->target) return MHD_NO;
    if (!v->started) {
        v->started = true;
        return MHD_YES;
    }
    if (*upload_n) { /* nobody posts here; read it away */
        *upload_n = 0;
        return MHD_YES;
    }
    return serve(ctx, c, path, method, v->target);
}

static void on_end(
    void *ctx, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why)
{
    (void)ctx;
    (void)c;
    (void)why;
    visit *v = *state;
    if (!v) return;
    free(v->target);
    free(v);
    *state = NULL;
}

static bool start_host(server *s, int i, uint16_t port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK + (uint32_t)i);
    s->host[i] = (host){.of = s, .index = i};
    s->host[i].daemon =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION, port,
            NULL, NULL, on_request, &s->host[i], MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at,
            MHD_OPTION_URI_LOG_CALLBACK, first_sight, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_end,
            NULL, MHD_OPTION_END);
    return s->host[i].daemon != NULL;
}

static void stop_hosts(server *s)
{
    for (int i = 0; i < SERVER_HOSTS_MAX; i++) {
        if (s->host[i].daemon) MHD_stop_daemon(s->host[i].daemon);
        s->host[i].daemon = NULL;
    }
}

/* The first host takes any free port, the others must get the same one. */
static bool start_all(server *s)
{
    if (!start_host(s, 0, s->o.port)) return false;
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(s->host[0].daemon, MHD_DAEMON_INFO_BIND_PORT);
    s->port = info ? info->port : 0;
    if (!s->port) return false;
    for (int i = 1; i < s->o.n_hosts; i++)
        if (!start_host(s, i, s->port)) return false;
    return true;
}

err server_open(const server_options *o, server **ret, note *reterr)
{
    err e = httpd_load(reterr);
    if (e) return e;
    server *s = calloc(1, sizeof *s);
    if (!s) return ERR_NOMEM;
    s->o = *o;
    s->a = ARENA_INIT(LOG_BYTES);
    s->seen = MAP_INIT(&s->a);
    (void)pthread_mutex_init(&s->lock, NULL);
    for (int i = 0; i < PORT_TRIES; i++) {
        if (start_all(s)) {
            *ret = s;
            return ERR_OK;
        }
        stop_hosts(s);
    }
    server_close(s);
    return note_set(reterr, ERR_IO, "127.0.0.1-%d:%u: %s", o->n_hosts, o->port, os_error());
}

void server_close(server *s)
{
    if (!s) return;
    stop_hosts(s);
    (void)pthread_mutex_destroy(&s->lock);
    arena_clear(&s->a);
    free(s);
}

uint16_t server_port(const server *s) { return s->port; }

bool server_fault(server *s, const char *spec)
{
    fault f = {.left = -1};
    const char *colon = strchr(spec, ':');
    if (!colon || strlen(colon + 1) >= sizeof f.prefix) return false;
    (void)snprintf(f.prefix, sizeof f.prefix, "%s", colon + 1);
    sv times = {spec, (size_t)(colon - spec)}, what = sv_cut(&times, 'x');
    if (times.n) f.left = (int)strtol(times.p, NULL, 10);
    if (sv_eq(what, SV("drop")))
        f.what = FAULT_DROP;
    else if (sv_eq(what, SV("cut")))
        f.what = FAULT_CUT;
    else if (sv_starts(what, SV("wait"))) {
        f.what = FAULT_WAIT;
        f.value = (int)strtol(what.p + 4, NULL, 10);
    } else
        f.value = (int)strtol(what.p, NULL, 10);
    if (f.what == FAULT_STATUS && (f.value < 200 || f.value > 599)) return false;
    (void)pthread_mutex_lock(&s->lock);
    bool room = s->n_faults < FAULTS_MAX;
    if (room) s->fault[s->n_faults++] = f;
    (void)pthread_mutex_unlock(&s->lock);
    return room;
}

size_t server_count(server *s)
{
    (void)pthread_mutex_lock(&s->lock);
    size_t n = s->log.n;
    (void)pthread_mutex_unlock(&s->lock);
    return n;
}

void server_each(server *s, void (*fn)(void *ctx, const server_entry *e), void *ctx)
{
    (void)pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->log.n; i++) fn(ctx, &s->log.at[i]);
    (void)pthread_mutex_unlock(&s->lock);
}
