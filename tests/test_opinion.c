#include "tests/reader.h"
#include "tests/tests.h"
#include "util/file.h"

/* tests/data/opinions.tsv: a speaker who writes no C can add a line. */
START_TEST(sentences_are_taken_for_what_they_say)
{
    sv all;
    note why = {0};
    int lines = 0, wrong = 0;
    ck_assert_msg(
        !file_load(&reader_arena, "tests/data/opinions.tsv", 1 << 20, &all, &why), "%s", why.text);
    while (all.n) {
        sv text = sv_cut(&all, '\n');
        if (!text.n || text.p[0] == '#') continue;
        sv want = sv_cut(&text, '\t');
        findings f;
        ck_assert_int_eq(analyze_comment(&reader_arena, reader_analyzer, text, &f), ERR_OK);
        int is = (int)reader_find(&f, FINDING_OPINION, "opinion")->polarity;
        bool right = sv_eq(want, is > 0 ? SV("pos") : is < 0 ? SV("neg") : SV("neu"));
        if (!right) (void)fprintf(stderr, "%.*s, not %d: %.*s\n", SV_FMT(want), is, SV_FMT(text));
        lines++;
        wrong += !right;
    }
    ck_assert_int_ge(lines, 140);
    ck_assert_int_eq(wrong, 0);
}
END_TEST

/* The same thanks, with a request, with blame and for what was done. */
START_TEST(thanks_are_manners_beside_a_request)
{
    static const struct {
        const char *in;
        int want;
    } said[] = {{"ممنون", 1}, {"لطفا راهنمایی کنید ممنون", 0},
        {"ممنون از ارسال سریع لطفا جلد دوم را هم بیاورید", 1},
        {"ممنون که غذای سوخته فرستادید", -1}};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        findings f = reader_text(said[i].in);
        int is = (int)reader_find(&f, FINDING_OPINION, "opinion")->polarity;
        ck_assert_msg(is == said[i].want, "%s: %d", said[i].in, is);
    }
}
END_TEST

/* The letters of the cue are there, but the words are others. */
START_TEST(letters_across_words_are_no_cue)
{
    static const char *const apart[] = {
        "او به خودش بود", "که نه از این نه از آن", "کتاب روی آن میز بود", "جان میشه بگی"};
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
        findings f = reader_text(apart[i]);
        int is = (int)reader_find(&f, FINDING_OPINION, "opinion")->polarity;
        ck_assert_msg(is == 0, "%s: %d", apart[i], is);
    }
    findings f = reader_text("خیلی نا امید شدم");
    ck_assert_int_eq(reader_find(&f, FINDING_OPINION, "opinion")->polarity, -1);
}
END_TEST

Suite *opinion_suite(void)
{
    Suite *s = suite_create("opinion");
    TCase *c = tcase_create("all");
    tcase_add_unchecked_fixture(c, reader_open, reader_close);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, sentences_are_taken_for_what_they_say);
    tcase_add_test(c, thanks_are_manners_beside_a_request);
    tcase_add_test(c, letters_across_words_are_no_cue);
    suite_add_tcase(s, c);
    return s;
}
