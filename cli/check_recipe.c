/* What the recipes find on one page of the net: `check --recipe URL`. */
#include "cli/check.h"
#include "cli/crawl_opts.h"
#include "cli/recipe_check.h"
#include "cli/recipe_words.h"
#include "cli/scratch.h"
#include "cli/stages.h"
#include "crawler/url.h"

enum { WIDTH = 110, NEXT_SHOWN = 5 };

typedef struct sight {
    session *s;
    sv asked;
    buf out;
    bool any;
} sight;

/* Further pages and end points of comments. */
static void put_next(sight *v, const doc *d)
{
    int shown = 0;
    for (size_t i = 0; i < d->n_links; i++) {
        const doc_link *l = &d->link[i];
        if (l->kind != LINK_NEXT && l->kind != LINK_API) continue;
        if (shown++ >= NEXT_SHOWN) continue;
        buf_printf(&v->out, "  %s %.*s\n",
            l->kind == LINK_API ? tr(v->s, "سرویس:", "end point:") : tr(v->s, "ادامه:", "goes on:"),
            SV_FMT(l->href));
    }
    if (shown > NEXT_SHOWN) buf_printf(&v->out, "  … +%d\n", shown - NEXT_SHOWN);
}

/* In the one worker thread; printed when it has ended. */
static void on_page(void *ctx, const page *p, const doc *d)
{
    sight *v = ctx;
    if (!sv_eq(p->url, v->asked) && parse_kind_of(p) == PARSE_XML)
        return; /* a sitemap on the way */
    buf_printf(&v->out, "%.*s\n", SV_FMT(p->url));
    recipe_table(d, v->s->lang == LANG_FA, WIDTH, &v->out);
    put_next(v, d);
    v->any = true;
}

/* The recipe that the seeds file names for a source on this host. */
static sv recipe_of(const seeds *sd, sv address)
{
    url at, own;
    if (!url_split(address, &at)) return (sv){NULL, 0};
    for (size_t i = 0; i < sd->n_sources; i++)
        for (size_t k = 0; k < sd->source[i].url.n; k++)
            if (url_split(sd->source[i].url.at[k], &own) && url_same_host(own.host, at.host))
                return sd->source[i].recipe;
    return (sv){NULL, 0};
}

static int load_recipes(
    session *s, project *p, const char *const *file, int n, recipe_set **ret, sv *ret_name)
{
    int rc = crawl_recipes(s, p, ret);
    for (int i = 0; i < n && !rc; i++) {
        note why = {{0}};
        size_t had = (*ret)->n;
        err e = recipe_load(s->a, file[i], *ret, &why);
        if (e) rc = recipe_fail(s, EXIT_SEEDS, why.text[0] ? why.text : err_str(e));
        if (!e && (*ret)->n > had) *ret_name = (*ret)->at[had].name;
    }
    return rc;
}

/* One page of one source, into a store that is thrown away. */
static int look(session *s, const project *p, seeds *one, pipeline_opts *o, bool *ret_refused)
{
    char dir[SCRATCH_BYTES] = "";
    project scratch = *p;
    pipeline_stats stats = {0};
    bool quiet = s->quiet;
    scratch.seeds = *one;
    scratch.db_path = scratch_open(s, dir);
    if (!scratch.db_path) return fail(s, EXIT_STORAGE, "%s: %s", dir, os_error());
    s->quiet = true; /* the table says it all */
    int rc = stage_crawl(s, &scratch, o, &stats);
    s->quiet = quiet;
    *ret_refused = atomic_load(&stats.refused) > 0;
    scratch_remove(s, scratch.db_path, dir);
    return rc;
}

int check_recipe(session *s, project *p, const char *address, const char *const *files, int n)
{
    sight v = {.s = s, .out = BUF_INIT(4 << 20)};
    sv full;
    bool refused = false;
    if (url_resolve(s->a, (sv){NULL, 0}, sv_c(address), &full) ||
        url_canonical(s->a, full, &v.asked))
        return fail(
            s, EXIT_USAGE, tr(s, "«%s» نشانی وب نیست", "\"%s\" is no web address"), address);
    sv name = {NULL, 0};
    recipe_set *set = NULL;
    int rc = load_recipes(s, p, files, n, &set, &name);
    seeds_source src = {.name = SV("check"),
        .recipe = name.n ? name : recipe_of(&p->seeds, full),
        .depth = 0,
        .max_pages = 1,
        .delay_ms = -1,
        .every_ms = -1};
    seeds one = p->seeds;
    src.url.at = &full;
    src.url.n = 1;
    one.source = &src;
    one.n_sources = 1;
    pipeline_opts o = {.seeds = &one,
        .recipes = set,
        .contact = p->seeds.contact.p,
        .verb = "check",
        .max_pages = 1,
        .depth = 0,
        .delay_ms = -1,
        .workers = 1,
        .connections = 1,
        .seen = on_page,
        .seen_ctx = &v};
    if (!rc) rc = crawl_nets(s, &o.guard);
    if (!rc) rc = look(s, p, &one, &o, &refused);
    (void)fwrite(v.out.p ? v.out.p : "", 1, v.out.n, s->out);
    buf_clear(&v.out);
    if (!v.any && refused && rc == EXIT_DONE)
        rc = fail(s, EXIT_POLICY,
            tr(s, "robots.txt خواندن %s را ممنوع کرده است", "robots.txt forbids %s"), address);
    if (!v.any && (rc == EXIT_DONE || rc == EXIT_PARTLY))
        rc = fail(s, EXIT_PARTLY, tr(s, "%s خوانده نشد", "%s could not be read"), address);
    return v.any && rc == EXIT_PARTLY ? EXIT_DONE : rc;
}
