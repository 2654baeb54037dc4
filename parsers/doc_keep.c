#include "parsers/doc_keep.h"

typedef struct keeping {
    arena *a;
    err e; /* sticky */
} keeping;

static void keep(keeping *k, sv *io)
{
    if (!io->p || k->e) return; /* absent stays absent */
    *io = arena_sv(k->a, *io);
    if (!io->p) k->e = ERR_NOMEM;
}

/* A copy of an array of `n` elements of `size` bytes; NULL when it is empty. */
static void *keep_array(keeping *k, const void *p, size_t n, size_t size)
{
    if (!n || k->e) return NULL;
    void *own = arena_array(k->a, n, size);
    if (!own)
        k->e = ERR_NOMEM;
    else
        memcpy(own, p, n * size);
    return own;
}

static void keep_comment(keeping *k, doc_comment *io)
{
    sv *const texts[] = {
        &io->id, &io->parent, &io->author, &io->author_id, &io->text, &io->url, &io->date.raw};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) keep(k, texts[i]);
}

err doc_keep(arena *a, const doc *d, doc *ret)
{
    keeping k = {.a = a};
    doc own = *d;
    sv *const texts[] = {&own.title, &own.text, &own.author, &own.lang, &own.canonical, &own.home,
        &own.site_name, &own.date.raw};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) keep(&k, texts[i]);
    own.link = keep_array(&k, d->link, d->n_links, sizeof *d->link);
    own.comment = keep_array(&k, d->comment, d->n_comments, sizeof *d->comment);
    own.fact = keep_array(&k, d->fact, d->n_facts, sizeof *d->fact);
    for (size_t i = 0; i < d->n_links && !k.e; i++) own.link[i].href = (sv){NULL, 0};
    for (size_t i = 0; i < d->n_comments && !k.e; i++) keep_comment(&k, &own.comment[i]);
    for (size_t i = 0; i < d->n_facts && !k.e; i++) {
        keep(&k, &own.fact[i].key);
        keep(&k, &own.fact[i].value);
    }
    if (!k.e) *ret = own;
    return k.e;
}
