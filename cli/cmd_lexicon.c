/* lexicon test|list|add: which rule fires on which words; what the rules are; the user's own. */
#include <errno.h>

#include "analyzers/analyze.h"
#include "cli/sample.h"
#include "cli/verb.h"
#include "util/file.h"

enum { LINE_LIMIT = 1 << 20, ADDED_LIMIT = 4 << 20 };

typedef struct tools {
    lexicon *lx;
    analyzer *z;
} tools;

static void tools_close(tools *t)
{
    analyzer_close(t->z);
    lexicon_close(t->lx);
}

static const char *extra_dir(session *s)
{
    sv path = arena_printf(s->a, "%s/lexicon", s->dir ? s->dir : ".");
    return path.p;
}

static err tools_open(session *s, tools *t)
{
    note why = {0};
    *t = (tools){NULL, NULL};
    err e = lexicon_open(NULL, &t->lx, &why);
    if (!e) e = analyzer_open(NULL, extra_dir(s), t->lx, &t->z, &why);
    if (!e) return e;
    (void)fail(s, 0, "%s", why.text);
    tools_close(t);
    return e;
}

static const char *kind_word(finding_kind k)
{
    static const char *const word[] = {"category", "need", "aspect", "opinion", "value"};
    return word[k];
}

static const char *need_word(need_type n)
{
    static const char *const word[] = {"", " complaint", " wish", " request", " question"};
    return word[n];
}

static void show(session *s, sv text, const findings *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const finding *x = &f->at[i];
        sv words = sv_sub(text, x->from, x->to - x->from);
        (void)fprintf(s->out, "%s\t%.*s%s\t%+d\t%.2f\t%.*s\t%.*s", kind_word(x->kind),
            SV_FMT(x->code), need_word(x->need), x->polarity, (double)x->score, SV_FMT(x->rule),
            SV_FMT(words));
        if (x->label.n) (void)fprintf(s->out, "\t%.*s", SV_FMT(x->label));
        if (x->kind == FINDING_VALUE) (void)fprintf(s->out, "\t%.0f", x->value);
        (void)fputc('\n', s->out);
    }
}

static const char *reason(const session *s, miss_reason why)
{
    static const struct {
        const char *fa, *en;
    } text[MISS_MAX] = {{"نفی شده است", "negated"},
        {"نشانهٔ سست است و نشانهٔ دیگری همراهش نیست", "a weak cue, no other supports it"},
        {"واژه‌ای از حوزه‌اش (خوراک، کالا، …) در متن نیست",
            "no word of its field (food, goods ...) in the text"},
        {"عددش بیرون از بازهٔ این دسته است", "its number is outside of the range"},
        {"از شمارش به دست می‌آید، نه از یک دیدگاه",
            "computed from counts, not from one comment"}};
    return tr(s, text[why].fa, text[why].en);
}

static void show_misses(session *s, sv text, const misses *m)
{
    for (size_t i = 0; i < m->n; i++) {
        const miss *x = &m->at[i];
        (void)fprintf(s->out, "not\t%.*s\t%s\t\t%.*s\t%.*s\n", SV_FMT(x->code), reason(s, x->why),
            SV_FMT(x->rule), SV_FMT(sv_sub(text, x->from, x->to - x->from)));
    }
}

static int test_text(session *s, const tools *t, sv text)
{
    arena a = ARENA_INIT(256 << 20);
    findings f;
    misses m;
    err e = analyze_explained(&a, t->z, text, &f, &m);
    if (!e) show(s, text, &f);
    if (!e) show_misses(s, text, &m);
    if (!e) (void)fputc('\n', s->out);
    arena_clear(&a);
    return e ? fail(s, code_of(e), "%s", err_str(e)) : EXIT_DONE;
}

static int run_test(session *s)
{
    tools t;
    if (tools_open(s, &t)) return EXIT_STORAGE;
    const char *sample = opt_text(s, "sample");
    int code = sample ? sample_measure(s, t.z, sample) : EXIT_DONE;
    if (sample) {
        tools_close(&t);
        return code;
    }
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    if (s->argc > 1)
        for (int i = 1; i < s->argc && !code; i++) code = test_text(s, &t, sv_c(s->argv[i]));
    else
        while (!code && (n = getline(&line, &cap, stdin)) > 0)
            if (n <= LINE_LIMIT) code = test_text(s, &t, sv_trim((sv){line, (size_t)n}));
    free(line);
    tools_close(&t);
    return code;
}

static err print_cue(void *ctx, int index, sv text, bool weak)
{
    (void)index;
    (void)fprintf(ctx, "%s%.*s", weak ? "\t(" : "\t", SV_FMT(text));
    if (weak) (void)fputc(')', ctx);
    return ERR_OK;
}

