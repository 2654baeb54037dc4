#include "crawler/url.h"
#include "parsers/meta_in.h"

enum { AUTHOR_MAX = 80, BOX_NODES = 300 /* a box of more is none of an author */ };

/* "AFP/The Paper" is none. */
static bool is_address(sv s)
{
    if (!s.n || sv_istarts(s, SV("http")) || sv_istarts(s, SV("www."))) return true;
    return memchr(s.p, '/', s.n) && (s.p[0] == '/' || memchr(s.p, '.', s.n));
}

static size_t words(sv s)
{
    size_t n = 0;
    while ((s = sv_trim(s)).n) {
        n++;
        (void)sv_cut(&s, ' ');
    }
    return n;
}

static bool starts_any(sv s, const sv *words_, size_t n, sv *ret_rest)
{
    for (size_t i = 0; i < n; i++)
        if (sv_istarts(s, words_[i])) {
            *ret_rest = sv_trim(sv_sub(s, words_[i].n, s.n));
            return true;
        }
    return false;
}

static const sv lead[] = {SV_INIT("by "), SV_INIT("by: "), SV_INIT("von "), SV_INIT("von: "),
    SV_INIT("par "), SV_INIT("por "), SV_INIT("di "), SV_INIT("door "), SV_INIT("written by "),
    SV_INIT("posted by "), SV_INIT("published by "), SV_INIT("author: "), SV_INIT("author "),
    SV_INIT("autor: "), SV_INIT("autor "), SV_INIT("autorin: "), SV_INIT("text: "),
    SV_INIT("text von "), SV_INIT("eingestellt von "), SV_INIT("geschrieben von "),
    SV_INIT("veröffentlicht von "), SV_INIT("verfasst von "), SV_INIT("ein beitrag von "),
    SV_INIT("ein gastbeitrag von "), SV_INIT("article par "), SV_INIT("publié par "),
    SV_INIT("escrito por "), SV_INIT("publicado por "), SV_INIT("نویسنده:"), SV_INIT("نویسنده :"),
    SV_INIT("نوشته‌ی "), SV_INIT("نوشتهٔ "), SV_INIT("نوشته "), SV_INIT("توسط "),
    SV_INIT("به قلم "), SV_INIT("به قلمِ "), SV_INIT("خبرنگار:"), SV_INIT("گزارش از "),
    SV_INIT("نگارنده:"), SV_INIT("گردآوری:"), SV_INIT("ترجمهٔ "), SV_INIT("مترجم:"),
    SV_INIT("post author "), SV_INIT("all posts by "), SV_INIT("view all posts by "),
    SV_INIT("alle beiträge von "), SV_INIT("zeige alle beiträge von "), SV_INIT("alles von "),
    SV_INIT("words by "), SV_INIT("story by "), SV_INIT("reported by "), SV_INIT("scritto da "),
    SV_INIT("a cura di "), SV_INIT("yazan: "), SV_INIT("hazırlayan: "),

    SV_INIT("written by: "), SV_INIT("posted by: "), SV_INIT("article by "), SV_INIT("post by "),
    SV_INIT("guest post by "), SV_INIT("a guest post by "), SV_INIT("submitted by "),
    SV_INIT("contributed by "), SV_INIT("review by "), SV_INIT("interview by "),
    SV_INIT("beitrag von "), SV_INIT("gastbeitrag von "), SV_INIT("artikel von "),
    SV_INIT("ein artikel von "), SV_INIT("kolumne von "), SV_INIT("eine kolumne von "),
    SV_INIT("ein kommentar von "), SV_INIT("ein interview von "), SV_INIT("interview von "),
    SV_INIT("rédigé par "), SV_INIT("écrit par "), SV_INIT("propos recueillis par "),
    SV_INIT("texto: "), SV_INIT("نویسنده "), SV_INIT("نویسنده مطلب:"), SV_INIT("نوشته شده توسط "),
    SV_INIT("نوشته‌شده توسط "), SV_INIT("ارسال شده توسط "),
    SV_INIT("منتشر شده توسط "), SV_INIT("یادداشت از "), SV_INIT("مؤلف:"), SV_INIT("مولف:"),
    SV_INIT("تهیه و تنظیم:")};

