#include "parsers/harvest.h"

enum { AUTHOR_MAX = 200, ID_MAX = 500 };

when_base harvest_base(const page *p, const parse_opts *o, const doc *d)
{
    bool english = d && sv_istarts(d->lang, SV("en"));
    bool persian = !d || !d->lang.n || sv_istarts(d->lang, SV("fa"));
    int zone = o ? o->zone_min : PARSE_ZONE_AUTO;
    if (zone == PARSE_ZONE_AUTO) zone = persian ? PARSE_ZONE_TEHRAN : 0;
    return (when_base){
        .now_ms = p->fetched_at, .zone_min = zone, .day_first = !english, .persian = persian};
}

/* --- does the recipe fit ------------------------------------------------------------------------------------ */

static sv host_of(sv url)
{
    size_t at = sv_find(url, SV("://"));
    sv rest = at == SV_NPOS ? url : sv_sub(url, at + 3, SV_NPOS);
    size_t n = 0;
    while (n < rest.n && !strchr("/?#:", rest.p[n])) n++;
    return sv_sub(rest, 0, n);
}

static sv path_of(sv url)
{
    sv host = host_of(url);
    sv rest = host.p ? (sv){host.p + host.n, url.n - (size_t)(host.p + host.n - url.p)} : url;
    while (rest.n && rest.p[0] != '/' && rest.p[0] != '?') rest = sv_sub(rest, 1, SV_NPOS);
    return rest.n ? rest : SV("/");
}

/* example.ir and every name below it. */
static bool host_is(sv host, sv want)
{
    if (host.n < want.n || !sv_ieq(sv_sub(host, host.n - want.n, want.n), want)) return false;
    return host.n == want.n || host.p[host.n - want.n - 1] == '.';
}

/* ^prefix, a part, and a $ at the end. */
static bool path_is(sv path, sv want)
{
    bool start = sv_starts(want, SV("^")), end = sv_ends(want, SV("$"));
    want = sv_sub(want, start, want.n - start - (end && want.n > start));
    if (start && end) return sv_eq(path, want);
    if (start) return sv_starts(path, want);
    return end ? sv_ends(path, want) : sv_find(path, want) != SV_NPOS;
}

bool harvest_place_fits(const recipe *r, sv url)
{
    bool host = !r->host.n, path = !r->path.n;
    for (size_t i = 0; i < r->host.n && !host; i++) host = host_is(host_of(url), r->host.at[i]);
    for (size_t i = 0; i < r->path.n && !path; i++) path = path_is(path_of(url), r->path.at[i]);
    return host && path;
}

bool harvest_wants(const recipe *r, sv only)
{
    return only.n ? sv_eq(r->name, only) : r->enabled != RECIPE_OFF;
}

sv harvest_only(const parse_opts *o)
{
    bool known = o->recipe.n && (recipe_find(recipe_default(), o->recipe) ||
                                    (o->recipes && recipe_find(o->recipes, o->recipe)));
    return known ? o->recipe : (sv){NULL, 0};
}

bool harvest_html_fits(const harvest *h, const tree *t, const select_index *x)
{
    const picks *m = &h->r->field[RF_MATCH];
    glean g = {.a = h->a, .x = x, .t = t, .base = h->p->url};
    if (h->only.n) return true;
    if (!harvest_place_fits(h->r, h->p->url)) return false;
    for (size_t i = 0; i < m->n; i++) {
        const picks one = {.at = &m->at[i], .n = 1};
        sv v = {NULL, 0};
        bool plain = m->at[i].from == PICK_CSS && !m->at[i].n_filters;
        if (plain ? select_first(x, t->root, &m->at[i].css) != NULL
                  : glean_html(&g, t->root, &one, &v, NULL) == ERR_OK && v.n)
            return true;
    }
    return !m->n && (h->r->host.n || h->r->path.n);
}

bool harvest_json_fits(const harvest *h, json_t *root)
{
    const picks *m = &h->r->field[RF_MATCH];
    if (h->only.n) return true;
    if (!harvest_place_fits(h->r, h->p->url)) return false;
    glean g = {.a = h->a, .base = h->p->url};
    for (size_t i = 0; i < m->n; i++) {
        const picks one = {.at = &m->at[i], .n = 1};
        json_list list = {0};
        sv v = {NULL, 0};
        if (m->at[i].n_filters
                ? glean_json(&g, root, NULL, &one, &v) == ERR_OK && v.n
                : glean_pointer(h->a, root, m->at[i].expr, &list) == ERR_OK && list.n)
            return true;
    }
    return !m->n && (h->r->host.n || h->r->path.n);
}

