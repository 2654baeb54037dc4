/* Reads the seeds file, says what is wrong and what a run would fetch. No network without --online. */
#include <math.h>

#include "cli/check.h"
#include "cli/crawl.h"
#include "cli/left_out.h"
#include "cli/project.h"
#include "util/json.h"

static int64_t pages_of(const seeds *p, const seeds_source *c)
{
    return c->max_pages >= 0 ? c->max_pages : p->plain ? CRAWL_LIST_PAGES : CRAWL_SOURCE_PAGES;
}

static int64_t delay_of(const seeds_source *c)
{
    return c->delay_ms > POLITE_FLOOR_MS ? c->delay_ms : POLITE_FLOOR_MS;
}

static void print_source(const session *s, const seeds *p, const seeds_source *c)
{
    show_line(s,
        tr(s, "  %5lld صفحه  هر %.3g ثانیه  %zu نشانی  %.*s%s",
            "  %5lld pages  every %.3g s  %zu url  %.*s%s"),
        (long long)pages_of(p, c), (double)delay_of(c) / 1000, c->url.n, SV_FMT(c->name),
        c->ours ? tr(s, " (خودمان)", " (ours)") : "");
    for (size_t i = 0; i < c->url.n && (i < 3 || s->verbose); i++)
        (void)fprintf(s->out, "        %.*s\n", SV_FMT(c->url.at[i]));
    if (c->url.n > 3 && !s->verbose) (void)fprintf(s->out, "        … +%zu\n", c->url.n - 3);
}

/* Hosts are read side by side, so the slowest decides. */
static int64_t minutes_of(const seeds *p)
{
    double worst = 0;
    for (size_t i = 0; i < p->n_sources; i++) {
        double ms = (double)pages_of(p, &p->source[i]) * (double)delay_of(&p->source[i]);
        if (p->source[i].url.n && ms > worst) worst = ms;
    }
    return (int64_t)ceil(worst / 60000);
}

static void print_json(const session *s, const project *p)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    json j = JSON_INIT(&b);
    json_open(&j, '{');
    json_kstr(&j, SV("schema"), SV("bazarkav/check/1"));
    json_kstr(&j, SV("seeds"), sv_c(p->seeds_path));
    json_kint(&j, SV("minutes"), minutes_of(&p->seeds));
    json_key(&j, SV("sources"));
    json_open(&j, '[');
    for (size_t i = 0; i < p->seeds.n_sources; i++) {
        const seeds_source *c = &p->seeds.source[i];
        json_open(&j, '{');
        json_kstr(&j, SV("name"), c->name);
        json_kint(&j, SV("max_pages"), pages_of(&p->seeds, c));
        json_kint(&j, SV("delay_ms"), delay_of(c));
        json_key(&j, SV("urls"));
        json_open(&j, '[');
        for (size_t k = 0; k < c->url.n; k++) json_str(&j, c->url.at[k]);
        json_close(&j, ']');
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    (void)fprintf(s->out, "%.*s\n", SV_FMT(buf_sv(&b)));
}

/* Start addresses that will not be read. */
static void tell_left_out(session *s, const seeds *o)
{
    avoid rules;
    if (left_out_rules(s->a, o, &rules)) return;
    for (size_t i = 0; i < o->n_sources; i++)
        for (size_t k = 0; k < o->source[i].url.n; k++) {
            sv address = o->source[i].url.at[k];
            const avoid_rule *r = left_out_find(s->a, &rules, address);
            if (r) left_out_say(s, address, r);
        }
}

static int check_project(session *s, const project *p)
{
    const seeds *o = &p->seeds;
    int rc = project_need_contact(s, p);
    if (s->json)
        print_json(s, p);
    else {
        (void)fprintf(s->out, "%s: %.*s\n", p->seeds_path, SV_FMT(o->title));
        (void)fprintf(s->out, "User-Agent: bazarkav (+%.*s)\n", SV_FMT(o->contact));
        for (size_t i = 0; i < o->n_sources; i++) print_source(s, o, &o->source[i]);
        tell_left_out(s, o);
        show_line(s,
            tr(s, "دست‌بالا حدود %lld دقیقه با سرعت مؤدبانه",
                "at most about %lld min at polite speed"),
            (long long)minutes_of(o));
    }
    return rc;
}

static int run(session *s)
{
    project p = {0};
    const char *address = opt_text(s, "recipe"), *operand = NULL;
    int first = 0; /* seeds file, then recipes */
    if (s->argc && !sv_ends(sv_c(s->argv[0]), SV(".recipe"))) operand = s->argv[first++];
    int rc = project_load(s, operand, &p);
    if (!rc && address && *address) {
        rc = project_need_contact(s, &p);
        return rc ? rc
                  : check_recipe(
                        s, &p, address, (const char *const *)s->argv + first, s->argc - first);
    }
    if (!rc) rc = check_project(s, &p);
    if (!rc && opt_on(s, "online")) rc = check_online(s, &p);
    if (!rc) say(s, "%s", tr(s, "گام بعد: bazarkav run", "Next: bazarkav run"));
    return rc;
}

static const opt_def opts[] = {
    {"online", OPT_FLAG, NULL, "robots.txt هر میزبان را هم بپرس",
        "also ask each host for its robots.txt", 0},
    {"recipe", OPT_TEXT, "URL",
        "این یک صفحه را بخوان و نشان بده چه پیدا می‌شود",
        "read this one page and show what would be found in it", 0},
    {"allow-net", OPT_LIST, "CIDR", "این شبکهٔ آزمایشی هم مجاز است", "also reach this test net", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_check = {
    .name = "check",
    .order = 12,
    .operands = "[SEEDS] [FILE.recipe...]",
    .fa =
        "فایل بذر را می‌سنجد و می‌گوید چه خوانده خواهد شد",
    .en = "checks the seeds file and says what would be fetched",
    .help_fa =
        "بی --online و --recipe هیچ درخواستی نمی‌فرستد.\nنمونه:\n  bazarkav check\n  bazarkav check market.ini --json\n"
        "  bazarkav check --recipe https://site.example/p/1 my.recipe",
    .help_en =
        "Makes no network request without --online or --recipe.\nExamples:\n  bazarkav check\n"
        "  bazarkav check market.ini --json\n"
        "  bazarkav check --recipe https://site.example/p/1 my.recipe",
    .opt = opts,
    .run = run,
};
