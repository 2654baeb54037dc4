#include "analyzers/analyze.h"
#include "tests/reader.h"
#include "tests/tests.h"
#include "util/file.h"

static const struct {
    const char *why, *in, *code;
    bool want;
} categories[] = {
    {"a child of the writer", "برای پسرم خریدم", "demo.parent", true},
    {"a relation tells gender", "شوهرم خیلی راضیه", "demo.gender_female", true},
    {"a relation tells gender", "خانمم پسندید", "demo.gender_male", true},
    {"my own age", "من ۱۳ سالمه", "demo.age_child_teen", true},
    {"the age of my child is not mine", "پسرم ۶ ساله است", "demo.age_child_teen", false},
    {"another number is another age", "من ۲۵ سالمه", "demo.age_child_teen", false},
    {"a number in range", "من ۲۵ سالمه", "demo.age_young", true},
    {"negation turns advice into a warning", "پیشنهاد نمیکنم", "attitude.warn", true},
    {"negation turns advice into a warning", "پیشنهاد نمیکنم", "attitude.recommend", false},
    {"somebody else's advice", "همسرم گفت نخر", "attitude.warn", false},
    {"my own advice", "به همه میگم نخرید", "attitude.warn", true},
    {"the negated verb that follows is another clause", "حتما بخرید پشیمون نمیشید",
        "attitude.recommend", true},
    {"spelling: blank", "می خوام بخرم", "funnel.intent", true},
    {"spelling: joined", "میخوام بخرم", "funnel.intent", true},
    {"spelling: ZWNJ", "می‌خوام بخرم", "funnel.intent", true},
    {"spelling: Arabic letters", "كتاب خوبی بود", "interest.books", true},
    {"a word inside another is no cue", "باگت خوبی بود", "need.durability", false},
    {"a place", "من از شیراز سفارش دادم", "geo.city", true},
    {"a first-person past verb tells of use", "با این پتو خوابیدم", "funnel.post_purchase", true},
    {"not when nothing of a market is there", "دیروز خوابیدم", "funnel.post_purchase", false},
    {"nor when it is supposed", "اگه با این پتو خوابیدم", "funnel.post_purchase", false},
    {"nor when it only says", "راجع به پتو گفتم", "funnel.post_purchase", false},
    {"a brand is compared", "از سامسونگ خیلی بهتره", "beh.brand_switch", true},
    {"a brand of two words is compared", "از ال جی بهتره", "beh.brand_switch", true},
    {"a shop is only thanked", "ممنون از دیجی کالا", "beh.brand_switch", false},
    {"needs are categories, too", "بسته بندیش پاره بود", "need.packaging", true},
};

START_TEST(categories_are_found)
{
    findings f = reader_text(categories[_i].in);
    ck_assert_msg(
        (reader_find(&f, FINDING_CATEGORY, categories[_i].code) != NULL) == categories[_i].want,
        "%s: %s", categories[_i].why, categories[_i].in);
}
END_TEST

static const struct {
    const char *why, *in;
    int want;
} opinions[] = {
    {"plain praise", "خیلی خوب بود", 1},
    {"plain blame", "افتضاح بود", -1},
    {"negated praise", "خوب نبود", -1},
    {"negated blame is hardly praise", "بد نیست", 0},
    {"nothing wrong", "هیچ ایرادی نداره", 1},
    {"the closing verdict wins", "ظاهرش قشنگه ولی در کل به درد نمیخوره", -1},
    {"the closing verdict wins", "ظاهرش ساده است ولی در کل عالیه", 1},
    {"no verdict", "دیروز رفتم بیرون", 0},
    {"fairly good, and only supposed", "اگه نسبتا خوب باشه میگیرم", 0},
    {"a question is no verdict", "کسی میدونه چطوری باید سفارش داد؟", 0},
    {"elongated", "عالییییییی", 1},
    {"an exception weighs less than the verdict", "خیلی خوب بود فقط کمی سنگینه", 1},
    {"what was not expected is still blame", "انتظار این جنس ضعیف رو نداشتم", -1},
    {"what was expected was not found", "انتظار پارچه خوبی داشتم", -1},
    {"much of a price is bad", "قیمت چادر خیلی بالاست", -1},
    {"much of a quality is good", "دوام این کیسه خواب خیلی بالاست", 1},
    {"a strong word before another only strengthens it", "کیفیت فوق العاده پایین", -1},
    {"much of nothing known", "طبقه بالا زندگی میکنیم", 0},
};

