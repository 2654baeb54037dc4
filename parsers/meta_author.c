#include "crawler/url.h"
#include "parsers/meta_in.h"

enum { AUTHOR_MAX = 80 };

static bool is_address(sv s)
{
    return sv_istarts(s, SV("http")) || sv_istarts(s, SV("www.")) || memchr(s.p, '/', s.n);
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
    SV_INIT("a cura di "), SV_INIT("yazan: "), SV_INIT("hazırlayan: ")};

/* Without white space, NBSP and quotes around it. */
static sv bare(sv s)
{
    static const sv marks[] = {
        SV_INIT("\xC2\xA0"), SV_INIT("'"), SV_INIT("\""), SV_INIT("„"), SV_INIT("“"), SV_INIT("”")};
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

/* "By Jane Doe | Reporter" as "Jane Doe". */
static sv cleaned(sv s)
{
    s = bare(s);
    for (int again = 0; again < 3; again++) {
        (void)starts_any(s, lead, sizeof lead / sizeof *lead, &s);
        s = bare(s);
    }
    static const sv ends[] = {SV_INIT("|"), SV_INIT("("), SV_INIT("@"), SV_INIT("•"),
        SV_INIT(" - "), SV_INIT(" – "), SV_INIT("·"), SV_INIT(" on "), SV_INIT(" am "),
        SV_INIT(" //"), SV_INIT(" در "), SV_INIT(" says"), SV_INIT(" said"), SV_INIT("→"),
        SV_INIT("»"), SV_INIT(" alle artikel"), SV_INIT(" alle beiträge"), SV_INIT(" alles von"),
        SV_INIT(" view all"), SV_INIT(" all posts"), SV_INIT(" مشاهده همه"), SV_INIT(" همه مطالب"),
        SV_INIT(" همهٔ مطالب")};
    for (size_t i = 1; i < s.n; i++)
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            if (sv_istarts(sv_sub(s, i, s.n), ends[k])) s = sv_sub(s, 0, i);
    s = sv_trim(s);
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
        "article:author_name", "creator", "twitter:data1", "og:author", "rbauthors", "authors",
        NULL};
    for (const char *const *name = names; *name; name++)
        for (size_t i = 0; i < m->n_tags; i++) {
            if (!sv_ieq(m->tag[i].name, sv_c(*name))) continue;
            bool card = strcmp(*name, "twitter:data1") == 0;
            if (card && !card_tells_author(m)) continue;
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

static sv of_elements(arena *a, const tree *t, uint64_t names, const known *k)
{
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        if (n->type != XML_ELEMENT_NODE || html_marked(n, MARK_COMMENT) || !named_has(n, names))
            continue;
        sv s = cleaned(html_brief(a, n, 200));
        if (is_name(s) && !is_other(s, k)) return s;
    }
    return (sv){NULL, 0};
}

/* A link to the page of an author. */
static sv of_links(arena *a, const tree *t)
{
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        if (!html_is(n, GUMBO_TAG_A)) continue;
        sv href = html_attr(n, "href"), rel = html_attr(n, "rel");
        bool author =
            sv_find(href, SV("/author/")) != SV_NPOS || sv_find(href, SV("/autor/")) != SV_NPOS ||
            sv_find(href, SV("/authors/")) != SV_NPOS ||
            sv_find(href, SV("/autoren/")) != SV_NPOS || sv_find(rel, SV("author")) != SV_NPOS;
        sv s = author ? cleaned(html_brief(a, n, 200)) : (sv){NULL, 0};
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

/* "Von Claudia Lindner" as a text of its own: two to four words, each with a capital. */
static sv of_bylines(const tree *t)
{
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        sv text = sv_trim(html_data(n)), rest;
        if (text.n < 8 || text.n > AUTHOR_MAX ||
            !starts_any(text, lead, sizeof lead / sizeof *lead, &rest))
            continue;
        sv s = cleaned(rest), left = s;
        size_t count = words(s), upper = 0;
        while ((left = sv_trim(left)).n) upper += is_upper(sv_cut(&left, ' '));
        if (count >= 2 && count <= 4 && upper == count && is_name(s)) return s;
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
    if (!s.n) s = of_links(a, t);
    if (!s.n) s = of_elements(a, t, byline, &k);
    if (!s.n) s = of_bylines(t);
    return s.n ? s : tag.n ? tag : is_name(ld) && !is_commenter(ld, d) ? ld : (sv){NULL, 0};
}
