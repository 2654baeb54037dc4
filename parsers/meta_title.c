#include "parsers/meta_in.h"
#include "parsers/point.h"

enum { TITLE_MAX = 400, HEADINGS_MAX = 60 };

/* The letter that stands for c: lower case, ی and ک for their Arabic twins; 0: it is neither letter nor digit. */
static int32_t letter_of(int32_t c)
{
    if (c < 0x80) {
        bool own = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
        return own ? c : c >= 'A' && c <= 'Z' ? c + 32 : 0;
    }
    utf8proc_category_t k = point_category(c);
    if (k < UTF8PROC_CATEGORY_LU || k > UTF8PROC_CATEGORY_NO) return 0;
    if (k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME) return 0;
    return c == 0x64A || c == 0x649 ? 0x6CC : c == 0x643 ? 0x6A9 : point_lower(c);
}

/* The next letter or digit; 0 at the end. */
static int32_t next_letter(sv *s)
{
    while (s->n) {
        int32_t c = -1;
        size_t n = point_at(*s, &c);
        *s = sv_sub(*s, n ? n : 1, s->n);
        int32_t letter = n ? letter_of(c) : 0;
        if (letter) return letter;
    }
    return 0;
}

/* A text as the letters of at most LETTERS bytes of it. */
enum { LETTERS = 4 * TITLE_MAX };
typedef struct spelled {
    sv raw;
    size_t n;
    int32_t at[LETTERS];
} spelled;

static void spell(sv s, spelled *ret)
{
    ret->raw = s;
    s = sv_sub(s, 0, LETTERS);
    for (ret->n = 0; ret->n < LETTERS && (ret->at[ret->n] = next_letter(&s));) ret->n++;
}

static bool holds(const spelled *all, const spelled *part)
{
    size_t n = all->n, m = part->n;
    if (!all->raw.n || !part->raw.n || part->raw.n > LETTERS) return false;
    for (size_t i = 0; i + m <= n; i++)
        if (!m ||
            (all->at[i] == part->at[0] && memcmp(all->at + i, part->at, m * sizeof *part->at) == 0))
            return true;
    return false;
}

bool meta_same(sv a, sv b)
{
    for (;;) {
        int32_t x = next_letter(&a), y = next_letter(&b);
        if (x != y) return false;
        if (!x) return true;
    }
}

bool meta_holds(sv all, sv part)
{
    spelled in, what;
    if (!all.n || !part.n || part.n > LETTERS) return false;
    spell(part, &what);
    spell(all, &in);
    return holds(&in, &what);
}

static size_t letters(sv s)
{
    size_t n = 0;
    while (next_letter(&s)) n++;
    return n;
}

/* Length of a divider such as " - ", " | ", " » " at i, or 0. */
static size_t divider(sv s, size_t i)
{
    static const sv marks[] = {SV_INIT(" - "), SV_INIT(" | "), SV_INIT(" – "), SV_INIT(" — "),
        SV_INIT(" » "), SV_INIT(" « "), SV_INIT(" :: "), SV_INIT(" · "), SV_INIT(" • "),
        SV_INIT(" / "), SV_INIT(" › "), SV_INIT(" ‹ "), SV_INIT("|"), SV_INIT(" < "),
        SV_INIT(" > ")};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (sv_starts(sv_sub(s, i, 8), marks[k])) return marks[k].n;
    return 0;
}

/* The title without the name of the site: its longest part between dividers, or all but the last one. */
static sv without_site(sv title, sv site)
{
    sv best = {NULL, 0};
    size_t from = 0, most = 0;
    for (size_t i = 0; i <= title.n; i++) {
        size_t d = i < title.n ? divider(title, i) : 0;
        if (!d && i < title.n) continue;
        sv part = sv_trim(sv_sub(title, from, i - from));
        size_t n = letters(part);
        bool is_site = site.n && meta_same(part, site);
        if (!is_site && n > most) {
            most = n;
            best = part;
        }
        from = i + d;
        if (d) i += d - 1;
    }
    return best.n ? best : title;
}

typedef struct heading {
    sv text;
    double score;
} heading;

static bool in_tag(const xmlNode *n, GumboTag tag)
{
    for (n = n->parent; n && n->type == XML_ELEMENT_NODE; n = n->parent)
        if (html_is(n, tag)) return true;
    return false;
}

/* What a heading is compared with. */
typedef struct titles {
    spelled own, og; /* <title>, og:title */
    sv site;
} titles;

/* How well a heading fits as the page's title: confirmed by <title> or og:title, named so, an h1. */
static double fit(const xmlNode *n, sv text, const titles *t)
{
    static const uint64_t named = NAMED(headline) | NAMED(entry) | NAMED(title) | NAMED(post);
    spelled says;
    sv og = t->og.raw;
    if (text.n > TITLE_MAX) return 0;
    spell(text, &says);
    size_t len = says.n;
    if (len < 2 || (t->site.n && meta_same(text, t->site))) return 0;
    double s = 0;
    GumboTag tag = html_tag(n);
    bool confirmed = holds(&t->own, &says) || holds(&t->og, &says);
    bool whole = len > 10 && og.n && holds(&says, &t->og);
    if (confirmed) s += 3 + (len < 60 ? (double)len : 60) / 20;
    if (meta_same(og, text)) s += 3;
    if (whole) s += 2;
    s += tag == GUMBO_TAG_H1 ? 3 : tag == GUMBO_TAG_H2 ? 1 : 0.2;
    if (named_has(n, named)) s += 1;
    if (in_tag(n, GUMBO_TAG_ARTICLE) || in_tag(n, GUMBO_TAG_MAIN)) s += 0.5;
    if (in_tag(n, GUMBO_TAG_NAV) || in_tag(n, GUMBO_TAG_FOOTER) || in_tag(n, GUMBO_TAG_ASIDE))
        s -= 3;
    if (len < 8 && !meta_same(og, text)) s -= 1.5;
    return tag == GUMBO_TAG_H1 || confirmed || whole ? s : 0;
}

sv meta_title(arena *a, const tree *t, const meta *m, sv site)
{
    sv og = meta_get(m, "og:title");
    if (!og.n) og = meta_get(m, "twitter:title");
    if (!og.n) og = meta_ld(a, m, SV("headline"));
    titles with = {.site = site};
    spell(m->title, &with.own);
    spell(og, &with.og);
    sv best = {NULL, 0};
    double most = 0;
    int seen = 0;
    for (xmlNode *n = t->body; n && seen < HEADINGS_MAX; n = html_next(n, t->body)) {
        GumboTag tag = html_tag(n);
        if (tag < GUMBO_TAG_H1 || tag > GUMBO_TAG_H3) continue;
        seen++;
        sv text = html_brief(a, n, 2 * TITLE_MAX);
        double s = fit(n, text, &with);
        if (s > most) {
            most = s;
            best = text;
        }
    }
    if (best.n) return best;
    if (og.n) return without_site(og, site);
    return without_site(m->title, site);
}
