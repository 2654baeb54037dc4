#include "parsers/state.h"

#include <ctype.h>

#include "parsers/hydrate.h"
#include "parsers/links.h"
#include "parsers/literal.h"
#include "parsers/weave.h"

enum {
    NEXT_MAX = 200,
    SCRIPT_MIN = 200,
    SCRIPT_MAX = 16 << 20,
    SCRIPTS_MAX = 40,
    HEAD_BYTES = 2000,
    LIST_DEPTH_MAX = 60
};

/* --- recipes ------------------------------------------------------------------------------------------------ */

/* An address, a path or a query as it stands; anything else is a cursor for the address of this page. */
static err next_page(const harvest *h, sv v, link_kind kind, doc *io)
{
    bool address = sv_starts(v, SV("http")) || sv_starts(v, SV("/")) || sv_starts(v, SV("?"));
    sv url =
        address ? links_resolve(h->a, h->p->url, v) : links_with(h->a, h->p->url, SV("cursor"), v);
    return url.n ? links_add(h->a, io, (doc_link){.href = url, .kind = kind}) : ERR_OK;
}

static err next_pages(const harvest *h, json_t *root, doc *io)
{
    static const recipe_field fields[] = {RF_PAGES, RF_API};
    glean g = {.a = h->a, .base = h->p->url};
    for (size_t f = 0; f < 2; f++)
        for (size_t i = 0; i < h->r->field[fields[f]].n; i++) {
            const pick *p = &h->r->field[fields[f]].at[i];
            json_list list = {0};
            err e = glean_pointer(h->a, root, p->expr, &list);
            for (size_t k = 0; k < list.n && k < NEXT_MAX && !e; k++) {
                sv v = glean_scalar(h->a, list.at[k]);
                if (v.n) e = glean_filter(&g, p, &v);
                if (!e && v.n) e = next_page(h, v, f ? LINK_API : LINK_NEXT, io);
            }
            if (e) return e;
        }
    return ERR_OK;
}

static err by_set(
    const harvest *h, json_t *root, const recipe_set *s, doc *io, found *ret, bool *done)
{
    for (size_t i = 0; s && i < s->n && !*done; i++) {
        harvest mine = *h;
        mine.r = &s->at[i];
        if (mine.r->kind != RECIPE_JSON || !harvest_wants(mine.r, h->only)) continue;
        if (!harvest_json_fits(&mine, root)) continue;
        mine.r = recipe_whole(mine.r);
        found more = {0};
        err e = harvest_json(&mine, root, &more);
        if (!e && io) e = next_pages(&mine, root, io);
        if (!e) e = weave(h->a, ret, &more);
        if (e) return e;
        *done = more.n > 0 || mine.r->stop_empty;
        if (io && *done && mine.r->platform.n) io->platform = mine.r->platform.p;
    }
    return ERR_OK;
}

/* --- lists that look like comments -------------------------------------------------------------------------- */

/* Names of members in the order of trust; compared without case, '_' and '-'. */
static const char *const text_keys[] = {"comment", "text", "body", "content", "message",
    "description", "review", "reviewbody", "commenttext", "question", "answer", "opinion",
    "reviewtext", "commentbody", "commentcontent", "reviewcontent", "feedback", "متن", NULL};
static const char *const author_keys[] = {"authorname", "username", "fullname", "displayname",
    "nickname", "nick", "reviewername", "customername", "sendername", "author", "user", "sender",
    "reviewer", "name", "creator", "customer", "owner", "profile", "firstname", NULL};
static const char *const date_keys[] = {"createdat", "date", "created", "createdate", "createddate",
    "creationdate", "createtime", "createdtime", "publishedat", "publishdate", "publishedon",
    "submittedat", "time", "timestamp", "insertdate", "registerdate", "createdon", "submitdate",
    "dateadded", "addedat", "postedat", "sentat", "jalalidate", "persiandate", "shamsidate",
    "createdatfa", "updatedat", NULL};
static const char *const rating_keys[] = {"rate", "rating", "star", "stars", "score", "rates",
    "point", "grade", "reviewscore", "starrating", NULL};
static const char *const like_keys[] = {"likes", "like", "likecount", "likescount", "positive",
    "upvotes", "agree", "positivecount", "helpfulcount", NULL};
