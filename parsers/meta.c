#include "parsers/meta.h"

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

err meta_read(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io)
{
    sv agent = o->agent.n ? o->agent : SV("bazarkav");
    meta_robots(p->robots_tag, agent, io);
    for (xmlNode *n = t->root; n; n = html_next(n, t->root)) {
        if (html_is(n, GUMBO_TAG_TITLE) && !io->title.n) io->title = html_line(a, n);
        if (html_is(n, GUMBO_TAG_HTML) && !io->lang.n) io->lang = sv_trim(html_attr(n, "lang"));
        if (!html_is(n, GUMBO_TAG_META)) continue;
        sv name = html_attr(n, "name");
        if (sv_ieq(name, SV("robots")) || sv_ieq(name, agent))
            meta_robots(html_attr(n, "content"), agent, io);
    }
    return ERR_OK;
}
