/* Recipes that come with the program: of most of them a page needs no more than the marks by which it is known that
 * they do not fit, so the rest is read when one fits. */
#include <pthread.h>

#include "seeds/recipe_pick.h"

struct recipe_lazy {
    sv text;       /* of this recipe alone */
    recipe_set at; /* the whole of it, once it is read */
    bool read;
};

static const char builtin[] = {
#include "recipes.inc"
};

err recipe_builtin(arena *a, recipe_set *io)
{
    note why = {{0}};
    return recipe_parse(
        a, (sv){builtin, sizeof builtin - 1}, RECIPE_FOLDER, RECIPE_BUILT_IN, io, &why);
}

static sv key_of(sv line)
{
    line = sv_trim(line);
    if (!line.n || line.p[0] == ';' || line.p[0] == '#') return (sv){NULL, 0};
    return sv_trim(sv_cut(&line, '='));
}

static bool begins(sv key) { return sv_eq(key, SV("recipe")) || sv_eq(key, SV("دستور")); }

/* What tells whether a recipe is for a page. */
static bool of_head(sv key)
{
    static const sv keys[] = {SV_INIT("match"), SV_INIT("نشانه"), SV_INIT("kind"), SV_INIT("host"),
        SV_INIT("path"), SV_INIT("enabled")};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (sv_eq(key, keys[i])) return true;
    return false;
}

/* The lines up to the next recipe; *rest moves there. */
static sv cut_recipe(sv *rest)
{
    sv all = *rest, more = *rest;
    (void)sv_cut(&more, '\n');
    while (more.p && !begins(key_of(sv_sub(more, 0, 64)))) (void)sv_cut(&more, '\n');
    *rest = more;
    return more.p ? sv_sub(all, 0, (size_t)(more.p - all.p)) : all;
}

static err head_read(arena *a, sv text, recipe_set *io)
{
    recipe_reader rd = {.a = a, .path = RECIPE_FOLDER, .set = io, .origin = RECIPE_BUILT_IN};
    struct recipe_lazy *l = ARENA_NEW(a, struct recipe_lazy, 1);
    if (!l) return ERR_NOMEM;
    l->text = text;
    const size_t n = io->n;
    while (text.p) {
        sv line = sv_cut(&text, '\n'), key = key_of(sv_sub(line, 0, 64));
        err e = begins(key) || of_head(key) ? recipe_line_read(&rd, line) : ERR_OK;
        if (!e) continue;
        io->n = n;
        return e;
    }
    if (io->n > n) io->at[n].lazy = l;
    return ERR_OK;
}

err recipe_heads(arena *a, sv text, recipe_set *io)
{
    while (text.p) {
        err e = head_read(a, cut_recipe(&text), io);
        if (e && e != ERR_FORMAT) return e;
    }
    return ERR_OK;
}

/* --- shared by all threads ---------------------------------------------------------------------------------- */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static arena kept = {.limit = 64 << 20}; /* lives until the program ends */

const recipe *recipe_whole(const recipe *r)
{
    struct recipe_lazy *l = r->lazy;
    if (!l) return r;
    (void)pthread_mutex_lock(&lock);
    if (!l->read) {
        note why = {{0}};
        err e = recipe_parse(&kept, l->text, RECIPE_FOLDER, RECIPE_BUILT_IN, &l->at, &why);
        l->read = e != ERR_NOMEM;
    }
    const recipe *whole = l->at.n ? l->at.at : r;
    (void)pthread_mutex_unlock(&lock);
    return whole;
}

static recipe_set default_set;

static void read_default(void)
{
    err e = recipe_heads(&kept, (sv){builtin, sizeof builtin - 1}, &default_set);
    (void)e; /* only memory can fail, and what was read before stays */
}

const recipe_set *recipe_default(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, read_default);
    return &default_set;
}
