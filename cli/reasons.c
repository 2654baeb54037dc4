#include "cli/reasons.h"

#include "report/words.h"

void reason_print(const session *s, FILE *out, sv why)
{
    sv detail = why, word = words_of(s->lang, sv_cut(&detail, ':'));
    (void)fprintf(out, "%.*s", SV_FMT(word));
    if (sv_trim(detail).n) (void)fprintf(out, " (%.*s)", SV_FMT(sv_trim(detail)));
}
