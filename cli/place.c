#include "cli/place.h"

#include "crawler/url.h"

static bool is_open(sv page_url, sv address, const robots *rules)
{
    url own, at;
    if (!rules || !url_split(page_url, &own) || !url_split(address, &at)) return true;
    return !url_same_host(own.host, at.host) || robots_check(rules, at.target).allow;
}

err place_comments(arena *a, sv page_url, const robots *rules, doc *io, placed *ret)
{
    size_t kept = 0;
    *ret = (placed){0};
    for (size_t i = 0; i < io->n_comments; i++) {
        doc_comment *c = &io->comment[i];
        bool second_hand = c->layer == LAYER_FEED || c->layer == LAYER_API, open = true;
        sv address;
        if (second_hand && c->url.n && !url_canonical(a, c->url, &address)) {
            err e = url_comment_home(a, address, &c->url);
            if (e) return e;
            open = is_open(page_url, address, rules);
        }
        if (open)
            io->comment[kept++] = *c;
        else if (!ret->n_closed++)
            ret->closed = c->url;
    }
    io->n_comments = kept;
    return ERR_OK;
}
