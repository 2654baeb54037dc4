#include <math.h>

#include "parsers/facts_in.h"
#include "parsers/glean.h"
#include "parsers/structured.h"

enum { DEPTH_MAX = 12, SCRIPTS_MAX = 30, SCRIPT_BYTES_MAX = 1 << 20 };

static sv text_of(facts *f, const json_t *v)
{
    if (json_is_array(v)) v = json_array_get(v, 0);
    if (json_is_object(v)) {
        const json_t *name = json_object_get(v, "name");
        return text_of(f, name ? name : json_object_get(v, "@value"));
    }
    return v ? glean_scalar(f->a, v) : (sv){NULL, 0};
}

static sv field(facts *f, const json_t *o, const char *key)
{
    return text_of(f, json_object_get(o, key));
}

static bool is_a(facts *f, const json_t *o, sv type)
{
    const json_t *t = json_object_get(o, "@type");
    size_t n = json_is_array(t) ? json_array_size(t) : t ? 1 : 0;
    for (size_t i = 0; i < n; i++) {
        sv s = glean_scalar(f->a, json_is_array(t) ? json_array_get(t, i) : t);
        if (sv_ends(s, type)) return true;
    }
    return false;
}

static const json_t *first_of(const json_t *v)
{
    return json_is_array(v) ? json_array_get(v, 0) : v;
}

static void offer(facts *f, const json_t *o, sv name)
{
    const json_t *spec = first_of(json_object_get(o, "priceSpecification"));
    sv amount = field(f, o, "price"), currency = field(f, o, "priceCurrency");
    if (!amount.n) amount = field(f, o, "lowPrice");
    if (!amount.n && spec) amount = field(f, spec, "price");
    if (!currency.n && spec) currency = field(f, spec, "priceCurrency");
    if (!amount.n) return;
    sv shown =
        arena_printf(f->a, "%.*s%s%.*s", SV_FMT(amount), currency.n ? " " : "", SV_FMT(currency));
    facts_put(f, (doc_fact){.kind = FACT_PRICE,
                     .key = name,
                     .value = shown,
                     .amount = facts_toman(amount, currency),
                     .confidence = 0.95f});
}

static void product(facts *f, const json_t *o)
{
    sv name = field(f, o, "name");
    if (!name.n) return;
    sv sku = field(f, o, "sku"), brand = field(f, o, "brand");
    facts_put(f, (doc_fact){.kind = FACT_PRODUCT,
                     .key = name,
                     .value = brand.n ? brand
                              : sku.n ? sku
                                      : name,
                     .amount = (double)NAN,
                     .confidence = 0.95f});
    const json_t *offers = first_of(json_object_get(o, "offers"));
    if (json_is_object(offers)) offer(f, offers, name);
    const json_t *rating = first_of(json_object_get(o, "aggregateRating"));
    sv count = json_is_object(rating) ? field(f, rating, "reviewCount") : (sv){NULL, 0};
    if (!count.n && json_is_object(rating)) count = field(f, rating, "ratingCount");
    if (count.n)
        facts_put(f, (doc_fact){.kind = FACT_REVIEW_COUNT,
                         .key = name,
                         .value = count,
                         .amount = facts_toman(count, SV("IRT")),
                         .confidence = 0.9f});
    sv category = field(f, o, "category");
    if (category.n)
        facts_put(f, (doc_fact){.kind = FACT_CATEGORY,
                         .key = category,
                         .value = category,
                         .amount = (double)NAN,
                         .confidence = 0.8f});
}

/* The path without home and without the page itself; its last part is the category. */
static void breadcrumb(facts *f, const json_t *o)
{
    const json_t *list = json_object_get(o, "itemListElement");
    size_t n = json_is_array(list) ? json_array_size(list) : 0;
    for (size_t i = 1; i + 1 < n; i++) {
        const json_t *step = json_array_get(list, i);
        sv name = field(f, step, "name");
        if (!name.n) name = text_of(f, json_object_get(step, "item"));
        facts_put(f, (doc_fact){.kind = FACT_CATEGORY,
                         .key = name,
                         .value = name,
                         .amount = (double)NAN,
                         .confidence = 0.85f});
    }
}

