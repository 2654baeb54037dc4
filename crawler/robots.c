#include "crawler/robots.h"

#include <math.h>
#include <stdlib.h>

#include "util/vec.h"

enum { BODY_LIMIT = 512 * 1024, TARGET_LIMIT = 16 * 1024, SITEMAPS = 1000, DELAY_DIGITS = 32 };

typedef enum key { KEY_NONE, KEY_AGENT, KEY_ALLOW, KEY_DISALLOW, KEY_DELAY, KEY_SITEMAP } key;

typedef VEC(robots_rule) rules;

/* One of the two groups that matter: the agent's own, and the one of '*'. */
struct group {
    rules rules;
    int64_t delay_ms;
    bool seen;
};

struct reader {
    arena *a;
    sv agent;                /* product token */
    struct group own, any;   /* both are filled, the choice is made at the end */
    bool to_own, to_any;     /* the group being read names these */
    bool in_rules, in_group; /* a rule ends the list of agents; rules before any agent are void */
    VEC(sv) sitemap;
    int line;
};

static bool token_char(char c)
{
    c = sv_lower(c);
    return (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

/* The product token at the start of a User-Agent string or of a line's value. */
static sv token_of(sv s)
{
    s = sv_trim(s);
    size_t n = 0;
    while (n < s.n && token_char(s.p[n])) n++;
    return sv_sub(s, 0, n);
}

static int hex(char c)
{
    c = sv_lower(c);
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool unreserved(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

/* Writes the compared form of `s`: unreserved octets decoded, all others encoded in upper case (RFC 9309
 * 2.2.2). In a pattern '*' and '$' keep their meaning. `out` has room for three times the input. */
static size_t compared_form(sv s, bool pattern, char *out)
{
    static const char digit[] = "0123456789ABCDEF";
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int c = (unsigned char)s.p[i];
        bool escape = c <= 0x20 || c >= 0x80 || (!pattern && (c == '*' || c == '$'));
        if (c == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
            c = hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]);
            escape = !unreserved(c);
            i += 2;
        }
        if (escape) {
            out[n++] = '%';
            out[n++] = digit[c >> 4];
            out[n++] = digit[c & 15];
        } else {
            out[n++] = (char)c;
        }
    }
    return n;
}

static key key_of(sv k)
{
    static const struct {
        sv name;
        key key;
    } names[] = {{SV_INIT("user-agent"), KEY_AGENT}, {SV_INIT("allow"), KEY_ALLOW},
        {SV_INIT("disallow"), KEY_DISALLOW}, {SV_INIT("crawl-delay"), KEY_DELAY},
        {SV_INIT("sitemap"), KEY_SITEMAP}, {SV_INIT("site-map"), KEY_SITEMAP},
        /* slips that Google's parser forgives as well */
        {SV_INIT("useragent"), KEY_AGENT}, {SV_INIT("user agent"), KEY_AGENT},
        {SV_INIT("dissallow"), KEY_DISALLOW}, {SV_INIT("dissalow"), KEY_DISALLOW},
        {SV_INIT("disalow"), KEY_DISALLOW}, {SV_INIT("diasllow"), KEY_DISALLOW},
        {SV_INIT("disallaw"), KEY_DISALLOW}, {SV_INIT("crawldelay"), KEY_DELAY},
        {SV_INIT("crawl delay"), KEY_DELAY}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (sv_ieq(k, names[i].name)) return names[i].key;
    return KEY_NONE;
}

static void read_agent(struct reader *r, sv value)
{
    if (r->in_rules || !r->in_group) r->to_own = r->to_any = r->in_rules = false;
    r->in_group = true;
    bool star = sv_eq(value, SV("*")) || sv_starts(value, SV("* ")) || sv_starts(value, SV("*\t"));
    sv token = token_of(value);
    if (star) r->to_any = r->any.seen = true;
    if (token.n && sv_ieq(token, r->agent)) r->to_own = r->own.seen = true;
}

static err read_rule(struct reader *r, bool allow, sv value)
{
    if (!r->in_group) return ERR_OK;
    r->in_rules = true;
    if (!value.n || !(r->to_own || r->to_any)) return ERR_OK;
    char *path = arena_alloc(r->a, value.n * 3 + 1);
    robots_rule rule = {.line = r->line, .allow = allow, .text = arena_sv(r->a, value)};
    if (!path || !rule.text.p) return ERR_NOMEM;
    rule.path = (sv){path, compared_form(value, true, path)};
    rule.anchored = sv_ends(rule.path, SV("$"));
    struct group *const group[] = {r->to_own ? &r->own : NULL, r->to_any ? &r->any : NULL};
    for (int i = 0; i < 2; i++) {
        if (!group[i]) continue;
        robots_rule *slot = VEC_PUSH(r->a, &group[i]->rules);
        if (!slot) return ERR_NOMEM;
        *slot = rule;
    }
    return ERR_OK;
}

static void read_delay(struct reader *r, sv value)
{
    char text[DELAY_DIGITS + 1], *end = NULL;
    if (!r->in_group || !value.n || value.n > DELAY_DIGITS) return;
    memcpy(text, value.p, value.n);
    text[value.n] = 0;
    double s = strtod(text, &end);
    if (end == text || !isfinite(s) || s < 0) return;
    int64_t ms = s > 1e7 ? INT64_C(10000000000) : (int64_t)(s * 1000);
    if (r->to_own && ms > r->own.delay_ms) r->own.delay_ms = ms;
    if (r->to_any && ms > r->any.delay_ms) r->any.delay_ms = ms;
}

static err read_sitemap(struct reader *r, sv value)
{
    if (!value.n || r->sitemap.n == SITEMAPS) return ERR_OK;
    sv *slot = VEC_PUSH(r->a, &r->sitemap);
    if (!slot) return ERR_NOMEM;
    *slot = arena_sv(r->a, value);
    return slot->p ? ERR_OK : ERR_NOMEM;
}

static sv trimmed(sv s)
{
    while (s.n && (sv_space(s.p[0]) || !s.p[0])) s = sv_sub(s, 1, s.n);
    while (s.n && (sv_space(s.p[s.n - 1]) || !s.p[s.n - 1])) s.n--;
    return s;
}

static err read_line(struct reader *r, sv line)
{
    sv value = trimmed(sv_cut(&line, '#')), k;
    if (value.n && memchr(value.p, ':', value.n)) {
        k = trimmed(sv_cut(&value, ':'));
    } else { /* a forgotten colon: exactly two words */
        size_t n = 0;
        while (n < value.n && !sv_space(value.p[n])) n++;
        k = sv_sub(value, 0, n);
        value = trimmed(sv_sub(value, n, value.n));
        for (size_t i = 0; i < value.n; i++)
            if (sv_space(value.p[i])) return ERR_OK;
    }
    value = trimmed(value);
    switch (key_of(k)) {
    case KEY_AGENT: read_agent(r, value); return ERR_OK;
    case KEY_ALLOW: return read_rule(r, true, value);
    case KEY_DISALLOW: return read_rule(r, false, value);
    case KEY_DELAY: read_delay(r, value); return ERR_OK;
    case KEY_SITEMAP: return read_sitemap(r, value);
    case KEY_NONE: break;
    }
    return ERR_OK;
}

/* UTF-16 with its byte order mark, which some editors write, as far as it is ASCII; other letters become '?'. */
static err narrowed(arena *a, sv *io)
{
    bool big = sv_starts(*io, SV("\xFE\xFF"));
    if (!big && !sv_starts(*io, SV("\xFF\xFE"))) return ERR_OK;
    size_t n = io->n / 2;
    char *out = arena_alloc(a, n);
    if (!out) return ERR_NOMEM;
    for (size_t i = 1; i < n; i++) {
        char high = io->p[2 * i + !big], low = io->p[2 * i + big];
        out[i - 1] = !high && (unsigned char)low < 0x80 ? low : '?';
    }
    *io = (sv){out, n - 1};
    return ERR_OK;
}

err robots_parse(arena *a, sv body, sv agent, robots *ret)
{
    struct reader r = {.a = a, .agent = token_of(agent), .own.delay_ms = -1, .any.delay_ms = -1};
    body = sv_sub(body, 0, BODY_LIMIT);
    if (sv_starts(body, SV("\xEF\xBB\xBF"))) body = sv_sub(body, 3, body.n);
    if (narrowed(a, &body)) return ERR_NOMEM;
    while (body.n) {
        size_t n = 0;
        while (n < body.n && body.p[n] != '\n' && body.p[n] != '\r') n++;
        r.line++;
        err e = read_line(&r, sv_sub(body, 0, n));
        if (e) return e;
        bool crlf = n + 1 < body.n && body.p[n] == '\r' && body.p[n + 1] == '\n';
        body = sv_sub(body, n + (crlf ? 2 : 1), body.n);
    }
    const struct group *g = r.own.seen ? &r.own : &r.any;
    *ret = (robots){.rule = g->rules.at,
        .n_rules = g->rules.n,
        .named = r.own.seen,
        .crawl_delay_ms = g->delay_ms,
        .sitemap = r.sitemap.at,
        .n_sitemaps = r.sitemap.n};
    return ERR_OK;
}

/* Does `path` begin with what `pattern` describes, or equal it when anchored? Only the last '*' is ever taken
 * back, so the time is at most the product of the lengths. */
static bool matches(const robots_rule *rule, sv path)
{
    sv p = sv_sub(rule->path, 0, rule->path.n - rule->anchored);
    size_t i = 0, k = 0, star = SV_NPOS, mark = 0;
    for (;;) {
        if (k == p.n && (!rule->anchored || i == path.n)) return true;
        if (k < p.n && p.p[k] == '*') {
            star = ++k;
            mark = i;
        } else if (k < p.n && i < path.n && p.p[k] == path.p[i]) {
            i++, k++;
        } else if (star != SV_NPOS && mark < path.n) {
            i = ++mark;
            k = star;
        } else {
            return false;
        }
    }
}

robots_verdict robots_check(const robots *r, sv target)
{
    char path[3 * TARGET_LIMIT];
    robots_verdict best = {.allow = true};
    if (sv_eq(target, SV("/robots.txt"))) return best;
    sv t = {path, compared_form(sv_sub(target, 0, TARGET_LIMIT), false, path)};
    for (size_t i = 0; i < r->n_rules; i++) {
        const robots_rule *rule = &r->rule[i];
        size_t n = best.rule ? best.rule->path.n : 0;
        bool longer = !best.rule || rule->path.n > n || (rule->path.n == n && rule->allow);
        if (longer && matches(rule, t)) best = (robots_verdict){rule->allow, rule};
    }
    return best;
}

sv robots_target(sv address)
{
    size_t at = sv_find(address, SV("://"));
    if (at != SV_NPOS) address = sv_sub(address, at + 3, address.n);
    address = sv_cut(&address, '#');
    size_t n = 0;
    while (n < address.n && address.p[n] != '/' && address.p[n] != '?') n++;
    if (at == SV_NPOS && n) n = 0;
    address = sv_sub(address, n, address.n);
    return address.n ? address : SV("/");
}
