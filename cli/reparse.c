#include "cli/reparse.h"

#include "cli/place.h"
#include "cli/version.h"
#include "crawler/decode.h"
#include "crawler/url.h"
#include "db/corpus.h"
#include "db/frontier.h"
#include "db/warc.h"
#include "parsers/parse.h"
#include "seeds/recipe.h"
#include "util/clock.h"
#include "util/hash.h"
#include "util/map.h"

#define DAY_MS INT64_C(86400000)

enum { BATCH = 200, ARENA_BYTES = 256 << 20, BODY_BYTES = 64 << 20 };

struct work {
    session *s;
    store *db;
    const project *p;
    arena a, scratch;
    buf body, plain;
    int64_t run_id, pages, comments, unreadable, other;
    int in_batch;
    const recipe_set *recipes;
    map rules; /* host_id -> robots, as the store has them; lives in `kept` */
    arena kept;
    const frontier_raw *raw; /* reparse: whose answer it is */
    int64_t source_id;       /* import: 0: by host */
    note why;
};

/* "5\r\nhello\r\n0\r\n\r\n" to "hello"; what is no chunk ends it. */
static sv unchunked(sv in, buf *out)
{
    buf_reset(out);
    while (in.n) {
        sv line = sv_trim(sv_cut(&in, '\n'));
        size_t n = 0, digits = 0;
        for (; digits < line.n && digits < 8; digits++) {
            char c = sv_lower(line.p[digits]);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) break;
            n = n * 16 + (size_t)(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        if (!digits || !n || n > in.n) break;
        buf_put(out, sv_sub(in, 0, n));
        in = sv_sub(in, n, in.n);
        (void)sv_cut(&in, '\n');
    }
    return buf_sv(out);
}

static sv header_of(sv head, sv name)
{
    while (head.n) {
        sv value = sv_cut(&head, '\n'), key = sv_trim(sv_cut(&value, ':'));
        if (sv_ieq(key, name)) return sv_trim(value);
    }
    return (sv){NULL, 0};
}

/* The body without transfer and content codings; false: one that is not known here. */
static bool undo_codings(struct work *w, page *p)
{
    if (sv_ieq(header_of(p->head, SV("transfer-encoding")), SV("chunked")))
        p->body = unchunked(p->body, &w->plain);
    sv coding = header_of(p->head, SV("content-encoding"));
    return decode_body(coding, p->body, &w->body, &p->body) == DECODED_WHOLE;
}

static sv recipe_of(const struct work *w, int64_t source_id)
{
    const seeds *sd = &w->p->seeds;
    for (size_t i = 0; i < sd->n_sources; i++)
        if (hash_id(sd->source[i].name) == source_id) return sd->source[i].recipe;
    return (sv){NULL, 0};
}

static err keep_rules(void *ctx, const frontier_host *h)
{
    struct work *w = ctx;
    if (h->robots_status < 200 || h->robots_status >= 300) return ERR_OK;
    robots *r = ARENA_NEW(&w->kept, robots, 1);
    err e = r ? robots_parse(&w->kept, h->robots_body, SV("bazarkav"), r) : ERR_NOMEM;
    sv key = arena_sv(&w->kept, (sv){(const char *)&h->host_id, sizeof h->host_id});
    return e ? e : key.p ? map_put(&w->rules, key, r) : ERR_NOMEM;
}

static err put_page(struct work *w, const page *p)
{
    doc d = {0};
    corpus_put put = {0};
    placed left;
    corpus_in in = {.run_id = w->run_id,
        .now = p->fetched_at ? p->fetched_at : clock_now_ms(),
        .retention_ms = w->p->seeds.retention_days * DAY_MS};
    parse_opts o = {
        .recipes = w->recipes, .recipe = recipe_of(w, p->source_id), .zone_min = PARSE_ZONE_AUTO};
    const robots *rules = map_get(&w->rules, (sv){(const char *)&p->host_id, sizeof p->host_id});
    err e = parse_kind_of(p) == PARSE_NOTHING ? ERR_LIMIT : parse_page(&w->a, p, &o, &d);
    if (!e) (void)parse_breaks_off(p, &d);
    if (!e) e = place_comments(&w->a, p->url, rules, &d, &left);
    if (e == ERR_LIMIT || e == ERR_NOMEM) w->unreadable++;
    bool says = !e && !d.noindex && (d.text.n || d.n_comments);
    if (says && !w->in_batch) e = store_begin(w->db);
    if (says && !e) {
        w->in_batch++;
        e = corpus_put_doc(w->db, &w->scratch, p, &d, &in, &put);
        w->pages++;
        w->comments += put.comments_new;
        if (!e && w->in_batch >= BATCH) {
            e = store_commit(w->db);
            w->in_batch = 0;
        }
    }
    arena_reset(&w->a);
    arena_reset(&w->scratch);
    return says ? e : ERR_OK;
}

static err one_raw(void *ctx, const warc_response *r)
{
    struct work *w = ctx;
    page p = r->page;
    p.source_id = w->raw->source_id;
    p.host_id = w->raw->host_id;
    p.url_id = w->raw->url_id;
    p.url = w->raw->url;
    p.fetched_at = w->raw->fetched_at;
    return put_page(w, &p);
}

static err each_raw(void *ctx, const frontier_raw *raw)
{
    struct work *w = ctx;
    w->raw = raw;
    sv path = arena_sv(&w->scratch, raw->path);
    if (!path.p) return ERR_NOMEM;
    err e = warc_read(path.p, raw->offset, raw->length, one_raw, w, &w->why);
    if (e != ERR_CORRUPT && e != ERR_ABSENT) return e;
    w->unreadable++; /* said at the end; the others are still read */
    return ERR_OK;
}

/* The source whose host this is, or 0. */
static int64_t source_of(const struct work *w, sv host)
{
    if (w->source_id) return w->source_id;
    for (size_t i = 0; i < w->p->seeds.n_sources; i++) {
        const seeds_source *src = &w->p->seeds.source[i];
        for (size_t k = 0; k < src->url.n; k++) {
            url u;
            if (url_split(src->url.at[k], &u) && url_same_host(u.host, host))
                return hash_id(src->name);
        }
    }
    return 0;
}

static err one_import(void *ctx, const warc_response *r)
{
    struct work *w = ctx;
    page p = r->page;
    arena a = ARENA_INIT(1 << 20);
    sv abs, canon;
    url u;
    err e = ERR_OK;
    if (p.status != 200) {
        w->other++;
    } else if (url_resolve(&a, (sv){NULL, 0}, p.url, &abs) || url_canonical(&a, abs, &canon) ||
               !url_split(canon, &u) || !(p.source_id = source_of(w, u.host))) {
        w->other++;
    } else if (r->encoded && !undo_codings(w, &p)) {
        w->unreadable++;
    } else {
        p.url = canon;
        p.host_id = hash_id(u.origin);
        p.url_id = url_key(canon);
        e = put_page(w, &p);
    }
    arena_clear(&a);
    return e;
}

static err finish(struct work *w, err e)
{
    if (!e && w->in_batch) e = store_commit(w->db);
    if (e && w->in_batch) store_rollback(w->db);
    err end = corpus_run_end(w->db, w->run_id, e ? SV("failed") : SV("done"), clock_now_ms());
    arena_clear(&w->a);
    arena_clear(&w->scratch);
    arena_clear(&w->kept);
    buf_clear(&w->body);
    buf_clear(&w->plain);
    return e ? e : end;
}

static int tell(struct work *w, err e)
{
    session *s = w->s;
    const char *why = w->why.text[0] ? w->why.text : store_detail(w->db);
    if (e) return fail(s, code_of(e), "%s", *why ? why : err_str(e));
    say(s,
        tr(s,
            "%s از آرشیو خوانده شد، %s؛ %lld ناخوانا، %lld بی‌ربط",
            "%s read from the archive, %s; %lld unreadable, %lld left out"),
        how_many(s, w->pages, "صفحه", "page", "pages"),
        how_many(s, w->comments, "دیدگاه تازه", "new comment", "new comments"),
        (long long)w->unreadable, (long long)w->other);
    return EXIT_DONE;
}

static struct work work_of(session *s, store *db, const project *p)
{
    return (struct work){.s = s,
        .db = db,
        .p = p,
        .a = ARENA_INIT(ARENA_BYTES),
        .scratch = ARENA_INIT(ARENA_BYTES),
        .kept = ARENA_INIT(ARENA_BYTES),
        .body = BUF_INIT(BODY_BYTES),
        .plain = BUF_INIT(BODY_BYTES)};
}

int reparse_archive(session *s, const project *p, const recipe_set *recipes)
{
    lexicon *lx = NULL;
    store *db = NULL;
    int code = project_lexicon(s, &lx);
    if (!code) code = project_open(s, p->db_path, STORE_RUN, lx, &db);
    if (!code) {
        struct work w = work_of(s, db, p);
        w.recipes = recipes;
        w.rules = MAP_INIT(&w.kept);
        err e = corpus_run_begin(
            db, SV("reparse"), SV("bazarkav/" BAZARKAV_VERSION), SV(""), clock_now_ms(), &w.run_id);
        if (!e) e = frontier_hosts(db, keep_rules, &w);
        e = finish(&w, e ? e : frontier_raws(db, each_raw, &w));
        code = tell(&w, e);
        if (!code && !w.pages && !w.unreadable)
            say(s, "%s",
                tr(s, "آرشیوی نیست؛ با --keep-raw ساخته می‌شود",
                    "There is no archive; --keep-raw makes one"));
    }
    store_close(db);
    lexicon_close(lx);
    return code;
}

int import_warc(session *s, const project *p, const char *path, sv source)
{
    lexicon *lx = NULL;
    store *db = NULL;
    int64_t now = clock_now_ms(), damaged = 0;
    int code = project_lexicon(s, &lx);
    if (!code) code = project_open(s, p->db_path, STORE_RUN, lx, &db);
    if (!code) {
        struct work w = work_of(s, db, p);
        w.rules = MAP_INIT(&w.kept);
        seeds_source named = {
            .name = source, .depth = -1, .max_pages = -1, .delay_ms = -1, .every_ms = -1};
        err e = ERR_OK;
        if (source.n) e = corpus_put_source(db, &named, now, &w.source_id);
        for (size_t i = 0; i < p->seeds.n_sources && !e && !source.n; i++)
            e = corpus_put_source(db, &p->seeds.source[i], now, NULL);
        if (!e)
            e = corpus_run_begin(
                db, SV("import"), SV("bazarkav/" BAZARKAV_VERSION), SV(""), now, &w.run_id);
        if (!e) e = finish(&w, warc_each(path, one_import, &w, &damaged, &w.why));
        w.unreadable += damaged;
        code = tell(&w, e);
    }
    store_close(db);
    lexicon_close(lx);
    return code;
}