static void address(facts *f, const json_t *o, sv name)
{
    const json_t *at = first_of(json_object_get(o, "address"));
    sv value = {NULL, 0};
    if (json_is_object(at)) {
        sv street = field(f, at, "streetAddress"), city = field(f, at, "addressLocality");
        value = arena_printf(
            f->a, "%.*s%s%.*s", SV_FMT(city), city.n && street.n ? "، " : "", SV_FMT(street));
    } else if (at)
        value = glean_scalar(f->a, at);
    if (value.n)
        facts_put(f, (doc_fact){.kind = FACT_ADDRESS,
                         .key = name.n ? name : value,
                         .value = value,
                         .amount = (double)NAN,
                         .confidence = 0.95f});
}

static void place(facts *f, const json_t *o)
{
    sv name = field(f, o, "name"), phone = field(f, o, "telephone"),
       hours = field(f, o, "openingHours");
    address(f, o, name);
    if (phone.n)
        facts_put(f, (doc_fact){.kind = FACT_PHONE,
                         .key = phone,
                         .value = phone,
                         .amount = (double)NAN,
                         .confidence = 0.9f});
    const json_t *spec = first_of(json_object_get(o, "openingHoursSpecification"));
    if (!hours.n && json_is_object(spec)) {
        sv from = field(f, spec, "opens"), to = field(f, spec, "closes");
        if (from.n && to.n) hours = arena_printf(f->a, "%.*s-%.*s", SV_FMT(from), SV_FMT(to));
    }
    if (hours.n)
        facts_put(f, (doc_fact){.kind = FACT_HOURS,
                         .key = name.n ? name : SV("hours"),
                         .value = hours,
                         .amount = (double)NAN,
                         .confidence = 0.9f});
}

static void visit(facts *f, const json_t *v, int depth)
{
    if (depth > DEPTH_MAX || f->e || f->v.n >= FACTS_MAX) return;
    for (size_t i = 0; json_is_array(v) && i < json_array_size(v); i++)
        visit(f, json_array_get(v, i), depth + 1);
    if (!json_is_object(v)) return;
    if (is_a(f, v, SV("Review")) || is_a(f, v, SV("Comment")) || is_a(f, v, SV("Person"))) return;
    if (is_a(f, v, SV("Product")) || is_a(f, v, SV("MenuItem")))
        product(f, v);
    else if (is_a(f, v, SV("BreadcrumbList")))
        breadcrumb(f, v);
    else if (json_object_get(v, "address") || json_object_get(v, "openingHours") ||
             json_object_get(v, "openingHoursSpecification"))
        place(f, v);
    union {
        const json_t *in;
        json_t *out; /* only read */
    } u = {.in = v};
    for (void *at = json_object_iter(u.out); at; at = json_object_iter_next(u.out, at))
        visit(f, json_object_iter_value(at), depth + 1);
}

static void product_meta(facts *f)
{
    sv amount = {NULL, 0}, currency = {NULL, 0};
    for (const xmlNode *n = html_first(f->t->root, GUMBO_TAG_META); n;
         n = html_after(n, f->t->root, GUMBO_TAG_META)) {
        sv name = html_attr(n, "property"), v = html_attr(n, "content");
        if (sv_ieq(name, SV("product:price:amount")) || sv_ieq(name, SV("og:price:amount")))
            amount = v;
        if (sv_ieq(name, SV("product:price:currency")) || sv_ieq(name, SV("og:price:currency")))
            currency = v;
    }
    if (!amount.n || !f->d->title.n) return;
    facts_put(f, (doc_fact){.kind = FACT_PRICE,
                     .key = f->d->title,
                     .value = arena_printf(f->a, "%.*s %.*s", SV_FMT(amount), SV_FMT(currency)),
                     .amount = facts_toman(amount, currency),
                     .confidence = 0.8f});
}

void facts_of_things(facts *f)
{
    int scripts = 0;
    for (const xmlNode *n = html_first(f->t->root, GUMBO_TAG_SCRIPT); n && scripts < SCRIPTS_MAX;
         n = html_after(n, f->t->root, GUMBO_TAG_SCRIPT)) {
        if (sv_find(html_attr(n, "type"), SV("ld+json")) == SV_NPOS || !n->children) continue;
        scripts++;
        sv text = html_data(n->children);
        json_t *v = text.n && text.n < SCRIPT_BYTES_MAX ? glean_json_read(text) : NULL;
        if (v) visit(f, v, 0);
        json_decref(v);
    }
    glean g = {.a = f->a, .t = f->t, .base = f->p->url};
    json_t *markup = structured_markup(&g);
    if (markup) visit(f, markup, 0);
    json_decref(markup);
    product_meta(f);
}