/* In front of the name on a link to the author's page. */
static const sv about[] = {SV_INIT("about "), SV_INIT("über "), SV_INIT("Über "),
    SV_INIT("à propos de "), SV_INIT("درباره‌ی "), SV_INIT("دربارهٔ "), SV_INIT("درباره ")};

/* Without white space, NBSP, quotes and bars around it. */
static sv bare(sv s)
{
    static const sv marks[] = {SV_INIT("\xC2\xA0"), SV_INIT("'"), SV_INIT("\""), SV_INIT("„"),
        SV_INIT("“"), SV_INIT("”"), SV_INIT("|"), SV_INIT("•"), SV_INIT("·"), SV_INIT("–")};
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

/* "Jane Doe, reporter" as "Jane Doe"; "Jane Doe, John Roe" stay two. */
static sv without_role(sv s)
{
    size_t at = sv_find(s, SV(", "));
    char c = at != SV_NPOS && at + 2 < s.n ? s.p[at + 2] : 0;
    return c >= 'a' && c <= 'z' && words(sv_sub(s, 0, at)) > 1 ? sv_sub(s, 0, at) : s;
}

/* "By Jane Doe | Reporter" as "Jane Doe". */
static sv cleaned(sv s)
{
    s = bare(s);
    for (int again = 0; again < 3; again++) {
        (void)starts_any(s, lead, sizeof lead / sizeof *lead, &s);
        (void)starts_any(s, about, sizeof about / sizeof *about, &s);
        s = bare(s);
    }
    static const sv ends[] = {SV_INIT("|"), SV_INIT("("), SV_INIT("@"), SV_INIT("•"),
        SV_INIT(" - "), SV_INIT(" – "), SV_INIT("·"), SV_INIT(" on "), SV_INIT(" am "),
        SV_INIT(" //"), SV_INIT(" در "), SV_INIT(" says"), SV_INIT(" said"), SV_INIT("→"),
        SV_INIT("»"), SV_INIT(" alle artikel"), SV_INIT(" alle beiträge"), SV_INIT(" alles von"),
        SV_INIT(" view all"), SV_INIT(" all posts"), SV_INIT(" مشاهده همه"), SV_INIT(" همه مطالب"),
        SV_INIT(" همهٔ مطالب"), SV_INIT(" über "), SV_INIT(" about ")};
    for (size_t i = 1; i < s.n; i++)
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            if (sv_istarts(sv_sub(s, i, s.n), ends[k])) s = sv_sub(s, 0, i);
    s = without_role(sv_trim(s));
    while (s.n && strchr(",;:-", s.p[s.n - 1])) s.n--;
    bool junior = s.n > 4 && (sv_ieq(sv_sub(s, s.n - 4, 4), SV(" jr.")) ||
                                 sv_ieq(sv_sub(s, s.n - 4, 4), SV(" sr.")));
    if (s.n > 3 && s.p[s.n - 1] == '.' && s.p[s.n - 3] != ' ' && !junior)
        s.n--; /* "C." is part of a name */
    return bare(s);
}

/* Words that stand where names stand. */
static bool is_label(sv s)
{
    static const sv no[] = {SV_INIT("admin"), SV_INIT("administrator"), SV_INIT("author"),
        SV_INIT("editor"), SV_INIT("name"), SV_INIT("posted"), SV_INIT("published"),
        SV_INIT("no author"), SV_INIT("veröffentlicht"), SV_INIT("guest"), SV_INIT("gast"),
        SV_INIT("written"), SV_INIT("über"), SV_INIT("about"), SV_INIT("e-mail"), SV_INIT("email"),
        SV_INIT("unbekannt"), SV_INIT("interview:"), SV_INIT("foto"), SV_INIT("نام"),
        SV_INIT("نویسنده"), SV_INIT("مدیر"), SV_INIT("ادمین"), SV_INIT("follow"), SV_INIT("share"),
        SV_INIT("von"), SV_INIT("by"), SV_INIT("autor"), SV_INIT("autorin"), SV_INIT("par"),
        SV_INIT("wordpress"), SV_INIT("webmaster")};
    sv rest;
    return starts_any(s, no, sizeof no / sizeof *no, &rest) && (words(s) < 3 || rest.n == 0);
}

static bool is_name(sv s)
{
    if (s.n < 3 || s.n > AUTHOR_MAX || is_address(s) || words(s) > 7 || is_label(s)) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] >= '0' && s.p[i] <= '9' && words(s) > 1) || s.p[i] == '{' || s.p[i] == '*')
            return false;
    return true;
}

