#include "seeds/seeds.h"

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "seeds/ini.h"
#include "seeds/keys.h"
#include "seeds/network.h"
#include "seeds/value.h"

enum { TEXT_BYTES = 4 * 1024 * 1024, ISSUES_MAX = 200, SOURCES_MAX = 10000 };

static const char *const kind_words[] = {"خودکار|auto", "فروشگاه|shop|store", "وبلاگ|بلاگ|blog",
    "انجمن|forum", "شبکه|network|social", "بازارگاه|marketplace", "رسانه|media|news", NULL};
static const char *const size_words[] = {
    "نامشخص|unknown", "کوچک|small", "متوسط|medium", "بزرگ|large|big", NULL};
static const char *const lang_words[] = {
    "خودکار|auto", "فارسی|fa|persian|farsi", "انگلیسی|en|english", NULL};
static const char *const quotes_words[] = {"کوتاه|short", "هیچ|none|no", "کامل|full", NULL};

typedef struct reader {
    arena *a;
    lang in;
    seeds *out;
    seeds_issues *issues;
    section_id section;
    seeds_source *source; /* of the section at hand */
    seeds_source *ours;   /* made when [us] names an address */
    size_t cap_sources;
    err e;
} reader;

__attribute__((format(printf, 5, 0))) static void report(
    reader *r, bool error, int line, int column, const char *fmt, va_list ap)
{
    if (r->issues->n >= ISSUES_MAX) return;
    char text[1024];
    (void)vsnprintf(text, sizeof text, fmt, ap);
    if (r->issues->n == r->issues->cap) {
        size_t cap = r->issues->cap ? r->issues->cap * 2 : 8;
        seeds_issue *more = arena_grow(r->a, r->issues->at, r->issues->n, cap, sizeof *more);
        if (!more) {
            r->e = ERR_NOMEM;
            return;
        }
        r->issues->at = more;
        r->issues->cap = cap;
    }
    r->issues->at[r->issues->n++] = (seeds_issue){error, line, column, arena_sv(r->a, sv_c(text))};
    r->issues->n_errors += error;
}

/* The message in the user's language; both forms take the same arguments. */
__attribute__((format(printf, 4, 6), format(printf, 5, 6))) static void error_at(
    reader *r, int line, int column, const char *fa, const char *en, ...)
{
    va_list ap;
    va_start(ap, en);
    report(r, true, line, column, r->in == LANG_FA ? fa : en, ap);
    va_end(ap);
}

__attribute__((format(printf, 4, 6), format(printf, 5, 6))) static void warn_at(
    reader *r, int line, int column, const char *fa, const char *en, ...)
{
    va_list ap;
    va_start(ap, en);
    report(r, false, line, column, r->in == LANG_FA ? fa : en, ap);
    va_end(ap);
}

static const char *name_of(const reader *r, const char *fa, const char *en)
{
    return r->in == LANG_FA ? fa : en;
}

static void list_add(reader *r, seeds_list *l, sv item)
{
    if ((l->n & (l->n - 1)) == 0) { /* full at every power of two */
        sv *more = arena_grow(r->a, l->at, l->n, l->n ? l->n * 2 : 1, sizeof *more);
        if (!more) {
            r->e = ERR_NOMEM;
            return;
        }
        l->at = more;
    }
    sv copy = arena_sv(r->a, item);
    if (!copy.p)
        r->e = ERR_NOMEM;
    else
        l->at[l->n++] = copy;
}

static bool web_address(sv s)
{
    return (sv_istarts(s, SV("http://")) && s.n > 7) || (sv_istarts(s, SV("https://")) && s.n > 8);
}

static seeds_source *add_source(reader *r, sv name, int line)
{
    seeds *o = r->out;
    if (o->n_sources == r->cap_sources) {
        size_t cap = r->cap_sources ? r->cap_sources * 2 : 8;
        if (cap > SOURCES_MAX * 2) {
            r->e = ERR_LIMIT;
            return NULL;
        }
        seeds_source *more = arena_grow(r->a, o->source, o->n_sources, cap, sizeof *more);
        if (!more) {
            r->e = ERR_NOMEM;
            return NULL;
        }
        o->source = more;
        r->cap_sources = cap;
    }
    seeds_source *s = &o->source[o->n_sources++];
    *s = (seeds_source){.name = arena_sv(r->a, name),
        .depth = -1,
        .max_pages = -1,
        .delay_ms = -1,
        .every_ms = -1,
        .line = line};
    return s;
}