START_TEST(opinions_are_read)
{
    findings f = reader_text(opinions[_i].in);
    const finding *o = reader_find(&f, FINDING_OPINION, "opinion");
    ck_assert_ptr_nonnull(o);
    ck_assert_msg(o->polarity == opinions[_i].want, "%s: %s is %d", opinions[_i].why,
        opinions[_i].in, o->polarity);
}
END_TEST

static const struct {
    const char *in, *code;
    need_type type;
} needs[] = {
    {"غذا خیلی دیر رسید", "need.delivery_speed", NEED_COMPLAINT},
    {"کیفیتش خوب نبود", "need.quality", NEED_COMPLAINT},
    {"کاش رنگ مشکی هم داشت", "need.availability_variety", NEED_WISH},
    {"لطفا سایز بزرگتر هم موجود کنید", "need.availability_variety", NEED_REQUEST},
    {"کسی میدونه چطوری باید سفارش داد؟", "need.information", NEED_QUESTION},
    {"خیلی گرونه", "need.price_value", NEED_COMPLAINT},
};

START_TEST(needs_have_type_and_evidence)
{
    findings f = reader_text(needs[_i].in);
    const finding *n = reader_find(&f, FINDING_NEED, needs[_i].code);
    ck_assert_msg(n != NULL, "%s", needs[_i].in);
    ck_assert_msg(n->need == needs[_i].type, "%s: %d", needs[_i].in, (int)n->need);
    ck_assert_uint_lt(n->from, n->to);
    ck_assert_uint_le(n->to, strlen(needs[_i].in));
    ck_assert(n->rule.n > 0);
}
END_TEST

enum { NOT_TOLD = 2 };

static const struct {
    const char *in, *code;
    int polarity;
} aspects[] = {
    {"کیفیتش خوبه", "aspect.quality", 1},
    {"کیفیتش خوب نیست", "aspect.quality", -1},
    {"کیفیت خوب ولی قیمت بالا", "aspect.quality", 1},
    {"کیفیت خوب ولی قیمت بالا", "aspect.price", -1},
    {"طعم و کیفیت عالی بود", "aspect.taste", 1},
    {"طعم و کیفیت عالی بود", "aspect.quality", 1},
    {"پیک مودب بود", "aspect.staff", 1},
    {"رفتار کارکنان هتل عالی بود", "aspect.staff", 1},
    {"رمان خوبیه ولی ارسالش افتضاح بود", "aspect.delivery", -1},
    {"عالی بود از نظر طعم و حجم و بسته بندی", "aspect.packaging", 1},
    {"هم طعم و هم بسته بندی عالی بود", "aspect.taste", 1},
    {"تعداد کم بود", "aspect.portion", -1},
    {"کیفیت پایین", "aspect.quality", -1},
    {"هزینه پایین", "aspect.price", 1},
    {"پیک به نظرم مودب بود", "aspect.staff", 1},
    {"چراغ قوه روشن نمیشه", "aspect.performance", -1},
    {"دسته قابلمه شکست", "aspect.durability", -1},
    {"لطفا بسته بندی بهتر بذارید", "aspect.packaging", NOT_TOLD},
    {"اگه طعمش خوب باشه باز میخرم", "aspect.taste", NOT_TOLD},
    {"چای معمولی فرستادن", "aspect.taste", NOT_TOLD},
    {"چای معمولی بود", "aspect.taste", 0},
    {"ترجمه کتاب افتضاح بود", "aspect.content", NOT_TOLD},
    {"بالکنم کوچیکه", "aspect.portion", NOT_TOLD},
    {"کفشش کوچیکه", "aspect.portion", -1},
    {"با عکسش فرق داره", "aspect.accuracy", -1},
    {"با عکسش فرق داره", "aspect.authenticity", NOT_TOLD},
    {"تقلبی بود", "aspect.authenticity", -1},
};

START_TEST(aspects_have_polarity)
{
    findings f = reader_text(aspects[_i].in);
    const finding *x = reader_find(&f, FINDING_ASPECT, aspects[_i].code);
    if (aspects[_i].polarity == NOT_TOLD) {
        ck_assert_msg(!x, "%s: %s", aspects[_i].in, aspects[_i].code);
        return;
    }
    ck_assert_msg(x != NULL, "%s: %s", aspects[_i].in, aspects[_i].code);
    ck_assert_msg(x->polarity == aspects[_i].polarity, "%s: %d", aspects[_i].in, x->polarity);
}
END_TEST

/* PRIVACY duty 12: no category of religion, ethnicity, health, sexuality or politics of persons. What there is of
 * the kind is an interest or a reason of a group, never of a demographic or personality dimension. */
