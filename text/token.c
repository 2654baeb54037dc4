#include "text/token.h"

#include <stdlib.h>
#include <string.h>

#include "text/chars.h"
#include "text/context.h"
#include "text/scan.h"
#include "text/utf8.h"
#include "text/word.h"
#include "util/vec.h"

enum {
    CACHE_SLOTS = 16384,
    APART_SLOTS = 16384,
    CACHE_RAW = 28,
    CACHE_TEXT = 88,
    POOL_BYTES = 4096,
    JOIN_GAP = 6,
    TAIL_ALONE = 4
};

/* What one spelling of a word is; found again by its raw bytes. */
typedef struct known {
    uint8_t raw_n, norm_n, lemma_n, pos;
    uint16_t cls;
    uint32_t flags;
    char raw[CACHE_RAW], text[CACHE_TEXT];
} known;

struct token_cache {
    const lexicon *lx;
    known slot[CACHE_SLOTS];
    uint64_t apart[APART_SLOTS]; /* hashes of neighbours that are no one word */
};

token_cache *token_cache_new(void) { return calloc(1, sizeof(token_cache)); }
void token_cache_free(token_cache *c) { free(c); }

typedef struct splitter {
    arena *a;
    const lexicon *lx;
    token_cache *cache;
    sv raw;
    VEC(token) v;
    uint16_t *cls; /* of each token, beside v.at */
    size_t cls_cap;
    char *pool;
    size_t pool_left;
    bool phrases; /* «کسب و کار» is one word */
    err e;
} splitter;

