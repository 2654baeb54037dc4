#include "report/report.h"

#include <stdlib.h>

#include "report/fmt.h"
#include "report/view.h"
#include "util/file.h"

static sv page_path(arena *a, const report_opts *o, int i)
{
    const char *dir = o->dir ? o->dir : ".";
    return arena_printf(a, "%s/report%s.html", dir,
        i == 0                  ? ""
        : o->lang[i] == LANG_FA ? ".fa"
                                : ".en");
}

static err write_page(const view *v, const report_opts *o, int i, report_files *ret, note *reterr)
{
    html h = {.b = BUF_INIT(0),
        .l = o->lang[i] == LANG_FA ? LANG_FA : LANG_EN,
        .k = v->base.k,
        .offset = v->base.offset_min,
        .font = o->font};
    page_put(&h, v);
    err e = h.b.e ? h.b.e : file_save(ret->path[i].p, buf_sv(&h.b), 0644, reterr);
    ret->bytes[i] = h.b.n;
    buf_clear(&h.b);
    return e;
}

err report_write(store *s, arena *a, const report_opts *o, report_files *ret, note *reterr)
{
    view v;
    view_opts vo = {
        .args = o->args, .quotes = o->quotes, .program = o->program, .sample = o->sample};
    err e = view_load(s, a, &vo, &v);
    if (e) return note_set(reterr, e, "%s: %s", store_path(s), store_detail(s));
    if (o->dir) e = file_mkdirs(o->dir, 0755, reterr);
    for (int i = 0; i < o->n_langs && !e; i++) {
        ret->path[i] = page_path(a, o, i);
        if (!ret->path[i].p) return ERR_NOMEM;
        e = write_page(&v, o, i, ret, reterr);
        ret->n = i + 1;
    }
    return e;
}
