#include "crawler/avoid.h"

#include <string.h>

#include "crawler/url.h"
#include "util/vec.h"

enum { FORM_BYTES = 4096 }; /* of an address; the rest does not decide */

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Percent-decoded, ASCII letters small; at most `cap` bytes. */
static size_t compared_form(sv s, char *out, size_t cap)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < cap; i++) {
        char c = s.p[i];
        if (c == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
            c = (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]));
            i += 2;
        }
        out[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return n;
}

static bool is_ascii(sv s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

/* A pattern with a host in Persian letters gets the host's ASCII form, as addresses have it. */
static sv with_ascii_host(arena *a, sv pattern)
{
    size_t scheme = sv_find(pattern, SV("://"));
    sv rest = scheme == SV_NPOS ? pattern : sv_sub(pattern, scheme + 3, pattern.n);
    size_t slash = sv_find(rest, SV("/"));
    sv host = sv_sub(rest, 0, slash), path = sv_sub(rest, host.n, rest.n), abs;
    url u;
    if (!host.n || is_ascii(host) || sv_find(host, SV("*")) != SV_NPOS) return pattern;
    sv address = arena_printf(a, "https://%.*s/", SV_FMT(host));
    if (!address.p || url_resolve(a, (sv){NULL, 0}, address, &abs) || !url_split(abs, &u))
        return pattern;
    return arena_printf(a, "%.*s%.*s%.*s", scheme == SV_NPOS ? 0 : (int)scheme + 3, pattern.p,
        SV_FMT(u.host), SV_FMT(path));
}

err avoid_add(arena *a, sv pattern, sv kind, avoid *io)
{
    pattern = sv_trim(pattern);
    if (!pattern.n) return ERR_OK;
    avoid_rule *r = VEC_PUSH(a, io);
    sv ascii = with_ascii_host(a, pattern);
    char *form = arena_raw(a, ascii.n + 1);
    if (!r || !ascii.p || !form) return ERR_NOMEM;
    *r = (avoid_rule){.text = arena_sv(a, pattern),
        .form = {form, compared_form(ascii, form, ascii.n)},
        .kind = arena_sv(a, kind)};
    return r->text.p && r->kind.p ? ERR_OK : ERR_NOMEM;
}

static const char shipped[] = {
#include "avoid.inc"
};

err avoid_add_shipped(arena *a, avoid *io)
{
    err e = ERR_OK;
    for (sv rest = {shipped, sizeof shipped - 1}; rest.n && !e;) {
        sv line = sv_cut(&rest, '\n');
        if (!line.n || line.p[0] == '#') continue;
        sv kind = sv_cut(&line, '\t');
        e = avoid_add(a, line, kind, io);
    }
    return e;
}

/* Is the pattern used up where `s` may end or go on below? */
static bool at_border(sv form, sv s, size_t i)
{
    return i == s.n || strchr("/?#", s.p[i]) || (i && form.n && form.p[form.n - 1] == '/');
}

/* Only the last '*' is ever taken back: the time is at most the product of the lengths. */
static bool matches(sv form, sv s)
{
    size_t i = 0, k = 0, star = SV_NPOS, mark = 0;
    for (;;) {
        if (k == form.n && (at_border(form, s, i) || (k && form.p[k - 1] == '*'))) return true;
        if (k < form.n && form.p[k] == '*') {
            star = ++k;
            mark = i;
        } else if (k < form.n && i < s.n && form.p[k] == s.p[i]) {
            i++, k++;
        } else if (star != SV_NPOS && mark < s.n) {
            i = ++mark;
            k = star;
        } else {
            return false;
        }
    }
}

/* The address from its host on: at the host, and after each dot in it. */
static bool matches_host(sv form, sv s)
{
    size_t end = sv_find(s, SV("/"));
    for (size_t i = 0; i < s.n && i < end; i++)
        if ((i == 0 || s.p[i - 1] == '.') && matches(form, sv_sub(s, i, s.n))) return true;
    return false;
}

/* The address in the three forms in which patterns speak of it. */
typedef struct forms {
    sv whole, at_host, target;
    char text[FORM_BYTES], bare[FORM_BYTES];
} forms;

static bool make_forms(sv canonical, forms *ret)
{
    url u;
    if (!url_split(canonical, &u)) return false;
    ret->whole = (sv){ret->text, compared_form(canonical, ret->text, sizeof ret->text)};
    size_t host = compared_form(u.host, ret->bare, sizeof ret->bare);
    size_t n = host + compared_form(u.target, ret->bare + host, sizeof ret->bare - host);
    ret->at_host = (sv){ret->bare, n}; /* no pattern needs to know the port */
    ret->target = sv_sub(ret->at_host, host, n);
    return true;
}

const avoid_rule *avoid_find(const avoid *r, sv canonical)
{
    forms f;
    if (!r->n || !make_forms(canonical, &f)) return NULL;
    for (size_t i = 0; i < r->n; i++) {
        sv form = r->at[i].form;
        bool hit = form.p[0] == '/'                      ? matches(form, f.target)
                   : sv_find(form, SV("://")) != SV_NPOS ? matches(form, f.whole)
                                                         : matches_host(form, f.at_host);
        if (hit) return &r->at[i];
    }
    return NULL;
}

const char *avoid_reason(const avoid_rule *r) { return r->kind.n ? "kind" : "excluded"; }
