/* inspect comments: JSONL {id,text} in, one line of findings out for each, in the same order. */
#include <math.h>

#include "analyzers/learn.h"
#include "cli/inspect.h"
#include "cli/jsonl.h"
#include "util/json.h"
#include "util/vec.h"

enum {
    HEAD_LINES = 50000,
    HEAD_BYTES = 64 << 20,
    LEARN_LINES = 20000,
    LINE_MAX_BYTES = 8 << 20,
    KEEP_BYTES = 64 << 20,
    ARENA_BYTES = 512 << 20
};

static const char *polarity_word(int p) { return p > 0 ? "pos" : p < 0 ? "neg" : "neu"; }

static const char *need_word(need_type n)
{
    static const char *const word[] = {"complaint", "complaint", "wish", "request", "question"};
    return word[n];
}

/* A text of our own, which needs no escapes, behind what stands before it; then a quote. */
static void put_own(json *j, sv before, sv text)
{
    buf_put(j->b, before);
    buf_put(j->b, text);
    buf_putc(j->b, '"');
    j->comma = true;
}

static void put_codes(json *j, const char *key, const findings *f, sv prefix)
{
    json_key(j, sv_c(key));
    json_open(j, '[');
    for (size_t i = 0; i < f->n; i++)
        if (f->at[i].kind == FINDING_CATEGORY && sv_starts(f->at[i].code, prefix))
            put_own(j, j->comma ? SV(",\"") : SV("\""), f->at[i].code);
    json_close(j, ']');
}

static void put_needs(json *j, const findings *f, sv text)
{
    json_key(j, SV("needs"));
    json_open(j, '[');
    for (size_t i = 0; i < f->n; i++) {
        const finding *x = &f->at[i];
        if (x->kind != FINDING_NEED) continue;
        json_open(j, '{');
        put_own(j, SV("\"type\":\""), sv_c(need_word(x->need)));
        put_own(j, SV(",\"label\":\""), x->code);
        json_kstr(j, SV("span"), sv_sub(text, x->from, x->to - x->from));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_aspects(json *j, const findings *f)
{
    json_key(j, SV("aspects"));
    json_open(j, '[');
    for (size_t i = 0; i < f->n; i++) {
        const finding *x = &f->at[i];
        if (x->kind != FINDING_ASPECT) continue;
        json_open(j, '{');
        put_own(j, SV("\"aspect\":\""), sv_sub(x->code, sizeof "aspect." - 1, x->code.n));
        put_own(j, SV(",\"polarity\":\""), sv_c(polarity_word(x->polarity)));
        json_close(j, '}');
    }
    json_close(j, ']');
}

enum { BEFORE_VERDICT = sizeof ",\"sentiment\":\"" - 1 };

/* Returns where the verdict stands, a word of three letters. */
static size_t put_line(buf *b, const jsonl_comment *c, const findings *f)
{
    json j = JSON_INIT(b);
    int opinion = 0;
    for (size_t i = 0; i < f->n; i++)
        if (f->at[i].kind == FINDING_OPINION) opinion = (int)f->at[i].polarity;
    json_open(&j, '{');
    json_key(&j, SV("id"));
    if (c->number) {
        buf_put(b, c->id);
        j.comma = true;
    } else
        json_str(&j, c->id);
    size_t at = b->n + BEFORE_VERDICT;
    json_kstr(&j, SV("sentiment"), sv_c(polarity_word(opinion)));
    put_codes(&j, "categories", f, SV(""));
    put_needs(&j, f, c->text);
    put_aspects(&j, f);
    put_codes(&j, "interests", f, SV("interest."));
    json_close(&j, '}');
    buf_putc(b, '\n');
    return at;
}

/* A line of findings that waits for the model's verdict. */
typedef struct studied {
    size_t line, mark;
    size_t from, verdict, to; /* in `early` */
} studied;

typedef struct job {
    session *s;
    analyzer *z;
    analyze_cache *cache;
    learner *l;
    arena a, keep;
    buf out, early;
    VEC(studied) studied;
    int bad;
} job;

static err one_line(job *k, sv line)
{
    jsonl_comment c;
    findings f;
    if (!sv_trim(line).n) return ERR_OK;
    if (!jsonl_read(&k->a, line, &c)) {
        k->bad++;
        return ERR_OK;
    }
    analyze_cache *cache = k->l ? learner_cache(k->l) : k->cache;
    err e = analyze_cached(&k->a, k->z, cache, c.text, &f);
    if (!e) (void)put_line(&k->out, &c, &f);
    if (!e) e = k->out.e;
    arena_reset(&k->a);
    if (!e && k->out.n) (void)fwrite(k->out.p, 1, k->out.n, k->s->out);
    buf_reset(&k->out);
    return e;
}

/* Lines that are held back until the model has learned from some of them. */
static err read_head(buf *head, size_t *ret_lines)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    *ret_lines = 0;
    while (!head->e && *ret_lines < HEAD_LINES && head->n < HEAD_BYTES &&
           (n = getline(&line, &cap, stdin)) > 0) {
        buf_put(head, (sv){line, (size_t)n});
        ++*ret_lines;
    }
    free(line);
    return head->e;
}

/* Analyses the line and learns from it in one go. */
static err study(job *k, sv line, size_t number)
{
    jsonl_comment c;
    findings f;
    size_t mark, from = k->early.n;
    if (!jsonl_read(&k->a, line, &c)) return ERR_OK;
    err e = learner_study(k->l, c.text, &f, &mark);
    if (!e && mark != LEARN_NOT_KEPT) {
        studied *x = VEC_PUSH(&k->keep, &k->studied);
        if (!x) return ERR_NOMEM;
        size_t verdict = put_line(&k->early, &c, &f);
        *x = (studied){number, mark, from, verdict, k->early.n};
        e = k->early.e;
    }
    arena_reset(&k->a);
    return e;
}

/* Weak learning: from the lines about which the list of words is sure. Too few of them: the list alone judges. */
static err learn(job *k, sv head, size_t lines)
{
    buf body = BUF_INIT(0);
    k->l = learner_new(k->z);
    err e = k->l ? ERR_OK : ERR_NOMEM;
    size_t step = lines / LEARN_LINES + 1;
    for (size_t i = 0; head.n && !e; i++) {
        sv line = sv_cut(&head, '\n');
        if (i % step == 0) e = study(k, line, i);
    }
    if (!e) e = learner_train(k->l, &body);
    if (!e) e = analyzer_use_model(k->z, buf_sv(&body));
    buf_clear(&body);
    return e == ERR_LIMIT ? ERR_OK : e;
}

/* The lines held back, those that were studied with their verdict only. */
static err head_lines(job *k, sv head)
{
    size_t next = 0;
    err e = ERR_OK;
    for (size_t i = 0; head.n && !e; i++) {
        sv line = sv_cut(&head, '\n');
        const studied *x = next < k->studied.n ? &k->studied.at[next] : NULL;
        if (!x || x->line != i) {
            e = one_line(k, line);
            continue;
        }
        memcpy(k->early.p + x->verdict, polarity_word(learner_polarity(k->l, x->mark)), 3);
        (void)fwrite(k->early.p + x->from, 1, x->to - x->from, k->s->out);
        next++;
    }
    return e;
}

static err rest_of_lines(job *k)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    err e = ERR_OK;
    while (!e && (n = getline(&line, &cap, stdin)) > 0)
        if (n <= LINE_MAX_BYTES)
            e = one_line(k, (sv){line, (size_t)n});
        else
            k->bad++;
    free(line);
    return e;
}