/* The first line of the card that WordPress sites give to Twitter: "Written by", or "Est. reading time". */
static bool card_tells_author(const meta *m)
{
    static const sv says[] = {SV_INIT("written"), SV_INIT("verfasst"), SV_INIT("geschrieben"),
        SV_INIT("écrit"), SV_INIT("escrit"), SV_INIT("scritto"), SV_INIT("geschreven"),
        SV_INIT("autor"), SV_INIT("author"), SV_INIT("yaz"), SV_INIT("نوشته"), SV_INIT("نویسنده")};
    sv label = meta_get(m, "twitter:label1"), rest;
    return !label.n || starts_any(label, says, sizeof says / sizeof *says, &rest);
}

/* "Redacci&oacute;n": encoded twice. */
static sv decoded(arena *a, sv s)
{
    tree *t;
    if (!s.n || s.n > 400 || !memchr(s.p, '&', s.n) || !memchr(s.p, ';', s.n)) return s;
    if (html_parse(a, s, &t) || !t->body) return s;
    sv line = html_line(a, t->body);
    return line.n ? line : s;
}

static sv of_tags(arena *a, const meta *m)
{
    static const char *const names[] = {"author", "article:author", "dc.creator", "dcterms.creator",
        "dc.author", "parsely-author", "sailthru.author", "byl", "citation_author",
        "article:author_name", "creator", "twitter:data1", "og:author", "og:article:author",
        "rbauthors", "authors", "twitter:creator", NULL};
    for (const char *const *name = names; *name; name++)
        for (size_t i = 0; i < m->n_tags; i++) {
            if (!sv_ieq(m->tag[i].name, sv_c(*name))) continue;
            bool card = strcmp(*name, "twitter:data1") == 0;
            if (card && !card_tells_author(m)) continue;
            if (sv_starts(sv_trim(m->tag[i].content), SV("@"))) continue; /* an account elsewhere */
            sv s = cleaned(decoded(a, m->tag[i].content));
            if (is_name(s)) return s;
        }
    return (sv){NULL, 0};
}

static const xmlNode *next_shown(const xmlNode *n, const tree *t)
{
    GumboTag tag = html_tag(n);
    bool skip = html_is_hidden(tag) || html_marked(n, MARK_COMMENT) || tag == GUMBO_TAG_FORM ||
                tag == GUMBO_TAG_NAV;
    return skip && tag != GUMBO_TAG_BODY ? html_skip(n, t->body) : html_next(n, t->body);
}

/* JSON-LD tells the authors of reviews as well. */
static bool is_commenter(sv s, const doc *d)
{
    for (size_t i = 0; i < d->n_comments; i++)
        if (s.n && d->comment[i].layer == LAYER_STRUCTURED &&
            sv_eq(sv_trim(d->comment[i].author), s))
            return true;
    return false;
}

typedef struct known {
    sv site, host, title; /* what is no author, unless nothing better is there */
    const doc *d;
} known;

static bool is_other(sv s, const known *k)
{
    return (k->site.n && meta_same(s, k->site)) || (s.n > 3 && meta_holds(k->host, s)) ||
           meta_same(s, k->title) || is_commenter(s, k->d);
}

/* The address, or the relation, of a link to the page of an author. */
static bool leads_to_author(const xmlNode *n)
{
    static const sv parts[] = {
        SV_INIT("/author/"), SV_INIT("/autor/"), SV_INIT("/authors/"), SV_INIT("/autoren/")};
    sv href = html_attr(n, "href");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (sv_find(href, parts[i]) != SV_NPOS) return true;
    return sv_find(html_attr(n, "rel"), SV("author")) != SV_NPOS;
}

