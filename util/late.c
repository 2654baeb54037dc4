#include "util/late.h"

#include <dlfcn.h>
#include <string.h>

err late_load(const char *soname, const char *const *names, size_t n, void *table, note *reterr)
{
    void *lib = dlopen(soname, RTLD_LAZY | RTLD_LOCAL);
    if (!lib) return note_set(reterr, ERR_ABSENT, "%s", dlerror());
    for (size_t i = 0; i < n; i++) {
        void *at = dlsym(RTLD_DEFAULT, names[i]); /* of a library loaded before the program */
        if (!at) at = dlsym(lib, names[i]);
        if (!at) return note_set(reterr, ERR_ABSENT, "%s: no function %s", soname, names[i]);
        memcpy((char *)table + i * sizeof at, &at, sizeof at);
    }
    return ERR_OK;
}