static const char *const id_keys[] = {"id", "commentid", "reviewid", "uuid", NULL};
static const char *const parent_keys[] = {
    "parentid", "parent", "replyto", "parentcommentid", "replytoid", NULL};
static const char *const reply_keys[] = {"children", "replies", "answers", "subcomments", NULL};
static const char *const other_keys[] = {"title", "slug", "price", "url", "image", NULL};

static bool is_key(const char *name, const char *key)
{
    for (; *name; name++) {
        if (*name == '_' || *name == '-') continue;
        if (sv_lower(*name) != *key) return false;
        key++;
    }
    return !*key;
}

static json_t *member(const json_t *v, const char *key)
{
    const char *name;
    json_t *m;
    union {
        const json_t *in;
        json_t *out;
    } u = {.in = v};
    json_object_foreach(u.out, name, m) if (is_key(name, key)) return m;
    return NULL;
}

/* A name, or the name in an object, two deep: {"user": {"profile": {"nickname": "..."}}}. */
static sv named(const glean *g, const json_t *v, const char *const *keys, int depth)
{
    for (size_t i = 0; keys[i]; i++) {
        const json_t *m = member(v, keys[i]);
        sv s = json_is_object(m) && depth < 2 ? named(g, m, author_keys, depth + 1)
                                              : sv_trim(glean_scalar(g->a, m));
        if (s.n) return s;
    }
    return (sv){NULL, 0};
}

static sv scalar_named(const glean *g, const json_t *v, const char *const *keys)
{
    for (size_t i = 0; keys[i]; i++) {
        sv s = sv_trim(glean_scalar(g->a, member(v, keys[i])));
        if (s.n) return s;
    }
    return (sv){NULL, 0};
}

static bool has_any(const json_t *v, const char *const *keys)
{
    for (size_t i = 0; keys[i]; i++)
        if (member(v, keys[i])) return true;
    return false;
}

/* A list of another name: its members say who, when and what, can be answered, and are no articles or goods. */
static bool looks_said(const glean *g, const json_t *list)
{
    const json_t *v = json_array_get(list, 0);
    return json_is_object(v) && (has_any(v, reply_keys) || has_any(v, parent_keys)) &&
           !has_any(v, other_keys) && scalar_named(g, v, text_keys).n &&
           scalar_named(g, v, date_keys).n && named(g, v, author_keys, 0).n;
}

/* comments, reviews, questions, answers, replies ... and what kind that is; {NULL, 0}: another list */
static sv list_kind(const char *key)
{
    static const struct {
        const char *part;
        sv kind;
    } names[] = {{"review", SV_INIT("review")}, {"question", SV_INIT("question")},
        {"answer", SV_INIT("answer")}, {"comment", SV_INIT("comment")},
        {"feedback", SV_INIT("comment")}, {"repl", SV_INIT("comment")},
        {"opinion", SV_INIT("review")}, {"nazar", SV_INIT("comment")},
        {"children", SV_INIT("comment")}, {"testimonial", SV_INIT("review")}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasestr(key, names[i].part)) return names[i].kind;
    return (sv){NULL, 0};
}

typedef struct guess {
    const harvest *h;
    glean g;
    found *io;
    int depth;
} guess;

static err guess_value(guess *s, json_t *v, sv kind, sv parent);

