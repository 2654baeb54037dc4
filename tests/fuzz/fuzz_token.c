/* Covers text/: tokens, normal forms, masking, money. Tokens are in order, inside, on character boundaries, and
 * their bytes give the same token again, also from a cache; normalising twice is normalising once. */
#include <stdlib.h>

#include "text/jalali.h"
#include "text/mask.h"
#include "text/money.h"
#include "text/normal.h"
#include "text/token.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n);

#define HOLD(x)                                                                                    \
    do {                                                                                           \
        if (!(x)) abort();                                                                         \
    } while (0)

static bool boundary(sv s, size_t at)
{
    return at >= s.n || ((unsigned char)s.p[at] & 0xC0) != 0x80 || at == 0;
}

static bool same(const token *a, const token *b)
{
    return a->at == b->at && a->n == b->n && a->flags == b->flags && a->kind == b->kind &&
           a->pos == b->pos && sv_eq(a->norm, b->norm) && sv_eq(a->lemma, b->lemma);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
    static lexicon *lx;
    static token_cache *cache;
    if (!lx && lexicon_open(NULL, &lx, NULL)) lx = NULL;
    if (!cache) cache = token_cache_new();
    arena a = ARENA_INIT((size_t)256 << 20);
    sv raw = {(const char *)data, n}, once, twice;
    tokens t, u;
    moneys m;
    if (token_split(&a, lx, raw, &t)) abort();
    size_t end = 0;
    for (size_t i = 0; i < t.n; i++) {
        HOLD(t.at[i].at >= end && t.at[i].n > 0);
        end = t.at[i].at + (size_t)t.at[i].n;
        HOLD(end <= n);
        HOLD((data[t.at[i].at] & 0xC0) != 0x80);
        HOLD(boundary(raw, end) || (data[end] & 0xC0) == 0x80);
    }
    token_cache_tidy(cache);
    for (int i = 0; i < 2; i++) {
        HOLD(!token_split_cached(&a, lx, cache, raw, &u) && u.n == t.n);
        for (size_t k = 0; k < t.n; k++) HOLD(same(&t.at[k], &u.at[k]));
    }
    HOLD(!money_of_tokens(&a, lx, raw, &t, &m));
    for (size_t i = 0; i < m.n; i++) HOLD(m.at[i].from < m.at[i].to && m.at[i].to <= n);
    HOLD(!normal_form(&a, raw, &once) && !normal_form(&a, once, &twice) && sv_eq(once, twice));
    HOLD(!normal_text(&a, lx, raw, &once) && !normal_formal(&a, lx, raw, &once));
    HOLD(!mask_private(&a, raw, &once));
    int64_t at;
    bool day;
    (void)jalali_find(raw, 1700000000, &at, &day);
    arena_clear(&a);
    return 0;
}
