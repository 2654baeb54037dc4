#include "db/fts.h"

#include <stdlib.h>

#include "text/normal.h"
#include "text/token.h"

enum { FTS_MEMORY = 256 << 20, TERM_MAX = 512 };

/* One belongs to a connection, so that one thread at a time uses it. */
struct Fts5Tokenizer {
    const lexicon *lx;
    token_cache *cache;
    arena a; /* of one text */
};

typedef int emit(void *, int, const char *, int, int, int);

static int create(void *lx, const char **arg, int n, Fts5Tokenizer **ret)
{
    (void)arg, (void)n;
    Fts5Tokenizer *t = malloc(sizeof *t);
    if (!t) return SQLITE_NOMEM;
    *t = (Fts5Tokenizer){.lx = lx, .cache = token_cache_new(), .a = ARENA_INIT((size_t)FTS_MEMORY)};
    *ret = t;
    return SQLITE_OK;
}

static void delete (Fts5Tokenizer *t)
{
    token_cache_free(t->cache);
    arena_clear(&t->a);
    free(t);
}

/* Bytes of a term: letters without half-spaces, Latin in lower case. */
static int term_of(sv s, char out[TERM_MAX])
{
    int n = 0;
    for (size_t i = 0; i < s.n && n < TERM_MAX - 1; i++) {
        if (s.n - i >= 3 && memcmp(s.p + i, "\u200c", 3) == 0)
            i += 2;
        else
            out[n++] = sv_lower(s.p[i]);
    }
    return n;
}

/* What of a lemma is indexed: the past stem of a verb, with its prefix. */
static int lemma_term(sv lemma, char out[TERM_MAX])
{
    sv rest = lemma, past = lemma.n > 1 ? sv_cut(&rest, '#') : lemma;
    size_t plus = lemma.n > past.n ? sv_find(rest, SV("+")) : SV_NPOS;
    int n = plus == SV_NPOS ? 0 : term_of(sv_sub(rest, plus + 1, rest.n), out);
    char stem[TERM_MAX];
    int m = term_of(past, stem);
    if (m > TERM_MAX - n) m = TERM_MAX - n;
    memcpy(out + n, stem, (size_t)m);
    return n + m;
}

static int one(void *ctx, const token *t, int flags, emit *put)
{
    char norm[TERM_MAX], lemma[TERM_MAX];
    int n = term_of(t->norm, norm), m = lemma_term(t->lemma, lemma);
    int from = (int)t->at, to = (int)(t->at + t->n);
    if (t->kind == TOKEN_TAG && n > 1) { /* #tag is found as tag */
        memmove(norm, norm + 1, (size_t)--n);
        m = 0;
    }
    if (!n) return SQLITE_OK;
    bool same = m == n && memcmp(norm, lemma, (size_t)n) == 0;
    if (flags & FTS5_TOKENIZE_QUERY && m && !same) return put(ctx, 0, lemma, m, from, to);
    int rc = put(ctx, 0, norm, n, from, to);
    if (rc || !m || same) return rc;
    return put(ctx, FTS5_TOKEN_COLOCATED, lemma, m, from, to);
}

static int split(Fts5Tokenizer *ft, void *ctx, int flags, const char *text, int n, emit *put)
{
    tokens t;
    int rc = SQLITE_OK;
    token_cache_tidy(ft->cache);
    err e = token_split_cached(&ft->a, ft->lx, ft->cache, (sv){text, n > 0 ? (size_t)n : 0}, &t);
    if (e) rc = e == ERR_NOMEM ? SQLITE_NOMEM : SQLITE_ERROR;
    for (size_t i = 0; !e && i < t.n && rc == SQLITE_OK; i++)
        if (t.at[i].kind != TOKEN_PUNCT) rc = one(ctx, &t.at[i], flags, put);
    arena_reset(&ft->a);
    return rc;
}

static fts5_api *api_of(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) == SQLITE_OK) {
        (void)sqlite3_bind_pointer(st, 1, (void *)&api, "fts5_api_ptr", NULL);
        (void)sqlite3_step(st);
    }
    (void)sqlite3_finalize(st);
    return api;
}

/* Colloquial words of grammar and courtesy that no word class gives away. */
static const char *const empty_words[] = {"یه", "رو", "برا", "واسه", "خیلی", "لطفا", "ممنون",
    "مرسی", "سلام", "واقعا", "گفتن", "بودن", "کردن", "شدن", "بار", "کمه", "همه", "هیچ", "چیز",
    "چیزی", "یکی", "حتما", "فقط", "خب", "آره", "نه", "کاش", "آخه", "انگار", "البته", "تازه", "اصلا",
    "خودم", "خودش", "درست", "جا", "داد", "دادن", "آوردن", "نشست", "برگشت", "دست", "آدم", "وقت",
    "یاد", "دور", "پر", "اضافه", "بد", "عالی", "خوبه"};

static bool is_telling(const token *t)
{
    static const bool grammar[] = {[POS_VERB] = true,
        [POS_ADV] = true,
        [POS_PRON] = true,
        [POS_ADP] = true,
        [POS_CONJ] = true,
        [POS_DET] = true,
        [POS_NUM] = true,
        [POS_PART] = true,
        [POS_INTJ] = true,
        [POS_PROPN] = false};
    if ((t->kind != TOKEN_WORD && t->kind != TOKEN_LATIN) || t->flags & TF_STOP || grammar[t->pos])
        return false;
    for (size_t i = 0; i < sizeof empty_words / sizeof empty_words[0]; i++)
        if (sv_eq(t->norm, sv_c(empty_words[i]))) return false;
    return true;
}

/* telling(term): 1 for a word that says what somebody talks about: no function word, no verb, no number. */
static void telling(sqlite3_context *c, int n, sqlite3_value **v)
{
    arena a = ARENA_INIT((size_t)FTS_MEMORY);
    tokens t = {.n = 0};
    const char *text = (const char *)sqlite3_value_text(v[0]);
    sv term = {text, text ? (size_t)sqlite3_value_bytes(v[0]) : 0};
    err e = token_split(&a, sqlite3_user_data(c), term, &t);
    (void)n;
    sqlite3_result_int(c, !e && t.n == 1 && is_telling(&t.at[0]));
    arena_clear(&a);
}

err fts_register(sqlite3 *db, const lexicon *lx)
{
    fts5_api *api = api_of(db);
    if (!api || api->iVersion < 2) return ERR_ABSENT;
    fts5_tokenizer t = {.xCreate = create, .xDelete = delete, .xTokenize = split};
    union { /* the interface has no const */
        const lexicon *in;
        void *out;
    } u = {.in = lx};
    if (sqlite3_create_function(
            db, "telling", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, u.out, telling, NULL, NULL))
        return ERR_NOMEM;
    return api->xCreateTokenizer(api, "persian", u.out, &t, NULL) == SQLITE_OK ? ERR_OK : ERR_NOMEM;
}
