/* The lists of tests/data/language, and what must hold for every text: normalising twice is normalising once, the
 * bytes of a token give the token, a cache changes nothing, a conjugated form has the lemma of its stem. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/tests.h"
#include "text/finglish.h"
#include "text/money.h"
#include "text/normal.h"
#include "text/token.h"
#include "text/utf8.h"
#include "util/file.h"

enum { MEMORY = 64 << 20, FILE_MAX = 1 << 20, LEAST_PERCENT = 97 };

static lexicon *lx;
static arena a;

static void setup(void)
{
    note why = {""};
    a = ARENA_INIT(MEMORY);
    ck_assert_msg(!lexicon_open(NULL, &lx, &why), "%s", why.text);
}

static void teardown(void)
{
    arena_clear(&a);
    lexicon_close(lx);
}

static sv load(const char *path)
{
    sv all;
    note why = {""};
    ck_assert_msg(!file_load(&a, path, FILE_MAX, &all, &why), "%s", why.text);
    return all;
}

/* "_" is a half-space, \uXXXX and \t are characters. */
static sv unescape(sv s)
{
    char *out = arena_alloc(&a, 3 * s.n + 1);
    size_t n = 0;
    ck_assert_ptr_nonnull(out);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '_') {
            n += utf8_put(out + n, 0x200C);
        } else if (s.p[i] == '\\' && i + 5 < s.n && s.p[i + 1] == 'u') {
            char hex[5] = {s.p[i + 2], s.p[i + 3], s.p[i + 4], s.p[i + 5], 0};
            n += utf8_put(out + n, (uint32_t)strtoul(hex, NULL, 16));
            i += 5;
        } else if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == 't') {
            out[n++] = '\t';
            i++;
        } else {
            out[n++] = s.p[i];
        }
    }
    return (sv){out, n};
}

/* Without the half-spaces that show nothing: those after letters that do not join. */
static sv visible(sv s)
{
    static const char *const open[] = {"ا", "آ", "د", "ذ", "ر", "ز", "ژ", "و"};
    char *out = arena_alloc(&a, s.n + 1);
    size_t n = 0;
    ck_assert_ptr_nonnull(out);
    for (size_t i = 0; i < s.n; i++) {
        bool hidden = false;
        if (s.n - i >= 3 && memcmp(s.p + i, "\u200c", 3) == 0)
            for (size_t k = 0; k < sizeof open / sizeof open[0]; k++)
                hidden = hidden || sv_ends((sv){out, n}, sv_c(open[k]));
        if (hidden)
            i += 2;
        else
            out[n++] = s.p[i];
    }
    return (sv){out, n};
}

static sv money_line(sv line)
{
    static const char *const name[] = {"price", "percent", "number", "price", "price"};
    static const char *const tail[] = {" toman", "", "", " dollar", " euro"};
    static const money_unit order[] = {
        MONEY_TOMAN, MONEY_DOLLAR, MONEY_EURO, MONEY_PERCENT, MONEY_COUNT};
    moneys m;
    ck_assert_int_eq(money_find(&a, lx, line, &m), ERR_OK);
    for (size_t o = 0; o < sizeof order / sizeof order[0]; o++)
        for (size_t i = 0; i < m.n; i++) {
            const money *k = &m.at[i];
            if (k->unit != order[o]) continue;
            if (k->lo < k->hi)
                return arena_printf(
                    &a, "%s %.15g-%.15g%s", name[k->unit], k->lo, k->hi, tail[k->unit]);
            return arena_printf(&a, "%s %.15g%s", name[k->unit], k->lo, tail[k->unit]);
        }
    return SV("none");
}

/* A number ends with its text, whatever the memory behind the last token holds. */
START_TEST(no_number_behind_the_end)
{
    moneys m;
    arena_reset(&a);
    ck_assert_int_eq(money_find(&a, lx, SV("۵ ۶ ۷ ۸ ۹ ۱۰ ۱۱"), &m), ERR_OK);
    ck_assert_uint_gt(m.n, 3);
    arena_reset(&a);
    static const sv text = SV_INIT("دو میلیون و");
    ck_assert_int_eq(money_find(&a, lx, text, &m), ERR_OK);
    ck_assert_uint_eq(m.n, 1);
    ck_assert_double_eq(m.at[0].hi, 2e6);
    ck_assert_uint_le(m.at[0].to, text.n);
}
END_TEST

