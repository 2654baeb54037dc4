#include "report/escape.h"
#include "report/fmt.h"
#include "report/writer.h"

/* --- CSV, TSV: a heading line, then rows; the last column says whether a cell was hidden ------------------ */
typedef void escaper(buf *b, sv s);

static void separated_begin(writer *w, char sep)
{
    if (w->opts->bom) buf_puts(&w->b, "\xEF\xBB\xBF");
    for (int i = 0; i < w->def->n_cols; i++) {
        buf_puts(&w->b, w->def->col[i].name);
        buf_putc(&w->b, sep);
    }
    buf_puts(&w->b, sep == ',' ? "suppressed\r\n" : "suppressed\n");
}

static void separated_row(writer *w, const cell *cells, char sep, escaper *escape)
{
    buf text = BUF_INIT(0);
    for (int i = 0; i < w->def->n_cols; i++) {
        column_kind kind = w->def->col[i].kind;
        buf_reset(&text);
        writer_cell(&text, w->opts->base->offset_min, kind, &cells[i]);
        bool words = kind == COL_TEXT || kind == COL_CODE || kind == COL_URL || kind == COL_WORD;
        if (words)
            escape(&w->b, buf_sv(&text));
        else
            buf_put(&w->b, buf_sv(&text)); /* our own digits: a minus is a number */
        buf_putc(&w->b, sep);
    }
    if (text.e && !w->e) w->e = text.e;
    buf_clear(&text);
    buf_puts(&w->b, writer_suppressed(w->def, cells) ? "true" : "false");
    buf_puts(&w->b, sep == ',' ? "\r\n" : "\n");
}

static void csv_begin(writer *w) { separated_begin(w, ','); }
static void csv_row(writer *w, const cell *cells) { separated_row(w, cells, ',', escape_csv); }
static void tsv_begin(writer *w) { separated_begin(w, '\t'); }
static void tsv_row(writer *w, const cell *cells) { separated_row(w, cells, '\t', escape_tsv); }
static void nothing(writer *w) { (void)w; }

/* --- Markdown: title, what a row is, the table, then where it is from -------------------------------------- */
static void md_head(writer *w)
{
    lang l = w->opts->lang;
    buf_puts(&w->b, "# ");
    escape_md(&w->b, sv_c(l == LANG_FA ? w->def->fa : w->def->en));
    buf_puts(&w->b, "\n\n");
    escape_md(&w->b, sv_c(l == LANG_FA ? w->def->about_fa : w->def->about_en));
    buf_puts(&w->b, "\n\n|");
    for (int i = 0; i < w->def->n_cols; i++) {
        buf_putc(&w->b, ' ');
        escape_md(&w->b, sv_c(l == LANG_FA ? w->def->col[i].fa : w->def->col[i].en));
        buf_puts(&w->b, " |");
    }
    buf_puts(&w->b, "\n|");
    for (int i = 0; i < w->def->n_cols; i++) {
        column_kind k = w->def->col[i].kind;
        bool number = k == COL_COUNT || k == COL_REAL || k == COL_SHARE || k == COL_INDEX;
        buf_puts(&w->b, number ? " ---: |" : " --- |");
    }
    buf_putc(&w->b, '\n');
}

static void md_row(writer *w, const cell *cells)
{
    buf text = BUF_INIT(0);
    buf_putc(&w->b, '|');
    for (int i = 0; i < w->def->n_cols; i++) {
        buf_reset(&text);
        writer_cell_shown(&text, w->opts->lang, w->opts->base->k, w->opts->base->offset_min,
            w->def->col[i].kind, &cells[i]);
        buf_putc(&w->b, ' ');
        escape_md(&w->b, buf_sv(&text));
        buf_puts(&w->b, " |");
    }
    if (text.e && !w->e) w->e = text.e;
    buf_clear(&text);
    buf_putc(&w->b, '\n');
}

static void md_fact(writer *w, const char *fa, const char *en, sv value)
{
    if (!value.n) return;
    buf_puts(&w->b, "- ");
    buf_puts(&w->b, w->opts->lang == LANG_FA ? fa : en);
    buf_puts(&w->b, ": ");
    escape_md(&w->b, value);
    buf_putc(&w->b, '\n');
}

static void md_count(writer *w, const char *fa, const char *en, int64_t n)
{
    buf t = BUF_INIT(64);
    fmt_int(&t, w->opts->lang, n);
    md_fact(w, fa, en, buf_sv(&t));
    buf_clear(&t);
}

static void md_end(writer *w)
{
    const answer_base *m = w->opts->base;
    buf t = BUF_INIT(256);
    buf_putc(&w->b, '\n');
    md_fact(w, "هدف", "Purpose", m->purpose);
    md_count(w, "منبع", "Sources", m->sources);
    md_count(w, "دیدگاه", "Comments", m->comments);
    md_count(w, "نویسنده", "Authors", m->authors);
    if (m->from_at) fmt_day_range(&t, w->opts->lang, m->from_at, m->to_at, m->offset_min);
    md_fact(w, "دوره", "Period", buf_sv(&t));
    md_count(w, "کوچک‌ترین گروهی که نشان داده می‌شود (k)",
        "Smallest group shown (k)", m->k);
    md_count(w, "متن خام پس از این چند روز پاک می‌شود",
        "Raw text erased after days", m->retention_days);
    md_fact(w, "برای اعتراض و پرسش", "Contact for objections", m->contact);
    buf_clear(&t);
}

const writer_format out_csv = {"csv", ".csv", true, csv_begin, csv_row, nothing};
const writer_format out_tsv = {"tsv", ".tsv", true, tsv_begin, tsv_row, nothing};
const writer_format out_md = {"md", ".md", false, md_head, md_row, md_end};
