/* mini.h - small tables of a section: a heading, a few rows of one answer, where the rest is. Nothing is put while no row
 * is worth showing, and no column that is empty in all of them; on a phone each row stands as a block. */
#ifndef REPORT_MINI_H
#define REPORT_MINI_H

#include "report/view.h"

typedef enum mini_kind {
    MINI_PEOPLE, /* share, interval, authors, confidence: whatever the answer has */
    MINI_INDEX,  /* with "uncertain" beside it where chance may explain it */
    MINI_SHARE,
    MINI_REAL,
    MINI_MONEY,
    MINI_TEXT,
    MINI_LIST, /* text of labels: "Need: a, Need: b" without the axis */
    MINI_WORD,
    MINI_PUT
} mini_kind;

typedef struct mini_column {
    const char *fa, *en; /* heading */
    mini_kind kind;
    const char *
        name; /* column of the answer; with MINI_TEXT, LIST and WORD: in the page's language where there is one */
    void (*put)(html *h, const table *t, int64_t row); /* MINI_PUT */
} mini_column;

enum { MINI_COLUMNS = 4 };

typedef struct mini {
    const char *answer;              /* KIND of `bazarkav export` that has the rest */
    const char *fa, *en;             /* heading */
    const char *about_fa, *about_en; /* one sentence under it; NULL: none */
    const char *row_fa, *row_en;     /* heading of the first column: the label */
    bool group;                      /* labels are groups of people */
    mini_column col[MINI_COLUMNS];
    /* Highest first, NAN: not shown. Rows of the same rank stay in their order. */
    double (*rank)(const table *t, int64_t row);
} mini;

/* False when there was nothing to show. */
bool mini_put(html *h, const table *t, const mini *m);
/* "Need: a, Need: b" as "a, b". */
void mini_list(html *h, sv labels);

#endif
