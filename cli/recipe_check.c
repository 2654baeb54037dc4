#include "cli/recipe_check.h"

#include <jansson.h>
#include <math.h>

#include "parsers/when.h"
#include "util/file.h"

enum { PAGE_BYTES = 32 << 20, DIFFERENCES_MAX = 20, CELL_AUTHOR = 18, CELL_DATE = 16 };

/* --- files -------------------------------------------------------------------------------------------------- */

/* As written, else beside the recipe. */
static err load(arena *a, const recipe *r, sv path, sv *ret, sv *ret_path, note *reterr)
{
    *ret_path = arena_sv(a, path);
    if (!ret_path->p) return ERR_NOMEM;
    err e = file_load(a, ret_path->p, PAGE_BYTES, ret, reterr);
    if (e != ERR_ABSENT) return e;
    const char *slash = r && r->file.n ? memrchr(r->file.p, '/', r->file.n) : NULL;
    sv dir = slash ? sv_sub(r->file, 0, (size_t)(slash - r->file.p)) : SV(".");
    *ret_path = arena_printf(a, "%.*s/%.*s", SV_FMT(dir), SV_FMT(path));
    return ret_path->p ? file_load(a, ret_path->p, PAGE_BYTES, ret, reterr) : ERR_NOMEM;
}

/* A gold file without a folder lies beside its page. */
static sv beside(arena *a, sv at, sv gold)
{
    const char *slash = memchr(gold.p, '/', gold.n) ? NULL : memrchr(at.p, '/', at.n);
    return slash ? arena_printf(a, "%.*s/%.*s", (int)(slash - at.p), at.p, SV_FMT(gold)) : gold;
}

static sv type_of(const recipe *r, const json_t *gold)
{
    if (!r) return sv_c(json_string_value(json_object_get(gold, "type")));
    static const sv types[] = {
        [RECIPE_HTML] = SV_INIT("text/html"), [RECIPE_JSON] = SV_INIT("application/json")};
    return r->field[RF_SCRIPT].n ? types[RECIPE_HTML] : types[r->kind];
}

/* --- comparing ---------------------------------------------------------------------------------------------- */

static sv text_of(const json_t *v) { return (sv){json_string_value(v), json_string_length(v)}; }

static bool same_number(double got, bool has, const json_t *want)
{
    if (json_is_null(want)) return !has;
    return has && json_is_number(want) && fabs(json_number_value(want) - got) < 0.005;
}

/* Dates are compared as far as the gold one is told. */
static bool same_date(arena *a, const doc_comment *c, const json_t *want)
{
    if (json_is_null(want)) return c->date.precision == WHEN_NONE;
    sv iso = when_iso(a, &c->date), w = text_of(want);
    return sv_starts(iso, w) || sv_eq(iso, w);
}

static bool same_field(arena *a, const doc_comment *c, const char *key, const json_t *want)
{
    const struct {
        const char *key;
        sv value;
    } texts[] = {{"id", c->id}, {"parent", c->parent}, {"author", c->author}, {"text", c->text},
        {"url", c->url}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(key, texts[i].key) == 0)
            return json_is_null(want) ? !texts[i].value.n : sv_eq(texts[i].value, text_of(want));
    if (strcmp(key, "rating") == 0) return same_number(c->rating, c->rating_max > 0, want);
    if (strcmp(key, "rating_max") == 0) return same_number(c->rating_max, c->rating_max > 0, want);
    if (strcmp(key, "likes") == 0) return same_number((double)c->likes, c->likes >= 0, want);
    if (strcmp(key, "date") == 0) return same_date(a, c, want);
    return true; /* remarks of whoever wrote the file */
}

static void compare(arena *a, const doc *d, const json_t *list, bool fa, buf *out)
{
    size_t n = json_array_size(list), shown = 0;
    if (n != d->n_comments)
        buf_printf(out,
            fa       ? "%zu دیدگاه باید باشد، %zu پیدا شد\n"
            : n == 1 ? "%zu comment expected, %zu found\n"
                     : "%zu comments expected, %zu found\n",
            n, d->n_comments);
    for (size_t i = 0; i < n && i < d->n_comments; i++) {
        const char *key;
        json_t *want;
        json_object_foreach(json_array_get(list, i), key, want)
        {
            if (same_field(a, &d->comment[i], key, want) || shown++ >= DIFFERENCES_MAX) continue;
            char *text = json_dumps(want, JSON_ENCODE_ANY);
            buf_printf(out, fa ? "دیدگاه %zu: %s برابر %s نیست\n" : "comment %zu: %s is not %s\n",
                i + 1, key, text ? text : "?");
            free(text);
        }
    }
}

