#include "seeds/recipe.h"

#include <dirent.h>

#include "seeds/recipe_pick.h"
#include "util/buf.h"
#include "util/file.h"

enum { FILE_MAX = 1 << 20, LINES_MAX = 20000, RECIPES_MAX = 2000 };

static const struct {
    sv en, fa;
    recipe_field f;
} fields[] = {
    {SV_INIT("match"), SV_INIT("نشانه"), RF_MATCH},
    {SV_INIT("script"), SV_INIT("اسکریپت"), RF_SCRIPT},
    {SV_INIT("item"), SV_INIT("قلم"), RF_ITEM},
    {SV_INIT("where"), SV_INIT("شرط"), RF_WHERE},
    {SV_INIT("unless"), SV_INIT("مگر"), RF_UNLESS},
    {SV_INIT("id"), SV_INIT("شناسه"), RF_ID},
    {SV_INIT("author"), SV_INIT("نویسنده"), RF_AUTHOR},
    {SV_INIT("author-id"), SV_INIT("شناسه نویسنده"), RF_AUTHOR_ID},
    {SV_INIT("date"), SV_INIT("تاریخ"), RF_DATE},
    {SV_INIT("title"), SV_INIT("عنوان"), RF_TITLE},
    {SV_INIT("text"), SV_INIT("متن"), RF_TEXT},
    {SV_INIT("rating"), SV_INIT("امتیاز"), RF_RATING},
    {SV_INIT("likes"), SV_INIT("پسند"), RF_LIKES},
    {SV_INIT("parent"), SV_INIT("در پاسخ"), RF_PARENT},
    {SV_INIT("alias"), SV_INIT("نام دیگر"), RF_ALIAS},
    {SV_INIT("level"), SV_INIT("تراز"), RF_LEVEL},
    {SV_INIT("link"), SV_INIT("پیوند"), RF_LINK},
    {SV_INIT("type-of"), SV_INIT("نوع"), RF_TYPE},
    {SV_INIT("owner"), SV_INIT("پاسخ فروشنده"), RF_OWNER},
    {SV_INIT("pages"), SV_INIT("صفحه‌ها"), RF_PAGES},
    {SV_INIT("api"), SV_INIT("رابط"), RF_API},
    {SV_INIT("claimed"), SV_INIT("شمار"), RF_CLAIMED},
    {SV_INIT("skip"), SV_INIT("کنار بگذار"), RF_SKIP},
    {SV_INIT("region"), SV_INIT("ناحیه"), RF_REGION},
};

const char *recipe_field_str(recipe_field f)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].f == f) return fields[i].en.p;
    return "";
}

static err word_of(const recipe_reader *rd, sv value, const char *const *words, int *ret)
{
    for (int i = 0; words[i]; i++) {
        if (!sv_eq(value, sv_c(words[i]))) continue;
        *ret = i;
        return ERR_OK;
    }
    CLEANUP(buf_clear) buf all = BUF_INIT(0);
    for (int i = 0; words[i]; i++) buf_printf(&all, "%s%s", i ? ", " : "", words[i]);
    return recipe_wrong(
        rd, "\"%.*s\" is not one of: %.*s", SV_FMT(sv_sub(value, 0, 60)), SV_FMT(buf_sv(&all)));
}

static err set_kind(recipe_reader *rd, sv v)
{
    static const char *const words[] = {"html", "json", NULL};
    int i = 0;
    err e = word_of(rd, v, words, &i);
    rd->r->kind = (recipe_kind)i;
    return e;
}

static err set_enabled(recipe_reader *rd, sv v)
{
    static const char *const words[] = {"yes", "ask", "no", NULL};
    int i = 0;
    err e = word_of(rd, v, words, &i);
    rd->r->enabled = (recipe_enabled)i;
    return e;
}

static err set_type(recipe_reader *rd, sv v)
{
    static const char *const words[] = {"comment", "review", "question", "answer", "post", NULL};
    int i = 0;
    rd->r->type = v;
    return word_of(rd, v, words, &i);
}

static err set_number(recipe_reader *rd, sv v, double *ret)
{
    char text[32] = {0};
    char *end = text;
    if (v.n < sizeof text && v.n) memcpy(text, v.p, v.n);
    double d = strtod(text, &end);
    if (!*text || *end || !(d >= 0 && d <= 1000))
        return recipe_wrong(rd, "\"%.*s\" is no number", SV_FMT(v));
    *ret = d;
    return ERR_OK;
}

