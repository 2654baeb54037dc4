/* What a comment asks or lacks: the words that show it, and the same words where they do not. */
#include "analyzers/analyzer.h"
#include "tests/reader.h"
#include "tests/tests.h"

static const struct {
    const char *why, *in, *code;
    bool want;
} said[] = {
    {"another thing was sent", "به جای دوغ نوشابه فرستادن", "need.order_accuracy", true},
    {"instead, of deeds", "به جای تعریف کمی هم انتقاد بپذیرید", "need.order_accuracy", false},
    {"an order is no complaint", "قبلا از همین رستوران پیتزا سفارش داده بودم",
        "need.order_accuracy", false},
    {"a blame taken back", "بسته بندیش بد نبود", "need.packaging", false},
    {"another one", "برخورد پرسنل بد نبود", "need.service_support", false},
    {"nowhere to plug in", "توی کافه پریز خیلی کمه", "need.usability_fit", true},
    {"too dark to read", "نور سالن خیلی کم بود", "need.usability_fit", true},
    {"what hurts", "بعد یک ساعت کمرم درد گرفت", "need.usability_fit", true},
    {"hard to clean", "شستنش مصیبته", "need.usability_fit", true},
    {"cold food is no cold room", "برنج داخل ظرف سرد بود", "need.usability_fit", false},
    {"a wish for more choice", "کاش چای ماسالا هم بیارین", "need.availability_variety", true},
    {"the same, of devices", "کاش رنگ سبزش رو هم موجود کنید", "need.availability_variety", true},
    {"asked for", "سایز بزرگ‌ترش هم بذارید لطفا",
        "need.availability_variety", true},
    {"sold out", "هر چی خواستیم گفتن تموم شده", "need.availability_variety", true},
    {"a wish of another kind", "کاش پیک هم زودتر برسه", "need.availability_variety", false},
    {"a missing extra", "قاشق و چنگال هم نذاشته بودین با غذا", "need.order_accuracy", true},
    {"the note was not read", "به توضیحات سفارش غذا توجه نکردن", "need.order_accuracy", true},
    {"not as shown", "اصلا شبیه تصویر سایت نیست این کفش", "need.authenticity_honesty", true},
    {"told one thing, got another", "نوشته چرم ولی این کیف اصلا چرم نیست",
        "need.authenticity_honesty", true},
    {"used in a dish is not used goods", "در غذا از زعفران خوب استفاده شده بود",
        "need.authenticity_honesty", false},
    {"the packing, not the goods", "جعبه بی کیفیت بود و پاره شد", "need.packaging", true},
    {"praise of the packing", "بسته بندیش عالی بود", "need.packaging", false},
    {"soup is not read", "این سوپ خیلی آبکی و بی روح بود", "need.emotional_content", false},
    {"a book is", "کتاب خیلی سطحی و بی روح بود", "need.emotional_content", true},
    {"fewer words for media than for things", "قسمت بالای کفش و بند کیف خسته کننده است",
        "need.emotional_content", false},
    {"slow to charge is no delivery", "پاوربانک خیلی دیر شارژ میشه", "need.delivery_speed", false},
    {"slow to come", "غذا رو خیلی دیر آوردن", "need.delivery_speed", true},
    {"a courier who does not know the way", "پیک آدرس بلد نبود", "need.service_support", true},
    {"goods not taken back", "فروشگاه کفش رو پس نگرفت", "need.service_support", true},
    {"a sequel is asked for", "فصل بعدی سریال رو بذارید", "need.availability_variety", true},
    {"little choice", "تنوع منو خیلی کم بود", "need.availability_variety", true},
    {"a feature that lacks", "گوشی بلوتوث نداره", "need.usability_fit", true},
    {"of no use", "این قاب به درد من نخورد", "need.usability_fit", true},
    {"a price that rose", "قیمت ها دو برابر شده", "need.price_value", true},
    {"good value", "ارزش خرید بالایی داره این گوشی", "need.price_value", false},
    {"wears out", "رنگ کفش بعد از دو هفته رفت", "need.durability", true},
    {"a guarantee is no defect", "ساعت رو با گارانتی خریدم", "need.durability", false},
    {"asked of readers", "کسایی که این کتاب رو خوندن لطفا بگن خوبه؟", "need.information", true},
    {"the wrong thing, told plainly", "شیر سفارش دادم ماست آوردن", "need.order_accuracy", true},
    {"the right thing, late", "شیر سفارش دادم دیر آوردن", "need.order_accuracy", false},
    {"a question about goods", "این گوشی دو سیم کارت میخوره؟", "need.information", true},
    {"a question that scolds", "این کتاب مزخرف چیه؟", "need.information", false},
    {"a question of life", "کجا میری تنها؟", "need.information", false},
    {"they pass the buck", "گارانتی گوشی میگه مشکل از خودتونه", "need.service_support", true},
    {"money that does not come back", "کفش رو پس فرستادم هنوز پولمو واریز نکردن",
        "need.service_support", true},
    {"money that came back", "کفش رو پس فرستادم پولم سریع برگشت", "need.service_support", false},
    {"cheaper elsewhere", "همین کفش رو مغازه سر کوچه داشت، نصف این قیمت", "need.price_value", true},
    {"praise that was bought", "نظرات این گوشی ساختگیه", "need.authenticity_honesty", true},
    {"told as it came", "دوغ محلی خواستم نوشابه آوردن", "need.order_accuracy", true},
    {"loose", "دسته قابلمه لق شده", "need.durability", true},
    {"hurts", "بعد از یک ساعت با این کفش پاشنم درد میگیره", "need.usability_fit", true},
    {"a boring voice", "گوینده کتاب صوتی خواب آوره", "need.emotional_content", true},
    {"do you know one", "هتل نزدیک دریا سراغ دارین", "need.information", true},
    {"blame by the way, in praise", "گوشی عالیه، خیلی راضیم، فوق العادست، فقط رنگش بد بود",
        "need.quality", false},
    {"worth it at a discount only", "این کفش فقط در حراج ارزش داره", "need.price_value", true},
    {"money wasted tells no price", "خرید این کفش پول دور ریختنه", "need.price_value", false},
    {"addressed, not asked", "دوستانی که میگن خوب نیست اشتباه میکنن", "need.information", false},
};