static seeds_source *our_source(reader *r, int line)
{
    for (size_t i = 0; i < r->out->n_sources; i++)
        if (r->out->source[i].ours) return &r->out->source[i];
    seeds_source *s = add_source(r, sv_c(name_of(r, "ما", "us")), line);
    if (s) s->ours = true;
    return s;
}

static void bad_value(
    reader *r, const ini_line *l, const key_def *k, const char *want_fa, const char *want_en)
{
    error_at(r, l->line, l->value_column, "مقدار «%s» این نیست: «%.*s»؛ %s لازم است",
        "\"%s\" cannot be \"%.*s\"; it wants %s", name_of(r, k->fa, k->en), SV_FMT(l->value),
        name_of(r, want_fa, want_en));
}

static void set_url(reader *r, const ini_line *l, const key_def *k)
{
    if (!web_address(l->value)) {
        bool bare = l->value.n && memchr(l->value.p, '.', l->value.n) &&
                    !memchr(l->value.p, ' ', l->value.n) && sv_find(l->value, SV("://")) == SV_NPOS;
        if (bare)
            error_at(r, l->line, l->value_column,
                "نشانی باید با https:// آغاز شود؛ منظورتان «https://%.*s» بود؟",
                "an address begins with https://; did you mean \"https://%.*s\"?",
                SV_FMT(l->value));
        else
            bad_value(r, l, k, "نشانی http یا https", "an http or https address");
        return;
    }
    seeds_source *s = r->section == SECTION_US ? our_source(r, l->line) : r->source;
    if (s) list_add(r, &s->url, l->value);
}

static void set_network(reader *r, const ini_line *l)
{
    for (sv rest = l->value; rest.p;) {
        sv item = value_item(&rest);
        if (!item.n) continue;
        list_add(r, &r->source->network, item);
        seeds_list address = {0};
        err e = network_addresses(r->a, item, &address);
        if (e == ERR_NOMEM)
            r->e = e;
        else if (e)
            warn_at(r, l->line, l->value_column,
                "«%.*s» را نمی‌توان خواند؛ نمونه: telegram:نام یا "
                "mastodon:@کاربر@میزبان",
                "\"%.*s\" cannot be read; for example telegram:name or mastodon:@user@host",
                SV_FMT(item));
        for (size_t i = 0; i < address.n; i++) list_add(r, &r->source->url, address.at[i]);
    }
}

static void set_number(reader *r, const ini_line *l, const key_def *k, char *at)
{
    double d;
    bool ok = value_number(l->value, &d);
    if (k->type == VALUE_SCORE || k->type == VALUE_WEIGHT) {
        double max = k->type == VALUE_SCORE ? 5 : 100;
        if (!ok || d > max)
            bad_value(r, l, k, k->type == VALUE_SCORE ? "عددی از ۰ تا ۵" : "عددی از ۰ تا ۱۰۰",
                k->type == VALUE_SCORE ? "a number from 0 to 5" : "a number from 0 to 100");
        else
            *(double *)(void *)at = d;
        return;
    }
    if (!ok || d > 1e12 || d != floor(d))
        bad_value(r, l, k, "عدد درست", "a whole number");
    else if (k->type == VALUE_K && (d < 3 || d > 1000))
        bad_value(r, l, k, "عددی از ۳ به بالا", "a number from 3 up");
    else if (k->type == VALUE_K || k->offset == offsetof(seeds_source, depth))
        *(int *)(void *)at = (int)(d > 1e6 ? 1e6 : d);
    else if (k->offset == offsetof(seeds, us.market_size) && k->section == SECTION_US)
        *(double *)(void *)at = d;
    else
        *(int64_t *)(void *)at = (int64_t)d;
}

static void set_measure(reader *r, const ini_line *l, const key_def *k, char *at)
{
    int64_t ms;
    double d;
    if (k->type == VALUE_DURATION || k->type == VALUE_DAYS) {
        sv v = l->value;
        double days;
        if (k->type == VALUE_DAYS && value_number(v, &days) && days <= 36500)
            *(int64_t *)(void *)at = (int64_t)days;
        else if (!value_duration(r->a, v, &ms))
            bad_value(
                r, l, k, "مدتی مانند «۵ ثانیه» یا «۱ روز»", "a time such as \"5 s\" or \"1 day\"");
        else
            *(int64_t *)(void *)at = k->type == VALUE_DAYS ? ms / 86400000 : ms;
        return;
    }
    bool ok =
        k->type == VALUE_MONEY ? value_money(r->a, l->value, &d) : value_percent(l->value, &d);
    if (ok)
        *(double *)(void *)at = d;
    else if (k->type == VALUE_MONEY)
        bad_value(r, l, k, "مبلغی مانند «۲۵۰۰۰۰ تومان»", "an amount such as \"250000 toman\"");
    else
        bad_value(r, l, k, "درصدی مانند «۱۰٪»", "a percentage such as \"10%\"");
}

