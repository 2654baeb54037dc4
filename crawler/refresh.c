#include "crawler/refresh.h"

#include <string.h>

#include "crawler/url.h"

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

static size_t skip_blanks(sv s, size_t at)
{
    while (at < s.n && blank(s.p[at])) at++;
    return at;
}

static size_t name_end(sv s, size_t at)
{
    while (at < s.n && !blank(s.p[at]) && !strchr("=>/\"'", s.p[at])) at++;
    return at;
}

/* One attribute at `*at` inside a tag; false: the tag ends. */
static bool attribute(sv s, size_t *at, sv *ret_name, sv *ret_value)
{
    size_t i = *at;
    while (i < s.n && (blank(s.p[i]) || s.p[i] == '/')) i++;
    size_t end = name_end(s, i);
    if (i >= s.n || s.p[i] == '>') return false;
    if (end == i) end++; /* a stray quote or sign */
    *ret_name = sv_sub(s, i, end - i);
    *ret_value = (sv){NULL, 0};
    *at = end;
    i = skip_blanks(s, end);
    if (i >= s.n || s.p[i] != '=') return true;
    i = skip_blanks(s, i + 1);
    if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
        const char *close = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
        if (!close) return false;
        end = (size_t)(close - s.p);
        *ret_value = sv_sub(s, i + 1, end - i - 1);
        *at = end + 1;
        return true;
    }
    for (end = i; end < s.n && !blank(s.p[end]) && s.p[end] != '>';) end++;
    *ret_value = sv_sub(s, i, end - i);
    *at = end;
    return true;
}

/* "5; url='x'" to x; an empty view when it does not send on. */
static sv address_of(sv content)
{
    const sv none = {NULL, 0};
    size_t i = skip_blanks(content, 0), from = i;
    int seconds = 0;
    for (; i < content.n && content.p[i] >= '0' && content.p[i] <= '9'; i++)
        if (seconds < 1000) seconds = seconds * 10 + (content.p[i] - '0');
    if ((i == from && (i >= content.n || content.p[i] != '.')) || seconds > REFRESH_SECONDS)
        return none;
    while (i < content.n && ((content.p[i] >= '0' && content.p[i] <= '9') || content.p[i] == '.'))
        i++;
    if (i < content.n && !blank(content.p[i]) && content.p[i] != ';' && content.p[i] != ',')
        return none;
    i = skip_blanks(content, i);
    if (i < content.n && (content.p[i] == ';' || content.p[i] == ',')) i++;
    sv rest = sv_trim(sv_sub(content, i, content.n));
    if (sv_istarts(rest, SV("url"))) {
        size_t eq = skip_blanks(rest, 3);
        if (eq < rest.n && rest.p[eq] == '=') rest = sv_trim(sv_sub(rest, eq + 1, rest.n));
    }
    if (rest.n && (rest.p[0] == '"' || rest.p[0] == '\'')) {
        char quote = rest.p[0];
        rest = sv_sub(rest, 1, rest.n);
        const char *close = memchr(rest.p, quote, rest.n);
        if (close) rest.n = (size_t)(close - rest.p);
    }
    return sv_trim(rest);
}

/* A copy with the references that addresses are written with put right. */
static err put_right(arena *a, sv s, sv *ret)
{
    static const sv name[] = {SV_INIT("&amp;"), SV_INIT("&#38;"), SV_INIT("&#038;"),
        SV_INIT("&#x26;"), SV_INIT("&#47;"), SV_INIT("&#x2F;")};
    static const char sign[] = "&&&&//";
    char *out = arena_raw(a, s.n + 1);
    size_t n = 0;
    if (!out) return ERR_NOMEM;
    for (size_t i = 0; i < s.n;) {
        size_t k = 0, count = sizeof name / sizeof name[0];
        while (k < count && !sv_istarts(sv_sub(s, i, s.n), name[k])) k++;
        out[n++] = k < count ? sign[k] : s.p[i];
        i += k < count ? name[k].n : 1;
    }
    out[n] = 0;
    *ret = (sv){out, n};
    return ERR_OK;
}

