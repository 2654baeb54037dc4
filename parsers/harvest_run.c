/* The two ways through a page: a tree of elements and a tree of JSON values. */
#include "parsers/harvest.h"
#include "util/map.h"

enum { LEVELS_MAX = 64, JSON_DEPTH_MAX = 200 };

static comment_layer layer_of(const recipe *r)
{
    if (r->origin == RECIPE_OF_USER) return LAYER_RECIPE;
    return r->kind == RECIPE_JSON ? LAYER_API : LAYER_PLATFORM;
}

/* Parents called by another name get the id that goes with it; found comments are those from `from` on. */
static err by_alias(const harvest *h, const map *alias, found *io, size_t from)
{
    if (!h->r->field[RF_ALIAS].n) return ERR_OK;
    for (size_t i = from; i < io->n; i++) {
        const sv *id = io->at[i].parent.n ? map_get(alias, io->at[i].parent) : NULL;
        io->at[i].parent = id ? *id : (sv){NULL, 0};
    }
    return ERR_OK;
}

static err add_alias(arena *a, map *alias, sv name, sv id)
{
    sv *slot = name.n && id.n ? ARENA_NEW(a, sv, 1) : NULL;
    sv key = slot ? arena_sv(a, name) : (sv){NULL, 0};
    if (!slot) return ERR_OK;
    *slot = id;
    return key.p ? map_put(alias, key, slot) : ERR_NOMEM;
}

/* --- HTML --------------------------------------------------------------------------------------------------- */

typedef struct level {
    double depth;
    sv id;
} level;

typedef struct run {
    const harvest *h;
    glean g;
    nodes items;
    sv *id; /* of each item, also of those left out */
    map seen, alias;
    level level[LEVELS_MAX];
    int n_levels;
} run;

/* The nearest of the first `upto` items around this element, or NULL. Items are in document order. */
static const sv *id_from(const run *r, const xmlNode *n, size_t upto)
{
    for (const xmlNode *up = n; up && up->type == XML_ELEMENT_NODE; up = up->parent) {
        size_t lo = 0, hi = upto, place = select_place(r->g.x, up);
        while (lo < hi) {
            size_t mid = lo + (hi - lo) / 2;
            if (select_place(r->g.x, r->items.at[mid]) < place)
                lo = mid + 1;
            else
                hi = mid;
        }
        if (lo < upto && r->items.at[lo] == up) return &r->id[lo];
    }
    return NULL;
}

static const sv *id_around(const run *r, const xmlNode *n, size_t upto)
{
    return id_from(r, n->parent, upto);
}

static sv by_level(run *r, sv depth, sv id)
{
    sv number = glean_number(r->g.a, depth, false);
    double d = number.n ? strtod(number.p, NULL) : 0;
    while (r->n_levels && r->level[r->n_levels - 1].depth >= d) r->n_levels--;
    sv parent = r->n_levels ? r->level[r->n_levels - 1].id : (sv){NULL, 0};
    if (r->n_levels < LEVELS_MAX) r->level[r->n_levels++] = (level){d, id};
    return parent;
}

static err conditions(run *r, xmlNode *item, bool *ret)
{
    const recipe *rc = r->h->r;
    *ret = false;
    for (int f = RF_WHERE; f <= RF_UNLESS; f++)
        for (size_t i = 0; i < rc->field[f].n; i++) {
            const picks one = {.at = &rc->field[f].at[i], .n = 1};
            sv v;
            bool there = one.at->from == PICK_CSS && !one.at->n_filters &&
                         select_first(r->g.x, item, &one.at->css);
            err e = there ? ERR_OK : glean_html(&r->g, item, &one, &v, NULL);
            if (e) return e;
            if ((there || v.n) != (f == RF_WHERE)) return ERR_OK;
        }
    *ret = true;
    return ERR_OK;
}

