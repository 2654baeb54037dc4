#include "seeds/network.h"

enum { ADDRESSES_MAX = 4, NAME_MAX_BYTES = 300 };

/* How a name is written: user alone, user@host, host alone, anything. */
typedef enum form {
    FORM_USER,
    FORM_AT_HOST,
    FORM_HOST,
    FORM_PDS,
    FORM_PAIR,
    FORM_URL,
    FORM_CLOSED
} form;

/* %U is the user, %H the host. */
static const struct {
    const char *name, *fa;
    form form;
    const char *address[ADDRESSES_MAX];
} networks[] = {
    {"telegram", "تلگرام", FORM_USER, {"https://t.me/s/%U"}},
    {"eitaa", "ایتا", FORM_USER, {"https://eitaa.com/%U"}},
    {"bale", "بله", FORM_USER, {"https://ble.ir/%U"}},
    {"aparat", "آپارات", FORM_USER, {"https://www.aparat.com/%U"}},
    {"virgool", "ویرگول", FORM_USER, {"https://virgool.io/feed/@%U", "https://virgool.io/@%U"}},
    {"mastodon", "ماستودون", FORM_AT_HOST,
        {"https://%H/api/v1/accounts/lookup?acct=%U", "https://%H/@%U.rss"}},
    {"lemmy", "لمی", FORM_AT_HOST,
        {"https://%H/api/v3/post/list?community_name=%U&limit=50&sort=New",
            "https://%H/api/v3/comment/list?community_name=%U&limit=50&sort=New"}},
    {"peertube", "پیرتیوب", FORM_AT_HOST, {"https://%H/api/v1/video-channels/%U/videos?count=100"}},
    {"bluesky", "بلواسکای", FORM_USER,
        {"https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=%U&limit=100"}},
    {"pds", "پی‌دی‌اس", FORM_PDS,
        {"%H/xrpc/com.atproto.repo.listRecords?repo=%U&collection=app.bsky.feed.post&limit=100"}},
    {"discourse", "دیسکورس", FORM_HOST, {"https://%H/latest.json"}},
    {"wordpress", "وردپرس", FORM_HOST,
        {"https://%H/wp-json/wp/v2/comments?per_page=100", "https://%H/comments/feed/"}},
    {"woocommerce", "ووکامرس", FORM_HOST,
        {"https://%H/wp-json/wc/store/v1/products/reviews?per_page=100"}},
    {"stackexchange", "استک", FORM_PAIR,
        {"https://api.stackexchange.com/2.3/"
         "questions?site=%H&tagged=%U&filter=withbody&pagesize=100"}},
    {"rss", "خوراک", FORM_URL, {"%U"}},
    {"instagram", "اینستاگرام", FORM_CLOSED, {NULL}},
    {"x", "ایکس", FORM_CLOSED, {NULL}},
    {"twitter", "توییتر", FORM_CLOSED, {NULL}},
    {"linkedin", "لینکدین", FORM_CLOSED, {NULL}},
    {"facebook", "فیسبوک", FORM_CLOSED, {NULL}},
    {"youtube", "یوتیوب", FORM_CLOSED, {NULL}},
    {"reddit", "ردیت", FORM_CLOSED, {NULL}},
    {"googleplay", "گوگل‌پلی", FORM_CLOSED, {NULL}},
};

/* Addresses of networks, as people copy them. */
static const struct {
    sv host;
    const char *name;
} hosts[] = {{SV_INIT("t.me/s/"), "telegram"}, {SV_INIT("t.me/"), "telegram"},
    {SV_INIT("telegram.me/"), "telegram"}, {SV_INIT("eitaa.com/"), "eitaa"},
    {SV_INIT("ble.ir/"), "bale"}, {SV_INIT("www.aparat.com/"), "aparat"},
    {SV_INIT("aparat.com/"), "aparat"}, {SV_INIT("bsky.app/profile/"), "bluesky"},
    {SV_INIT("virgool.io/@"), "virgool"}, {SV_INIT("instagram.com/"), "instagram"},
    {SV_INIT("www.instagram.com/"), "instagram"}, {SV_INIT("x.com/"), "x"},
    {SV_INIT("twitter.com/"), "x"}, {SV_INIT("linkedin.com/"), "linkedin"},
    {SV_INIT("www.linkedin.com/"), "linkedin"}, {SV_INIT("facebook.com/"), "facebook"},
    {SV_INIT("www.facebook.com/"), "facebook"}, {SV_INIT("youtube.com/"), "youtube"},
    {SV_INIT("www.youtube.com/"), "youtube"}, {SV_INIT("www.reddit.com/"), "reddit"},
    {SV_INIT("reddit.com/"), "reddit"}};

const char *network_name(size_t i)
{
    return i < sizeof networks / sizeof *networks ? networks[i].name : NULL;
}

