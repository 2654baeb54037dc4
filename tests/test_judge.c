#include "cli/crawl.h"
#include "tests/tests.h"

/* So many addresses of one kind are read, the i-th of which `fill` makes. */
static bool left(void (*fill)(slot *sl, uint64_t i))
{
    static site s;
    static slot sl;
    const sv url = SV("http://a.ir/product/12");
    free(s.trap);
    s = (site){.trap = NULL};
    for (uint64_t i = 1; i <= 2 * TRAP_MIN; i++) {
        sl = (slot){.kind = SLOT_PAGE, .job = {.kind = KIND_PAGE, .url = url}};
        sl.page.why = PAGE_OK;
        fill(&sl, i);
        judge_learn(&s, &sl);
    }
    bool closed = trap_closed(s.trap, trap_shape_of(url));
    free(s.trap);
    s.trap = NULL;
    return closed;
}

static doc_fact price = {.kind = FACT_PRICE};

static void same_text(slot *sl, uint64_t i)
{
    (void)i;
    sl->doc.simhash = sl->gist = 7;
}

static void other_texts(slot *sl, uint64_t i)
{
    sl->doc.simhash = sl->gist = i * 0x9E3779B97F4A7C15;
}

static void hardly_any_text(slot *sl, uint64_t i) { sl->gist = i * 0x9E3779B97F4A7C15; }

static void other_products(slot *sl, uint64_t i)
{
    hardly_any_text(sl, i);
    sl->doc.fact = &price;
    sl->doc.n_facts = 1;
}

static void products_said_before(slot *sl, uint64_t i)
{
    other_products(sl, i);
    sl->stale = true;
}

START_TEST(siblings_are_left_when_they_say_the_same)
{
    ck_assert(left(same_text));
    ck_assert(!left(other_texts));
    ck_assert(left(hardly_any_text));
    ck_assert(!left(other_products));
    ck_assert(left(products_said_before));
}
END_TEST

Suite *judge_suite(void)
{
    Suite *s = suite_create("judge");
    TCase *t = tcase_create("judge");
    tcase_add_test(t, siblings_are_left_when_they_say_the_same);
    suite_add_tcase(s, t);
    return s;
}
