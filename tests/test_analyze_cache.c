/* A cache of words makes reading faster and changes nothing that is found. */
#include "analyzers/analyzer.h"
#include "tests/reader.h"
#include "tests/tests.h"

/* What is remembered between comments, and in which order they came, changes no finding. */
START_TEST(cache_changes_no_finding)
{
    static const char *const text[] = {"غذا خیلی دیر رسید ولی خوشمزه بود", "سـیب خـوب بود",
        "سی سیب خو خوب", "می خوام بخرم، میخوام بخرم", "تو تهران و تهرانپارس", "نمی ارزه",
        "عالییییی 😍 :)", "iPhone 13 عالیه"};
    enum { N = sizeof text / sizeof *text };
    for (int round = 0; round < 3; round++) {
        analyze_cache *k = analyze_cache_new();
        ck_assert_ptr_nonnull(k);
        for (size_t i = 0; i < 2 * N; i++) {
            const char *one = text[(i * 3 + (size_t)round) % N];
            findings f = reader_text(one), g;
            ck_assert_int_eq(
                analyze_cached(&reader_arena, reader_analyzer, k, sv_c(one), &g), ERR_OK);
            ck_assert_uint_eq(f.n, g.n);
            for (size_t j = 0; j < f.n; j++) {
                ck_assert(sv_eq(f.at[j].code, g.at[j].code) && sv_eq(f.at[j].label, g.at[j].label));
                ck_assert(f.at[j].from == g.at[j].from && f.at[j].to == g.at[j].to);
                ck_assert(f.at[j].polarity == g.at[j].polarity);
            }
        }
        analyze_cache_free(k);
    }
}
END_TEST

/* A spelling of which no letter is compared: its lemma is, and the cache must have it, too. */
START_TEST(cache_keeps_the_lemma_of_a_word_without_letters)
{
    token t = {.kind = TOKEN_WORD, .norm = SV("\u0640\u0640"), .lemma = SV("کتاب"), .n = 4};
    const tokens one = {&t, 1};
    words plain, cached;
    word_cache *k = word_cache_new(NULL);
    ck_assert_ptr_nonnull(k);
    ck_assert_int_eq(
        words_make(&reader_arena, &reader_analyzer->cues, NULL, t.norm, &one, &plain), ERR_OK);
    ck_assert_int_eq(
        words_make(&reader_arena, &reader_analyzer->cues, k, t.norm, &one, &cached), ERR_OK);
    ck_assert_uint_eq(plain.at->n_form, 0);
    ck_assert_uint_eq(plain.at->n_lemma, cached.at->n_lemma);
    ck_assert_mem_eq(plain.at->lemma, cached.at->lemma, plain.at->n_lemma);
    word_cache_free(k);
}
END_TEST

/* A text of 60 words that nobody wrote before: the digits of a number, as letters. */
static void unheard_of(char *out, unsigned from)
{
    static const char *const letter[] = {
        "ب", "ت", "ج", "خ", "د", "س", "ف", "ک", "گ", "ل", "م", "چ", "ش", "ق", "پ", "ط"};
    for (unsigned i = from; i < from + 60; i++) {
        for (int at = 16; at >= 0; at -= 4) out = stpcpy(out, letter[i >> at & 15]);
        *out++ = ' ';
    }
    *out = 0;
}

/* Past what the caches hold they begin anew; findings from before keep their words. */
START_TEST(a_full_cache_begins_anew_and_findings_stay)
{
    static const char text[] = "زیپ کوله خراب شد";
    char other[60 * 11 + 1];
    arena scratch = ARENA_INIT(16 << 20);
    analyze_cache *k = analyze_cache_new();
    ck_assert_ptr_nonnull(k);
    findings f, g;
    ck_assert_int_eq(analyze_cached(&reader_arena, reader_analyzer, k, sv_c(text), &f), ERR_OK);
    for (unsigned i = 0; i < 90000; i += 60) {
        unheard_of(other, 100000 + i);
        ck_assert_int_eq(analyze_cached(&scratch, reader_analyzer, k, sv_c(other), &g), ERR_OK);
        arena_reset(&scratch);
    }
    ck_assert_int_eq(analyze_cached(&scratch, reader_analyzer, k, sv_c(text), &g), ERR_OK);
    const finding *was = reader_find(&f, FINDING_NEED, "need.durability");
    const finding *is = reader_find(&g, FINDING_NEED, "need.durability");
    ck_assert(was && is && sv_eq(was->label, is->label));
    ck_assert_msg(sv_eq(was->label, SV("زیپ")), "%.*s", SV_FMT(was->label));
    analyze_cache_free(k);
    arena_clear(&scratch);
}
END_TEST

Suite *analyze_cache_suite(void)
{
    Suite *s = suite_create("analyze cache");
    TCase *c = tcase_create("all");
    tcase_add_unchecked_fixture(c, reader_open, reader_close);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, cache_changes_no_finding);
    tcase_add_test(c, cache_keeps_the_lemma_of_a_word_without_letters);
    tcase_add_test(c, a_full_cache_begins_anew_and_findings_stay);
    suite_add_tcase(s, c);
    return s;
}
