/* `inspect url`: lines of base TAB href in, the resolved address or "invalid" out. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/inspect.h"
#include "crawler/url.h"

enum { LINE_ARENA = 4 << 20 };

static int run(session *s)
{
    char *line = NULL;
    size_t cap = 0;
    arena a = ARENA_INIT(LINE_ARENA);
    for (ssize_t n; (n = getline(&line, &cap, stdin)) >= 0; arena_reset(&a)) {
        sv href = {line, (size_t)n}, ret;
        if (sv_ends(href, SV("\n"))) href.n--;
        sv base = sv_cut(&href, '\t');
        err e = url_resolve(&a, base, href, &ret);
        (void)fprintf(s->out, "%.*s\n", SV_FMT(e ? SV("invalid") : ret));
    }
    arena_clear(&a);
    free(line);
    return EXIT_DONE;
}

const inspector inspector_url = {
    .what = "url",
    .fa = "هر سطر «پایه TAB پیوند»: نشانی کامل یا invalid",
    .en = "lines of base TAB href: the absolute address, or invalid",
    .run = run,
};
