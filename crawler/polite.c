#include "crawler/polite.h"

enum {
    MARGIN_MS = 50, /* the way to the host is not equally long twice; never arrive too early */
    TOOK_MAX_MS = 10000,
    PENALTY_MAX_MS = 60000,
    PENALTY_MIN_MS = 100, /* less is forgotten */
    GOOD_RUN = 16,        /* good answers after which a penalty shrinks by a quarter */
    BUSY_WAIT_MS = 3000,
    FAIL_WAIT_MS = 1000,
    WAIT_MAX_MS = 60000,
    BREAK_WAIT_MS = 60000,
    BREAK_MAX_MS = 1800000,
    SHIFT_MAX = 6
};

#define DAY_MS INT64_C(86400000)

static int64_t max64(int64_t a, int64_t b) { return a > b ? a : b; }
static int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }

void polite_init(polite *p, int64_t delay_ms)
{
    *p = (polite){.delay_ms = delay_ms, .last_at = -1, .gap_ms = -1};
}

void polite_crawl_delay(polite *p, int64_t ms)
{
    p->crawl_delay_ms = ms < 0 ? 0 : min64(ms, POLITE_CRAWL_DELAY_MAX_MS);
}

int64_t polite_gap(const polite *p)
{
    int64_t gap = max64(p->delay_ms, p->crawl_delay_ms);
    if (gap) gap = max64(gap, min64(p->took_ms, TOOK_MAX_MS));
    return gap + p->penalty_ms;
}

int64_t polite_ready_at(const polite *p) { return p->busy ? INT64_MAX : p->next_at; }

void polite_start(polite *p, int64_t now)
{
    p->gap_ms = p->last_at < 0 ? -1 : now - p->last_at;
    p->last_at = now;
    p->busy = true;
}

static int64_t doubled(int64_t base, int times, int64_t most)
{
    return min64(base << (times < SHIFT_MAX ? times : SHIFT_MAX), most);
}

/* What a request says about the host's health. */
static void count_result(polite *p, polite_result result, int64_t took)
{
    if (result == POLITE_GOOD) {
        p->took_ms = p->took_ms ? (3 * p->took_ms + took) / 4 : took;
        p->fails = 0;
        if (++p->good >= GOOD_RUN) {
            p->good = 0;
            p->penalty_ms = p->penalty_ms * 3 / 4;
            if (p->penalty_ms < PENALTY_MIN_MS) p->penalty_ms = 0;
        }
    } else if (result != POLITE_ODD) {
        p->good = 0;
        p->fails++;
    }
}

void polite_end(polite *p, const polite_answer *answer)
{
    polite_result result = answer->result;
    int64_t now = answer->now, wait = 0;
    int64_t retry_after_ms = min64(answer->retry_after_ms, POLITE_REST_DAYS * DAY_MS);
    p->busy = false;
    p->last_at = max64(p->last_at, max64(answer->sent_at, answer->seen_at));
    count_result(p, result, now - answer->sent_at);
    if (result == POLITE_SLOWER ||
        result == POLITE_BUSY) { /* told to slow down: twice the gap and a bit */
        int64_t gap = max64(polite_gap(p), PENALTY_MIN_MS);
        p->penalty_ms = min64(
            p->penalty_ms + (result == POLITE_SLOWER ? gap + gap / 5 : gap / 4), PENALTY_MAX_MS);
        wait = doubled(BUSY_WAIT_MS, p->fails - 1, WAIT_MAX_MS);
        if (retry_after_ms >= 0) wait = 0;
    }
    if (result == POLITE_FAIL) wait = doubled(FAIL_WAIT_MS, p->fails, WAIT_MAX_MS);
    if (polite_broken(p))
        wait = max64(wait, doubled(BREAK_WAIT_MS, p->fails - POLITE_BREAK_FAILS, BREAK_MAX_MS));
    wait = max64(wait, retry_after_ms);
    int64_t gap = polite_gap(p);
    p->next_at =
        max64(p->last_at + gap + (gap ? MARGIN_MS : 0), wait ? now + wait + MARGIN_MS : now);
}

bool polite_broken(const polite *p) { return p->fails >= POLITE_BREAK_FAILS; }

int64_t polite_ip_at(const polite_ip *ip, int64_t now)
{
    if (now < ip->next_at) return ip->next_at;
    return ip->active < POLITE_IP_ACTIVE ? now : now + POLITE_IP_GAP_MS;
}

void polite_ip_start(polite_ip *ip, int64_t now)
{
    ip->active++;
    ip->next_at = now + POLITE_IP_GAP_MS;
}

void polite_ip_end(polite_ip *ip)
{
    if (ip->active > 0) ip->active--;
}
