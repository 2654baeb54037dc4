#include "report/export.h"

#include <fcntl.h>

#include "report/quote.h"
#include "report/sheet.h"
#include "util/file.h"
#include "util/json.h"

enum { COLUMNS_MAX = 64 };

err export_begin(store *s, arena *a, export_opts *o)
{
    err e = answer_base_get(s, a, &o->args, &o->base);
    o->with.base = &o->base;
    return e;
}

bool export_raw(const answer_def *def) { return strcmp(def->name, "comments") == 0; }

/* Stands between the store and a writer: quotes are cut to what may be shown. */
typedef struct filter {
    const answer_def *def;
    answer_row *row;
    void *ctx;
    quotes quotes;
    int text, from, to; /* columns of the answer "evidence", or -1 */
} filter;

static int column_of(const answer_def *def, const char *name)
{
    for (int i = 0; i < def->n_cols; i++)
        if (strcmp(def->col[i].name, name) == 0) return i;
    return -1;
}

static err cut_quote(void *ctx, const cell *cells)
{
    filter *f = ctx;
    cell row[COLUMNS_MAX];
    memcpy(row, cells, sizeof *row * (size_t)f->def->n_cols);
    cell *text = &row[f->text];
    size_t from = f->from < 0 ? 0 : (size_t)row[f->from].i,
           to = f->to < 0 ? 0 : (size_t)row[f->to].i;
    if (from > text->s.n || to > text->s.n || from > to) from = to = 0;
    if (f->quotes == QUOTES_NONE)
        *text = (cell){.null = true};
    else
        text->s = quote_window(text->s, QUOTE_CHARS, &from, &to);
    if (f->from >= 0) row[f->from].i = (int64_t)from;
    if (f->to >= 0) row[f->to].i = (int64_t)to;
    return f->row(f->ctx, row);
}

static err each(store *s, const answer_def *def, const export_opts *o, answer_row *row, void *ctx)
{
    filter f = {.def = def, .row = row, .ctx = ctx, .quotes = o->quotes};
    f.text = column_of(def, "text");
    f.from = column_of(def, "from");
    f.to = column_of(def, "to");
    bool quoted = strcmp(def->name, "evidence") == 0 && f.text >= 0 && o->quotes != QUOTES_FULL &&
                  def->n_cols <= COLUMNS_MAX;
    return quoted ? answer_each(s, def, &o->args, cut_quote, &f)
                  : answer_each(s, def, &o->args, row, ctx);
}

err export_stream(store *s, const answer_def *def, const writer_format *f, const export_opts *o,
    FILE *out, int64_t *ret_rows)
{
    writer w;
    writer_begin(&w, f, &o->with, out);
    writer_open(&w, def);
    err e = each(s, def, o, writer_row, &w), end = writer_end(&w);
    if (ret_rows) *ret_rows = w.n;
    return e ? e : end;
}

static FILE *create(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    if (!f && fd >= 0) (void)close(fd);
    return f;
}

static err save_companion(
    const char *path, const answer_def *def, const export_opts *o, int64_t rows, note *reterr)
{
    char name[4096];
    if (snprintf(name, sizeof name, "%s.meta.json", path) >= (int)sizeof name) return ERR_LIMIT;
    buf b = BUF_INIT(0);
    writer_companion(&b, &o->with, def, rows);
    err e = b.e ? b.e : file_save(name, buf_sv(&b), 0600, reterr);
    buf_clear(&b);
    return e;
}

err export_file(store *s, const answer_def *def, const writer_format *f, const export_opts *o,
    const char *path, note *reterr)
{
    FILE *out = create(path);
    if (!out) return note_set(reterr, os_err(), "%s: %s", path, os_error());
    int64_t rows = 0;
    err e = export_stream(s, def, f, o, out, &rows);
    if (fclose(out) != 0 && !e) e = note_set(reterr, os_err(), "%s: %s", path, os_error());
    return e || !f->companion ? e : save_companion(path, def, o, rows, reterr);
}

err export_json(store *s, const export_opts *o, FILE *out)
{
    int n;
    const answer_def *all = answer_list(&n);
    buf b = BUF_INIT(0);
    json j = JSON_INIT(&b);
    json_open(&j, '{');
    json_kstr(&j, SV("schema"), SV("bazarkav/all/1"));
    writer_meta(&j, &o->with);
    json_key(&j, SV("answers"));
    json_open(&j, '{');
    err e = b.e;
    for (int i = 0; i < n && !e; i++) {
        if (export_raw(&all[i])) continue;
        json_key(&j, sv_c(all[i].name));
        j.comma = true;
        if (fwrite(b.p, 1, b.n, out) != b.n) e = os_err();
        buf_reset(&b);
        if (!e) e = export_stream(s, &all[i], &out_json, o, out, NULL);
    }
    buf_puts(&b, "}}\n");
    if (!e && fwrite(b.p, 1, b.n, out) != b.n) e = os_err();
    if (!e) e = b.e;
    buf_clear(&b);
    return e;
}

err export_dir(store *s, const writer_format *f, const export_opts *o, const char *dir, int *ret_n,
    note *reterr)
{
    int n;
    const answer_def *all = answer_list(&n);
    err e = file_mkdirs(dir, 0700, reterr);
    for (int i = 0; i < n && !e; i++) {
        char path[4096];
        if (export_raw(&all[i])) continue;
        if (snprintf(path, sizeof path, "%s/%s%s", dir, all[i].name, f->ending) >= (int)sizeof path)
            return ERR_LIMIT;
        e = export_file(s, &all[i], f, o, path, reterr);
        *ret_n += !e;
    }
    return e;
}

err export_book(
    store *s, const answer_def *def, const export_opts *o, const char *path, note *reterr)
{
    int n;
    const answer_def *all = answer_list(&n);
    sheet *book;
    FILE *own = create(path); /* for its mode; the library only ever opens it again */
    if (!own) return note_set(reterr, os_err(), "%s: %s", path, os_error());
    (void)fclose(own);
    err e = sheet_open(path, &o->with, &book, reterr);
    if (e) return e;
    for (int i = 0; i < n && !e; i++) {
        if (def ? strcmp(all[i].name, def->name) != 0 : export_raw(&all[i])) continue;
        e = sheet_add(book, &all[i]);
        if (!e) e = each(s, &all[i], o, sheet_row, book);
    }
    err end = sheet_close(book, reterr);
    return e ? e : end;
}
