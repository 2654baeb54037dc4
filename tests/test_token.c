#include "tests/tests.h"
#include "text/token.h"
#include "text/utf8.h"

static const struct {
    const char *why, *in, *want;
} cases[] = {
    {"می apart, joined and with a half-space", "می خواهم میخواهم می‌خواهم",
        "می‌خواهم|می‌خواهم|می‌خواهم|"},
    {"plural apart", "کتاب های کتابهای", "کتاب‌های|کتاب‌های|"},
    {"no ending has a hamza", "حفظ شأن انسان و کتاب شان",
        "حفظ|شأن|انسان|و|کتاب‌شان|"},
    {"joined more than once", "میان دوره ای و خوش آهنگ تر",
        "میان‌دوره‌ای|و|خوش‌آهنگ‌تر|"},
    {"second parts of compounds", "ترک نشین با آدم کشی", "ترک‌نشین|با|آدم‌کشی|"},
    {"a verb is no second part", "به هدف دست یابیم", "به|هدف|دست|یابیم|"},
    {"a verb of its own is no second part", "در کتاب خود نوشت", "در|کتاب|خود|نوشت|"},
    {"a word without ending lends none", "خانه زیر پوشش بیمه است", "خانه|زیر|پوشش|بیمه|است|"},
    {"an indefinite shows two words", "هیچ پیش شرطی نیست", "هیچ|پیش|شرطی|نیست|"},
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

static const struct {
    const char *why, *in, *want;
} lemmas[] = {
    {"the adjective before the perfect tense", "تغییر گسترده‌ای دیدیم",
        "تغییر|گسترده|دید#بین|"},
    {"the perfect tense ends a sentence", "خانه را تازه ساخته‌ای.",
        "خانه|را|تازه|ساخت#ساز|.|"},
    {"the perfect tense of a noun's spelling", "چه خوب نوشته‌ای",
        "چه|خوب|نوشت#نویس|"},
    {"a rare verb with -ند", "که به او واگذارند", "که|به|او|گذاشت#گذار+وا|"},
    {"feminine after a noun", "اسناد مکشوفه از خانه", "سند|مکشوفه|از|خانه|"},
    {"not at the end: is discovered", "این سند مکشوفه", "این|سند|مکشوف|"},
    {"participle of a light verb", "نشان داده که پایگاه داده", "نشان|داد#ده|که|پایگاه|داده|"},
    {"a rare verb after a prefix", "باید برشمرم و درافکنید", "بایست|شمرد#شمر+بر|و|افکند#افکن+در|"},
    {"a word of its own before a rare verb", "نیازی به فرق نبود", "نیاز|به|فرق|بود#باش|"},
    {"an indefinite of what describes", "درد ناگهانی دردناکی بود", "درد|ناگهانی|دردناک|بود#باش|"},
    {"no noun in -ی beside /0", "به طور وحشتناکی گران", "به|طور|وحشتناک|گران|"},
    {"a first part of compounds takes endings", "بوی گل", "بو|گل|"},
    {"colloquial plural", "کاراتون خوبه", "کار|خوب|"},
};

/* Checks one text of `want`, the words' lemmas or else their spellings. */
static void check_words(const char *why, const char *in, const char *want, bool lemma)
{
    arena a = ARENA_INIT(1 << 20);
    lexicon *lx = NULL;
    note bad = {""};
    ck_assert_msg(!lexicon_open(NULL, &lx, &bad), "%s", bad.text);
    char got[512] = "";
    tokens t;
    ck_assert_int_eq(token_split(&a, lx, sv_c(in), &t), ERR_OK);
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        sv word = lemma ? t.at[i].lemma : t.at[i].norm;
        memcpy(got + n, word.p, word.n);
        n += word.n;
        got[n++] = '|';
    }
    got[n] = 0;
    ck_assert_msg(strcmp(got, want) == 0, "%s: %s", why, got);
    lexicon_close(lx);
    arena_clear(&a);
}

START_TEST(splits)
{
    check_words(cases[_i].why, cases[_i].in, cases[_i].want, false);
}
END_TEST

START_TEST(bases)
{
    check_words(lemmas[_i].why, lemmas[_i].in, lemmas[_i].want, true);
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
    tcase_add_loop_test(t, bases, 0, sizeof lemmas / sizeof lemmas[0]);
    tcase_add_test(t, no_memory);
    suite_add_tcase(s, t);
    return s;
}
