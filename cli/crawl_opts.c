#include "cli/crawl_opts.h"

#include "cli/crawl.h"
#include "cli/reasons.h"
#include "cli/recipe_words.h"
#include "cli/stages.h"
#include "seeds/recipe.h"

enum { CONNECTIONS = 48, CONNECTIONS_MOST = 512, WORKERS = 2 };

int crawl_nets(session *s, guard *ret)
{
    opt_value nets = opt_list(s, "allow-net");
    for (int i = 0; i < nets.n; i++)
        if (guard_allow(ret, nets.at[i]))
            return fail(s, EXIT_USAGE, tr(s, "«%s» شبکه نیست", "\"%s\" is no net like 127.0.0.0/8"),
                nets.at[i]);
    return EXIT_DONE;
}

static bool known_source(const seeds *sd, sv name)
{
    for (size_t i = 0; i < sd->n_sources; i++)
        if (sv_eq(sd->source[i].name, name)) return true;
    return false;
}

int crawl_recipes(session *s, project *p, recipe_set **ret)
{
    static recipe_set set;
    const char *slash = p->seeds_path ? strrchr(p->seeds_path, '/') : NULL;
    for (size_t i = 0; i < p->seeds.n_sources; i++) {
        seeds_source *src = &p->seeds.source[i];
        note why = {{0}};
        size_t had = set.n;
        if (!sv_ends(src->recipe, SV(".recipe"))) continue;
        bool rooted = src->recipe.p[0] == '/' || !slash;
        sv path = rooted ? arena_sv(s->a, src->recipe)
                         : arena_printf(s->a, "%.*s%.*s", (int)(slash + 1 - p->seeds_path),
                               p->seeds_path, SV_FMT(src->recipe));
        err e = path.p ? recipe_load(s->a, path.p, &set, &why) : ERR_NOMEM;
        if (e) return recipe_fail(s, EXIT_SEEDS, why.text[0] ? why.text : err_str(e));
        if (set.n > had) src->recipe = set.at[had].name;
    }
    *ret = &set;
    return EXIT_DONE;
}

int crawl_opts_read(session *s, project *p, pipeline_opts *ret)
{
    const char *contact = opt_text(s, "contact");
    int64_t workers = opt_number(s, "workers", WORKERS),
            connections = opt_number(s, "connections", CONNECTIONS);
    if (contact && *contact) p->seeds.contact = sv_c(contact);
    recipe_set *recipes = NULL;
    int rc = project_need_contact(s, p);
    sv copy = arena_sv(s->a, p->seeds.contact);
    *ret = (pipeline_opts){.seeds = &p->seeds,
        .contact = copy.p,
        .ca_file = opt_text(s, "ca"),
        .only = opt_text(s, "only"),
        .delay_ms = opt_seconds(s, "delay"),
        .max_pages = opt_number(s, "max-pages", -1),
        .depth = (int)opt_number(s, "depth", -1),
        .refresh = opt_on(s, "refresh"),
        .keep_raw = opt_on(s, "keep-raw") || p->seeds.keep_raw};
    ret->workers = workers < 1 ? 1 : workers > CRAWL_WORKERS_MAX ? CRAWL_WORKERS_MAX : (int)workers;
    ret->connections = connections < 1                  ? 1
                       : connections > CONNECTIONS_MOST ? CONNECTIONS_MOST
                                                        : (int)connections;
    if (!rc) rc = crawl_nets(s, &ret->guard);
    if (!rc) rc = crawl_recipes(s, p, &recipes);
    ret->recipes = recipes;
    if (!rc && ret->only && !known_source(&p->seeds, sv_c(ret->only)))
        rc = fail(
            s, EXIT_USAGE, tr(s, "منبعی به نام «%s» نیست", "there is no source \"%s\""), ret->only);
    return rc;
}

enum { LEFT_SHOWN = 6 };

struct left {
    const session *s;
    int n;
};

static err left_host(void *ctx, const frontier_host *h)
{
    struct left *l = ctx;
    if (!h->note.n || l->s->quiet || ++l->n > LEFT_SHOWN) return ERR_OK;
    (void)fprintf(l->s->talk, "  %.*s  ", SV_FMT(h->name));
    reason_print(l->s, l->s->talk, h->note);
    (void)fputc('\n', l->s->talk);
    return ERR_OK;
}