/* What an element of such a name says; of a box with more in it what the part says that is named so, too. */
static sv told_by(arena *a, const xmlNode *n, uint64_t names)
{
    sv all = cleaned(html_brief(a, n, 200));
    int seen = 0;
    for (const xmlNode *m = html_next(n, n); m && seen++ < BOX_NODES; m = html_next(m, n)) {
        bool part = m->type == XML_ELEMENT_NODE &&
                    (named_has(m, names) || (html_is(m, GUMBO_TAG_A) && leads_to_author(m)));
        sv s = part ? cleaned(html_brief(a, m, 200)) : (sv){NULL, 0};
        if (is_name(s) && (!is_name(all) || (s.n < all.n && sv_starts(all, s)))) return s;
    }
    return all;
}

static bool is_byline_element(const xmlNode *n)
{
    if (html_tag(n) != GUMBO_TAG_UNKNOWN) return false;
    sv name = sv_c((const char *)n->name);
    return sv_eq(name, SV("byline")) || sv_eq(name, SV("author"));
}

static sv of_elements(arena *a, const tree *t, uint64_t names, const known *k)
{
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        if (n->type != XML_ELEMENT_NODE || html_marked(n, MARK_COMMENT)) continue;
        if (!named_has(n, names) && !is_byline_element(n)) continue;
        if (named_has(n, NAMED(comment) | NAMED(comments))) continue; /* "comment-author" */
        sv s = told_by(a, n, names);
        if (is_name(s) && !is_other(s, k)) return s;
    }
    return (sv){NULL, 0};
}

/* A link to the page of an author. */
static sv of_links(arena *a, const tree *t)
{
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        if (!html_is(n, GUMBO_TAG_A) || !leads_to_author(n)) continue;
        sv s = cleaned(html_brief(a, n, 200));
        if (is_name(s)) return s;
    }
    return (sv){NULL, 0};
}

static bool is_upper(sv s)
{
    unsigned char c = s.n ? (unsigned char)s.p[0] : 0;
    return (c >= 'A' && c <= 'Z') || c == 0xC3 || c == 0xC5 || c == 0xD0 ||
           (c >= 0xD8 && c <= 0xDB);
}

/* "de", "van", "bin": in names, without a capital. */
static bool is_particle(sv s)
{
    static const sv parts[] = {SV_INIT("de"), SV_INIT("der"), SV_INIT("den"), SV_INIT("van"),
        SV_INIT("von"), SV_INIT("zu"), SV_INIT("la"), SV_INIT("le"), SV_INIT("del"), SV_INIT("da"),
        SV_INIT("di"), SV_INIT("dos"), SV_INIT("bin"), SV_INIT("al"), SV_INIT("el"),
        SV_INIT("ten")};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (sv_eq(s, parts[i])) return true;
    return false;
}

/* The name that s, behind a lead, begins with: up to four words, each with a capital; {NULL, 0}: none. */
static sv name_in(sv s, size_t least)
{
    s = cleaned(s);
    size_t comma = sv_find(s, SV(", "));
    if (comma != SV_NPOS && words(sv_sub(s, 0, comma)) > 1)
        s = sv_sub(s, 0, comma); /* "..., dpa" */
    size_t count = words(s), good = 0;
    sv left = s;
    while ((left = sv_trim(left)).n) {
        sv w = sv_cut(&left, ' ');
        good += is_upper(w) || (good && left.n && is_particle(w));
    }
    return count >= least && count <= 4 && good == count && is_name(s) ? s : (sv){NULL, 0};
}

/* "by" or "von" lead to a name only with more to show for it; "posted by" and "Autor:" do so alone. */
static bool is_sure(sv lead_)
{
    lead_ = sv_trim(lead_);
    return lead_.n &&
           (memchr(lead_.p, ' ', lead_.n) || sv_ends(lead_, SV(":")) || sv_eq(lead_, SV("توسط")));
}

