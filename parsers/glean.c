#include "parsers/glean.h"

#include <time.h>

#include "parsers/links.h"
#include "parsers/xml2.h"

enum { REGEX_INPUT_MAX = 20000, TRIES_MAX = 40, TEXT_MAX = 200000 };

/* --- text of a part of a page ------------------------------------------------------------------------------- */

static bool dropped(const xmlNode *n, const pick *p)
{
    for (size_t i = 0; p && i < p->n_filters; i++)
        if (p->filter[i].op == FILTER_DROP && select_is(n, &p->filter[i].drop)) return true;
    return false;
}

static bool is_item(const glean *g, const xmlNode *n)
{
    if (!g->items) return false;
    size_t lo = 0, hi = g->items->n, place = select_place(g->x, n);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (select_place(g->x, g->items->at[mid]) < place)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < g->items->n && g->items->at[lo] == n;
}

/* An emoji as an image: its alternative text, when that is the character itself. */
static void write_image(html_writer *w, const xmlNode *n)
{
    sv alt = html_attr(n, "alt");
    sv c = html_class(n);
    if (!alt.n || alt.n > 32) return;
    bool smiley = sv_find(c, SV("smil")) != SV_NPOS, sign = (unsigned char)alt.p[0] >= 0xE2;
    bool short_one = alt.n <= 12 && !memchr(alt.p, ' ', alt.n); /* ";-)" */
    if (sign ? smiley || sv_find(c, SV("emoji")) != SV_NPOS : smiley && short_one)
        html_write_text(w, alt);
}

static bool enter(const glean *g, const xmlNode *n, const xmlNode *top, const pick *p)
{
    if (n == top) return true;
    if (html_is_hidden(html_tag(n)) || html_is(n, GUMBO_TAG_BUTTON)) return false;
    return !is_item(g, n) && !dropped(n, p) && !(g->skip && select_is(n, g->skip));
}

static void write_lines(html_writer *w, sv text)
{
    while (text.p && text.n) {
        html_write_text(w, sv_cut(&text, '\n'));
        if (text.p) html_write_break(w);
    }
}

static bool keeps_lines(const pick *p)
{
    for (size_t i = 0; p && i < p->n_filters; i++)
        if (p->filter[i].op == FILTER_FLAT) return true;
    return false;
}

static void write_part(html_writer *w, const glean *g, const xmlNode *top, const pick *p)
{
    bool lines = keeps_lines(p);
    for (const xmlNode *n = top; n;) {
        sv data = html_data(n);
        bool down = n->type == XML_ELEMENT_NODE && enter(g, n, top, p);
        if (data.n && (lines || html_is(n->parent, GUMBO_TAG_PRE)))
            write_lines(w, data);
        else if (data.n)
            html_write_text(w, data);
        if (down && html_is_block(html_tag(n))) html_write_break(w);
        if (down && html_is(n, GUMBO_TAG_IMG)) write_image(w, n);
        if (down && n->children) {
            n = n->children;
            continue;
        }
        while (n != top && !n->next) { /* closes what ends here */
            n = n->parent;
            if (html_is_block(html_tag(n))) html_write_break(w);
        }
        n = n == top ? NULL : n->next;
    }
}

err glean_text(const glean *g, const xmlNode *top, const pick *drop, sv *ret)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(TEXT_MAX);
    html_writer w = {.b = &b};
    write_part(&w, g, top, drop);
    if (b.e && b.e != ERR_LIMIT) return b.e;
    *ret = arena_sv(g->a, buf_sv(&b));
    return ret->p ? ERR_OK : ERR_NOMEM;
}

/* --- filters ------------------------------------------------------------------------------------------------ */

/* The value of a digit at s, Persian and Arabic ones too, and its length; -1: none. */
static int digit(sv s, size_t *n)
{
    if (!s.n) return -1;
    unsigned char c = (unsigned char)s.p[0], d = s.n > 1 ? (unsigned char)s.p[1] : 0;
    *n = 1;
    if (c >= '0' && c <= '9') return c - '0';
    *n = 2;
    if (c == 0xDB && d >= 0xB0 && d <= 0xB9) return d - 0xB0;
    if (c == 0xD9 && d >= 0xA0 && d <= 0xA9) return d - 0xA0;
    return -1;
}

static double factor(sv rest)
{
    static const struct {
        sv word;
        double times;
    } all[] = {{SV_INIT("K"), 1e3}, {SV_INIT("k"), 1e3}, {SV_INIT("M"), 1e6}, {SV_INIT("m"), 1e6},
        {SV_INIT("B"), 1e9}, {SV_INIT("هزار"), 1e3}, {SV_INIT("میلیون"), 1e6},
        {SV_INIT("Mio"), 1e6}, {SV_INIT("Tsd"), 1e3}};
    rest = sv_trim(rest);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (sv_starts(rest, all[i].word)) return all[i].times;
    return 1;
}