static err draft_html(run *r, size_t i, draft *d)
{
    const recipe *rc = r->h->r;
    err e = ERR_OK;
    for (int f = RF_AUTHOR; f <= RF_OWNER && !e; f++) {
        const picks *p = &rc->field[f];
        if (f == RF_OWNER) {     /* being there is enough: a badge may have no text */
            bool others = false; /* the text of a reply inside is no badge of this one */
            for (size_t k = 0; k < p->n && !d->v[f].n; k++)
                if (p->at[k].from != PICK_CSS || p->at[k].n_filters) {
                    others = true;
                } else {
                    const xmlNode *n = select_first(r->g.x, r->items.at[i], &p->at[k].css);
                    if (n && id_from(r, n, r->items.n) == &r->id[i]) d->v[f] = SV("owner");
                }
            if (d->v[f].n || !others) continue;
        }
        e = glean_html(&r->g, r->items.at[i], p, &d->v[f], NULL);
    }
    return e;
}

/* A comment is often two boxes, li#li-comment-7 > article#comment-7, and a selector that is general enough gets both:
 * the inner one is no item. A box without an id has that of the first one in it. */
static err one_box_each(run *r)
{
    size_t kept = 0;
    const picks *p = &r->h->r->field[RF_ID];
    if (!p->n) return ERR_OK;
    for (size_t i = 0; i < r->items.n; i++) {
        r->g.items = &r->items;
        err e = glean_html(&r->g, r->items.at[i], p, &r->id[kept], NULL);
        r->g.items = NULL;
        if (!e && !r->id[kept].n) e = glean_html(&r->g, r->items.at[i], p, &r->id[kept], NULL);
        if (e) return e;
        const sv *around = id_around(r, r->items.at[i], kept);
        if (around && around->n && sv_eq(*around, r->id[kept])) continue;
        r->items.at[kept++] = r->items.at[i];
    }
    r->items.n = kept;
    return ERR_OK;
}

static err one_html(run *r, size_t i, found *io)
{
    const recipe *rc = r->h->r;
    draft d = {.layer = layer_of(rc)};
    bool fits;
    err e = conditions(r, r->items.at[i], &fits);
    if (e) return e;
    d.v[RF_ID] = r->id[i];
    if (d.v[RF_ID].n && map_get(&r->seen, d.v[RF_ID])) return ERR_OK;
    const sv *around = id_around(r, r->items.at[i], i);
    if (!fits) {
        if (around) r->id[i] = *around; /* what hangs below hangs on the one above */
        return ERR_OK;
    }
    if (d.v[RF_ID].n) e = map_put(&r->seen, d.v[RF_ID], r);
    if (!e) e = draft_html(r, i, &d);
    if (!e) e = add_alias(r->g.a, &r->alias, d.v[RF_ALIAS], r->id[i]);
    if (e) return e;
    if (rc->parent == PARENT_NEST && around) d.v[RF_PARENT] = *around;
    if (rc->parent == PARENT_LEVEL) d.v[RF_PARENT] = by_level(r, d.v[RF_LEVEL], d.v[RF_ID]);
    return harvest_finish(r->h, &d, io);
}

static err collect(run *r, const tree *t)
{
    const picks *p = &r->h->r->field[RF_ITEM];
    css_list all = {0};
    VEC(css_test *) v = {0};
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = 0; k < p->at[i].css.n; k++) {
            css_test **slot = VEC_PUSH(r->g.a, &v);
            if (!slot) return ERR_NOMEM;
            *slot = p->at[i].css.at[k];
        }
    all = (css_list){v.at, v.n};
    return select_all(r->g.a, r->g.x, t->root, &all, &r->items);
}

/* A thread: what the first one wrote is the text of the page, what others wrote is not. A channel has one voice. */
static void mark_answers(const run *r, const found *io, size_t from)
{
    bool others = false;
    for (size_t i = from + 1; i < io->n && !others; i++)
        others = !sv_eq(io->at[i].author, io->at[from].author);
    for (size_t i = 1; i < r->items.n && others; i++) html_set_mark(r->items.at[i], MARK_COMMENT);
}

err harvest_html(const harvest *h, const tree *t, const select_index *x, found *io)
{
    css_list skip = {0};
    if (h->r->field[RF_SKIP].n) skip = h->r->field[RF_SKIP].at[0].css;
    run r = {.h = h,
        .g = {.a = h->a, .x = x, .t = t, .skip = skip.n ? &skip : NULL, .base = h->p->url},
        .seen = MAP_INIT(h->a),
        .alias = MAP_INIT(h->a)};
    const size_t from = io->n;
    err e = collect(&r, t);
    if (e) return e;
    r.id = ARENA_NEW(h->a, sv, r.items.n + 1);
    if (!r.id) return ERR_NOMEM;
    e = one_box_each(&r);
    r.g.items = &r.items;
    for (size_t i = 0; i < r.items.n && !e; i++) {
        if (h->r->kind == RECIPE_HTML && !h->r->main_text)
            html_set_mark(r.items.at[i], MARK_COMMENT);
        e = one_html(&r, i, io);
    }
    if (!e && h->r->main_text) mark_answers(&r, io, from);
    return e ? e : by_alias(h, &r.alias, io, from);
}