START_TEST(need_is_shown_by_words_in_their_place)
{
    findings f = reader_text(said[_i].in);
    ck_assert_msg((reader_find(&f, FINDING_NEED, said[_i].code) != NULL) == said[_i].want, "%s: %s",
        said[_i].why, said[_i].in);
}
END_TEST

static const struct {
    const char *why, *in, *code;
    int polarity;
    bool want;
} judged[] = {
    {"praise of a dish: its taste", "کبابش عالی بود", "aspect.taste", 1, true},
    {"blame of a dish: its quality", "کبابش افتضاح بود", "aspect.quality", -1, true},
    {"blame of a dish: its quality", "کبابش افتضاح بود", "aspect.taste", -1, false},
    {"raw is quality", "مرغش خام بود", "aspect.quality", -1, true},
    {"bitter is taste", "قهوه تلخ بود", "aspect.taste", -1, true},
    {"noise is no praise", "سر و صدای خیابون نذاشت بخوابیم", "aspect.usability", 1, false},
    {"what broke", "دسته ماهیتابه کنده شد", "aspect.durability", -1, true},
    {"what does not run", "گوشی هنگ میکنه", "aspect.performance", -1, true},
    {"facilities of a hotel", "امکانات هتل ضعیف بود", "aspect.place", -1, true},
    {"features of a phone", "امکانات گوشی عالیه", "aspect.performance", 1, true},
    {"much of anything is no portion", "بیش از اندازه راضیم از این گوشی", "aspect.portion", 1,
        false},
    {"as it was ordered", "دقیقا همونی بود که سفارش دادم", "aspect.accuracy", 1, true},
    {"what hurts is use", "این کفش پام رو اذیت میکنه", "aspect.usability", -1, true},
    {"a picture that is not true", "این کفش مطابق عکس نیست", "aspect.accuracy", -1, true},
    {"a copy", "این کفش تقلبیه", "aspect.authenticity", -1, true},
    {"a kind of chocolate", "شکلات تلخ سفارش دادم", "aspect.taste", -1, false},
    {"still sound", "این کفش بعد از سه سال هنوز سالمه", "aspect.durability", 1, true},
    {"money came back soon", "پولم سریع برگشت، از فروشگاه کفش ممنونم", "aspect.staff", 1, true},
    {"a story of goods is none", "این کفش مزخرفه", "aspect.content", -1, false},
};

START_TEST(aspect_is_the_one_that_is_meant)
{
    findings f = reader_text(judged[_i].in);
    const finding *x = reader_find(&f, FINDING_ASPECT, judged[_i].code);
    bool got = x && x->polarity == judged[_i].polarity;
    ck_assert_msg(got == judged[_i].want, "%s: %s", judged[_i].why, judged[_i].in);
}
END_TEST

/* The evidence is the thing and what is said of it, in its clause and no more than ten words. */
START_TEST(evidence_has_the_thing_and_the_verb)
{
    static const char in[] = "غذا خوب بود، ولی نون ساندویچ خیلی کم نمک و سوخته شده بود";
    findings f = reader_text(in);
    const finding *n = reader_find(&f, FINDING_NEED, "need.quality");
    ck_assert_ptr_nonnull(n);
    sv said_so = sv_sub(sv_c(in), n->from, n->to - n->from);
    ck_assert_uint_ne(sv_find(said_so, SV("سوخته")), SV_NPOS);
    ck_assert_uint_eq(sv_find(said_so, SV("خوب")), SV_NPOS);
}
END_TEST

/* One verdict on an aspect: that of the whole. */
START_TEST(an_aspect_is_judged_once)
{
    findings f = reader_text(
        "کیفیت خمیر پیتزا بد نبود، کیفیت پنیرش افتضاح بود. کلا راضی نیستم و دیگه نمیخرم");
    size_t praised = 0, blamed = 0;
    for (size_t i = 0; i < f.n; i++) {
        if (f.at[i].kind != FINDING_ASPECT || !sv_eq(f.at[i].code, SV("aspect.quality"))) continue;
        praised += f.at[i].polarity > 0;
        blamed += f.at[i].polarity < 0;
    }
    ck_assert_uint_eq(praised, 0);
    ck_assert_uint_eq(blamed, 1);
}
END_TEST

#define LOOP(c, t, table) tcase_add_loop_test(c, t, 0, (int)(sizeof(table) / sizeof *(table)))

Suite *needs_suite(void)
{
    Suite *s = suite_create("needs");
    TCase *c = tcase_create("all");
    tcase_add_unchecked_fixture(c, reader_open, reader_close);
    tcase_set_timeout(c, 60);
    LOOP(c, need_is_shown_by_words_in_their_place, said);
    LOOP(c, aspect_is_the_one_that_is_meant, judged);
    tcase_add_test(c, evidence_has_the_thing_and_the_verb);
    tcase_add_test(c, an_aspect_is_judged_once);
    suite_add_tcase(s, c);
    return s;
}