static err guess_one(guess *s, json_t *v, sv kind, sv parent)
{
    draft d = {.layer = LAYER_API};
    d.v[RF_TEXT] = scalar_named(&s->g, v, text_keys);
    d.v[RF_DATE] = scalar_named(&s->g, v, date_keys);
    d.v[RF_AUTHOR] = named(&s->g, v, author_keys, 0);
    d.v[RF_RATING] = scalar_named(&s->g, v, rating_keys);
    d.v[RF_LIKES] = scalar_named(&s->g, v, like_keys);
    d.v[RF_ID] = scalar_named(&s->g, v, id_keys);
    d.v[RF_PARENT] = parent.n ? parent : scalar_named(&s->g, v, parent_keys);
    d.v[RF_TYPE] = kind;
    bool told = d.v[RF_AUTHOR].n || d.v[RF_DATE].n || d.v[RF_RATING].n;
    sv id = parent;
    if (d.v[RF_TEXT].n && told) {
        static filter html = {.op = FILTER_HTML};
        const pick p = {.filter = &html, .n_filters = 1};
        if (d.v[RF_DATE].n > 8 && strspn(d.v[RF_DATE].p, "0123456789") >= d.v[RF_DATE].n) {
            static filter stamp = {.op = FILTER_UNIX};
            const pick u = {.filter = &stamp, .n_filters = 1};
            err e = glean_filter(&s->g, &u, &d.v[RF_DATE]);
            if (e) return e;
        }
        err e = glean_filter(&s->g, &p, &d.v[RF_TEXT]);
        if (!e) e = harvest_finish(s->h, &d, s->io);
        if (e) return e;
        id = arena_sv(s->g.a, d.v[RF_ID]);
    }
    return guess_value(s, v, (sv){NULL, 0}, id);
}

/* The list in an object that stands for one: {"data": [...]}, {"edges": [{"node": ...}]}. NULL: it is none. */
static json_t *list_in(json_t *v)
{
    static const char *const keys[] = {
        "data", "items", "results", "edges", "nodes", "list", "rows", "docs", NULL};
    for (size_t i = 0; keys[i]; i++) {
        json_t *m = json_object_get(v, keys[i]);
        if (json_is_array(m)) return m;
    }
    return NULL;
}

/* One member of a list. {"node": ...} of GraphQL and {"type": "comments", "attributes": ...} of JSON:API are
 * what they hold. */
static err guess_member(guess *s, json_t *m, sv kind, sv parent)
{
    json_t *node = json_object_get(m, "node"), *inner = json_object_get(m, "attributes");
    const char *type = json_string_value(json_object_get(m, "type"));
    if (json_is_object(node)) m = node;
    if (json_is_object(inner) && type && list_kind(type).n) {
        kind = list_kind(type);
        json_t *id = json_object_get(m, "id");
        bool plain = json_is_string(id) || json_is_integer(id);
        if (plain && !json_object_get(inner, "id") && json_object_set(inner, "id", id) != 0)
            return ERR_NOMEM;
        m = inner;
    }
    return kind.n && json_is_object(m) ? guess_one(s, m, kind, parent)
                                       : guess_value(s, m, (sv){NULL, 0}, parent);
}

static err guess_object(guess *s, json_t *v, sv parent)
{
    const char *key;
    json_t *m;
    json_object_foreach(v, key, m)
    {
        err e = ERR_OK;
        sv kind = list_kind(key);
        json_t *list = json_is_array(m) ? m : kind.n && json_is_object(m) ? list_in(m) : NULL;
        if (!kind.n && list && looks_said(&s->g, list)) kind = SV("comment");
        if (list)
            e = guess_value(s, list, kind, parent);
        else if (json_is_object(m))
            e = guess_value(s, m, (sv){NULL, 0}, parent);
        if (e) return e;
    }
    return ERR_OK;
}

static err guess_value(guess *s, json_t *v, sv kind, sv parent)
{
    json_t *m;
    size_t i;
    err e = ERR_OK;
    if (s->depth >= LIST_DEPTH_MAX) return ERR_OK;
    s->depth++;
    if (json_is_array(v)) {
        json_array_foreach(v, i, m) if (!e) e = guess_member(s, m, kind, parent);
    } else if (json_is_object(v))
        e = guess_object(s, v, parent);
    s->depth--;
    return e;
}

/* An answer whose address says what it lists: /api/products/5/comments -> [...] or {"data": [...]}. */
static err guess_root(guess *s, json_t *root)
{
    sv path = arena_sv(s->g.a, s->h->p->url);
    sv kind = path.n ? list_kind(path.p) : (sv){NULL, 0};
    json_t *list = json_is_array(root) ? root : list_in(root);
    if (has_any(json_array_get(list, 0), other_keys)) list = NULL; /* /opinion/latest.json */
    size_t had = s->io->n;
    err e = kind.n && list ? guess_value(s, list, kind, (sv){NULL, 0}) : ERR_OK;
    return e || s->io->n > had ? e : guess_value(s, root, (sv){NULL, 0}, (sv){NULL, 0});
}

