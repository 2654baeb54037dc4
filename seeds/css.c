#include "seeds/css.h"

#include "util/vec.h"

enum { TEXT_MAX = 4000, NEST_MAX = 4, PARTS_MAX = 64 };

typedef struct cursor {
    arena *a;
    sv all, rest;
    int depth;
    note *n;
} cursor;

static err wrong(const cursor *c, const char *what)
{
    return note_set(c->n, ERR_FORMAT, "selector, byte %zu: %s: %.*s", c->all.n - c->rest.n + 1,
        what, SV_FMT(sv_sub(c->all, 0, 120)));
}

static void skip_space(cursor *c)
{
    while (c->rest.n && sv_space(c->rest.p[0])) c->rest = sv_sub(c->rest, 1, SV_NPOS);
}

static bool eat(cursor *c, char ch)
{
    if (!c->rest.n || c->rest.p[0] != ch) return false;
    c->rest = sv_sub(c->rest, 1, SV_NPOS);
    return true;
}

static bool name_char(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
           ch == '-' || ch == '_' || (unsigned char)ch >= 0x80;
}

/* A name; `\:` and other escapes keep the character itself. */
static sv name(cursor *c)
{
    size_t n = 0;
    bool escaped = false;
    while (
        n < c->rest.n && (name_char(c->rest.p[n]) || (c->rest.p[n] == '\\' && n + 1 < c->rest.n))) {
        if (c->rest.p[n] == '\\') escaped = true, n++;
        n++;
    }
    sv s = sv_sub(c->rest, 0, n);
    c->rest = sv_sub(c->rest, n, SV_NPOS);
    if (!escaped) return s;
    char *p = arena_alloc(c->a, s.n + 1);
    if (!p) return (sv){NULL, 0};
    size_t m = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\') i++;
        p[m++] = s.p[i];
    }
    return (sv){p, m};
}

static sv lower(cursor *c, sv s)
{
    sv copy = arena_sv(c->a, s);
    if (!copy.p) return copy;
    char *p = arena_alloc(c->a, s.n + 1);
    if (!p) return copy;
    for (size_t i = 0; i < s.n; i++) p[i] = sv_lower(s.p[i]);
    return (sv){p, s.n};
}

static err value(cursor *c, sv *ret)
{
    if (c->rest.n && (c->rest.p[0] == '"' || c->rest.p[0] == '\'')) {
        char q = c->rest.p[0];
        sv rest = sv_sub(c->rest, 1, SV_NPOS);
        const char *end = rest.n ? memchr(rest.p, q, rest.n) : NULL;
        if (!end) return wrong(c, "quote is not closed");
        *ret = (sv){rest.p, (size_t)(end - rest.p)};
        c->rest = sv_sub(rest, ret->n + 1, SV_NPOS);
        return ERR_OK;
    }
    *ret = name(c);
    return ret->n ? ERR_OK : wrong(c, "a value is missing");
}

static err attribute(cursor *c, css_attr *ret)
{
    static const struct {
        sv text;
        css_op op;
    } ops[] = {{SV_INIT("="), CSS_IS}, {SV_INIT("~="), CSS_WORD}, {SV_INIT("|="), CSS_DASH},
        {SV_INIT("^="), CSS_PREFIX}, {SV_INIT("$="), CSS_SUFFIX}, {SV_INIT("*="), CSS_PART}};
    skip_space(c);
    ret->name = lower(c, name(c));
    if (!ret->name.n) return wrong(c, "attribute name is missing");
    skip_space(c);
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
        if (!sv_starts(c->rest, ops[i].text)) continue;
        c->rest = sv_sub(c->rest, ops[i].text.n, SV_NPOS);
        ret->op = ops[i].op;
        skip_space(c);
        err e = value(c, &ret->value);
        if (e) return e;
        skip_space(c);
        ret->nocase = eat(c, 'i') || eat(c, 'I');
        skip_space(c);
        break;
    }
    return eat(c, ']') ? ERR_OK : wrong(c, "] is missing");
}

static int number(cursor *c)
{
    int n = 0;
    while (c->rest.n && c->rest.p[0] >= '0' && c->rest.p[0] <= '9') {
        if (n < 100000) n = n * 10 + (c->rest.p[0] - '0');
        c->rest = sv_sub(c->rest, 1, SV_NPOS);
    }
    return n;
}

/* an+b, odd, even, 3 */
static void nth(cursor *c, css_state *s)
{
    if (sv_istarts(c->rest, SV("odd"))) {
        s->a = 2, s->b = 1;
        c->rest = sv_sub(c->rest, 3, SV_NPOS);
    } else if (sv_istarts(c->rest, SV("even"))) {
        s->a = 2;
        c->rest = sv_sub(c->rest, 4, SV_NPOS);
    } else {
        int sign = eat(c, '-') ? -1 : 1;
        bool digits = c->rest.n && c->rest.p[0] >= '0' && c->rest.p[0] <= '9';
        int n = number(c);
        if (!eat(c, 'n')) {
            s->b = sign * n;
            return;
        }
        s->a = sign * (digits ? n : 1);
        skip_space(c);
        sign = eat(c, '-') ? -1 : 1;
        (void)eat(c, '+');
        skip_space(c);
        s->b = sign * number(c);
    }
}

