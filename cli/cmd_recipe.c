/* Recipes: which there are, what one says, whether their own tests pass, what one finds in a saved page. */
#include "cli/recipe_check.h"
#include "cli/recipe_words.h"
#include "cli/verb.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/json.h"

enum { PAGE_BYTES = 64 << 20, TEST_BYTES = 1 << 30, WIDTH = 100 };

/* Those of the program, then those named on the command line: later ones win by name. */
static int load_all(session *s, int from, recipe_set *ret, size_t *ret_builtin)
{
    note why = {{0}};
    err e = recipe_builtin(s->a, ret);
    *ret_builtin = ret->n;
    for (int i = from; i < s->argc && !e; i++) e = recipe_load(s->a, s->argv[i], ret, &why);
    if (e)
        return recipe_fail(
            s, e == ERR_FORMAT ? EXIT_SEEDS : code_of(e), why.text[0] ? why.text : err_str(e));
    return EXIT_DONE;
}

static const char *kind_str(recipe_kind k) { return k == RECIPE_JSON ? "json" : "html"; }

static const char *enabled_str(recipe_enabled e)
{
    return e == RECIPE_ASK ? "ask" : e == RECIPE_OFF ? "no" : "yes";
}

static void list_json(session *s, const recipe_set *set)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    json j = JSON_INIT(&b);
    json_open(&j, '[');
    for (size_t i = 0; i < set->n; i++) {
        const recipe *r = &set->at[i];
        json_open(&j, '{');
        json_kstr(&j, SV("name"), r->name);
        json_kstr(&j, SV("kind"), sv_c(kind_str(r->kind)));
        json_kstr(&j, SV("enabled"), sv_c(enabled_str(r->enabled)));
        json_kstr(&j, SV("file"), r->file);
        json_kint(&j, SV("tests"), (int64_t)r->test.n);
        json_kstr(&j, SV("about"), r->about);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    (void)fprintf(s->out, "%.*s\n", SV_FMT(buf_sv(&b)));
}

static int list(session *s)
{
    recipe_set set = {0};
    size_t builtin;
    int code = load_all(s, 1, &set, &builtin);
    if (code) return code;
    if (s->json) list_json(s, &set);
    for (size_t i = 0; i < set.n && !s->json; i++) {
        const recipe *r = &set.at[i];
        (void)fprintf(s->out, "%-24.*s %-5s %-4s %.*s\n", SV_FMT(r->name), kind_str(r->kind),
            enabled_str(r->enabled), SV_FMT(r->origin == RECIPE_BUILT_IN ? r->about : r->file));
    }
    recipe_set_clear(&set);
    return EXIT_DONE;
}

static void show_pick(FILE *out, const char *key, const pick *p)
{
    static const char *const from[] = {[PICK_SELF] = ".",
        [PICK_CSS] = "css:",
        [PICK_XPATH] = "xpath:",
        [PICK_POINTER] = "",
        [PICK_TEXT] = "\""};
    (void)fprintf(out, "%-10s = %s%.*s%s%s\n", key, from[p->from], SV_FMT(p->expr),
        p->from == PICK_TEXT ? "\"" : "", p->n_filters ? " | ..." : "");
}

static int show(session *s)
{
    recipe_set set = {0};
    size_t builtin;
    if (s->argc < 2)
        return fail(s, EXIT_USAGE, "%s", tr(s, "نام دستور را بنویسید", "name a recipe"));
    int code = load_all(s, 2, &set, &builtin);
    if (code) return code;
    const recipe *r = recipe_find(&set, sv_c(s->argv[1]));
    if (!r)
        return fail(s, EXIT_USAGE, tr(s, "دستوری به نام «%s» نیست", "there is no recipe \"%s\""),
            s->argv[1]);
    (void)fprintf(s->out, "%-10s = %.*s        ; %.*s:%d\n", "recipe", SV_FMT(r->name),
        SV_FMT(r->file), r->line);
    (void)fprintf(s->out, "%-10s = %s\n%-10s = %s\n", "kind", kind_str(r->kind), "enabled",
        enabled_str(r->enabled));
    if (r->url.n) (void)fprintf(s->out, "%-10s = %.*s\n", "url", SV_FMT(r->url));
    for (int f = 0; f < RF_MAX; f++)
        for (size_t i = 0; i < r->field[f].n; i++)
            show_pick(s->out, recipe_field_str((recipe_field)f), &r->field[f].at[i]);
    if (r->parent == PARENT_NEST) (void)fprintf(s->out, "%-10s = nest\n", "parent");
    recipe_set_clear(&set);
    return EXIT_DONE;
}

