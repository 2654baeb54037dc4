#include "crawler/revisit.h"

#define HOUR_MS INT64_C(3600000)
#define DAY_MS  (24 * HOUR_MS)

enum { TRIES = 2, RETRY_MS = 10000 };

static int64_t interval(const revisit_in *in)
{
    if (in->wanted_ms > 0) return in->wanted_ms;
    if (!in->every_ms || !in->known) return in->every_ms ? in->every_ms : DAY_MS;
    int64_t every = in->changed ? in->every_ms / 2 : in->every_ms * 3 / 2;
    return every < 6 * HOUR_MS ? 6 * HOUR_MS : every > 30 * DAY_MS ? 30 * DAY_MS : every;
}

revisit_out revisit(const revisit_in *in)
{
    revisit_out out = {.state = REVISIT_DONE, .every_ms = in->every_ms};
    switch (in->why) {
    case PAGE_OK:
    case PAGE_NOT_MODIFIED:
    case PAGE_REDIRECT:
        out.every_ms = interval(in);
        out.due = in->now + out.every_ms;
        return out;
    case PAGE_GONE:
        out.state = REVISIT_GONE;
        out.due = in->now + 30 * DAY_MS;
        return out;
    case PAGE_CLIENT_ERROR:
        out.state = REVISIT_FAILED;
        out.due = in->now + 7 * DAY_MS;
        return out;
    case PAGE_TOO_BIG:
    case PAGE_FORBIDDEN:
    case PAGE_BAD_TYPE:
        out.state = REVISIT_REFUSED;
        out.due = in->now + 30 * DAY_MS;
        return out;
    case PAGE_BUSY:
    case PAGE_SERVER_ERROR:
    case PAGE_NETWORK:
    case PAGE_TIMEOUT:
    case PAGE_CUT_SHORT:
    case PAGE_WHY_MAX: break;
    }
    int most = in->why == PAGE_BUSY ? REVISIT_BUSY_TRIES : TRIES;
    out.tries = in->tries + 1;
    bool again = out.tries < most;
    out.state = again ? REVISIT_WAIT : REVISIT_FAILED;
    out.due =
        in->why == PAGE_BUSY && again ? in->now : in->now + (again ? RETRY_MS * out.tries : DAY_MS);
    return out;
}