/* Letters, digits and what stands in user names, hosts and decentralised identifiers. */
static bool clean(sv s, bool host)
{
    if (!s.n || s.n > NAME_MAX_BYTES) return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = sv_lower(s.p[i]);
        bool ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                  c == ':' || (!host && (c == '_' || c == '+'));
        if (!ok) return false;
    }
    return !host || memchr(s.p, '.', s.n);
}

static sv strip(sv s, const char *heads)
{
    while (s.n && strchr(heads, s.p[0])) s = sv_sub(s, 1, SV_NPOS);
    while (s.n && s.p[s.n - 1] == '/') s.n--;
    return s;
}

static sv without_scheme(sv s)
{
    if (sv_istarts(s, SV("https://"))) return sv_sub(s, 8, SV_NPOS);
    return sv_istarts(s, SV("http://")) ? sv_sub(s, 7, SV_NPOS) : s;
}

/* The text up to the last `sep`, and what is behind it in *rest. */
static sv split_last(sv s, char sep, sv *rest)
{
    size_t i = s.n;
    while (i > 0 && s.p[i - 1] != sep) i--;
    *rest = sv_sub(s, i, SV_NPOS);
    return i ? sv_sub(s, 0, i - 1) : (sv){NULL, 0};
}

static bool parts(form f, sv name, sv *user, sv *host)
{
    *user = *host = (sv){NULL, 0};
    switch (f) {
    case FORM_USER:
        *user = strip(name, "@/");
        *user = sv_cut(user, '/'); /* t.me/name/12 */
        return clean(*user, false);
    case FORM_AT_HOST:
        *user = split_last(strip(name, "@!/"), '@', host);
        return clean(*user, false) && clean(*host, true);
    case FORM_HOST: *host = strip(without_scheme(name), "/"); return clean(*host, true);
    case FORM_PDS:
        *host = split_last(strip(name, "/"), '/', user);
        return host->n && clean(*user, false);
    case FORM_PAIR:
        *host = sv_cut(&name, ':'), *user = name;
        return clean(*host, false) && clean(*user, false);
    case FORM_URL: *user = name; return sv_istarts(name, SV("http"));
    case FORM_CLOSED: return true;
    }
    return false;
}

static sv filled(arena *a, const char *pattern, sv user, sv host)
{
    sv out = SV("");
    for (sv rest = sv_c(pattern); rest.n && out.p;) {
        size_t at = sv_find(rest, SV("%"));
        sv head = sv_sub(rest, 0, at);
        bool mark = at != SV_NPOS && at + 1 < rest.n;
        sv value = !mark ? (sv){"", 0} : rest.p[at + 1] == 'H' ? host : user;
        out = arena_printf(a, "%.*s%.*s%.*s", SV_FMT(out), SV_FMT(head), SV_FMT(value));
        rest = mark ? sv_sub(rest, at + 2, SV_NPOS) : (sv){NULL, 0};
    }
    return out;
}

static err addresses(arena *a, size_t i, sv name, seeds_list *ret)
{
    sv user, host;
    if (networks[i].form == FORM_CLOSED) return ERR_POLICY;
    if (!parts(networks[i].form, sv_trim(name), &user, &host)) return ERR_FORMAT;
    if (networks[i].form == FORM_PDS && sv_find(host, SV("://")) == SV_NPOS) {
        host = arena_printf(a, "https://%.*s", SV_FMT(host));
        if (!host.p) return ERR_NOMEM;
    }
    seeds_list list = {.at = ARENA_NEW(a, sv, ADDRESSES_MAX)};
    if (!list.at) return ERR_NOMEM;
    for (size_t k = 0; k < ADDRESSES_MAX && networks[i].address[k]; k++) {
        list.at[list.n] = filled(a, networks[i].address[k], user, host);
        if (!list.at[list.n++].p) return ERR_NOMEM;
    }
    *ret = list;
    return ERR_OK;
}

static size_t find(sv name)
{
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
        if (sv_ieq(name, sv_c(networks[i].name)) || sv_eq(name, sv_c(networks[i].fa))) return i;
    return SIZE_MAX;
}

err network_addresses(arena *a, sv written, seeds_list *ret)
{
    sv s = sv_trim(written), bare = without_scheme(s);
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        if (sv_istarts(bare, hosts[i].host))
            return addresses(
                a, find(sv_c(hosts[i].name)), sv_sub(bare, hosts[i].host.n, SV_NPOS), ret);
    if (sv_starts(s, SV("@"))) { /* @name, or @user@host */
        bool host = memchr(s.p + 1, '@', s.n - 1) != NULL;
        return addresses(a, find(host ? SV("mastodon") : SV("telegram")), s, ret);
    }
    sv name = s, network = sv_trim(sv_cut(&name, ':'));
    size_t i = name.p ? find(network) : SIZE_MAX;
    return i == SIZE_MAX ? ERR_FORMAT : addresses(a, i, name, ret);
}
