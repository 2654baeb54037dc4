/* faults READY LOG [HOST ...]   serves the hosts of hosts.c until it is killed. READY: a line "name address" each,
 * written once the port is open. LOG: a line a request: start ms, host, method, target, status, bytes, ms taken,
 * requests of the host at once. Canaries, which nobody may reach: 127.0.5.1, 127.0.0.1 and ::1 at the same port. */
#include "tests/faults/faults.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    HOSTS_MAX = 64,
    CANARY = HOSTS_MAX - 1,
    HEAD_BYTES = 16384,
    TEXT_BYTES = 1 << 16,
    TRIES = 50
};

unsigned short fault_port;
static FILE *log_file;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
    int64_t pages, rules, last;
    int busy;
} count[HOSTS_MAX];

static int64_t now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void nap_ms(int ms)
{
    struct timespec t = {ms / 1000, (long)(ms % 1000) * 1000000};
    (void)nanosleep(&t, NULL);
}

const char *token(void)
{
    static _Thread_local char text[24];
    uint64_t r = 0;
    if (getrandom(&r, sizeof r, 0) < 0) r = (uint64_t)now_ms();
    (void)snprintf(text, sizeof text, "%016llx", (unsigned long long)r);
    return text;
}

const char *fault_base(const char *name)
{
    static _Thread_local char text[64];
    for (int i = 0; i < n_fault_hosts; i++)
        if (strcmp(fault_hosts[i].name, name) == 0)
            (void)snprintf(text, sizeof text, "http://127.0.4.%d:%u", i + 1, fault_port);
    return text;
}

void send_raw(ask *q, sv bytes)
{
    while (bytes.n && !q->gone) {
        ssize_t n = send(q->fd, bytes.p, bytes.n, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            q->gone = true;
            return;
        }
        q->sent += n;
        bytes = sv_sub(bytes, (size_t)n, bytes.n);
    }
}

void send_text(ask *q, const char *fmt, ...)
{
    static _Thread_local char text[TEXT_BYTES];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    send_raw(q, (sv){text, n < (int)sizeof text ? (size_t)n : sizeof text - 1});
}

void reply(ask *q, int status, const char *type, const char *extra, sv body)
{
    q->status = status;
    send_text(q, "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %zu\r\n%s\r\n", status, type,
        body.n, extra);
    send_raw(q, body);
}

void reply_page(ask *q, const char *head, const char *fmt, ...)
{
    static _Thread_local char text[TEXT_BYTES], page[TEXT_BYTES];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    int n = snprintf(page, sizeof page,
        "<!DOCTYPE html><html lang=fa><head><meta charset=utf-8><title>آزمون</title>%s</head><body>%s"
        "</body></html>",
        head, text);
    reply(q, 200, "text/html; charset=utf-8", "",
        (sv){page, n < (int)sizeof page ? (size_t)n : sizeof page - 1});
}

void redirect(ask *q, const char *fmt, ...)
{
    char to[1024], line[1100];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(to, sizeof to, fmt, ap);
    va_end(ap);
    (void)snprintf(line, sizeof line, "Location: %s\r\n", to);
    reply(q, 302, "text/html", line, SV(""));
}

void not_found(ask *q) { reply(q, 404, "text/html; charset=utf-8", "", SV("<p>نیست</p>")); }

long number_of(const ask *q, const char *name, long fallback)
{
    for (sv rest = q->query; rest.n;) {
        sv value = sv_cut(&rest, '&'), key = sv_cut(&value, '=');
        if (sv_eq(key, sv_c(name))) return strtol(value.n ? value.p : "0", NULL, 10);
    }
    return fallback;
}

static void answer(ask *q)
{
    const fault_host *h = q->host < n_fault_hosts ? &fault_hosts[q->host] : NULL;
    if (!h)
        reply_page(q, "", "canary");
    else if (sv_eq(q->path, SV("/robots.txt")))
        (h->rules ? h->rules : plain_rules)(q);
    else
        (h->page ? h->page : small_site)(q);
}

