#include "seeds/recipe_pick.h"

#include <stdarg.h>

enum { PICKS_MAX = 100, FILTERS_MAX = 12, REGEX_MAX = 300 };

err recipe_wrong(const recipe_reader *rd, const char *fmt, ...)
{
    char text[300];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return note_set(rd->n, ERR_FORMAT, "%s:%d: %s", rd->path, rd->line, text);
}

/* Intervals {n,m} and deep groups make regcomp(3) eat memory, and nobody needs them here. */
static const char *regex_refused(sv s)
{
    int open = 0, most = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\' && ++i < s.n) {
            if (s.p[i] >= '1' && s.p[i] <= '9') return "back references are not supported";
            continue;
        }
        if (s.p[i] == '{') return "write repetitions out: {n} is not supported";
        if (s.p[i] == '(' && ++open > most) most = open;
        if (s.p[i] == ')') open--;
    }
    return most > 8 ? "groups are nested too deep" : NULL;
}

static err regex_make(recipe_reader *rd, sv expr, const regex_t **ret)
{
    const char *no = expr.n > REGEX_MAX ? "the expression is too long" : regex_refused(expr);
    if (no) return recipe_wrong(rd, "regex: %s", no);
    sv text = arena_sv(rd->a, expr);
    regex_t *re = malloc(sizeof *re);
    if (!text.p || !re) {
        free(re);
        return ERR_NOMEM;
    }
    int code = regcomp(re, text.p, REG_EXTENDED);
    if (code) {
        char why[120];
        (void)regerror(code, re, why, sizeof why);
        free(re);
        return recipe_wrong(rd, "regex: %s", why);
    }
    regex_t **slot = VEC_PUSH(rd->a, &rd->set->regex);
    if (!slot) {
        regfree(re);
        free(re);
        return ERR_NOMEM;
    }
    *ret = *slot = re;
    return ERR_OK;
}

static const struct {
    sv name;
    filter_op op;
    char arg; /* 0 none, ':' after a colon, ' ' after a blank */
} filters[] = {
    {SV_INIT("trim"), FILTER_TRIM, 0},
    {SV_INIT("drop"), FILTER_DROP, ' '},
    {SV_INIT("attr"), FILTER_ATTR, ':'},
    {SV_INIT("number"), FILTER_NUMBER, 0},
    {SV_INIT("kmb"), FILTER_KMB, 0},
    {SV_INIT("jalali"), FILTER_JALALI, 0},
    {SV_INIT("gregorian"), FILTER_GREGORIAN, ':'},
    {SV_INIT("relative"), FILTER_RELATIVE, 0},
    {SV_INIT("unix"), FILTER_UNIX, 0},
    {SV_INIT("urljoin"), FILTER_URLJOIN, 0},
    {SV_INIT("regex"), FILTER_REGEX, ':'},
    {SV_INIT("sum"), FILTER_SUM, 0},
    {SV_INIT("as"), FILTER_AS, ':'},
    {SV_INIT("html"), FILTER_HTML, 0},
    {SV_INIT("utc"), FILTER_UTC, 0},
    {SV_INIT("plus"), FILTER_PLUS, ':'},
    {SV_INIT("flat"), FILTER_FLAT, 0},
};

static err filter_read(recipe_reader *rd, sv text, filter *ret)
{
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        sv name = filters[i].name;
        if (!sv_starts(text, name)) continue;
        sv arg = sv_sub(text, name.n, SV_NPOS);
        if (filters[i].arg ? !(arg.n > 1 && arg.p[0] == filters[i].arg) : arg.n > 0) continue;
        ret->op = filters[i].op;
        ret->arg = arena_sv(rd->a, sv_trim(sv_sub(arg, 1, SV_NPOS))); /* with a NUL, for strptime */
        if (ret->op == FILTER_DROP) {
            note why = {{0}};
            err e = css_parse(rd->a, ret->arg, &ret->drop, &why);
            return e == ERR_FORMAT ? recipe_wrong(rd, "%s", why.text) : e;
        }
        return ret->op == FILTER_REGEX ? regex_make(rd, ret->arg, &ret->regex) : ERR_OK;
    }
    return recipe_wrong(rd, "unknown filter \"%.*s\"", SV_FMT(sv_sub(text, 0, 60)));
}

/* The text up to the next " | ". */
static sv cut_pipe(sv *rest)
{
    size_t at = sv_find(*rest, SV(" | "));
    sv head = sv_sub(*rest, 0, at);
    *rest = at == SV_NPOS ? (sv){NULL, 0} : sv_sub(*rest, at + 3, SV_NPOS);
    return sv_trim(head);
}

static err source_read(recipe_reader *rd, sv text, pick *p)
{
    note why = {{0}};
    if (sv_eq(text, SV("."))) {
        p->from = PICK_SELF;
        return ERR_OK;
    }
    if (sv_starts(text, SV("xpath:"))) {
        p->from = PICK_XPATH;
        p->expr = arena_sv(rd->a, sv_trim(sv_sub(text, 6, SV_NPOS)));
        return p->expr.p ? ERR_OK : ERR_NOMEM;
    }
    if (sv_starts(text, SV("/")) || sv_starts(text, SV("../"))) {
        p->from = PICK_POINTER;
        p->expr = text;
        return ERR_OK;
    }
    if (text.n >= 2 && text.p[0] == '"' && text.p[text.n - 1] == '"') {
        p->from = PICK_TEXT;
        p->expr = sv_sub(text, 1, text.n - 2);
        return ERR_OK;
    }
    if (!sv_starts(text, SV("css:")))
        return recipe_wrong(rd,
            "expected css:..., xpath:..., /json/pointer, \"text\" or . , not \"%.*s\"",
            SV_FMT(sv_sub(text, 0, 60)));
    p->from = PICK_CSS;
    p->expr = sv_trim(sv_sub(text, 4, SV_NPOS));
    err e = css_parse(rd->a, p->expr, &p->css, &why);
    return e == ERR_FORMAT ? recipe_wrong(rd, "%s", why.text) : e;
}

err recipe_pick_read(recipe_reader *rd, sv text, picks *io)
{
    if (io->n >= PICKS_MAX) return recipe_wrong(rd, "too many alternatives");
    pick *p = VEC_PUSH(rd->a, io);
    if (!p) return ERR_NOMEM;
    p->line = rd->line;
    err e = source_read(rd, cut_pipe(&text), p);
    VEC(filter) v = {0};
    while (!e && text.p) {
        filter *f = v.n < FILTERS_MAX ? VEC_PUSH(rd->a, &v) : NULL;
        if (!f) return v.n < FILTERS_MAX ? ERR_NOMEM : recipe_wrong(rd, "too many filters");
        e = filter_read(rd, cut_pipe(&text), f);
    }
    p->filter = v.at;
    p->n_filters = v.n;
    return e;
}
