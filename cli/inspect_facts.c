/* What a competitor states on one page: prices, categories, terms, addresses; one fact a line. */
#include <math.h>

#include "cli/inspect.h"
#include "parsers/parse.h"
#include "util/clock.h"
#include "util/file.h"

enum { PAGE_MAX = 64 * 1024 * 1024 };

static const char *const kinds[FACT_KIND_MAX] = {[FACT_PRICE] = "price",
    [FACT_DISCOUNT] = "discount",
    [FACT_CATEGORY] = "category",
    [FACT_PRODUCT] = "product",
    [FACT_DELIVERY] = "delivery",
    [FACT_RETURNS] = "returns",
    [FACT_ADDRESS] = "address",
    [FACT_HOURS] = "hours",
    [FACT_HANDLE] = "handle",
    [FACT_PHONE] = "phone",
    [FACT_REVIEW_COUNT] = "review_count"};

/* Tabs and line feeds would break the columns. */
static void put_cell(FILE *out, sv s)
{
    for (size_t i = 0; i < s.n; i++) (void)fputc(sv_space(s.p[i]) ? ' ' : s.p[i], out);
    (void)fputc('\t', out);
}

static int run(session *s)
{
    page p = {.why = PAGE_OK,
        .status = 200,
        .url = sv_c(opt_text(s, "url")),
        .content_type = sv_c(opt_text(s, "content-type")),
        .fetched_at = clock_now_ms()};
    err e = file_read(s->a, stdin, PAGE_MAX, &p.body);
    doc d;
    if (!e) e = parse_page(s->a, &p, NULL, &d);
    if (e) return fail(s, code_of(e), "%s", err_str(e));
    for (size_t i = 0; i < d.n_facts; i++) {
        const doc_fact *f = &d.fact[i];
        put_cell(s->out, sv_c(kinds[f->kind]));
        put_cell(s->out, f->key);
        put_cell(s->out, f->value);
        if (isnan(f->amount))
            (void)fprintf(s->out, "-\n");
        else
            (void)fprintf(s->out, "%.10g\n", f->amount);
    }
    return EXIT_DONE;
}

const inspector inspector_facts = {.what = "facts",
    .fa = "صفحه ← قیمت، دسته، ارسال، نشانی و مانند آن‌ها",
    .en = "a page -> prices, categories, terms, addresses",
    .run = run};
