/* What findings are told to be about: places by name, their climate, the seller somebody came from. */
#include "analyzers/values.h"

#include "analyzers/climate.h"
#include "analyzers/rival.h"
#include "analyzers/spelling.h"
#include "tests/tests.h"

static arena a;

static void setup(void) { a = ARENA_INIT(1 << 28); }
static void teardown(void) { arena_clear(&a); }

START_TEST(places_have_a_climate)
{
    ck_assert_int_eq(climate_of(SV("رشت")), CLIMATE_WET);
    ck_assert_int_eq(climate_of(SV("خراسان جنوبی")), CLIMATE_HOT_DRY);
    ck_assert_int_eq(climate_of(SV("نیویورک")), CLIMATE_UNKNOWN);
    ck_assert_int_eq(climate_of(SV("")), CLIMATE_UNKNOWN);
}
END_TEST

static const struct {
    const char *text, *evidence, *name;
    int way;
} switches[] = {
    {"قبلاً از کافه لمیز می‌خریدم ولی اینجا تازه‌تره",
        "قبلاً از", "کافه لمیز", -1},
    {"میرم سراغ بازار سبز، دیگه اینجا نمیام", "سراغ", "بازار سبز", 1},
    {"نسبت به دیجی‌استایل خیلی گرون‌تره", "نسبت به",
        "دیجی‌استایل", 0},
    {"همین مدل رو جای دیگه ارزون‌تر دیدم", "جای دیگه", "", 0},
    {"تو این قیمت رقیب نداره", "رقیب", "", 0},
    {"قبلا از اینجا می‌خریدم", "قبلا از", "", -1},
};

START_TEST(switching_names_the_other_seller)
{
    lexicon *lx = NULL;
    note why = {""};
    ck_assert_int_eq(lexicon_open(NULL, &lx, &why), ERR_OK);
    const sv text = sv_c(switches[_i].text), words = sv_c(switches[_i].evidence);
    size_t at = sv_find(text, words);
    finding f = {.from = (uint32_t)at, .to = (uint32_t)(at + words.n)};
    ck_assert_int_eq(rival_find(&a, lx, text, &f), ERR_OK);
    ck_assert_msg(
        sv_eq(f.label, sv_c(switches[_i].name)), "%s: %.*s", switches[_i].text, SV_FMT(f.label));
    if (f.label.n) ck_assert_int_eq(f.polarity, switches[_i].way);
    lexicon_close(lx);
}
END_TEST

static const struct {
    const char *code, *text, *evidence, *name;
} named_places[] = {{"geo.city", "از شعبه ولنجک گرفتم", "شعبه ولنجک", "ولنجک"},
    {"geo.city", "اکباتان هستم", "اکباتان هستم", "اکباتان"},
    {"geo.city", "ارسال به رشت", "ارسال به رشت", "رشت"},
    {"geo.city", "به شهرستان ارسال ندارن", "شهرستان", ""},
    {"geo.country_abroad", "متاسفانه ساخت چینه", "ساخت چینه", "چین"},
    {"geo.country_abroad", "موتورش آلمانی بود", "آلمانی", "آلمان"},
    {"geo.country_abroad", "از کره جنوبی آوردن", "کره جنوبی", "کره جنوبی"},
    {"geo.country_abroad", "جنس خارجی بهتره", "جنس خارجی", ""}};

/* A place is counted by its name, whatever stands round it; what names no place has none. */
START_TEST(places_have_their_names)
{
    lexicon *lx = NULL;
    note why = {""};
    ck_assert_int_eq(lexicon_open(NULL, &lx, &why), ERR_OK);
    const sv text = sv_c(named_places[_i].text), words = sv_c(named_places[_i].evidence);
    size_t at = sv_find(text, words);
    finding f = {.kind = FINDING_CATEGORY,
        .code = sv_c(named_places[_i].code),
        .from = (uint32_t)at,
        .to = (uint32_t)(at + words.n)};
    findings all = {&f, 1};
    ck_assert_int_eq(values_fill(&a, lx, text, &all), ERR_OK);
    ck_assert_msg(sv_eq(f.label, sv_c(named_places[_i].name)), "%s: %.*s", named_places[_i].text,
        SV_FMT(f.label));
    lexicon_close(lx);
}
END_TEST

/* People write a thing in many ways; it is counted once. */
START_TEST(things_have_one_spelling)
{
    static const char *const pair[][2] = {{"باطری", "باتری"}, {"باتری", "باتری"},
        {"چیز برگر", "چیزبرگر"}, {"چیز‌برگر", "چیزبرگر"}, {"لبتاب", "لپ‌تاپ"},
        {"تاخیر", "تأخیر"}, {"ابمیوه", "آبمیوه"}, {"یخچال", "یخچال"}, {"", ""}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        sv got = spelling_of(sv_c(pair[i][0]));
        ck_assert_msg(sv_eq(got, sv_c(pair[i][1])), "%s: %.*s", pair[i][0], SV_FMT(got));
        ck_assert(sv_eq(spelling_of(got), got));
    }
    finding f[] = {{.kind = FINDING_NEED, .code = SV("need.durability"), .label = SV("باطری")},
        {.kind = FINDING_NEED, .code = SV("need.durability"), .label = SV("باتری")}};
    findings all = {f, 2};
    ck_assert_int_eq(values_fill(&a, NULL, SV(""), &all), ERR_OK);
    ck_assert(sv_eq(f[0].label, f[1].label));
}
END_TEST

Suite *values_suite(void)
{
    Suite *s = suite_create("values");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, places_have_a_climate);
    tcase_add_test(t, things_have_one_spelling);
    tcase_add_loop_test(
        t, switching_names_the_other_seller, 0, (int)(sizeof switches / sizeof switches[0]));
    tcase_add_loop_test(
        t, places_have_their_names, 0, (int)(sizeof named_places / sizeof named_places[0]));
    suite_add_tcase(s, t);
    return s;
}
