/* What class, id, role and style of an element say about it. Words are compared whole, so that "shadow" is no "ad";
 * the lists are the vocabulary of themes and content systems, in several languages. */
#include "parsers/extract_in.h"

enum { NAMES_MAX = 256 };

typedef struct word {
    sv text; /* "-word-" whole, "-word" its beginning */
    unsigned bits;
} word;

#define BODY(x)                                                                                    \
    {                                                                                              \
        SV_INIT(x), NAME_BODY                                                                      \
    }
#define GOOD(x)                                                                                    \
    {                                                                                              \
        SV_INIT(x), NAME_GOOD                                                                      \
    }
#define BAD(x)                                                                                     \
    {                                                                                              \
        SV_INIT(x), NAME_BAD                                                                       \
    }
#define COMMENT(x)                                                                                 \
    {                                                                                              \
        SV_INIT(x), NAME_COMMENT                                                                   \
    }
#define SMALL(x)                                                                                   \
    {                                                                                              \
        SV_INIT(x), NAME_SMALL                                                                     \
    }
#define CAPTION(x)                                                                                 \
    {                                                                                              \
        SV_INIT(x), NAME_CAPTION                                                                   \
    }
#define HIDE(x)                                                                                    \
    {                                                                                              \
        SV_INIT(x), NAME_HIDDEN                                                                    \
    }

