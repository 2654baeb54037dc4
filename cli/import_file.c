#include "cli/import_file.h"

#include "parsers/parse.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/hash.h"

enum { FILE_BYTES = 512 << 20 };

int import_file_read(session *s, const char *path, const opt_value *map, import_table *t, doc *d)
{
    note why = {{0}};
    sv text;
    when_base base = {.now_ms = clock_now_ms(),
        .zone_min = PARSE_ZONE_TEHRAN,
        .day_first = true,
        .persian = true};
    err e = file_load(s->a, path, FILE_BYTES, &text, &why);
    if (!e) e = import_read(s->a, text, sv_c(path), t, &why);
    if (e)
        return fail(s, e == ERR_FORMAT ? EXIT_SEEDS : code_of(e), "%s",
            why.text[0] ? why.text : err_str(e));
    for (int i = 0; map && i < map->n; i++)
        if (!import_map(t, sv_c(map->at[i])))
            return fail(s, EXIT_USAGE,
                tr(s, "--map %s: چنین ستون یا نقشی نیست", "--map %s: no such column or role"),
                map->at[i]);
    import_guess(t, &base);
    e = import_doc(s->a, t, &base, d);
    if (e) return fail(s, code_of(e), "%s: %s", path, err_str(e));
    if (!d->n_comments)
        return fail(s, EXIT_SEEDS,
            tr(s, "%s: ستون متن پیدا نشد؛ با --map text=نام بگویید",
                "%s: no column with text; say --map text=NAME"),
            path);
    return EXIT_DONE;
}

static const char *file_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

err import_file_put(store *db, arena *a, const import_target *to, const doc *d, corpus_put *ret)
{
    int64_t now = clock_now_ms(), source_id;
    sv url = arena_printf(a, "import:%s", file_of(to->path));
    if (!url.p) return ERR_NOMEM;
    err e = corpus_put_source(db, to->source, now, &source_id);
    if (e) return e;
    page p = {.source_id = source_id,
        .host_id = hash_id(url),
        .url_id = hash_id(url),
        .url = url,
        .fetched_at = now};
    corpus_in in = {.run_id = to->run_id, .now = now};
    e = store_begin(db);
    if (!e) e = corpus_put_doc(db, a, &p, d, &in, ret);
    if (!e) e = store_commit(db);
    if (e) store_rollback(db);
    return e;
}

/* Ourselves as a source: the one that [us] "url" made, or a new one of our name. */
static seeds_source us_of(const session *s, const seeds *o)
{
    for (size_t i = 0; i < o->n_sources; i++)
        if (o->source[i].ours) return o->source[i];
    return (seeds_source){.name = o->us.name.n ? o->us.name : sv_c(tr(s, "ما", "us")),
        .ours = true,
        .depth = -1,
        .max_pages = -1,
        .delay_ms = -1,
        .every_ms = -1};
}

/* A path in the seeds file is meant from where that file is. */
static const char *beside(session *s, const project *p, sv path)
{
    const char *slash = strrchr(p->seeds_path, '/');
    if (path.p[0] == '/' || !slash) return arena_sv(s->a, path).p;
    return arena_printf(
        s->a, "%.*s/%.*s", (int)(slash - p->seeds_path), p->seeds_path, SV_FMT(path))
        .p;
}

int stage_own_reviews(session *s, const project *p, int64_t run_id)
{
    import_table t = {.n_columns = 0};
    doc d = {.n_comments = 0};
    corpus_put r = {0};
    store *db = NULL;
    lexicon *lx = NULL;
    if (!p->seeds.us.own_reviews.n) return EXIT_DONE;
    const char *path = beside(s, p, p->seeds.us.own_reviews);
    if (!path) return fail(s, EXIT_INTERNAL, "%s", err_str(ERR_NOMEM));
    if (import_file_read(s, path, NULL, &t, &d) != EXIT_DONE) return EXIT_PARTLY;
    int code = project_lexicon(s, &lx);
    if (!code) code = project_open(s, p->db_path, STORE_RUN, lx, &db);
    if (!code) {
        seeds_source us = us_of(s, &p->seeds);
        err e = import_file_put(db, s->a, &(import_target){&us, path, run_id}, &d, &r);
        if (e)
            code = fail(s, code_of(e), "%s: %s", p->db_path,
                store_detail(db)[0] ? store_detail(db) : err_str(e));
        else
            say(s,
                tr(s,
                    "دیدگاه‌های خودمان از %s: %lld تازه، %lld از پیش بود",
                    "own reviews of %s: %lld new, %lld were there"),
                path, (long long)r.comments_new, (long long)r.comments_seen);
    }
    store_close(db);
    lexicon_close(lx);
    return code;
}