static sv answer(int list, sv in)
{
    sv got = {NULL, 0};
    if (list == 0) ck_assert_int_eq(normal_text(&a, lx, in, &got), ERR_OK);
    if (list == 1) ck_assert_int_eq(normal_formal(&a, lx, in, &got), ERR_OK);
    if (list == 2) ck_assert_int_eq(finglish_text(&a, lx, in, &got), ERR_OK);
    return list == 3 ? money_line(in) : got;
}

static const char *const lists[] = {"tests/data/language/normal.tsv",
    "tests/data/language/formal.tsv", "tests/data/language/finglish.tsv",
    "tests/data/language/money.tsv"};

START_TEST(knows_the_lists)
{
    sv all = load(lists[_i]);
    int n = 0, right = 0;
    while (all.n) {
        sv line = sv_cut(&all, '\n');
        if (!line.n || line.p[0] == '#') continue;
        sv in = sv_cut(&line, '\t'), want = line;
        sv got = visible(answer(_i, unescape(in)));
        bool ok = false;
        while (want.n) {
            sv one = sv_cut(&want, '|');
            ok = ok || sv_eq(got, visible(unescape(one)));
        }
        if (!ok) (void)fprintf(stderr, "%s: %.*s: %.*s\n", lists[_i], SV_FMT(in), SV_FMT(got));
        n++;
        right += ok;
    }
    ck_assert_int_ge(n, 140);
    ck_assert_msg(100 * right >= LEAST_PERCENT * n, "%s: %d of %d", lists[_i], right, n);
}
END_TEST

/* Normal form of what is normal already, token by token and as a whole. */
START_TEST(once_is_enough)
{
    sv all = load(lists[_i]), once, twice;
    while (all.n) {
        sv line = sv_cut(&all, '\n'), in = unescape(sv_cut(&line, '\t'));
        ck_assert_int_eq(normal_text(&a, lx, in, &once), ERR_OK);
        ck_assert_int_eq(normal_text(&a, lx, once, &twice), ERR_OK);
        ck_assert_msg(sv_eq(once, twice), "%.*s: %.*s", SV_FMT(once), SV_FMT(twice));
        ck_assert_int_eq(normal_form(&a, in, &once), ERR_OK);
        ck_assert_int_eq(normal_form(&a, once, &twice), ERR_OK);
        ck_assert(sv_eq(once, twice));
    }
}
END_TEST

/* The same tokens with a cache; the bytes of a word alone are that word. */
START_TEST(tokens_stand_alone)
{
    sv all = load(lists[_i]);
    token_cache *cache = token_cache_new();
    while (all.n) {
        sv line = sv_cut(&all, '\n'), in = unescape(sv_cut(&line, '\t'));
        tokens t, u;
        ck_assert_int_eq(token_split(&a, lx, in, &t), ERR_OK);
        ck_assert_int_eq(token_split_cached(&a, lx, cache, in, &u), ERR_OK);
        ck_assert_uint_eq(t.n, u.n);
        for (size_t i = 0; i < t.n; i++) {
            const token *k = &t.at[i];
            ck_assert(k->at == u.at[i].at && k->n == u.at[i].n && k->flags == u.at[i].flags);
            ck_assert(sv_eq(k->norm, u.at[i].norm) && sv_eq(k->lemma, u.at[i].lemma));
            ck_assert(k->at + (size_t)k->n <= in.n);
            if (k->kind != TOKEN_WORD) continue;
            ck_assert_int_eq(token_split(&a, lx, (sv){in.p + k->at, k->n}, &u), ERR_OK);
            ck_assert_msg(u.n == 1 && sv_eq(u.at[0].norm, k->norm), "%.*s", SV_FMT(k->norm));
            ck_assert_int_eq(token_split_cached(&a, lx, cache, in, &u), ERR_OK);
        }
        token_cache_tidy(cache);
    }
    token_cache_free(cache);
}
END_TEST