static int test_one(session *s, const recipe_set *set, const recipe *r, const recipe_test *t)
{
    arena a = ARENA_INIT(TEST_BYTES);
    recipe_result got = {.wrong = BUF_INIT(1 << 20), .fa = s->lang == LANG_FA};
    err e = recipe_check(&a, set, r, t, &got);
    bool ok = !e && !got.wrong.n;
    (void)fprintf(s->out, "%s  %.*s  %.*s  (%zu)\n", ok ? "ok  " : "FAIL", SV_FMT(r->name),
        SV_FMT(t->page), got.found);
    if (e) (void)fprintf(s->out, "      %s\n", got.why.text[0] ? got.why.text : err_str(e));
    for (sv rest = buf_sv(&got.wrong); rest.n;) {
        sv line = sv_cut(&rest, '\n');
        (void)fprintf(s->out, "      %.*s\n", SV_FMT(line));
    }
    buf_clear(&got.wrong);
    arena_clear(&a);
    return ok ? 0 : 1;
}

/* `recipe test FILE ...` tests these files; without a file the recipes of the program. */
static int test(session *s)
{
    recipe_set set = {0};
    size_t builtin;
    int code = load_all(s, 1, &set, &builtin), failed = 0, ran = 0;
    if (code) return code;
    for (size_t i = s->argc > 1 ? builtin : 0; i < set.n; i++)
        for (size_t k = 0; k < set.at[i].test.n; k++, ran++)
            failed += test_one(s, &set, &set.at[i], &set.at[i].test.at[k]);
    if (!ran) say(s, "%s", tr(s, "هیچ آزمونی در این دستورها نیست", "these recipes have no test"));
    recipe_set_clear(&set);
    return failed ? EXIT_PARTLY : EXIT_DONE;
}

/* `recipe try PAGE [FILE ...]`: what is found in a saved page. */
static int try_page(session *s)
{
    recipe_set set = {0};
    size_t builtin;
    note why = {{0}};
    if (s->argc < 2)
        return fail(s, EXIT_USAGE, "%s", tr(s, "فایل صفحه را بنویسید", "name the file of a page"));
    int code = load_all(s, 2, &set, &builtin);
    if (code) return code;
    sv name = sv_c(s->argv[1]);
    page p = {.why = PAGE_OK,
        .status = 200,
        .url = sv_c(opt_text(s, "url")),
        .fetched_at = clock_now_ms()};
    if (sv_ends(name, SV(".json"))) p.content_type = SV("application/json");
    err e = file_load(s->a, s->argv[1], PAGE_BYTES, &p.body, &why);
    if (e) return fail(s, code_of(e), "%s", why.text);
    const parse_opts o = {
        .recipes = &set, .recipe = sv_c(opt_text(s, "recipe")), .zone_min = PARSE_ZONE_AUTO};
    doc d;
    e = parse_page(s->a, &p, &o, &d);
    if (e) return fail(s, code_of(e), "%s", err_str(e));
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    recipe_table(&d, s->lang == LANG_FA, WIDTH, &b);
    (void)fwrite(b.p, 1, b.n, s->out);
    recipe_set_clear(&set);
    return EXIT_DONE;
}

static int run(session *s)
{
    static const struct {
        const char *word;
        int (*run)(session *);
    } all[] = {{"list", list}, {"show", show}, {"test", test}, {"try", try_page}};
    const char *word = s->argc ? s->argv[0] : "list";
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(word, all[i].word) == 0) return all[i].run(s);
    return fail(s, EXIT_USAGE,
        tr(s, "«recipe %s» نیست؛ list، show، test یا try",
            "no \"recipe %s\": list, show, test or try"),
        word);
}

static const opt_def opts[] = {
    {"url", OPT_TEXT, "URL", "try: نشانی صفحه", "try: the address of the page", 0},
    {"recipe", OPT_TEXT, "NAME", "try: تنها همین دستور", "try: this recipe alone", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_recipe = {
    .name = "recipe",
    .order = 52,
    .operands = "list|show NAME|test [FILE...]|try PAGE [FILE...]",
    .fa =
        "دستورهای یافتن دیدگاه‌ها را نشان می‌دهد و می‌آزماید",
    .en = "lists, shows and tests the recipes that find comments",
    .help_fa =
        "دستور یک فایل متنی است که می‌گوید دیدگاه‌های یک سایت کجای صفحه‌اند (docs/RECIPES.md).\n\n"
        "نمونه:\n  bazarkav recipe list\n  bazarkav recipe show wordpress\n"
        "  bazarkav recipe try page.html my.recipe\n  bazarkav recipe test my.recipe",
    .help_en =
        "A recipe is a text file that says where a site keeps its comments (docs/RECIPES.md).\n\n"
        "Examples:\n  bazarkav recipe list\n  bazarkav recipe show wordpress\n"
        "  bazarkav recipe try page.html my.recipe\n  bazarkav recipe test my.recipe",
    .opt = opts,
    .run = run,
};
