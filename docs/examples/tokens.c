/* The words of standard input, each with its lemma and where it stands.
 *   cc tokens.c $(pkg-config --cflags --libs bazarkav-text) -o tokens && echo 'کتاب‌ها را می خرم' | ./tokens */
#include <stdio.h>

#include "text/token.h"
#include "util/file.h"

int main(void)
{
    arena a = ARENA_INIT((size_t)256 << 20);
    lexicon *lx = NULL;
    note why;
    sv text;
    tokens t;
    if (lexicon_open(NULL, &lx, &why)) return fprintf(stderr, "%s\n", why.text), 1;
    if (file_read(&a, stdin, 16 << 20, &text) || token_split(&a, lx, text, &t)) return 1;
    for (size_t i = 0; i < t.n; i++)
        printf("%u+%u\t%.*s\t%.*s\n", t.at[i].at, t.at[i].n, SV_FMT(t.at[i].norm),
            SV_FMT(t.at[i].lemma));
    lexicon_close(lx);
    arena_clear(&a);
    return 0;
}
