#include "parsers/meta.h"

#include "parsers/links.h"
#include "parsers/meta_in.h"

enum { LANG_SAMPLE = 4000 };

void meta_robots(sv rules, sv agent, doc *io)
{
    bool ours = true;
    while (rules.n) {
        sv rule = sv_trim(sv_cut(&rules, ','));
        sv value = rule, name = sv_trim(sv_cut(&value, ':'));
        if (value.p && !sv_ieq(name, SV("unavailable_after")) &&
            !sv_istarts(name, SV("max-"))) { /* "agent: rule" holds up to the next agent */
            ours = sv_ieq(name, agent);
            rule = sv_trim(value);
        }
        if (!ours) continue;
        if (sv_ieq(rule, SV("noindex")) || sv_ieq(rule, SV("none"))) io->noindex = true;
        if (sv_ieq(rule, SV("nofollow")) || sv_ieq(rule, SV("none"))) io->nofollow = true;
    }
}

sv meta_get(const meta *m, const char *name)
{
    for (size_t i = 0; i < m->n_tags; i++)
        if (sv_ieq(m->tag[i].name, sv_c(name)) && m->tag[i].content.n) return m->tag[i].content;
    return (sv){NULL, 0};
}

static void add_tag(meta *m, const xmlNode *n)
{
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    sv content = sv_trim(html_attr(n, "content"));
    for (size_t i = 0; i < sizeof names / sizeof *names && content.n; i++) {
        sv name = sv_trim(html_attr(n, names[i]));
        if (name.n && m->n_tags < META_TAGS_MAX) m->tag[m->n_tags++] = (meta_tag){name, content};
    }
}

void meta_gather(arena *a, const tree *t, meta *m)
{
    for (xmlNode *n = t->root; n; n = html_next(n, t->root)) {
        GumboTag tag = html_tag(n);
        if (tag == GUMBO_TAG_META)
            add_tag(m, n);
        else if (tag == GUMBO_TAG_TITLE && !m->title.n && !html_is(n->parent, GUMBO_TAG_SVG))
            m->title = html_line(a, n);
        else if (tag == GUMBO_TAG_SCRIPT && m->n_ld < LD_MAX && n->children &&
                 sv_istarts(sv_trim(html_attr(n, "type")), SV("application/ld+json")))
            m->ld[m->n_ld++] = html_data(n->children);
    }
}

/* "fa_IR" as "fa-IR"; only what can be a language tag. */
static sv language_tag(arena *a, sv s)
{
    s = sv_trim(s);
    s = sv_trim(sv_cut(&s, ','));
    if (s.n < 2 || s.n > 12) return (sv){NULL, 0};
    sv copy = arena_sv(a, s);
    union {
        const char *in;
        char *out;
    } u = {.in = copy.p};
    for (size_t i = 0; i < copy.n; i++) {
        if (u.out[i] == '_') u.out[i] = '-';
        char c = sv_lower(u.out[i]);
        if (!((c >= 'a' && c <= 'z') || c == '-' || (c >= '0' && c <= '9'))) return (sv){NULL, 0};
    }
    return copy;
}

/* Letters of the Arabic script among the letters, and those that only Persian has. */
static void count_script(sv s, size_t *letters, size_t *arabic, size_t *persian)
{
    for (size_t i = 0; i + 1 < s.n; i++) {
        unsigned c = (unsigned char)s.p[i], d = (unsigned char)s.p[i + 1];
        if (c >= 0xD8 && c <= 0xDB) { /* which of the four, no processor could guess */
            ++*letters, ++*arabic;
            *persian += ((c == 0xD9) & (d == 0xBE)) | ((c == 0xDB) & (d == 0x8C)) |
                        ((c == 0xDA) & ((d == 0x86) | (d == 0xA9) | (d == 0xAF) | (d == 0x98)));
            i++;
        } else
            *letters += ((c | 0x20) - 'a' < 26U) | (c - 0xC3 <= 0xD7 - 0xC3);
    }
}

/* What the text is written in, when that is Persian or Arabic: templates often leave lang="en" there. */
static sv script_language(const tree *t)
{
    size_t letters = 0, arabic = 0, persian = 0;
    for (xmlNode *n = t->body; n && letters < LANG_SAMPLE;) {
        count_script(html_data(n), &letters, &arabic, &persian);
        n = html_is_hidden(html_tag(n)) ? html_skip(n, t->body) : html_next(n, t->body);
    }
    if (arabic * 2 < letters || arabic < 20) return (sv){NULL, 0};
    return persian * 50 > arabic ? SV("fa") : SV("ar");
}

static sv language(arena *a, const tree *t, const meta *m)
{
    sv says = language_tag(a, html_attr(t->root, "lang"));
    if (!says.n) says = language_tag(a, html_attr(t->root, "xml:lang"));
    if (!says.n) says = language_tag(a, meta_get(m, "content-language"));
    if (!says.n) says = language_tag(a, meta_get(m, "og:locale"));
    sv is = script_language(t);
    bool agree = sv_istarts(says, is) || (sv_eq(is, SV("ar")) && !sv_istarts(says, SV("en")));
    return is.n && !(says.n && agree) ? is : says;
}

when_base meta_when_base(const page *p, const parse_opts *o, const doc *d)
{
    bool persian = sv_istarts(d->lang, SV("fa"));
    bool us = sv_istarts(d->lang, SV("en")) && !sv_ieq(d->lang, SV("en-GB"));
    int zone = o->zone_min == PARSE_ZONE_AUTO ? (persian ? PARSE_ZONE_TEHRAN : 0) : o->zone_min;
    return (when_base){
        .now_ms = p->fetched_at, .zone_min = zone, .day_first = !us, .persian = persian};
}

err meta_read(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io)
{
    meta *m = ARENA_NEW(a, meta, 1);
    if (!m) return ERR_NOMEM;
    meta_gather(a, t, m);
    sv agent = o->agent.n ? o->agent : SV("bazarkav");
    meta_robots(p->robots_tag, agent, io);
    for (size_t i = 0; i < m->n_tags; i++)
        if (sv_ieq(m->tag[i].name, SV("robots")) || sv_ieq(m->tag[i].name, agent))
            meta_robots(m->tag[i].content, agent, io);
    io->lang = language(a, t, m);
    io->site_name = meta_get(m, "og:site_name");
    if (!io->site_name.n) io->site_name = meta_get(m, "application-name");
    io->title = meta_title(a, t, m, io->site_name);
    when_base base = meta_when_base(p, o, io);
    if (!meta_date(m, a, t, &base, &io->date)) io->date = (when){.precision = WHEN_NONE};
    return ERR_OK;
}
