#include "cli/check.h"
#include "cli/crawl.h"
#include "cli/scratch.h"
#include "cli/stages.h"
#include "crawler/url.h"
#include "db/frontier.h"

typedef struct tally {
    session *s;
    const seeds *seeds;
    int allowed, forbidden, silent;
} tally;

/* Every start address on this host against its rules. */
static void judge_addresses(tally *t, const frontier_host *h, const robots *rules)
{
    for (size_t i = 0; i < t->seeds->n_sources; i++)
        for (size_t k = 0; k < t->seeds->source[i].url.n; k++) {
            sv full, address;
            if (url_resolve(t->s->a, (sv){NULL, 0}, t->seeds->source[i].url.at[k], &full) ||
                url_canonical(t->s->a, full, &address) || !sv_starts(address, h->name))
                continue;
            robots_verdict v = robots_check(rules, robots_target(address));
            *(v.allow ? &t->allowed : &t->forbidden) += 1;
            if (v.allow && !t->s->verbose) continue;
            (void)fprintf(t->s->out, "        %s  %.*s",
                v.allow ? tr(t->s, "مجاز ", "open     ") : tr(t->s, "ممنوع", "forbidden"),
                SV_FMT(address));
            if (v.rule)
                (void)fprintf(t->s->out, "   (%d: %.*s)", v.rule->line, SV_FMT(v.rule->text));
            (void)fputc('\n', t->s->out);
        }
}

static err on_host(void *ctx, const frontier_host *h)
{
    tally *t = ctx;
    arena a = ARENA_INIT(16 << 20);
    robots rules = {.crawl_delay_ms = -1};
    bool answered = h->robots_status > 0, shut = !answered || h->robots_status >= 500;
    err e =
        h->robots_status == 200 ? robots_parse(&a, h->robots_body, SV("bazarkav"), &rules) : ERR_OK;
    if (!e) {
        (void)fprintf(t->s->out, "  %.*s  robots.txt: ", SV_FMT(h->name));
        if (!answered)
            (void)fprintf(t->s->out, "%s", tr(t->s, "بی‌پاسخ", "no answer"));
        else
            (void)fprintf(t->s->out, "%d", h->robots_status);
        if (rules.n_rules)
            (void)fprintf(t->s->out, tr(t->s, "، %s", ", %s"),
                how_many(t->s, (int64_t)rules.n_rules, "قاعده", "rule", "rules"));
        if (rules.crawl_delay_ms >= 0)
            (void)fprintf(t->s->out, ", Crawl-delay %.1f s", (double)rules.crawl_delay_ms / 1000);
        (void)fputc('\n', t->s->out);
        if (shut) {
            t->silent++;
            (void)fprintf(t->s->out, "        %s\n",
                tr(t->s,
                    "تا پاسخ ندهد هیچ صفحه‌ای از آن خوانده نمی‌شود",
                    "until it answers no page of it is read"));
        } else
            judge_addresses(t, h, &rules);
    }
    arena_clear(&a);
    return e;
}

static int verdict(const tally *t)
{
    if (t->forbidden && !t->allowed && !t->silent)
        return fail(t->s, EXIT_POLICY, "%s",
            tr(t->s,
                "robots.txt همهٔ نشانی‌های آغاز را ممنوع کرده است",
                "robots.txt forbids every start address"));
    return t->silent ? EXIT_PARTLY : EXIT_DONE;
}

int check_online(session *s, const project *p)
{
    char dir[SCRATCH_BYTES] = "";
    project scratch = *p;
    scratch.db_path = scratch_open(s, dir);
    if (!scratch.db_path) return fail(s, EXIT_STORAGE, "%s: %s", dir, os_error());
    pipeline_opts o = {.seeds = &p->seeds,
        .contact = p->seeds.contact.p,
        .verb = "check",
        .max_pages = 0,
        .depth = -1,
        .delay_ms = -1,
        .workers = 1,
        .connections = 48};
    opt_value nets = opt_list(s, "allow-net");
    int rc = EXIT_DONE;
    for (int i = 0; i < nets.n && !rc; i++)
        if (guard_allow(&o.guard, nets.at[i]))
            rc = fail(s, EXIT_USAGE, tr(s, "«%s» شبکه نیست", "\"%s\" is no net like 127.0.0.0/8"),
                nets.at[i]);
    pipeline_stats stats = {0};
    store *st = NULL;
    bool quiet = s->quiet;
    s->quiet = true; /* the summary of a crawl that fetches no page would only confuse */
    if (!rc) rc = stage_crawl(s, &scratch, &o, &stats);
    s->quiet = quiet;
    if (rc == EXIT_DONE || rc == EXIT_PARTLY || rc == EXIT_POLICY)
        rc = project_open(s, scratch.db_path, STORE_READ, NULL, &st);
    tally t = {.s = s, .seeds = &p->seeds};
    if (!rc) {
        err e = frontier_hosts(st, on_host, &t);
        rc = e ? fail(s, code_of(e), "%s", err_str(e)) : verdict(&t);
    }
    store_close(st);
    scratch_remove(s, scratch.db_path, dir);
    return rc;
}
