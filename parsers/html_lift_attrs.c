/* The attributes of a tag: one number for all of them where they are plain, else one for each value. */
#include "parsers/html_lift_in.h"

enum { PICTURE_MIN = 48, NAMES_MAX = 24 };

/* Of an attribute. NUL, too, as strchr(3) had it. */
static const bool ends_name[256] = {[0] = true,
    ['\t'] = true,
    ['\n'] = true,
    ['\v'] = true,
    ['\f'] = true,
    ['\r'] = true,
    [' '] = true,
    ['/'] = true,
    ['>'] = true,
    ['='] = true};

/* Drawings, and lists of pictures in many sizes. */
static bool is_picture(sv name, sv value)
{
    static const sv names[] = {SV_INIT("d"), SV_INIT("points"), SV_INIT("srcset"),
        SV_INIT("data-srcset"), SV_INIT("data-lazy-srcset"), SV_INIT("imagesrcset"),
        SV_INIT("sizes")};
    if (value.n < PICTURE_MIN) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sv_ieq(name, names[i])) return true;
    return sv_istarts(value, SV("data:image"));
}

bool lift_attribute(lift *l, err *e)
{
    while (l->at < l->s.n && (sv_space(l->s.p[l->at]) || l->s.p[l->at] == '/')) l->at++;
    if (l->at >= l->s.n || l->s.p[l->at] == '>') return false;
    size_t start = l->at++; /* "=" may begin a name */
    while (l->at < l->s.n && !ends_name[(unsigned char)l->s.p[l->at]]) l->at++;
    sv name = sv_sub(l->s, start, l->at - start);
    while (l->at < l->s.n && sv_space(l->s.p[l->at])) l->at++;
    if (l->at >= l->s.n || l->s.p[l->at] != '=') return true;
    l->at++;
    while (l->at < l->s.n && sv_space(l->s.p[l->at])) l->at++;
    if (l->at >= l->s.n) return false;
    char quote = l->s.p[l->at];
    if (quote != '"' && quote != '\'') {
        while (l->at < l->s.n && !sv_space(l->s.p[l->at]) && l->s.p[l->at] != '>') l->at++;
        return true;
    }
    size_t value = ++l->at;
    const char *end = memchr(l->s.p + value, quote, l->s.n - value);
    l->at = end ? (size_t)(end - l->s.p) : l->s.n;
    if (end && is_picture(name, sv_sub(l->s, value, l->at - value)))
        lift_leave_out(l, value, l->at);
    else if (end && l->whole && !sv_ieq(name, SV("encoding")))
        *e = lift_value(l, value, l->at);
    if (end) l->at++;
    return !*e;
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/* Reads ` name="value"`; false: it is not as plain as that. */
static bool plain_pair(sv s, size_t *io_at, sv *ret_name, sv *ret_value)
{
    size_t at = *io_at, start;
    while (at < s.n && is_blank(s.p[at])) at++;
    if (at == *io_at) return false;
    for (start = at; at < s.n && is_name_byte(s.p[at]);) at++;
    *ret_name = sv_sub(s, start, at - start);
    *ret_value = SV("");
    if (!ret_name->n || at >= s.n) return false;
    *io_at = at;
    if (s.p[at] != '=') return is_blank(s.p[at]) || s.p[at] == '>';
    char quote = at + 1 < s.n ? s.p[at + 1] : 0;
    if (quote != '"' && quote != '\'') return false;
    const char *end = memchr(s.p + at + 2, quote, s.n - at - 2);
    if (!end) return false;
    *ret_value = sv_sub(s, at + 2, (size_t)(end - s.p) - at - 2);
    *io_at = (size_t)(end - s.p) + 1;
    return true;
}

static bool repeats(const sv *names, size_t n, sv name)
{
    for (size_t i = 0; i < n; i++)
        if (sv_eq(names[i], name)) return true;
    return false;
}

/* Where a list of plain attributes ends, all of which may go; SV_NPOS: there is none. */
static size_t plain_list(sv s, size_t at)
{
    sv names[NAMES_MAX], value;
    for (size_t n = 0; n < NAMES_MAX; n++) {
        size_t end = at;
        while (end < s.n && is_blank(s.p[end])) end++;
        bool closed = end + 1 < s.n && s.p[end] == '/' && s.p[end + 1] == '>';
        if (closed || (end < s.n && s.p[end] == '>')) return n ? at : SV_NPOS;
        if (!plain_pair(s, &at, &names[n], &value) || repeats(names, n, names[n])) return SV_NPOS;
        if (!is_picture(names[n], value) && !lift_is_plain(value, false)) return SV_NPOS;
    }
    return SV_NPOS;
}

bool html_lifted_pair(sv raw, size_t *io_at, sv *ret_name, sv *ret_value)
{
    if (!plain_pair(raw, io_at, ret_name, ret_value)) return false;
    if (is_picture(*ret_name, *ret_value)) *ret_value = SV("");
    return true;
}

/* Whether the tree builder looks at attributes of such a tag, or gives them to another. */
static bool are_read(GumboTag tag)
{
    switch ((int)tag) {
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_ISINDEX:
    case GUMBO_TAG_ANNOTATION_XML: return true;
    default: return false;
    }
}

bool lift_attributes(lift *l, GumboTag tag, err *e)
{
    size_t end = l->whole && !are_read(tag) ? plain_list(l->s, l->at) : SV_NPOS;
    bool done = false;
    if (end != SV_NPOS) *e = lift_list(l, l->at, end, &done);
    if (*e) return false;
    if (done) l->at = end;
    while (lift_attribute(l, e)) {}
    return !*e && l->at < l->s.n;
}