/* Does another verb share the stem in column `c`? Then its lemma is right as well. */
static bool of_stem(sv all, int c, sv stem, sv prefix, sv lemma)
{
    while (all.n) {
        sv line = sv_cut(&all, '\n');
        if (!line.n || line.p[0] == '#') continue;
        sv past = lexicon_column(line, 0), with = lexicon_column(line, 4);
        if (sv_eq(with, SV("-"))) with.n = 0;
        bool same =
            sv_eq(lexicon_column(line, c), stem) || sv_eq(lexicon_column(line, c + 2), stem);
        if (!same || !sv_eq(with, prefix)) continue;
        sv copy = lemma;
        if (sv_eq(sv_cut(&copy, '#'), past)) return true;
    }
    return false;
}

START_TEST(conjugations_have_their_stem)
{
    static const struct {
        int column;
        const char *form; /* %s: prefix and stem */
    } tense[] = {{0, "%.*sمی\u200c%.*sند"}, {0, "%.*sنمی\u200c%.*sم"}, {0, "%.*s%.*sه\u200cاند"},
        {1, "%.*sمی\u200c%.*sند"}, {1, "%.*sنمی\u200c%.*sند"}};
    sv all = load("seeds/lexicon/verbs.tsv"), rows = all;
    int n = 0, wrong = 0;
    while (rows.n) {
        sv line = sv_cut(&rows, '\n');
        if (!line.n || line.p[0] == '#') continue;
        sv stem = lexicon_column(line, tense[_i].column), prefix = lexicon_column(line, 4);
        if (sv_eq(prefix, SV("-"))) prefix.n = 0;
        if (!stem.n || sv_eq(stem, SV("-"))) continue;
        if (sv_starts(stem, SV("می")))
            continue; /* «میراندند» may be «می‌راندند» */
        sv form = arena_printf(&a, tense[_i].form, SV_FMT(prefix), SV_FMT(stem));
        tokens t;
        ck_assert_int_eq(token_split(&a, lx, form, &t), ERR_OK);
        bool ok = t.n == 1 && of_stem(all, tense[_i].column, stem, prefix, t.at[0].lemma);
        if (!ok) (void)fprintf(stderr, "%.*s: %.*s\n", SV_FMT(form), SV_FMT(t.at[0].lemma));
        n++;
        wrong += !ok;
    }
    ck_assert_int_ge(n, 400);
    ck_assert_int_eq(wrong, 0);
}
END_TEST

/* Bytes that no editor would write. */
START_TEST(survives)
{
    static const sv piece[] = {SV_INIT("\xff"), SV_INIT("\xed\xa0\x80"), SV_INIT("\xc0\xaf"),
        SV_INIT("\0"), SV_INIT("\u0654"), SV_INIT("\u202e"), SV_INIT("\u200c"), SV_INIT("\u0640"),
        SV_INIT("ک"), SV_INIT("\xf0\x9f"), SV_INIT("👩\u200d"), SV_INIT("می ")};
    enum { MILLION = 1 << 20 };
    char *text = malloc(MILLION);
    ck_assert_ptr_nonnull(text);
    arena big = ARENA_INIT((size_t)512 << 20);
    size_t n = 0;
    while (n + piece[_i].n <= MILLION) {
        memcpy(text + n, piece[_i].p, piece[_i].n);
        n += piece[_i].n;
    }
    tokens t;
    ck_assert_int_eq(token_split(&big, lx, (sv){text, n}, &t), ERR_OK);
    size_t end = 0;
    for (size_t i = 0; i < t.n; i++) {
        ck_assert(t.at[i].at >= end && t.at[i].n);
        end = t.at[i].at + (size_t)t.at[i].n;
        ck_assert(end <= n);
    }
    arena_clear(&big);
    free(text);
}
END_TEST

Suite *language_suite(void)
{
    Suite *s = suite_create("language");
    TCase *t = tcase_create("language");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, knows_the_lists, 0, 4);
    tcase_add_test(t, no_number_behind_the_end);
    tcase_add_loop_test(t, once_is_enough, 0, 4);
    tcase_add_loop_test(t, tokens_stand_alone, 0, 4);
    tcase_add_loop_test(t, conjugations_have_their_stem, 0, 5);
    tcase_add_loop_test(t, survives, 0, 12);
    suite_add_tcase(s, t);
    return s;
}
