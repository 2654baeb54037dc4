#include "seeds/seeds.h"

#include <stddef.h>
#include <stdint.h>

#include "seeds/decode.h"
#include "seeds/reader.h"

enum { TEXT_BYTES = 4 * 1024 * 1024 };

/* The name in the language of the messages, and beside it the one that fits the file. */
static const char *suggestion(reader *r, sv written, const char *fa, const char *en)
{
    const char *name = reader_name(r, fa, en), *twin = en;
    for (size_t i = 0; i < written.n; i++)
        if (written.p[i] & 0x80) twin = fa;
    bool fa_text = r->in == LANG_FA;
    if (twin == name) return arena_printf(r->a, fa_text ? "«%s»" : "\"%s\"", name).p;
    return arena_printf(r->a, fa_text ? "«%s» (%s)" : "\"%s\" (%s)", name, twin).p;
}

static void unknown_section(reader *r, const ini_line *l)
{
    const section_def *near = section_nearest(r->a, l->key);
    r->lost = true;
    if (near)
        reader_warn(r, l->line, l->key_column, "بخش «%.*s» شناخته نشد؛ منظورتان %s بود؟",
            "section \"%.*s\" is not known; did you mean %s?", SV_FMT(l->key),
            suggestion(r, l->key, near->fa, near->en));
    else
        reader_warn(r, l->line, l->key_column, "بخش «%.*s» شناخته نشد و نادیده گرفته شد",
            "section \"%.*s\" is not known and was ignored", SV_FMT(l->key));
}

/* [competitor name] without quotes. */
static const section_def *bare_competitor(reader *r, ini_line *l)
{
    sv name = l->key, first = sv_cut(&name, ' ');
    const section_def *s = l->value.n ? NULL : section_find(r->a, first);
    if (!s || s->id != SECTION_COMPETITOR || !sv_trim(name).n) return NULL;
    l->value = sv_trim(name);
    return s;
}

static void open_section(reader *r, ini_line *l)
{
    const section_def *s = section_find(r->a, l->key);
    if (!s) s = bare_competitor(r, l);
    r->section = s ? s->id : SECTION_NONE;
    r->source = NULL;
    r->lost = false;
    if (!s) {
        unknown_section(r, l);
        return;
    }
    if (s->id == SECTION_US) r->out->us.given = true;
    if (s->id != SECTION_COMPETITOR) return;
    if (!l->value.n)
        reader_error(r, l->line, l->key_column, "نام رقیب را در گیومه بنویسید: [رقیب \"نام\"]",
            "give the competitor a name: [competitor \"name\"]");
    for (size_t i = 0; i < r->out->n_sources; i++)
        if (sv_eq(r->out->source[i].name, l->value) && !r->out->source[i].ours) {
            reader_warn(r, l->line, l->key_column, "رقیب «%.*s» دو بار آمده (سطر %d)؛ یکی شد",
                "competitor \"%.*s\" is given twice (line %d); taken as one", SV_FMT(l->value),
                r->out->source[i].line);
            r->source = &r->out->source[i];
            return;
        }
    r->source = reader_add_source(r, l->value, l->line);
}

static void use_pair(reader *r, const ini_line *l)
{
    if (r->section == SECTION_NONE || (r->section == SECTION_COMPETITOR && !r->source)) return;
    const key_def *k = key_find(r->a, r->section, l->key);
    if (k && !l->value.n) {
        reader_warn(r, l->line, l->value_column, "«%.*s» مقدار ندارد", "\"%.*s\" has no value",
            SV_FMT(l->key));
        return;
    }
    if (k) {
        reader_assign(r, l, k);
        return;
    }
    const key_def *near = key_nearest(r->a, r->section, l->key);
    if (near)
        reader_warn(r, l->line, l->key_column, "کلید «%.*s» شناخته نشد؛ منظورتان %s بود؟",
            "key \"%.*s\" is not known; did you mean %s?", SV_FMT(l->key),
            suggestion(r, l->key, near->fa, near->en));
    else
        reader_warn(r, l->line, l->key_column, "کلید «%.*s» شناخته نشد و نادیده گرفته شد",
            "key \"%.*s\" is not known and was ignored", SV_FMT(l->key));
}

