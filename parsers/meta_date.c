#include <limits.h>

#include "parsers/meta_in.h"
#include "text/jalali.h"

/* Names of machine fields that mean the day of publication, best first. */
static const char *const published[] = {"article:published_time", "datePublished",
    "og:published_time", "article:published", "published_time", "rnews:datePublished",
    "parsely-pub-date", "article.published", "article_date_original", "originalpublicationdate",
    "og:article:published_time", "vr:published_time", "cxenseparse:recs:publishtime",
    "mediator_published_time", "article-publish-date", "bt:pubdate", "publishdate", "publish_date",
    "publish-date", "publication_date", "publication-date", "citation_publication_date",
    "citation_date", "date_published", "dcterms.issued", "dc.date.issued", "sailthru.date",
    "pub_date", "pubdate", "og:pubdate", "dcsext.articlefirstpublished", NULL};
/* Names that mean some day of the page. */
static const char *const dated[] = {"date", "dc.date", "dcterms.date", "dc.date.created",
    "dcterms.created", "article.created", "datecreated", "created", "displaydate", "timestamp",
    "article:post_date", "gentime", "og:regdate", "article:modified_time", "og:updated_time",
    "dateModified", "dc.date.modified", "dcterms.modified", "last-modified", "lastmod", "modified",
    "revised", NULL};

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
static bool of_elements(arena *a, const tree *t, uint64_t words, const when_base *base, when *ret)
{
    for (const xmlNode *n = t->body; n; n = html_next(n, t->body)) {
        if (n->type != XML_ELEMENT_NODE || !named_has(n, words)) continue;
        sv v = html_attr(n, "datetime");
        if (!v.n) v = html_attr(n, "content");
        if (!v.n && html_is(n, GUMBO_TAG_ABBR)) v = html_attr(n, "title");
        if (v.n && when_parse_machine(v, base, ret) && plausible(ret, base)) return true;
        sv text = html_brief(a, n, 400);
        if (text.n && text.n < 120 && when_parse(text, base, ret) && plausible(ret, base))
            return true;
    }
    return false;
}

bool meta_date(const meta *m, arena *a, const tree *t, const when_base *base, when *ret)
{
    static const uint64_t props = NAMED(datepublished) | NAMED(pubdate);
    when_base whole = *base;
    whole.now_ms = 0; /* a whole date or none */
    return of_tags(m, published, base, ret) || of_ld(m, a, SV("datePublished"), base, ret) ||
           of_elements(a, t, props, &whole, ret);
}

/* /2019/12/05/, /2019-12-05-, /29-10-2021 */
static bool of_address(sv url, const when_base *base, when *ret)
{
    when_base b = *base;
    b.now_ms = 0;
    b.persian = false;
    for (size_t i = 0; i < url.n; i++) {
        if (url.p[i] != '/' && url.p[i] != '-' && url.p[i] != '_') continue;
        sv s = sv_sub(url, i + 1, 11);
        size_t n = 0;
        while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '/' || s.p[n] == '-' ||
                              s.p[n] == '.'))
            n++;
        if (n == 11 && s.p[10] >= '0' && s.p[10] <= '9') continue;
        if (n >= 8 && when_parse(sv_sub(s, 0, n), &b, ret) && plausible(ret, base) &&
            ret->raw.p == s.p)
            return true;
    }
    return false;
}

/* The text of a node, when it holds a date and little else or begins with one. */
static bool of_short(sv v, bool relative, const when_base *base, when *ret)
{
    enum { LONGEST = 110, LEAD = 12 };
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
        if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H3 && meta_same(html_brief(a, n, 400), title))
            return n;
    }
    return NULL;
}

static const xmlNode *next_shown(const xmlNode *n, const tree *t)
{
    bool skip = html_is_hidden(html_tag(n)) || html_marked(n, MARK_COMMENT);
    return skip ? html_skip(n, t->body) : html_next(n, t->body);
}

