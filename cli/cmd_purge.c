/* Retention: text past its date goes, counts stay. */
#include <stdlib.h>

#include "cli/project.h"
#include "db/erase.h"
#include "util/clock.h"

enum { DAY_MS = 86400000 };

/* "90", "90d", "12w", "6m" (30 days each), "1y": days, or -1. */
static int64_t days_of(const char *text)
{
    char *end = NULL;
    long long n = strtoll(text, &end, 10);
    if (end == text || n < 0 || n > 100000) return -1;
    if (!*end) return n;
    if (end[1]) return -1;
    switch (*end) {
    case 'd': return n;
    case 'w': return n * 7;
    case 'm': return n * 30;
    case 'y': return n * 365;
    default: return -1;
    }
}

static int run(session *s)
{
    const char *older = opt_text(s, "older-than");
    int64_t days = older ? days_of(older) : 0, now = clock_now_ms();
    if (days < 0)
        return fail(s, EXIT_USAGE,
            tr(s, "زمان خوانده نشد: %s (نمونه: 90d)", "cannot read the time: %s (example: 90d)"),
            older);
    store *db = NULL;
    lexicon *lx = NULL;
    erased r = {0};
    const char *path = project_db(s, NULL);
    int code = project_lexicon(s, &lx);
    if (!code) code = project_open_held(s, path, STORE_RUN, lx, &db);
    if (!code) {
        /* without a date: what is past the retention of the seeds file */
        err e = erase_old(db, older ? now - days * DAY_MS : INT64_MIN, now, &r);
        if (e)
            code = fail(s, code_of(e), "%s", store_detail(db)[0] ? store_detail(db) : err_str(e));
    }
    store_close(db);
    lexicon_close(lx);
    if (code) return code;
    (void)fprintf(
        s->out, "comments\t%lld\ndocuments\t%lld\n", (long long)r.comments, (long long)r.documents);
    say(s, "%s",
        tr(s, "متن‌ها پاک شد؛ شمارش‌ها ماند.",
            "The texts are gone; the counts stay."));
    return EXIT_DONE;
}

static const opt_def opts[] = {
    {"older-than", OPT_TEXT, "TIME",
        "متن کهنه‌تر از این (90d، 12w، 6m)؛ بی آن: هرچه از مهلتش گذشته",
        "text older than this (90d, 12w, 6m); without it: what is past its retention", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_purge = {
    .name = "purge",
    .order = 71,
    .operands = "[--older-than TIME]",
    .fa =
        "متن‌های کهنه را پاک می‌کند، شمارش‌ها می‌مانند",
    .en = "erases old text, counts stay",
    .help_fa = "نمونه:\n  bazarkav purge --older-than 90d",
    .help_en = "Example:\n  bazarkav purge --older-than 90d",
    .opt = opts,
    .run = run,
};
