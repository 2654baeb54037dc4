#include "report/term.h"

#include <utf8proc.h>

#include "report/escape.h"
#include "report/fmt.h"
#include "report/writer.h"

enum { COLS_MAX = 32, GAP = 2, TEXT_MIN = 20, VERY_WIDE = 32 };

int term_width(sv s)
{
    int w = 0;
    while (s.n) w += utf8proc_charwidth((utf8proc_int32_t)escape_next(&s));
    return w;
}

void term_cut(buf *b, sv s, int width)
{
    if (width <= 0 || term_width(s) <= width) {
        buf_put(b, s);
        return;
    }
    int w = 0;
    sv rest = s;
    while (rest.n) {
        sv after = rest;
        w += utf8proc_charwidth((utf8proc_int32_t)escape_next(&after));
        if (w >= width) break;
        rest = after;
    }
    buf_put(b, (sv){s.p, s.n - rest.n});
    buf_puts(b, "…");
}

static void plain_table(buf *b, const table *t, const term_opts *o)
{
    int n = t->def->n_cols;
    buf text = BUF_INIT(0);
    for (int64_t r = 0; r < t->n_rows; r++)
        for (int c = 0; c < n; c++) {
            buf_reset(&text);
            writer_cell(&text, o->offset_min, t->def->col[c].kind, &t->cells[r * n + c]);
            escape_term(b, buf_sv(&text));
            buf_putc(b, c + 1 < n ? '\t' : '\n');
        }
    buf_clear(&text);
}

static bool is_words(column_kind k) { return k == COL_TEXT; }

/* The twin of a name in the other language is left out. */
static bool is_twin(const table *t, int c, lang l)
{
    sv name = sv_c(t->def->col[c].name), mine = l == LANG_FA ? SV("_fa") : SV("_en"),
       other = l == LANG_FA ? SV("_en") : SV("_fa");
    if (!sv_ends(name, other)) return false;
    for (int i = 0; i < t->def->n_cols; i++) {
        sv twin = sv_c(t->def->col[i].name);
        if (sv_ends(twin, mine) && sv_eq(sv_sub(twin, 0, twin.n - 3), sv_sub(name, 0, name.n - 3)))
            return true;
    }
    return false;
}

/* Columns that hold nothing at all are left out. */
static bool is_used(const table *t, int c, lang l)
{
    if (is_twin(t, c, l)) return false;
    column_kind k = t->def->col[c].kind;
    bool text = k == COL_TEXT || k == COL_CODE || k == COL_URL || k == COL_WORD;
    for (int64_t r = 0; r < t->n_rows; r++) {
        const cell *x = &t->cells[r * t->def->n_cols + c];
        if (x->suppressed || (!x->null && (!text || x->s.n))) return true;
    }
    return false;
}

typedef struct layout {
    int col[COLS_MAX], width[COLS_MAX], n, n_fixed; /* words from n_fixed on */
} layout;

static void shown(buf *b, const table *t, int64_t r, int c, const term_opts *o)
{
    buf raw = BUF_INIT(0);
    const cell *x = &t->cells[r * t->def->n_cols + c];
    if (x->suppressed) { /* short: a column of it must not push others out */
        buf_puts(&raw, o->lang == LANG_FA ? "زیر " : "<");
        fmt_int(&raw, o->lang, o->k);
    } else
        writer_cell_shown(&raw, o->lang, o->k, o->offset_min, t->def->col[c].kind, x);
    escape_term(b, buf_sv(&raw));
    buf_clear(&raw);
}

static const char *heading(const table *t, int c, const term_opts *o)
{
    return o->lang == LANG_FA ? t->def->col[c].fa : t->def->col[c].en;
}

static void drop(layout *l, int at)
{
    for (int i = at; i + 1 < l->n; i++) l->col[i] = l->col[i + 1], l->width[i] = l->width[i + 1];
    l->n--;
    l->n_fixed--;
}

/* The column to leave out next: one that is very wide, as addresses are, else the last; the first says what a row is. */
static int least_wanted(const layout *l)
{
    int widest = 1;
    for (int i = 1; i < l->n_fixed; i++)
        if (l->width[i] > l->width[widest]) widest = i;
    return l->width[widest] > VERY_WIDE ? widest : l->n_fixed - 1;
}

