/* Puts values where their keys say. */
#include <math.h>
#include <stddef.h>

#include "seeds/network.h"
#include "seeds/reader.h"
#include "seeds/value.h"

static const char *const kind_words[] = {"خودکار|auto", "فروشگاه|shop|store", "وبلاگ|بلاگ|blog",
    "انجمن|forum", "شبکه|network|social", "بازارگاه|marketplace", "رسانه|media|news", NULL};
static const char *const size_words[] = {
    "نامشخص|unknown", "کوچک|small", "متوسط|medium", "بزرگ|large|big", NULL};
static const char *const lang_words[] = {
    "خودکار|auto", "فارسی|fa|persian|farsi", "انگلیسی|en|english", NULL};
static const char *const quotes_words[] = {"کوتاه|short", "هیچ|none|no", "کامل|full", NULL};

static seeds_source *our_source(reader *r, int line)
{
    for (size_t i = 0; i < r->out->n_sources; i++)
        if (r->out->source[i].ours) return &r->out->source[i];
    seeds_source *s = reader_add_source(r, sv_c(reader_name(r, "ما", "us")), line);
    if (s) s->ours = true;
    return s;
}

static void bad_value(
    reader *r, const ini_line *l, const key_def *k, const char *want_fa, const char *want_en)
{
    reader_error(r, l->line, l->value_column,
        "«%s» نمی‌تواند «%.*s» باشد؛ باید باشد: %s",
        "\"%s\" cannot be \"%.*s\"; it wants %s", reader_name(r, k->fa, k->en), SV_FMT(l->value),
        reader_name(r, want_fa, want_en));
}

/* What stands behind "http//", "https:/" and the like; the whole when it is no such thing. */
static sv behind_scheme(sv s)
{
    if (!sv_istarts(s, SV("http"))) return s;
    sv rest = sv_sub(s, sv_istarts(s, SV("https")) ? 5 : 4, s.n), all = rest;
    while (rest.n && strchr(":;/", rest.p[0])) rest = sv_sub(rest, 1, rest.n);
    return rest.n < all.n ? rest : s;
}

static void bad_url(reader *r, const ini_line *l, const key_def *k, sv v)
{
    sv rest = behind_scheme(v);
    bool bare = rest.n && memchr(rest.p, '.', rest.n) && !memchr(rest.p, ' ', rest.n) &&
                sv_find(rest, SV("://")) == SV_NPOS;
    if (bare)
        reader_error(r, l->line, l->value_column,
            "نشانی باید با https:// آغاز شود؛ منظورتان «https://%.*s» بود؟",
            "an address begins with https://; did you mean \"https://%.*s\"?", SV_FMT(rest));
    else
        bad_value(r, l, k, "نشانی http یا https", "an http or https address");
}

/* Networks that show nothing without an account are left out; a Telegram channel is read where it is public. */
static bool is_network(reader *r, const ini_line *l, seeds_source *s, sv v)
{
    seeds_list address = {0};
    err e = network_addresses(r->a, v, &address);
    if (e == ERR_NOMEM) r->e = e;
    if (e == ERR_POLICY) {
        reader_warn(r, l->line, l->value_column,
            "«%.*s» بی حساب کاربری چیزی نشان نمی‌دهد و خوانده نمی‌شود؛ نظرهایی که اجازه‌شان را دارید: "
            "bazarkav import",
            "\"%.*s\" shows nothing without an account and is not read; reviews that you may use: "
            "bazarkav import",
            SV_FMT(v));
        return true;
    }
    sv host = behind_scheme(v);
    if (e || !(sv_istarts(host, SV("t.me/")) || sv_istarts(host, SV("telegram.me/")))) return false;
    for (size_t i = 0; i < address.n; i++) reader_list_add(r, &s->url, address.at[i]);
    return true;
}

