/* answer.h - one answer is one result set that every exporter and the report read: typed columns, rows in a
 * fixed order, cells below k already suppressed by the view. A new question is one row in answers[] and one
 * view; CSV, JSON, XLSX, Markdown, terminal and HTML come with it. */
#ifndef DB_ANSWER_H
#define DB_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "db/store.h"

typedef enum column_kind {
    COL_TEXT, /* words; Persian ones are put last by the terminal */
    COL_CODE, /* ASCII identifier, kept left to right */
    COL_URL,
    COL_COUNT, /* whole number */
    COL_REAL,
    COL_SHARE, /* 0..1, shown as per cent */
    COL_INDEX, /* 100 = base */
    COL_MONEY, /* toman */
    COL_TIME,  /* ms since 1970 UTC */
    COL_DATE,  /* the same, exact to the day only */
    COL_WORD   /* one of a few words with a translation: confidence, trend, need type ... */
} column_kind;

typedef struct column {
    const char *name; /* English snake_case: JSON key, CSV header */
    column_kind kind;
    const char *fa, *en; /* header for people */
} column;

typedef struct cell {
    bool null;       /* unknown */
    bool suppressed; /* known, but fewer than k people */
    int64_t i;       /* COL_COUNT, COL_TIME, COL_DATE */
    double d;        /* COL_REAL, COL_SHARE, COL_INDEX, COL_MONEY */
    sv s;            /* the others; valid during the callback only */
} cell;

typedef struct answer_def {
    const char *name; /* "needs": the KIND of `export`, the schema bazarkav/needs/1 */
    int version;
    const char *fa, *en;             /* title: sheet name, heading */
    const char *about_fa, *about_en; /* one sentence: what a row is, what n counts */
    const column *col;
    int n_cols;
} answer_def;

typedef struct answer_args {
    int k;          /* at least 3; 0: the project's */
    int64_t run_id; /* 0: the latest */
    sv key; /* narrows an answer to one thing (a need code, a source name ...); {NULL, 0}: all */
    int64_t limit; /* rows; 0: all */
} answer_args;

/*
 * The answers and the columns that the report looks for by name (it takes what is there; others may be added).
 * L = code, label_fa, label_en. N = authors, share, low, high (Wilson 95 %), sources, confidence.
 *   needs, complaints   L N, need_type, trend (rising|steady|falling|seasonal|too_short), mentions
 *   interests           L N, index
 *   signals             axis (demo, geo, value, life ...), L N, index: every category of the taxonomy
 *   segments            L, rule_fa, rule_en, authors, share, low, high, sources, confidence
 *   personas            segment, field (need, motive, priority, place, age, interest, value ...), value_fa,
 *                       value_en, authors, index; a line without authors: unknown
 *   scores              segment, label_fa, label_en, size, value, rivalry, ability, total (0..5; unknown when the
 *                       seeds file does not say), note_fa, note_en: the sensitivity line
 *   competitors         source, name, url, kind, size, ours, pages, comments, authors, questions, answered
 *                       (share), reply_hours (median), private (share moved to private messages), strategy,
 *                       does_fa, does_en (offers seen), handles
 *   coverage            need, source, word (good|partly|poor|none), authors, complaint_share, ours
 *   aspects             source, L, praise, complaints (authors)
 *   facts               source, kind, key, value, amount, url, last_seen
 *   weekly              need, source, week (Saturday), authors, share: sparks and the line chart
 *   places              L, authors, share, climate_fa, climate_en, urban
 *   hours               weekday (0 = Saturday), hour, comments: local time of the source
 *   words               term, authors, index, register
 *   changes             kind, source, title_fa, title_en, key, before, after, amount, url, muted, found_at
 *   evidence            need (code), text (<= 120 characters unless asked), from, to (bytes of the span in text),
 *                       source, url, day, comment
 *   sources             source, name, host, url, ours, pages, documents, comments, authors, robots_refused,
 *                       skipped (addresses left out in the last crawl, for other reasons than robots.txt: the sum
 *                       of skips), delay_ms, gap_ms (smallest seen), last_read
 *   skips               host, why, rule, pages, example
 *   comments            url, id, author (16 hex), date (ISO 8601 with zone, to its precision), text, parent,
 *                       rating, likes, kind, source: one row for each stored public comment; no k
 */
/* Every answer there is, in the order of the report. */
const answer_def *answer_list(int *ret_n);
const answer_def *answer_find(sv name);

/* Calls `row` for each row with `def->n_cols` cells; a non-zero return stops and is returned. */
typedef err answer_row(void *ctx, const cell *cells);
err answer_each(
    store *s, const answer_def *def, const answer_args *args, answer_row *row, void *ctx) MUST_USE;

/* The denominators every output carries. */
typedef struct answer_base {
    int64_t run_id, generated_at, from_at, to_at; /* ms; from/to: dates of comments, 0 when none */
    int64_t sources, pages, documents, comments, authors, robots_refused;
    int64_t skipped; /* in the last crawl, for other reasons than robots.txt */
    int k;
    int64_t retention_days;
    int offset_min; /* of the project's zone, east of UTC: days and times for people */
    sv title, question, purpose, contact, model;
} answer_base;
err answer_base_get(store *s, arena *a, const answer_args *args, answer_base *ret) MUST_USE;

#endif
