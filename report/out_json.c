#include "report/fmt.h"
#include "report/writer.h"
#include "util/json.h"

static void json_time(json *j, sv key, int64_t ms)
{
    buf t = BUF_INIT(64);
    json_key(j, key);
    if (ms) {
        fmt_iso(&t, ms, 0);
        json_str(j, buf_sv(&t));
    } else {
        json_nil(j);
    }
    buf_clear(&t);
}

void writer_meta(json *j, const writer_opts *o)
{
    const answer_base *m = o->base;
    json_kint(j, SV("run"), m->run_id);
    json_time(j, SV("generated"), m->generated_at);
    json_kstr(j, SV("title"), m->title);
    json_kstr(j, SV("question"), m->question);
    json_kstr(j, SV("purpose"), m->purpose);
    json_kstr(j, SV("contact"), m->contact);
    json_key(j, SV("base"));
    json_open(j, '{');
    json_kint(j, SV("sources"), m->sources);
    json_kint(j, SV("pages"), m->pages);
    json_kint(j, SV("documents"), m->documents);
    json_kint(j, SV("comments"), m->comments);
    json_kint(j, SV("authors"), m->authors);
    json_kint(j, SV("robots_refused"), m->robots_refused);
    json_kint(j, SV("skipped"), m->skipped);
    json_close(j, '}');
    json_key(j, SV("period"));
    json_open(j, '{');
    json_time(j, SV("from"), m->from_at);
    json_time(j, SV("to"), m->to_at);
    json_close(j, '}');
    json_kint(j, SV("k"), m->k);
    json_kint(j, SV("retention_days"), m->retention_days);
    json_kstr(j, SV("model"), m->model);
    json_kstr(j, SV("program"), sv_c(o->program));
}

static void json_schema(json *j, const answer_def *def)
{
    char schema[128];
    (void)snprintf(schema, sizeof schema, "bazarkav/%s/%d", def->name, def->version);
    json_kstr(j, SV("schema"), sv_c(schema));
}

static const char *kind_name(column_kind k)
{
    static const char *const name[] = {
        "text", "code", "url", "count", "real", "share", "index", "money", "time", "date", "word"};
    return name[k];
}

static void json_columns(json *j, const answer_def *def)
{
    json_key(j, SV("columns"));
    json_open(j, '[');
    for (int i = 0; i < def->n_cols; i++) {
        json_open(j, '{');
        json_kstr(j, SV("name"), sv_c(def->col[i].name));
        json_kstr(j, SV("kind"), sv_c(kind_name(def->col[i].kind)));
        json_kstr(j, SV("fa"), sv_c(def->col[i].fa));
        json_kstr(j, SV("en"), sv_c(def->col[i].en));
        json_close(j, '}');
    }
    json_close(j, ']');
}

void writer_companion(buf *b, const writer_opts *o, const answer_def *def, int64_t n_rows)
{
    json j = JSON_INIT(b);
    json_open(&j, '{');
    json_kstr(&j, SV("schema"), SV("bazarkav/meta/1"));
    writer_meta(&j, o);
    if (def) {
        char of[128];
        (void)snprintf(of, sizeof of, "bazarkav/%s/%d", def->name, def->version);
        json_kstr(&j, SV("describes"), sv_c(of));
        json_kstr(&j, SV("about"), sv_c(def->about_en));
        json_kint(&j, SV("rows"), n_rows);
        json_columns(&j, def);
    }
    json_close(&j, '}');
    buf_putc(b, '\n');
}

/* --- JSON, NDJSON ---------------------------------------------------------------------------------------- */
static void json_cell(json *j, int offset_min, column_kind kind, const cell *c)
{
    if (c->null || c->suppressed) {
        json_nil(j);
        return;
    }
    buf t = BUF_INIT(64);
    switch (kind) {
    case COL_TEXT:
    case COL_CODE:
    case COL_URL:
    case COL_WORD: json_str(j, c->s.p ? c->s : SV("")); break;
    case COL_COUNT: json_int(j, c->i); break;
    case COL_REAL:
    case COL_INDEX:
    case COL_MONEY: json_num(j, c->d, 3); break;
    case COL_SHARE: json_num(j, c->d, 5); break;
    case COL_TIME:
    case COL_DATE:
        writer_cell(&t, offset_min, kind, c);
        json_str(j, buf_sv(&t));
        break;
    }
    buf_clear(&t);
}

static void json_row(json *j, const writer *w, const cell *cells)
{
    const answer_def *def = w->def;
    json_open(j, '{');
    for (int i = 0; i < def->n_cols; i++) {
        json_key(j, sv_c(def->col[i].name));
        json_cell(j, w->opts->base->offset_min, def->col[i].kind, &cells[i]);
    }
    if (writer_suppressed(def, cells)) {
        json_key(j, SV("suppressed"));
        json_bool(j, true);
    }
    json_close(j, '}');
}

static void doc_begin(writer *w)
{
    json j = JSON_INIT(&w->b);
    json_open(&j, '{');
    json_schema(&j, w->def);
    writer_meta(&j, w->opts);
    json_kstr(&j, SV("about"), sv_c(w->def->about_en));
    json_columns(&j, w->def);
    json_key(&j, SV("rows"));
    json_open(&j, '[');
}

static void doc_row(writer *w, const cell *cells)
{
    json j = {.b = &w->b, .comma = w->n > 0};
    if (j.comma) buf_putc(&w->b, '\n');
    json_row(&j, w, cells);
}

static void doc_end(writer *w) { buf_puts(&w->b, "]}\n"); }

static void nothing(writer *w) { (void)w; }

static void line_row(writer *w, const cell *cells)
{
    json j = JSON_INIT(&w->b);
    json_row(&j, w, cells);
    buf_putc(&w->b, '\n');
}

const writer_format out_json = {"json", ".json", false, doc_begin, doc_row, doc_end};
const writer_format out_ndjson = {"ndjson", ".ndjson", true, nothing, line_row, nothing};
const writer_format out_jsonl = {"jsonl", ".jsonl", true, nothing, line_row, nothing};
