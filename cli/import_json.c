/* import_json.c - one JSON value or one a line as a table: members of objects are columns. */
#include <jansson.h>

#include "cli/import_table.h"
#include "parsers/glean.h"

static int column_of(arena *a, import_table *t, sv name)
{
    for (int i = 0; i < t->n_columns; i++)
        if (sv_eq(t->column[i], name)) return i;
    if (t->n_columns >= IMPORT_COLUMNS) return -1;
    t->column[t->n_columns] = arena_sv(a, name);
    return t->n_columns++;
}

/* Members of an object, and of objects in it as "user.name"; field NULL: only the columns are counted. */
static err object(arena *a, import_table *t, json_t *v, sv prefix, sv *field)
{
    const char *key;
    json_t *m;
    err e = ERR_OK;
    json_object_foreach(v, key, m)
    {
        sv name = prefix.n ? arena_printf(a, "%.*s.%s", SV_FMT(prefix), key) : sv_c(key);
        if (!name.p) return ERR_NOMEM;
        if (json_is_object(m) && !prefix.n) e = object(a, t, m, name, field);
        if (e) return e;
        sv s = glean_scalar(a, m);
        int c = s.n ? column_of(a, t, name) : -1;
        if (c >= 0 && field) field[c] = arena_sv(a, s);
    }
    return e;
}

/* The list itself, or the first list of objects inside. */
static json_t *list_of(json_t *v, int depth)
{
    const char *key;
    json_t *m;
    if (json_is_array(v)) return json_is_object(json_array_get(v, 0)) ? v : NULL;
    if (!json_is_object(v) || depth > 4) return NULL;
    json_object_foreach(v, key, m)
    {
        json_t *found = list_of(m, depth + 1);
        if (found) return found;
    }
    return NULL;
}

typedef struct rows {
    arena *a;
    import_table *t;
    size_t cap;
    bool count; /* only which columns there are */
} rows;

static err row_of(rows *r, json_t *m)
{
    sv field[IMPORT_COLUMNS] = {{NULL, 0}};
    err e = object(r->a, r->t, m, (sv){NULL, 0}, r->count ? NULL : field);
    return e || r->count || !r->t->n_columns
               ? e
               : import_add_row(r->a, r->t, &r->cap, field, r->t->n_columns);
}

static err rows_of_list(rows *r, json_t *list)
{
    json_t *m;
    size_t i;
    err e = ERR_OK;
    json_array_foreach(list, i, m) if (!e) e = row_of(r, m);
    return e;
}

/* A value a line, read twice rather than all kept: a million of them would fill gigabytes. */
static err rows_of_lines(rows *r, sv text)
{
    json_error_t why;
    err e = ERR_OK;
    while (text.n && !e) {
        sv line = sv_trim(sv_cut(&text, '\n'));
        json_t *m = line.n ? json_loadb(line.p, line.n, JSON_ALLOW_NUL, &why) : NULL;
        if (m) e = row_of(r, m);
        json_decref(m);
    }
    return e;
}

err import_json(arena *a, sv text, import_table *t)
{
    json_error_t why;
    json_t *v = json_loadb(text.p, text.n, JSON_ALLOW_NUL, &why), *list = list_of(v, 0);
    rows r = {.a = a, .t = t};
    err e = v && !list && !json_is_object(v) ? ERR_FORMAT : ERR_OK;
    t->named = true;
    for (int pass = 0; pass < 2 && !e; pass++) {
        r.count = pass == 0;
        e = list ? rows_of_list(&r, list) : v ? row_of(&r, v) : rows_of_lines(&r, text);
    }
    json_decref(v);
    return e;
}