/* Room for `n` bytes of text, from chunks, so that a token costs no call. */
static char *room(splitter *s, size_t n)
{
    if (n > s->pool_left) {
        size_t size = n > POOL_BYTES / 4 ? n : POOL_BYTES;
        char *p = arena_alloc(s->a, size);
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
    char *q = room(s, n);
    if (!q) return (sv){NULL, 0};
    memcpy(q, p, n);
    return (sv){q, n};
}

static token *add(splitter *s, token_kind kind, const char *from, size_t n, uint16_t cls)
{
    token *t = VEC_PUSH(s->a, &s->v);
    if (t && s->v.cap > s->cls_cap) {
        uint16_t *c = arena_grow(s->a, s->cls, s->cls_cap, s->v.cap, sizeof *c);
        if (c)
            s->cls = c, s->cls_cap = s->v.cap;
        else
            t = NULL;
    }
    if (!t) {
        s->e = ERR_NOMEM;
        return NULL;
    }
    t->at = (uint32_t)(from - s->raw.p);
    t->n = (uint32_t)n;
    t->kind = (uint8_t)kind;
    s->cls[s->v.n - 1] = cls;
    return t;
}

static uint64_t raw_hash64(const char *p, size_t n)
{
    uint64_t h = n * 0x9E3779B97F4A7C15ull, x;
    for (; n >= 8; p += 8, n -= 8) {
        memcpy(&x, p, 8);
        h = (h ^ x) * 0xFF51AFD7ED558CCDull;
        h ^= h >> 29;
    }
    x = 0;
    memcpy(&x, p, n);
    h = (h ^ x) * 0xFF51AFD7ED558CCDull;
    return h ^ h >> 32;
}

static uint32_t raw_hash(const char *p, size_t n) { return (uint32_t)(raw_hash64(p, n) >> 20); }

/* Fills `t` from a reading, keeps it for the next time. */
static void settle(splitter *s, token *t, const reading *r, known *slot)
{
    char norm[WORD_TEXT], lemma[FORMAL_TEXT];
    size_t nn = reading_norm(r, norm), ln = reading_lemma(s->lx, r, lemma);
    t->norm = keep(s, norm, nn);
    t->lemma = keep(s, lemma, ln);
    t->flags = r->flags;
    t->pos = r->pos;
    if (!slot || t->n > CACHE_RAW || nn + ln > CACHE_TEXT) return;
    *slot = (known){.raw_n = (uint8_t)t->n,
        .norm_n = (uint8_t)nn,
        .lemma_n = (uint8_t)ln,
        .pos = r->pos,
        .cls = r->cls,
        .flags = r->flags};
    memcpy(slot->raw, s->raw.p + t->at, t->n);
    memcpy(slot->text, norm, nn);
    memcpy(slot->text + nn, lemma, ln);
}

static void odd_word(splitter *s, token *t)
{
    sv raw = {s->raw.p + t->at, t->n};
    char *out = room(s, scan_fold_room(raw.n));
    if (!out) return;
    t->norm = t->lemma = (sv){out, scan_fold(raw, out)};
    t->flags = TF_UNKNOWN;
}

static void from_cache(splitter *s, token *t, const known *k)
{
    sv text = keep(s, k->text, (size_t)k->norm_n + k->lemma_n);
    t->norm = sv_sub(text, 0, k->norm_n);
    t->lemma = sv_sub(text, k->norm_n, k->lemma_n);
    t->flags = k->flags;
    t->pos = k->pos;
}

/* The end of the run of bytes that can only be letters, the usual case: two-byte Arabic and ZWNJ. */
static const char *word_guess(const char *p, const char *end)
{
    while (end - p > 2) {
        const unsigned char *u = (const unsigned char *)p;
        if (u[0] >= 0xD8 && u[0] <= 0xDB) {
            uint32_t cp = (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
            if (scan_word_class(cp))
                p += 2;
            else
                return p;
        } else if (u[0] == 0xE2 && u[1] == 0x80 && u[2] == 0x8C) {
            p += 3;
        } else {
            return p;
        }
    }
    return NULL;
}

static const char *add_word(splitter *s, const char *p, const char *end)
{
    const char *guess = s->cache ? word_guess(p, end) : NULL;
    known *slot = NULL;
    if (guess && guess - p <= CACHE_RAW && guess - p > 2) {
        size_t n = (size_t)(guess - p);
        slot = &s->cache->slot[raw_hash(p, n) % CACHE_SLOTS];
        if (slot->raw_n == n && memcmp(slot->raw, p, n) == 0) {
            token *t = add(s, TOKEN_WORD, p, n, slot->cls);
            if (t) from_cache(s, t, slot);
            return guess;
        }
    }
    word w;
    size_t n = word_scan(p, end, &w);
    if (!n || (!w.n && !w.odd)) return p + (n ? n : 1); /* marks alone */
    token *t = add(s, TOKEN_WORD, p, n, 0);
    if (!t) return end;
    if (w.odd) {
        odd_word(s, t);
        return p + n;
    }
    reading r;
    word_read(s->lx, &w, &r);
    s->cls[s->v.n - 1] = r.cls;
    settle(s, t, &r, slot && guess == p + n ? slot : NULL);
    return p + n;
}

/* Only blanks between, and few. */
static bool near(const splitter *s, const token *a, const token *b)
{
    size_t gap = b->at - (a->at + (size_t)a->n);
    if (!gap || gap > JOIN_GAP || a->kind != TOKEN_WORD || b->kind != TOKEN_WORD) return false;
    sv between = {s->raw.p + a->at + a->n, gap};
    return scan_blank(between);
}

/* The raw bytes of tokens first.. read as one word whose blanks are half-spaces. */
static bool read_together(const splitter *s, const token *first, const token *last, reading *r)
{
    word all = {.n = 0};
    for (const token *t = first; t <= last; t++) {
        word w;
        (void)word_scan(s->raw.p + t->at, s->raw.p + t->at + t->n, &w);
        if (w.odd || all.n + w.n > LEX_KEY_MAX - 1) return false;
        if (all.n) all.zwnj |= 1u << all.n;
        all.zwnj |= w.zwnj << all.n;
        memcpy(all.code + all.n, w.code, w.n);
        memcpy(all.letter + all.n, w.letter, w.n * sizeof w.letter[0]);
        all.n = (uint8_t)(all.n + w.n);
        all.ezafe = w.ezafe;
    }
    word_read(s->lx, &all, r);
    return r->base != NULL || r->end != NULL || r->cls & LC_TAIL;
}

/* «مسالمت آمیز»: the second word is none by itself. */
static bool second_part(const splitter *s, const token *a, const token *b)
{
    word w;
    bool rare = s->cls[s->v.n - 1] & LC_VERB && s->cls[s->v.n - 1] & LC_DERIVED; /* «گیری» */
    if (!(b->flags & TF_UNKNOWN || rare) || a->pos == POS_ADP || a->pos == POS_VERB ||
        a->pos == POS_CONJ || a->pos == POS_DET || a->pos == POS_PRON)
        return false;
    (void)word_scan(s->raw.p + b->at, s->raw.p + b->at + b->n, &w);
    return !w.odd && w.n >= TAIL_ALONE && word_is_tail(s->lx, &w);
}

static known *join_slot(splitter *s, sv span)
{
    if (!s->cache || s->phrases || span.n > CACHE_RAW) return NULL;
    return &s->cache->slot[raw_hash(span.p, span.n) % CACHE_SLOTS];
}

static void join(splitter *s, size_t first, const reading *r)
{
    token *t = &s->v.at[first], *last = &s->v.at[s->v.n - 1];
    t->n = last->at + last->n - t->at;
    settle(s, t, r, join_slot(s, (sv){s->raw.p + t->at, t->n}));
    s->cls[first] = r->cls;
    s->v.n = first + 1;
}

/* «می روم», «کتاب ها», «پیش بینی», «کسب و کار»: one word, although written apart. */
static bool join_back(splitter *s)
{
    size_t n = s->v.n;
    if (n < 2 || !s->lx) return false;
    token *t = s->v.at;
    reading r;
    if (!near(s, &t[n - 2], &t[n - 1])) return false;
    uint16_t before = s->cls[n - 2], now = s->cls[n - 1];
    if (s->phrases && n > 2 && s->cls[n - 3] & LC_FIRST && near(s, &t[n - 3], &t[n - 2]) &&
        read_together(s, &t[n - 3], &t[n - 1], &r) && !r.end && r.base->cls & LC_COMPOUND) {
        join(s, n - 3, &r);
        return true;
    }
    bool tail = second_part(s, &t[n - 2], &t[n - 1]);
    if (!(before & (LC_MI | LC_FIRST)) && !(now & LC_ENDING) && !tail) return false;
    if (!read_together(s, &t[n - 2], &t[n - 1], &r)) return false;
    bool mi = before & LC_MI && r.base && !r.end && r.cls & LC_VERB;
    bool compound = before & LC_FIRST && r.base && r.base->cls & LC_COMPOUND;
    bool ending = now & LC_ENDING && r.end && r.end->cls & LE_APART;
    bool perfect = now & LC_ENDING && r.base && !r.end && (r.cls & LC_VERB || r.zwnj);
    if (!mi && !compound && !ending && !perfect && !tail) return false;
    join(s, n - 2, &r);
    return true;
}

/* join_back by what is known of these two words. */
static void join_known(splitter *s)
{
    size_t n = s->v.n;
    if (n < 2 || !s->lx) return;
    token *a = &s->v.at[n - 2], *b = &s->v.at[n - 1];
    if (a->kind != TOKEN_WORD || !s->cache || s->phrases) {
        (void)join_back(s);
        return;
    }
    bool rare = s->cls[n - 1] & LC_VERB && s->cls[n - 1] & LC_DERIVED;
    bool may = s->cls[n - 2] & (LC_MI | LC_FIRST) || s->cls[n - 1] & LC_ENDING || rare;
    if (!may && !(b->flags & TF_UNKNOWN)) return;
    sv span = {s->raw.p + a->at, b->at + b->n - a->at};
    if (span.n > 2 * CACHE_RAW) {
        (void)join_back(s);
        return;
    }
    uint64_t h = raw_hash64(span.p, span.n);
    uint64_t *apart = &s->cache->apart[h % APART_SLOTS];
    if (*apart == h) return;
    known *slot = join_slot(s, span);
    if (slot && slot->raw_n == span.n && memcmp(slot->raw, span.p, span.n) == 0) {
        a->n = (uint32_t)span.n;
        from_cache(s, a, slot);
        s->cls[n - 2] = slot->cls;
        s->v.n = n - 1;
        return;
    }
    if (!join_back(s)) *apart = h;
}

static const char *add_span(splitter *s, token_kind kind, const char *p, size_t n)
{
    token *t = add(s, kind, p, n, 0);
    if (!t) return p + n;
    char *out = room(s, scan_fold_room(n));
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

static void sentences(splitter *s)
{
    for (size_t i = 0; i < s->v.n; i++)
        if (scan_sentence_end(s->raw, s->v.at, s->v.n, i)) s->v.at[i].flags |= TF_SENTENCE_END;
    end_sentence(s);
}

static const char *step(splitter *s, const char *p, const char *end)
{
    size_t n;
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
    case CH_LIGATURE: {
        size_t before = s->v.n;
        p = add_word(s, p, end);
        if (s->v.n > before) join_known(s);
        return p;
    }
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

static err split(splitter *s, sv raw, tokens *ret)
{
    if (raw.n > UINT32_MAX) return ERR_LIMIT;
    if (s->cache && s->cache->lx != s->lx) {
        memset(s->cache, 0, sizeof *s->cache);
        s->cache->lx = s->lx;
    }
    s->raw = raw;
    const char *p = raw.p, *end = raw.p + raw.n;
    while (raw.n && p < end && !s->e) {
        if (*p == ' ')
            p++;
        else
            p = step(s, p, end);
    }
    if (s->e) return s->e;
    sentences(s);
    context_refine(s->lx, raw, s->v.at, s->cls, s->v.n);
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