static int run_list(session *s)
{
    tools t;
    if (tools_open(s, &t)) return EXIT_STORAGE;
    const taxonomy *x = analyzer_taxonomy(t.z);
    sv only = sv_c(s->argc > 1 ? s->argv[1] : NULL);
    int shown = 0;
    for (int i = 0; i < taxonomy_count(x); i++) {
        const category *c = taxonomy_at(x, i);
        if (only.n && !sv_starts(c->id, only)) continue;
        sv name = s->lang == LANG_FA ? c->name_fa : c->name_en;
        (void)fprintf(s->out, "%.*s\t%.*s\t%d\t%.*s", SV_FMT(c->id), SV_FMT(name), c->tier,
            SV_FMT(c->evidence));
        if (only.n && analyzer_each_cue(t.z, i, print_cue, s->out) != ERR_OK) break;
        (void)fputc('\n', s->out);
        shown++;
    }
    tools_close(&t);
    if (shown) return EXIT_DONE;
    return fail(s, EXIT_USAGE,
        tr(s, "دسته‌ای با «%.*s» آغاز نمی‌شود",
            "no category begins with \"%.*s\""),
        SV_FMT(only));
}

/* The old lines, if any, and the new one; the whole is tried before it is written. */
static int run_add(session *s)
{
    if (s->argc < 3)
        return fail(
            s, EXIT_USAGE, "%s", tr(s, "lexicon add CATEGORY «نشانه»", "lexicon add CATEGORY CUE"));
    note why = {0};
    const char *dir = extra_dir(s);
    sv path = arena_printf(s->a, "%s/own.tsv", dir), old = {NULL, 0};
    err e = file_mkdirs(dir, 0700, &why);
    if (!e) e = file_load(s->a, path.p, ADDED_LIMIT, &old, &why);
    if (e == ERR_ABSENT) e = ERR_OK;
    bool makes = strcmp(s->argv[1], "category") == 0 && s->argc > 3;
    sv all = arena_printf(s->a, "%.*s%s\t%s%s%s\n", SV_FMT(old), s->argv[1], s->argv[2],
        makes ? "\t" : "", makes ? s->argv[3] : "");
    if (!e && (strchr(s->argv[2], '\t') || strchr(s->argv[2], '\n')))
        e = note_set(&why, ERR_FORMAT, "%s", s->argv[2]);
    if (!e) e = analyzer_check(all, path.p, &why);
    if (!e) e = file_save(path.p, all, 0600, &why);
    if (e) return fail(s, e == ERR_FORMAT ? EXIT_USAGE : code_of(e), "%s", why.text);
    say(s, tr(s, "افزوده شد: %s", "added to %s"), path.p);
    return EXIT_DONE;
}

static int run(session *s)
{
    const char *what = s->argc ? s->argv[0] : "";
    if (strcmp(what, "test") == 0) return run_test(s);
    if (strcmp(what, "list") == 0) return run_list(s);
    if (strcmp(what, "add") == 0) return run_add(s);
    return fail(s, EXIT_USAGE, "%s", tr(s, "lexicon test|list|add", "lexicon test|list|add"));
}

static const opt_def opts[] = {
    {"sample", OPT_TEXT, "FILE",
        "test: درستی هر نشانه روی نمونهٔ برچسب‌خورده",
        "test: precision of each category on a labelled sample", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_lexicon = {
    .name = "lexicon",
    .order = 50,
    .operands = "test|list|add [...]",
    .fa = "واژه‌ها و دسته‌ها: آزمودن جمله، فهرست، افزودن",
    .en = "cues and categories: try a sentence, list, add your own",
    .help_fa =
        "نمونه:\n  bazarkav lexicon test 'برای پسرم خریدم، کیفیتش خوب نبود'\n"
        "  bazarkav lexicon list need\n"
        "  bazarkav lexicon add interest.coffee_tea 'کمکس، وی شصت'\n"
        "سطرهای «not» می‌گویند چرا نشانه‌ای که در متن هست یافته نشد.\n"
        "افزوده‌ها در lexicon/own.tsv پروژه می‌مانند.",
    .help_en =
        "Examples:\n  bazarkav lexicon test 'برای پسرم خریدم، کیفیتش خوب نبود'\n"
        "  bazarkav lexicon list need\n"
        "  bazarkav lexicon add interest.coffee_tea 'کمکس، وی شصت'\n"
        "test prints kind, code, polarity, score, rule, words; lines that begin with \"not\" say why "
        "a cue in the text is no finding. Additions go to "
        "lexicon/own.tsv of the project.",
    .opt = opts,
    .run = run,
};
