/* The loopback server of the demo: routing, conditional answers, faults, log. */
#include <curl/curl.h>
#include <stdlib.h>

#include "demo/server.h"
#include "tests/tests.h"

typedef struct got {
    long status;
    char body[256];
    size_t n;
    char etag[64];
} got;

static void handler(void *ctx, const server_request *q, server_reply *ret)
{
    (void)ctx;
    if (sv_eq(q->path, SV("/منو"))) ret->status = 410;
    buf_printf(&ret->body, "host %d path %.*s nth %lld", q->host, SV_FMT(q->path),
        (long long)(sv_eq(q->path, SV("/n")) ? q->nth : 0));
}

static size_t take_body(char *p, size_t size, size_t n, void *ctx)
{
    got *g = ctx;
    for (size_t i = 0; i < size * n && g->n + 1 < sizeof g->body; i++) g->body[g->n++] = p[i];
    return size * n;
}

static size_t take_head(char *p, size_t size, size_t n, void *ctx)
{
    got *g = ctx;
    sv line = sv_trim((sv){p, size * n});
    if (sv_istarts(line, SV("etag:")))
        (void)snprintf(g->etag, sizeof g->etag, "%.*s", SV_FMT(sv_trim(sv_sub(line, 5, line.n))));
    return size * n;
}

static CURLcode ask(server *s, int host, const char *target, const char *header, got *g)
{
    char url[200];
    (void)snprintf(url, sizeof url, "http://127.0.0.%d:%u%s", host + 1, server_port(s), target);
    CURL *c = curl_easy_init();
    struct curl_slist *h = header ? curl_slist_append(NULL, header) : NULL;
    *g = (got){0};
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, g);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_head);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, g);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, h);
    curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
    CURLcode rc = curl_easy_perform(c);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &g->status);
    curl_slist_free_all(h);
    curl_easy_cleanup(c);
    return rc;
}

static server *open_server(void)
{
    server *s = NULL;
    note n;
    ck_assert_int_eq(
        server_open(&(server_options){.n_hosts = 2, .handler = handler}, &s, &n), ERR_OK);
    return s;
}

START_TEST(hosts_and_paths)
{
    server *s = open_server();
    got g;
    ck_assert_int_eq(ask(s, 1, "/a%20b?x=1", NULL, &g), CURLE_OK);
    ck_assert_str_eq(g.body, "host 1 path /a b nth 0");
    (void)ask(s, 0, "/%D9%85%D9%86%D9%88", NULL, &g);
    ck_assert_int_eq(g.status, 410);
    (void)ask(s, 0, "/n", NULL, &g);
    (void)ask(s, 0, "/n", NULL, &g);
    ck_assert_str_eq(g.body, "host 0 path /n nth 1");
    server_close(s);
}
END_TEST

START_TEST(same_body_is_not_sent_twice)
{
    server *s = open_server();
    got g;
    char header[100];
    (void)ask(s, 0, "/", NULL, &g);
    (void)snprintf(header, sizeof header, "If-None-Match: %s", g.etag);
    (void)ask(s, 0, "/", header, &g);
    ck_assert_int_eq(g.status, 304);
    ck_assert_uint_eq(g.n, 0);
    server_close(s);
}
END_TEST

START_TEST(faults)
{
    server *s = open_server();
    got g;
    ck_assert(!server_fault(s, "nonsense"));
    ck_assert(!server_fault(s, "99:/"));
    ck_assert(server_fault(s, "503x1:/busy"));
    ck_assert(server_fault(s, "drop:/drop"));
    ck_assert(server_fault(s, "cut:/cut"));
    (void)ask(s, 0, "/busy", NULL, &g);
    ck_assert_int_eq(g.status, 503);
    (void)ask(s, 0, "/busy", NULL, &g);
    ck_assert_int_eq(g.status, 200);
    ck_assert_int_eq(ask(s, 0, "/drop", NULL, &g), CURLE_GOT_NOTHING);
    ck_assert_int_eq(ask(s, 0, "/cut", NULL, &g), CURLE_PARTIAL_FILE);
    server_close(s);
}
END_TEST

static void count_host(void *ctx, const server_entry *e) { *(int *)ctx += e->host + 1; }

START_TEST(log_has_every_request)
{
    server *s = open_server();
    got g;
    (void)ask(s, 0, "/", NULL, &g);
    (void)ask(s, 1, "/x", "User-Agent: probe", &g);
    int sum = 0;
    server_each(s, count_host, &sum);
    ck_assert_int_eq(sum, 3);
    ck_assert_uint_eq(server_count(s), 2);
    server_close(s);
}
END_TEST

Suite *server_suite(void)
{
    Suite *s = suite_create("server");
    TCase *t = tcase_create("loopback");
    tcase_add_test(t, hosts_and_paths);
    tcase_add_test(t, same_body_is_not_sent_twice);
    tcase_add_test(t, faults);
    tcase_add_test(t, log_has_every_request);
    suite_add_tcase(s, t);
    return s;
}
