/* crash PROGRAM ROUNDS ADDRESS...   kills a crawl with SIGKILL at random moments, again and again, and after each
 * kill proves that the store and the archive agree: nothing acknowledged is lost, nothing is there twice, every
 * archived byte is indexed and every record reads back as what was fetched. Ends with a crawl that may finish.
 * $CRASH_PRELOAD is loaded into the crawl (the broken variants of mutant_*.c). Exit 1: a fault was found. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/warc.h"
#include "util/hash.h"

enum { ADDRESSES = 16, WAIT_MIN_US = 500, WAIT_MAX_US = 600000, INTEGRITY_EACH = 10 };

static const char *program;
static char dir[] = "/tmp/bazarkav-crash-XXXXXX", db_path[64], seeds_path[64];
static int faults;

static void fault(const char *what, const char *detail)
{
    faults++;
    (void)printf("FAULT %s: %s\n", what, detail);
}

static pid_t start(void)
{
    pid_t pid = fork();
    if (pid != 0) return pid;
    const char *preload = getenv("CRASH_PRELOAD");
    if (preload) (void)setenv("LD_PRELOAD", preload, 1);
    if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr)) _exit(126);
    (void)execl(program, program, "crawl", "--seeds", seeds_path, "--db", db_path, "--contact",
        "https://crash.example/", "--allow-net", "127.0.0.0/8", "--delay", "0", "--keep-raw",
        (char *)NULL);
    _exit(127);
}

static int64_t one(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *q = NULL;
    int64_t n = -1;
    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
        n = sqlite3_column_int64(q, 0);
    (void)sqlite3_finalize(q);
    return n;
}

static void none(sqlite3 *db, const char *what, const char *sql)
{
    char text[32];
    int64_t n = one(db, sql);
    (void)snprintf(text, sizeof text, "%lld", (long long)n);
    if (n != 0) fault(what, text);
}

struct expected {
    sv url;
    int64_t body_hash;
    int n;
};

static err look(void *ctx, const warc_response *r)
{
    struct expected *x = ctx;
    x->n++;
    if (!sv_eq(r->page.url, x->url)) fault("archive holds another page", "at an indexed place");
    if (hash_id(r->page.body) != x->body_hash)
        fault("archive holds another body", "at an indexed place");
    return ERR_OK;
}

/* Every indexed record reads back; together with the warcinfo they fill the file without a hole. */
static void check_archive(sqlite3 *db)
{
    sqlite3_stmt *q = NULL;
    int64_t end = -1, last = -1;
    static const char sql[] =
        "SELECT u.url,f.body_hash,w.path,f.warc_off,f.warc_len,w.committed FROM fetches f JOIN "
        "urls u USING(bucket,host_id,url_id) JOIN warc_files w ON w.file_id=f.warc_file "
        "WHERE f.warc_file IS NOT NULL ORDER BY w.path,f.warc_off";
    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK) fault("index", sqlite3_errmsg(db));
    while (q && sqlite3_step(q) == SQLITE_ROW) {
        struct expected x = {.url = sv_c((const char *)sqlite3_column_text(q, 0)),
            .body_hash = sqlite3_column_int64(q, 1)};
        const char *path = (const char *)sqlite3_column_text(q, 2);
        int64_t off = sqlite3_column_int64(q, 3), len = sqlite3_column_int64(q, 4);
        note n = {""};
        if (warc_read(path, off, len, look, &x, &n) || x.n != 1)
            fault("archive record", n.text[0] ? n.text : path);
        if (last >= 0 && off != last) fault("archive", "bytes that no row points at");
        last = off + len;
        end = sqlite3_column_int64(q, 5);
    }
    (void)sqlite3_finalize(q);
    if (last >= 0 && last != end)
        fault("archive", "its committed end is not the end of its last record");
}

