#include "db/twin.h"

#include <stdlib.h>

#include "db/lite.h"

/* Hashes that differ in three bits agree in one of four bands of sixteen. */
enum { BANDS = 4, BAND_BITS = 16, HEADS = 1 << BAND_BITS };

struct twin_index {
    twin_page page[TWIN_PAGES];
    int32_t next[BANDS][TWIN_PAGES]; /* of the same band, plus one */
    int32_t head[BANDS][HEADS];      /* plus one; 0: none */
    size_t n;                        /* ever added */
};

/* Pages of one source only are twins, so each source has chains of its own, as far as there is room. */
static size_t band_of(const twin_page *p, int band)
{
    uint64_t own = (uint64_t)p->source_id * 0x9E3779B97F4A7C15u >> (64 - BAND_BITS);
    return ((p->simhash >> (band * BAND_BITS)) ^ own) & (HEADS - 1);
}

static void forget(twin_index *t, int32_t at)
{
    for (int b = 0; b < BANDS; b++) {
        int32_t *link = &t->head[b][band_of(&t->page[at], b)];
        while (*link && *link != at + 1) link = &t->next[b][*link - 1];
        if (*link) *link = t->next[b][at];
    }
}

void twin_add(twin_index *t, const twin_page *p)
{
    int32_t at = (int32_t)(t->n % TWIN_PAGES);
    if (!p->simhash) return;
    if (t->n++ >= TWIN_PAGES) forget(t, at);
    t->page[at] = *p;
    for (int b = 0; b < BANDS; b++) {
        int32_t *head = &t->head[b][band_of(p, b)];
        t->next[b][at] = *head;
        *head = at + 1;
    }
}

int64_t twin_find(const twin_index *t, const twin_page *p)
{
    for (int b = 0; b < BANDS && p->simhash; b++) {
        for (int32_t i = t->head[b][band_of(p, b)]; i; i = t->next[b][i - 1]) {
            const twin_page *o = &t->page[i - 1];
            if (o->source_id == p->source_id && o->url_id != p->url_id &&
                __builtin_popcountll(o->simhash ^ p->simhash) <= TWIN_BITS)
                return o->doc_id;
        }
    }
    return 0;
}

err twin_open(store *s, twin_index **ret)
{
    err e = ERR_OK;
    twin_index *t = calloc(1, sizeof *t);
    if (!t) return ERR_NOMEM;
    sqlite3_stmt *q = lite_bind(s, &e,
        "SELECT doc_id,source_id,url_id,simhash FROM (SELECT * FROM documents WHERE simhash<>0 AND "
        "twin_of IS NULL ORDER BY first_seen DESC LIMIT ?1) ORDER BY first_seen",
        "i", (int64_t)TWIN_PAGES);
    while (lite_step(s, q, &e))
        twin_add(t, &(twin_page){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1),
                        sqlite3_column_int64(q, 2), (uint64_t)sqlite3_column_int64(q, 3)});
    if (e) {
        twin_close(t);
        return e;
    }
    *ret = t;
    return ERR_OK;
}

void twin_close(twin_index *t) { free(t); }