/* --- a draft to a comment ----------------------------------------------------------------------------------- */

/* "Ann said...", «نیما گفت…»: Blogger in its languages. */
static sv without_said(sv s)
{
    static const sv words[] = {SV_INIT("said"), SV_INIT("گفت"), SV_INIT("يقول"),
        SV_INIT("hat gesagt"), SV_INIT("dijo"), SV_INIT("ha dicho"), SV_INIT("a dit"),
        SV_INIT("ha detto"), SV_INIT("disse"), SV_INIT("dedi ki"), SV_INIT("zei"), SV_INIT("sa"),
        SV_INIT("sade"), SV_INIT("mówi"), SV_INIT("pisze"), SV_INIT("комментирует")};
    sv head = s;
    bool dots = sv_ends(s, SV("...")) || sv_ends(s, SV("…"));
    if (!dots) return s;
    head.n -= 3; /* both are three bytes */
    head = sv_trim(head);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = words[i].n;
        if (head.n > n + 1 && sv_ends(head, words[i]) && sv_space(head.p[head.n - n - 1]))
            return sv_trim(sv_sub(head, 0, head.n - n));
    }
    return s;
}

sv harvest_author(sv s)
{
    static const sv tails[] = {SV_INIT(":"), SV_INIT(","), SV_INIT("،"), SV_INIT("»"),
        SV_INIT("says"), SV_INIT("said"), SV_INIT("wrote"), SV_INIT("sagt"), SV_INIT("sagte"),
        SV_INIT("schrieb"), SV_INIT("schreibt"), SV_INIT("dit"), SV_INIT("dice"),
        SV_INIT("می‌گوید"), SV_INIT("می گوید"), SV_INIT("میگوید"), SV_INIT("گفت"),
        SV_INIT("گفته"), SV_INIT("نوشت"), SV_INIT("نوشته")};
    static const sv heads[] = {
        SV_INIT("By "), SV_INIT("by "), SV_INIT("از:"), SV_INIT("نویسنده:"), SV_INIT("توسط ")};
    s = without_said(sv_trim(s));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (s.n > heads[i].n && sv_starts(s, heads[i])) s = sv_trim(sv_sub(s, heads[i].n, SV_NPOS));
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
            sv t = tails[i];
            bool mark = i < 3;
            if (i == 3 || s.n <= t.n || !sv_ends(s, t)) continue;
            if (!mark && !sv_space(s.p[s.n - t.n - 1])) continue;
            s = sv_trim(sv_sub(s, 0, s.n - t.n));
            again = true;
        }
    }
    return s;
}

static comment_kind kind_of(sv type, bool owner)
{
    static const sv words[] = {[COMMENT_COMMENT] = SV_INIT("comment"),
        [COMMENT_REVIEW] = SV_INIT("review"),
        [COMMENT_QUESTION] = SV_INIT("question"),
        [COMMENT_ANSWER] = SV_INIT("answer"),
        [COMMENT_POST] = SV_INIT("post")};
    if (owner) return COMMENT_OWNER_REPLY;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sv_ieq(type, words[i])) return (comment_kind)i;
    return COMMENT_COMMENT;
}

/* "4", "4 of 5", "80%". */
static void rate(const harvest *h, sv v, doc_comment *io)
{
    sv n = glean_number(h->a, v, false);
    if (!n.n) return;
    double d = strtod(n.p, NULL), max = h->r ? h->r->rating_max : 0;
    if (sv_find(v, SV("%")) != SV_NPOS) {
        if (!(max > 0)) max = 5;
        d = d * max / 100;
    }
    if (!(max > 0)) max = d <= 5 ? 5 : d <= 10 ? 10 : 100;
    io->rating = d;
    io->rating_max = max;
}

static err keep(arena *a, sv v, size_t max, sv *ret)
{
    *ret = (sv){NULL, 0};
    if (!v.n || v.n > max) return ERR_OK;
    *ret = arena_sv(a, v);
    return ret->p ? ERR_OK : ERR_NOMEM;
}