static void set_word(reader *r, const ini_line *l, const key_def *k, char *at)
{
    const char *const *words = k->type == VALUE_KIND     ? kind_words
                               : k->type == VALUE_SIZE   ? size_words
                               : k->type == VALUE_QUOTES ? quotes_words
                                                         : lang_words;
    int i = value_word(r->a, l->value, words);
    if (i < 0)
        bad_value(r, l, k, k->help_fa, k->help_en);
    else
        *(unsigned *)(void *)at = (unsigned)i; /* an enum has the size of unsigned in this ABI */
}
_Static_assert(sizeof(source_kind) == sizeof(unsigned) && sizeof(quotes) == sizeof(unsigned),
    "enums are unsigned");

static void set_langs(reader *r, const ini_line *l, const key_def *k)
{
    seeds_report *o = &r->out->report;
    o->n_langs = 0;
    for (sv rest = l->value; rest.p;) {
        int i = value_word(r->a, value_item(&rest), lang_words);
        if (i <= 0)
            bad_value(r, l, k, k->help_fa, k->help_en);
        else if (o->n_langs < 2 && (o->n_langs == 0 || o->lang[0] != (lang)i))
            o->lang[o->n_langs++] = (lang)i;
    }
    if (!o->n_langs) o->lang[o->n_langs++] = LANG_FA;
}

static void set_list(reader *r, const ini_line *l, seeds_list *at)
{
    for (sv rest = l->value; rest.p;) {
        sv item = value_item(&rest);
        if (item.n) list_add(r, at, item);
    }
}

static void set_value(reader *r, const ini_line *l, const key_def *k)
{
    char *at = (k->section == SECTION_COMPETITOR ? (char *)r->source : (char *)r->out) + k->offset;
    switch (k->type) {
    case VALUE_TEXT: *(sv *)(void *)at = arena_sv(r->a, l->value); break;
    case VALUE_LIST:
    case VALUE_PATTERNS: set_list(r, l, (seeds_list *)(void *)at); break;
    case VALUE_URL: set_url(r, l, k); break;
    case VALUE_NETWORK: set_network(r, l); break;
    case VALUE_COUNT:
    case VALUE_K:
    case VALUE_SCORE:
    case VALUE_WEIGHT: set_number(r, l, k, at); break;
    case VALUE_DURATION:
    case VALUE_DAYS:
    case VALUE_MONEY:
    case VALUE_PERCENT: set_measure(r, l, k, at); break;
    case VALUE_BOOL:
        if (!value_bool(r->a, l->value, (bool *)at)) bad_value(r, l, k, "بله یا نه", "yes or no");
        break;
    case VALUE_KIND:
    case VALUE_SIZE:
    case VALUE_LANG:
    case VALUE_QUOTES: set_word(r, l, k, at); break;
    case VALUE_LANGS: set_langs(r, l, k); break;
    case VALUE_ZONE:
        if (!value_zone(l->value, &r->out->timezone_offset_min))
            bad_value(r, l, k, k->help_fa, k->help_en);
        else
            *(sv *)(void *)at = arena_sv(r->a, l->value);
        break;
    }
}

