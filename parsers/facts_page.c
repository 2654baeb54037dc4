#include <math.h>

#include "crawler/url.h"
#include "parsers/facts_in.h"
#include "parsers/links.h"
#include "parsers/meta_in.h"

enum { CARD_LEVELS = 4, ROW_BYTES = 240, NAME_BYTES = 160, LABEL_BYTES = 80 };

/* Colons, dashes, dots at both ends of a label. */
static sv bare(sv s)
{
    static const sv marks[] = {SV_INIT(":"), SV_INIT("-"), SV_INIT("–"), SV_INIT("—"), SV_INIT("."),
        SV_INIT("…"), SV_INIT("|"), SV_INIT("،"), SV_INIT("("), SV_INIT(")"), SV_INIT("•"),
        SV_INIT("\xC2\xA0"), SV_INIT("قیمت"), SV_INIT(" است"), SV_INIT("قيمت")};
    for (bool again = true; again;) {
        again = false;
        s = sv_trim(s);
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            if (sv_starts(s, marks[i])) s = sv_sub(s, marks[i].n, s.n), again = true;
            if (sv_ends(s, marks[i])) s.n -= marks[i].n, again = true;
        }
    }
    return s;
}

/* The name on the card around a price: its heading, else its title element, else its link. */
static sv card_name(facts *f, const xmlNode *price_node)
{
    static const uint64_t names = NAMED(title) | NAMED(name);
    const xmlNode *card = price_node;
    for (int level = 0;
         level < CARD_LEVELS && card->parent && card->parent->type == XML_ELEMENT_NODE; level++) {
        card = card->parent;
        if (html_is(card, GUMBO_TAG_BODY)) break;
        const xmlNode *link = NULL;
        for (const xmlNode *n = html_next(card, card); n; n = html_next(n, card)) {
            if (n == price_node || n->type != XML_ELEMENT_NODE) continue;
            bool named = html_is_heading(html_tag(n)) || named_has(n, names);
            if (html_is(n, GUMBO_TAG_A) && !link) link = n;
            sv s = named ? html_brief(f->a, n, NAME_BYTES) : (sv){NULL, 0};
            if (s.n && !facts_price(s, &(price){0})) return s;
        }
        sv s = link ? html_brief(f->a, link, NAME_BYTES) : (sv){NULL, 0};
        if (s.n && s.n <= NAME_BYTES && !facts_price(s, &(price){0})) return s;
    }
    return (sv){NULL, 0};
}

static const xmlNode *inner(const xmlNode *n, GumboTag tag) { return html_first(n, tag); }

/* <del>old</del> <ins>new</ins> on a card. */
static void put_discount(facts *f, const xmlNode *n, sv name)
{
    const xmlNode *was = inner(n, GUMBO_TAG_DEL), *now = inner(n, GUMBO_TAG_INS);
    price old, new;
    if (!was || !now || !facts_price(html_line(f->a, was), &old) ||
        !facts_price(html_line(f->a, now), &new))
        return;
    double off = 100 * (old.amount - new.amount) / old.amount;
    if (!(off > 0.5 && off < 99)) return;
    facts_put(f, (doc_fact){.kind = FACT_DISCOUNT,
                     .key = name,
                     .value = html_line(f->a, n),
                     .amount = round(off),
                     .confidence = 0.9f});
}

/* An element called "price" with a price in it. */
static bool put_card(facts *f, const xmlNode *n)
{
    static const uint64_t words = NAMED(price) | NAMED(amount) | NAMED(cost);
    if (!html_el_of(n)->priced || !named_has(n, words)) return false;
    const xmlNode *now = inner(n, GUMBO_TAG_INS);
    sv text = html_brief(f->a, now ? now : n, ROW_BYTES);
    price p;
    if (text.n > ROW_BYTES || !facts_price(text, &p)) return false;
    sv name = card_name(f, n);
    if (!name.n) name = f->d->title;
    facts_put(f, (doc_fact){.kind = FACT_PRICE,
                     .key = name,
                     .value = sv_sub(text, p.from, p.to - p.from),
                     .amount = p.amount,
                     .confidence = 0.85f});
    put_discount(f, n, name);
    return true;
}

static bool has_price_element(const xmlNode *top)
{
    static const uint64_t words = NAMED(price) | NAMED(amount);
    for (const xmlNode *n = html_next(top, top); n; n = html_next(n, top))
        if (html_is(n, GUMBO_TAG_DEL) || (n->type == XML_ELEMENT_NODE && named_has(n, words)))
            return true;
    return false;
}