static const word words[] = {
    BODY("-entry-content-"),
    BODY("-post-content-"),
    BODY("-article-content-"),
    BODY("-article-body-"),
    BODY("-post-body-"),
    BODY("-post-text-"),
    BODY("-article-text-"),
    BODY("-story-body-"),
    BODY("-story-content-"),
    BODY("-body-text-"),
    BODY("-text-content-"),
    BODY("-articlebody-"),
    BODY("-storybody-"),
    BODY("-storycontent-"),
    BODY("-bodytext-"),
    BODY("-post-bodycopy-"),
    BODY("-body-copy-"),
    BODY("-field-name-body-"),
    BODY("-fulltext-"),
    BODY("-news-body-"),
    BODY("-news-text-"),
    BODY("-item-text-"),
    BODY("-content-body-"),
    BODY("-article-copy-"),
    BODY("-articletext-"),
    BODY("-single-content-"),
    BODY("-blog-content-"),
    BODY("-postcontent-"),
    BODY("-entrytext-"),
    BODY("-rich-text-"),
    BODY("-richtext-"),
    BODY("-main-text-"),
    BODY("-article-main-"),
    BODY("-postarea-"),
    BODY("-news-content-"),
    BODY("-post-entry-"),
    BODY("-artikeltext-"),
    BODY("-artikel-text-"),
    BODY("-texto-"),
    BODY("-theiapostslider-"),
    BODY("-post-article-"),
    GOOD("-article-"),
    GOOD("-body-"),
    GOOD("-content-"),
    GOOD("-entry-"),
    GOOD("-hentry-"),
    GOOD("-main-"),
    GOOD("-page-"),
    GOOD("-post-"),
    GOOD("-text-"),
    GOOD("-blog-"),
    GOOD("-story-"),
    GOOD("-artikel-"),
    GOOD("-beitrag-"),
    GOOD("-inhalt-"),
    GOOD("-maincontent-"),
    BAD("-nav-"),
    BAD("-navbar-"),
    BAD("-navi-"),
    BAD("-navigation-"),
    BAD("-menu-"),
    BAD("-submenu-"),
    BAD("-breadcrumb"),
    BAD("-crumb"),
    BAD("-footer-"),
    BAD("-footnav-"),
    BAD("-sidebar"),
    BAD("-side-bar-"),
    BAD("-share-"),
    BAD("-shares-"),
    BAD("-sharing-"),
    BAD("-sharedaddy-"),
    BAD("-sharebar-"),
    BAD("-sharer-"),
    BAD("-shariff-"),
    BAD("-social-"),
    BAD("-socials-"),
    BAD("-socialmedia-"),
    BAD("-addthis"),
    BAD("-addtoany"),
    BAD("-a2a-"),
    BAD("-follow-"),
    BAD("-related"),
    BAD("-recommend"),
    BAD("-more-stories-"),
    BAD("-more-news-"),
    BAD("-also-like-"),
    BAD("-popular-"),
    BAD("-trending-"),
    BAD("-most-read-"),
    BAD("-mostread-"),
    BAD("-newsletter"),
    BAD("-subscribe"),
    BAD("-subscription"),
    BAD("-signup-"),
    BAD("-sign-up-"),
    BAD("-promo"),
    BAD("-advert"),
    BAD("-ad-"),
    BAD("-ads-"),
    BAD("-adv-"),
    BAD("-adsense-"),
    BAD("-banner-"),
    BAD("-sponsor"),
    BAD("-outbrain-"),
    BAD("-taboola-"),
    BAD("-cookie"),
    BAD("-gdpr-"),
    BAD("-consent-"),
    BAD("-modal-"),
    BAD("-popup-"),
    BAD("-pop-up-"),
    BAD("-overlay-"),
    BAD("-lightbox-"),
    BAD("-toolbar-"),
    BAD("-tools-"),
    BAD("-toolbox-"),
    BAD("-pager-"),
    BAD("-pagination-"),
    BAD("-paginator-"),
    BAD("-pagenavi-"),
    BAD("-prev-next-"),
    BAD("-login-"),
    BAD("-search-"),
    BAD("-searchform-"),
    BAD("-skip-"),
    BAD("-sitemap-"),
    BAD("-rating-"),
    BAD("-ratings-"),
    BAD("-relatedposts-"),
    BAD("-jp-post-flair-"),
    BAD("-wpcnt-"),
    BAD("-yarpp"),
    BAD("-disclaimer-"),
    BAD("-copyright-"),
    BAD("-widget-area-"),
    BAD("-donate-"),
    BAD("-about-author-"),
    BAD("-author-box-"),
    BAD("-author-bio-"),
    BAD("-authorbox-"),
    BAD("-author-info-"),
    BAD("-bio-"),
    BAD("-paywall-"),
    BAD("-upsell-"),
    BAD("-legal-"),
    BAD("-print-only-"),
    BAD("-printonly-"),
    BAD("-noprint-"),
    BAD("-no-print-"),
    COMMENT("-comment-"),
    COMMENT("-comments-"),
    COMMENT("-respond-"),
    COMMENT("-disqus-"),
    COMMENT("-disqus"),
    COMMENT("-commentlist-"),
    COMMENT("-commentary-"),
    COMMENT("-reply-"),
    COMMENT("-replies-"),
    COMMENT("-kommentare-"),
    COMMENT("-pingback"),
    COMMENT("-trackback"),
    SMALL("-byline-"),
    SMALL("-author-"),
    SMALL("-authors-"),
    SMALL("-meta-"),
    SMALL("-postmeta-"),
    SMALL("-metadata-"),
    SMALL("-timestamp-"),
    SMALL("-date-"),
    SMALL("-time-"),
    SMALL("-tags-"),
    SMALL("-tag-"),
    SMALL("-taglist-"),
    SMALL("-categories-"),
    SMALL("-category-"),
    SMALL("-cat-links-"),
    CAPTION("-caption-"),
    CAPTION("-captions-"),
    CAPTION("-imagecaption-"),
    CAPTION("-photocaption-"),
    CAPTION("-bildunterschrift-"),
    CAPTION("-bu-"),
    CAPTION("-copyright-"),
    CAPTION("-gallery-caption-"),
    CAPTION("-credit-"),
    CAPTION("-credits-"),
    SMALL("-info-"),
    SMALL("-kicker-"),
    SMALL("-postinfo-"),
    SMALL("-published-"),
    SMALL("-pubdate-"),
    CAPTION("-wp-caption-text-"),
    SMALL("-photo-"),
    SMALL("-image-"),
    SMALL("-source-"),
    SMALL("-vcard-"),
    SMALL("-permalink-"),
    HIDE("-hidden-"),
    HIDE("-hide-"),
    HIDE("-sr-only-"),
    HIDE("-screen-reader-text-"),
    HIDE("-visually-hidden-"),
    HIDE("-visuallyhidden-"),
};

/* "postBody entry_Content" as "-post-body- -entry-content-"; cut at the size of out. */
static size_t spread(sv s, char *out, size_t room)
{
    size_t n = 0;
    bool open = false;
    for (size_t i = 0; i < s.n && n + 4 < room; i++) {
        char c = s.p[i];
        bool upper = c >= 'A' && c <= 'Z', lower = (c >= 'a' && c <= 'z') || (c & 0x80);
        bool digit = c >= '0' && c <= '9';
        if (sv_space(c)) {
            if (open) out[n++] = '-';
            open = false;
            continue;
        }
        if (!open) out[n++] = ' ', out[n++] = '-';
        open = true;
        bool after_lower = i && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z';
        if (!upper && !lower && !digit) c = '-';
        if (upper && after_lower && out[n - 1] != '-') out[n++] = '-';
        if (c == '-' && out[n - 1] == '-') continue;
        out[n++] = sv_lower(c);
    }
    if (open) out[n++] = '-';
    return n;
}

