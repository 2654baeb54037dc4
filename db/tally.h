/* tally.h - the counts that answers read: who says what goes out author by author, counted cells come back. */
#ifndef DB_TALLY_H
#define DB_TALLY_H

#include "analyzers/finding.h"
#include "db/store.h"

typedef struct tally_source {
    int64_t id;
    sv name;
} tally_source;
typedef struct tally_category {
    int64_t id;
    sv code, axis, label_fa, label_en;
    bool sensitive;
} tally_category;
/* All sources with comments or active, and all categories, in order of name and code. */
err tally_sources(store *s, arena *a, tally_source **ret, size_t *ret_n) MUST_USE;
err tally_categories(store *s, arena *a, tally_category **ret, size_t *ret_n) MUST_USE;

/* A finding with where it was said; category_id 0: the comment has none. Never leaves the process. */
typedef struct tally_voice {
    int64_t source_id, author /* 0: nameless */, comment, written_at, category_id;
    bool to_the_minute;
    int offset_min, polarity;
    finding_kind kind;
    need_type need;
    sv label; /* valid during the call */
    double value;
    float score;
    uint32_t from, to;
    double paid, times; /* of the comment's row in an own table; 0: not told */
} tally_voice;
typedef err tally_voice_row(void *ctx, const tally_voice *v);
/* In order of source, author, comment; replies of shops and withdrawn comments are left out. */
err tally_each_voice(store *s, tally_voice_row *row, void *ctx) MUST_USE;

typedef struct tally_cell {
    sv topic, a, b, word, part;
    int64_t n, base, c, sources;
    double x, y;
    int least;
    int64_t floor;
} tally_cell;
typedef struct tally_group {
    sv code, label_fa, label_en, rule_fa, rule_en;
    bool cluster;
    int64_t n, base, sources;
    int rank;
} tally_group;

/* True when counts are there and nothing they are made of has changed since. */
err tally_fresh(store *s, bool *ret) MUST_USE;
/* Inside store_begin and store_commit: clear, put everything, derive. */
err tally_clear(store *s) MUST_USE;
err tally_put(store *s, const tally_cell *c) MUST_USE;
err tally_put_group(store *s, const tally_group *g) MUST_USE;
/* Secondary suppression, coverage, gaps, replies, words, strategies, score card; notes what it was made of. */
err tally_derive(store *s) MUST_USE;

#endif
