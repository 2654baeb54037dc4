#include "tests/tests.h"
#include "text/token.h"
#include "text/utf8.h"

static const struct {
    const char *why, *in, *want;
} cases[] = {
    {"می apart, joined and with a half-space", "می خواهم میخواهم می‌خواهم",
        "می‌خواهم|می‌خواهم|می‌خواهم|"},
    {"plural apart", "کتاب های کتابهای", "کتاب‌های|کتاب‌های|"},
    {"joined more than once", "میان دوره ای و خوش آهنگ تر",
        "میان‌دوره‌ای|و|خوش‌آهنگ‌تر|"},
    {"second parts of compounds", "ترک نشین با آدم کشی", "ترک‌نشین|با|آدم‌کشی|"},
    {"a verb is no second part", "به هدف دست یابیم", "به|هدف|دست|یابیم|"},
    {"joined letters stay joined", "همکار هم کار", "همکار|هم‌کار|"},
    {"son of", "سعیدبن عاص", "سعیدبن‌عاص|"},
    {"only words that are none alone", "در این خانه هم بود", "در|این|خانه|هم|بود|"},
    {"repetition", "عالیییی", "عالی|"},
    {"spans", "به @ali_2 و http://a.ir/?b=1. بگو", "به|@ali_2|و|http://a.ir/?b=1|.|بگو|"},
    {"numbers", "۲۵۰,۰۰۰ و ۳٫۵", "250000|و|3.5|"},
    {"Latin with digits", "iPhone13 C++", "iPhone13|C++|"},
    {"emoji cluster", "👍🏽خوب", "👍🏽|خوب|"},
    {"empty", "", ""},
    {"invalid bytes", "\xff\xd8خوب\xc0", "خوب|"},
};

START_TEST(splits)
{
    arena a = ARENA_INIT(1 << 20);
    lexicon *lx = NULL;
    note why = {""};
    ck_assert_msg(!lexicon_open(NULL, &lx, &why), "%s", why.text);
    char got[512] = "";
    tokens t;
    ck_assert_int_eq(token_split(&a, lx, sv_c(cases[_i].in), &t), ERR_OK);
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        memcpy(got + n, t.at[i].norm.p, t.at[i].norm.n);
        n += t.at[i].norm.n;
        got[n++] = '|';
    }
    got[n] = 0;
    ck_assert_msg(strcmp(got, cases[_i].want) == 0, "%s: %s", cases[_i].why, got);
    lexicon_close(lx);
    arena_clear(&a);
}
END_TEST

START_TEST(no_memory)
{
    arena a = ARENA_INIT(16);
    tokens t;
    ck_assert_int_eq(token_split(&a, NULL, SV("کتاب خوب"), &t), ERR_NOMEM);
    arena_clear(&a);
}
END_TEST

Suite *token_suite(void)
{
    Suite *s = suite_create("token");
    TCase *t = tcase_create("token");
    tcase_add_loop_test(t, splits, 0, sizeof cases / sizeof cases[0]);
    tcase_add_test(t, no_memory);
    suite_add_tcase(s, t);
    return s;
}
