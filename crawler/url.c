#include "crawler/url.h"

#include "crawler/host.h"
#include "util/buf.h"
#include "util/hash.h"

enum { URL_BYTES = 64 * 1024, HOST_BYTES = 4096, ROOM_BYTES = 4096 };

/* Percent-encode sets of the standard, each a superset of the one before but for FRAGMENT. */
enum encode_set { SET_FRAGMENT = 1, SET_QUERY = 2, SET_PATH = 4, SET_USERINFO = 8 };

/* The address being written: room for the worst case is taken at once. */
struct out {
    char *p;
    size_t n, path; /* bytes; where the path begins */
};

static void put(struct out *o, sv s)
{
    if (s.n) memcpy(o->p + o->n, s.p, s.n);
    o->n += s.n;
}
static void putc_(struct out *o, char c) { o->p[o->n++] = c; }

static bool encoded_in(unsigned char c, enum encode_set set)
{
    if (c <= 0x20 || c >= 0x7F) return true;
    switch (c) {
    case '"':
    case '<':
    case '>': return true;
    case '`': return set != SET_QUERY;
    case '#':
    case '\'': return c == '#' ? set != SET_FRAGMENT : set == SET_QUERY;
    case '?':
    case '{':
    case '}':
    case '^': return set == SET_PATH || set == SET_USERINFO;
    case '/':
    case ':':
    case ';':
    case '=':
    case '@':
    case '[':
    case '\\':
    case ']':
    case '|': return set == SET_USERINFO;
    default: return false;
    }
}

/* Length of the well-formed UTF-8 sequence at `s`, or 0. */
static size_t utf8_length(sv s)
{
    unsigned char c = (unsigned char)s.p[0], c1 = s.n > 1 ? (unsigned char)s.p[1] : 0;
    size_t n = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : (c & 0xF0) == 0xE0 ? 3 : c < 0xF5 ? 4 : 0;
    if (!n || (c >= 0x80 && c < 0xC2) || s.n < n) return 0;
    if ((c == 0xE0 && c1 < 0xA0) || (c == 0xED && c1 > 0x9F) || (c == 0xF0 && c1 < 0x90) ||
        (c == 0xF4 && c1 > 0x8F))
        return 0;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)s.p[i] & 0xC0) != 0x80) return 0;
    return n;
}

static void put_byte(struct out *o, unsigned char c)
{
    static const char digit[] = "0123456789ABCDEF";
    putc_(o, '%');
    putc_(o, digit[c >> 4]);
    putc_(o, digit[c & 15]);
}

/* Copies `s`, percent-encoding what `set` asks for; bytes that are no UTF-8 become U+FFFD. */
static void put_encoded(struct out *o, sv s, enum encode_set set)
{
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        if (!encoded_in(c, set)) {
            putc_(o, s.p[i++]);
            continue;
        }
        size_t n = utf8_length(sv_sub(s, i, 4));
        if (!n) put(o, SV("%EF%BF%BD"));
        for (size_t k = 0; k < n; k++) put_byte(o, (unsigned char)s.p[i + k]);
        i += n ? n : 1;
    }
}

static bool slash(char c) { return c == '/' || c == '\\'; }

/* The bytes of *rest before the first one of `stops`; *rest begins with that one, or is empty. */
static inline sv until(sv *rest, const char *stops)
{
    size_t n = 0;
    for (; n < rest->n; n++) {
        const char *s = stops;
        while (*s && *s != rest->p[n]) s++;
        if (*s) break;
    }
    sv head = sv_sub(*rest, 0, n);
    *rest = sv_sub(*rest, n, rest->n);
    return head;
}

/* 1 for ".", 2 for "..", also when the dots are percent-encoded, else 0. */
static int dots(sv seg)
{
    int n = 0;
    while (seg.n && n < 3) {
        size_t step = seg.p[0] == '.' ? 1 : sv_istarts(seg, SV("%2e")) ? 3 : 0;
        if (!step) return 0;
        seg = sv_sub(seg, step, seg.n);
        n++;
    }
    return seg.n || n > 2 ? 0 : n;
}

