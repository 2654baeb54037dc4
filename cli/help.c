#include "cli/help.h"

#include <stdlib.h>

#include "cli/version.h"

#define VERB(name) extern const verb verb_##name;
#include "verbs.inc"
#undef VERB
#define VERB(name) &verb_##name,
static const verb *const all[] = {
#include "verbs.inc"
};
#undef VERB

enum { N_VERBS = sizeof all / sizeof all[0], NAME_MAX_BYTES = 24 };

static int by_order(const void *a, const void *b)
{
    const verb *x = *(const verb *const *)a, *y = *(const verb *const *)b;
    return x->order != y->order ? (x->order > y->order) - (x->order < y->order)
                                : strcmp(x->name, y->name);
}

const verb *const *verb_all(int *ret_n)
{
    static const verb *sorted[N_VERBS];
    memcpy(sorted, all, sizeof all);
    qsort(sorted, N_VERBS, sizeof sorted[0], by_order);
    *ret_n = N_VERBS;
    return sorted;
}

const verb *verb_find(const char *name)
{
    for (int i = 0; i < N_VERBS; i++)
        if (strcmp(all[i]->name, name) == 0) return all[i];
    return NULL;
}

/* Levenshtein distance of two short ASCII words. */
static int distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    if (n >= NAME_MAX_BYTES || m >= NAME_MAX_BYTES) return NAME_MAX_BYTES;
    int row[NAME_MAX_BYTES];
    for (size_t j = 0; j <= m; j++) row[j] = (int)j;
    for (size_t i = 1; i <= n; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            int change = diagonal + (a[i - 1] != b[j - 1]), best = row[j] + 1;
            diagonal = row[j];
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            row[j] = change < best ? change : best;
        }
    }
    return row[m];
}

const verb *verb_nearest(const char *name)
{
    const verb *best = NULL;
    int least = 3;
    for (int i = 0; i < N_VERBS; i++) {
        int d = distance(name, all[i]->name);
        if (d < least) least = d, best = all[i];
    }
    return best;
}

static void nearest_of(const opt_def *o, const char *name, int *least, const char **ret)
{
    for (; o && o->name; o++) {
        int d = distance(name, o->name);
        bool begins = strlen(name) > 2 && strncmp(o->name, name, strlen(name)) == 0;
        if (begins) d = 1;
        if (d < *least) *least = d, *ret = o->name;
    }
}

const char *help_nearest_option(const verb *v, const char *written)
{
    char name[NAME_MAX_BYTES];
    const char *best = NULL;
    int least = 3;
    while (*written == '-') written++;
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(written, "="), written);
    if (strlen(name) < 2) return NULL;
    nearest_of(v->opt, name, &least, &best);
    nearest_of(global_options(), name, &least, &best);
    return best;
}

static void print_option(const session *s, const opt_def *o, FILE *out)
{
    char left[64];
    (void)snprintf(left, sizeof left, "%s%c%s--%s%s%s", o->letter ? "-" : "  ",
        o->letter ? o->letter : ' ', o->letter ? ", " : " ", o->name, o->arg ? " " : "",
        o->arg ? o->arg : "");
    (void)fprintf(out, "  %-30s %s\n", left, tr(s, o->fa, o->en));
}

static void print_options(const session *s, const opt_def *o, FILE *out)
{
    for (; o && o->name; o++) print_option(s, o, out);
}

static void help_program(const session *s, FILE *out)
{
    (void)fprintf(out, "bazarkav %s — %s\n\n", BAZARKAV_VERSION,
        tr(s,
            "بازارکاو: مشتری هدف کیست، چه می‌خواهد و چه کسی بد پاسخش را می‌دهد؟",
            "who is the target customer, what do they need, and who serves them badly today?"));
    (void)fprintf(out, "%s\n",
        tr(s, "کاربرد: bazarkav فرمان [گزینه…]", "Usage: bazarkav COMMAND [OPTION...]"));
    int n, group = -1;
    const verb *const *v = verb_all(&n);
    for (int i = 0; i < n && v[i]->order < VERB_HIDDEN; i++) {
        if (v[i]->order / 10 != group) (void)fputc('\n', out);
        group = v[i]->order / 10;
        (void)fprintf(out, "  %-10s %s\n", v[i]->name, tr(s, v[i]->fa, v[i]->en));
    }
    (void)fprintf(out, "\n%s\n",
        tr(s, "گزینه‌های همهٔ فرمان‌ها:", "Options of all commands:"));
    print_options(s, global_options(), out);
    (void)fprintf(out, "\n%s\n",
        tr(s,
            "آغاز: «bazarkav demo» بی‌اینترنت کار را نشان می‌دهد؛ سپس «bazarkav init بازار-من».",
            "Start: \"bazarkav demo\" shows it all offline; then \"bazarkav init my-market\"."));
}

void help_verb(const session *s, const verb *v, FILE *out)
{
    if (strcmp(v->name, "help") == 0) {
        help_program(s, out);
        return;
    }
    (void)fprintf(out, "bazarkav %s %s\n  %s\n", v->name, v->operands ? v->operands : "",
        tr(s, v->fa, v->en));
    const char *more = tr(s, v->help_fa, v->help_en);
    if (more) (void)fprintf(out, "\n%s\n", more);
    if (v->opt && v->opt->name)
        (void)fprintf(out, "\n%s\n", tr(s, "گزینه‌ها:", "Options:"));
    print_options(s, v->opt, out);
    (void)fprintf(out, "\n%s\n",
        tr(s, "گزینه‌های همهٔ فرمان‌ها:", "Options of all commands:"));
    print_options(s, global_options(), out);
}