static err set_parent(recipe_reader *rd, sv v)
{
    if (sv_eq(v, SV("nest")))
        rd->r->parent = PARENT_NEST;
    else if (sv_eq(v, SV("level")))
        rd->r->parent = PARENT_LEVEL;
    else if (sv_starts(v, SV("id-of:"))) {
        sv text = arena_printf(rd->a, ". | attr:%.*s", SV_FMT(sv_sub(v, 6, SV_NPOS)));
        return text.p ? recipe_pick_read(rd, text, &rd->r->field[RF_PARENT]) : ERR_NOMEM;
    } else
        return recipe_pick_read(rd, v, &rd->r->field[RF_PARENT]);
    return ERR_OK;
}

static err set_test(recipe_reader *rd, sv v)
{
    size_t at = sv_find(v, SV("->"));
    if (at == SV_NPOS) return recipe_wrong(rd, "test = PAGE -> GOLD was expected");
    recipe_test *t = VEC_PUSH(rd->a, &rd->r->test);
    if (!t) return ERR_NOMEM;
    *t = (recipe_test){sv_trim(sv_sub(v, 0, at)), sv_trim(sv_sub(v, at + 2, SV_NPOS)), rd->line};
    return t->page.n && t->gold.n ? ERR_OK : recipe_wrong(rd, "test = PAGE -> GOLD was expected");
}

static err set_other(recipe_reader *rd, sv key, sv v)
{
    recipe *r = rd->r;
    double d = 0;
    err e = ERR_OK;
    if (sv_eq(key, SV("kind"))) return set_kind(rd, v);
    if (sv_eq(key, SV("enabled"))) return set_enabled(rd, v);
    if (sv_eq(key, SV("type"))) return set_type(rd, v);
    if (sv_eq(key, SV("test"))) return set_test(rd, v);
    if (sv_eq(key, SV("about")))
        r->about = v;
    else if (sv_eq(key, SV("platform")))
        r->platform = arena_sv(rd->a, v);
    else if (sv_eq(key, SV("url")))
        r->url = v;
    else if (sv_eq(key, SV("main")))
        r->main_text = sv_eq(v, SV("yes"));
    else if (sv_eq(key, SV("final")))
        r->stop_empty = sv_eq(v, SV("yes"));
    else if (sv_eq(key, SV("rating-max")))
        return set_number(rd, v, &r->rating_max);
    else if (sv_eq(key, SV("confidence"))) {
        e = set_number(rd, v, &d);
        r->confidence = (float)d;
    } else if (sv_eq(key, SV("host")) || sv_eq(key, SV("path"))) {
        sv *s = key.p[0] == 'h' ? VEC_PUSH(rd->a, &r->host) : VEC_PUSH(rd->a, &r->path);
        if (!s) return ERR_NOMEM;
        *s = v;
    } else
        e = recipe_wrong(rd, "unknown key \"%.*s\"", SV_FMT(sv_sub(key, 0, 60)));
    return e;
}

static err begin(recipe_reader *rd, sv name)
{
    if (!name.n || name.n > 100) return recipe_wrong(rd, "a recipe needs a name");
    if (rd->set->n >= RECIPES_MAX) return recipe_wrong(rd, "too many recipes");
    rd->r = VEC_PUSH(rd->a, rd->set);
    if (!rd->r) return ERR_NOMEM;
    *rd->r = (recipe){.name = arena_sv(rd->a, name),
        .file = sv_c(rd->path),
        .line = rd->line,
        .origin = rd->origin,
        .confidence = 0.9F};
    return rd->r->name.p ? ERR_OK : ERR_NOMEM;
}

/* Without a remark: from ';' after a blank to the end of the line. */
static sv without_remark(sv v)
{
    for (size_t i = 1; i < v.n; i++)
        if (v.p[i] == ';' && sv_space(v.p[i - 1])) return sv_trim(sv_sub(v, 0, i));
    return sv_trim(v);
}

