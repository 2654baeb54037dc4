/* Compiles seeds/lexicon/ *.tsv into one file to be mapped:  lexc OUT FILE.tsv ...   Build time only. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/compile/draft.h"
#include "text/compile/output.h"
#include "util/file.h"

enum { SOURCE_MAX = 16 << 20 };

void draft_bad(const drafts *d, const char *why, sv what)
{
    (void)fprintf(stderr, "%s:%d: %s: %.*s\n", d->file, d->line, why, SV_FMT(what));
    exit(EXIT_FAILURE);
}

sv draft_text(drafts *d, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char raw[512];
    int n = vsnprintf(raw, sizeof raw, fmt, ap);
    va_end(ap);
    if (n < 0 || (size_t)n >= sizeof raw) draft_bad(d, "too long", SV(""));
    char out[3 * sizeof raw];
    size_t w = 0;
    for (int i = 0; i < n; i++) {
        bool zwnj = raw[i] == '_';
        memcpy(out + w, zwnj ? "\u200c" : &raw[i], zwnj ? 3 : 1);
        w += zwnj ? 3 : 1;
    }
    sv s = arena_sv(d->a, (sv){out, w});
    if (!s.p) draft_bad(d, "out of memory", SV(""));
    return s;
}

draft *draft_add(drafts *d, sv form, sv lemma, token_pos pos, int rank)
{
    draft *w = VEC_PUSH(d->a, &d->v);
    if (!w) draft_bad(d, "out of memory", form);
    size_t n = lex_key(form, w->key, &w->zwnj);
    if (!n) draft_bad(d, "not a Persian word", form);
    w->n = (uint8_t)n;
    w->pos = (uint8_t)pos;
    w->rank = rank;
    w->lemma = lemma;
    w->order = (uint32_t)d->v.n;
    return w;
}

static void fact(drafts *d, sv row, lexicon_fact kind)
{
    sv name = sv_trim(sv_cut(&row, '\t'));
    draft *w = VEC_PUSH(d->a, &d->v);
    if (!w) draft_bad(d, "out of memory", name);
    uint8_t key[LEX_KEY_MAX];
    size_t n = 0;
    if (kind == FACT_FINGLISH || kind == FACT_ENGLISH) {
        for (; n < name.n && n < LEX_KEY_MAX - 1; n++) key[n] = (uint8_t)sv_lower(name.p[n]);
    } else {
        sv spelled = draft_text(d, "%.*s", SV_FMT(name));
        n = lex_key(spelled, key, &w->zwnj);
        w->zwnj <<= 1;
    }
    if (!n || n + 1 > LEX_KEY_MAX) draft_bad(d, "not a key", name);
    w->key[0] = (uint8_t)(LEX_NS_FACT + (int)kind);
    memcpy(w->key + 1, key, n);
    w->n = (uint8_t)(n + 1);
    w->order = (uint32_t)d->v.n;
    w->lemma = row.n ? draft_text(d, "%.*s", SV_FMT(row)) : SV("1");
}

/* Names are words as well. */
static void named_row(drafts *d, sv row, lexicon_fact kind)
{
    sv copy = row;
    sv first = sv_trim(sv_cut(&copy, '\t')), name = draft_text(d, "%.*s", SV_FMT(first));
    fact(d, row, kind);
    draft *w = draft_add(d, name, name, POS_PROPN, RANK_WORD + 2);
    w->cls |= LC_NAME | LC_KEEP_YA;
}

static void city_row(drafts *d, sv row) { named_row(d, row, FACT_CITY); }
static void brand_row(drafts *d, sv row) { named_row(d, row, FACT_BRAND); }
static void unit_row(drafts *d, sv row) { fact(d, row, FACT_UNIT); }
static void number_row(drafts *d, sv row) { fact(d, row, FACT_NUMBER); }
static void finglish_row(drafts *d, sv row) { fact(d, row, FACT_FINGLISH); }
static void english_row(drafts *d, sv row)
{
    while (row.n) {
        sv w = sv_trim(sv_cut(&row, ' '));
        if (w.n) fact(d, w, FACT_ENGLISH);
    }
}

/* Second parts of compounds have keys of their own. */
static void tails_row(drafts *d, sv row)
{
    sv mark = sv_trim(sv_cut(&row, '\t'));
    bool clear = sv_ends(mark, SV("!")), lend = sv_ends(mark, SV("!!"));
    while (row.n) {
        sv item = sv_trim(sv_cut(&row, ' '));
        if (!item.n) continue;
        sv form = draft_text(d, "%.*s", SV_FMT(item));
        if (lend) { /* whatever else it is: «کشی», «نشینان» */
            draft *own = draft_add(d, form, form, POS_OTHER, RANK_WEAK + 9);
            own->cls = own->lent = LC_TAIL;
            continue;
        }
        if (clear)
            draft_add(d, form, form, POS_NOUN, RANK_WORD + 4)->cls |= LC_NOUN | LC_ADJ | LC_TAIL;
        draft *w = draft_add(d, form, form, sv_ends(form, SV("ی")) ? POS_NOUN : POS_ADJ, RANK_WORD);
        if (w->n + 1 >= LEX_KEY_MAX) draft_bad(d, "too long", form);
        memmove(w->key + 1, w->key, w->n++);
        w->key[0] = LEX_NS_TAIL;
        w->zwnj <<= 1;
        w->cls |= LC_NOUN | LC_ADJ | LC_TAIL;
    }
}

static const struct {
    const char *name;
    void (*row)(drafts *, sv);
} readers[] = {{"verbs.tsv", verbs_row}, {"endings.tsv", endings_row}, {"plurals.tsv", plurals_row},
    {"informal.tsv", informal_row}, {"cities.tsv", city_row}, {"brands.tsv", brand_row},
    {"units.tsv", unit_row}, {"numbers.tsv", number_row}, {"finglish.tsv", finglish_row},
    {"english.tsv", english_row}, {"tails.tsv", tails_row}};

static void read_file(drafts *d, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    void (*row)(drafts *, sv) = words_row;
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (strcmp(readers[i].name, base) == 0) row = readers[i].row;
    sv text;
    note why;
    d->file = path;
    d->line = 0;
    if (file_load(d->a, path, SOURCE_MAX, &text, &why)) draft_bad(d, why.text, SV(""));
    while (text.n) {
        sv line = sv_cut(&text, '\n');
        d->line++;
        if (!line.n || line.p[0] == '#' || !sv_trim(line).n) continue;
        row(d, line);
    }
    if (row == endings_row) endings_done(d);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        (void)fprintf(stderr, "usage: lexc OUT FILE.tsv ...\n");
        return EXIT_FAILURE;
    }
    arena a = ARENA_INIT((size_t)1 << 30);
    drafts d = {.a = &a, .file = "lexc"};
    for (int i = 2; i < argc; i++) read_file(&d, argv[i]);
    note why;
    err e = output_write(&d, argv[1], &why);
    if (e) (void)fprintf(stderr, "lexc: %s\n", why.text);
    arena_clear(&a);
    return e ? EXIT_FAILURE : EXIT_SUCCESS;
}
