#include "db/lite.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

static err of_code(store *s, int rc)
{
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE: return ERR_OK;
    case SQLITE_NOMEM: return ERR_NOMEM;
    case SQLITE_TOOBIG: return ERR_LIMIT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ERR_BUSY;
    case SQLITE_FULL: return ERR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ERR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return ERR_DENIED;
    default: break;
    }
    int os = s->db ? sqlite3_system_errno(s->db) : errno;
    if (os == ENOSPC || os == EDQUOT) return ERR_FULL;
    if (os == EACCES || os == EROFS || os == EPERM) return ERR_DENIED;
    return ERR_IO;
}

err lite_err(store *s, int rc)
{
    err e = of_code(s, rc);
    if (e)
        (void)snprintf(
            s->detail, sizeof s->detail, "%s", s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc));
    return e;
}

/* The slot of `sql`, or the free one where it belongs. */
static size_t slot_of(const store *s, const char *sql)
{
    size_t i = ((size_t)(const void *)sql >> 3) * 0x9E3779B1u % LITE_CACHE;
    while (s->cache[i].sql && s->cache[i].sql != sql) i = (i + 1) % LITE_CACHE;
    return i;
}

static sqlite3_stmt *prepared(store *s, err *rete, const char *sql)
{
    size_t i = slot_of(s, sql);
    if (s->cache[i].sql) return s->cache[i].q;
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &q, NULL);
    if (rc != SQLITE_OK) {
        *rete = lite_err(s, rc);
        return NULL;
    }
    s->cache[i].sql = sql;
    s->cache[i].q = q;
    return q;
}

static int bind_sv(sqlite3_stmt *q, int i, sv v, bool blob)
{
    if (!v.p) return sqlite3_bind_null(q, i);
    return blob ? sqlite3_bind_blob64(q, i, v.p, v.n, SQLITE_STATIC)
                : sqlite3_bind_text64(q, i, v.p, v.n, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind_all(sqlite3_stmt *q, const char *types, va_list *ap)
{
    int rc = SQLITE_OK;
    for (int i = 1; types[i - 1] && rc == SQLITE_OK; i++) {
        int64_t n;
        double d;
        switch (types[i - 1]) {
        case 'i': rc = sqlite3_bind_int64(q, i, va_arg(*ap, int64_t)); break;
        case 'I':
            n = va_arg(*ap, int64_t);
            rc = n ? sqlite3_bind_int64(q, i, n) : sqlite3_bind_null(q, i);
            break;
        case 'd':
            d = va_arg(*ap, double);
            rc = isnan(d) ? sqlite3_bind_null(q, i) : sqlite3_bind_double(q, i, d);
            break;
        case 's': rc = bind_sv(q, i, va_arg(*ap, sv), false); break;
        case 'b': rc = bind_sv(q, i, va_arg(*ap, sv), true); break;
        default: rc = sqlite3_bind_null(q, i); break;
        }
    }
    return rc;
}

static sqlite3_stmt *bound(store *s, err *rete, const char *sql, const char *types, va_list *ap)
{
    if (*rete) return NULL;
    sqlite3_stmt *q = prepared(s, rete, sql);
    if (!q) return NULL;
    int rc = bind_all(q, types, ap);
    if (rc == SQLITE_OK) return q;
    *rete = lite_err(s, rc);
    lite_end(q);
    return NULL;
}

sqlite3_stmt *lite_bind(store *s, err *rete, const char *sql, const char *types, ...)
{
    va_list ap;
    va_start(ap, types);
    sqlite3_stmt *q = bound(s, rete, sql, types, &ap);
    va_end(ap);
    return q;
}

bool lite_step(store *s, sqlite3_stmt *q, err *rete)
{
    if (!q || *rete) {
        lite_end(q);
        return false;
    }
    int rc = sqlite3_step(q);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) *rete = lite_err(s, rc);
    lite_end(q);
    return false;
}

void lite_end(sqlite3_stmt *q)
{
    if (!q) return;
    (void)sqlite3_reset(q);
    (void)sqlite3_clear_bindings(q);
}

err lite_run(store *s, const char *sql, const char *types, ...)
{
    err e = ERR_OK;
    va_list ap;
    va_start(ap, types);
    sqlite3_stmt *q = bound(s, &e, sql, types, &ap);
    va_end(ap);
    while (lite_step(s, q, &e)) continue;
    return e;
}

err lite_int(store *s, int64_t *ret, const char *sql, const char *types, ...)
{
    err e = ERR_OK;
    va_list ap;
    va_start(ap, types);
    sqlite3_stmt *q = bound(s, &e, sql, types, &ap);
    va_end(ap);
    if (!lite_step(s, q, &e)) return e;
    if (sqlite3_column_type(q, 0) != SQLITE_NULL) *ret = sqlite3_column_int64(q, 0);
    lite_end(q);
    return ERR_OK;
}

err lite_exec(store *s, const char *sql)
{
    return lite_err(s, sqlite3_exec(s->db, sql, NULL, NULL, NULL));
}

sv lite_text(sqlite3_stmt *q, int column)
{
    const char *p = (const char *)sqlite3_column_text(q, column);
    return (sv){p, p ? (size_t)sqlite3_column_bytes(q, column) : 0};
}
