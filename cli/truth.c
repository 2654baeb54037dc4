#include "cli/truth.h"

#include <jansson.h>

#include "db/answer.h"

enum { LABELS_LEAST = 3 };

typedef struct compare {
    session *s;
    const market *m;
    const answer_def *def;
    truth *t;
    buf missed, wrong;
    json_t *planted; /* the array being compared */
    bool hit[64];    /* by index in `planted` */
    int64_t rows;
} compare;

double truth_recall(const truth_score *t) { return t->planted ? (double)t->hit / t->planted : 1; }

double truth_precision(const truth_score *t)
{
    return t->found ? (double)t->right / t->found : t->planted ? 0 : 1;
}

/* How many different people of `site` (-1: all) say `label` in the first state. */
static int authors_of(const market *m, int site, sv label)
{
    int n = 0;
    for (size_t i = 0; i < m->n_comments; i++) {
        const market_comment *c = &m->comment[i];
        if (c->state > m->state || c->page->kind == MARKET_HIDDEN || !market_has(c, label))
            continue;
        if (site >= 0 && c->page->site != site) continue;
        bool seen = false; /* names are people within a site only */
        for (size_t k = 0; k < i && !seen; k++) {
            const market_comment *d = &m->comment[k];
            seen = d->page->site == c->page->site && sv_eq(d->author, c->author) &&
                   d->state <= m->state && d->page->kind != MARKET_HIDDEN && market_has(d, label);
        }
        n += !seen;
    }
    return n;
}

static int site_of_name(sv name)
{
    for (int i = 0; i < MARKET_SITES; i++)
        if (sv_eq(name, sv_c(market_site_name(i)))) return i;
    return -1;
}

static sv text_of(const json_t *o, const char *key)
{
    return sv_c(json_string_value(json_object_get(o, key)));
}

static const cell *cell_of(const answer_def *def, const cell *cells, const char *name)
{
    for (int i = 0; i < def->n_cols; i++)
        if (strcmp(def->col[i].name, name) == 0) return &cells[i];
    return NULL;
}

static bool shown(const cell *n) { return n && !n->null && !n->suppressed && n->i > 0; }

static void judge(compare *c, truth_score *t, int labelled, int64_t counted, const char *what)
{
    t->found++;
    if (labelled >= LABELS_LEAST && labelled * 2 >= counted)
        t->right++;
    else
        buf_printf(&c->wrong, "%s (%lld/%d)\n", what, (long long)counted, labelled);
}

static err need_row(void *ctx, const cell *cells)
{
    compare *c = ctx;
    const cell *need = cell_of(c->def, cells, "need"), *source = cell_of(c->def, cells, "source"),
               *n = cell_of(c->def, cells, "authors");
    if (!need || !source || !shown(n) || !sv_starts(need->s, SV("need."))) return ERR_OK;
    int site = site_of_name(source->s);
    if (site < 0) return ERR_OK;
    size_t i;
    json_t *p;
    json_array_foreach(c->planted, i, p)
    {
        if (i < 64 && sv_eq(text_of(p, "site"), sv_c(market_site_code(site))) &&
            sv_eq(text_of(p, "need"), need->s))
            c->hit[i] = true;
    }
    char what[200];
    (void)snprintf(what, sizeof what, "%s %.*s", market_site_code(site), SV_FMT(need->s));
    judge(c, &c->t->needs, authors_of(c->m, site, need->s), n->i, what);
    return ERR_OK;
}

/* A segment names its signals in its code or its rule. */
static bool names_signal(sv text, sv signal)
{
    size_t at = sv_find(text, signal);
    if (at == SV_NPOS || !signal.n) return false;
    sv after = sv_sub(text, at + signal.n, 1);
    return !after.n || !((after.p[0] >= 'a' && after.p[0] <= 'z') || after.p[0] == '_');
}

static err segment_row(void *ctx, const cell *cells)
{
    compare *c = ctx;
    const cell *code = cell_of(c->def, cells, "code"), *rule = cell_of(c->def, cells, "rule_en"),
               *n = cell_of(c->def, cells, "authors");
    if (!code || !shown(n)) return ERR_OK;
    c->t->segments_shown++;
    size_t i;
    json_t *p;
    json_array_foreach(c->planted, i, p)
    {
        sv signal = text_of(p, "signal");
        if (i >= 64 || (!names_signal(code->s, signal) && !(rule && names_signal(rule->s, signal))))
            continue;
        c->hit[i] = true;
        char what[200];
        (void)snprintf(what, sizeof what, "%.*s", SV_FMT(code->s));
        judge(c, &c->t->segments, authors_of(c->m, -1, signal), n->i, what);
    }
    return ERR_OK;
}

static err count_row(void *ctx, const cell *cells)
{
    compare *c = ctx;
    c->rows += shown(cell_of(c->def, cells, "authors"));
    return ERR_OK;
}

static err ask(compare *c, store *db, const char *name, answer_row *row)
{
    const answer_args args = {.k = 0};
    c->def = answer_find(sv_c(name));
    c->rows = 0;
    return c->def ? answer_each(db, c->def, &args, row, c) : ERR_ABSENT;
}

static void count_planted(compare *c, truth_score *t)
{
    size_t i;
    json_t *p;
    json_array_foreach(c->planted, i, p)
    {
        t->planted++;
        t->hit += i < 64 && c->hit[i];
        sv name = text_of(p, "name");
        if (i < 64 && c->hit[i]) continue;
        buf_printf(&c->missed, "%.*s %.*s\n", SV_FMT(text_of(p, "site")),
            SV_FMT(name.n ? name : text_of(p, "need")));
    }
    memset(c->hit, 0, sizeof c->hit);
}

static err compare_answers(compare *c, store *db, json_t *root)
{
    c->planted = json_object_get(root, "needs");
    err e = ask(c, db, "coverage", need_row);
    count_planted(c, &c->t->needs);
    c->planted = json_object_get(root, "segments");
    if (!e) e = ask(c, db, "segments", segment_row);
    count_planted(c, &c->t->segments);
    if (!e) e = ask(c, db, "needs", count_row);
    c->t->needs_shown = c->rows;
    if (!e) e = ask(c, db, "interests", count_row);
    c->t->interests_shown = c->rows;
    return e;
}

err truth_compare(session *s, store *db, const market *m, truth *ret, note *reterr)
{
    sv text = market_truth();
    json_error_t bad;
    json_t *root = json_loadb(text.p, text.n, 0, &bad);
    if (!root) return note_set(reterr, ERR_FORMAT, "truth.json:%d: %s", bad.line, bad.text);
    *ret = (truth){.missed = {NULL, 0}};
    compare c = {.s = s, .m = m, .t = ret, .missed = BUF_INIT(1 << 16), .wrong = BUF_INIT(1 << 16)};
    err e = compare_answers(&c, db, root);
    if (e) (void)note_set(reterr, e, "%s", store_detail(db));
    ret->missed = arena_sv(s->a, buf_sv(&c.missed));
    ret->wrong = arena_sv(s->a, buf_sv(&c.wrong));
    buf_clear(&c.missed);
    buf_clear(&c.wrong);
    json_decref(root);
    return e;
}
