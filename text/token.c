#include "text/token.h"

#include <string.h>

#include "text/context.h"
#include "text/scan.h"
#include "text/sentence.h"
#include "text/splitter.h"
#include "text/utf8.h"

enum { POOL_BYTES = 4096, TOKEN_BYTES = 8, TOKENS_MIN = 16, AHEAD = 12, SOON = 6 };

char *splitter_room(splitter *s, size_t n)
{
    if (n > s->pool_left) {
        size_t size = n > POOL_BYTES / 4 ? n : POOL_BYTES;
        char *p = arena_raw(s->a, size);
        if (!p) {
            s->e = ERR_NOMEM;
            return NULL;
        }
        if (size == n) return p;
        s->pool = p;
        s->pool_left = size;
    }
    char *p = s->pool;
    s->pool += n;
    s->pool_left -= n;
    return p;
}

static sv keep(splitter *s, const char *p, size_t n)
{
    char *q = splitter_room(s, n);
    if (!q) return (sv){NULL, 0};
    memcpy(q, p, n);
    return (sv){q, n};
}

static bool grow(splitter *s)
{
    size_t cap = s->v.cap ? s->v.cap * 2 : s->raw.n / TOKEN_BYTES + TOKENS_MIN;
    token *at = arena_raw(s->a, cap * sizeof *at); /* add() writes all of it */
    uint64_t *h = arena_raw(s->a, cap * sizeof *h);
    if (!at || !h) {
        s->e = ERR_NOMEM;
        return false;
    }
    if (s->v.n) {
        memcpy(at, s->v.at, s->v.n * sizeof *at);
        memcpy(h, s->hash, s->v.n * sizeof *h);
    }
    s->v.at = at;
    s->v.cap = cap;
    s->hash = h;
    return true;
}

static token *add(splitter *s, token_kind kind, const char *from, size_t n)
{
    if (s->v.n == s->v.cap && !grow(s)) return NULL;
    s->hash[s->v.n] = 0;
    token *t = &s->v.at[s->v.n++];
    *t = (token){.at = (uint32_t)(from - s->raw.p), .n = (uint32_t)n, .kind = (uint8_t)kind};
    return t;
}

void splitter_settle(splitter *s, token *t, const reading *r)
{
    char norm[WORD_TEXT], lemma[FORMAL_TEXT];
    size_t n_norm = reading_norm(r, norm), n_lemma = reading_lemma(s->lx, r, lemma);
    t->norm = keep(s, norm, n_norm);
    t->lemma = keep(s, lemma, n_lemma);
    t->flags = r->flags;
    t->cls = r->cls;
    t->pos = r->pos;
}

static void odd_word(splitter *s, token *t)
{
    sv raw = {s->raw.p + t->at, t->n};
    char *out = splitter_room(s, scan_fold_room(raw.n));
    if (!out) return;
    t->norm = t->lemma = (sv){out, scan_fold(raw, out)};
    t->flags = TF_UNKNOWN;
}

/* May a word go on with the character at `p`, which is none of the usual letters? */
static bool goes_on(const char *p, const char *end)
{
    size_t n;
    if (p == end) return false;
    uint32_t cp = utf8_at(p, end, &n);
    char_class c = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
    return c == CH_DROP || c == CH_LETTER || c == CH_LIGATURE || c == CH_PERSIAN || c == CH_MARK;
}

/* The bytes of the word at `p` if it is one of the usual letters only, two-byte Arabic and ZWNJ; else 0. */
static size_t plain_word(const char *p, const char *end)
{
    const char *q = p, *last = p;
    while (end - q > 1) {
        const unsigned char *u = (const unsigned char *)q;
        if (u[0] >= 0xD8 && u[0] <= 0xDB && (u[1] & 0xC0) == 0x80) {
            char_class c = char_class_of((u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu));
            if (c != CH_PERSIAN && c != CH_MARK) break;
            last = q += 2;
        } else if (end - q > 2 && u[0] == 0xE2 && u[1] == 0x80 && u[2] == 0x8C) {
            q += 3;
        } else {
            break;
        }
    }
    return goes_on(q, end) ? 0 : (size_t)(last - p);
}

/* What the word at token `i` is, from the lexicon. */
static void look_up(splitter *s, token *t)
{
    word w;
    reading r;
    (void)word_scan(s->raw.p + t->at, s->raw.p + t->at + t->n, &w);
    if (w.odd) {
        odd_word(s, t);
        return;
    }
    word_read(s->lx, &w, &r);
    splitter_settle(s, t, &r);
}

