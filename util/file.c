#include "util/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "util/buf.h"

enum { FIRST_BYTES = 512 * 1024 };

/* What the file says to be its size, and a byte to see its end; of what says nothing, as much as fits into a block. */
static size_t first_room(FILE *f, size_t max)
{
    struct stat st;
    bool says = fstat(fileno(f), &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
    size_t want = says && (uint64_t)st.st_size <= max ? (size_t)st.st_size + 2 : FIRST_BYTES;
    return max < want ? max + 1 : want;
}

/* Straight into the arena; what is left of the block is given back. */
static err read_first(arena *a, FILE *f, size_t max, sv *ret)
{
    size_t room = first_room(f, max);
    char *p = arena_raw(a, room);
    if (!p) return ERR_OK; /* a small arena: it may be enough for a small file */
    size_t n = fread(p, 1, room - 1, f);
    p[n] = 0;
    arena_trim(a, p, room, n + 1);
    *ret = (sv){p, n};
    return ferror(f) ? ERR_IO : ERR_OK;
}

err file_read(arena *a, FILE *f, size_t max, sv *ret)
{
    sv first = {NULL, 0};
    err e = read_first(a, f, max, &first);
    if (e) return e;
    if (first.p && feof(f)) {
        *ret = first;
        return ERR_OK;
    }
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    char block[16384];
    if (first.n) buf_put(&b, first);
    if (first.p) arena_trim(a, first.p, first.n + 1, 0); /* all of it will be there in one piece */
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;) {
        if (b.n + n > max) return ERR_LIMIT;
        buf_put(&b, (sv){block, n});
    }
    if (ferror(f)) return ERR_IO;
    if (b.e) return b.e;
    sv copy = arena_sv(a, buf_sv(&b));
    if (!copy.p) return ERR_NOMEM;
    *ret = copy;
    return ERR_OK;
}

err file_load(arena *a, const char *path, size_t max, sv *ret, note *reterr)
{
    bool standard = strcmp(path, "-") == 0;
    CLEANUP(file_closep) FILE *own = standard ? NULL : fopen(path, "re");
    if (!standard && !own) return note_set(reterr, os_err(), "%s: %s", path, os_error());
    errno = 0;
    err e = file_read(a, standard ? stdin : own, max, ret);
    if (e == ERR_IO) return note_set(reterr, e, "%s: %s", path, os_error());
    if (e) return note_set(reterr, e, "%s: %s", path, err_str(e));
    return ERR_OK;
}

static err write_all(int fd, sv data)
{
    while (data.n) {
        ssize_t n = write(fd, data.p, data.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return os_err();
        data = sv_sub(data, (size_t)n, data.n);
    }
    return fsync(fd) == 0 ? ERR_OK : os_err();
}

err file_save(const char *path, sv data, unsigned mode, note *reterr)
{
    CLEANUP(buf_clear) buf tmp = BUF_INIT(4096);
    buf_printf(&tmp, "%s.XXXXXX", path);
    if (tmp.e) return note_set(reterr, tmp.e, "%s: %s", path, err_str(tmp.e));
    CLEANUP(fd_closep) int fd = mkostemp(tmp.p, O_CLOEXEC);
    if (fd < 0) return note_set(reterr, os_err(), "%s: %s", path, os_error());
    err e = fchmod(fd, (mode_t)mode) == 0 ? write_all(fd, data) : os_err();
    if (!e && rename(tmp.p, path) != 0) e = os_err();
    if (!e) return ERR_OK;
    note_set(reterr, e, "%s: %s", path, os_error());
    (void)unlink(tmp.p);
    return e;
}

err file_mkdirs(const char *path, unsigned mode, note *reterr)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(4096);
    buf_puts(&b, path);
    if (b.e) return note_set(reterr, b.e, "%s: %s", path, err_str(b.e));
    for (size_t i = 1; i <= b.n; i++) {
        if (b.p[i] != '/' && b.p[i] != '\0') continue;
        char keep = b.p[i];
        b.p[i] = '\0';
        if (mkdir(b.p, (mode_t)mode) != 0 && errno != EEXIST)
            return note_set(reterr, os_err(), "%s: %s", b.p, os_error());
        b.p[i] = keep;
    }
    return ERR_OK;
}
