/* Proves how the crawl behaved: per host, from the rows of every request. */
#include "cli/project.h"
#include "cli/reasons.h"
#include "db/answer.h"
#include "db/politeness.h"
#include "report/export.h"
#include "util/clock.h"
#include "util/json.h"

static const char *const heads[] = {"host", "requests", "robots_requests", "pages", "not_modified",
    "failed", "bytes", "gap_min_ms", "gap_median_ms", "concurrency", "busy", "busy_wait_min_ms",
    "delay_ms", "crawl_delay_ms", "robots_status", "refused", "note"};

struct out {
    session *s;
    buf *b;
    json *j;
    int64_t rows, fast, wide;
};

static void json_number(json *j, const char *key, int64_t v)
{
    json_key(j, sv_c(key));
    if (v < 0)
        json_nil(j);
    else
        json_int(j, v);
}

static err host_json(void *ctx, const politeness *p)
{
    struct out *o = ctx;
    const int64_t v[] = {p->requests, p->robots_requests, p->pages, p->not_modified, p->failed,
        p->bytes, p->gap_min_ms, p->gap_median_ms, p->concurrency, p->busy, p->busy_wait_min_ms,
        p->delay_ms, p->crawl_delay_ms, p->robots_status, p->refused};
    json_open(o->j, '{');
    json_kstr(o->j, SV("host"), p->host);
    for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) json_number(o->j, heads[i + 1], v[i]);
    json_kstr(o->j, SV("note"), p->note);
    json_close(o->j, '}');
    return o->b->e;
}

static err rule_json(void *ctx, const politeness_rule *r)
{
    struct out *o = ctx;
    json_open(o->j, '{');
    json_kstr(o->j, SV("host"), r->host);
    json_kstr(o->j, SV("why"), r->why);
    json_kstr(o->j, SV("rule"), r->rule);
    json_kint(o->j, SV("n"), r->n);
    json_kstr(o->j, SV("example"), r->example);
    json_close(o->j, '}');
    return o->b->e;
}

static err host_plain(void *ctx, const politeness *p)
{
    struct out *o = ctx;
    (void)fprintf(o->s->out,
        "%.*s\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t%d\t%"
        "lld\t%.*s\n",
        SV_FMT(p->host), (long long)p->requests, (long long)p->robots_requests, (long long)p->pages,
        (long long)p->not_modified, (long long)p->failed, (long long)p->bytes,
        (long long)p->gap_min_ms, (long long)p->gap_median_ms, (long long)p->concurrency,
        (long long)p->busy, (long long)p->busy_wait_min_ms, (long long)p->delay_ms,
        (long long)p->crawl_delay_ms, p->robots_status, (long long)p->refused, SV_FMT(p->note));
    return ERR_OK;
}

static void seconds(char *text, size_t n, int64_t ms)
{
    if (ms < 0)
        (void)snprintf(text, n, "-");
    else
        (void)snprintf(text, n, "%.1fs", (double)ms / 1000.0);
}

static err host_table(void *ctx, const politeness *p)
{
    struct out *o = ctx;
    char least[16], median[16], robots[16], wait[16], state[8];
    seconds(least, sizeof least, p->gap_min_ms);
    seconds(median, sizeof median, p->gap_median_ms);
    seconds(robots, sizeof robots, p->crawl_delay_ms);
    seconds(wait, sizeof wait, p->busy_wait_min_ms);
    (void)snprintf(state, sizeof state, p->robots_status ? "%d" : "-", p->robots_status);
    (void)fprintf(o->s->out,
        "%-36.*s %7lld %6lld %5lld%% %9lld %8s %8s %5lld %7s %7s %8lld %4lld %8s  ",
        SV_FMT(p->host), (long long)p->requests, (long long)p->pages,
        (long long)(p->requests ? p->not_modified * 100 / p->requests : 0),
        (long long)(p->bytes / 1024), least, median, (long long)p->concurrency, state, robots,
        (long long)p->refused, (long long)p->busy, wait);
    if (p->note.n) reason_print(o->s, o->s->out, p->note);
    (void)fputc('\n', o->s->out);
    o->rows++;
    o->wide += p->concurrency > 1;
    return ERR_OK;
}

static err rule_table(void *ctx, const politeness_rule *r)
{
    struct out *o = ctx;
    (void)fprintf(o->s->out, "%8lld  %-36.*s %.*s%s%.*s  ", (long long)r->n, SV_FMT(r->host),
        SV_FMT(r->rule), r->rule.n ? "  " : "", (int)(r->example.n < 100 ? r->example.n : 100),
        r->example.p);
    reason_print(o->s, o->s->out, r->why); /* words last: Persian does not mix with columns */
    (void)fputc('\n', o->s->out);
    return ERR_OK;
}

static err as_json(session *s, store *st, int64_t run_id)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    json j = JSON_INIT(&b);
    struct out o = {.s = s, .b = &b, .j = &j};
    json_open(&j, '{');
    json_kstr(&j, SV("schema"), SV("bazarkav/politeness/1"));
    json_kint(&j, SV("run"), run_id);
    json_key(&j, SV("rows"));
    json_open(&j, '[');
    err e = politeness_each(st, run_id, host_json, &o);
    json_close(&j, ']');
    json_key(&j, SV("skipped"));
    json_open(&j, '[');
    if (!e) e = politeness_rules(st, run_id, rule_json, &o);
    json_close(&j, ']');
    json_close(&j, '}');
    if (!e) (void)fprintf(s->out, "%.*s\n", SV_FMT(buf_sv(&b)));
    return e;
}