/* Segments of `in` up to '?' or '#' onto the path that is there. */
static void put_path(struct out *o, sv *in)
{
    for (bool more = true; more;) {
        sv seg = until(in, "/\\?#");
        more = in->n && slash(in->p[0]);
        if (more) *in = sv_sub(*in, 1, in->n);
        int d = dots(seg);
        if (d == 2)
            while (o->n > o->path && o->p[--o->n] != '/') continue;
        if (d && more) continue;
        putc_(o, '/');
        if (!d) put_encoded(o, seg, SET_PATH);
    }
}

static void put_tail(struct out *o, sv in)
{
    if (in.n && in.p[0] == '?') {
        sv query = until(&in, "#");
        putc_(o, '?');
        put_encoded(o, sv_sub(query, 1, query.n), SET_QUERY);
    }
    if (!in.n) return;
    putc_(o, '#');
    put_encoded(o, sv_sub(in, 1, in.n), SET_FRAGMENT);
}

/* Lower-case letters, digits, '-' and '.', no number and no punycode at stake: nothing to do. */
static bool simple_host(sv h)
{
    size_t label = 0;
    for (size_t i = 0; i < h.n; i++) {
        char c = h.p[i];
        if (c == '.')
            label = i + 1;
        else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
        else if (i == label && sv_starts(sv_sub(h, i, 4), SV("xn--")))
            return false;
    }
    return label < h.n && h.p[label] >= 'a' && h.p[label] <= 'z' && h.n < HOST_BYTES;
}

/* No port, or one that is neither the usual one nor oddly written. */
static bool simple_port(const url *u)
{
    if (u->host.p + u->host.n == u->path.p) return true;
    bool usual = sv_eq(u->port, sv_eq(u->scheme, SV("https")) ? SV("443") : SV("80"));
    for (size_t i = 0; i < u->port.n; i++)
        if (u->port.p[i] < '0' || u->port.p[i] > '9') return false;
    return u->port.n > 0 && u->port.n < 5 && u->port.p[0] != '0' && !usual;
}

/* Nothing behind the host that would be written in another way, and no step up or down. */
static bool simple_tail(const url *u)
{
    sv s = {u->path.p, (size_t)(u->href.p + u->href.n - u->path.p)};
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= 0x20 || c >= 0x7F || strchr("\"'<>`{}\\^|", c)) return false;
        if (c == '/' && i + 1 < s.n && (s.p[i + 1] == '.' || s.p[i + 1] == '%')) return false;
    }
    return true;
}

/* Surely in its final form: nothing in front of the host, either, where an empty password would lose its colon. */
static bool simple(const url *u)
{
    bool bare = u->host.p == u->href.p + u->scheme.n + 3;
    return bare && simple_host(u->host) && simple_port(u) && simple_tail(u);
}

static err put_host(struct out *o, sv host)
{
    if (simple_host(host)) {
        put(o, host);
        return ERR_OK;
    }
    CLEANUP(buf_clear) buf b = BUF_INIT(HOST_BYTES);
    err e = host_put(&b, host);
    if (!e) put(o, buf_sv(&b));
    return e;
}

static err put_port(struct out *o, sv scheme, sv digits)
{
    unsigned port = 0;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9') return ERR_FORMAT;
        port = port * 10 + (unsigned)(digits.p[i] - '0');
        if (port > 65535) return ERR_FORMAT;
    }
    if (!digits.n || port == (scheme.n == 4 ? 80 : 443)) return ERR_OK;
    char text[8];
    int n = snprintf(text, sizeof text, ":%u", port);
    put(o, (sv){text, (size_t)n});
    return ERR_OK;
}

