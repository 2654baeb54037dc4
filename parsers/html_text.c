/* Walking a tree and reading the text of a part of it. */
#include "parsers/html.h"

enum { BRIEF_BYTES = 512 };

static const bool block[GUMBO_TAG_LAST + 1] = {[GUMBO_TAG_ADDRESS] = true,
    [GUMBO_TAG_ARTICLE] = true,
    [GUMBO_TAG_ASIDE] = true,
    [GUMBO_TAG_BLOCKQUOTE] = true,
    [GUMBO_TAG_BODY] = true,
    [GUMBO_TAG_BR] = true,
    [GUMBO_TAG_CAPTION] = true,
    [GUMBO_TAG_CENTER] = true,
    [GUMBO_TAG_DD] = true,
    [GUMBO_TAG_DETAILS] = true,
    [GUMBO_TAG_DIR] = true,
    [GUMBO_TAG_DIV] = true,
    [GUMBO_TAG_DL] = true,
    [GUMBO_TAG_DT] = true,
    [GUMBO_TAG_FIELDSET] = true,
    [GUMBO_TAG_FIGCAPTION] = true,
    [GUMBO_TAG_FIGURE] = true,
    [GUMBO_TAG_FOOTER] = true,
    [GUMBO_TAG_FORM] = true,
    [GUMBO_TAG_H1] = true,
    [GUMBO_TAG_H2] = true,
    [GUMBO_TAG_H3] = true,
    [GUMBO_TAG_H4] = true,
    [GUMBO_TAG_H5] = true,
    [GUMBO_TAG_H6] = true,
    [GUMBO_TAG_HEADER] = true,
    [GUMBO_TAG_HGROUP] = true,
    [GUMBO_TAG_HR] = true,
    [GUMBO_TAG_HTML] = true,
    [GUMBO_TAG_IFRAME] = true,
    [GUMBO_TAG_LI] = true,
    [GUMBO_TAG_MAIN] = true,
    [GUMBO_TAG_MENU] = true,
    [GUMBO_TAG_NAV] = true,
    [GUMBO_TAG_OL] = true,
    [GUMBO_TAG_OPTION] = true,
    [GUMBO_TAG_P] = true,
    [GUMBO_TAG_PRE] = true,
    [GUMBO_TAG_SECTION] = true,
    [GUMBO_TAG_SELECT] = true,
    [GUMBO_TAG_SUMMARY] = true,
    [GUMBO_TAG_TABLE] = true,
    [GUMBO_TAG_TBODY] = true,
    [GUMBO_TAG_TD] = true,
    [GUMBO_TAG_TEXTAREA] = true,
    [GUMBO_TAG_TFOOT] = true,
    [GUMBO_TAG_TH] = true,
    [GUMBO_TAG_THEAD] = true,
    [GUMBO_TAG_TITLE] = true,
    [GUMBO_TAG_TR] = true,
    [GUMBO_TAG_UL] = true};

static const bool hidden[GUMBO_TAG_LAST + 1] = {[GUMBO_TAG_SCRIPT] = true,
    [GUMBO_TAG_STYLE] = true,
    [GUMBO_TAG_TEMPLATE] = true,
    [GUMBO_TAG_HEAD] = true,
    [GUMBO_TAG_SVG] = true,
    [GUMBO_TAG_MATH] = true,
    [GUMBO_TAG_OBJECT] = true,
    [GUMBO_TAG_IFRAME] = true,
    [GUMBO_TAG_AUDIO] = true,
    [GUMBO_TAG_VIDEO] = true,
    [GUMBO_TAG_CANVAS] = true,
    [GUMBO_TAG_NOFRAMES] = true,
    [GUMBO_TAG_NOSCRIPT] = true,
    [GUMBO_TAG_TEXTAREA] = true,
    [GUMBO_TAG_SELECT] = true};

bool html_is_block(GumboTag tag) { return tag <= GUMBO_TAG_LAST && block[tag]; }

bool html_is_heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

bool html_is_hidden(GumboTag tag) { return tag <= GUMBO_TAG_LAST && hidden[tag]; }

bool html_inside(const xmlNode *n, html_mark mark)
{
    for (; n && n->type == XML_ELEMENT_NODE; n = n->parent)
        if (html_marked(n, mark)) return true;
    return false;
}

sv html_attr(const xmlNode *n, const char *name)
{
    if (!n || n->type != XML_ELEMENT_NODE) return (sv){NULL, 0};
    if (!(html_el_of(n)->letters >> (name[0] & 31) & 1)) return (sv){NULL, 0};
    for (const xmlAttr *a = n->properties; a; a = a->next)
        if ((char)a->name[0] == name[0] && strcmp((const char *)a->name, name) == 0)
            return html_value(a);
    return (sv){NULL, 0};
}

bool html_has_class(const xmlNode *n, sv name)
{
    sv all = html_class(n);
    while (all.n) {
        all = sv_trim(all);
        size_t e = 0;
        while (e < all.n && !sv_space(all.p[e])) e++;
        if (e && sv_eq(sv_sub(all, 0, e), name)) return true;
        all = sv_sub(all, e, all.n);
    }
    return false;
}

xmlNode *html_skip(const xmlNode *n, const xmlNode *top)
{
    for (; n && n != top; n = n->parent)
        if (n->next) return n->next;
    return NULL;
}

xmlNode *html_next(const xmlNode *n, const xmlNode *top)
{
    if (n->type == XML_ELEMENT_NODE && n->children) return n->children;
    return html_skip(n, top);
}

