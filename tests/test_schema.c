/* What the JSON writer puts out fits the schema of each answer, with full, unknown and hidden cells. */
#include <jansson.h>
#include <stdio.h>

#include "report/schema.h"
#include "report/writer.h"
#include "tests/tests.h"

static bool is_type(const json_t *v, const char *type)
{
    if (strcmp(type, "null") == 0) return json_is_null(v);
    if (strcmp(type, "string") == 0) return json_is_string(v);
    if (strcmp(type, "integer") == 0) return json_is_integer(v);
    if (strcmp(type, "number") == 0) return json_is_number(v);
    if (strcmp(type, "array") == 0) return json_is_array(v);
    return strcmp(type, "object") == 0 && json_is_object(v);
}

static bool fits_type(const json_t *type, const json_t *v)
{
    if (json_is_string(type)) return is_type(v, json_string_value(type));
    for (size_t i = 0; i < json_array_size(type); i++)
        if (is_type(v, json_string_value(json_array_get(type, i)))) return true;
    return false;
}

/* The part of JSON Schema that the schemas use. */
static void validate(const json_t *schema, const json_t *v, const char *at)
{
    const json_t *type = json_object_get(schema, "type"), *one = json_object_get(schema, "const"),
                 *must = json_object_get(schema, "required"),
                 *items = json_object_get(schema, "items");
    if (type) ck_assert_msg(fits_type(type, v), "type of %s", at);
    if (one) ck_assert_msg(json_equal(one, v), "constant %s", at);
    for (size_t i = 0; i < json_array_size(must); i++) {
        const char *key = json_string_value(json_array_get(must, i));
        ck_assert_msg(json_object_get(v, key) != NULL, "%s has no %s", at, key);
    }
    const char *key;
    json_t *part;
    json_object_foreach(json_object_get(schema, "properties"), key,
        part) if (json_object_get(v, key)) validate(part, json_object_get(v, key), key);
    for (size_t i = 0; items && i < json_array_size(v); i++)
        validate(items, json_array_get(v, i), at);
    if (json_is_number(v) && json_object_get(schema, "maximum"))
        ck_assert(json_number_value(v) <= json_number_value(json_object_get(schema, "maximum")));
}

static json_t *parsed(const char *text, size_t n)
{
    json_error_t why;
    json_t *v = json_loadb(text, n, JSON_ALLOW_NUL, &why);
    ck_assert_msg(v != NULL, "%s: %.200s", why.text, text);
    return v;
}

static json_t *written(const answer_def *def)
{
    static const answer_base base = {.offset_min = 210,
        .run_id = 1,
        .generated_at = 1795228200000,
        .k = 5,
        .retention_days = 90};
    writer_opts o = {.lang = LANG_EN, .base = &base, .program = "bazarkav test"};
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    writer w;
    writer_begin(&w, writer_find(SV("json")), &o, f);
    writer_open(&w, def);
    for (int r = 0; r < 3; r++) {
        cell c[64] = {{0}};
        for (int i = 0; i < def->n_cols; i++)
            c[i] = (cell){.null = r == 1,
                .suppressed = r == 2,
                .i = 1795228200000,
                .d = 0.25,
                .s = SV("متن")};
        ck_assert_int_eq(writer_row(&w, c), ERR_OK);
    }
    ck_assert_int_eq(writer_end(&w), ERR_OK);
    (void)fclose(f);
    json_t *v = parsed(text, n);
    free(text);
    return v;
}

START_TEST(every_answer_fits_its_schema)
{
    int n;
    const answer_def *all = answer_list(&n);
    ck_assert_int_gt(n, 20);
    for (int i = 0; i < n; i++) {
        buf b = BUF_INIT(0);
        schema_put(&b, &all[i]);
        json_t *schema = parsed(b.p, b.n), *v = written(&all[i]);
        validate(schema, v, all[i].name);
        ck_assert(json_is_true(
            json_object_get(json_array_get(json_object_get(v, "rows"), 2), "suppressed")));
        json_decref(schema);
        json_decref(v);
        buf_clear(&b);
    }
}
END_TEST

Suite *schema_suite(void)
{
    Suite *s = suite_create("schema");
    TCase *t = tcase_create("schema");
    tcase_add_test(t, every_answer_fits_its_schema);
    suite_add_tcase(s, t);
    return s;
}