static void open_section(reader *r, const ini_line *l)
{
    const section_def *s = section_find(r->a, l->key);
    r->section = s ? s->id : SECTION_NONE;
    r->source = NULL;
    if (!s) {
        const section_def *near = section_nearest(r->a, l->key);
        if (near)
            warn_at(r, l->line, l->key_column, "بخش «%.*s» شناخته نشد؛ منظورتان «%s» بود؟",
                "section \"%.*s\" is not known; did you mean \"%s\"?", SV_FMT(l->key),
                name_of(r, near->fa, near->en));
        else
            warn_at(r, l->line, l->key_column, "بخش «%.*s» شناخته نشد و نادیده گرفته شد",
                "section \"%.*s\" is not known and was ignored", SV_FMT(l->key));
        return;
    }
    if (s->id == SECTION_US) r->out->us.given = true;
    if (s->id != SECTION_COMPETITOR) return;
    if (!l->value.n)
        error_at(r, l->line, l->key_column, "نام رقیب را در گیومه بنویسید: [رقیب \"نام\"]",
            "give the competitor a name: [competitor \"name\"]");
    for (size_t i = 0; i < r->out->n_sources; i++)
        if (sv_eq(r->out->source[i].name, l->value) && !r->out->source[i].ours) {
            warn_at(r, l->line, l->key_column, "رقیب «%.*s» دو بار آمده (سطر %d)؛ یکی شد",
                "competitor \"%.*s\" is given twice (line %d); taken as one", SV_FMT(l->value),
                r->out->source[i].line);
            r->source = &r->out->source[i];
            return;
        }
    r->source = add_source(r, l->value, l->line);
}

static void use_pair(reader *r, const ini_line *l)
{
    if (r->section == SECTION_NONE || (r->section == SECTION_COMPETITOR && !r->source)) return;
    const key_def *k = key_find(r->a, r->section, l->key);
    if (k && !l->value.n) {
        warn_at(r, l->line, l->value_column, "«%.*s» مقدار ندارد", "\"%.*s\" has no value",
            SV_FMT(l->key));
        return;
    }
    if (k) {
        set_value(r, l, k);
        return;
    }
    const key_def *near = key_nearest(r->a, r->section, l->key);
    if (near)
        warn_at(r, l->line, l->key_column, "کلید «%.*s» شناخته نشد؛ منظورتان «%s» بود؟",
            "key \"%.*s\" is not known; did you mean \"%s\"?", SV_FMT(l->key),
            name_of(r, near->fa, near->en));
    else
        warn_at(r, l->line, l->key_column, "کلید «%.*s» شناخته نشد و نادیده گرفته شد",
            "key \"%.*s\" is not known and was ignored", SV_FMT(l->key));
}

static void bad_line(reader *r, const ini_line *l)
{
    switch (l->why) {
    case INI_NO_EQUALS:
        error_at(r, l->line, l->key_column, "سطر «کلید = مقدار» نیست؛ نشانهٔ = ندارد",
            "the line is not \"key = value\"; it has no =");
        break;
    case INI_NO_BRACKET:
        error_at(r, l->line, l->key_column, "] بسته نشده است", "the ] is missing");
        break;
    case INI_NO_QUOTE:
        error_at(r, l->line, l->value_column ? l->value_column : l->key_column,
            "گیومهٔ \" بسته نشده است", "the closing \" is missing");
        break;
    case INI_TOO_LONG:
        error_at(r, l->line, l->key_column, "سطر از ۶۴ کیلوبایت بلندتر است",
            "the line is longer than 64 KiB");
        break;
    case INI_NOT_UTF8:
        error_at(r, l->line, l->key_column, "سطر UTF-8 نیست؛ فایل را با رمزگذاری UTF-8 ذخیره کنید",
            "the line is not UTF-8; save the file as UTF-8");
        break;
    case INI_NO_KEY:
        error_at(r, l->line, l->key_column, "پیش از = نامی نیست", "there is no name before the =");
        break;
    }
}

static void read_ini(reader *r, sv text)
{
    ini in = ini_open(text);
    for (ini_line l; !r->e && (l = ini_next(&in)).kind != INI_END;) {
        if (l.kind == INI_SECTION)
            open_section(r, &l);
        else if (l.kind == INI_BAD)
            bad_line(r, &l);
        else if (l.kind == INI_PAIR && r->section == SECTION_NONE && !r->out->n_sources &&
                 !r->out->us.given)
            warn_at(r, l.line, l.key_column,
                "این سطر در هیچ بخشی نیست؛ پیش از آن بخشی مانند [پروژه] بنویسید",
                "this line is in no section; write one such as [project] before it");
        else if (l.kind == INI_PAIR)
            use_pair(r, &l);
    }
}

/* host[:port] of a web address, in lower case. */
static sv host_of(arena *a, sv url)
{
    size_t from = sv_find(url, SV("://")) + 3, n = 0;
    sv rest = sv_sub(url, from, url.n);
    while (n < rest.n && !memchr("/?#\\", rest.p[n], 4)) n++;
    sv host = arena_sv(a, sv_sub(rest, 0, n));
    for (size_t i = 0; i < host.n; i++) ((char *)(uintptr_t)host.p)[i] = sv_lower(host.p[i]);
    return host;
}

