#include "analyzers/taxonomy.h"

#include <jansson.h>

#include "util/map.h"
#include "util/vec.h"

enum { ID_MAX = 60, CATEGORIES_MAX = 300 };

typedef struct raw_cue {
    int category;
    sv text;
    bool weak;
} raw_cue;

struct taxonomy {
    VEC(category) at;
    VEC(raw_cue) cue;
    map by_id;             /* id -> category, for those of the file */
    const category *first; /* of those, where by_id points; `at` may have moved since */
    size_t from_file;
};

static void json_closep(json_t **j) { json_decref(*j); }

static err text_of(arena *a, const json_t *obj, const char *key, sv *ret)
{
    const json_t *v = json_object_get(obj, key);
    if (!json_is_string(v)) {
        *ret = (sv){NULL, 0};
        return ERR_OK;
    }
    *ret = arena_sv(a, (sv){json_string_value(v), json_string_length(v)});
    return ret->p ? ERR_OK : ERR_NOMEM;
}

static err add_cues(arena *a, taxonomy *t, const json_t *list, int index, bool weak)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *v = json_array_get(list, i);
        if (!json_is_string(v)) continue;
        raw_cue *c = VEC_PUSH(a, &t->cue);
        if (!c) return ERR_NOMEM;
        *c = (raw_cue){index, arena_sv(a, (sv){json_string_value(v), json_string_length(v)}), weak};
        if (!c->text.p) return ERR_NOMEM;
    }
    return ERR_OK;
}

static int small_int(const json_t *v)
{
    json_int_t i = json_is_integer(v) ? json_integer_value(v) : 0;
    return i < 0 || i > 100000 ? 0 : (int)i;
}

static err read_texts(arena *a, const json_t *in, category *c)
{
    static const char *const key[] = {
        "id", "dimension", "name_fa", "name_en", "definition_fa", "definition_en", "evidence"};
    sv *const to[] = {&c->id, &c->dimension, &c->name_fa, &c->name_en, &c->definition_fa,
        &c->definition_en, &c->evidence};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++) {
        err e = text_of(a, in, key[i], to[i]);
        if (e) return e;
    }
    return ERR_OK;
}

/* Small letters, figures, points and low lines: what every output may hold as it is. */
static bool is_plain(sv id)
{
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'))
            return false;
    }
    return id.n > 0;
}

static err add_category(arena *a, taxonomy *t, const json_t *in)
{
    category *c = VEC_PUSH(a, &t->at);
    if (!c) return ERR_NOMEM;
    err e = read_texts(a, in, c);
    if (e) return e;
    if (!is_plain(c->id)) return ERR_FORMAT;
    c->tier = small_int(json_object_get(in, "tier"));
    c->core = json_is_true(json_object_get(in, "core"));
    c->opposite = -1;
    const json_t *range = json_object_get(in, "number_range");
    c->number_lo = small_int(json_array_get(range, 0));
    c->number_hi = small_int(json_array_get(range, 1));
    int index = (int)t->at.n - 1;
    e = add_cues(a, t, json_object_get(in, "cues_fa"), index, false);
    return e ? e : add_cues(a, t, json_object_get(in, "weak_cues_fa"), index, true);
}

static void set_negation(taxonomy *t, category *c, sv rule)
{
    if (sv_eq(rule, SV("N0")))
        c->negation = NEGATION_KEEPS;
    else if (sv_starts(rule, SV("N2:"))) {
        c->negation = NEGATION_TURNS;
        c->opposite = taxonomy_find(t, sv_sub(rule, 3, rule.n));
    } else
        c->negation = NEGATION_CANCELS;
    if (c->negation == NEGATION_TURNS && c->opposite < 0) c->negation = NEGATION_CANCELS;
}

err taxonomy_parse(arena *a, sv text, taxonomy **ret, note *reterr)
{
    json_error_t why;
    CLEANUP(json_closep) json_t *root = json_loadb(text.p ? text.p : "", text.n, 0, &why);
    if (!root) return note_set(reterr, ERR_FORMAT, "taxonomy: line %d: %s", why.line, why.text);
    const json_t *list = json_object_get(root, "categories");
    if (!json_is_array(list)) return note_set(reterr, ERR_FORMAT, "taxonomy: no \"categories\"");
    taxonomy *t = ARENA_NEW(a, taxonomy, 1);
    if (!t) return ERR_NOMEM;
    t->by_id = MAP_INIT(a);
    for (size_t i = 0; i < json_array_size(list); i++) {
        err e = add_category(a, t, json_array_get(list, i));
        if (e) return note_set(reterr, e, "taxonomy: category %zu", i + 1);
    }
    t->first = t->at.at;
    t->from_file = t->at.n;
    for (size_t i = 0; i < t->at.n; i++) { /* after the last VEC_PUSH: pointers stay */
        err e = map_put(&t->by_id, t->at.at[i].id, &t->at.at[i]);
        if (e) return e;
    }
    for (size_t i = 0; i < t->at.n; i++) {
        const json_t *v = json_object_get(json_array_get(list, i), "negation");
        set_negation(t, &t->at.at[i], sv_c(json_string_value(v)));
    }
    *ret = t;
    return ERR_OK;
}

static bool may_be_added(const taxonomy *t, sv id)
{
    sv name = id, dimension = sv_cut(&name, '.');
    static const sv barred[] = {SV_INIT("demo"), SV_INIT("pers"), SV_INIT("segment")};
    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++)
        if (sv_eq(dimension, barred[i])) return false;
    if (!is_plain(name) || memchr(name.p, '.', name.n) || id.n > ID_MAX ||
        t->at.n >= CATEGORIES_MAX || taxonomy_find(t, id) >= 0)
        return false;
    for (size_t i = 0; i < t->from_file; i++)
        if (sv_eq(t->at.at[i].dimension, dimension)) return true;
    return false;
}

err taxonomy_add(arena *a, taxonomy *t, sv id, sv name_fa, sv name_en)
{
    if (!may_be_added(t, id)) return ERR_FORMAT;
    sv name = id, dimension = sv_cut(&name, '.');
    category *c = VEC_PUSH(a, &t->at);
    if (!c) return ERR_NOMEM;
    *c = (category){.id = arena_sv(a, id),
        .dimension = arena_sv(a, dimension),
        .name_fa = arena_sv(a, name_fa),
        .name_en = arena_sv(a, name_en),
        .evidence = SV("E1"),
        .tier = 1,
        .negation = NEGATION_CANCELS,
        .opposite = -1};
    c->definition_fa = c->name_fa;
    c->definition_en = c->name_en;
    return c->id.p && c->dimension.p && c->name_fa.p && c->name_en.p ? ERR_OK : ERR_NOMEM;
}

err taxonomy_each_cue(const taxonomy *t, taxonomy_cue *cue, void *ctx)
{
    for (size_t i = 0; i < t->cue.n; i++) {
        const raw_cue *c = &t->cue.at[i];
        err e = cue(ctx, c->category, c->text, c->weak);
        if (e) return e;
    }
    return ERR_OK;
}

int taxonomy_count(const taxonomy *t) { return (int)t->at.n; }

const category *taxonomy_at(const taxonomy *t, int i) { return &t->at.at[i]; }

int taxonomy_find(const taxonomy *t, sv id)
{
    for (size_t i = t->from_file; i < t->at.n; i++)
        if (sv_eq(t->at.at[i].id, id)) return (int)i;
    const category *c = map_get(&t->by_id, id);
    return c ? (int)(c - t->first) : -1;
}
