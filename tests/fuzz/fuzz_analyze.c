/* Any bytes as a comment: one opinion, every evidence inside the text, the same findings with a cache; reasons for what
 * is no finding, inside the text, too. And as a .tsv of cues: no crash. */
#include <stdint.h>
#include <stdlib.h>

#include "analyzers/analyze.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lexicon *lx;
    static analyzer *z;
    static arena a = {.limit = 256 << 20};
    static analyze_cache *k;
    if (!z) {
        if (lexicon_open(NULL, &lx, NULL) != ERR_OK) abort();
        if (analyzer_open(NULL, NULL, lx, &z, NULL) != ERR_OK) abort();
        if (!(k = analyze_cache_new())) abort();
    }
    const sv text = {(const char *)data, size};
    findings f, g;
    misses m;
    int opinions = 0;
    if (analyze_comment(&a, z, text, &f) == ERR_OK) {
        for (size_t i = 0; i < f.n; i++) {
            opinions += f.at[i].kind == FINDING_OPINION;
            if (f.at[i].to > size || f.at[i].from > f.at[i].to) abort();
        }
        if (opinions != 1) abort();
        if (analyze_cached(&a, z, k, text, &g) != ERR_OK || g.n != f.n) abort();
        for (size_t i = 0; i < f.n; i++)
            if (!sv_eq(f.at[i].code, g.at[i].code) || f.at[i].from != g.at[i].from) abort();
        if (analyze_explained(&a, z, text, &g, &m) != ERR_OK) abort();
        for (size_t i = 0; i < m.n; i++)
            if (m.at[i].to > size || m.at[i].from > m.at[i].to) abort();
    }
    arena_reset(&a);
    if (size && data[0] == '#') (void)(analyzer_check(text, "fuzz.tsv", NULL) == ERR_OK);
    return 0;
}