sv glean_number(arena *a, sv text, bool kmb)
{
    char out[40];
    size_t m = 0, n = 1, i = 0;
    bool point = false;
    while (i < text.n && digit(sv_sub(text, i, SV_NPOS), &n) < 0) i++;
    if (i >= text.n) return (sv){NULL, 0};
    if (i && text.p[i - 1] == '-' && (i < 2 || sv_space(text.p[i - 2]))) out[m++] = '-';
    while (i < text.n && m < sizeof out - 2) {
        int d = digit(sv_sub(text, i, SV_NPOS), &n);
        if (d >= 0) {
            out[m++] = (char)('0' + d);
            i += n;
            continue;
        }
        sv rest = sv_sub(text, i, SV_NPOS);
        size_t skip = rest.p[0] == '.' || rest.p[0] == ','                   ? 1
                      : sv_starts(rest, SV("٫")) || sv_starts(rest, SV("٬")) ? 2
                                                                             : 0;
        sv tail = sv_sub(rest, skip, SV_NPOS);
        if (!skip || digit(tail, &n) < 0) break;
        size_t run = 0;
        for (sv t = tail; digit(t, &n) >= 0; run++) t = sv_sub(t, n, SV_NPOS);
        bool thousands = sv_starts(rest, SV("٬")) || (rest.p[0] == ',' && run == 3);
        if (!thousands && point) break;
        if (!thousands) out[m++] = '.', point = true;
        i += skip;
    }
    out[m] = 0;
    double times = kmb ? factor(sv_sub(text, i, SV_NPOS)) : 1;
    if (times > 1) return arena_printf(a, "%.0f", strtod(out, NULL) * times);
    return arena_sv(a, (sv){out, m});
}

/* "❤ 12 👍 3.4K" -> 3412 */
static sv sum_of(arena *a, sv s)
{
    double sum = 0;
    bool any = false;
    while (s.n) {
        sv n = glean_number(a, s, true);
        if (!n.n) break;
        any = true;
        sum += strtod(n.p, NULL);
        size_t len = 1;
        while (s.n && digit(s, &len) < 0) s = sv_sub(s, 1, SV_NPOS);
        while (s.n && (digit(s, &len) >= 0 || (len = 1, s.p[0] == '.' || s.p[0] == ',')))
            s = sv_sub(s, len, SV_NPOS);
    }
    return any ? arena_printf(a, "%.0f", sum) : (sv){NULL, 0};
}

static sv regex_take(sv s, const regex_t *re)
{
    regmatch_t m[2] = {
        {.rm_so = 0, .rm_eo = (regoff_t)(s.n < REGEX_INPUT_MAX ? s.n : REGEX_INPUT_MAX)}};
    m[1] = (regmatch_t){-1, -1};
    if (!s.p || regexec(re, s.p, 2, m, REG_STARTEND) != 0) return (sv){NULL, 0};
    const regmatch_t *r = m[1].rm_so >= 0 ? &m[1] : &m[0];
    return sv_sub(s, (size_t)r->rm_so, (size_t)(r->rm_eo - r->rm_so));
}

static err html_of(const glean *g, const pick *p, sv *io)
{
    if (!memchr(io->p, '<', io->n) && !memchr(io->p, '&', io->n)) return ERR_OK;
    tree *t;
    err e = html_parse(g->a, *io, &t);
    if (e) return e;
    glean inner = {.a = g->a, .base = g->base};
    return glean_text(&inner, t->root, p, io);
}