static void bad_line(reader *r, const ini_line *l)
{
    switch (l->why) {
    case INI_NO_EQUALS:
        reader_error(r, l->line, l->key_column, "سطر «کلید = مقدار» نیست؛ نشانهٔ = ندارد",
            "the line is not \"key = value\"; it has no =");
        break;
    case INI_NO_BRACKET:
        reader_error(r, l->line, l->key_column, "] بسته نشده است", "the ] is missing");
        break;
    case INI_NO_QUOTE:
        reader_error(r, l->line, l->value_column ? l->value_column : l->key_column,
            "گیومهٔ \" بسته نشده است", "the closing \" is missing");
        break;
    case INI_TOO_LONG:
        reader_error(r, l->line, l->key_column, "سطر از ۶۴ کیلوبایت بلندتر است",
            "the line is longer than 64 KiB");
        break;
    case INI_NOT_UTF8:
        reader_error(r, l->line, l->key_column,
            "فایل UTF-8 نیست (شاید Windows-1256)؛ با رمزگذاری UTF-8 ذخیره‌اش کنید، یا: iconv -f cp1256 -t "
            "utf8 %.*s > utf8.ini",
            "the file is not UTF-8 (Windows-1256 perhaps); save it as UTF-8, or: iconv -f cp1256 -t "
            "utf8 %.*s > utf8.ini",
            SV_FMT(r->out->path));
        break;
    case INI_NO_KEY:
        reader_error(
            r, l->line, l->key_column, "پیش از = نامی نیست", "there is no name before the =");
        break;
    }
}

static void read_ini(reader *r, sv text)
{
    ini in = ini_open(text);
    for (ini_line l; !r->e && (l = ini_next(&in)).kind != INI_END;) {
        if (l.kind == INI_SECTION)
            open_section(r, &l);
        else if (l.kind == INI_BAD) {
            bad_line(r, &l);
            if (l.why == INI_NOT_UTF8) return; /* every line would say the same */
        } else if (l.kind == INI_PAIR && r->section == SECTION_NONE && !r->lost)
            reader_warn(r, l.line, l.key_column,
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
        else if (s.n && !reader_web_address(s))
            reader_error(r, line, 1, "«%.*s» نشانی http یا https نیست",
                "\"%.*s\" is no http or https address", SV_FMT(sv_sub(s, 0, 200)));
        else if (s.n) {
            sv host = host_of(r->a, s);
            seeds_source *at = NULL;
            for (size_t i = r->out->n_sources; i-- > 0 && !at;)
                if (sv_eq(r->out->source[i].name, host)) at = &r->out->source[i];
            if (!at) at = reader_add_source(r, host, line);
            if (at) reader_list_add(r, &at->url, s);
        }
    }
}

/* The first line that says something is an address. */
static bool is_plain(sv text)
{
    ini in = ini_open(text);
    for (ini_line l; (l = ini_next(&in)).kind != INI_END;) {
        if (l.kind == INI_COMMENT) continue;
        return l.kind != INI_SECTION && reader_web_address(l.key);
    }
    return false;
}

static void check_whole(reader *r)
{
    seeds *o = r->out;
    if (!o->n_sources && !r->issues->n_errors)
        reader_error(r, 1, 1, "هیچ رقیبی نیست؛ بخش [رقیب \"نام\"] با یک «نشانی» بیفزایید",
            "there is no competitor; add a section [competitor \"name\"] with a url");
    for (size_t i = 0; i < o->n_sources; i++) {
        seeds_source *s = &o->source[i];
        if (!s->url.n && !s->network.n)
            reader_warn(r, s->line, 1,
                "رقیب «%.*s» نشانی ندارد و خوانده نمی‌شود",
                "competitor \"%.*s\" has no url and will not be read", SV_FMT(s->name));
        if (s->delay_ms >= 0 && s->delay_ms < 1000)
            reader_warn(r, s->line, 1,
                "فاصلهٔ «%.*s» کمتر از ۱ ثانیه است؛ ۱ ثانیه به کار می‌رود",
                "the delay of \"%.*s\" is below 1 second; 1 second is used", SV_FMT(s->name));
        if (o->us.name.n && s->ours) s->name = o->us.name;
    }
}

seeds seeds_defaults(arena *a, const char *path)
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

err seeds_parse_config(
    arena *a, sv text, const char *path, lang in, seeds *io, seeds_issues *retissues)
{
    sv own = io->path;
    if (text.n > TEXT_BYTES) return ERR_LIMIT;
    *retissues = (seeds_issues){0};
    io->path = sv_c(path);
    reader r = {.a = a, .in = in, .out = io, .issues = retissues};
    err e = decode_text(a, text, &text);
    if (!e) read_ini(&r, text);
    io->path = own;
    return e ? e : r.e;
}

err seeds_parse_over(
    arena *a, sv text, const char *path, lang in, seeds *io, seeds_issues *retissues)
{
    if (text.n > TEXT_BYTES) return ERR_LIMIT;
    *retissues = (seeds_issues){0};
    io->path = arena_sv(a, sv_c(path));
    reader r = {.a = a, .in = in, .out = io, .issues = retissues};
    err e = decode_text(a, text, &text);
    if (e) return e;
    io->plain = is_plain(text);
    if (io->plain)
        read_plain(&r, text);
    else
        read_ini(&r, text);
    if (!r.e) check_whole(&r);
    return r.e;
}

err seeds_parse(arena *a, sv text, const char *path, lang in, seeds *ret, seeds_issues *retissues)
{
    *ret = seeds_defaults(a, path);
    return seeds_parse_over(a, text, path, in, ret, retissues);
}
