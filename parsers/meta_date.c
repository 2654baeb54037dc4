#include "parsers/meta_in.h"

/* Names of machine fields with the day of publication, best first. */
static const char *const published[] = {"article:published_time", "datePublished",
    "og:published_time", "article:published", "published_time", "pubdate", "publishdate",
    "publish_date", "publish-date", "publication_date", "date", "dc.date", "dc.date.issued",
    "dc.date.created", "dcterms.date", "dcterms.created", "dcterms.issued",
    "dcsext.articlefirstpublished", "parsely-pub-date", "sailthru.date", "article.published",
    "article.created", "article_date_original", "rnews:datePublished", "citation_publication_date",
    "citation_date", "cxenseparse:recs:publishtime", "date_published", "datecreated", "dateCreated",
    "og:pubdate", "originalpublicationdate", "timestamp", "article:post_date", "last-modified",
    "og:article:published_time", "vr:published_time", "created", "displaydate",
    "mediator_published_time", "bt:pubdate", "gentime", "og:regdate", "publication-date",
    "pub_date", "article-publish-date", NULL};
static const char *const modified[] = {"article:modified_time", "og:updated_time", "dateModified",
    "dc.date.modified", "dcterms.modified", "lastmod", "modified", "revised", NULL};

static bool plausible(const when *w, const when_base *base)
{
    int64_t day = 86400000, from = 9131 * day; /* 1995 */
    return w->precision >= WHEN_DAY && w->at_ms > from &&
           (!base->now_ms || w->at_ms < base->now_ms + 2 * day);
}

static bool of_tags(const meta *m, const char *const *names, const when_base *base, when *ret)
{
    for (; *names; names++) {
        sv v = meta_get(m, *names);
        if (v.n && when_parse_machine(v, base, ret) && plausible(ret, base)) return true;
    }
    return false;
}

static bool of_ld(const meta *m, arena *a, sv key, const when_base *base, when *ret)
{
    sv v = meta_ld(a, m, key);
    return v.n && when_parse_machine(v, base, ret) && plausible(ret, base);
}

/* <time datetime>, [itemprop=datePublished], abbr.published[title]: the words of the name decide. */
static bool of_elements(
    arena *a, const tree *t, const char *const *words, const when_base *base, when *ret)
{
    for (const xmlNode *n = t->body; n; n = html_next(n, t->body)) {
        if (n->type != XML_ELEMENT_NODE || !meta_named(n, words)) continue;
        sv v = html_attr(n, "datetime");
        if (!v.n) v = html_attr(n, "content");
        if (!v.n && html_is(n, GUMBO_TAG_ABBR)) v = html_attr(n, "title");
        if (v.n && when_parse_machine(v, base, ret) && plausible(ret, base)) return true;
        sv text = html_line(a, n);
        if (text.n && text.n < 120 && when_parse(text, base, ret) && plausible(ret, base))
            return true;
    }
    return false;
}

bool meta_date(const meta *m, arena *a, const tree *t, const when_base *base, when *ret)
{
    static const char *const props[] = {"datePublished", "pubdate", NULL};
    return of_tags(m, published, base, ret) || of_ld(m, a, SV("datePublished"), base, ret) ||
           of_elements(a, t, props, base, ret) || of_ld(m, a, SV("dateCreated"), base, ret) ||
           of_ld(m, a, SV("uploadDate"), base, ret) || of_tags(m, modified, base, ret);
}

/* /2019/12/05/, /2019-12-05-, /29-10-2021 */
static bool of_address(sv url, const when_base *base, when *ret)
{
    when_base b = *base;
    b.now_ms = 0;
    b.persian = false;
    for (size_t i = 0; i < url.n; i++) {
        if (url.p[i] != '/' && url.p[i] != '-' && url.p[i] != '_') continue;
        sv s = sv_sub(url, i + 1, 10);
        size_t n = 0;
        while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '/' || s.p[n] == '-' ||
                              s.p[n] == '.'))
            n++;
        if (n >= 8 && when_parse(sv_sub(s, 0, n), &b, ret) && plausible(ret, base) &&
            ret->raw.n >= 8 && ret->raw.p == s.p &&
            memchr("/-.", ret->raw.p[ret->raw.n - 5 < 4 ? 4 : ret->raw.n - 5], 3))
            return true;
    }
    return false;
}

/* The text of a node, when it holds a date and little else or begins with one. */
static bool of_short(sv v, bool relative, const when_base *base, when *ret)
{
    enum { LONGEST = 160, LEAD = 12 };
    when_base b = *base;
    if (!relative) b.now_ms = 0;
    v = sv_trim(v);
    if (v.n < 6 || !when_parse(v, &b, ret) || !plausible(ret, base)) return false;
    return v.n < LONGEST || ret->raw.p < v.p + LEAD;
}