static int all_lines(job *k)
{
    buf head = BUF_INIT(0);
    size_t lines = 0;
    bool learns = !opt_on(k->s, "no-learn");
    err e = learns ? read_head(&head, &lines) : ERR_OK;
    if (!e && lines >= LEARN_MIN) e = learn(k, buf_sv(&head), lines);
    if (!e) e = head_lines(k, buf_sv(&head));
    buf_clear(&head);
    if (!e) e = rest_of_lines(k);
    if (e) return fail(k->s, code_of(e), "%s", err_str(e));
    if (!k->bad) return EXIT_DONE;
    return fail(k->s, EXIT_PARTLY, tr(k->s, "%s خوانده نشد", "%s could not be read"),
        how_many(k->s, k->bad, "خط", "line", "lines"));
}

static int run(session *s)
{
    lexicon *lx = NULL;
    note why = {0};
    err e = lexicon_open(NULL, &lx, &why);
    job k = {.s = s, .a = ARENA_INIT(ARENA_BYTES), .keep = ARENA_INIT(KEEP_BYTES)};
    if (!e) e = analyzer_open(NULL, NULL, lx, &k.z, &why);
    if (!e && !(k.cache = analyze_cache_new()))
        e = note_set(&why, ERR_NOMEM, "%s", err_str(ERR_NOMEM));
    int code = e ? fail(s, code_of(e), "%s", why.text) : all_lines(&k);
    analyze_cache_free(k.cache);
    analyzer_close(k.z);
    lexicon_close(lx);
    learner_free(k.l);
    arena_clear(&k.a);
    arena_clear(&k.keep);
    buf_clear(&k.out);
    buf_clear(&k.early);
    return code;
}

const inspector inspector_comments = {
    .what = "comments",
    .fa =
        "هر دیدگاه (یک JSON در هر خط): احساس، دسته‌ها، نیازها، جنبه‌ها",
    .en = "comments, one JSON a line: sentiment, categories, needs, aspects",
    .run = run,
};