static void plain_comment(reader *r, sv text)
{
    sv value = text;
    sv key = sv_trim(sv_cut(&value, ':'));
    const key_def *k = value.p ? key_find(r->a, SECTION_PROJECT, key) : NULL;
    if (k && k->offset == offsetof(seeds, contact))
        r->out->contact = arena_sv(r->a, sv_trim(value));
}

/* A list of addresses, one a line: one source a host. */
static void read_plain(reader *r, sv text)
{
    int line = 0;
    while (text.p && !r->e) {
        sv s = sv_trim(sv_cut(&text, '\n'));
        line++;
        if (s.n && (s.p[0] == '#' || s.p[0] == ';'))
            plain_comment(r, sv_sub(s, 1, s.n));
        else if (s.n && !web_address(s))
            error_at(r, line, 1, "«%.*s» نشانی http یا https نیست",
                "\"%.*s\" is no http or https address", SV_FMT(sv_sub(s, 0, 200)));
        else if (s.n) {
            sv host = host_of(r->a, s);
            seeds_source *at = NULL;
            for (size_t i = r->out->n_sources; i-- > 0 && !at;)
                if (sv_eq(r->out->source[i].name, host)) at = &r->out->source[i];
            if (!at) at = add_source(r, host, line);
            if (at) list_add(r, &at->url, s);
        }
    }
}

/* The first line that says something is an address. */
static bool is_plain(sv text)
{
    ini in = ini_open(text);
    for (ini_line l; (l = ini_next(&in)).kind != INI_END;) {
        if (l.kind == INI_COMMENT) continue;
        return l.kind != INI_SECTION && web_address(l.key);
    }
    return false;
}

static void check_whole(reader *r)
{
    seeds *o = r->out;
    if (!o->n_sources)
        error_at(r, 1, 1, "هیچ رقیبی نیست؛ بخش [رقیب \"نام\"] با یک «نشانی» بیفزایید",
            "there is no competitor; add a section [competitor \"name\"] with a url");
    for (size_t i = 0; i < o->n_sources; i++) {
        seeds_source *s = &o->source[i];
        if (!s->url.n && !s->network.n)
            warn_at(r, s->line, 1,
                "رقیب «%.*s» نشانی ندارد و خوانده نمی‌شود",
                "competitor \"%.*s\" has no url and will not be read", SV_FMT(s->name));
        if (s->delay_ms >= 0 && s->delay_ms < 1000)
            warn_at(r, s->line, 1,
                "فاصلهٔ «%.*s» کمتر از ۱ ثانیه است؛ ۱ ثانیه به کار "
                "می‌رود",
                "the delay of \"%.*s\" is below 1 second; 1 second is used", SV_FMT(s->name));
        if (o->us.name.n && s->ours) s->name = o->us.name;
    }
}

static seeds defaults(arena *a, const char *path)
{
    seeds s = {.path = arena_sv(a, sv_c(path)),
        .timezone = SV("Asia/Tehran"),
        .timezone_offset_min = 210,
        .daily_pages = -1,
        .retention_days = 90};
    s.us.money = s.us.people = s.us.tools = s.us.skill = s.us.customer_value_toman =
        s.us.market_size = -1;
    s.alerts =
        (seeds_alerts){.price_percent = -1, .complaint_share_points = -1, .cooldown_ms = 86400000};
    s.report = (seeds_report){.lang = {LANG_FA, LANG_EN},
        .n_langs = 2,
        .k = 5,
        .weight_size = 25,
        .weight_value = 25,
        .weight_rivalry = 25,
        .weight_ability = 25};
    return s;
}

err seeds_parse(arena *a, sv text, const char *path, lang in, seeds *ret, seeds_issues *retissues)
{
    if (text.n > TEXT_BYTES) return ERR_LIMIT;
    *ret = defaults(a, path);
    *retissues = (seeds_issues){0};
    reader r = {.a = a, .in = in, .out = ret, .issues = retissues};
    if (sv_starts(text, SV("\xEF\xBB\xBF"))) text = sv_sub(text, 3, text.n);
    ret->plain = is_plain(text);
    if (ret->plain)
        read_plain(&r, text);
    else
        read_ini(&r, text);
    if (!r.e) check_whole(&r);
    return r.e;
}