/* Seconds, milliseconds or microseconds since 1970, told apart by size, as ISO 8601. */
static sv unix_of(arena *a, sv s)
{
    sv digits = glean_number(a, s, false);
    double d = digits.n ? strtod(digits.p, NULL) : 0;
    while (d > 1e11) d /= 1000;
    if (d < 1e8) return (sv){NULL, 0};
    time_t t = (time_t)d;
    struct tm tm;
    if (!gmtime_r(&t, &tm)) return (sv){NULL, 0};
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
        tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static sv as_of(arena *a, sv pattern, sv value)
{
    size_t at = sv_find(pattern, SV("{}"));
    if (at == SV_NPOS) return pattern;
    value = links_percent(a, value);
    return arena_printf(a, "%.*s%.*s%.*s", SV_FMT(sv_sub(pattern, 0, at)), SV_FMT(value),
        SV_FMT(sv_sub(pattern, at + 2, SV_NPOS)));
}

/* "2024-01-02T03:04:05" -> with a Z, unless it names a zone. */
static sv utc_of(arena *a, sv s)
{
    sv tail = sv_sub(s, 10, SV_NPOS);
    bool zoned = memchr(tail.p, '+', tail.n) || memchr(tail.p, '-', tail.n) || sv_ends(s, SV("Z"));
    return s.n < 16 || zoned ? s : arena_printf(a, "%.*sZ", SV_FMT(s));
}

static sv strptime_of(arena *a, sv s, const char *format)
{
    struct tm tm = {.tm_mday = 1};
    sv text = arena_sv(a, s);
    const char *end = text.p ? strptime(text.p, format, &tm) : NULL;
    if (!end) return (sv){NULL, 0};
    if (!strstr(format, "%H") && !strstr(format, "%T") && !strstr(format, "%R") &&
        !strstr(format, "%I"))
        return arena_printf(a, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
        tm.tm_hour, tm.tm_min);
}

err glean_filter(const glean *g, const pick *p, sv *io)
{
    err e = ERR_OK;
    for (size_t i = 0; i < p->n_filters && io->n && !e; i++) {
        const filter *f = &p->filter[i];
        switch (f->op) {
        case FILTER_TRIM: *io = sv_trim(*io); break;
        case FILTER_NUMBER: *io = glean_number(g->a, *io, false); break;
        case FILTER_SUM: *io = sum_of(g->a, *io); break;
        case FILTER_KMB: *io = glean_number(g->a, *io, true); break;
        case FILTER_REGEX: *io = regex_take(*io, f->regex); break;
        case FILTER_URLJOIN: *io = links_resolve(g->a, g->base, *io); break;
        case FILTER_HTML: e = html_of(g, p, io); break;
        case FILTER_AS: *io = as_of(g->a, f->arg, *io); break;
        case FILTER_UTC: *io = utc_of(g->a, *io); break;
        case FILTER_UNIX: *io = unix_of(g->a, *io); break;
        case FILTER_GREGORIAN: *io = strptime_of(g->a, *io, f->arg.p); break;
        case FILTER_DROP:
        case FILTER_ATTR:
        case FILTER_PLUS:
        case FILTER_FLAT: /* done before */
        case FILTER_JALALI:
        case FILTER_RELATIVE: break; /* the date reader knows them */
        }
    }
    return e;
}

/* --- HTML --------------------------------------------------------------------------------------------------- */

static sv attr_filter(const pick *p, bool *is)
{
    for (size_t i = 0; i < p->n_filters; i++)
        if (p->filter[i].op == FILTER_ATTR) {
            *is = true;
            return p->filter[i].arg;
        }
    *is = false;
    return (sv){NULL, 0};
}

static err value_of(const glean *g, const xmlNode *n, const pick *p, sv *ret)
{
    bool attr;
    sv name = attr_filter(p, &attr), v = {NULL, 0};
    err e = ERR_OK;
    if (attr)
        v = sv_trim(html_attr(n, name.p));
    else
        e = glean_text(g, n, p, &v);
    if (!e && v.n) e = glean_filter(g, p, &v);
    *ret = sv_trim(v);
    return e;
}

/* Inside another item, which is inside this one. */
static bool of_other(const glean *g, const xmlNode *n, const xmlNode *item)
{
    for (; n && n != item && n->type == XML_ELEMENT_NODE; n = n->parent)
        if (is_item(g, n)) return true;
    return false;
}

static err xpath_nodes(const glean *g, xmlNode *item, const pick *p, nodes *io)
{
    err e = xml2_load(NULL);
    if (!e && g->t) e = html_complete(g->a, g->t);
    if (e) return e;
    xmlXPathContext *c = g->t ? xmlXPathNewContext(g->t->doc) : NULL;
    if (!c) return ERR_NOMEM;
    c->node = item;
    c->opLimit = 2000000;
    xmlXPathObject *o = xmlXPathEval((const xmlChar *)p->expr.p, c);
    for (int i = 0; o && o->nodesetval && i < o->nodesetval->nodeNr && !e; i++) {
        xmlNode **slot = VEC_PUSH(g->a, io);
        if (slot)
            *slot = o->nodesetval->nodeTab[i];
        else
            e = ERR_NOMEM;
    }
    xmlXPathFreeObject(o);
    xmlXPathFreeContext(c);
    return e;
}

static err pick_html(const glean *g, xmlNode *item, const pick *p, sv *ret)
{
    nodes found = {0};
    err e = ERR_OK;
    *ret = (sv){NULL, 0};
    switch (p->from) {
    case PICK_TEXT: *ret = p->expr; return ERR_OK;
    case PICK_POINTER: return ERR_OK;
    case PICK_SELF: return value_of(g, item, p, ret);
    case PICK_CSS: e = select_all(g->a, g->x, item, &p->css, &found); break;
    case PICK_XPATH: e = xpath_nodes(g, item, p, &found); break;
    }
    for (size_t i = 0; i < found.n && i < TRIES_MAX && !e && !ret->n; i++) {
        const xmlNode *n = found.at[i];
        if (n->type == XML_ATTRIBUTE_NODE || n->type == XML_TEXT_NODE) {
            *ret = sv_trim(html_data(n->type == XML_TEXT_NODE ? n : n->children));
            if (ret->n) e = glean_filter(g, p, ret);
        } else if (!of_other(g, n, item))
            e = value_of(g, n, p, ret);
    }
    return e;
}

err glean_html(const glean *g, xmlNode *item, const picks *p, sv *ret, const pick **ret_pick)
{
    *ret = (sv){NULL, 0};
    for (size_t i = 0; i < p->n && !ret->n; i++) {
        err e = pick_html(g, item, &p->at[i], ret);
        if (e) return e;
        if (ret->n && ret_pick) *ret_pick = &p->at[i];
    }
    return ERR_OK;
}
