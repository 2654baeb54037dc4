#include "seeds/csv.h"

char csv_divider(sv text)
{
    static const char all[] = {',', ';', '\t'};
    sv line = sv_cut(&text, '\n');
    char best = ',';
    size_t most = 0;
    for (size_t i = 0; i < sizeof all; i++) {
        size_t n = 0;
        for (size_t k = 0; k < line.n; k++) n += line.p[k] == all[i];
        if (n > most) most = n, best = all[i];
    }
    return best;
}

/* A quoted field; *rest is behind its closing quote. Only where quotes are doubled the field is a copy, of its own
 * length: the rest of a large file is not reserved for every field. */
static sv quoted(arena *a, sv *rest)
{
    size_t end = 1, doubled = 0;
    for (; end < rest->n; end++) {
        if (rest->p[end] != '"') continue;
        if (end + 1 >= rest->n || rest->p[end + 1] != '"') break;
        doubled++, end++;
    }
    if (end > rest->n) end = rest->n;
    const sv inside = sv_sub(*rest, 1, end - 1);
    *rest = sv_sub(*rest, end + 1, rest->n);
    if (!doubled) return inside;
    char *out = arena_alloc(a, inside.n);
    if (!out) return (sv){NULL, 0};
    size_t n = 0;
    for (size_t i = 0; i < inside.n; i++) {
        out[n++] = inside.p[i];
        i += inside.p[i] == '"';
    }
    return (sv){out, n};
}

static sv bare(sv *rest, char divider)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != divider && rest->p[n] != '\n') n++;
    sv field = sv_sub(*rest, 0, n);
    *rest = sv_sub(*rest, n, rest->n);
    return field;
}

bool csv_next(arena *a, sv *rest, char divider, csv_row *ret)
{
    if (!rest->n) return false;
    *ret = (csv_row){.n = 0};
    for (;;) {
        sv field;
        if (rest->n && rest->p[0] == '"') {
            field = quoted(a, rest);
            (void)bare(rest, divider); /* what follows the quote is noise */
        } else
            field = sv_trim(bare(rest, divider));
        if (ret->n < CSV_FIELDS) ret->field[ret->n++] = field;
        if (!rest->n) return true;
        char end = rest->p[0];
        *rest = sv_sub(*rest, 1, rest->n);
        if (end == '\n') return true;
    }
}