/* --- JSON --------------------------------------------------------------------------------------------------- */

typedef struct jrun {
    const harvest *h;
    glean g;
    map items; /* key: the bytes of a pointer */
    sv *keys;
    map seen, alias;
    found *io;
    int depth;
} jrun;

static sv key_of(json_t *const *v) { return (sv){(const char *)v, sizeof *v}; }

static err conditions_json(jrun *r, json_t *v, json_t *up, bool *ret)
{
    const recipe *rc = r->h->r;
    *ret = false;
    for (int f = RF_WHERE; f <= RF_UNLESS; f++)
        for (size_t i = 0; i < rc->field[f].n; i++) {
            const picks one = {.at = &rc->field[f].at[i], .n = 1};
            sv s;
            err e = glean_json(&r->g, v, up, &one, &s);
            if (e) return e;
            if ((s.n > 0) != (f == RF_WHERE)) return ERR_OK;
        }
    *ret = true;
    return ERR_OK;
}

static err one_json(jrun *r, json_t *v, json_t *up, sv around, sv *ret_id)
{
    const recipe *rc = r->h->r;
    draft d = {.layer = layer_of(rc)};
    bool fits;
    err e = conditions_json(r, v, up, &fits);
    if (e || !fits) return e;
    for (int f = RF_ID; f <= RF_OWNER && !e; f++)
        e = glean_json(&r->g, v, up, &rc->field[f], &d.v[f]);
    if (e) return e;
    if (d.v[RF_ID].n) {
        sv id = arena_sv(r->g.a, d.v[RF_ID]);
        if (map_get(&r->seen, id)) return ERR_OK;
        e = map_put(&r->seen, id, r);
        if (e) return e;
        *ret_id = id;
        e = add_alias(r->g.a, &r->alias, d.v[RF_ALIAS], id);
        if (e) return e;
    }
    if (rc->parent == PARENT_NEST && around.n) d.v[RF_PARENT] = around;
    return harvest_finish(r->h, &d, r->io);
}

/* Through the whole document, so that items come in its order and know what they are nested in. */
static err descend(jrun *r, json_t *v, json_t *up, sv around)
{
    const char *key;
    json_t *m;
    size_t i;
    err e = ERR_OK;
    if (r->depth > JSON_DEPTH_MAX) return ERR_OK;
    if (map_get(&r->items, key_of(&v))) e = one_json(r, v, up, around, &around);
    r->depth++;
    if (json_is_array(v)) {
        json_array_foreach(v, i, m) if (!e) e = descend(r, m, up, around);
    } else if (json_is_object(v)) {
        json_object_foreach(v, key, m) if (!e && json_is_object(m)) e = descend(r, m, v, around);
        else if (!e && json_is_array(m)) e = descend(r, m, v, around);
    }
    r->depth--;
    return e;
}

err harvest_json(const harvest *h, json_t *root, found *io)
{
    jrun r = {.h = h,
        .g = {.a = h->a, .base = h->p->url},
        .items = MAP_INIT(h->a),
        .seen = MAP_INIT(h->a),
        .alias = MAP_INIT(h->a),
        .io = io};
    json_list list = {0};
    const size_t from = io->n;
    const picks *p = &h->r->field[RF_ITEM];
    for (size_t i = 0; i < p->n; i++) {
        err e = glean_pointer(h->a, root, p->at[i].expr, &list);
        if (e) return e;
    }
    for (size_t i = 0; i < list.n; i++) {
        err e = map_put(&r.items, key_of(&list.at[i]), list.at[i]);
        if (e) return e;
    }
    err e = list.n ? descend(&r, root, NULL, (sv){NULL, 0}) : ERR_OK;
    return e ? e : by_alias(h, &r.alias, io, from);
}
