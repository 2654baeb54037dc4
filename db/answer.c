#include "db/answer.h"

#include <math.h>
#include <stdio.h>

#include "db/answer_defs.h"
#include "db/lite.h"
#include "util/clock.h"

enum { K_LEAST = 3, K_DEFAULT = 5, ANSWER_MAX = 64, COLUMN_MAX = 32 };

static const char views[] = {
#include "views.inc"
};

const answer_def *answer_list(int *ret_n)
{
    static answer_def list[ANSWER_MAX];
    static bool filled; /* constant after the first call of main's thread */
    int n;
    const answer_row_def *row = answer_rows(&n);
    for (int i = 0; i < n && !filled; i++) list[i] = row[i].def;
    filled = true;
    *ret_n = n;
    return list;
}

const answer_def *answer_find(sv name)
{
    int n;
    const answer_row_def *row = answer_rows(&n);
    for (int i = 0; i < n; i++)
        if (sv_eq(sv_c(row[i].def.name), name)) return &row[i].def;
    return NULL;
}

enum { TEHRAN_MIN = 210, DAY_MIN = 24 * 60 };

/* Wilson 95 % interval of n of base; the sign picks the end. */
static double wilson(double n, double base, double sign)
{
    const double z = 1.959963984540054;
    if (base <= 0) return 0;
    double p = n / base, z2 = z * z / base, mid = p + z2 / 2,
           half = z * sqrt(p * (1 - p) / base + z2 / (4 * base));
    double v = (mid + sign * half) / (1 + z2);
    return v < 0 ? 0 : v > 1 ? 1 : v;
}

static void sql_wilson(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    double sign = *(const double *)sqlite3_user_data(c);
    if (sqlite3_value_type(v[0]) == SQLITE_NULL || sqlite3_value_double(v[1]) <= 0) {
        sqlite3_result_null(c);
        return;
    }
    sqlite3_result_double(c, wilson(sqlite3_value_double(v[0]), sqlite3_value_double(v[1]), sign));
}

