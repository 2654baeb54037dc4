/* The rest of url.h: which of many spellings is the page, whose host it is, what is not worth asking for. */
#include "crawler/psl.h"
#include "crawler/url.h"

enum { LONG_URL = 3000, SEGMENTS = 24, REPEATS = 3, PARAMETERS = 12 };

static char lower_at(sv s, size_t i) { return sv_lower(s.p[i]); }

/* Case-blind comparison; `pattern` may end with '*'. */
static bool named(sv name, const char *pattern)
{
    sv p = sv_c(pattern);
    return sv_ends(p, SV("*")) ? sv_istarts(name, sv_sub(p, 0, p.n - 1)) : sv_ieq(name, p);
}

static bool listed(sv name, const char *const *list)
{
    for (; *list; list++)
        if (named(name, *list)) return true;
    return false;
}

/* Says where a visitor came from; the page is the same without. */
static const char *const tracking[] = {"utm_*", "fbclid", "gclid", "gclsrc", "dclid", "wbraid",
    "gbraid", "msclkid", "yclid", "ymclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid",
    "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "hsctatracking", "hsa_*", "mkt_tok", "oly_anon_id",
    "oly_enc_id", "vero_id", "vero_conv", "srsltid", "pk_*", "mtm_*", "matomo_*", "piwik_*",
    "wickedid", "rb_clickid", "s_cid", "cmpid", "_openstat", "fb_action_ids", "fb_source",
    "ref_src", "ref_url", "trk_*", "spm", "amp", "noamp", "wt_mc*", "xtor", "__twitter_impression",
    "_branch_match_id", NULL};
/* Shows the same page in another order or with a form opened. */
static const char *const view[] = {"replytocom", "orderby", "order_by", "sort", "sortby", "sort_by",
    "sort_order", "sortorder", "unapproved", "moderation-hash", "print", "printable", NULL};
/* Names a visit. */
static const char *const session[] = {"phpsessid", "jsessionid", "aspsessionid*",
    "asp.net_sessionid", "cfid", "cftoken", "zenid", "oscsid", "osc_sid", "xtc_sid", "sessionid",
    "session_id", "sess_id", "sessid", "sesid", "viewstate", NULL};
/* Names a visit when its value looks like a random token. */
static const char *const perhaps_session[] = {"sid", "s", "session", "token", "sess", "ssid", NULL};
/* Does something: asking for it would change a basket, a list, a log-in. */
static const char *const action[] = {"add-to-cart", "add_to_cart", "addtocart", "remove_item",
    "remove_from_cart", "add_to_wishlist", "add-to-wishlist", "remove_from_wishlist",
    "add_to_compare", "_wpnonce", "share", "like_comment", "undo_item", "wc-ajax", "preview",
    "preview_id", "unsubscribe", NULL};

/* At least 16 letters and digits, some of them digits: no word, no number of an article. */
static bool random_token(sv v)
{
    size_t digits = 0;
    for (size_t i = 0; i < v.n; i++) {
        char c = lower_at(v, i);
        if (c >= '0' && c <= '9')
            digits++;
        else if (c < 'a' || c > 'z')
            return false;
    }
    return v.n >= 16 && digits >= 2;
}

static bool dropped(sv name, sv value)
{
    return !name.n || listed(name, tracking) || listed(name, view) || listed(name, session) ||
           (listed(name, perhaps_session) && random_token(value));
}

static int hex_value(char c)
{
    c = sv_lower(c);
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Copies with escapes in one form: RFC 3986 unreserved ones decoded, the others in upper case. */
static char *put_normal(char *out, sv s)
{
    static const char digit[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        int hi = s.p[i] == '%' && i + 2 < s.n ? hex_value(s.p[i + 1]) : -1;
        int lo = hi >= 0 ? hex_value(s.p[i + 2]) : -1;
        if (lo < 0) {
            *out++ = s.p[i];
            continue;
        }
        int c = hi * 16 + lo;
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || c == '-' || c == '.' || c == '_' || c == '~') {
            *out++ = (char)c;
        } else {
            *out++ = '%';
            *out++ = digit[hi];
            *out++ = digit[lo];
        }
        i += 2;
    }
    return out;
}