xmlNode *html_after(const xmlNode *n, const xmlNode *top, GumboTag tag)
{
    for (xmlNode *m = html_next(n, top); m; m = html_next(m, top))
        if (html_is(m, tag)) return m;
    return NULL;
}

xmlNode *html_first(const xmlNode *top, GumboTag tag)
{
    return top ? html_after(top, top, tag) : NULL;
}

/* The bytes of the white space at the start of s: ASCII, NBSP, and the other blanks of Unicode but not ZWNJ. */
static size_t blank(sv s)
{
    if (!s.n) return 0;
    unsigned char c = (unsigned char)s.p[0];
    if (sv_space(s.p[0])) return 1;
    if (c == 0xC2 && s.n > 1 && (unsigned char)s.p[1] == 0xA0) return 2;
    if (c != 0xE2 && c != 0xE3 && c != 0xEF) return 0;
    if (s.n < 3) return 0;
    unsigned char d = (unsigned char)s.p[1], e = (unsigned char)s.p[2];
    if (c == 0xE2 && d == 0x80 && (e <= 0x8A || e == 0xA8 || e == 0xA9 || e == 0xAF) && e >= 0x80)
        return 3;
    if (c == 0xE2 && d == 0x80 && e == 0x8B) return 3; /* ZWSP divides words */
    if (c == 0xE3 && d == 0x80 && e == 0x80) return 3;
    if (c == 0xEF && d == 0xBB && e == 0xBF) return 3;
    return 0;
}

/* The bytes that white space may begin with. */
static const bool blank_lead[256] = {['\t'] = true,
    ['\n'] = true,
    ['\v'] = true,
    ['\f'] = true,
    ['\r'] = true,
    [' '] = true,
    [0xC2] = true,
    [0xE2] = true,
    [0xE3] = true,
    [0xEF] = true};

/* The bytes of words with single blanks between them, from the first byte of a word on. */
static size_t words_of(sv s)
{
    size_t n = 1;
    for (; n < s.n; n++) {
        if (!blank_lead[(unsigned char)s.p[n]] || !blank(sv_sub(s, n, 3))) continue;
        if (s.p[n] != ' ' || n + 1 == s.n || blank(sv_sub(s, n + 1, 3))) break;
    }
    return n;
}

void html_write_text(html_writer *w, sv text)
{
    while (text.n) {
        size_t b = blank(text);
        if (b) {
            w->space = true;
            text = sv_sub(text, b, text.n);
            continue;
        }
        size_t n = words_of(text);
        if (w->b->n && w->line)
            buf_putc(w->b, '\n');
        else if (w->b->n && w->space)
            buf_putc(w->b, ' ');
        w->line = w->space = false;
        buf_put(w->b, sv_sub(text, 0, n));
        text = sv_sub(text, n, text.n);
    }
}

static bool left_out(const html_writer *w, const xmlNode *n)
{
    return html_is_hidden(html_tag(n)) || (w->without && html_marked(n, (html_mark)w->without));
}

static void write_pre(html_writer *w, sv text)
{
    while (text.p && text.n) {
        sv line = sv_cut(&text, '\n');
        html_write_text(w, line);
        if (text.p) html_write_break(w);
    }
}

static bool in_pre(const xmlNode *n, const xmlNode *top)
{
    for (n = n->parent; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
        if (html_is(n, GUMBO_TAG_PRE)) return true;
        if (n == top) break;
    }
    return false;
}

void html_write(html_writer *w, const xmlNode *top)
{
    const xmlNode *n = top;
    bool pre = false;
    while (n && !w->b->e) {
        sv data = html_data(n);
        GumboTag tag = html_tag(n);
        if (data.n) {
            if (pre && in_pre(n, top))
                write_pre(w, data);
            else
                html_write_text(w, data);
        }
        bool down = n->type == XML_ELEMENT_NODE && !left_out(w, n);
        if (down && html_is_block(tag)) html_write_break(w);
        w->space |= !down && html_is_block(tag); /* words before and after what is left out */
        if (tag == GUMBO_TAG_PRE) pre = true;
        if (down && n->children) {
            n = n->children;
            continue;
        }
        while (n != top && !n->next) { /* closes what ends here */
            n = n->parent;
            if (html_is_block(html_tag(n))) html_write_break(w);
        }
        if (n == top) break;
        n = n->next;
    }
}

err html_text(arena *a, const xmlNode *n, sv *ret)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    html_writer w = {.b = &b};
    html_write(&w, n);
    if (b.e) return b.e;
    *ret = arena_sv(a, buf_sv(&b));
    return ret->p ? ERR_OK : ERR_NOMEM;
}

/* Into b, on one line. */
static sv line_of(buf *b, const xmlNode *n)
{
    html_writer w = {.b = b};
    html_write(&w, n);
    if (b->e || !b->n) return (sv){NULL, 0};
    for (char *at = b->p; (at = memchr(at, '\n', b->n - (size_t)(at - b->p)));) *at = ' ';
    return buf_sv(b);
}

sv html_glance(const xmlNode *n, char *room, size_t bytes)
{
    buf b = {.p = room, .cap = bytes, .limit = bytes - 1}; /* never grows: its limit is the room */
    return line_of(&b, n);
}

sv html_brief(arena *a, const xmlNode *n, size_t max)
{
    char room[BRIEF_BYTES];
    if (max && max < sizeof room) {
        sv s = html_glance(n, room, max + 1);
        return s.p ? arena_sv(a, s) : s;
    }
    CLEANUP(buf_clear) buf b = BUF_INIT(max);
    sv s = line_of(&b, n);
    return s.p ? arena_sv(a, s) : s;
}

sv html_line(arena *a, const xmlNode *n) { return html_brief(a, n, 0); }