static const xmlNode *heading_of(arena *a, const tree *t, sv title)
{
    for (const xmlNode *n = t->body; n; n = html_next(n, t->body)) {
        GumboTag tag = html_tag(n);
        if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H3 && meta_same(html_line(a, n), title))
            return n;
    }
    return NULL;
}

static const xmlNode *next_shown(const xmlNode *n, const tree *t)
{
    bool skip = html_is_hidden(html_tag(n)) || html_marked(n, MARK_COMMENT);
    return skip ? html_skip(n, t->body) : html_next(n, t->body);
}

/* The first texts under the title, or just above it. */
static bool of_title(const xmlNode *heading, const tree *t, const when_base *base, when *ret)
{
    enum { AFTER = 24, BEFORE = 12 };
    if (!heading) return false;
    int seen = 0;
    const xmlNode *before[BEFORE] = {NULL};
    for (const xmlNode *n = html_skip(heading, t->body); n && seen < AFTER; n = next_shown(n, t)) {
        sv v = html_data(n);
        if (!sv_trim(v).n) continue;
        seen++;
        if (of_short(v, false, base, ret)) return true;
    }
    size_t k = 0;
    for (const xmlNode *n = t->body; n && n != heading; n = next_shown(n, t))
        if (sv_trim(html_data(n)).n) before[k++ % BEFORE] = n;
    for (size_t i = 0; i < BEFORE && i < k; i++)
        if (of_short(html_data(before[(k - 1 - i) % BEFORE]), false, base, ret)) return true;
    return false;
}

static bool of_times(const tree *t, const when_base *base, when *ret)
{
    static const char *const words[] = {
        "published", "updated", "date", "dtstamp", "dtreviewed", NULL};
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        bool time = html_is(n, GUMBO_TAG_TIME),
             titled = !time && html_attr(n, "title").n >= 10 && meta_named(n, words);
        if (!time && !titled) continue;
        sv v = html_attr(n, time ? "datetime" : "title");
        if (v.n && !html_inside(n, MARK_COMMENT) && when_parse_machine(v, base, ret) &&
            plausible(ret, base))
            return true;
    }
    return false;
}

/* An element whose name says that it is a date. */
static bool of_named(arena *a, const tree *t, const when_base *base, when *ret)
{
    static const char *const words[] = {"date", "time", "published", "publish", "posted", "meta",
        "byline", "info", "datum", "created", "timestamp", "dateline", "fecha", "day", "entry",
        "post", "timedata", "data", NULL};
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        if (n->type != XML_ELEMENT_NODE || html_marked(n, MARK_COMMENT) || !meta_named(n, words))
            continue;
        sv v = html_line(a, n);
        if (v.n < 160 && of_short(v, true, base, ret)) return true;
    }
    return false;
}

static bool of_any(const tree *t, const when_base *base, when *ret)
{
    for (const xmlNode *n = t->body; n; n = next_shown(n, t))
        if (of_short(html_data(n), false, base, ret)) return true;
    return false;
}

/* "published_at":"2019-03-02T06:22:28" in the state that an application leaves in a script. */
static bool of_scripts(const tree *t, const when_base *base, when *ret)
{
    static const sv keys[] = {SV_INIT("\"published_at\""), SV_INIT("\"publishedAt\""),
        SV_INIT("\"datePublished\""), SV_INIT("\"publishedDate\""), SV_INIT("\"publishDate\""),
        SV_INIT("\"pubDate\""), SV_INIT("\"createdAt\""), SV_INIT("\"created_at\"")};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        for (const xmlNode *n = html_first(t->root, GUMBO_TAG_SCRIPT); n;
             n = html_after(n, t->root, GUMBO_TAG_SCRIPT)) {
            sv s = n->children ? html_data(n->children) : (sv){NULL, 0};
            size_t at = sv_find(s, keys[k]);
            if (at == SV_NPOS) continue;
            sv v = sv_sub(s, at + keys[k].n, 50);
            (void)sv_cut(&v, '"');
            v = sv_cut(&v, '"');
            if (v.n >= 10 && when_parse_machine(v, base, ret) && plausible(ret, base)) return true;
        }
    return false;
}

err meta_read_body(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io)
{
    if (!t->body) return ERR_OK;
    when_base base = meta_when_base(p, o, io);
    when w;
    if (of_address(
            p->url, &base, &w)) { /* nobody forges that one; keep the clock of the same day */
        int64_t far = io->date.at_ms - w.at_ms;
        if (io->date.precision == WHEN_NONE || far > 2 * 86400000LL || far < -2 * 86400000LL)
            io->date = w;
        return ERR_OK;
    }
    if (io->date.precision != WHEN_NONE) return ERR_OK;
    if (of_title(heading_of(a, t, io->title), t, &base, &w) || of_times(t, &base, &w) ||
        of_named(a, t, &base, &w) || of_any(t, &base, &w) || of_scripts(t, &base, &w))
        io->date = w;
    return ERR_OK;
}
