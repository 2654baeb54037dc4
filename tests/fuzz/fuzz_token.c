/* Covers text/: tokens, normal forms, masking, money. Tokens are in order, inside, on character boundaries, and
 * their bytes give the same token again; normalising twice is normalising once. */
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

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
    static lexicon *lx;
    if (!lx && lexicon_open(NULL, &lx, NULL)) lx = NULL;
    arena a = ARENA_INIT((size_t)256 << 20);
    sv raw = {(const char *)data, n}, once, twice;
    tokens t;
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
