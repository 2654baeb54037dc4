#include "cli/left_out.h"

#include "crawler/url.h"
#include "report/words.h"

err left_out_rules(arena *a, const seeds *s, avoid *ret)
{
    err e = ERR_OK;
    *ret = (avoid){0};
    for (size_t i = 0; i < s->exclude.n && !e; i++)
        e = avoid_add(a, s->exclude.at[i], (sv){NULL, 0}, ret);
    return e ? e : avoid_add_shipped(a, ret);
}

const avoid_rule *left_out_find(arena *a, const avoid *rules, sv address)
{
    sv full, canonical;
    if (url_resolve(a, (sv){NULL, 0}, address, &full) || url_canonical(a, full, &canonical))
        return NULL;
    return avoid_find(rules, canonical);
}

void left_out_say(session *s, sv address, const avoid_rule *why)
{
    if (why->kind.n) {
        sv kind = words_of(s->lang, why->kind);
        say(s,
            tr(s,
                "%.*s خوانده نمی‌شود: از گونه‌ای است که کنار گذاشته می‌شود (%.*s؛ docs/PRIVACY.md)",
                "%.*s is not read: it is of a kind that is left out by design (%.*s; docs/PRIVACY.md)"),
            SV_FMT(address), SV_FMT(kind));
        return;
    }
    say(s,
        tr(s,
            "%.*s خوانده نمی‌شود: الگوی «%.*s» در بخش [پرهیز] آن را کنار می‌گذارد",
            "%.*s is not read: the pattern \"%.*s\" of [exclude] leaves it out"),
        SV_FMT(address), SV_FMT(why->text));
}
