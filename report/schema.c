#include "report/schema.h"

#include "util/json.h"

static void types(json *j, const char *a, const char *b)
{
    json_key(j, SV("type"));
    if (!b) {
        json_str(j, sv_c(a));
        return;
    }
    json_open(j, '[');
    json_str(j, sv_c(a));
    json_str(j, sv_c(b));
    json_close(j, ']');
}

static void field(json *j, const char *name, const char *a, const char *b)
{
    json_key(j, sv_c(name));
    json_open(j, '{');
    types(j, a, b);
    json_close(j, '}');
}

static const char *type_of(column_kind k)
{
    switch (k) {
    case COL_COUNT: return "integer";
    case COL_REAL:
    case COL_SHARE:
    case COL_INDEX:
    case COL_MONEY: return "number";
    case COL_TEXT:
    case COL_CODE:
    case COL_URL:
    case COL_TIME:
    case COL_DATE:
    case COL_WORD: return "string";
    }
    return "string";
}

static void column_schema(json *j, const column *c)
{
    json_key(j, sv_c(c->name));
    json_open(j, '{');
    types(j, type_of(c->kind), "null");
    if (c->kind == COL_TIME) json_kstr(j, SV("format"), SV("date-time"));
    if (c->kind == COL_DATE) json_kstr(j, SV("format"), SV("date"));
    if (c->kind == COL_SHARE) {
        json_kint(j, SV("minimum"), 0);
        json_kint(j, SV("maximum"), 1);
    }
    json_kstr(j, SV("title"), sv_c(c->en));
    json_kstr(j, SV("x-title-fa"), sv_c(c->fa));
    json_close(j, '}');
}

static void rows(json *j, const answer_def *def)
{
    json_key(j, SV("rows"));
    json_open(j, '{');
    types(j, "array", NULL);
    json_key(j, SV("items"));
    json_open(j, '{');
    types(j, "object", NULL);
    json_key(j, SV("required"));
    json_open(j, '[');
    for (int i = 0; i < def->n_cols; i++) json_str(j, sv_c(def->col[i].name));
    json_close(j, ']');
    json_key(j, SV("properties"));
    json_open(j, '{');
    for (int i = 0; i < def->n_cols; i++) column_schema(j, &def->col[i]);
    json_key(j, SV("suppressed"));
    json_open(j, '{');
    json_key(j, SV("const"));
    json_bool(j, true);
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, '}');
}

static void period(json *j)
{
    json_key(j, SV("period"));
    json_open(j, '{');
    types(j, "object", NULL);
    json_key(j, SV("properties"));
    json_open(j, '{');
    field(j, "from", "string", "null");
    field(j, "to", "string", "null");
    json_close(j, '}');
    json_close(j, '}');
}

static void origin(json *j)
{
    static const char *const text[] = {
        "title", "question", "purpose", "contact", "model", "program"};
    static const char *const counts[] = {
        "sources", "pages", "documents", "comments", "authors", "robots_refused", "skipped"};
    field(j, "run", "integer", NULL);
    field(j, "generated", "string", "null");
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) field(j, text[i], "string", "null");
    json_key(j, SV("base"));
    json_open(j, '{');
    types(j, "object", NULL);
    json_key(j, SV("properties"));
    json_open(j, '{');
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        field(j, counts[i], "integer", NULL);
    json_close(j, '}');
    json_close(j, '}');
    period(j);
    field(j, "k", "integer", NULL);
    field(j, "retention_days", "integer", NULL);
    field(j, "about", "string", "null");
    field(j, "columns", "array", NULL);
}

void schema_put(buf *b, const answer_def *def)
{
    static const char *const required[] = {"schema", "run", "generated", "purpose", "contact",
        "base", "period", "k", "retention_days", "columns", "rows"};
    char name[128];
    json j = JSON_INIT(b);
    (void)snprintf(name, sizeof name, "bazarkav/%s/%d", def->name, def->version);
    json_open(&j, '{');
    json_kstr(&j, SV("$schema"), SV("https://json-schema.org/draft/2020-12/schema"));
    json_kstr(&j, SV("title"), sv_c(name));
    json_kstr(&j, SV("description"), sv_c(def->about_en));
    types(&j, "object", NULL);
    json_key(&j, SV("required"));
    json_open(&j, '[');
    for (size_t i = 0; i < sizeof required / sizeof required[0]; i++)
        json_str(&j, sv_c(required[i]));
    json_close(&j, ']');
    json_key(&j, SV("properties"));
    json_open(&j, '{');
    json_key(&j, SV("schema"));
    json_open(&j, '{');
    json_kstr(&j, SV("const"), sv_c(name));
    json_close(&j, '}');
    origin(&j);
    rows(&j, def);
    json_close(&j, '}');
    json_close(&j, '}');
    buf_putc(b, '\n');
}
