#include "parsers/named.h"

#define NAMED_TEXT(w) SV_INIT(#w),
static const sv texts[] = {NAMED_WORDS(NAMED_TEXT)};

enum { WORD_MIN = 2, WORD_MAX = 13, READ = 63 /* the bit that says that an element was read */ };

static bool tells_name(const char *attr)
{
    switch (attr[0]) {
    case 'c': return strcmp(attr, "class") == 0;
    case 'i': return strcmp(attr, "id") == 0 || strcmp(attr, "itemprop") == 0;
    case 'r': return strcmp(attr, "rel") == 0;
    default: return false;
    }
}

static uint64_t word_of(sv s)
{
    char c = sv_lower(s.p[0]);
    if (s.n < WORD_MIN || s.n > WORD_MAX || !strchr("abcdefhimnprtuw", c)) return 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts && texts[i].p[0] <= c; i++)
        if (texts[i].p[0] == c && sv_ieq(texts[i], s)) return UINT64_C(1) << i;
    return 0;
}

static uint64_t words_of(sv v)
{
    uint64_t words = 0;
    for (size_t i = 0; i < v.n;) {
        size_t from = i;
        while (i < v.n && sv_lower(v.p[i]) >= 'a' && sv_lower(v.p[i]) <= 'z') i++;
        if (i > from) words |= word_of(sv_sub(v, from, i - from));
        i += i == from;
    }
    return words;
}

bool named_has(const xmlNode *n, uint64_t words)
{
    _Static_assert((int)NAMED_N <= (int)NAMED_WORDS_MAX, "a bit for every word");
    if (n->type != XML_ELEMENT_NODE) return false;
    html_el *el = html_el_of(n);
    if (!el->named) {
        el->named = UINT64_C(1) << READ;
        for (const xmlAttr *at = n->properties; at; at = at->next)
            if (tells_name((const char *)at->name)) el->named |= words_of(html_value(at));
    }
    return el->named & words;
}