err recipe_check(
    arena *a, const recipe_set *s, const recipe *r, const recipe_test *t, recipe_result *ret)
{
    sv body, gold, path, gold_path;
    err e = load(a, r, t->page, &body, &path, &ret->why);
    if (!e) e = load(a, r, beside(a, path, t->gold), &gold, &gold_path, &ret->why);
    if (e) return e;
    json_error_t why;
    json_t *g = json_loadb(gold.p, gold.n, 0, &why);
    if (!g) return note_set(&ret->why, ERR_FORMAT, "%s:%d: %s", gold_path.p, why.line, why.text);
    page p = {.why = PAGE_OK,
        .status = 200,
        .url = text_of(json_object_get(g, "url")),
        .body = body,
        .content_type = type_of(r, g),
        .fetched_at = json_integer_value(json_object_get(g, "fetched_at"))};
    const parse_opts o = {
        .recipes = s, .recipe = r ? r->name : (sv){NULL, 0}, .zone_min = PARSE_ZONE_AUTO};
    doc d;
    e = parse_page(a, &p, &o, &d);
    if (!e) {
        compare(a, &d, json_is_array(g) ? g : json_object_get(g, "comments"), ret->fa, &ret->wrong);
        ret->found = d.n_comments;
    }
    json_decref(g);
    return e ? e : ret->wrong.e;
}

/* --- a table for people ------------------------------------------------------------------------------------- */

/* At most `width` characters of one line, padded; returns nothing: marks above letters take no room. */
static void cell(buf *out, sv s, size_t width, bool pad)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < width;) {
        unsigned char c = (unsigned char)s.p[i];
        size_t len = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        bool joiner = sv_starts(sv_sub(s, i, 3), SV("\xE2\x80\x8C"));
        if (c < 0x20)
            buf_putc(out, ' ');
        else
            buf_put(out, sv_sub(s, i, len));
        n += !joiner;
        i += len;
    }
    for (; pad && n < width; n++) buf_putc(out, ' ');
}

static void row(buf *out, const doc_comment *c, arena *a, size_t width)
{
    char stars[32] = "";
    if (c->rating_max > 0)
        (void)snprintf(stars, sizeof stars, "%.3g/%.3g", c->rating, c->rating_max);
    sv date = when_iso(a, &c->date);
    for (size_t i = 0; i < date.n; i++)
        if (date.p[i] == 'T') { /* to the minute, a blank between */
            date = arena_printf(a, "%.*s %.*s", (int)i, date.p, 5, date.p + i + 1);
            break;
        }
    cell(out, c->author.n ? c->author : SV("-"), CELL_AUTHOR, true);
    buf_puts(out, "  ");
    cell(out, date.n ? date : SV("-"), CELL_DATE, true);
    buf_puts(out, "  ");
    cell(out, sv_c(stars), 7, true);
    buf_puts(out, c->parent.n ? " > " : "   ");
    cell(out, c->text, width, false);
    buf_putc(out, '\n');
}

void recipe_table(const doc *d, bool fa, size_t width, buf *out)
{
    size_t left = CELL_AUTHOR + CELL_DATE + 7 + 7;
    arena a = ARENA_INIT(64 << 20);
    cell(out, fa ? SV("نویسنده") : SV("author"), CELL_AUTHOR, true);
    buf_puts(out, "  ");
    cell(out, fa ? SV("تاریخ") : SV("date"), CELL_DATE, true);
    buf_puts(out, "  ");
    cell(out, fa ? SV("امتیاز") : SV("stars"), 7, true);
    buf_printf(out, "   %s\n", fa ? "متن" : "text");
    for (size_t i = 0; i < d->n_comments; i++) {
        row(out, &d->comment[i], &a, width > left + 20 ? width - left : 20);
        arena_reset(&a);
    }
    arena_clear(&a);
    if (d->platform) buf_printf(out, fa ? "سامانه: %s\n" : "platform: %s\n", d->platform);
    if (d->claimed >= 0)
        buf_printf(out,
            fa ? "صفحه می‌گوید %lld دیدگاه دارد؛ %zu پیدا شد.\n"
               : "the page says %lld, found %zu\n",
            (long long)d->claimed, d->n_comments);
    else
        buf_printf(out, fa ? "%zu دیدگاه پیدا شد.\n" : "found %zu\n", d->n_comments);
    if (d->comments_external)
        buf_puts(out,
            fa ? "دیدگاه‌ها در سایت دیگری نگه‌داری می‌شوند.\n"
               : "the comments are kept on another site\n");
    if (d->stopped) buf_printf(out, fa ? "چرا کمتر: %s\n" : "why fewer: %s\n", d->stopped);
}