/* A row of a menu: «لاته ... ۸۵ هزار تومان» and nothing else. */
static bool put_row(facts *f, const xmlNode *n)
{
    GumboTag tag = html_tag(n);
    if (!html_el_of(n)->priced) return false;
    if (tag != GUMBO_TAG_LI && tag != GUMBO_TAG_TR && tag != GUMBO_TAG_P && tag != GUMBO_TAG_DD &&
        tag != GUMBO_TAG_DIV)
        return false;
    char room[ROW_BYTES + 1];
    sv text = html_glance(n, room, sizeof room);
    price p;
    if (!text.n || !facts_price(text, &p) || has_price_element(n)) return false;
    text = arena_sv(f->a, text);
    sv name = bare(sv_sub(text, 0, p.from)), rest = bare(sv_sub(text, p.to, text.n));
    if (!name.n) name = rest, rest.n = 0;
    if (!name.n || name.n > LABEL_BYTES || rest.n > 2 * LABEL_BYTES ||
        facts_price(name, &(price){0}))
        return false;
    if (facts_said_in_comment(f, name)) return false;
    bool sentence = memchr(name.p, '.', name.n) || tag == GUMBO_TAG_P || tag == GUMBO_TAG_DIV;
    if (sentence && rest.n) return false;
    facts_put(f, (doc_fact){.kind = FACT_PRICE,
                     .key = name,
                     .value = sv_sub(text, p.from, p.to - p.from),
                     .amount = p.amount,
                     .confidence = sentence ? 0.5f : 0.7f});
    return true;
}

/* «٪۲۰ تخفیف» */
static void put_sale(facts *f, const xmlNode *n)
{
    sv text = html_data(n);
    price p;
    if (text.n < 4 || text.n > ROW_BYTES || !facts_percent(text, &p)) return;
    bool off = sv_find(text, SV("تخفیف")) != SV_NPOS || sv_find(text, SV("تخفيف")) != SV_NPOS ||
               sv_find(text, SV("off")) != SV_NPOS || sv_find(text, SV("OFF")) != SV_NPOS ||
               sv_find(text, SV("discount")) != SV_NPOS;
    if (!off) return;
    sv name = card_name(f, n->parent);
    facts_put(f, (doc_fact){.kind = FACT_DISCOUNT,
                     .key = name.n ? name : f->d->title,
                     .value = text,
                     .amount = p.percent,
                     .confidence = 0.7f});
}

static bool category_path(sv href)
{
    static const sv marks[] = {SV_INIT("/product-category/"), SV_INIT("/category/"),
        SV_INIT("/categories/"), SV_INIT("/cat/"), SV_INIT("/collections/"),
        SV_INIT("/collection/"), SV_INIT("/product-cat/"), SV_INIT("/shop-category/"),
        SV_INIT("/%D8%AF%D8%B3%D8%AA%D9%87") /* /دسته */};
    for (const char *at; href.n && (at = memchr(href.p, '/', href.n));) {
        href = sv_sub(href, (size_t)(at - href.p), href.n);
        bool may = href.n > 1 && memchr("cps%", href.p[1], 4);
        for (size_t i = 0; may && i < sizeof marks / sizeof *marks; i++)
            if (sv_starts(href, marks[i])) return true;
        href = sv_sub(href, 1, href.n);
    }
    return false;
}

static bool in_categories(const xmlNode *n)
{
    static const uint64_t words =
        NAMED(categories) | NAMED(category) | NAMED(cats) | NAMED(breadcrumb) | NAMED(breadcrumbs);
    for (int level = 0; n && n->type == XML_ELEMENT_NODE && level < 5; n = n->parent, level++)
        if (!html_is(n, GUMBO_TAG_BODY) && !html_is(n, GUMBO_TAG_HTML) && named_has(n, words))
            return true;
    return false;
}

