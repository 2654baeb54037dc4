#include "parsers/extract.h"

err extract_article(arena *a, tree *t, doc *io)
{
    if (!t->body) return ERR_OK;
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    html_writer w = {.b = &b, .without = MARK_COMMENT | MARK_DROP};
    html_write(&w, t->body);
    if (b.e) return b.e;
    io->text = arena_sv(a, buf_sv(&b));
    return io->text.p ? ERR_OK : ERR_NOMEM;
}
