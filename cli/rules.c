#include "cli/rules.h"

#include <stdlib.h>
#include <string.h>

enum { READ_BYTES = 64 << 20 };

/* For the audit: the beginning of a long rule, cut between two letters. */
static sv text_of(const robots_rule *rule)
{
    size_t n = rule->text.n < RULES_TEXT_BYTES ? rule->text.n : RULES_TEXT_BYTES;
    while (n && n < rule->text.n && ((unsigned char)rule->text.p[n] & 0xC0) == 0x80) n--;
    return sv_sub(rule->text, 0, n);
}

static sv put(char **at, sv s)
{
    char *p = *at;
    if (s.n) memcpy(p, s.p, s.n);
    *at += s.n;
    return (sv){p, s.n};
}

static err copy_of(const robots *in, ruleset **ret)
{
    size_t maps = in->n_sitemaps < RULES_SITEMAPS ? in->n_sitemaps : RULES_SITEMAPS;
    size_t bytes = sizeof(ruleset) + in->n_rules * sizeof *in->rule + maps * sizeof *in->sitemap;
    for (size_t i = 0; i < in->n_rules; i++) bytes += in->rule[i].path.n + text_of(&in->rule[i]).n;
    for (size_t i = 0; i < maps; i++) bytes += in->sitemap[i].n;
    ruleset *out = malloc(bytes);
    if (!out) return ERR_NOMEM;
    *out = (ruleset){.r = *in, .users = 1, .bytes = bytes};
    out->r.rule = (robots_rule *)(out + 1);
    out->r.sitemap = (sv *)(void *)(out->r.rule + in->n_rules);
    out->r.n_sitemaps = maps;
    char *at = (char *)(out->r.sitemap + maps);
    for (size_t i = 0; i < in->n_rules; i++) {
        out->r.rule[i] = in->rule[i];
        out->r.rule[i].path = put(&at, in->rule[i].path);
        out->r.rule[i].text = put(&at, text_of(&in->rule[i]));
    }
    for (size_t i = 0; i < maps; i++) out->r.sitemap[i] = put(&at, in->sitemap[i]);
    *ret = out;
    return ERR_OK;
}

err rules_make(sv body, ruleset **ret)
{
    arena a = ARENA_INIT(READ_BYTES);
    robots r = {0};
    err e = robots_parse(&a, body, SV("bazarkav"), &r);
    if (!e) e = copy_of(&r, ret);
    arena_clear(&a);
    return e;
}

ruleset *rules_take(ruleset *r)
{
    if (r) r->users++;
    return r;
}

void rules_drop(ruleset *r)
{
    if (r && !--r->users) free(r);
}
