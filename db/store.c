#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "db/fts.h"
#include "db/lite.h"
#include "util/file.h"

enum { BUSY_MS = 10000 };

static bool in_memory(const char *path) { return strcmp(path, ":memory:") == 0; }

/* The directory of `path` with 0700 when it is missing. */
static err make_dir(const char *path, note *reterr)
{
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path) return ERR_OK;
    arena a = ARENA_INIT(8192);
    sv dir = arena_sv(&a, (sv){path, (size_t)(slash - path)});
    err e = dir.p ? file_mkdirs(dir.p, 0700, reterr) : ERR_NOMEM;
    arena_clear(&a);
    return e;
}

/* The directory, and the file with 0600 before SQLite makes it wider. */
static err make_file(const char *path, note *reterr)
{
    err e = make_dir(path, reterr);
    if (e) return e;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return note_set(reterr, os_err(), "%s: %s", path, os_error());
    (void)close(fd);
    return ERR_OK;
}

/* The lock that store_hold took, for the life of the process. */
static struct {
    int fd;
    char path[4096];
} held = {.fd = -1};

static err lock_file(const char *path, int *ret_fd, note *reterr)
{
    char name[4096];
    if ((size_t)snprintf(name, sizeof name, "%s.lock", path) >= sizeof name)
        return note_set(reterr, ERR_LIMIT, "path too long");
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return note_set(reterr, os_err(), "%s: %s", name, os_error());
    *ret_fd = fd;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) return ERR_OK;
    return note_set(reterr, errno == EWOULDBLOCK ? ERR_BUSY : os_err(), "%s: %s", name,
        errno == EWOULDBLOCK ? "held by another run" : os_error());
}

static err take_lock(store *s, note *reterr)
{
    bool ours = held.fd >= 0 && strcmp(held.path, s->path) == 0;
    return ours ? ERR_OK : lock_file(s->path, &s->lock_fd, reterr);
}

err store_hold(const char *path, note *reterr)
{
    int fd = -1;
    err e = held.fd < 0 && !in_memory(path) ? make_dir(path, reterr) : ERR_OK;
    if (e || held.fd >= 0 || in_memory(path)) return e;
    e = lock_file(path, &fd, reterr);
    if (e && fd >= 0) (void)close(fd);
    if (e) return e;
    held.fd = fd;
    (void)snprintf(held.path, sizeof held.path, "%s", path);
    return ERR_OK;
}

void store_let_go(void)
{
    if (held.fd >= 0) (void)close(held.fd);
    held.fd = -1;
}

static err settle(store *s)
{
    err e = lite_exec(s,
        s->writable ? ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                       "PRAGMA wal_autocheckpoint=16000")
                    : "PRAGMA query_only=ON");
    if (e) return e;
    /* a run writes and folds a large store: its inner pages should stay */
    if (s->lock_fd >= 0) e = lite_exec(s, "PRAGMA cache_size=-65536");
    if (!e && s->lock_fd < 0) e = lite_exec(s, "PRAGMA cache_size=-12288");
    if (e) return e;
    return lite_exec(
        s, "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF");
}

static err open_file(store *s, const lexicon *lx, note *reterr)
{
    int flags = s->writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    err e = sqlite3_load(reterr);
    if (e) return e;
    e = lite_err(s, sqlite3_open_v2(s->path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL));
    if (!e) {
        (void)sqlite3_extended_result_codes(s->db, 1);
        (void)sqlite3_busy_timeout(s->db, BUSY_MS);
        e = fts_register(s->db, lx);
    }
    if (!e) e = settle(s);
    if (e) return note_set(reterr, e, "%s", s->detail[0] ? s->detail : err_str(e));
    return migrate_up(s, reterr);
}

err store_open(const char *path, store_mode mode, const lexicon *lx, store **ret, note *reterr)
{
    store *s = calloc(1, sizeof *s);
    if (!s) return ERR_NOMEM;
    s->lock_fd = -1;
    s->writable = mode != STORE_READ;
    s->path = strdup(path);
    err e = s->path ? ERR_OK : ERR_NOMEM;
    struct stat st;
    if (!e && mode == STORE_READ && !in_memory(path) && stat(path, &st) != 0)
        e = note_set(reterr, os_err(), "%s: %s", path, os_error());
    if (!e && s->writable && !in_memory(path)) e = make_file(path, reterr);
    if (!e && mode == STORE_RUN && !in_memory(path)) e = take_lock(s, reterr);
    if (!e) e = open_file(s, lx, reterr);
    if (e) {
        store_close(s);
        return e;
    }
    *ret = s;
    return ERR_OK;
}

err store_memory(store *s, int kib)
{
    char sql[64];
    (void)snprintf(sql, sizeof sql, "PRAGMA cache_size=-%d", kib);
    return lite_exec(s, sql);
}

void store_close(store *s)
{
    if (!s) return;
    if (s->in_batch) store_rollback(s);
    for (size_t i = 0; i < LITE_CACHE; i++)
        if (s->cache[i].sql) (void)sqlite3_finalize(s->cache[i].q);
    if (s->db) (void)sqlite3_close(s->db);
    if (s->lock_fd >= 0) (void)close(s->lock_fd);
    explicit_bzero(s->key, sizeof s->key);
    free(s->path);
    free(s);
}

err store_begin(store *s)
{
    err e = lite_run(s, "BEGIN IMMEDIATE", "");
    if (!e) s->in_batch = true;
    return e;
}

err store_commit(store *s)
{
    err e = lite_run(s, "COMMIT", "");
    if (!e) s->in_batch = false;
    return e;
}

void store_rollback(store *s)
{
    (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->in_batch = false;
    (void)memset(s->label_cache, 0, sizeof s->label_cache); /* what it knows may be undone */
}

const char *store_detail(const store *s) { return s->detail; }
const char *store_path(const store *s) { return s->path; }

err store_get(store *s, arena *a, sv key, sv *ret)
{
    err e = ERR_OK;
    sqlite3_stmt *q = lite_bind(s, &e, "SELECT value FROM project WHERE key=?1", "s", key);
    *ret = (sv){NULL, 0};
    if (!lite_step(s, q, &e)) return e;
    *ret = arena_sv(a, lite_text(q, 0));
    lite_end(q);
    return ret->p ? ERR_OK : ERR_NOMEM;
}

err store_set(store *s, sv key, sv value)
{
    return lite_run(s,
        "INSERT INTO project VALUES(?1,?2) ON CONFLICT(key) DO UPDATE SET value=excluded.value",
        "ss", key, value.p ? value : SV(""));
}