/* Returns the pages that are stored. */
static int64_t check(bool whole)
{
    sqlite3 *db = NULL;
    struct stat st;
    if (stat(db_path, &st) != 0) return 0;
    if (sqlite3_open_v2(db_path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        fault("open", sqlite3_errmsg(db));
    int64_t pages = one(db, "SELECT count(*) FROM fetches");
    if (pages >= 0) { /* else the schema itself was not committed yet */
        pages = one(db, "SELECT count(*) FROM documents");
        none(db, "documents stored twice", "SELECT count(*)-count(DISTINCT url_id) FROM documents");
        none(db, "documents whose address still waits",
            "SELECT count(*) FROM documents d JOIN urls u USING(bucket,host_id,url_id) WHERE "
            "u.fetched_at IS NULL");
        none(db, "documents without a request",
            "SELECT count(*) FROM documents d WHERE NOT EXISTS (SELECT 1 FROM fetches f WHERE "
            "f.bucket=d.bucket AND "
            "f.host_id=d.host_id AND f.url_id=d.url_id)");
        none(db, "addresses done without a request",
            "SELECT count(*) FROM urls u WHERE u.state=1 AND NOT EXISTS (SELECT 1 FROM fetches f "
            "WHERE "
            "f.bucket=u.bucket AND f.host_id=u.host_id AND f.url_id=u.url_id)");
        check_archive(db);
    }
    if (whole)
        none(db, "integrity", "SELECT integrity_check<>'ok' FROM pragma_integrity_check LIMIT 1");
    (void)sqlite3_close(db);
    return pages < 0 ? 0 : pages;
}

static void write_seeds(int n, char **address)
{
    FILE *f = fopen(seeds_path, "we");
    for (int i = 0; f && i < n && i < ADDRESSES; i++) (void)fprintf(f, "%s\n", address[i]);
    if (f) (void)fclose(f);
}

static void fresh(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s/x.db*", dir);
    if (system(command) != 0)
        fault("clean", dir); /* NOLINT(cert-env33-c): a fixed command of a test */
}

int main(int argc, char **argv)
{
    if (argc < 4 || !mkdtemp(dir)) return 2;
    program = argv[1];
    int rounds = (int)strtol(argv[2], NULL, 10), kills = 0, lives = 0, status = 0;
    (void)snprintf(db_path, sizeof db_path, "%s/x.db", dir);
    (void)snprintf(seeds_path, sizeof seeds_path, "%s/seeds", dir);
    write_seeds(argc - 3, argv + 3);
    srandom((unsigned)getpid());
    int64_t before = 0, most = 0;
    for (int i = 0; i < rounds && !faults; i++) {
        pid_t pid = start();
        long span = i % 3 ? WAIT_MAX_US : WAIT_MAX_US / 10;
        (void)usleep((useconds_t)(WAIT_MIN_US + random() % span));
        bool ended = waitpid(pid, &status, WNOHANG) == pid;
        if (!ended) {
            (void)kill(pid, SIGKILL);
            (void)waitpid(pid, &status, 0);
            kills++;
        }
        int64_t pages = check(i % INTEGRITY_EACH == INTEGRITY_EACH - 1);
        if (pages < before) fault("acknowledged pages lost", db_path);
        before = pages;
        if (pages > most) most = pages;
        if (!ended) continue;
        fresh();
        before = 0;
        lives++;
    }
    pid_t pid = faults ? -1 : start();
    if (pid > 0) (void)waitpid(pid, &status, 0);
    if (pid > 0 && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
        fault("the last crawl", "did not end well");
    int64_t stored = check(true);
    if (!faults && stored < most) fault("pages", "fewer at the end than before");
    (void)printf(
        "%d rounds, %d kills, %d crawls ended by themselves, %lld pages stored, %d faults\n",
        rounds, kills, lives, (long long)stored, faults);
    fresh();
    (void)unlink(seeds_path);
    (void)rmdir(dir);
    return faults ? 1 : 0;
}