/* Whether a tag of this name begins at `at`, not one that goes on ("<style-x>"). */
static bool tag_at(sv s, size_t at, sv open)
{
    size_t end = at + open.n;
    return sv_istarts(sv_sub(s, at, s.n), open) &&
           (end >= s.n || blank(s.p[end]) || s.p[end] == '/' || s.p[end] == '>');
}

/* Where what begins at `at` ("<!--", "<script") ends, with nothing in it read; 0: it is no such thing. */
static size_t closed_part(sv s, size_t at)
{
    static const struct {
        sv open, close;
    } part[] = {{SV_INIT("<!--"), SV_INIT("-->")}, {SV_INIT("<script"), SV_INIT("</script")},
        {SV_INIT("<noscript"), SV_INIT("</noscript")}, {SV_INIT("<style"), SV_INIT("</style")},
        {SV_INIT("<title"), SV_INIT("</title")}, {SV_INIT("<template"), SV_INIT("</template")},
        {SV_INIT("<textarea"), SV_INIT("</textarea")}};
    for (size_t k = 0; k < sizeof part / sizeof part[0]; k++) {
        bool comment = k == 0;
        if (comment ? !sv_starts(sv_sub(s, at, s.n), part[k].open) : !tag_at(s, at, part[k].open))
            continue;
        for (size_t i = at + part[k].open.n; i < s.n; i++) {
            if (s.p[i] != part[k].close.p[0]) continue;
            if (comment ? sv_starts(sv_sub(s, i, s.n), part[k].close) : tag_at(s, i, part[k].close))
                return i + part[k].close.n;
        }
        return s.n;
    }
    return 0;
}

/* What one <meta> or <base> says that matters here. */
typedef struct said {
    bool refresh;
    sv content, href;
} said;

static said read_tag(sv s, size_t *at)
{
    said t = {0};
    sv name, value;
    while (attribute(s, at, &name, &value)) {
        if (sv_ieq(name, SV("http-equiv")) && sv_ieq(sv_trim(value), SV("refresh")))
            t.refresh = true;
        if (sv_ieq(name, SV("content"))) t.content = value;
        if (sv_ieq(name, SV("href"))) t.href = value;
    }
    return t;
}

/* `s` as it is written in the page, to an absolute address. */
static err absolute(arena *a, sv base, sv s, sv *ret)
{
    sv plain;
    err e = put_right(a, s, &plain);
    return e ? e : url_resolve(a, base, plain, ret);
}

err refresh_target(arena *a, sv page_url, sv body, sv *ret)
{
    sv s = sv_sub(body, 0, REFRESH_BYTES), base = page_url;
    bool based = false;
    for (size_t at = 0; at < s.n;) {
        const char *lt = memchr(s.p + at, '<', s.n - at);
        if (!lt) break;
        at = (size_t)(lt - s.p);
        if (at + 1 >= s.n || !memchr("!bsmntBSMNT", s.p[at + 1], 11)) { /* most tags */
            at++;
            continue;
        }
        size_t end = closed_part(s, at);
        if (end) {
            at = end;
            continue;
        }
        bool meta = tag_at(s, at, SV("<meta")), has_base = tag_at(s, at, SV("<base"));
        at++;
        if (!meta && !has_base) continue;
        at += 4;
        said t = read_tag(s, &at);
        err e = ERR_ABSENT;
        if (has_base && t.href.n && !based) { /* the first one counts, even when it is no address */
            based = true;
            e = absolute(a, page_url, t.href, &base);
        }
        sv to = meta && t.refresh ? address_of(t.content) : (sv){NULL, 0};
        if (to.n) e = absolute(a, base, to, ret);
        if (e == ERR_NOMEM || (to.n && !e)) return e;
    }
    return ERR_ABSENT;
}