static void set_url(reader *r, const ini_line *l, const key_def *k)
{
    sv v = l->value;
    seeds_source *s = r->section == SECTION_US ? our_source(r, l->line) : r->source;
    size_t blank = 0;
    while (blank < v.n && !sv_space(v.p[blank])) blank++;
    if (!reader_web_address(v))
        bad_url(r, l, k, v);
    else if (blank < v.n)
        reader_error(r, l->line, l->value_column,
            "در نشانی جای خالی هست؛ برای نشانی دوم سطر «%s = …» دیگری بنویسید",
            "there is a blank in the address; for a second one write another line \"%s = ...\"",
            reader_name(r, k->fa, k->en));
    else if (s && !is_network(r, l, s, v))
        reader_list_add(r, &s->url, v);
}

static void set_network(reader *r, const ini_line *l)
{
    for (sv rest = l->value; rest.p;) {
        sv item = value_item(&rest);
        if (!item.n) continue;
        reader_list_add(r, &r->source->network, item);
        seeds_list address = {0};
        err e = network_addresses(r->a, item, &address);
        if (e == ERR_NOMEM)
            r->e = e;
        else if (e == ERR_POLICY)
            reader_warn(r, l->line, l->value_column,
                "«%.*s» بی حساب کاربری چیزی نشان نمی‌دهد و خوانده نمی‌شود",
                "\"%.*s\" shows nothing without an account and is not read", SV_FMT(item));
        else if (e)
            reader_warn(r, l->line, l->value_column,
                "«%.*s» را نمی‌توان خواند؛ نمونه: telegram:نام یا mastodon:@کاربر@میزبان",
                "\"%.*s\" cannot be read; for example telegram:name or mastodon:@user@host",
                SV_FMT(item));
        for (size_t i = 0; i < address.n; i++) reader_list_add(r, &r->source->url, address.at[i]);
    }
}

/* «۵۰۰ صفحه», "500 pages": what is counted may be named. */
static sv without_unit(sv v)
{
    static const sv units[] = {SV_INIT("صفحه"), SV_INIT("pages"), SV_INIT("page"), SV_INIT("نفر"),
        SV_INIT("people"), SV_INIT("پیوند"), SV_INIT("links")};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (sv_ends(v, units[i])) return sv_trim(sv_sub(v, 0, v.n - units[i].n));
    return v;
}

static void set_number(reader *r, const ini_line *l, const key_def *k, char *at)
{
    double d;
    bool ok = value_number(without_unit(l->value), &d);
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
        bad_value(r, l, k, "عدد صحیح", "a whole number");
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

static void one_of(reader *r, const ini_line *l, const key_def *k)
{
    sv fa = arena_printf(r->a, "یکی از %s", k->help_fa),
       en = arena_printf(r->a, "one of %s", k->help_en);
    bad_value(r, l, k, fa.p ? fa.p : k->help_fa, en.p ? en.p : k->help_en);
}

static void set_word(reader *r, const ini_line *l, const key_def *k, char *at)
{
    const char *const *words = k->type == VALUE_KIND     ? kind_words
                               : k->type == VALUE_SIZE   ? size_words
                               : k->type == VALUE_QUOTES ? quotes_words
                                                         : lang_words;
    int i = value_word(r->a, l->value, words);
    if (i < 0)
        one_of(r, l, k);
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
            one_of(r, l, k);
        else if (o->n_langs < 2 && (o->n_langs == 0 || o->lang[0] != (lang)i))
            o->lang[o->n_langs++] = (lang)i;
    }
    if (!o->n_langs) o->lang[o->n_langs++] = LANG_FA;
}

static void set_list(reader *r, const ini_line *l, seeds_list *at)
{
    for (sv rest = l->value; rest.p;) {
        sv item = value_item(&rest);
        if (item.n) reader_list_add(r, at, item);
    }
}

void reader_assign(reader *r, const ini_line *written, const key_def *k)
{
    ini_line line = *written;
    const ini_line *l = &line;
    if (k->type != VALUE_TEXT) line.value = ini_uncurl(line.value);
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
