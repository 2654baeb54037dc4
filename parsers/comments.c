#include "parsers/comments.h"

err comments_find(arena *a, const tree *t, const page *p, const parse_opts *o, doc *io)
{
    (void)a, (void)t, (void)p, (void)o, (void)io;
    return ERR_OK;
}

err comments_json(arena *a, sv utf8, const page *p, const parse_opts *o, doc *io)
{
    (void)a, (void)utf8, (void)p, (void)o, (void)io;
    return ERR_OK;
}
