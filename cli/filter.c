#include "cli/filter.h"

#include "cli/lines.h"

enum { FILTER_MEMORY = 64 << 20 };

int filter_run(session *s, filter_line *f)
{
    lexicon *lx = NULL;
    note why;
    if (lexicon_open(NULL, &lx, &why)) return fail(s, EXIT_INTERNAL, "%s", why.text);
    arena a = ARENA_INIT((size_t)FILTER_MEMORY);
    static lines in;
    lines_open(&in, stdin);
    sv piece, out;
    bool last;
    int code = EXIT_DONE;
    while (code == EXIT_DONE && lines_next(&in, &piece, &last)) {
        err e = f(&a, lx, piece, &out);
        if (e) {
            code = fail(s, EXIT_INTERNAL, "%s", err_str(e));
        } else {
            (void)fwrite(out.p, 1, out.n, s->out);
            (void)fputc(last ? '\n' : ' ', s->out);
        }
        arena_reset(&a);
    }
    lines_close(&in);
    arena_clear(&a);
    lexicon_close(lx);
    return code;
}