/* One of the next `most` texts after `from` is a date. */
static bool of_texts_after(
    const xmlNode *from, const tree *t, int most, const when_base *base, when *ret)
{
    for (const xmlNode *n = html_skip(from, t->body); n && most > 0; n = next_shown(n, t)) {
        sv v = html_data(n);
        if (!sv_trim(v).n) continue;
        most--;
        if (of_short(v, false, base, ret)) return true;
    }
    return false;
}

/* The texts around the title: right under it, just above it, further down. */
static bool of_title(const xmlNode *heading, const tree *t, const when_base *base, when *ret)
{
    enum { NEAR = 6, FAR = 24, BEFORE = 8 };
    if (!heading) return false;
    if (of_texts_after(heading, t, NEAR, base, ret)) return true;
    const xmlNode *before[BEFORE] = {NULL};
    size_t k = 0;
    for (const xmlNode *n = t->body; n && n != heading; n = next_shown(n, t))
        if (sv_trim(html_data(n)).n) before[k++ % BEFORE] = n;
    for (size_t i = 0; i < BEFORE && i < k; i++)
        if (of_short(html_data(before[(k - 1 - i) % BEFORE]), false, base, ret)) return true;
    return of_texts_after(heading, t, FAR, base, ret);
}

static bool of_times(const tree *t, const when_base *base, when *ret)
{
    static const uint64_t words =
        NAMED(published) | NAMED(updated) | NAMED(date) | NAMED(dtstamp) | NAMED(dtreviewed);
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        bool time = html_is(n, GUMBO_TAG_TIME),
             titled = !time && html_attr(n, "title").n >= 10 && named_has(n, words);
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
    enum { MOST = 159 };
    static const uint64_t words = NAMED(date) | NAMED(time) | NAMED(published) | NAMED(publish) |
                                  NAMED(posted) | NAMED(meta) | NAMED(byline) | NAMED(info) |
                                  NAMED(datum) | NAMED(created) | NAMED(timestamp) |
                                  NAMED(dateline) | NAMED(fecha) | NAMED(day) | NAMED(entry) |
                                  NAMED(post) | NAMED(timedata) | NAMED(data);
    for (const xmlNode *n = t->body; n; n = next_shown(n, t)) {
        if (n->type != XML_ELEMENT_NODE || html_marked(n, MARK_COMMENT) || !named_has(n, words))
            continue;
        if (of_short(html_brief(a, n, MOST), true, base, ret)) return true;
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
    enum { MOST = 256 };
    sv script[MOST];
    size_t n_scripts = 0;
    for (const xmlNode *n = html_first(t->root, GUMBO_TAG_SCRIPT); n && n_scripts < MOST;
         n = html_after(n, t->root, GUMBO_TAG_SCRIPT))
        if (n->children) script[n_scripts++] = html_data(n->children);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        for (size_t i = 0; i < n_scripts; i++) {
            size_t at = sv_find(script[i], keys[k]);
            if (at == SV_NPOS) continue;
            sv v = sv_sub(script[i], at + keys[k].n, 50);
            (void)sv_cut(&v, '"');
            v = sv_cut(&v, '"');
            if (v.n >= 10 && when_parse_machine(v, base, ret) && plausible(ret, base)) return true;
        }
    return false;
}

/* Minutes east of UTC where the site is at home, by the end of its host name; MIN: not known. */
static int home_zone(sv url, sv lang)
{
    static const struct {
        sv end;
        int min;
    } homes[] = {{SV_INIT(".ir"), PARSE_ZONE_TEHRAN}, {SV_INIT(".de"), 60}, {SV_INIT(".at"), 60},
        {SV_INIT(".ch"), 60}, {SV_INIT(".fr"), 60}, {SV_INIT(".it"), 60}, {SV_INIT(".es"), 60},
        {SV_INIT(".nl"), 60}, {SV_INIT(".be"), 60}, {SV_INIT(".pl"), 60}, {SV_INIT(".cz"), 60},
        {SV_INIT(".dk"), 60}, {SV_INIT(".no"), 60}, {SV_INIT(".se"), 60}, {SV_INIT(".ar"), -180},
        {SV_INIT(".br"), -180}, {SV_INIT(".uy"), -180}, {SV_INIT(".bo"), -240},
        {SV_INIT(".cl"), -240}, {SV_INIT(".pe"), -300}, {SV_INIT(".co"), -300},
        {SV_INIT(".ec"), -300}, {SV_INIT(".tr"), 180}, {SV_INIT(".ru"), 180}, {SV_INIT(".jp"), 540},
        {SV_INIT(".kr"), 540}};
    (void)sv_cut(&url, ':');
    while (url.n && url.p[0] == '/') url = sv_sub(url, 1, url.n);
    sv host = sv_cut(&url, '/');
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
        if (sv_ends(host, homes[i].end)) return homes[i].min;
    if (sv_istarts(lang, SV("fa"))) return PARSE_ZONE_TEHRAN;
    return sv_istarts(lang, SV("de")) ? 60 : INT_MIN;
}

/* Summer time of Europe: last Sunday of March to last Sunday of October, 01:00 UTC. */
static bool in_summer(int64_t at_ms)
{
    int64_t hour = at_ms / 3600000 - 1, days = hour / 24;
    int y, m, d;
    gregorian_of_days(days, &y, &m, &d);
    if (m < 3 || m > 10 || hour < 0) return false;
    if (m > 3 && m < 10) return true;
    int64_t last = gregorian_to_days(y, m, 31);
    last -= (last + 4) % 7; /* 1970-01-01 was a Thursday */
    return m == 3 ? days >= last : days < last;
}

/* Machines often tell UTC; the day that people read is the one at home. The instant stays. */
static void tell_at_home(when *w, sv url, sv lang)
{
    int zone = home_zone(url, lang);
    if (!w->zoned || w->offset_min != 0 || w->precision < WHEN_MINUTE || zone == INT_MIN) return;
    if (zone == PARSE_ZONE_TEHRAN) zone = when_tehran_offset(w->at_ms);
    if (zone == 60 && in_summer(w->at_ms)) zone = 120;
    w->offset_min = zone;
}

/* What the page says of itself in general, then anything that looks like its date. */
static bool of_rest(arena *a, const tree *t, const meta *m, const when_base *base, when *ret)
{
    return of_times(t, base, ret) || of_ld(m, a, SV("dateCreated"), base, ret) ||
           of_ld(m, a, SV("uploadDate"), base, ret) || of_tags(m, dated, base, ret) ||
           of_ld(m, a, SV("dateModified"), base, ret) || of_named(a, t, base, ret) ||
           of_any(t, base, ret) || of_scripts(t, base, ret);
}

/* The day of a comment, which JSON-LD tells with the same word. */
static bool of_comment(const doc *d, const when *w)
{
    for (size_t i = 0; i < d->n_comments; i++)
        if (d->comment[i].layer == LAYER_STRUCTURED && d->comment[i].date.precision != WHEN_NONE &&
            (d->comment[i].date.at_ms + d->comment[i].date.offset_min * 60000LL) / 86400000 ==
                (w->at_ms + w->offset_min * 60000LL) / 86400000)
            return true;
    return false;
}

err meta_read_body(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io)
{
    enum { FAR_DAYS = 60 };
    meta *m = t->body ? ARENA_NEW(a, meta, 1) : NULL;
    if (!m) return t->body ? ERR_NOMEM : ERR_OK;
    meta_gather(a, t, m);
    io->author = meta_author(a, t, m, p, io);
    when_base base = meta_when_base(p, o, io);
    when w;
    if (of_comment(io, &io->date)) io->date.precision = WHEN_NONE;
    if (io->date.precision != WHEN_NONE && of_address(p->url, &base, &w)) {
        int64_t far = (io->date.at_ms - w.at_ms) / 86400000;
        if (far > FAR_DAYS || far < -FAR_DAYS) io->date = w; /* moved from another system */
    }
    if (io->date.precision == WHEN_NONE &&
        (of_title(heading_of(a, t, io->title), t, &base, &w) || of_address(p->url, &base, &w) ||
            of_rest(a, t, m, &base, &w)) &&
        !of_comment(io, &w))
        io->date = w;
    tell_at_home(&io->date, p->url, io->lang);
    return ERR_OK;
}