static err list(cursor *c, css_list *ret);

static err inside(cursor *c, css_state *s)
{
    if (!eat(c, '(')) return wrong(c, "( is missing");
    skip_space(c);
    err e = ERR_OK;
    if (s->is == CSS_NTH) {
        nth(c, s);
    } else if (s->is == CSS_CONTAINS) {
        e = value(c, &s->text);
    } else {
        if (++c->depth > NEST_MAX) return wrong(c, "nested too deep");
        e = list(c, &s->list);
        c->depth--;
    }
    if (e) return e;
    skip_space(c);
    return eat(c, ')') ? ERR_OK : wrong(c, ") is missing");
}

static err pseudo(cursor *c, css_state *s)
{
    static const struct {
        sv name;
        css_pseudo is;
        bool args;
    } all[] = {{SV_INIT("not"), CSS_NOT, true}, {SV_INIT("is"), CSS_ANY, true},
        {SV_INIT("has"), CSS_BELOW, true}, {SV_INIT("nth-child"), CSS_NTH, true},
        {SV_INIT("contains"), CSS_CONTAINS, true}, {SV_INIT("first-child"), CSS_NTH, false},
        {SV_INIT("last-child"), CSS_LAST, false}};
    sv what = name(c);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!sv_eq(what, all[i].name)) continue;
        s->is = all[i].is;
        s->b = 1; /* :first-child */
        if (all[i].args) s->b = 0;
        return all[i].args ? inside(c, s) : ERR_OK;
    }
    return wrong(c, "unknown pseudo-class");
}

typedef struct parts {
    VEC(sv) word;
    VEC(css_attr) attr;
    VEC(css_state) state;
} parts;

static err part(cursor *c, css_test *t, parts *p)
{
    if (eat(c, '#')) {
        t->id = name(c);
        return t->id.n ? ERR_OK : wrong(c, "name expected after #");
    }
    if (eat(c, '.')) {
        sv *w = VEC_PUSH(c->a, &p->word);
        if (!w) return ERR_NOMEM;
        *w = name(c);
        return w->n ? ERR_OK : wrong(c, "name expected after .");
    }
    if (eat(c, '[')) {
        css_attr *at = VEC_PUSH(c->a, &p->attr);
        return at ? attribute(c, at) : ERR_NOMEM;
    }
    if (eat(c, ':')) {
        css_state *s = VEC_PUSH(c->a, &p->state);
        return s ? pseudo(c, s) : ERR_NOMEM;
    }
    return wrong(c, "a selector was expected");
}

static err compound(cursor *c, css_test **ret)
{
    css_test *t = ARENA_NEW(c->a, css_test, 1);
    if (!t) return ERR_NOMEM;
    parts p = {0};
    bool any = eat(c, '*');
    if (!any && c->rest.n && name_char(c->rest.p[0])) {
        t->tag = lower(c, name(c));
        any = true;
    }
    while (c->rest.n && strchr("#.[:", c->rest.p[0]) && c->rest.p[0]) {
        if (p.word.n + p.attr.n + p.state.n > PARTS_MAX) return wrong(c, "too long");
        err e = part(c, t, &p);
        if (e) return e;
        any = true;
    }
    if (!any) return wrong(c, "a selector was expected");
    t->word = p.word.at, t->n_words = p.word.n;
    t->attr = p.attr.at, t->n_attrs = p.attr.n;
    t->state = p.state.at, t->n_states = p.state.n;
    *ret = t;
    return ERR_OK;
}

static err chain(cursor *c, css_test **ret)
{
    css_test *right = NULL;
    err e = compound(c, &right);
    for (int n = 0; !e; n++) {
        if (n > PARTS_MAX) return wrong(c, "too long");
        bool space = c->rest.n && sv_space(c->rest.p[0]);
        skip_space(c);
        if (!c->rest.n || c->rest.p[0] == ',' || c->rest.p[0] == ')') break;
        char how = c->rest.p[0];
        if (how == '>' || how == '+' || how == '~') {
            (void)eat(c, how);
            skip_space(c);
        } else if (space) {
            how = ' ';
        } else {
            return wrong(c, "unexpected character");
        }
        css_test *next = NULL;
        e = compound(c, &next);
        if (e) return e;
        next->left = right;
        next->combinator = how;
        right = next;
    }
    *ret = right;
    return e;
}

static err list(cursor *c, css_list *ret)
{
    VEC(css_test *) v = {0};
    do {
        skip_space(c);
        if (v.n >= PARTS_MAX * 2) return wrong(c, "too many selectors");
        css_test **t = VEC_PUSH(c->a, &v);
        if (!t) return ERR_NOMEM;
        err e = chain(c, t);
        if (e) return e;
        skip_space(c);
    } while (eat(c, ','));
    *ret = (css_list){v.at, v.n};
    return ERR_OK;
}

err css_parse(arena *a, sv text, css_list *ret, note *reterr)
{
    cursor c = {.a = a, .all = text, .rest = text, .n = reterr};
    if (text.n > TEXT_MAX) return note_set(reterr, ERR_LIMIT, "selector is too long");
    err e = list(&c, ret);
    if (e) return e;
    return c.rest.n ? wrong(&c, "unexpected character") : ERR_OK;
}