static const char *add_word(splitter *s, const char *p, const char *end)
{
    size_t n = s->cache ? plain_word(p, end) : 0;
    if (n && n <= CACHE_RAW) {
        if (add(s, TOKEN_WORD, p, n)) s->hash[s->v.n - 1] = cache_hash(p, n);
        return p + n;
    }
    word w;
    n = word_scan(p, end, &w);
    if (!n || (!w.n && !w.odd)) return p + (n ? n : 1); /* marks alone */
    (void)add(s, TOKEN_WORD, p, n);
    return p + n;
}

static const char *add_span(splitter *s, token_kind kind, const char *p, size_t n)
{
    token *t = add(s, kind, p, n);
    if (!t) return p + n;
    char *out = splitter_room(s, scan_fold_room(n));
    if (!out) return p + n;
    sv raw = {p, n};
    t->norm = (sv){out, kind == TOKEN_NUMBER ? scan_number_norm(raw, out) : scan_fold(raw, out)};
    t->lemma = t->norm;
    if (kind == TOKEN_NUMBER) t->pos = POS_NUM;
    return p + n;
}

static void end_sentence(splitter *s)
{
    if (s->v.n) s->v.at[s->v.n - 1].flags |= TF_SENTENCE_END;
}

static const char *step(splitter *s, const char *p, const char *end)
{
    size_t n;
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] >= 0xD8 && u[0] <= 0xDB && end - p > 1 && (u[1] & 0xC0) == 0x80 &&
        char_class_of((u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu)) == CH_PERSIAN)
        return add_word(s, p, end); /* most characters */
    uint32_t cp = utf8_at(p, end, &n);
    char_class c = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
    switch (c) {
    case CH_NEWLINE: end_sentence(s); return p + n;
    case CH_SPACE:
    case CH_MARK:
    case CH_ZWNJ:
    case CH_DROP:
    case CH_BAD: return p + n;
    case CH_PERSIAN:
    case CH_LETTER:
    case CH_LIGATURE: return add_word(s, p, end);
    case CH_LATIN:
    case CH_DIGIT:
    case CH_OTHER:
    case CH_PUNCT:
    case CH_EMOJI: break;
    }
    token_kind kind;
    n = scan_span(s->raw.p, p, end, c, &kind);
    return add_span(s, kind, p, n);
}

/* Fills the words, and joins what is written apart: what is one word moves down over its parts. */
static void words(splitter *s)
{
    size_t n = s->v.n;
    s->v.n = 0;
    for (size_t i = 0; i < n && !s->e; i++) {
        if (i + AHEAD < n && s->hash[i + AHEAD]) {
            cache_soon(s->cache, s->hash[i + AHEAD]);
            cache_apart_soon(s->cache, s->hash[i + AHEAD - 1], s->hash[i + AHEAD]);
        }
        if (i + SOON < n && s->hash[i + SOON]) cache_text_soon(s->cache, s->hash[i + SOON]);
        token *t = &s->v.at[s->v.n];
        *t = s->v.at[i];
        uint64_t h = s->hash[s->v.n++] = s->hash[i];
        if (t->kind != TOKEN_WORD) continue;
        uint32_t stop = t->flags; /* TF_SENTENCE_END before a line feed */
        const char *p = s->raw.p + t->at;
        const known *k = h ? cache_get(s->cache, p, t->n, h) : NULL;
        if (k)
            cache_fill(s->cache, k, t);
        else
            look_up(s, t);
        if (h && !k) cache_put(s->cache, p, t->n, h, t);
        join_last(s);
        s->v.at[s->v.n - 1].flags |= stop;
    }
}

static err split(splitter *s, sv raw, tokens *ret)
{
    if (raw.n > UINT32_MAX) return ERR_LIMIT;
    if (s->cache) cache_use(s->cache, s->lx);
    s->raw = raw;
    const char *p = raw.p, *end = raw.p + raw.n;
    while (raw.n && p < end && !s->e) {
        if (*p == ' ')
            p++;
        else
            p = step(s, p, end);
    }
    if (!s->e) words(s);
    if (s->e) return s->e;
    sentence_mark(raw, s->v.at, s->v.n);
    context_refine(s->lx, raw, s->v.at, s->v.n);
    *ret = (tokens){s->v.at, s->v.n};
    return ERR_OK;
}

err token_split_cached(arena *a, const lexicon *lx, token_cache *cache, sv raw, tokens *ret)
{
    splitter s = {.a = a, .lx = lx, .cache = cache};
    return split(&s, raw, ret);
}

err token_split(arena *a, const lexicon *lx, sv raw, tokens *ret)
{
    return token_split_cached(a, lx, NULL, raw, ret);
}

err token_split_phrases(arena *a, const lexicon *lx, sv raw, tokens *ret)
{
    splitter s = {.a = a, .lx = lx, .phrases = true};
    return split(&s, raw, ret);
}
