#include "parsers/hydrate.h"

#include <stdlib.h>

#include "parsers/literal.h"

enum { DEPTH_MAX = 200 };

/* --- a flat list -------------------------------------------------------------------------------------------- */

typedef struct flat {
    const json_t *in;
    json_t **made; /* by place; owned */
    bool *open;    /* by place: being made, so that to name it is a circle */
    int depth;
    size_t left; /* values that may still be met a second time */
} flat;

/* Negative places are undefined, NaN and the like. */
static bool is_place(const json_t *list, const json_t *v)
{
    return json_is_integer(v) && json_integer_value(v) < (json_int_t)json_array_size(list);
}

/* ["ShallowReactive",1]: a value with a name for its kind */
static bool is_tagged(const json_t *v)
{
    return json_array_size(v) > 1 && json_is_string(json_array_get(v, 0));
}

static bool is_flat(const json_t *list)
{
    json_t *first = json_array_get(list, 0), *m;
    const char *key;
    if (json_array_size(list) < 2) return false;
    if (is_tagged(first))
        return json_array_size(first) == 2 && is_place(list, json_array_get(first, 1));
    if (!json_is_object(first) || !json_object_size(first)) return false;
    json_object_foreach(first, key, m) if (!is_place(list, m)) return false;
    return true;
}

static json_t *at(flat *f, const json_t *place);

static json_t *list_at(flat *f, const json_t *v)
{
    json_t *ret = json_array(), *m;
    size_t i;
    json_array_foreach(v, i, m) if (json_array_append_new(ret, at(f, m)) != 0)
    {
        json_decref(ret);
        return NULL;
    }
    return ret;
}

static json_t *object_at(flat *f, json_t *v)
{
    json_t *ret = json_object(), *m;
    const char *key;
    json_object_foreach(v, key, m) if (json_object_set_new(ret, key, at(f, m)) != 0)
    {
        json_decref(ret);
        return NULL;
    }
    return ret;
}

static json_t *make(flat *f, size_t i)
{
    json_t *v = json_array_get(f->in, i), *second = json_array_get(v, 1);
    if (is_tagged(v)) return json_is_string(second) ? json_incref(second) : at(f, second);
    return json_is_array(v) ? list_at(f, v) : json_is_object(v) ? object_at(f, v) : json_incref(v);
}

static json_t *at(flat *f, const json_t *place)
{
    json_int_t i = json_integer_value(place);
    if (!is_place(f->in, place) || i < 0 || f->open[i] || f->depth >= DEPTH_MAX) return json_null();
    if (!f->made[i]) {
        f->open[i] = true;
        f->depth++;
        f->made[i] = make(f, (size_t)i);
        f->depth--;
        f->open[i] = false;
    } else if (!literal_charge(f->made[i], &f->left))
        return json_null();
    return json_incref(f->made[i]);
}

json_t *hydrate_flat(const json_t *v)
{
    if (!is_flat(v)) return NULL;
    size_t n = json_array_size(v);
    flat f = {.in = v,
        .left = LITERAL_SHARED_MAX,
        .made = calloc(n, sizeof *f.made),
        .open = calloc(n, sizeof *f.open)};
    json_t *first = json_integer(0), *ret = f.made && f.open && first ? at(&f, first) : NULL;
    for (size_t i = 0; f.made && i < n; i++) json_decref(f.made[i]);
    json_decref(first);
    free(f.made);
    free(f.open);
    return ret;
}

/* --- rows that are pushed ----------------------------------------------------------------------------------- */

bool hydrate_push(sv script, buf *io)
{
    size_t i = sv_find(sv_sub(script, 0, 200), SV("__next_f.push("));
    if (i == SV_NPOS) return false;
    json_t *v = literal_read(sv_sub(script, i + sizeof "__next_f.push(" - 1, SV_NPOS));
    const json_t *s = json_array_get(v, 1);
    if (json_is_string(s)) buf_put(io, (sv){json_string_value(s), json_string_length(s)});
    json_decref(v);
    return true;
}

typedef struct row {
    sv number; /* hexadecimal */
    sv body;
    bool text;
} row;

/* "1a:T4e,..." is text of 0x4e bytes; "1a:" and anything else ends with the line. */
static bool next_row(sv *rest, row *ret)
{
    if (!rest->n) return false;
    sv line = *rest, s = *rest, head = sv_cut(&line, '\n');
    size_t colon = sv_find(head, SV(":"));
    ret->number = sv_sub(head, 0, colon);
    s = colon == SV_NPOS ? (sv){NULL, 0} : sv_sub(s, colon + 1, SV_NPOS);
    char *end = NULL;
    unsigned long n = sv_starts(s, SV("T")) && s.n > 1 ? strtoul(s.p + 1, &end, 16) : 0;
    ret->text = end && end < s.p + s.n && *end == ',';
    if (ret->text) {
        ret->body = sv_sub(s, (size_t)(end - s.p) + 1, n);
        *rest = (sv){ret->body.p + ret->body.n, (size_t)(s.p + s.n - ret->body.p) - ret->body.n};
        return true;
    }
    *rest = line;
    ret->body = sv_sub(head, ret->number.n + 1, SV_NPOS);
    return true;
}

json_t *hydrate_texts(sv rows)
{
    json_t *ret = json_object();
    for (row r; ret && next_row(&rows, &r);) {
        if (!r.text || !r.number.n) continue;
        json_t *v = json_stringn(r.body.n ? r.body.p : "", r.body.n);
        if (v)
            (void)json_object_setn_new(
                ret, r.number.p, r.number.n, v); /* no UTF-8: nobody names it */
    }
    return ret;
}

/* "$1a" is the text of row 1a. */
static json_t *text_of(const json_t *texts, const json_t *v, size_t *io_left)
{
    const char *s = json_string_value(v);
    json_t *t = s && s[0] == '$' && s[1] ? json_object_get(texts, s + 1) : NULL;
    return t && literal_charge(t, io_left) ? t : NULL;
}

static void put_texts(json_t *io, const json_t *texts, size_t *io_left, int depth)
{
    const char *key;
    json_t *m;
    void *next;
    size_t i;
    if (depth >= DEPTH_MAX) return;
    if (json_is_array(io)) {
        json_array_foreach(io, i, m)
        {
            json_t *t = text_of(texts, m, io_left);
            if (t)
                (void)json_array_set(io, i, t);
            else
                put_texts(m, texts, io_left, depth + 1);
        }
    } else if (json_is_object(io)) {
        json_object_foreach_safe(io, next, key, m)
        {
            json_t *t = text_of(texts, m, io_left);
            if (t)
                (void)json_object_set(io, key, t);
            else
                put_texts(m, texts, io_left, depth + 1);
        }
    }
}

json_t *hydrate_row(sv *rest, const json_t *texts, size_t *io_left)
{
    for (row r; next_row(rest, &r);) {
        bool json = !r.text && r.body.n && (r.body.p[0] == '[' || r.body.p[0] == '{');
        json_t *v = json ? json_loadb(r.body.p, r.body.n, JSON_DISABLE_EOF_CHECK, NULL) : NULL;
        if (!v) continue;
        put_texts(v, texts, io_left, 0);
        return v;
    }
    return NULL;
}