/* Whether a text is a lead and nothing else: "By", "Written by:", «نویسنده:». */
static bool is_lead(sv s)
{
    while (s.n && (s.p[s.n - 1] == ':' || s.p[s.n - 1] == ' ')) s.n--;
    for (size_t i = 0; i < sizeof lead / sizeof *lead; i++) {
        sv l = lead[i];
        while (l.n && (l.p[l.n - 1] == ':' || l.p[l.n - 1] == ' ')) l.n--;
        if (sv_ieq(l, s)) return true;
    }
    return false;
}

/* "Posted on May 3, 2020 by Jane Doe": behind a date. */
static sv behind_date(sv text)
{
    static const sv between[] = {
        SV_INIT(" by"), SV_INIT(" von"), SV_INIT(" par"), SV_INIT(" por"), SV_INIT(" توسط")};
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        size_t at = sv_find(text, between[i]), digits = 0;
        for (size_t k = 0; at != SV_NPOS && k < at; k++) {
            unsigned char c = (unsigned char)text.p[k];
            digits += (c >= '0' && c <= '9') || c == 0xDB; /* Persian digits begin so */
        }
        sv rest = at == SV_NPOS ? (sv){NULL, 0} : sv_sub(text, at + between[i].n, SV_NPOS);
        bool apart = rest.n && sv_space(rest.p[0]);
        sv s = digits >= 4 && apart ? name_in(rest, 1) : (sv){NULL, 0};
        if (s.n) return s;
    }
    return (sv){NULL, 0};
}

/* Persian has none that tell a name. */
static bool has_capitals(sv s) { return (unsigned char)s.p[0] < 0xD8; }

/* "Von Claudia Lindner" as a text of its own. */
static sv behind_lead(sv text)
{
    sv rest;
    if (text.n < 8 || text.n > AUTHOR_MAX) return (sv){NULL, 0};
    if (!starts_any(text, lead, sizeof lead / sizeof *lead, &rest) || !rest.n) return (sv){NULL, 0};
    bool sure = is_sure((sv){text.p, (size_t)(rest.p - text.p)});
    bool capitals = has_capitals(rest);
    return capitals || sure ? name_in(rest, capitals && sure ? 1 : 2) : (sv){NULL, 0};
}

/* The same, or the name in an element behind a lead, or behind a date and a lead. */
static sv of_bylines(const tree *t)
{
    bool led = false, sure = false;
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        sv text = bare(html_data(n)), s = {NULL, 0};
        if (!text.n) continue;
        if (led && text.n <= AUTHOR_MAX && (sure || has_capitals(text)))
            s = name_in(text, sure || html_is(n->parent, GUMBO_TAG_A) ? 1 : 2);
        if (!s.n) s = behind_lead(text);
        if (!s.n && text.n >= 8 && text.n <= 2 * AUTHOR_MAX) s = behind_date(text);
        if (s.n) return s;
        led = text.n < AUTHOR_MAX && is_lead(text);
        sure = led && (is_sure(text) || sv_eq(text, SV("نویسنده")));
    }
    return (sv){NULL, 0};
}

/* "jane.doe", "office": the name of an account; the page may show a better one. */
static bool is_login(sv s)
{
    if (words(s) > 1) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] & 0x80)) return false;
    return true;
}

sv meta_author(arena *a, const tree *t, const meta *m, const page *p, const doc *d)
{
    static const uint64_t strong = NAMED(author);
    static const uint64_t byline =
        NAMED(byline) | NAMED(autor) | NAMED(auteur) | NAMED(writer) | NAMED(fn);
    url u = {0};
    (void)url_split(p->url, &u);
    known k = {.site = d->site_name, .host = u.host, .title = d->title, .d = d};
    sv tag = of_tags(a, m), ld = cleaned(decoded(a, meta_ld(a, m, SV("author"))));
    bool named = is_name(ld) && !is_other(ld, &k);
    if (tag.n && !is_other(tag, &k) && !is_login(tag)) return tag;
    if (named && !is_login(ld)) return ld;
    sv s = of_elements(a, t, strong, &k);
    if (!s.n) s = of_elements(a, t, byline, &k);
    if (!s.n) s = of_links(a, t);
    if (!s.n) s = of_bylines(t);
    return s.n ? s : tag.n ? tag : is_name(ld) && !is_commenter(ld, d) ? ld : (sv){NULL, 0};
}
