#include "report/writer.h"

#include <inttypes.h>
#include <math.h>

#include "report/fmt.h"
#include "report/words.h"

enum { FLUSH_BYTES = 64 * 1024 };

bool writer_suppressed(const answer_def *def, const cell *cells)
{
    for (int i = 0; i < def->n_cols; i++)
        if (cells[i].suppressed) return true;
    return false;
}

static void put_real(buf *b, double d, int digits)
{
    char text[64];
    if (!isfinite(d) || fabs(d) > 1e18) return;
    (void)snprintf(text, sizeof text, "%.*f", digits, d);
    char *end = text + strlen(text);
    while (end[-1] == '0') *--end = 0;
    if (end[-1] == '.') *--end = 0;
    buf_puts(b, strcmp(text, "-0") == 0 ? "0" : text);
}

void writer_cell(buf *b, int offset_min, column_kind kind, const cell *c)
{
    if (c->null || c->suppressed) return;
    switch (kind) {
    case COL_TEXT:
    case COL_CODE:
    case COL_URL:
    case COL_WORD: buf_put(b, c->s); return;
    case COL_COUNT: buf_printf(b, "%" PRId64, c->i); return;
    case COL_REAL:
    case COL_INDEX:
    case COL_MONEY: put_real(b, c->d, 3); return;
    case COL_SHARE: put_real(b, c->d, 5); return;
    case COL_TIME: fmt_iso(b, c->i, 0); return;
    case COL_DATE: fmt_iso_day(b, c->i, offset_min); return;
    }
}

void writer_cell_shown(buf *b, lang l, int k, int offset_min, column_kind kind, const cell *c)
{
    if (c->suppressed) {
        buf_puts(b, l == LANG_FA ? "کمتر از " : "fewer than ");
        fmt_int(b, l, k);
        return;
    }
    if (c->null) {
        buf_puts(b, "—");
        return;
    }
    switch (kind) {
    case COL_TEXT:
    case COL_CODE:
    case COL_URL: buf_put(b, c->s); return;
    case COL_WORD: buf_put(b, words_of(l, c->s)); return;
    case COL_COUNT: fmt_int(b, l, c->i); return;
    case COL_REAL: fmt_real(b, l, c->d, 2); return;
    case COL_INDEX: fmt_real(b, l, c->d, 0); return;
    case COL_MONEY: fmt_money(b, l, c->d); return;
    case COL_SHARE: fmt_share(b, l, c->d); return;
    case COL_TIME: fmt_moment(b, l, c->i, offset_min); return;
    case COL_DATE: fmt_day(b, l, c->i, offset_min); return;
    }
}

static const writer_format *const formats[] = {
    &out_csv, &out_tsv, &out_json, &out_ndjson, &out_jsonl, &out_md};

const writer_format *writer_find(sv name)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (sv_eq(sv_c(formats[i]->name), name)) return formats[i];
    return NULL;
}

static void flush(writer *w, size_t above)
{
    if (w->b.e && !w->e) w->e = w->b.e;
    if (w->b.n <= above) return;
    if (fwrite(w->b.p, 1, w->b.n, w->out) != w->b.n && !w->e) w->e = os_err();
    buf_reset(&w->b);
}

void writer_begin(writer *w, const writer_format *f, const writer_opts *o, FILE *out)
{
    *w = (writer){.format = f, .opts = o, .out = out, .b = BUF_INIT(0)};
}

void writer_open(writer *w, const answer_def *def)
{
    w->def = def;
    w->n = 0;
    w->format->begin(w);
}

err writer_row(void *ctx, const cell *cells)
{
    writer *w = ctx;
    w->format->row(w, cells);
    w->n++;
    flush(w, FLUSH_BYTES);
    return w->e;
}

err writer_end(writer *w)
{
    if (w->def) w->format->end(w);
    flush(w, 0);
    buf_clear(&w->b);
    return w->e;
}
