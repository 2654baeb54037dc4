#include "util/share.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

static bool join(char *ret, const char *dir, const char *name)
{
    int n = snprintf(ret, SHARE_PATH_BYTES, "%s/%s", dir, name);
    return n > 0 && n < SHARE_PATH_BYTES && access(ret, R_OK) == 0;
}

/* The folder of the binary, links resolved. /proc may not be mounted (a chroot): then the name it was run by. */
static bool binary_dir(char *ret)
{
    ssize_t n = readlink("/proc/self/exe", ret, SHARE_PATH_BYTES - 1);
    if (n > 0)
        ret[n] = '\0';
    else {
        const char *name = (const char *)getauxval(AT_EXECFN);
        char *real = name ? realpath(name, NULL) : NULL;
        bool fits = real && strlen(real) < SHARE_PATH_BYTES;
        if (fits) memcpy(ret, real, strlen(real) + 1);
        free(real);
        if (!fits) return false;
    }
    char *slash = strrchr(ret, '/');
    if (slash) *slash = '\0';
    return slash;
}

err share_find(const char *name, char ret[SHARE_PATH_BYTES], note *reterr)
{
    const char *env = getenv("BAZARKAV_SHARE");
    char dir[SHARE_PATH_BYTES], up[SHARE_PATH_BYTES + 32];
    if (env && *env)
        return join(ret, env, name) ? ERR_OK
                                    : note_set(reterr, ERR_ABSENT, "%s/%s: not found", env, name);
    if (binary_dir(dir)) {
        (void)snprintf(up, sizeof up, "%s/../share", dir); /* build/MODE/bazarkav: build/share */
        if (join(ret, up, name)) return ERR_OK;
        (void)snprintf(up, sizeof up, "%s/../share/bazarkav", dir); /* a moved prefix */
        if (join(ret, up, name)) return ERR_OK;
    }
    if (join(ret, BAZARKAV_SHARE, name)) return ERR_OK;
    return note_set(
        reterr, ERR_ABSENT, "%s: not found beside the program nor in %s", name, BAZARKAV_SHARE);
}