START_TEST(no_sensitive_category_of_persons)
{
    static const char *const barred[] = {"relig", "ethnic", "muslim", "sunni", "shia", "kurd",
        "turk", "health", "disease", "disab", "sexual", "orient", "politic", "party", "vote",
        "race", "nationality"};
    const taxonomy *t = analyzer_taxonomy(reader_analyzer);
    ck_assert_int_ge(taxonomy_count(t), 141);
    for (int i = 0; i < taxonomy_count(t); i++) {
        const category *c = taxonomy_at(t, i);
        bool of_person = sv_eq(c->dimension, SV("demo")) || sv_eq(c->dimension, SV("pers"));
        for (size_t k = 0; of_person && k < sizeof barred / sizeof *barred; k++)
            ck_assert_msg(sv_find(c->id, sv_c(barred[k])) == SV_NPOS, "%.*s", SV_FMT(c->id));
        ck_assert(
            sv_find(c->id, SV("politic")) == SV_NPOS && sv_find(c->id, SV("ethnic")) == SV_NPOS);
        ck_assert(sv_find(c->id, SV("sexual")) == SV_NPOS);
    }
}
END_TEST

/* Tier 4 is computed from counts, never read from one comment. */
START_TEST(computed_categories_never_come_from_a_comment)
{
    findings f =
        reader_text("پرطرفدار و کمیاب، همه دنبالشن، رقابتی، هیچ جا پیدا نمیشه، شعبه بزنید");
    for (size_t i = 0; i < f.n; i++) ck_assert(!sv_starts(f.at[i].code, SV("segment.")));
}
END_TEST

START_TEST(any_bytes_give_one_opinion)
{
    static const char *const odd[] = {
        "", " ", "\xff\xfe", "\xd8", "ا\xd8", "؟؟؟", "!!!", "😀", "a\tb", "۱۲۳"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        findings f = reader_text(odd[i]);
        ck_assert_ptr_nonnull(reader_find(&f, FINDING_OPINION, "opinion"));
    }
}
END_TEST

START_TEST(out_of_memory_is_an_error)
{
    arena small = ARENA_INIT(16);
    findings f;
    ck_assert_int_eq(analyze_comment(&small, reader_analyzer, SV("خیلی خوب بود"), &f), ERR_NOMEM);
    arena_clear(&small);
}
END_TEST

START_TEST(own_cues_are_added_and_checked)
{
    note why = {0};
    ck_assert_int_eq(
        analyzer_check(SV("interest.coffee_tea\tوی شصت، کمکس\n# note\n"), "own.tsv", &why), ERR_OK);
    ck_assert_int_eq(analyzer_check(SV("no.such\tکلمه\n"), "own.tsv", &why), ERR_FORMAT);
    ck_assert_int_eq(
        analyzer_check(SV("set.a\tیک، دو\nneed.quality\t{a} بد\n"), "own.tsv", &why), ERR_OK);
    ck_assert_int_eq(analyzer_check(SV("need.quality\t{b} بد\n"), "own.tsv", &why), ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(why.text, "own.tsv:1"));
    ck_assert_int_eq(analyzer_check(SV("+2\tخوب\tnonsense\n"), "own.tsv", &why), ERR_FORMAT);
    ck_assert_int_eq(analyzer_check(SV("+nan\tخوب\n"), "own.tsv", &why), ERR_FORMAT);
    ck_assert_int_eq(analyzer_check(SV("-1e9\tبد\n"), "own.tsv", &why), ERR_FORMAT);
}
END_TEST

static err count_rules(void *ctx, int at, sv text, bool weak)
{
    struct {
        const char *last;
        int n, twice;
    } *c = ctx;
    (void)at, (void)weak;
    c->n++;
    c->twice += text.p == c->last;
    c->last = text.p;
    return ERR_OK;
}

/* A rule of a hundred ways is told once. */
START_TEST(a_rule_is_listed_once)
{
    struct {
        const char *last;
        int n, twice;
    } c = {NULL, 0, 0};
    int at = taxonomy_find(analyzer_taxonomy(reader_analyzer), SV("need.durability"));
    ck_assert_int_eq(analyzer_each_cue(reader_analyzer, at, count_rules, &c), ERR_OK);
    ck_assert_int_gt(c.n, 20);
    ck_assert_int_eq(c.twice, 0);
}
END_TEST