static err plain_value(const harvest *h, json_t *root, const recipe_set *user, doc *io, found *ret)
{
    bool done = false;
    err e = by_set(h, root, user, io, ret, &done);
    if (!e && !done) e = by_set(h, root, recipe_default(), io, ret, &done);
    if (e || done || h->only.n) return e;
    guess s = {.h = h, .g = {.a = h->a, .base = h->p->url}, .io = ret};
    return io ? guess_root(&s, root) : guess_value(&s, root, (sv){NULL, 0}, (sv){NULL, 0});
}

err state_value(const harvest *h, json_t *root, const recipe_set *user, doc *io, found *ret)
{
    json_t *whole = hydrate_flat(root);
    err e = plain_value(h, whole ? whole : root, user, io, ret);
    json_decref(whole);
    return e;
}

/* --- scripts of a page -------------------------------------------------------------------------------------- */

/* A recipe asks for this very script. */
static bool asked_for(const xmlNode *script, const recipe_set *user)
{
    for (size_t i = 0; user && i < user->n; i++) {
        const picks *p = &user->at[i].field[RF_SCRIPT];
        for (size_t k = 0; k < p->n; k++)
            if (select_is(script, &p->at[k].css)) return true;
    }
    return false;
}

/* Where `window.__NAME__ = ` stands near the beginning, or SV_NPOS: the names that applications give their state. */
static size_t state_name(sv text)
{
    sv head = sv_sub(text, 0, HEAD_BYTES);
    for (size_t i = 0, at; (at = sv_find(sv_sub(head, i, SV_NPOS), SV("__"))) != SV_NPOS;) {
        size_t from = i + at, n = from;
        while (n < head.n && (isalnum((unsigned char)head.p[n]) || strchr("_\"'] ", head.p[n])))
            n++;
        if (n < head.n && head.p[n] == '=' && !sv_starts(sv_sub(head, n, 2), SV("=="))) return from;
        i = n > from ? n : from + 2;
    }
    return SV_NPOS;
}

/* What a script holds: JSON as a whole, or the value it gives a name; {NULL, 0}: neither. */
static sv state_text(const xmlNode *script, sv text)
{
    sv type = html_attr(script, "type");
    if (sv_find(type, SV("ld+json")) != SV_NPOS) return (sv){NULL, 0};
    if (sv_eq(type, SV("application/json"))) return text;
    size_t from = state_name(text);
    return from == SV_NPOS ? (sv){NULL, 0} : sv_sub(text, from, SV_NPOS);
}

static err read_script(const harvest *h, sv text, const recipe_set *user, found *ret)
{
    json_t *v = glean_json_read(text);
    err e = v ? state_value(h, v, user, NULL, ret) : ERR_OK;
    json_decref(v);
    return e;
}

static err read_rows(const harvest *h, sv rows, const recipe_set *user, found *ret)
{
    size_t left = LITERAL_SHARED_MAX;
    json_t *texts = hydrate_texts(rows), *v;
    err e = texts ? ERR_OK : ERR_NOMEM;
    while (!e && (v = hydrate_row(&rows, texts, &left))) {
        e = state_value(h, v, user, NULL, ret);
        json_decref(v);
    }
    json_decref(texts);
    return e;
}

err state_find(const harvest *h, const tree *t, const recipe_set *user, found *ret)
{
    CLEANUP(buf_clear) buf rows = BUF_INIT(SCRIPT_MAX);
    int n = 0;
    for (xmlNode *s = html_first(t->root, GUMBO_TAG_SCRIPT); s && n < SCRIPTS_MAX;
         s = html_after(s, t->root, GUMBO_TAG_SCRIPT)) {
        sv text = html_data(s->children);
        if (text.n > SCRIPT_MAX || hydrate_push(text, &rows)) continue;
        if (!asked_for(s, user)) text = text.n < SCRIPT_MIN ? (sv){NULL, 0} : state_text(s, text);
        if (!text.n) continue;
        n++;
        err e = read_script(h, text, user, ret);
        if (e) return e;
    }
    if (rows.e == ERR_NOMEM) return rows.e;
    return rows.n ? read_rows(h, buf_sv(&rows), user, ret) : ERR_OK;
}