/* A title goes in front of its text; a long one beside a short text would drown it. */
static err joined(arena *a, sv title, sv text, sv *ret)
{
    bool twice = title.n && text.n && (text.n < 2 * title.n || sv_starts(text, title));
    *ret = title.n && !twice
               ? arena_printf(a, "%.*s%s%.*s", SV_FMT(title), text.n ? "\n" : "", SV_FMT(text))
               : arena_sv(a, text);
    return ret->p ? ERR_OK : ERR_NOMEM;
}

/* "Ben 19 June 2018, 15:28": themes that print both into one box. */
static sv without_date(const harvest *h, sv author)
{
    when w;
    if (author.n < 12 || !when_parse(author, &h->base, &w) || w.precision < WHEN_DAY) return author;
    if (w.raw.p <= author.p || w.raw.p > author.p + author.n) return author;
    return harvest_author((sv){author.p, (size_t)(w.raw.p - author.p)});
}

/* One line of it. */
static sv line_of(arena *a, sv s)
{
    sv copy = arena_sv(a, s);
    union {
        const char *in;
        char *out;
    } u = {.in = copy.p};
    for (size_t i = 0; i < copy.n; i++)
        if (u.out[i] == '\n') u.out[i] = ' ';
    return copy;
}

/* Without the name and the date of the head, each on a line of its own: boxes of no known make are read whole. */
static sv without_head(sv text, sv author, sv date)
{
    for (;;) {
        sv rest = text, line = sv_trim(sv_cut(&rest, '\n'));
        bool head = line.n && (sv_eq(line, sv_trim(author)) || sv_eq(line, sv_trim(date)));
        if (!head || !sv_trim(rest).n) return text;
        text = sv_trim(rest);
    }
}

/* WordPress shows pingbacks as comments that begin and end with "[...]". */
static bool is_ping(sv text)
{
    static const sv marks[] = {SV_INIT("[...]"), SV_INIT("[…]")};
    for (size_t i = 0; i < 2; i++)
        if (text.n > 12 && sv_starts(text, marks[i]) && sv_ends(text, marks[i])) return true;
    return false;
}

err harvest_finish(const harvest *h, const draft *d, found *io)
{
    const sv *v = d->v;
    if (!v[RF_TEXT].n && !v[RF_RATING].n && !v[RF_TITLE].n) return ERR_OK;
    if (io->n >= HARVEST_MAX || is_ping(v[RF_TEXT])) return ERR_OK;
    doc_comment *c = VEC_PUSH(h->a, io);
    if (!c) return ERR_NOMEM;
    *c =
        (doc_comment){.likes = -1, .layer = d->layer, .confidence = h->r ? h->r->confidence : 0.8F};
    err e = keep(h->a, v[RF_ID], ID_MAX, &c->id);
    if (!e) e = keep(h->a, v[RF_PARENT], ID_MAX, &c->parent);
    if (!e)
        e = keep(h->a, without_date(h, harvest_author(line_of(h->a, v[RF_AUTHOR]))), AUTHOR_MAX,
            &c->author);
    if (!e) e = keep(h->a, v[RF_AUTHOR_ID], ID_MAX, &c->author_id);
    if (!e) e = keep(h->a, v[RF_LINK], 4000, &c->url);
    sv said = without_head(v[RF_TEXT], v[RF_AUTHOR], v[RF_DATE]);
    if (!e) e = joined(h->a, v[RF_TITLE], said, &c->text);
    if (e) return e;
    if (v[RF_DATE].n) {
        sv date = arena_sv(h->a, v[RF_DATE]);
        if (!when_parse_machine(date, &h->base, &c->date) && !when_parse(date, &h->base, &c->date))
            c->date = (when){.raw = date};
    }
    if (v[RF_RATING].n) rate(h, v[RF_RATING], c);
    sv likes = v[RF_LIKES].n ? glean_number(h->a, v[RF_LIKES], true) : (sv){NULL, 0};
    if (likes.n) c->likes = (int64_t)strtod(likes.p, NULL);
    c->kind = kind_of(v[RF_TYPE].n ? v[RF_TYPE]
                      : h->r       ? h->r->type
                                   : (sv){NULL, 0},
        v[RF_OWNER].n > 0);
    return ERR_OK;
}