static err put_authority(struct out *o, sv scheme, sv in)
{
    put(o, scheme);
    put(o, SV("://"));
    const char *at = memrchr(in.p, '@', in.n);
    if (at) {
        sv pass = {in.p, (size_t)(at - in.p)}, user = sv_cut(&pass, ':');
        size_t before = o->n;
        put_encoded(o, user, SET_USERINFO);
        if (pass.n) {
            putc_(o, ':');
            put_encoded(o, pass, SET_USERINFO);
        }
        if (o->n > before) putc_(o, '@');
        in = sv_sub(in, (size_t)(at - in.p) + 1, in.n);
    }
    size_t n = 0;
    for (bool bracket = false; n < in.n && (bracket || in.p[n] != ':'); n++)
        bracket = in.p[n] == '[' || (bracket && in.p[n] != ']');
    if (!n) return ERR_FORMAT;
    err e = put_host(o, sv_sub(in, 0, n));
    return e ? e : put_port(o, scheme, sv_sub(in, n + 1, in.n));
}

static err put_absolute(struct out *o, sv scheme, sv in)
{
    while (in.n && slash(in.p[0])) in = sv_sub(in, 1, in.n);
    sv authority = until(&in, "/\\?#");
    if (!authority.n) return ERR_FORMAT;
    err e = put_authority(o, scheme, authority);
    if (e) return e;
    o->path = o->n;
    if (in.n && slash(in.p[0])) in = sv_sub(in, 1, in.n);
    put_path(o, &in);
    put_tail(o, in);
    return ERR_OK;
}

static err put_relative(struct out *o, const url *base, sv in)
{
    if (in.n > 1 && slash(in.p[0]) && slash(in.p[1])) return put_absolute(o, base->scheme, in);
    put(o, (sv){base->href.p, (size_t)(base->path.p - base->href.p)});
    o->path = o->n;
    if (in.n && slash(in.p[0])) {
        in = sv_sub(in, 1, in.n);
        put_path(o, &in);
    } else if (!in.n || in.p[0] == '?' || in.p[0] == '#') {
        put(o, base->path);
        if ((!in.n || in.p[0] == '#') && base->target.n > base->path.n) {
            putc_(o, '?');
            put(o, base->query);
        }
    } else {
        put(o, base->path);
        while (o->n > o->path && o->p[--o->n] != '/') continue;
        put_path(o, &in);
    }
    put_tail(o, in);
    return ERR_OK;
}

/* What the standard throws away before it reads: controls and blanks around, TAB CR LF anywhere. */
static err cleaned(arena *a, sv in, sv *ret)
{
    while (in.n && (unsigned char)in.p[0] <= 0x20) in = sv_sub(in, 1, in.n);
    while (in.n && (unsigned char)in.p[in.n - 1] <= 0x20) in.n--;
    bool dirty =
        in.n && (memchr(in.p, '\t', in.n) || memchr(in.p, '\n', in.n) || memchr(in.p, '\r', in.n));
    *ret = in;
    if (!dirty) return ERR_OK;
    char *p = arena_alloc(a, in.n);
    if (!p) return ERR_NOMEM;
    size_t n = 0;
    for (size_t i = 0; i < in.n; i++)
        if (in.p[i] != '\t' && in.p[i] != '\n' && in.p[i] != '\r') p[n++] = in.p[i];
    *ret = (sv){p, n};
    return ERR_OK;
}