err recipe_line_read(recipe_reader *rd, sv line)
{
    line = sv_trim(line);
    if (!line.n || line.p[0] == ';' || line.p[0] == '#') return ERR_OK;
    sv v = line, key = sv_trim(sv_cut(&v, '='));
    if (!v.p) return recipe_wrong(rd, "expected KEY = VALUE");
    v = without_remark(v);
    if (!v.n) return recipe_wrong(rd, "\"%.*s\" has no value", SV_FMT(sv_sub(key, 0, 60)));
    if (sv_eq(key, SV("recipe")) || sv_eq(key, SV("دستور"))) return begin(rd, v);
    if (!rd->r) return recipe_wrong(rd, "a file begins with recipe = NAME");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!sv_eq(key, fields[i].en) && !sv_eq(key, fields[i].fa)) continue;
        if (fields[i].f == RF_PARENT) return set_parent(rd, v);
        return recipe_pick_read(rd, v, &rd->r->field[fields[i].f]);
    }
    return set_other(rd, key, v);
}

static err complete(recipe_reader *rd, const recipe *r)
{
    const int line = rd->line;
    rd->line = r->line;
    if (!r->field[RF_ITEM].n) return recipe_wrong(rd, "recipe %.*s says no item", SV_FMT(r->name));
    if (!r->field[RF_TEXT].n && !r->field[RF_RATING].n)
        return recipe_wrong(rd, "recipe %.*s says neither text nor rating", SV_FMT(r->name));
    bool json = r->kind == RECIPE_JSON;
    for (int f = RF_ITEM; f < RF_MAX; f++)
        for (size_t i = 0; i < r->field[f].n; i++) {
            const pick *p = &r->field[f].at[i];
            bool tree = p->from == PICK_CSS || p->from == PICK_XPATH;
            rd->line = p->line;
            if (json && tree) return recipe_wrong(rd, "a JSON recipe selects with /pointers");
            if (!json && p->from == PICK_POINTER)
                return recipe_wrong(rd, "a /pointer needs kind = json");
        }
    rd->line = line;
    return ERR_OK;
}

/* A broken recipe must not stay behind half-read. */
static err reject(recipe_set *io, size_t n, err e)
{
    io->n = n;
    return e;
}

err recipe_parse(
    arena *a, sv text, const char *path, recipe_origin origin, recipe_set *io, note *reterr)
{
    recipe_reader rd = {.a = a, .path = path, .set = io, .origin = origin, .n = reterr};
    size_t first = io->n, done = first;
    if (text.n > FILE_MAX) return note_set(reterr, ERR_LIMIT, "%s: too long", path);
    if (sv_starts(text, SV("\xEF\xBB\xBF"))) text = sv_sub(text, 3, SV_NPOS);
    while (text.p && rd.line < LINES_MAX) {
        rd.line++;
        err e = recipe_line_read(&rd, sv_cut(&text, '\n'));
        if (e) return reject(io, done, e);
        if (io->n > first && io->n - 1 > done) { /* a new one began: the one before is whole */
            e = complete(&rd, &io->at[done]);
            if (e) return reject(io, done, e);
            done++;
            rd.r = &io->at[io->n - 1];
        }
    }
    err e = io->n > done ? complete(&rd, &io->at[done]) : ERR_OK;
    return e ? reject(io, done, e) : ERR_OK;
}

/* --- files -------------------------------------------------------------------------------------------------- */

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_recipe(const struct dirent *d) { return sv_ends(sv_c(d->d_name), SV(".recipe")); }

static err load_one(arena *a, const char *path, recipe_set *io, note *reterr)
{
    sv text, kept = arena_sv(a, sv_c(path));
    if (!kept.p) return ERR_NOMEM;
    err e = file_load(a, path, FILE_MAX, &text, reterr);
    return e ? e : recipe_parse(a, text, kept.p, RECIPE_OF_USER, io, reterr);
}

err recipe_load(arena *a, const char *path, recipe_set *io, note *reterr)
{
    struct dirent **list = NULL;
    int n = scandir(path, &list, is_recipe, by_name);
    if (n < 0) return load_one(a, path, io, reterr);
    err e = ERR_OK;
    for (int i = 0; i < n; i++) {
        sv file = arena_printf(a, "%s/%s", path, list[i]->d_name);
        if (!e) e = file.p ? load_one(a, file.p, io, reterr) : ERR_NOMEM;
        free(list[i]);
    }
    free(list);
    return e;
}

const recipe *recipe_find(const recipe_set *s, sv name)
{
    for (size_t i = s->n; i-- > 0;)
        if (sv_eq(s->at[i].name, name)) return &s->at[i];
    return NULL;
}

void recipe_set_clear(recipe_set *s)
{
    for (size_t i = 0; i < s->regex.n; i++) {
        regfree(s->regex.at[i]);
        free(s->regex.at[i]);
    }
    *s = (recipe_set){0};
}
