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

/* "By Jane Doe | Reporter" as "Jane Doe". */
static sv cleaned(sv s)
{
    static const sv lead[] = {SV_INIT("by "), SV_INIT("by: "), SV_INIT("von "), SV_INIT("von: "),
        SV_INIT("par "), SV_INIT("por "), SV_INIT("di "), SV_INIT("door "), SV_INIT("written by "),
        SV_INIT("posted by "), SV_INIT("author: "), SV_INIT("author "), SV_INIT("autor: "),
        SV_INIT("autor "), SV_INIT("نویسنده:"), SV_INIT("نویسنده :"), SV_INIT("نوشته‌ی "),
        SV_INIT("نوشته "), SV_INIT("توسط "), SV_INIT("خبرنگار:")};
    s = sv_trim(s);
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < sizeof lead / sizeof *lead; i++)
            if (sv_istarts(s, lead[i])) s = sv_trim(sv_sub(s, lead[i].n, s.n));
    for (size_t i = 0; i < s.n; i++) {
        sv rest = sv_sub(s, i, s.n);
        if (s.p[i] == '|' || s.p[i] == '(' || s.p[i] == '@' || sv_starts(rest, SV("•")) ||
            sv_starts(rest, SV(" - ")) || sv_starts(rest, SV(" – ")) || sv_starts(rest, SV("·")) ||
            sv_istarts(rest, SV(" on ")) || sv_istarts(rest, SV(" am "))) {
            s = sv_trim(sv_sub(s, 0, i));
            break;
        }
    }
    while (s.n && strchr(",;:.-", s.p[s.n - 1])) s.n--;
    return sv_trim(s);
}

static bool is_name(sv s)
{
    static const sv no[] = {
        SV_INIT("admin"), SV_INIT("administrator"), SV_INIT("author"), SV_INIT("editor")};
    if (s.n < 3 || s.n > AUTHOR_MAX || is_address(s) || words(s) > 7) return false;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (sv_ieq(s, no[i])) return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return false;
    return true;
}

static sv of_tags(const meta *m)
{
    static const char *const names[] = {"author", "article:author", "dc.creator", "dcterms.creator",
        "dc.author", "parsely-author", "sailthru.author", "byl", "citation_author",
        "article:author_name", "creator", "twitter:data1", "og:author", "rbauthors", "authors",
        NULL};
    for (const char *const *name = names; *name; name++)
        for (size_t i = 0; i < m->n_tags; i++) {
            if (!sv_ieq(m->tag[i].name, sv_c(*name))) continue;
            sv s = cleaned(m->tag[i].content);
            if (is_name(s) && (strcmp(*name, "twitter:data1") != 0 || words(s) > 1)) return s;
        }
    return (sv){NULL, 0};
}

static sv of_elements(arena *a, const tree *t, const char *const *names)
{
    for (const xmlNode *n = t->body; n; n = html_next(n, t->body)) {
        if (n->type != XML_ELEMENT_NODE || !meta_named(n, names)) continue;
        sv s = cleaned(html_brief(a, n, 400));
        if (is_name(s)) return s;
    }
    return (sv){NULL, 0};
}

sv meta_author(arena *a, const tree *t, const meta *m)
{
    static const char *const strong[] = {"author", NULL};
    static const char *const byline[] = {"byline", "autor", "auteur", "writer", "fn", NULL};
    sv s = of_tags(m);
    if (!s.n) s = cleaned(meta_ld(a, m, SV("author")));
    if (!is_name(s)) s = of_elements(a, t, strong);
    if (!s.n) s = of_elements(a, t, byline);
    return s;
}
