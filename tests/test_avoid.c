/* What is left out before anything is asked for (PRIVACY duty 4). */
#include "crawler/avoid.h"
#include "tests/tests.h"

static arena a;
static void setup(void) { a = ARENA_INIT(1 << 20); }
static void teardown(void) { arena_clear(&a); }

static const struct {
    const char *pattern, *address;
    bool hit;
} cases[] = {
    {"*/user/*", "https://shop.example/user/42", true},
    {"*/user/*", "https://shop.example/fa/user/42/posts", true},
    {"*/user/*", "https://shop.example/users/42", false},
    {"*/cart*", "https://shop.example/cart?add=7", true},
    {"*/cart", "https://shop.example/fa/cart?add=7", true},
    {"*/cart", "https://shop.example/brand/cartier", false},
    {"/private", "https://shop.example/private", true},
    {"/private", "https://shop.example/private/7", true},
    {"/private", "https://shop.example/privately", false},
    {"/private", "https://shop.example/a/private", false},
    {"shop.example", "https://shop.example/", true},
    {"shop.example", "https://www.shop.example/tea?p=2", true},
    {"shop.example", "https://myshop.example/", false},
    {"shop.example", "https://other.example/shop.example", false},
    {"Shop.example/Blog/", "https://shop.example:8080/blog/1", true},
    {"shop.example/blog", "https://shop.example/blogger", false},
    {"https://shop.example/", "https://shop.example/a", true},
    {"https://shop.example/", "https://www.shop.example/a", false},
    {"*/کاربر/*", "https://shop.example/%DA%A9%D8%A7%D8%B1%D8%A8%D8%B1/7", true},
    {"*/%DA%A9%D8%A7%D8%B1%D8%A8%D8%B1/*", "https://shop.example/%da%a9%d8%a7%d8%b1%d8%a8%d8%b1/7",
        true},
    {"مثال.example", "https://xn--mgbh0fb.example/a", true},
    {"shop.example:8080/x", "http://shop.example:8080/x/1", true},
    {"shop.example:8080/x", "http://www.shop.example:8080/x", true},
    {"shop.example:8080", "https://shop.example:8080/a?b", true},
    {"shop.example:8080/x", "http://shop.example/x", false},
    {"shop.example:8080", "http://shop.example:80801/x", false},
    {"shop.example:80", "http://shop.example:8080/", false},
    {"shop.example:80/x", "http://shop.example/x", true},
    {"shop.example:443", "https://shop.example/x", true},
    {"shop.example:443", "http://shop.example/x", false},
    {"*:8080/x", "http://shop.example:8080/x", true},
    {"http://shop.example:8080/x", "http://shop.example:8080/x", true},
    {"https://shop.example:443/x", "https://shop.example/x", true},
    {"HTTP://shop.example:80", "http://shop.example/x", true},
    {"[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x", true},
    {"[2001:db8::1]/x", "http://[2001:db8::1]/x", true},
    {"مثال.example:8080/x", "http://xn--mgbh0fb.example:8080/x", true},
    {"مثال.example:8080/x", "http://xn--mgbh0fb.example/x", false},
    {"shop.example/a:80", "https://shop.example/a:80", true},
    {"shop.example?a=1", "https://shop.example/?a=1", false},
    {"*.pdf", "https://shop.example/list.pdf", true},
    {"*.pdf", "https://shop.example/list.pdfs", false},
    {"*a*a*a*b", "https://shop.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
};

START_TEST(patterns)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        avoid r = {0};
        ck_assert_int_eq(avoid_add(&a, sv_c(cases[i].pattern), SV(""), &r), ERR_OK);
        const avoid_rule *hit = avoid_find(&r, sv_c(cases[i].address));
        ck_assert_msg(
            (hit != NULL) == cases[i].hit, "%s on %s", cases[i].pattern, cases[i].address);
        if (hit) ck_assert_str_eq(avoid_reason(hit), "excluded");
    }
}
END_TEST

START_TEST(nothing_covers_nothing)
{
    avoid r = {0};
    ck_assert_int_eq(avoid_add(&a, SV("  "), SV(""), &r), ERR_OK);
    ck_assert_uint_eq(r.n, 0);
    ck_assert_ptr_null(avoid_find(&r, SV("https://shop.example/")));
    ck_assert_int_eq(avoid_add(&a, SV("*"), SV(""), &r), ERR_OK);
    ck_assert_ptr_null(avoid_find(&r, SV("not an address")));
    ck_assert_ptr_nonnull(avoid_find(&r, SV("https://shop.example/")));
}
END_TEST

START_TEST(kinds_of_sites_that_are_not_read)
{
    avoid r = {0};
    ck_assert_int_eq(avoid_add_shipped(&a, &r), ERR_OK);
    static const char *const kinds[] = {"illness", "minors", "dating", "religion", "politics"};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        size_t n = 0;
        for (size_t i = 0; i < r.n; i++) n += sv_eq(r.at[i].kind, sv_c(kinds[k]));
        ck_assert_msg(n > 0, "no %s in the list", kinds[k]);
    }
    const avoid_rule *hit = avoid_find(&r, SV("https://www.doctoreto.com/consult/12"));
    ck_assert_ptr_nonnull(hit);
    ck_assert_str_eq(avoid_reason(hit), "kind");
    ck_assert_ptr_nonnull(avoid_find(&r, SV("https://forum.my-hamsaryabi.example/1")));
    ck_assert_ptr_null(avoid_find(&r, SV("https://shop.example/product/1")));
    ck_assert_ptr_null(avoid_find(&r, SV("https://reddit.com/r/camping/1")));
}
END_TEST

Suite *avoid_suite(void)
{
    Suite *s = suite_create("avoid");
    TCase *t = tcase_create("avoid");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, patterns);
    tcase_add_test(t, nothing_covers_nothing);
    tcase_add_test(t, kinds_of_sites_that_are_not_read);
    suite_add_tcase(s, t);
    return s;
}
