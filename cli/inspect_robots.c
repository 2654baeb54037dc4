/* `inspect robots --agent TOKEN --robots FILE`: addresses in, "allow" or "disallow" out. */
#include <stdlib.h>

#include "cli/inspect.h"
#include "crawler/robots.h"
#include "util/buf.h"
#include "util/file.h"

enum { FILE_MAX_BYTES = 64 << 20 };

/* The target with its '/' when an address has a query but no path. */
static sv with_path(buf *b, sv target)
{
    if (sv_starts(target, SV("/"))) return target;
    buf_reset(b);
    buf_putc(b, '/');
    buf_put(b, target);
    return buf_sv(b);
}

static int run(session *s)
{
    const char *path = opt_text(s, "robots"), *agent = opt_text(s, "agent");
    if (!path)
        return fail(
            s, EXIT_USAGE, "%s", tr(s, "--robots FILE لازم است", "--robots FILE is needed"));
    sv body;
    robots r;
    note n;
    err e = file_load(s->a, path, FILE_MAX_BYTES, &body, &n);
    if (e) return fail(s, code_of(e), "%s", n.text);
    e = robots_parse(s->a, body, sv_c(agent ? agent : "bazarkav"), &r);
    if (e) return fail(s, code_of(e), "%s", err_str(e));
    char *line = NULL;
    size_t cap = 0;
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (ssize_t len; (len = getline(&line, &cap, stdin)) >= 0;) {
        sv url = {line, (size_t)len};
        if (sv_ends(url, SV("\n"))) url.n--;
        robots_verdict v = robots_check(&r, with_path(&b, robots_target(url)));
        if (s->verbose && v.rule)
            (void)fprintf(s->out, "%s\t%d\t%.*s\n", v.allow ? "allow" : "disallow", v.rule->line,
                SV_FMT(v.rule->text));
        else
            (void)fprintf(s->out, "%s\n", v.allow ? "allow" : "disallow");
    }
    free(line);
    return EXIT_DONE;
}

const inspector inspector_robots = {
    .what = "robots",
    .fa = "نشانی‌ها: allow یا disallow (با ‎-v شمارهٔ سطر و قاعده)",
    .en = "addresses: allow or disallow (-v: also line and rule)",
    .run = run,
};