/* Names the hosts that were given up in this run, and why. */
static void say_left(session *s, const pipeline_opts *o, long long n)
{
    struct left l = {.s = s};
    say(s,
        tr(s, "%lld میزبان ناتمام ماند؛ همه: bazarkav audit politeness",
            n == 1 ? "%lld host was left unfinished: bazarkav audit politeness"
                   : "%lld hosts were left unfinished; all of them: bazarkav audit politeness"),
        n);
    err e = frontier_hosts(o->store, left_host, &l);
    if (e) say(s, "%s", store_detail(o->store));
}

/* What is typed to go on: the words of this command, quoted where a shell needs it. */
static sv command_again(const session *s)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(1 << 16);
    for (int i = 0; i < s->n_words; i++) {
        const char *w = s->word[i];
        bool bare = *w && !w[strcspn(w, " \t\n\"\\$`'&|;<>()*?[]{}!#~^")];
        if (i) buf_putc(&b, ' ');
        if (bare) {
            buf_puts(&b, w);
            continue;
        }
        buf_putc(&b, '\'');
        for (; *w; w++)
            if (*w == '\'')
                buf_puts(&b, "'\\''");
            else
                buf_putc(&b, *w);
        buf_putc(&b, '\'');
    }
    return b.e || !b.n ? (sv){NULL, 0} : arena_sv(s->a, buf_sv(&b));
}

static int how_it_ended(session *s, const pipeline_opts *o, const pipeline_stats *st)
{
    say(s,
        tr(s,
            "%s خوانده شد، %lld بی‌تغییر، %lld ذخیره شد؛ %s؛ %s رد شد، %lld شکست خورد",
            "%s read, %lld unchanged, %lld stored; %s; %s left out, %lld failed"),
        how_many(s, atomic_load(&st->pages), "صفحه", "page", "pages"),
        atomic_load(&st->not_modified), atomic_load(&st->stored),
        how_many(s, atomic_load(&st->comments), "دیدگاه تازه", "new comment", "new comments"),
        how_many(s, atomic_load(&st->refused), "نشانی", "address", "addresses"),
        atomic_load(&st->failed));
    if (st->interrupted) {
        sv again = command_again(s);
        say(s,
            tr(s, "نیمه‌کاره ماند و ذخیره شد؛ ادامه: bazarkav %s",
                "Interrupted, all saved; go on with: bazarkav %s"),
            again.p ? again.p : o->verb);
        return EXIT_INTERRUPTED;
    }
    if (st->all_left_out)
        return fail(s, EXIT_POLICY, "%s",
            tr(s, "هیچ نشانی آغازی برای خواندن نماند", "no start address is left to read"));
    if (st->all_refused)
        return fail(s, EXIT_POLICY, "%s",
            tr(s, "robots.txt همه چیز را ممنوع کرده است", "robots.txt forbids everything"));
    if (atomic_load(&st->hosts_left)) {
        say_left(s, o, atomic_load(&st->hosts_left));
        return EXIT_PARTLY;
    }
    return EXIT_DONE;
}

static bool has_address(const seeds *sd)
{
    for (size_t i = 0; i < sd->n_sources; i++)
        if (sd->source[i].url.n) return true;
    return false;
}

int stage_crawl(session *s, const project *p, pipeline_opts *o, pipeline_stats *ret)
{
    if (!has_address(o->seeds))
        return fail(s, EXIT_SEEDS,
            tr(s, "%s: هیچ رقیبی نشانی ندارد", "%s: no competitor has a url"), p->seeds_path);
    lexicon *lx = NULL;
    store *st = NULL;
    note why = {""};
    int rc = project_lexicon(s, &lx);
    if (!rc) rc = project_open(s, p->db_path, STORE_RUN, lx, &st);
    o->store = st;
    o->lx = lx;
    if (!rc) {
        err e = pipeline_run(s, o, ret, &why);
        if (!e && ret->resumed)
            say(s, "%s",
                tr(s, "اجرای نیمه‌کارهٔ پیشین ادامه یافت",
                    "The interrupted run before was continued"));
        rc = e ? fail(s, code_of(e), "%s", why.text[0] ? why.text : err_str(e))
               : how_it_ended(s, o, ret);
    }
    store_close(st);
    lexicon_close(lx);
    return rc;
}
