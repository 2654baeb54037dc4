#include "parsers/facts.h"

#include "parsers/facts_in.h"
#include "parsers/meta_in.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { KEY_MAX = 200, VALUE_MAX = 400 };

void facts_put(facts *f, doc_fact x)
{
    sv key = sv_trim(x.key), value = sv_trim(x.value);
    if (f->e || f->v.n >= FACTS_MAX || !key.n || key.n > KEY_MAX || !value.n) return;
    f->e = normal_form(f->a, key, &x.key);
    if (f->e || !x.key.n) return;
    sv both = arena_printf(f->a, "%d %.*s", (int)x.kind, SV_FMT(x.key));
    if (!both.p) f->e = ERR_NOMEM;
    if (f->e || map_get(&f->seen, both)) return;
    f->e = map_put(&f->seen, both, f);
    value = utf8_cut(value, VALUE_MAX);
    doc_fact *to = f->e ? NULL : VEC_PUSH(f->a, &f->v);
    x.value = arena_sv(f->a, value);
    if (!to || !x.value.p)
        f->e = ERR_NOMEM;
    else
        *to = x;
}

bool facts_leave_out(const xmlNode *n)
{
    static const uint64_t words = NAMED(comment) | NAMED(comments) | NAMED(commentlist) |
                                  NAMED(review) | NAMED(reviews) | NAMED(respond);
    GumboTag tag = html_tag(n);
    if (html_is_hidden(tag) || html_marked(n, MARK_COMMENT)) return true;
    return tag != GUMBO_TAG_BODY && tag != GUMBO_TAG_HTML && tag != GUMBO_TAG_MAIN &&
           tag != GUMBO_TAG_LAST && named_has(n, words);
}

bool facts_said_in_comment(const facts *f, sv text)
{
    for (size_t i = 0; i < f->d->n_comments; i++)
        if (sv_find(f->d->comment[i].text, text) != SV_NPOS) return true;
    return false;
}

err facts_find(arena *a, const tree *t, const page *p, doc *io)
{
    facts f = {.a = a, .t = t, .p = p, .d = io, .seen = MAP_INIT(a)};
    if (!t->body) return ERR_OK;
    facts_of_things(&f);
    facts_of_page(&f);
    facts_of_terms(&f);
    io->fact = f.v.at;
    io->n_facts = f.v.n;
    return f.e;
}