static err make_views(store *s)
{
    static double minus = -1, plus = 1;
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    if (s->views_ready) return ERR_OK;
    int rc = sqlite3_create_function(s->db, "low", 2, flags, &minus, sql_wilson, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_create_function(s->db, "high", 2, flags, &plus, sql_wilson, NULL, NULL);
    err e = lite_err(s, rc);
    /* temporary things only: the file itself stays as it is, also for a reader */
    if (!e) e = lite_exec(s, "PRAGMA query_only=OFF");
    if (!e) e = lite_exec(s, "CREATE TEMP TABLE asked(k INTEGER, run_id INTEGER)");
    if (!e) e = lite_exec(s, views);
    s->views_ready = !e;
    return e;
}

/* The smallest group shown: what is asked for, else the project's, never below 3. */
static err least_group(store *s, int asked, int *ret)
{
    int64_t k = 0;
    err e = ERR_OK;
    if (asked <= 0)
        e = lite_int(s, &k, "SELECT CAST(value AS INTEGER) FROM project WHERE key='k'", "");
    else
        k = asked;
    if (k <= 0) k = K_DEFAULT;
    *ret = k < K_LEAST ? K_LEAST : (int)k;
    return e;
}

static err ask(store *s, const answer_args *args)
{
    int k = K_DEFAULT;
    err e = make_views(s);
    if (!e) e = least_group(s, args->k, &k);
    if (!e) e = lite_run(s, "DELETE FROM asked", "");
    return e ? e : lite_run(s, "INSERT INTO asked VALUES(?1,?2)", "ii", (int64_t)k, args->run_id);
}

static bool counts(column_kind k)
{
    return k == COL_COUNT || k == COL_REAL || k == COL_SHARE || k == COL_INDEX || k == COL_MONEY;
}

static cell cell_of(sqlite3_stmt *q, int i, column_kind kind, bool hidden)
{
    cell c = {.null = sqlite3_column_type(q, i) == SQLITE_NULL};
    if (c.null) {
        c.suppressed = hidden && counts(kind);
        return c;
    }
    switch (kind) {
    case COL_COUNT:
    case COL_TIME:
    case COL_DATE: c.i = sqlite3_column_int64(q, i); break;
    case COL_REAL:
    case COL_SHARE:
    case COL_INDEX:
    case COL_MONEY: c.d = sqlite3_column_double(q, i); break;
    case COL_TEXT:
    case COL_CODE:
    case COL_URL:
    case COL_WORD: c.s = lite_text(q, i); break;
    }
    return c;
}

static err each(
    store *s, const answer_row_def *row, const answer_args *args, answer_row *fn, void *ctx)
{
    cell cells[COLUMN_MAX] = {0};
    err e = ERR_OK;
    const answer_def *def = &row->def;
    sqlite3_stmt *q = lite_bind(s, &e, row->sql, "");
    for (int64_t n = 0; lite_step(s, q, &e);) {
        bool hidden = sqlite3_column_int(q, def->n_cols) != 0;
        for (int i = 0; i < def->n_cols; i++) cells[i] = cell_of(q, i, def->col[i].kind, hidden);
        if (args->key.n && !sv_eq(cells[0].s, args->key)) continue;
        if (args->limit && n++ >= args->limit) break;
        e = fn(ctx, cells);
    }
    lite_end(q);
    return e;
}

err answer_each(store *s, const answer_def *def, const answer_args *args, answer_row *fn, void *ctx)
{
    int n;
    const answer_args all = {.k = 0};
    const answer_row_def *row = answer_rows(&n);
    if (!args) args = &all;
    err e = ask(s, args);
    for (int i = 0; i < n && !e; i++)
        if (strcmp(row[i].def.name, def->name) == 0) return each(s, &row[i], args, fn, ctx);
    return e ? e : ERR_ABSENT;
}

static err get_text(store *s, arena *a, sv key, sv *ret)
{
    err e = store_get(s, a, key, ret);
    if (!e && !ret->p) *ret = SV("");
    return e;
}

err answer_base_get(store *s, arena *a, const answer_args *args, answer_base *ret)
{
    const struct {
        int64_t *to;
        const char *sql;
    } number[] = {
        {&ret->run_id, "SELECT max(run_id) FROM runs"},
        {&ret->from_at,
            "SELECT min(written_at) FROM comments WHERE written_at>0 AND gone_at IS NULL"},
        {&ret->to_at,
            "SELECT max(written_at) FROM comments WHERE written_at>0 AND gone_at IS NULL"},
        {&ret->sources, "SELECT count(*) FROM sources WHERE active"},
        {&ret->pages, "SELECT count(*) FROM urls WHERE state=1"},
        {&ret->documents, "SELECT count(DISTINCT url_id) FROM documents"},
        {&ret->comments, "SELECT count(*) FROM comments WHERE gone_at IS NULL AND kind<>5"},
        {&ret->authors, "SELECT n FROM tally WHERE topic='base' AND a=''"},
        {&ret->robots_refused, "SELECT count(*) FROM urls WHERE state=3 AND why='robots'"},
        {&ret->skipped,
            "SELECT coalesce(sum(n),0) FROM skips WHERE run_id=(SELECT max(coalesce((SELECT max(run_id) FROM fetches),0),coalesce((SELECT max(run_id) FROM skips),0))) AND why<>'robots'"},
        {&ret->retention_days,
            "SELECT CAST(value AS INTEGER) FROM project WHERE key='retention_days'"},
    };
    int64_t offset = TEHRAN_MIN;
    *ret = (answer_base){.generated_at = clock_now_ms(), .retention_days = 90};
    err e = least_group(s, args ? args->k : 0, &ret->k);
    for (size_t i = 0; i < sizeof number / sizeof number[0] && !e; i++)
        e = lite_int(s, number[i].to, number[i].sql, "");
    if (!e)
        e = lite_int(
            s, &offset, "SELECT CAST(value AS INTEGER) FROM project WHERE key='timezone_min'", "");
    ret->offset_min = offset >= -DAY_MIN && offset <= DAY_MIN ? (int)offset : TEHRAN_MIN;
    if (args && args->run_id) ret->run_id = args->run_id;
    if (!e) e = get_text(s, a, SV("title"), &ret->title);
    if (!e) e = get_text(s, a, SV("question"), &ret->question);
    if (!e) e = get_text(s, a, SV("purpose"), &ret->purpose);
    if (!e) e = get_text(s, a, SV("contact"), &ret->contact);
    return e ? e : get_text(s, a, SV("model"), &ret->model);
}
