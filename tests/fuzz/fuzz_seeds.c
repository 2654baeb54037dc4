/* Covers seeds/ini.c, seeds.c, value.c, keys.c and csv.c. Invariants: every issue has a place inside the text and
 * valid options stay inside their ranges. */
#include <stdint.h>
#include <stdlib.h>

#include "seeds/csv.h"
#include "seeds/seeds.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = ARENA_INIT(64u << 20);
    sv text = {(const char *)data, size};
    seeds s;
    seeds_issues is;
    if (seeds_parse(&a, text, "x.ini", size % 2 ? LANG_FA : LANG_EN, &s, &is) == ERR_OK) {
        for (size_t i = 0; i < is.n; i++)
            if (is.at[i].line < 1 || (size_t)is.at[i].line > size + 1 || is.at[i].column < 1)
                abort();
        if (s.report.k < 3 || s.us.money > 5 || s.n_sources > size + 1) abort();
    }
    buf b = BUF_INIT(1 << 20);
    err e = seeds_from_csv(&a, text, LANG_FA, &b, NULL);
    if (e != ERR_OK && e != ERR_FORMAT && e != ERR_LIMIT && e != ERR_NOMEM) abort();
    buf_clear(&b);
    arena_clear(&a);
    return 0;
}
