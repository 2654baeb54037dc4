/* Any bytes as a comment: one opinion, every evidence inside the text. And as a .tsv of cues: no crash. */
#include <stdint.h>
#include <stdlib.h>

#include "analyzers/analyze.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lexicon *lx;
    static analyzer *z;
    static arena a = {.limit = 256 << 20};
    if (!z) {
        if (lexicon_open(NULL, &lx, NULL) != ERR_OK) abort();
        if (analyzer_open(NULL, NULL, lx, &z, NULL) != ERR_OK) abort();
    }
    const sv text = {(const char *)data, size};
    findings f;
    static int cues_checked;
    int opinions = 0;
    if (analyze_comment(&a, z, text, &f) == ERR_OK) {
        for (size_t i = 0; i < f.n; i++) {
            opinions += f.at[i].kind == FINDING_OPINION;
            if (f.at[i].to > size || f.at[i].from > f.at[i].to) abort();
        }
        if (opinions != 1) abort();
    }
    arena_reset(&a);
    if (size && data[0] == '#') cues_checked += analyzer_check(text, "fuzz.tsv", NULL) == ERR_OK;
    return 0;
}