/* The scheme of `in` without its colon, or empty. */
static sv scheme_of(sv in)
{
    for (size_t i = 0; i < in.n; i++) {
        char c = sv_lower(in.p[i]);
        if (c == ':') return sv_sub(in, 0, i);
        bool letter = c >= 'a' && c <= 'z';
        if (!letter && !(i && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) break;
    }
    return (sv){NULL, 0};
}

static err resolve_into(struct out *o, const url *base, sv in)
{
    sv named = scheme_of(in);
    if (!named.n) return base ? put_relative(o, base, in) : ERR_FORMAT;
    bool plain = sv_ieq(named, SV("http"));
    if (!plain && !sv_ieq(named, SV("https"))) return ERR_FORMAT;
    sv scheme = plain ? SV("http") : SV("https");
    in = sv_sub(in, named.n + 1, in.n);
    if (base && sv_eq(scheme, base->scheme) && !sv_starts(in, SV("//")))
        return put_relative(o, base, in);
    return put_absolute(o, scheme, in);
}

err url_base(arena *a, sv base, url *ret)
{
    if (base.n > URL_BYTES) return ERR_LIMIT;
    if (url_split(base, ret) && simple(ret)) return ERR_OK;
    err e = url_resolve(a, (sv){NULL, 0}, base, &base); /* not surely in its final form */
    return e ? e : url_split(base, ret) ? ERR_OK : ERR_FORMAT;
}

err url_resolve(arena *a, sv base, sv href, sv *ret)
{
    url b;
    if (href.n > URL_BYTES) return ERR_LIMIT;
    err e = base.n ? url_base(a, base, &b) : ERR_OK;
    return e ? e : url_resolve_at(a, base.n ? &b : NULL, href, ret);
}

err url_resolve_at(arena *a, const url *base, sv href, sv *ret)
{
    if (href.n > URL_BYTES) return ERR_LIMIT;
    err e = cleaned(a, href, &href);
    if (e) return e;
    char room
        [ROOM_BYTES]; /* for nearly every address; nine bytes for one is the most that can be needed */
    size_t most = (base ? base->href.n : 0) + 9 * href.n + 32;
    struct out o = {.p = most <= sizeof room ? room : arena_raw(a, most)};
    if (!o.p) return ERR_NOMEM;
    if ((e = resolve_into(&o, base, href))) return e;
    if (o.n > URL_BYTES) return ERR_LIMIT;
    sv whole = arena_sv(a, (sv){o.p, o.n});
    if (!whole.p) return ERR_NOMEM;
    *ret = whole;
    return ERR_OK;
}

/* True for what no serialised address holds; '\\' stands only behind a '?' or '#'. */
static bool raw(sv s)
{
    bool tail = false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= 0x20 || c >= 0x7F || (c == '\\' && !tail)) return true;
        if (c == '?' || c == '#') tail = true;
    }
    return false;
}

bool url_split(sv href, url *ret)
{
    url u = {.href = href, .scheme = sv_sub(href, 0, sv_starts(href, SV("https:")) ? 5 : 4)};
    sv rest = sv_sub(href, u.scheme.n, href.n);
    if (!sv_starts(u.scheme, SV("http")) || !sv_starts(rest, SV("://")) || raw(href)) return false;
    rest = sv_sub(rest, 3, rest.n);
    sv authority = until(&rest, "/?#");
    if (!rest.n || rest.p[0] != '/') return false;
    u.origin = (sv){href.p, (size_t)(rest.p - href.p)};
    const char *at = authority.n ? memrchr(authority.p, '@', authority.n) : NULL;
    if (at) {
        u.userinfo = (sv){authority.p, (size_t)(at - authority.p)};
        authority = sv_sub(authority, u.userinfo.n + 1, authority.n);
    }
    size_t host = authority.n;
    if (authority.n && authority.p[authority.n - 1] != ']') {
        const char *colon = memrchr(authority.p, ':', authority.n);
        if (colon) host = (size_t)(colon - authority.p);
    }
    u.host = sv_sub(authority, 0, host);
    u.port = sv_sub(authority, host + 1, authority.n);
    u.target = until(&rest, "#");
    u.fragment = sv_sub(rest, 1, rest.n);
    u.query = u.target;
    u.path = sv_cut(&u.query, '?');
    *ret = u;
    return u.host.n > 0;
}

int64_t url_key(sv canonical) { return hash_id(canonical); }
