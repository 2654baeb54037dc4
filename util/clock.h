/* clock.h - the only place that asks what time it is. Pure code takes the time as an argument. */
#ifndef UTIL_CLOCK_H
#define UTIL_CLOCK_H

#include <stdint.h>

/* Milliseconds since 1970 UTC. SOURCE_DATE_EPOCH (seconds) freezes it, for reproducible reports. */
int64_t clock_now_ms(void);
/* Milliseconds of a clock that never steps back; for delays and rates only. */
int64_t clock_mono_ms(void);

#endif