/* Every word begins with "-" and a letter: the lists of those letters are made once a page. */
static void index_words(names_seen *s)
{
    const size_t n = sizeof words / sizeof *words;
    _Static_assert(sizeof words / sizeof *words <= NAMES_WORDS_MAX, "room for all words");
    for (size_t i = n; i-- > 0;) {
        unsigned char letter = (unsigned char)words[i].text.p[1];
        s->next[i] = s->first[letter];
        s->first[letter] = (uint16_t)(i + 1);
    }
    s->indexed = true;
}

static unsigned look_up(const names_seen *s, sv spread_out)
{
    unsigned bits = 0;
    for (size_t k = 0; k + 1 < spread_out.n; k++) {
        if (spread_out.p[k] != '-') continue;
        sv rest = sv_sub(spread_out, k, SV_NPOS);
        for (uint16_t i = s->first[(unsigned char)rest.p[1]]; i; i = s->next[i - 1])
            if (sv_starts(rest, words[i - 1].text)) bits |= words[i - 1].bits;
    }
    return bits;
}

static unsigned by_role(const xmlNode *n)
{
    static const word roles[] = {{SV_INIT("navigation"), NAME_BAD},
        {SV_INIT("complementary"), NAME_BAD}, {SV_INIT("banner"), NAME_BAD},
        {SV_INIT("contentinfo"), NAME_BAD}, {SV_INIT("search"), NAME_BAD},
        {SV_INIT("dialog"), NAME_BAD}, {SV_INIT("alertdialog"), NAME_BAD},
        {SV_INIT("menu"), NAME_BAD}, {SV_INIT("menubar"), NAME_BAD}, {SV_INIT("toolbar"), NAME_BAD},
        {SV_INIT("alert"), NAME_BAD}, {SV_INIT("main"), NAME_GOOD},
        {SV_INIT("article"), NAME_GOOD}};
    sv role = html_attr(n, "role");
    for (size_t i = 0; role.n && i < sizeof roles / sizeof *roles; i++)
        if (sv_ieq(roles[i].text, role)) return roles[i].bits;
    return 0;
}

static bool style_hides(sv style)
{
    for (size_t i = 0; i + 8 <= style.n; i++) {
        sv rest = sv_sub(style, i, style.n);
        if (!sv_istarts(rest, SV("display")) && !sv_istarts(rest, SV("visibility"))) continue;
        (void)sv_cut(&rest, ':');
        rest = sv_trim(rest);
        if (sv_istarts(rest, SV("none")) || sv_istarts(rest, SV("hidden"))) return true;
    }
    return false;
}

static bool is_body_property(sv prop)
{
    while (prop.n) {
        sv one = sv_trim(sv_cut(&prop, ' '));
        if (sv_ieq(one, SV("articleBody")) || sv_ieq(one, SV("schema:articleBody")) ||
            sv_ieq(one, SV("text")))
            return true;
    }
    return false;
}

static unsigned bits_of(const names_seen *s, sv names)
{
    char out[2 * NAMES_MAX + 16];
    size_t len = spread(sv_sub(names, 0, NAMES_MAX), out, sizeof out);
    return len ? look_up(s, (sv){out, len}) : 0;
}

/* Class names repeat: each string is looked up once a page. The table holds bits + 1, since NULL is "not there". */
static unsigned remembered(names_seen *s, sv names)
{
    uintptr_t had = (uintptr_t)map_get(&s->bits, names);
    if (had) return (unsigned)(had - 1);
    unsigned bits = bits_of(s, names);
    uintptr_t entry = (uintptr_t)bits + 1;
    union {
        uintptr_t in;
        void *out; /* never followed */
    } u = {.in = entry};
    err e = map_put(&s->bits, names, u.out);
    return e ? bits : (unsigned)(entry - 1);
}

unsigned names_of(const xmlNode *n, names_seen *seen)
{
    if (!seen->indexed) index_words(seen);
    sv cls = html_class(n), id = html_id(n);
    unsigned bits = cls.n ? remembered(seen, cls) : 0;
    if (id.n) bits |= bits_of(seen, id);
    bits |= by_role(n);
    if (is_body_property(html_attr(n, "itemprop")) || is_body_property(html_attr(n, "property")))
        bits |= NAME_BODY;
    if (html_attr(n, "hidden").p || sv_ieq(html_attr(n, "aria-hidden"), SV("true")) ||
        style_hides(html_attr(n, "style")))
        bits |= NAME_HIDDEN;
    return bits;
}
