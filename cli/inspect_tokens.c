/* Raw text, one a line, to `token<TAB>lemma` lines, `</s>` after a sentence, an empty line after the input line. */
#include <errno.h>

#include "cli/inspect.h"
#include "cli/lines.h"
#include "text/token.h"

enum { OUT_BYTES = 1 << 16 };

typedef struct sink {
    FILE *f;
    char buf[OUT_BYTES];
    size_t n;
} sink;

static void flush(sink *o)
{
    (void)fwrite(o->buf, 1, o->n, o->f);
    o->n = 0;
}

static inline void put(sink *o, sv s)
{
    if (s.n > sizeof o->buf - o->n) flush(o);
    if (s.n > sizeof o->buf) {
        (void)fwrite(s.p, 1, s.n, o->f);
        return;
    }
    memcpy(o->buf + o->n, s.p, s.n);
    o->n += s.n;
}

static void put_pair(sink *o, sv norm, sv lemma)
{
    if (norm.n + lemma.n + 2 > sizeof o->buf - o->n) {
        put(o, norm);
        put(o, SV("\t"));
        put(o, lemma);
        put(o, SV("\n"));
        return;
    }
    char *p = o->buf + o->n;
    o->n += norm.n + lemma.n + 2;
    if (lemma.p == norm.p + norm.n + 1 && lemma.p[-1] == '\t' && lemma.n) {
        memcpy(p, norm.p, norm.n + lemma.n + 1); /* as it stands in the cache */
        p[norm.n + 1 + lemma.n] = '\n';
        return;
    }
    memcpy(p, norm.p, norm.n);
    p[norm.n] = '\t';
    memcpy(p + norm.n + 1, lemma.p, lemma.n);
    p[norm.n + 1 + lemma.n] = '\n';
}

static void show(sink *o, const tokens *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const token *k = &t->at[i];
        put_pair(o, k->norm, k->lemma);
        if (k->flags & TF_SENTENCE_END) put(o, SV("</s>\n"));
    }
}

static int run(session *s)
{
    lexicon *lx = NULL;
    note why;
    if (lexicon_open(NULL, &lx, &why)) return fail(s, EXIT_INTERNAL, "%s", why.text);
    token_cache *cache = token_cache_new();
    arena a = ARENA_INIT((size_t)64 << 20);
    static sink out;
    out = (sink){.f = s->out};
    lines in;
    lines_open(&in, stdin);
    sv piece;
    bool last;
    int code = EXIT_DONE;
    while (lines_next(&in, &piece, &last)) {
        tokens t = {NULL, 0};
        err e = token_split_cached(&a, lx, cache, piece, &t);
        if (e) {
            code = fail(s, EXIT_INTERNAL, "%s", err_str(e));
            break;
        }
        show(&out, &t);
        if (last) put(&out, SV("\n"));
        arena_reset(&a);
        token_cache_tidy(cache);
    }
    flush(&out);
    lines_close(&in);
    arena_clear(&a);
    token_cache_free(cache);
    lexicon_close(lx);
    return code;
}

const inspector inspector_tokens = {
    .what = "tokens",
    .fa = "واژه‌ها و بن‌واژه‌ها، یکی در هر سطر",
    .en = "tokens and lemmas, one a line",
    .run = run,
};
