#include "crawler/avoid.h"

#include <stdio.h>
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

/* scheme://host:port/path: a pattern's parts, as far as it has them. */
typedef struct parts {
    sv scheme, host, port,
        rest; /* scheme with its "://", port with its ':', rest from the path on */
} parts;

static parts parts_of(sv pattern)
{
    size_t scheme = sv_find(pattern, SV("://")), from = scheme == SV_NPOS ? 0 : scheme + 3;
    size_t slash = from, digits;
    while (slash < pattern.n && !strchr("/?#", pattern.p[slash])) slash++;
    for (digits = slash;
         digits > from && pattern.p[digits - 1] >= '0' && pattern.p[digits - 1] <= '9';)
        digits--;
    bool port = digits < slash && digits > from && pattern.p[digits - 1] == ':';
    size_t end = port ? digits - 1 : slash;
    return (parts){.scheme = sv_sub(pattern, 0, from),
        .host = sv_sub(pattern, from, end - from),
        .port = sv_sub(pattern, end, slash - end),
        .rest = sv_sub(pattern, slash, pattern.n)};
}

/* As addresses have it: a host in Persian letters in its ASCII form, no port that the scheme says already. */
static sv as_addresses(arena *a, sv pattern)
{
    parts p = parts_of(pattern);
    url u;
    sv host = p.host, abs;
    bool common = (sv_ieq(p.scheme, SV("http://")) && sv_eq(p.port, SV(":80"))) ||
                  (sv_ieq(p.scheme, SV("https://")) && sv_eq(p.port, SV(":443")));
    if (host.n && !is_ascii(host) && sv_find(host, SV("*")) == SV_NPOS) {
        sv address = arena_printf(a, "https://%.*s/", SV_FMT(host));
        if (address.p && !url_resolve(a, (sv){NULL, 0}, address, &abs) && url_split(abs, &u))
            host = u.host;
    }
    return arena_printf(a, "%.*s%.*s%.*s%.*s", SV_FMT(p.scheme), SV_FMT(host),
        common ? 0 : (int)p.port.n, p.port.p, SV_FMT(p.rest));
}

err avoid_add(arena *a, sv pattern, sv kind, avoid *io)
{
    pattern = sv_trim(pattern);
    if (!pattern.n) return ERR_OK;
    avoid_rule *r = VEC_PUSH(a, io);
    sv ascii = as_addresses(a, pattern);
    char *form = arena_raw(a, ascii.n + 1);
    if (!r || !ascii.p || !form) return ERR_NOMEM;
    *r = (avoid_rule){.text = arena_sv(a, pattern),
        .form = {form, compared_form(ascii, form, ascii.n)},
        .has_port = parts_of(pattern).port.n > 0,
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

/* The address in the forms in which patterns speak of it. */
typedef struct forms {
    sv whole, at_host, at_port, target;
    char text[FORM_BYTES], bare[FORM_BYTES], ported[FORM_BYTES];
} forms;

static bool make_forms(sv canonical, forms *ret)
{
    url u;
    if (!url_split(canonical, &u)) return false;
    sv port = u.port.n ? u.port : sv_eq(u.scheme, SV("https")) ? SV("443") : SV("80");
    ret->whole = (sv){ret->text, compared_form(canonical, ret->text, sizeof ret->text)};
    size_t host = compared_form(u.host, ret->bare, sizeof ret->bare);
    size_t n = host + compared_form(u.target, ret->bare + host, sizeof ret->bare - host);
    ret->at_host = (sv){ret->bare, n};
    ret->target = sv_sub(ret->at_host, host, n);
    int k = snprintf(ret->ported, sizeof ret->ported, "%.*s:%.*s%.*s", (int)host, ret->bare,
        SV_FMT(port), SV_FMT(ret->target));
    ret->at_port = (sv){ret->ported, k < 0                            ? 0
                                     : (size_t)k < sizeof ret->ported ? (size_t)k
                                                                      : sizeof ret->ported - 1};
    return true;
}

static bool covers(const avoid_rule *r, const forms *f)
{
    if (r->form.p[0] == '/') return matches(r->form, f->target);
    if (sv_find(r->form, SV("://")) != SV_NPOS) return matches(r->form, f->whole);
    return matches_host(r->form, r->has_port ? f->at_port : f->at_host);
}

const avoid_rule *avoid_find(const avoid *r, sv canonical)
{
    forms f;
    if (!r->n || !make_forms(canonical, &f)) return NULL;
    for (size_t i = 0; i < r->n; i++)
        if (covers(&r->at[i], &f)) return &r->at[i];
    return NULL;
}

const char *avoid_reason(const avoid_rule *r) { return r->kind.n ? "kind" : "excluded"; }