/* ";jsessionid=..." of a segment is left out. */
static char *put_path(char *out, sv path)
{
    while (path.n) {
        const char *semi = memchr(path.p, ';', path.n);
        size_t n = semi ? (size_t)(semi - path.p) : path.n;
        out = put_normal(out, sv_sub(path, 0, n));
        path = sv_sub(path, n, path.n);
        if (!path.n) break;
        size_t end = 1;
        while (end < path.n && path.p[end] != ';' && path.p[end] != '/') end++;
        sv value = sv_sub(path, 1, end - 1), name = sv_cut(&value, '=');
        if (!(listed(name, session) || (listed(name, perhaps_session) && random_token(value))))
            out = put_normal(out, sv_sub(path, 0, end));
        path = sv_sub(path, end, path.n);
    }
    return out;
}

static char *put_query(char *out, sv query)
{
    char sep = '?';
    while (query.n) {
        sv whole = sv_cut(&query, '&'), value = whole, name = sv_cut(&value, '=');
        if (sv_starts(name, SV("amp;"))) { /* "&amp;amp;" of a careless template */
            whole = sv_sub(whole, 4, whole.n);
            name = sv_sub(name, 4, name.n);
        }
        if (dropped(name, value)) continue;
        *out++ = sep;
        out = put_normal(out, whole);
        sep = '&';
    }
    return out;
}

err url_canonical(arena *a, sv href, sv *ret)
{
    url u;
    if (!url_split(href, &u)) return ERR_FORMAT;
    char *p = arena_alloc(a, href.n + 1), *out = p;
    if (!p) return ERR_NOMEM;
    sv host = u.host;
    if (host.n > 1 && host.p[host.n - 1] == '.') host.n--;
    const sv head[] = {u.scheme, SV("://"), host, SV(":"), u.port};
    for (size_t i = 0; i < (u.port.n ? 5 : 3); i++) {
        memcpy(out, head[i].p, head[i].n);
        out += head[i].n;
    }
    out = put_path(out, u.path);
    out = put_query(out, u.query);
    *ret = (sv){p, (size_t)(out - p)};
    return ERR_OK;
}

sv url_site(sv host)
{
    const psl_ctx_t *psl = psl_load(NULL) ? NULL : psl_builtin();
    char name[256];
    if (!psl || host.n >= sizeof name || !host.n || host.p[0] == '[') return host;
    if (host.p[host.n - 1] >= '0' && host.p[host.n - 1] <= '9') return host;
    memcpy(name, host.p, host.n);
    name[host.n] = 0;
    const char *site = psl_registrable_domain(psl, name);
    return site ? sv_sub(host, (size_t)(site - name), host.n) : host;
}

bool url_same_host(sv host, sv other)
{
    if (sv_starts(host, SV("www."))) host = sv_sub(host, 4, host.n);
    if (sv_starts(other, SV("www."))) other = sv_sub(other, 4, other.n);
    return sv_eq(host, other);
}

/* Endings of files that nobody here reads. */
static bool file_ending(sv path)
{
    static const char *const ending[] = {"jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "ico",
        "bmp", "tif", "tiff", "heic", "css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf",
        "eot", "mp3", "mp4", "m4a", "m4v", "webm", "ogg", "ogv", "wav", "flac", "avi", "mov", "mkv",
        "wmv", "flv", "m3u8", "ts", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt",
        "ods", "epub", "zip", "rar", "7z", "tar", "tgz", "bz2", "xz", "exe", "msi", "apk", "ipa",
        "dmg", "iso", "deb", "rpm", "jar", "bin", "swf", "psd", "torrent", "ics", "vcf", NULL};
    const char *dot = memrchr(path.p, '.', path.n);
    if (!dot || memchr(dot, '/', (size_t)(path.p + path.n - dot))) return false;
    return listed(sv_sub(path, (size_t)(dot - path.p) + 1, path.n), ending);
}

