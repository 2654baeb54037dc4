#include "parsers/html_lift_in.h"

#include <stdlib.h>

enum { BODY_MIN = 48, SCRIPTS_MAX = 100000, BIG_PAGE = 2 << 20 };

/* Behind the "-->" of a comment whose "<!--" ends at `at`; SV_NPOS: it never ends. */
static size_t comment_end(const lift *l, size_t at)
{
    if (sv_starts(lift_from(l, at), SV(">"))) return at + 1;
    if (sv_starts(lift_from(l, at), SV("->"))) return at + 2;
    for (;;) {
        at = lift_find_pair(l->s, at, "--");
        if (at == SV_NPOS) return SV_NPOS;
        if (sv_starts(lift_from(l, at + 2), SV(">"))) return at + 3;
        if (sv_starts(lift_from(l, at + 2), SV("!>"))) return at + 4;
        at++;
    }
}

/* Where the body of a raw element ends: at its end tag; SV_NPOS: there is none. */
static size_t body_end(const lift *l, size_t at, sv name)
{
    for (;;) {
        at = lift_find_pair(l->s, at, "</");
        if (at == SV_NPOS) return SV_NPOS;
        sv rest = lift_from(l, at + 2);
        char after = rest.n > name.n ? rest.p[name.n] : 0;
        if (sv_istarts(rest, name) && (sv_space(after) || after == '>' || after == '/')) return at;
        at += 2;
    }
}

/* A script's body goes to the list, and its number into the tag, whose ">" is before l->at. */
static err script_body(lift *l, size_t end)
{
    sv body = sv_sub(l->s, l->at, end - l->at);
    if (body.n < BODY_MIN || l->out->script.n >= SCRIPTS_MAX) return ERR_OK;
    sv *slot = VEC_PUSH(l->a, &l->out->script);
    if (!slot) return ERR_NOMEM;
    *slot = body;
    lift_keep_to(l, l->at - 1);
    buf_printf(&l->out->text, " " HTML_LIFT_MARK "=%zu", l->out->script.n - 1);
    lift_keep_to(l, l->at);
    lift_leave_out(l, l->at, end);
    return ERR_OK;
}

/* After the start tag of an element whose content is no markup. false: nothing more can be told. */
static bool raw_body(lift *l, sv name, GumboTag tag, err *e)
{
    size_t end = body_end(l, l->at, name);
    if (end == SV_NPOS) return false;
    if (tag == GUMBO_TAG_STYLE)
        lift_leave_out(l, l->at, end);
    else if (tag == GUMBO_TAG_SCRIPT) {
        if (sv_find(sv_sub(l->s, l->at, end - l->at), SV("<!--")) != SV_NPOS) {
            /* an end tag after "<!-- <script" is none: leave such a body to the parser */
            size_t nested = sv_find(sv_sub(l->s, l->at, end - l->at), SV("<script"));
            if (nested != SV_NPOS) return false;
        }
        *e = script_body(l, end);
    }
    l->at = end;
    return true;
}

static bool is_raw(GumboTag tag)
{
    switch ((int)tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES: return true;
    default: return false;
    }
}

static sv tag_name(lift *l)
{
    size_t start = l->at;
    while (l->at < l->s.n && l->s.p[l->at] != '>' && l->s.p[l->at] != '/' && l->s.p[l->at] &&
           !sv_space(l->s.p[l->at]))
        l->at++;
    return sv_sub(l->s, start, l->at - start);
}

static GumboTag tag_of(sv name) { return gumbo_tagn_enum(name.p, (unsigned)name.n); }

/* A start tag at l->at, behind its "<". */
static bool start_tag(lift *l, err *e)
{
    sv name = tag_name(l);
    GumboTag tag = tag_of(name);
    if (!lift_attributes(l, tag, e) || tag == GUMBO_TAG_PLAINTEXT) return false;
    bool closed = l->s.p[l->at - 1] == '/'; /* <script/> in a drawing */
    l->at++;
    lift_past_tag(l, tag, false);
    return closed || !is_raw(tag) || raw_body(l, name, tag, e);
}

/* An end tag at l->at, behind its "<", or no tag at all; false: nothing more can be told. */
static bool end_tag(lift *l, err *e)
{
    sv rest = lift_from(l, l->at);
    l->apart = l->apart && rest.n && rest.p[0] == '/';
    if (rest.n < 2 || rest.p[0] != '/' || !lift_letter(rest.p[1])) return true;
    l->at++;
    sv name = tag_name(l);
    while (lift_attribute(l, e)) {} /* of no use, but a quote in one hides what follows */
    if (*e || l->at >= l->s.n) return false;
    l->at++;
    lift_past_tag(l, tag_of(name), true);
    return true;
}

/* Whether what stands before `at` would make a tag of what follows, were it moved there. */
static bool opens_tag(sv page, size_t at)
{
    static const sv opening[] = {SV_INIT("<"), SV_INIT("</"), SV_INIT("<!")};
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
        if (sv_ends(sv_sub(page, 0, at), opening[i])) return true;
    return false;
}

/* A remark at `start`, whose "!" is at l->at; false: it never ends. */
static bool remark(lift *l, size_t start)
{
    l->at = comment_end(l, l->at + 3);
    if (l->at == SV_NPOS) return false;
    if (!opens_tag(l->s, start)) lift_leave_out(l, start, l->at);
    l->beside = true;
    return true;
}

static err lift_all(lift *l)
{
    const sv page = l->s;
    err e = ERR_OK;
    while (l->at < page.n && !e) {
        const char *lt = memchr(page.p + l->at, '<', page.n - l->at);
        if (!lt) break;
        size_t start = (size_t)(lt - page.p);
        l->at = start + 1;
        if (l->at >= page.n) break;
        bool more = sv_starts(lift_from(l, l->at), SV("!--")) ? remark(l, start)
                    : lift_letter(page.p[l->at])              ? start_tag(l, &e)
                                                              : end_tag(l, &e);
        if (!more) break;
        if (!e && page.p[l->at - 1] == '>') e = lift_between(l);
    }
    lift_keep_to(l, page.n);
    return e ? e : l->out->text.e;
}

static lift begin(arena *a, sv page, buf text, lifted *ret)
{
    *ret = (lifted){.text = text,
        .digits = page.n < BIG_PAGE ? 3 : 4,
        .place = MAP_INIT(a),
        .listed = MAP_INIT(a)};
    return (lift){.a = a, .out = ret, .s = page};
}

err html_lift(arena *a, sv page, lifted *ret)
{
    buf text = BUF_INIT(page.n + 1);
    text.p = malloc(page.n + 2); /* what is not written is not touched, either */
    if (text.p) text.cap = page.n + 2;
    lift l = begin(a, page, text, ret);
    l.whole = !lift_stands_in(page);
    err e = lift_all(&l);
    if (e || !l.whole || !lift_refers_to_stand(buf_sv(&ret->text))) return e;
    text = ret->text;
    buf_reset(&text);
    l = begin(a, page, text, ret);
    return lift_all(&l);
}
