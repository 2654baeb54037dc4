#include "util/clock.h"

#include <stdlib.h>
#include <time.h>

static int64_t read_ms(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_now_ms(void)
{
    const char *frozen = getenv("SOURCE_DATE_EPOCH");
    if (frozen && *frozen) return (int64_t)strtoll(frozen, NULL, 10) * 1000;
    return read_ms(CLOCK_REALTIME);
}

int64_t clock_mono_ms(void) { return read_ms(CLOCK_MONOTONIC); }
