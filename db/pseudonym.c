#include "db/pseudonym.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "db/erase.h"
#include "db/nettle.h"
#include "util/file.h"

enum { KEY_FILE_BYTES = 2 * LITE_KEY_BYTES };

/* What sites print when somebody gives no name; compared without blanks and ZWNJ at the ends, ASCII case. */
static const sv placeholder[] = {
    SV_INIT("مهمان"),
    SV_INIT("میهمان"),
    SV_INIT("کاربر"),
    SV_INIT("کاربر مهمان"),
    SV_INIT("کاربر میهمان"),
    SV_INIT("کاربر سایت"),
    SV_INIT("کاربر ناشناس"),
    SV_INIT("یک کاربر"),
    SV_INIT("ناشناس"),
    SV_INIT("بدون نام"),
    SV_INIT("بی نام"),
    SV_INIT("بی‌نام"),
    SV_INIT("نامشخص"),
    SV_INIT("خریدار"),
    SV_INIT("بازدیدکننده"),
    SV_INIT("anonymous"),
    SV_INIT("anonym"),
    SV_INIT("guest"),
    SV_INIT("user"),
    SV_INIT("visitor"),
    SV_INIT("unknown"),
    SV_INIT("deleted"),
    SV_INIT("[deleted]"),
    SV_INIT("n/a"),
    SV_INIT("-"),
};

bool pseudonym_nameless(sv author)
{
    author = sv_trim(author);
    if (!author.n) return true;
    for (size_t i = 0; i < sizeof placeholder / sizeof placeholder[0]; i++)
        if (sv_ieq(author, placeholder[i])) return true;
    return false;
}

static bool key_path(const store *s, char *ret, size_t size)
{
    return (size_t)snprintf(ret, size, "%s.key", s->path) < size;
}

static err fill(unsigned char *p, size_t n)
{
    return getrandom(p, n, 0) == (ssize_t)n ? ERR_OK : ERR_IO;
}

/* A new key beside old pseudonyms would count everybody twice, beside old tombstones bring back what was forgotten. */
static err may_begin(store *s, const char *path)
{
    int64_t used = 0;
    err e = lite_int(s, &used,
        "SELECT EXISTS(SELECT 1 FROM tombstones) OR EXISTS(SELECT 1 FROM comments WHERE author IS NOT "
        "NULL)",
        "");
    if (e || !used) return e;
    (void)snprintf(s->detail, sizeof s->detail,
        "%.200s is missing: bring it back, or begin a new one with \"bazarkav forget --key\"",
        path);
    return ERR_ABSENT;
}

static err make_keys(store *s, const char *path, unsigned char *both)
{
    note why = {""};
    err e = fill(both, KEY_FILE_BYTES);
    if (!e && path) e = file_save(path, (sv){(char *)both, KEY_FILE_BYTES}, 0600, &why);
    if (e) (void)snprintf(s->detail, sizeof s->detail, "%.299s", why.text);
    return e;
}

/* The keys of a file, which nobody else may read. */
static err read_keys(store *s, int fd, const char *path, unsigned char *both)
{
    (void)fchmod(fd, 0600);
    if (read(fd, both, KEY_FILE_BYTES) == KEY_FILE_BYTES) return ERR_OK;
    (void)snprintf(s->detail, sizeof s->detail, "%.200s: not a key file", path);
    return ERR_CORRUPT;
}

/* Reads both keys, or makes them when there is no file; `anew`: also beside what an old key made. */
static err load(store *s, bool anew)
{
    unsigned char both[KEY_FILE_BYTES];
    note why;
    err e = nettle_load(&why);
    if (e) (void)snprintf(s->detail, sizeof s->detail, "%.299s", why.text);
    if (e || s->key_loaded) return e;
    char path[4096];
    bool memory = strcmp(s->path, ":memory:") == 0;
    if (!memory && !key_path(s, path, sizeof path)) return ERR_LIMIT;
    CLEANUP(fd_closep) int fd = memory ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && !memory && errno != ENOENT) {
        e = os_err();
        (void)snprintf(s->detail, sizeof s->detail, "%.200s: %s", path, os_error());
    }
    if (!e && fd < 0 && !memory && !anew) e = may_begin(s, path);
    if (!e) e = fd >= 0 ? read_keys(s, fd, path, both) : make_keys(s, memory ? NULL : path, both);
    if (e) return e;
    (void)memcpy(s->key, both, LITE_KEY_BYTES);
    (void)memcpy(s->tomb_key, both + LITE_KEY_BYTES, LITE_KEY_BYTES);
    explicit_bzero(both, sizeof both);
    s->key_loaded = true;
    return ERR_OK;
}

/* HMAC-SHA-256 over the parts, each followed by its length, so that "ab"+"c" is not "a"+"bc". */
static void mac(const unsigned char *key, sv one, sv two, size_t n, unsigned char *ret)
{
    struct hmac_sha256_ctx h;
    uint64_t length[2] = {one.n, two.n};
    hmac_sha256_set_key(&h, LITE_KEY_BYTES, key);
    hmac_sha256_update(&h, one.n, (const unsigned char *)one.p);
    hmac_sha256_update(&h, two.n, (const unsigned char *)two.p);
    hmac_sha256_update(&h, sizeof length, (const unsigned char *)length);
    hmac_sha256_digest(&h, n, ret);
}

err pseudonym_of(store *s, sv site, sv author, int64_t *ret)
{
    *ret = 0;
    if (pseudonym_nameless(author)) return ERR_OK;
    err e = load(s, false);
    if (e) return e;
    uint64_t bits = 0;
    mac(s->key, site, sv_trim(author), sizeof bits, (unsigned char *)&bits);
    *ret = (int64_t)(bits & INT64_MAX);
    if (!*ret) *ret = 1;
    return ERR_OK;
}

err pseudonym_digest(store *s, sv kind, sv value, unsigned char ret[PSEUDONYM_DIGEST_BYTES])
{
    err e = load(s, false);
    if (!e) mac(s->tomb_key, kind, value, PSEUDONYM_DIGEST_BYTES, ret);
    return e;
}

err erase_key(store *s)
{
    unsigned char both[KEY_FILE_BYTES];
    err e = load(s, true);
    if (!e) e = fill(s->key, LITE_KEY_BYTES);
    if (e) return e;
    (void)memcpy(both, s->key, LITE_KEY_BYTES);
    (void)memcpy(both + LITE_KEY_BYTES, s->tomb_key, LITE_KEY_BYTES);
    char path[4096];
    if (strcmp(s->path, ":memory:") == 0) return ERR_OK;
    if (!key_path(s, path, sizeof path)) return ERR_LIMIT;
    /* over the old bytes, not beside them */
    CLEANUP(fd_closep) int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write(fd, both, sizeof both) != (ssize_t)sizeof both || fsync(fd) != 0)
        e = os_err();
    explicit_bzero(both, sizeof both);
    return e;
}
