#include <math.h>

#include "analyzers/learn.h"
#include "analyzers/model.h"
#include "tests/reader.h"
#include "tests/tests.h"

static const struct {
    const char *in, *code;
} offers[] = {
    {"ارسال با پیک", "need.delivery_speed"},
    {"پاسخ تلفنی", "need.service_support"},
    {"فروش قسطی", "need.price_value"},
    {"قطعات یدکی", "need.durability"},
    {"جای آرام برای مطالعه", "need.usability_fit"},
    {"آموزش رایگان", "need.information"},
    {"طعم تازه", "need.quality"},
};

/* The words that name what we offer are no needs in a comment. */
START_TEST(what_we_offer_answers_needs)
{
    findings f;
    ck_assert_int_eq(
        analyze_offer(&reader_arena, reader_analyzer, sv_c(offers[_i].in), &f), ERR_OK);
    ck_assert_msg(reader_find(&f, FINDING_NEED, offers[_i].code) != NULL, "%s", offers[_i].in);
    f = reader_text(offers[_i].in);
    ck_assert_msg(
        !reader_find(&f, FINDING_NEED, offers[_i].code), "%s in a comment", offers[_i].in);
}
END_TEST

static void learn_from(learner *l)
{
    for (int i = 0; i < 200; i++) {
        char text[200];
        bool good = i % 2;
        (void)snprintf(text, sizeof text, "%s شماره %d %s", good ? "زنبق" : "خارخاسک", i,
            good ? "بنفش" : "تیره");
        ck_assert_int_eq(learner_add(l, sv_c(text), good ? 1.0 : 0.2), ERR_OK);
    }
}

START_TEST(model_learns_from_stars_and_is_the_same_each_time)
{
    buf body[2] = {BUF_INIT(0), BUF_INIT(0)};
    for (int i = 0; i < 2; i++) {
        learner *l = learner_new(reader_analyzer);
        ck_assert_ptr_nonnull(l);
        learn_from(l);
        ck_assert_int_eq(learner_train(l, &body[i]), ERR_OK);
        learner_free(l);
    }
    ck_assert_uint_eq(body[0].n, MODEL_BODY_BYTES);
    ck_assert_mem_eq(body[0].p, body[1].p, MODEL_BODY_BYTES);
    char before[17] = {0};
    memcpy(before, analyzer_version(reader_analyzer).p, 16);
    ck_assert_int_eq(analyzer_use_model(reader_analyzer, buf_sv(&body[0])), ERR_OK);
    ck_assert_msg(memcmp(before, analyzer_version(reader_analyzer).p, 16) != 0,
        "a model changes the version");
    findings f = reader_text("خارخاسک تیره");
    ck_assert_int_eq(reader_find(&f, FINDING_OPINION, "opinion")->polarity, -1);
    f = reader_text("زنبق بنفش");
    ck_assert_int_eq(reader_find(&f, FINDING_OPINION, "opinion")->polarity, 1);
    ck_assert_int_eq(analyzer_use_model(reader_analyzer, SV("no model")), ERR_FORMAT);
    buf_clear(&body[0]);
    buf_clear(&body[1]);
}
END_TEST

/* The last text says nothing to the list: only the model knows those words. */
START_TEST(studied_comments_get_the_verdict_of_a_later_reading)
{
    static const char *const text[] = {"زنبق بنفش عالی بود", "خارخاسک تیره افتضاح بود",
        "زنبق بنفش خیلی خوب بود", "خارخاسک تیره خیلی بد بود", "خارخاسک تیره"};
    enum { N = sizeof text / sizeof *text, TIMES = 60 };
    learner *l = learner_new(reader_analyzer);
    buf body = BUF_INIT(0);
    size_t mark[N];
    findings f;
    for (size_t i = 0; i < N * TIMES; i++)
        ck_assert_int_eq(learner_study(l, sv_c(text[i % N]), &f, &mark[i % N]), ERR_OK);
    ck_assert_int_eq(reader_find(&f, FINDING_OPINION, "opinion")->polarity, 0);
    ck_assert_int_eq(learner_polarity(l, mark[N - 1]), 0);
    ck_assert_int_eq(learner_train(l, &body), ERR_OK);
    ck_assert_int_eq(analyzer_use_model(reader_analyzer, buf_sv(&body)), ERR_OK);
    for (size_t i = 0; i < N; i++) {
        f = reader_text(text[i]);
        int later = reader_find(&f, FINDING_OPINION, "opinion")->polarity;
        ck_assert_int_eq(learner_polarity(l, mark[i]), later);
    }
    ck_assert_int_eq(learner_polarity(l, mark[N - 1]), -1);
    ck_assert_int_eq(learner_study(l, SV(""), &f, &mark[0]), ERR_OK);
    ck_assert(mark[0] == LEARN_NOT_KEPT);
    learner_free(l);
    buf_clear(&body);
}
END_TEST

START_TEST(too_few_examples_are_no_model)
{
    learner *l = learner_new(reader_analyzer);
    buf body = BUF_INIT(0);
    ck_assert_int_eq(learner_add(l, SV("عالی بود"), NAN), ERR_OK);
    ck_assert_int_eq(learner_train(l, &body), ERR_LIMIT);
    learner_free(l);
    buf_clear(&body);
}
END_TEST

Suite *learn_suite(void)
{
    Suite *s = suite_create("learn");
    TCase *c = tcase_create("all");
    tcase_add_unchecked_fixture(c, reader_open, reader_close);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, too_few_examples_are_no_model);
    tcase_add_test(c, studied_comments_get_the_verdict_of_a_later_reading);
    tcase_add_test(c, model_learns_from_stars_and_is_the_same_each_time);
    tcase_add_loop_test(c, what_we_offer_answers_needs, 0, (int)(sizeof offers / sizeof offers[0]));
    suite_add_tcase(s, c);
    return s;
}