static void serve_one(ask *q, char *head)
{
    char method[16] = "", target[2048] = "";
    (void)sscanf(head, "%15s %2047s", method, target);
    q->head = head;
    q->query = sv_c(target);
    q->target = sv_c(target);
    q->path = sv_cut(&q->query, '?');
    bool rules = sv_eq(q->path, SV("/robots.txt"));
    int64_t at = now_ms();
    (void)pthread_mutex_lock(&lock);
    q->nth = count[q->host].pages;
    q->nth_rules = count[q->host].rules;
    q->since_ms = at - count[q->host].last;
    *(rules ? &count[q->host].rules : &count[q->host].pages) += 1;
    count[q->host].last = at;
    int busy = ++count[q->host].busy;
    (void)pthread_mutex_unlock(&lock);
    answer(q);
    (void)pthread_mutex_lock(&lock);
    count[q->host].busy--;
    const char *name = q->host < n_fault_hosts ? fault_hosts[q->host].name : "canary";
    (void)fprintf(log_file, "%lld\t%s\t%s\t%s\t%d\t%lld\t%lld\t%d\n", (long long)at, name, method,
        target, q->status, (long long)q->sent, (long long)(now_ms() - at), busy);
    (void)fflush(log_file);
    (void)pthread_mutex_unlock(&lock);
}

static void *serve(void *arg)
{
    int fd = (int)(intptr_t)arg;
    struct sockaddr_storage own = {0};
    socklen_t size = sizeof own;
    char head[HEAD_BYTES];
    ask q = {.fd = fd, .host = CANARY};
    (void)getsockname(fd, (struct sockaddr *)&own, &size);
    const uint8_t *ip =
        (const uint8_t *)&((const struct sockaddr_in *)(const void *)&own)->sin_addr;
    if (own.ss_family == AF_INET && ip[2] == 4) q.host = ip[3] - 1;
    while (!q.gone && !q.close) {
        size_t n = 0;
        while (n < sizeof head - 1) {
            ssize_t got = recv(fd, head + n, sizeof head - 1 - n, 0);
            if (got <= 0) goto out;
            n += (size_t)got;
            head[n] = 0;
            if (strstr(head, "\r\n\r\n")) break;
        }
        q.sent = 0;
        q.status = 0;
        serve_one(&q, head);
    }
out:
    (void)close(fd);
    return NULL;
}

static void *accept_all(void *arg)
{
    int fd = (int)(intptr_t)arg;
    for (;;) {
        pthread_t t;
        int c = accept(fd, NULL, NULL);
        if (c < 0) continue;
        if (pthread_create(&t, NULL, serve, (void *)(intptr_t)c) == 0) (void)pthread_detach(t);
    }
    return NULL;
}

static int listen_at(const char *ip, unsigned short port)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct sockaddr_in6 a6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    bool six = inet_pton(AF_INET, ip, &a.sin_addr) != 1;
    int on = 1, fd = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (six) (void)inet_pton(AF_INET6, ip, &a6.sin6_addr);
    const struct sockaddr *to = six ? (const struct sockaddr *)&a6 : (const struct sockaddr *)&a;
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (fd >= 0 && bind(fd, to, six ? sizeof a6 : sizeof a) == 0 && listen(fd, 128) == 0) return fd;
    if (fd >= 0) (void)close(fd);
    return -1;
}

/* All addresses at one port, or none. */
static bool open_all(unsigned short port, int *fd, int *ret_n)
{
    char ip[32];
    int n = 0;
    for (int i = 0; i < n_fault_hosts; i++) {
        (void)snprintf(ip, sizeof ip, "127.0.4.%d", i + 1);
        fd[n] = listen_at(ip, port);
        if (fd[n++] < 0) break;
    }
    bool ok = fd[n - 1] >= 0 && (fd[n++] = listen_at("127.0.5.1", port)) >= 0 &&
              (fd[n++] = listen_at("127.0.0.1", port)) >= 0;
    if (ok && (fd[n] = listen_at("::1", port)) >= 0) n++; /* where there is IPv6 */
    for (int i = 0; i < n && !ok; i++)
        if (fd[i] >= 0) (void)close(fd[i]);
    *ret_n = n;
    return ok;
}

int main(int argc, char **argv)
{
    int fd[HOSTS_MAX], n = 0;
    bool ok = false;
    if (argc < 3 || !(log_file = fopen(argv[2], "w"))) return 2;
    for (int i = 0; i < TRIES && !ok; i++) {
        fault_port = (unsigned short)(20000 + (getpid() * 7 + i * 101) % 20000);
        ok = open_all(fault_port, fd, &n);
    }
    if (!ok) return 3;
    (void)signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < n; i++) {
        pthread_t t;
        if (pthread_create(&t, NULL, accept_all, (void *)(intptr_t)fd[i]) != 0) return 3;
    }
    FILE *ready = fopen(argv[1], "w");
    if (!ready) return 2;
    for (int i = 0; i < n_fault_hosts; i++)
        (void)fprintf(ready, "%s %s/\n", fault_hosts[i].name, fault_base(fault_hosts[i].name));
    (void)fclose(ready);
    for (;;) (void)pause();
}