/* A line longer than the terminal is unreadable. Answers have their columns in order of importance. */
static void fit(layout *l, int room)
{
    for (;;) {
        int used = l->n > l->n_fixed ? TEXT_MIN : 0;
        for (int i = 0; i < l->n_fixed; i++) used += l->width[i] + GAP;
        if (!room || used <= room || l->n_fixed < 2) return;
        drop(l, least_wanted(l));
    }
}

static void measure(const table *t, const term_opts *o, layout *l)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int c = 0; c < t->def->n_cols && l->n < COLS_MAX; c++)
            if (is_words(t->def->col[c].kind) == (pass == 1) && is_used(t, c, o->lang))
                l->col[l->n++] = c;
        if (pass == 0) l->n_fixed = l->n;
    }
    buf b = BUF_INIT(0);
    for (int i = 0; i < l->n_fixed; i++) {
        l->width[i] = term_width(sv_c(heading(t, l->col[i], o)));
        for (int64_t r = 0; r < t->n_rows; r++) {
            buf_reset(&b);
            shown(&b, t, r, l->col[i], o);
            int w = term_width(buf_sv(&b));
            if (w > l->width[i]) l->width[i] = w;
        }
    }
    buf_clear(&b);
    fit(l, o->width);
}

static void pad(buf *b, int n)
{
    while (n-- > 0) buf_putc(b, ' ');
}

static bool is_number(column_kind k)
{
    return k == COL_COUNT || k == COL_REAL || k == COL_SHARE || k == COL_INDEX || k == COL_MONEY;
}

/* The words of a row, joined; cut to what is left of the line. */
static void put_words(buf *b, const table *t, int64_t r, const layout *l, const term_opts *o)
{
    buf words = BUF_INIT(0);
    sv last = {NULL, 0};
    int used = 0;
    for (int i = 0; i < l->n_fixed; i++) used += l->width[i] + GAP;
    for (int i = l->n_fixed; i < l->n; i++) {
        const cell *x = r < 0 ? NULL : &t->cells[r * t->def->n_cols + l->col[i]];
        if (x && x->null && !x->suppressed) continue;
        if (x && x->s.n && sv_eq(x->s, last)) continue; /* name and source are often the same */
        if (x) last = x->s;
        if (words.n) buf_puts(&words, " · ");
        if (r < 0)
            buf_puts(&words, heading(t, l->col[i], o));
        else
            shown(&words, t, r, l->col[i], o);
    }
    int left = o->width - used;
    term_cut(b, buf_sv(&words), o->width ? (left < TEXT_MIN ? TEXT_MIN : left) : 0);
    buf_clear(&words);
}

static void put_line(buf *b, const table *t, int64_t r, const layout *l, const term_opts *o)
{
    buf one = BUF_INIT(0);
    for (int i = 0; i < l->n_fixed; i++) {
        int c = l->col[i];
        buf_reset(&one);
        if (r < 0)
            buf_puts(&one, heading(t, c, o));
        else
            shown(&one, t, r, c, o);
        int space = l->width[i] - term_width(buf_sv(&one));
        bool right = is_number(t->def->col[c].kind);
        if (right) pad(b, space);
        buf_put(b, buf_sv(&one));
        if (!right) pad(b, space);
        pad(b, GAP);
    }
    buf_clear(&one);
    put_words(b, t, r, l, o);
    while (b->n && b->p[b->n - 1] == ' ') b->p[--b->n] = 0;
    buf_putc(b, '\n');
}

void term_table(buf *b, const table *t, const term_opts *o)
{
    if (!t->def) return;
    if (o->plain) {
        plain_table(b, t, o);
        return;
    }
    layout l = {0};
    measure(t, o, &l);
    if (o->color) buf_puts(b, "\033[1m");
    put_line(b, t, -1, &l, o);
    if (o->color) {
        b->n -= b->n && b->p[b->n - 1] == '\n';
        buf_puts(b, "\033[0m\n");
    }
    for (int64_t r = 0; r < t->n_rows; r++) put_line(b, t, r, &l, o);
}