static bool action_path(sv path)
{
    static const char *const part[] = {"/wp-admin", "/wp-login.php", "/xmlrpc.php",
        "/wp-comments-post.php", "/cart", "/checkout", "/basket", "/my-account", "/logout",
        "/login", "/signin", "/register", "/signup", "/wp-cron.php", "/wp-trackback.php",
        "/cdn-cgi", NULL};
    for (size_t i = 0; part[i]; i++) {
        sv p = sv_c(part[i]);
        if (sv_istarts(path, p) && (path.n == p.n || path.p[p.n] == '/')) return true;
    }
    return sv_ends(path, SV("/trackback/")) || sv_ends(path, SV("/trackback"));
}

/* A segment that comes a third time, or too many segments: links that grow. */
static bool path_trap(sv path)
{
    sv seg[SEGMENTS];
    size_t n = 0;
    path = sv_sub(path, 1, path.n);
    while (path.n) {
        sv s = sv_cut(&path, '/');
        if (!s.n) continue;
        if (n == SEGMENTS) return true;
        int same = 1;
        for (size_t i = 0; i < n; i++) same += sv_eq(seg[i], s);
        if (same >= REPEATS) return true;
        seg[n++] = s;
    }
    return false;
}

/* A parameter given three times, or very many of them. */
static bool query_trap(sv query)
{
    sv name[PARAMETERS];
    size_t n = 0;
    while (query.n) {
        sv value = sv_cut(&query, '&'), k = sv_cut(&value, '=');
        if (n == PARAMETERS) return true;
        int same = 1;
        for (size_t i = 0; i < n; i++) same += sv_eq(name[i], k);
        if (same >= REPEATS && !sv_ends(k, SV("]")) && !sv_ends(k, SV("%5D"))) return true;
        name[n++] = k;
    }
    return false;
}

static bool action_query(sv query)
{
    while (query.n) {
        sv value = sv_cut(&query, '&'), name = sv_cut(&value, '=');
        if (listed(name, action)) return true;
        if (sv_ieq(name, SV("action")) &&
            (sv_istarts(value, SV("log")) || sv_istarts(value, SV("lost"))))
            return true;
    }
    return false;
}

const char *url_useless(sv canonical)
{
    url u;
    if (!url_split(canonical, &u)) return "invalid";
    if (canonical.n > LONG_URL) return "too long";
    if (file_ending(u.path)) return "file";
    if (action_path(u.path) || action_query(u.query)) return "action";
    if (path_trap(u.path)) return "trap path";
    return query_trap(u.query) ? "trap query" : NULL;
}

err url_comment_home(arena *a, sv canonical, sv *ret)
{
    sv head = canonical, tail = {NULL, 0};
    size_t path = sv_find(canonical, SV("/comment-page-")),
           query = sv_find(canonical, SV("cpage="));
    if (path != SV_NPOS) {
        head = sv_sub(canonical, 0, path + 1);
        tail = sv_sub(canonical, path + 1, canonical.n);
        (void)sv_cut(&tail, '/');
    } else if (query != SV_NPOS && query && memchr("?&", canonical.p[query - 1], 2)) {
        tail = sv_sub(canonical, query, canonical.n);
        (void)sv_cut(&tail, '&');
        head = sv_sub(canonical, 0, query - !tail.n); /* the "?" or "&" goes with the last one */
    }
    *ret = arena_printf(a, "%.*s%.*s", SV_FMT(head), SV_FMT(tail));
    return ret->p ? ERR_OK : ERR_NOMEM;
}

err url_next_comment_page(arena *a, sv canonical, sv *ret)
{
    static const sv mark[] = {SV_INIT("cpage="), SV_INIT("/comment-page-")};
    for (size_t i = 0; i < sizeof mark / sizeof mark[0]; i++) {
        size_t at = sv_find(canonical, mark[i]);
        if (at == SV_NPOS) continue;
        at += mark[i].n;
        sv rest = sv_sub(canonical, at, canonical.n);
        unsigned n = 0;
        size_t digits = 0;
        for (; digits < rest.n && digits < 5 && rest.p[digits] >= '0' && rest.p[digits] <= '9';
             digits++)
            n = n * 10 + (unsigned)(rest.p[digits] - '0');
        if (!digits) continue;
        rest = sv_sub(rest, digits, rest.n);
        *ret = arena_printf(a, "%.*s%u%.*s", (int)at, canonical.p, n + 1, SV_FMT(rest));
        return ret->p ? ERR_OK : ERR_NOMEM;
    }
    return ERR_ABSENT;
}