/* "instagram:name" of a link to a profile. */
static void put_handle(facts *f, sv href)
{
    static const struct {
        sv host, name;
    } networks[] = {{SV_INIT("instagram.com"), SV_INIT("instagram")},
        {SV_INIT("t.me"), SV_INIT("telegram")}, {SV_INIT("telegram.me"), SV_INIT("telegram")},
        {SV_INIT("wa.me"), SV_INIT("whatsapp")}, {SV_INIT("twitter.com"), SV_INIT("twitter")},
        {SV_INIT("x.com"), SV_INIT("twitter")}, {SV_INIT("facebook.com"), SV_INIT("facebook")},
        {SV_INIT("youtube.com"), SV_INIT("youtube")},
        {SV_INIT("linkedin.com"), SV_INIT("linkedin")}, {SV_INIT("aparat.com"), SV_INIT("aparat")},
        {SV_INIT("eitaa.com"), SV_INIT("eitaa")}, {SV_INIT("rubika.ir"), SV_INIT("rubika")},
        {SV_INIT("ble.ir"), SV_INIT("bale")}, {SV_INIT("splus.ir"), SV_INIT("soroush")},
        {SV_INIT("virasty.com"), SV_INIT("virasty")}};
    url u;
    if (!url_split(href, &u)) return;
    sv path = sv_sub(u.path, 1, u.path.n);
    while (path.n && path.p[path.n - 1] == '/') path.n--;
    if (sv_starts(path, SV("s/")) || sv_starts(path, SV("@")))
        path = sv_sub(path, path.p[0] == '@' ? 1 : 2, path.n);
    static const sv no[] = {SV_INIT("share"), SV_INIT("sharer"), SV_INIT("intent"),
        SV_INIT("sharer.php"), SV_INIT("watch"), SV_INIT("p/"), SV_INIT("embed")};
    if (!path.n || path.n > 60 || u.query.n) return;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (sv_istarts(path, no[i])) return;
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
        if (url_same_host(u.host, networks[i].host)) {
            sv key = arena_printf(f->a, "%.*s:%.*s", SV_FMT(networks[i].name), SV_FMT(path));
            facts_put(f, (doc_fact){.kind = FACT_HANDLE,
                             .key = key,
                             .value = href,
                             .amount = (double)NAN,
                             .confidence = 0.9f});
        }
}

static void put_link(facts *f, const xmlNode *n)
{
    sv href = html_attr(n, "href");
    if (sv_istarts(href, SV("tel:"))) {
        sv phone = sv_trim(sv_sub(href, 4, href.n));
        facts_put(f, (doc_fact){.kind = FACT_PHONE,
                         .key = phone,
                         .value = phone,
                         .amount = (double)NAN,
                         .confidence = 0.9f});
        return;
    }
    const sv *whole = map_get(&f->t->whole, href);
    sv all = whole ? *whole : links_resolve(f->a, f->p->url, href);
    if (!all.n) return;
    put_handle(f, all);
    if (!category_path(all) && !in_categories(n->parent)) return;
    sv name = html_brief(f->a, n, LABEL_BYTES);
    bool home = sv_eq(name, SV("خانه")) || sv_ieq(name, SV("home")) || sv_eq(name, SV("صفحه اصلی"));
    if (name.n > 1 && name.n <= LABEL_BYTES && !home)
        facts_put(f, (doc_fact){.kind = FACT_CATEGORY,
                         .key = name,
                         .value = name,
                         .amount = (double)NAN,
                         .confidence = 0.75f});
}

/* Tells the elements that may hold a price: their own text or that of a part of them names a currency. */
static void find_prices(const xmlNode *body)
{
    for (const xmlNode *n = body, *next = NULL; n; n = next) {
        const xmlNode *up = n->parent;
        bool element = n->type == XML_ELEMENT_NODE;
        next = element && html_is_hidden(html_tag(n)) ? html_skip(n, body) : html_next(n, body);
        if (element || html_el_of(up)->priced || !facts_has_currency(html_data(n))) continue;
        for (; up && up->type == XML_ELEMENT_NODE && !html_el_of(up)->priced; up = up->parent)
            html_el_of(up)->priced = true;
    }
}

void facts_of_page(facts *f)
{
    const xmlNode *body = f->t->body;
    find_prices(body);
    for (const xmlNode *n = body; n && !f->e;) {
        bool element = n->type == XML_ELEMENT_NODE, done = false;
        if (element && facts_leave_out(n)) {
            n = html_skip(n, body);
            continue;
        }
        if (!element)
            put_sale(f, n);
        else if (html_is(n, GUMBO_TAG_A))
            put_link(f, n);
        else
            done = put_card(f, n) || put_row(f, n);
        n = done ? html_skip(n, body) : html_next(n, body);
    }
}
