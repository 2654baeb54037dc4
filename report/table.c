#include "report/table.h"

#include <math.h>

static const cell absent = {.null = true};

static bool is_text(column_kind k)
{
    return k == COL_TEXT || k == COL_CODE || k == COL_URL || k == COL_WORD;
}

err table_add(void *ctx, const cell *cells)
{
    table_loader *l = ctx;
    table *t = l->t;
    if (l->limit && t->n_rows >= l->limit) {
        t->cut = true;
        return ERR_OK;
    }
    int n = t->def->n_cols;
    cell *grown = (cell *)(uintptr_t)t->cells;
    if (t->n_rows == l->cap) {
        int64_t more = l->cap ? l->cap * 2 : 16;
        grown = arena_grow(l->a, grown, (size_t)(l->cap * n), (size_t)(more * n), sizeof *grown);
        if (!grown) return ERR_NOMEM;
        l->cap = more;
        t->cells = grown;
    }
    cell *row = grown + t->n_rows * n;
    for (int i = 0; i < n; i++) {
        row[i] = cells[i];
        if (!is_text(t->def->col[i].kind) || cells[i].null || !cells[i].s.n) continue;
        row[i].s = arena_sv(l->a, cells[i].s);
        if (!row[i].s.p) return ERR_NOMEM;
    }
    t->n_rows++;
    return ERR_OK;
}

int table_col(const table *t, const char *names)
{
    sv rest = sv_c(names);
    while (t->def && rest.n) {
        sv name = sv_cut(&rest, '|');
        for (int i = 0; i < t->def->n_cols; i++)
            if (sv_eq(sv_c(t->def->col[i].name), name)) return i;
    }
    return -1;
}

const cell *table_at(const table *t, int64_t row, const char *names)
{
    int c = table_col(t, names);
    if (c < 0 || row < 0 || row >= t->n_rows) return &absent;
    return &t->cells[row * t->def->n_cols + c];
}

sv table_sv(const table *t, int64_t row, const char *names)
{
    const cell *c = table_at(t, row, names);
    return c->null || c->suppressed ? (sv){NULL, 0} : c->s;
}

static bool is_whole(const table *t, const char *names)
{
    int c = table_col(t, names);
    if (c < 0) return false;
    column_kind k = t->def->col[c].kind;
    return k == COL_COUNT || k == COL_TIME || k == COL_DATE;
}

int64_t table_int(const table *t, int64_t row, const char *names)
{
    const cell *c = table_at(t, row, names);
    if (c->null || c->suppressed) return 0;
    return is_whole(t, names) ? c->i : (int64_t)c->d;
}

double table_num(const table *t, int64_t row, const char *names)
{
    const cell *c = table_at(t, row, names);
    if (c->null || c->suppressed) return (double)NAN;
    return is_whole(t, names) ? (double)c->i : c->d;
}

bool table_hidden(const table *t, int64_t row)
{
    for (int i = 0; t->def && i < t->def->n_cols; i++)
        if (t->cells[row * t->def->n_cols + i].suppressed) return true;
    return false;
}