static err as_plain(session *s, store *st, int64_t run_id)
{
    struct out o = {.s = s};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        (void)fprintf(s->out, "%s%s", i ? "\t" : "", heads[i]);
    (void)fputc('\n', s->out);
    return politeness_each(st, run_id, host_plain, &o);
}

static err as_table(session *s, store *st, int64_t run_id)
{
    struct out o = {.s = s};
    (void)fprintf(s->out, "%-36s %7s %6s %6s %9s %8s %8s %5s %7s %7s %8s %4s %8s\n", "host",
        "asked", "pages", "304", "KiB", "gap min", "median", "open", "robots", "delay", "refused",
        "busy", "waited");
    err e = politeness_each(st, run_id, host_table, &o);
    if (e) return e;
    (void)fprintf(s->out, "\n%s\n",
        tr(s, "کنار گذاشته‌شده‌ها، با دلیل و قاعده:",
            "Left out, with reason and rule:"));
    e = politeness_rules(st, run_id, rule_table, &o);
    if (!e && !o.wide && o.rows)
        say(s,
            tr(s,
                "\n%lld میزبان؛ از هیچ‌کدام دو درخواست همزمان نشد",
                "\nhosts: %lld; none was ever asked twice at once"),
            (long long)o.rows);
    return e;
}

static int audit_politeness(session *s)
{
    store *st = NULL;
    int rc = project_open(s, project_db(s, NULL), STORE_READ, NULL, &st);
    if (rc) return rc;
    int64_t run_id = opt_number(s, "run", 0);
    err e = s->json    ? as_json(s, st, run_id)
            : s->plain ? as_plain(s, st, run_id)
                       : as_table(s, st, run_id);
    if (e) rc = fail(s, code_of(e), "%s", store_detail(st));
    store_close(st);
    return rc;
}

static void day(session *s, const cell *c)
{
    if (c->null) {
        (void)fputs("          \t", s->out);
        return;
    }
    int64_t days = c->i / 86400000 + 719468, era = days / 146097, doe = days % 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365,
            doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9;
    int64_t year = yoe + era * 400 + (month <= 2), of_month = doy - (153 * mp + 2) / 5 + 1;
    (void)fprintf(
        s->out, "%04lld-%02lld-%02lld\t", (long long)year, (long long)month, (long long)of_month);
}

/* what, Persian, English, how many, first and last day */
static err held_row(void *ctx, const cell *c)
{
    session *s = ctx;
    (void)fprintf(s->out, "%lld\t", (long long)c[3].i);
    day(s, &c[4]);
    day(s, &c[5]);
    sv name = s->lang == LANG_FA ? c[1].s : c[2].s;
    return fprintf(s->out, "%.*s\n", SV_FMT(s->plain ? c[0].s : name)) < 0 ? ERR_IO : ERR_OK;
}

static int audit_privacy(session *s)
{
    store *st = NULL;
    int rc = project_open(s, project_db(s, NULL), STORE_READ, NULL, &st);
    if (rc) return rc;
    const answer_def *held = answer_find(SV("held"));
    export_opts o = {.with = {.lang = s->lang}};
    int64_t rows;
    err e = s->json ? export_begin(st, s->a, &o) : ERR_OK;
    if (!e)
        e = s->json ? export_stream(st, held, &out_json, &o, s->out, &rows)
                    : answer_each(st, held, NULL, held_row, s);
    if (e) rc = fail(s, code_of(e), "%s", store_detail(st));
    store_close(st);
    if (!rc)
        say(s, "%s",
            tr(s, "پاک‌کردن: bazarkav forget و bazarkav purge",
                "To erase: bazarkav forget, bazarkav purge"));
    return rc;
}

static int run(session *s)
{
    const char *what = s->argc ? s->argv[0] : "politeness";
    if (strcmp(what, "politeness") == 0) return audit_politeness(s);
    if (strcmp(what, "privacy") == 0) return audit_privacy(s);
    return fail(s, EXIT_USAGE,
        tr(s, "کارنامهٔ «%s» نیست؛ politeness و privacy هست",
            "no audit \"%s\"; there are politeness and privacy"),
        what);
}

static const opt_def opts[] = {
    {"run", OPT_NUMBER, "N", "فقط این اجرا (پیش‌فرض: همه)",
        "this run alone (default: all)", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_audit = {
    .name = "audit",
    .order = 44,
    .operands = "politeness | privacy",
    .fa = "کارنامهٔ ادب خزنده برای هر میزبان",
    .en = "proof of politeness, host by host",
    .help_fa =
        "ستون‌ها: درخواست‌ها، صفحه‌ها، سهم ۳۰۴، حجم، کمترین و میانهٔ فاصله، همزمانی، وضعیت robots.txt،\n"
        "درنگ خواستهٔ آن، نشانی‌های ممنوع، پاسخ‌های ۴۲۹ و ۵۰۳ و کوتاه‌ترین درنگ پس از آن‌ها.\n"
        "نمونه:\n  bazarkav audit politeness\n  bazarkav audit privacy",
    .help_en =
        "Columns: requests, pages, share of 304, bytes, least and median gap, most open at once, "
        "status of\n"
        "robots.txt, its Crawl-delay, addresses it forbids, 429 and 503 seen, shortest wait "
        "after one.\n"
        "Examples:\n  bazarkav audit politeness\n  bazarkav audit privacy",
    .opt = opts,
    .run = run,
};
