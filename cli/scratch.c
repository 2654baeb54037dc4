#include "cli/scratch.h"

#include <stdlib.h>
#include <unistd.h>

const char *scratch_open(session *s, char dir[SCRATCH_BYTES])
{
    (void)snprintf(dir, SCRATCH_BYTES, "/tmp/bazarkav-XXXXXX");
    if (!mkdtemp(dir)) return NULL;
    return arena_printf(s->a, "%s/dry.db", dir).p;
}

void scratch_remove(session *s, const char *db, const char *dir)
{
    static const char *const ending[] = {"", "-wal", "-shm", ".lock", ".key"};
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        sv path = arena_printf(s->a, "%s%s", db, ending[i]);
        if (path.p) (void)unlink(path.p);
    }
    (void)rmdir(dir);
}