START_TEST(own_categories_are_made_and_found)
{
    static const char own[] =
        "category\tinterest.kites\tبادبادک|kites\ninterest.kites\tبادبادک، نخ بادبادک\n";
    static const char *const barred[] = {"demo.kites", "pers.kites", "segment.kites", "kites",
        "interest.Kites", "nothing.kites", "interest.books"};
    char dir[] = "/tmp/bazarkav-own-XXXXXX", path[64];
    note why = {0};
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/own.tsv", dir);
    ck_assert_int_eq(file_save(path, sv_c(own), 0600, &why), ERR_OK);
    analyzer *y;
    ck_assert_int_eq(analyzer_open(NULL, dir, reader_lexicon, &y, &why), ERR_OK);
    findings f;
    ck_assert_int_eq(analyze_comment(&reader_arena, y, SV("برای بادبادک گرفتم"), &f), ERR_OK);
    ck_assert_ptr_nonnull(reader_find(&f, FINDING_CATEGORY, "interest.kites"));
    ck_assert_ptr_nonnull(reader_find(&f, FINDING_CATEGORY, "funnel.post_purchase"));
    analyzer_close(y);
    (void)remove(path);
    (void)remove(dir);
    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++) {
        char line[128];
        (void)snprintf(line, sizeof line, "category\t%s\tx|y\n", barred[i]);
        ck_assert_msg(analyzer_check(sv_c(line), "own.tsv", &why) == ERR_FORMAT, "%s", barred[i]);
        ck_assert_ptr_nonnull(strstr(why.text, "own.tsv:1"));
    }
}
END_TEST

static const struct {
    const char *why, *in, *code;
    miss_reason want;
} not_found[] = {
    {"negated", "اصلا گرون نیست", "need.price_value", MISS_NEGATED},
    {"another age", "من ۱۲ سالمه", "demo.age_senior", MISS_RANGE},
    {"no word of the field", "ارسالش عالی بود", "obs.takeaway", MISS_FIELD},
};

START_TEST(what_is_not_found_is_explained)
{
    findings f;
    misses m;
    bool told = false;
    ck_assert_int_eq(
        analyze_explained(&reader_arena, reader_analyzer, sv_c(not_found[_i].in), &f, &m), ERR_OK);
    for (size_t i = 0; i < m.n; i++) {
        ck_assert_ptr_null(
            reader_find(&f, FINDING_CATEGORY, arena_sv(&reader_arena, m.at[i].code).p));
        ck_assert_uint_le(m.at[i].to, strlen(not_found[_i].in));
        told |= sv_eq(m.at[i].code, sv_c(not_found[_i].code)) && m.at[i].why == not_found[_i].want;
    }
    ck_assert_msg(told, "%s: %s", not_found[_i].why, not_found[_i].in);
}
END_TEST

static const struct {
    const char *in, *label;
} names[] = {
    {"زیپش خراب بود", "زیپ"}, {"بعد از دو روز زیپش خراب شد", "زیپ"}, {"بعد از یک ماه خراب شد", ""}};

/* By a thing, not by what names nothing of a market. */
START_TEST(need_is_named_by_its_noun)
{
    findings f = reader_text(names[_i].in);
    const finding *n = reader_find(&f, FINDING_NEED, "need.durability");
    ck_assert_ptr_nonnull(n);
    ck_assert_msg(sv_eq(n->label, sv_c(names[_i].label)), "%.*s", SV_FMT(n->label));
}
END_TEST

#define LOOP(c, t, table) tcase_add_loop_test(c, t, 0, (int)(sizeof(table) / sizeof *(table)))

Suite *analyze_suite(void)
{
    Suite *s = suite_create("analyze");
    TCase *c = tcase_create("all");
    tcase_add_unchecked_fixture(c, reader_open, reader_close);
    tcase_set_timeout(c, 60);
    LOOP(c, categories_are_found, categories);
    LOOP(c, opinions_are_read, opinions);
    LOOP(c, needs_have_type_and_evidence, needs);
    LOOP(c, aspects_have_polarity, aspects);
    tcase_add_test(c, no_sensitive_category_of_persons);
    tcase_add_test(c, computed_categories_never_come_from_a_comment);
    tcase_add_test(c, any_bytes_give_one_opinion);
    tcase_add_test(c, out_of_memory_is_an_error);
    tcase_add_test(c, own_cues_are_added_and_checked);
    tcase_add_test(c, a_rule_is_listed_once);
    tcase_add_test(c, own_categories_are_made_and_found);
    LOOP(c, what_is_not_found_is_explained, not_found);
    LOOP(c, need_is_named_by_its_noun, names);
    suite_add_tcase(s, c);
    return s;
}
