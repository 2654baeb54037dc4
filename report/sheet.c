#include "report/sheet.h"

#include <math.h>

#include "report/escape.h"
#include "report/fmt.h"
#include "report/words.h"
#include "report/xlsx.h"

enum { CELL_MAX_BYTES = 32000, ROWS_MAX = 1048575, NAME_CHARS = 31, PAPER_A4 = 9 };

struct sheet {
    lxw_workbook *book;
    lxw_worksheet *page;
    lxw_format *head, *text, *latin, *whole, *share, *real, *time, *day, *note, *few;
    const writer_opts *opts;
    const answer_def *def;
    lxw_row_t row;
    err e;
};

/* One face for letters and digits of both scripts: mixed ones are drawn over each other by some programs. */
static lxw_format *format_of(lxw_workbook *b, const char *number)
{
    lxw_format *f = workbook_add_format(b);
    if (number) format_set_num_format(f, number);
    format_set_font_name(f, "DejaVu Sans");
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    return f;
}

enum { READ_LTR = 1, READ_RTL = 2, HEAD_FILL = 0xDCECE8, HEAD_INK = 0x0B5A50, FEW_INK = 0x6B6B6B };

/* All formats of a book; words begin where its language begins. */
static void make_formats(sheet *s, bool rtl)
{
    lxw_workbook *b = s->book;
    s->head = format_of(b, NULL);
    format_set_bold(s->head);
    format_set_text_wrap(s->head);
    format_set_bg_color(s->head, HEAD_FILL);
    format_set_font_color(s->head, HEAD_INK);
    format_set_bottom(s->head, LXW_BORDER_THIN);
    s->text = format_of(b, NULL);
    s->latin = format_of(b, NULL);
    s->note = format_of(b, NULL);
    format_set_text_wrap(s->note);
    format_set_text_wrap(s->text);
    s->few = format_of(b, NULL);
    format_set_font_color(s->few, FEW_INK);
    lxw_format *const words[] = {s->head, s->text, s->latin, s->note, s->few};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        format_set_align(words[i], rtl ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    for (size_t i = 0; rtl && i < sizeof words / sizeof words[0]; i++)
        format_set_reading_order(words[i], words[i] == s->latin ? READ_LTR : READ_RTL);
    s->whole = format_of(b, "#,##0");
    s->share = format_of(b, "0.0%");
    s->real = format_of(b, "#,##0.##");
    s->time = format_of(b, "yyyy-mm-dd hh:mm");
    s->day = format_of(b, "yyyy-mm-dd");
}

static void put_words(sheet *s, lxw_row_t row, lxw_col_t col, sv words, lxw_format *f)
{
    buf b = BUF_INIT(0);
    escape_clean(&b, words);
    if (b.n > CELL_MAX_BYTES) {
        b.n = CELL_MAX_BYTES;
        while (b.n && ((unsigned char)b.p[b.n] & 0xC0) == 0x80) b.n--;
    }
    if (b.p) b.p[b.n] = 0;
    lxw_error x = worksheet_write_string(s->page, row, col, b.p ? b.p : "", f);
    if ((x || b.e) && !s->e) s->e = b.e ? b.e : ERR_NOMEM;
    buf_clear(&b);
}

/* A sheet name of at most 31 characters without the ones Excel forbids. */
static void sheet_name(const char *title, char *ret, size_t cap)
{
    size_t n = 0, chars = 0;
    sv rest = sv_c(title);
    while (rest.n && chars < NAME_CHARS) {
        sv at = rest;
        uint32_t c = escape_next(&rest);
        size_t bytes = at.n - rest.n;
        if (!escape_shown(c) || (c < 0x80 && strchr("[]:*?/\\'\n\t", (int)c))) continue;
        if (n + bytes + 1 > cap) break;
        memcpy(ret + n, at.p, bytes);
        n += bytes;
        chars++;
    }
    ret[n] = 0;
}

static bool rtl(const sheet *s) { return s->opts->lang == LANG_FA; }

static const char *pick(const sheet *s, const char *fa, const char *en)
{
    return rtl(s) && fa ? fa : en ? en : "";
}

static err new_page(sheet *s, const char *title)
{
    char name[NAME_CHARS * 4 + 1];
    sheet_name(title, name, sizeof name);
    if (workbook_validate_sheet_name(s->book, name)) return ERR_FORMAT;
    s->page = workbook_add_worksheet(s->book, name);
    if (!s->page) return ERR_NOMEM;
    if (rtl(s)) worksheet_right_to_left(s->page);
    worksheet_set_landscape(s->page);
    worksheet_set_paper(s->page, PAPER_A4);
    worksheet_fit_to_pages(s->page, 1, 0);
    s->row = 0;
    return ERR_OK;
}

static void fact(sheet *s, const char *fa, const char *en, sv value)
{
    put_words(s, s->row, 0, sv_c(pick(s, fa, en)), s->head);
    put_words(s, s->row++, 1, value, s->note);
}

static void fact_count(sheet *s, const char *fa, const char *en, int64_t n)
{
    put_words(s, s->row, 0, sv_c(pick(s, fa, en)), s->head);
    (void)worksheet_write_number(s->page, s->row++, 1, (double)n, s->whole);
}

/* The duties of every export: purpose, sources, period, k, retention, contact. */
static err about(sheet *s)
{
    const answer_base *m = s->opts->base;
    err e = new_page(s, pick(s, "درباره", "About"));
    if (e) return e;
    (void)worksheet_set_column(s->page, 0, 0, 34, NULL);
    (void)worksheet_set_column(s->page, 1, 1, 70, NULL);
    buf t = BUF_INIT(256);
    fact(s, "عنوان", "Title", m->title);
    fact(s, "پرسش", "Question", m->question);
    fact(s, "هدف گردآوری", "Purpose", m->purpose);
    if (m->from_at && rtl(s)) buf_puts(&t, "از ");
    if (m->from_at) fmt_day_range(&t, s->opts->lang, m->from_at, m->to_at, m->offset_min);
    fact(s, "دورهٔ دیدگاه‌ها", "Period of the comments", buf_sv(&t));
    buf_reset(&t);
    if (m->generated_at) fmt_moment(&t, s->opts->lang, m->generated_at, m->offset_min);
    fact(s, "زمان ساخت", "Made at", buf_sv(&t));
    fact_count(s, "شمارهٔ اجرا", "Run", m->run_id);
    fact_count(s, "منبع", "Sources", m->sources);
    fact_count(s, "صفحه", "Pages", m->pages);
    fact_count(s, "دیدگاه عمومی", "Public comments", m->comments);
    fact_count(s, "نویسندهٔ متمایز", "Distinct authors", m->authors);
    fact_count(s, "صفحهٔ نخوانده به احترام robots.txt", "Pages left unread (robots.txt)",
        m->robots_refused);
    fact_count(s, "کوچک‌ترین گروهی که نشان داده می‌شود (k)",
        "Smallest group shown (k)", m->k);
    fact_count(s, "پاک شدن متن خام پس از (روز)", "Raw text erased after (days)", m->retention_days);
    fact(s, "برای اعتراض و پرسش", "Contact for objections", m->contact);
    fact(s, "واژه‌نامه و مدل", "Lexicon and model", m->model);
    fact(s, "برنامه", "Program", sv_c(s->opts->program));
    e = t.e ? t.e : s->e;
    buf_clear(&t);
    return e;
}

err sheet_open(const char *path, const writer_opts *o, sheet **ret, note *reterr)
{
    err e = xlsx_load(reterr);
    if (e) return e;
    sheet *s = calloc(1, sizeof *s);
    if (!s) return ERR_NOMEM;
    s->opts = o;
    s->book = workbook_new(path);
    if (!s->book) {
        free(s);
        return note_set(reterr, ERR_IO, "%s", path);
    }
    make_formats(s, rtl(s));
    e = about(s);
    if (e) {
        err ignored = sheet_close(s, NULL);
        (void)ignored;
        return note_set(reterr, e, "%s: %s", path, err_str(e));
    }
    *ret = s;
    return ERR_OK;
}

static double width_of(column_kind k)
{
    switch (k) {
    case COL_TEXT: return 40;
    case COL_URL: return 44;
    case COL_CODE: return 26;
    case COL_TIME: return 17;
    case COL_MONEY: return 16;
    case COL_WORD: return 15;
    case COL_DATE:
    case COL_COUNT:
    case COL_REAL:
    case COL_SHARE:
    case COL_INDEX: return 13;
    }
    return 13;
}

/* Filters over the rows of the page that is finished. */
static void end_page(sheet *s)
{
    if (s->def && s->page && s->row > 1)
        (void)worksheet_autofilter(s->page, 0, 0, s->row - 1, (lxw_col_t)(s->def->n_cols - 1));
    s->def = NULL;
}

err sheet_add(sheet *s, const answer_def *def)
{
    end_page(s);
    err e = new_page(s, pick(s, def->fa, def->en));
    if (e) e = new_page(s, def->name); /* two titles alike in their first 31 characters */
    if (e) return e;
    s->def = def;
    for (int i = 0; i < def->n_cols; i++) {
        put_words(s, 0, (lxw_col_t)i, sv_c(pick(s, def->col[i].fa, def->col[i].en)), s->head);
        (void)worksheet_set_column(
            s->page, (lxw_col_t)i, (lxw_col_t)i, width_of(def->col[i].kind), NULL);
    }
    worksheet_freeze_panes(s->page, 1, 0);
    (void)worksheet_repeat_rows(s->page, 0, 0);
    s->row = 1;
    return s->e;
}

static lxw_datetime moment_of(const cell *c, int offset_min, bool with_time)
{
    buf b = BUF_INIT(64);
    lxw_datetime d = {0};
    fmt_iso(&b, c->i, offset_min);
    int y = 0, mo = 0, da = 0, h = 0, mi = 0;
    if (b.p && sscanf(b.p, "%d-%d-%dT%d:%d", &y, &mo, &da, &h, &mi) == 5)
        d = (lxw_datetime){.year = y, .month = mo, .day = da};
    if (with_time) d.hour = h, d.min = mi;
    buf_clear(&b);
    return d;
}

static void put_number(sheet *s, lxw_col_t col, double d, lxw_format *f)
{
    if (isfinite(d)) (void)worksheet_write_number(s->page, s->row, col, d, f);
}

static void put_cell(sheet *s, lxw_col_t col, column_kind kind, const cell *c)
{
    lxw_datetime t;
    switch (kind) {
    case COL_CODE:
    case COL_URL: put_words(s, s->row, col, c->s, s->latin); return;
    case COL_TEXT: put_words(s, s->row, col, c->s, s->text); return;
    case COL_WORD: put_words(s, s->row, col, words_of(s->opts->lang, c->s), s->text); return;
    case COL_COUNT: put_number(s, col, (double)c->i, s->whole); return;
    case COL_MONEY: put_number(s, col, c->d, s->whole); return;
    case COL_SHARE: put_number(s, col, c->d, s->share); return;
    case COL_REAL:
    case COL_INDEX: put_number(s, col, c->d, s->real); return;
    case COL_TIME:
    case COL_DATE:
        t = moment_of(c, s->opts->base->offset_min, kind == COL_TIME);
        (void)worksheet_write_datetime(
            s->page, s->row, col, &t, kind == COL_TIME ? s->time : s->day);
        return;
    }
}

err sheet_row(void *ctx, const cell *cells)
{
    sheet *s = ctx;
    if (s->row >= ROWS_MAX) return ERR_LIMIT;
    for (int i = 0; i < s->def->n_cols; i++) {
        if (cells[i].suppressed) {
            buf b = BUF_INIT(64);
            writer_cell_shown(&b, s->opts->lang, s->opts->base->k, s->opts->base->offset_min,
                s->def->col[i].kind, &cells[i]);
            put_words(s, s->row, (lxw_col_t)i, buf_sv(&b), s->few);
            buf_clear(&b);
        } else if (!cells[i].null) {
            put_cell(s, (lxw_col_t)i, s->def->col[i].kind, &cells[i]);
        }
    }
    s->row++;
    return s->e;
}

err sheet_close(sheet *s, note *reterr)
{
    if (!s) return ERR_OK;
    end_page(s);
    err e = s->e;
    lxw_error x = workbook_close(s->book);
    free(s);
    if (e) return e;
    return x ? note_set(reterr, ERR_IO, "%s", lxw_strerror(x)) : ERR_OK;
}
