/* The escapers of report/: whatever the bytes, no markup, control, override, second field or formula comes out. */
#include <assert.h>
#include <stdint.h>

#include "report/escape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_chars(const buf *b)
{
    sv rest = buf_sv(b);
    while (rest.n) assert(escape_shown(escape_next(&rest)));
}

static bool holds(const buf *b, const char *any)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->p[i] && strchr(any, b->p[i])) return true;
    return false;
}

static void check_csv(const buf *b)
{
    size_t quotes = 0;
    for (size_t i = 0; i < b->n; i++) quotes += b->p[i] == '"';
    bool quoted = b->n && b->p[0] == '"';
    assert(quotes % 2 == 0);
    assert(quoted ? b->n >= 2 && b->p[b->n - 1] == '"' : !holds(b, ",\"\r\n"));
    assert(!escape_formula(quoted ? sv_sub(buf_sv(b), 1, b->n) : buf_sv(b)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static void (*const all[])(buf *, sv) = {
        escape_html, escape_term, escape_md, escape_csv, escape_tsv, escape_clean};
    sv s = {(const char *)data, n};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        buf b = BUF_INIT(0);
        all[i](&b, s);
        check_chars(&b);
        if (all[i] == escape_html) assert(!holds(&b, "<>\"'"));
        if (all[i] == escape_term || all[i] == escape_tsv) assert(!holds(&b, "\t\n\r\033"));
        if (all[i] == escape_csv) check_csv(&b);
        if (all[i] == escape_tsv) assert(!escape_formula(buf_sv(&b)));
        buf_clear(&b);
    }
    return 0;
}
